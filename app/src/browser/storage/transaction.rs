//! Transactions, and how durable they are; and reading.

use futures::try_join;
use idb::{ObjectStore, Transaction, TransactionMode, TransactionResult};
use js_sys::{Array, JsString, Object, Reflect};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;
use web_sys::{DomException, IdbDatabase, IdbTransaction};

use super::{
    Result, Storage, Store, Texts,
    connection::{of_exception, problem},
};
use crate::device::StorageProblem;

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase` with the third argument of `transaction`, which web-sys lacks.
    #[wasm_bindgen(extends = IdbDatabase)]
    type DurableDatabase;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction_with_options(
        this: &DurableDatabase,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> std::result::Result<IdbTransaction, JsValue>;
}

/// When a transaction is done (<https://w3c.github.io/IndexedDB/#transaction-durability-hint>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Durability {
    /// Once it is on the disk: whatever a person wrote.
    Strict,
    /// Once the operating system has it: what the server can give again. A tablet that loses power may go back to what it held
    /// before, cursor and all.
    Relaxed,
}

impl Durability {
    const fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Relaxed => "relaxed",
        }
    }
}

/// A transaction that writes. It commits by itself across any await that is not
/// IndexedDB's, so nothing else may be awaited while it is open.
pub(super) struct Writing {
    raw: IdbTransaction,
    transaction: Transaction,
}

impl Storage {
    /// Opens a strict transaction on these stores.
    pub(super) async fn write(&self, stores: &[Store]) -> Result<Writing> {
        self.write_with(Durability::Strict, stores).await
    }

    /// Opens a transaction on these stores.
    pub(super) async fn write_with(&self, durability: Durability, stores: &[Store]) -> Result<Writing> {
        match self.open_writing(durability, stores).await {
            // The browser closes a connection without telling (iOS, after a while in the background).
            Err(StorageProblem::Failed | StorageProblem::Broken) => {
                self.lost();
                self.open_writing(durability, stores).await
            }
            other => other,
        }
    }

    async fn open_writing(&self, durability: Durability, stores: &[Store]) -> Result<Writing> {
        let database = self.database().await?;
        let names: Array = stores.iter().map(|store| JsValue::from_str(store.name())).collect();
        let options = Object::new();
        let set = Reflect::set(&options, &JsString::from("durability"), &JsString::from(durability.name()));
        debug_assert!(set.is_ok());
        let raw = database
            .unchecked_ref::<DurableDatabase>()
            .transaction_with_options(&names, "readwrite", &options)
            .map_err(|error| error.dyn_ref::<DomException>().map_or(StorageProblem::Failed, of_exception))?;
        Ok(Writing { transaction: raw.clone().into(), raw })
    }

    /// Opens a transaction that reads these stores as they are at one moment.
    pub(super) async fn read(&self, stores: &[Store]) -> Result<Reading> {
        let names: Vec<_> = stores.iter().map(|store| store.name()).collect();
        for retry in [true, false] {
            let database: idb::Database = self.database().await?.into();
            match database.transaction(&names, TransactionMode::ReadOnly) {
                Ok(reading) => return Ok(Reading(reading)),
                Err(error) if !retry => return Err(problem(&error)),
                Err(_) => self.lost(),
            }
        }
        Err(StorageProblem::Failed)
    }
}

/// A transaction that reads.
pub(super) struct Reading(Transaction);

impl Reading {
    /// Every value of a store, in the order of its keys. A value that this version cannot read is left where it is.
    pub(super) async fn all<T: DeserializeOwned>(&self, store: Store) -> Result<Vec<T>> {
        Ok(self.texts(store).await?.iter().filter_map(|text| sync::read_json(text).ok()).collect())
    }

    /// Every value of a store as it is kept, in the order of its keys.
    pub(super) async fn texts(&self, store: Store) -> Result<Vec<String>> {
        texts(&self.0, store).await
    }

    /// The same, with their keys.
    pub(super) async fn texts_by_key(&self, store: Store) -> Result<Texts> {
        let keys = store_of(&self.0, store)?.get_all_keys(None, None).map_err(|error| problem(&error))?;
        let (keys, texts) = try_join!(async { keys.await.map_err(|error| problem(&error)) }, self.texts(store))?;
        Ok(keys.iter().map(|key| key.as_string().unwrap_or_default()).zip(texts).collect())
    }

    /// Every value of a store as it is, in the order of its keys.
    pub(super) async fn values(&self, store: Store) -> Result<Vec<JsValue>> {
        let all = store_of(&self.0, store)?.get_all(None, None).map_err(|error| problem(&error))?;
        all.await.map_err(|error| problem(&error))
    }

    /// One value.
    pub(super) async fn get<T: DeserializeOwned>(&self, store: Store, key: &str) -> Result<Option<T>> {
        get(&self.0, store, key).await
    }
}

impl Writing {
    /// One value, as it is inside this transaction.
    pub(super) async fn get<T: DeserializeOwned>(&self, store: Store, key: &str) -> Result<Option<T>> {
        get(&self.transaction, store, key).await
    }

    /// Puts a value.
    pub(super) fn put<T: Serialize>(&self, store: Store, key: &str, value: &T) -> Result<()> {
        self.put_text(store, key, &serde_json::to_string(value).map_err(|_| StorageProblem::Failed)?)
    }

    /// Puts a value as it is, with the blobs in it.
    pub(super) fn put_value(&self, store: Store, key: &str, value: &JsValue) -> Result<()> {
        let key = JsValue::from_str(key);
        let _request = store_of(&self.transaction, store)?.put(value, Some(&key)).map_err(|error| problem(&error))?;
        Ok(())
    }

    /// Puts a text as it is.
    pub(super) fn put_text(&self, store: Store, key: &str, text: &str) -> Result<()> {
        let key = JsValue::from_str(key);
        let _request = store_of(&self.transaction, store)?
            .put(&JsValue::from_str(text), Some(&key))
            .map_err(|error| problem(&error))?;
        Ok(())
    }

    /// Every value of a store as it is kept.
    pub(super) async fn texts(&self, store: Store) -> Result<Vec<String>> {
        texts(&self.transaction, store).await
    }

    /// Every key of a store.
    pub(super) async fn keys(&self, store: Store) -> Result<Vec<String>> {
        let keys = store_of(&self.transaction, store)?.get_all_keys(None, None).map_err(|error| problem(&error))?;
        Ok(keys.await.map_err(|error| problem(&error))?.iter().filter_map(JsValue::as_string).collect())
    }

    /// Whether there is a value, whatever it is.
    pub(super) async fn has(&self, store: Store, key: &str) -> Result<bool> {
        let found = store_of(&self.transaction, store)?
            .get(JsValue::from_str(key))
            .map_err(|error| problem(&error))?
            .await
            .map_err(|error| problem(&error))?;
        Ok(found.is_some())
    }

    /// Deletes everything in a store.
    pub(super) fn clear(&self, store: Store) -> Result<()> {
        let _request = store_of(&self.transaction, store)?.clear().map_err(|error| problem(&error))?;
        Ok(())
    }

    /// Deletes a value.
    pub(super) fn delete(&self, store: Store, key: &str) -> Result<()> {
        let _request =
            store_of(&self.transaction, store)?.delete(JsValue::from_str(key)).map_err(|error| problem(&error))?;
        Ok(())
    }

    /// Waits until everything is kept, as durably as it was opened. Only now may anybody say "saved".
    pub(super) async fn done(self) -> Result<()> {
        match self.transaction.await {
            Ok(TransactionResult::Committed) => Ok(()),
            Ok(TransactionResult::Aborted) => {
                Err(self.raw.error().as_ref().map_or(StorageProblem::Failed, of_exception))
            }
            Err(error) => Err(problem(&error)),
        }
    }

    /// Undoes everything.
    pub(super) fn undo(self) {
        // Already undone is undone.
        let _ = self.raw.abort();
    }
}

fn store_of(transaction: &Transaction, store: Store) -> Result<ObjectStore> {
    transaction.object_store(store.name()).map_err(|error| problem(&error))
}

async fn texts(transaction: &Transaction, store: Store) -> Result<Vec<String>> {
    let request = store_of(transaction, store)?.get_all(None, None).map_err(|error| problem(&error))?;
    let values = request.await.map_err(|error| problem(&error))?;
    Ok(values.iter().filter_map(JsValue::as_string).collect())
}

async fn get<T: DeserializeOwned>(transaction: &Transaction, store: Store, key: &str) -> Result<Option<T>> {
    let found = store_of(transaction, store)?
        .get(JsValue::from_str(key))
        .map_err(|error| problem(&error))?
        .await
        .map_err(|error| problem(&error))?;
    Ok(found.and_then(|value| sync::read_json(&value.as_string()?).ok()))
}
