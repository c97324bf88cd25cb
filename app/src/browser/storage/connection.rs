//! The one connection of this tab, opened again when the browser takes it away (iOS does).

use std::{cell::RefCell, rc::Rc};

use idb::{Database, Factory};
use rexie::{ObjectStore, Rexie};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase};

use super::{Result, Store, scope::Scope};
use crate::device::StorageProblem;

const NAME: &str = "contact-point";
/// Counted up with every change of the stores; rexie adds what is missing.
const VERSION: u32 = 2;

/// The device's storage. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Storage {
    connection: Rc<RefCell<Option<IdbDatabase>>>,
    scope: Rc<RefCell<Scope>>,
}

impl Storage {
    /// Whose things are read and written now.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope.borrow().clone()
    }

    /// From here somebody else's are.
    pub fn switch(&self, scope: Scope) {
        self.scope.replace(scope);
    }

    /// The open database; opens it where it is not.
    pub(super) async fn database(&self) -> Result<IdbDatabase> {
        if let Some(open) = self.connection.borrow().clone() {
            return Ok(open);
        }
        let opened = self.open().await?;
        Ok(self.connection.borrow_mut().get_or_insert(opened).clone())
    }

    /// Forgets the connection: the next use opens a new one.
    pub(super) fn lost(&self) {
        self.connection.borrow_mut().take();
    }

    async fn open(&self) -> Result<IdbDatabase> {
        let schema = Store::ALL.into_iter().fold(Rexie::builder(NAME).version(VERSION), |schema, store| {
            schema.add_object_store(ObjectStore::new(store.name()))
        });
        schema.build().await.map_err(|error| of_rexie(&error))?.close();
        let factory = Factory::new().map_err(|error| problem(&error))?;
        let mut database: Database = factory
            .open(NAME, Some(VERSION))
            .map_err(|error| problem(&error))?
            .await
            .map_err(|error| problem(&error))?;
        let storage = self.clone();
        // A newer version in another tab may upgrade: this one gives way and opens again when it needs to.
        database.on_version_change(move |event| {
            if let Some(database) = event.target().and_then(|target| target.dyn_into::<IdbDatabase>().ok()) {
                database.close();
            }
            storage.lost();
        });
        let storage = self.clone();
        database.on_close(move |_| storage.lost());
        database.forget_callbacks();
        Ok(database.into())
    }
}

fn of_rexie(error: &rexie::Error) -> StorageProblem {
    match error {
        rexie::Error::IdbError(error) => problem(error),
        _ => StorageProblem::Failed,
    }
}

/// What an error of the layer below means for a person.
pub(super) fn problem(error: &idb::Error) -> StorageProblem {
    match error {
        idb::Error::IndexedDbNotFound(_) => StorageProblem::Refused,
        idb::Error::DomException(exception) => of_exception(exception),
        idb::Error::IndexedDbOpenFailed(value)
        | idb::Error::AddFailed(value)
        | idb::Error::UpdateFailed(value)
        | idb::Error::GetFailed(value)
        | idb::Error::GetAllFailed(value)
        | idb::Error::TransactionOpenFailed(value) => {
            value.dyn_ref::<DomException>().map_or(StorageProblem::Failed, of_exception)
        }
        _ => StorageProblem::Failed,
    }
}

/// What a DOM exception means for a person.
pub(super) fn of_exception(exception: &DomException) -> StorageProblem {
    match exception.name().as_str() {
        "QuotaExceededError" => StorageProblem::Full,
        "SecurityError" | "NotAllowedError" | "InvalidAccessError" => StorageProblem::Refused,
        "VersionError" => StorageProblem::Blocked,
        _ => StorageProblem::Failed,
    }
}

/// Asks the browser not to clear this site's storage by itself. The answer is the browser's; staff see it.
pub async fn persist_storage() -> Option<bool> {
    let manager = leptos::prelude::window().navigator().storage();
    let asked = manager.persist().ok()?;
    JsFuture::from(asked).await.ok()?.as_bool()
}
