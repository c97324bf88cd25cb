//! What the sync engine keeps: the outbox, the replica and the cursor. A consumer's replica and the staff's are two
//! stores with a cursor each; which of them a tab reads and writes is its scope.

use domain::ids::StaffId;
use futures::try_join;
use sync::engine::{Cursor, Key, PersistedState, StorageFailure, Write};
use sync::protocol::Change;

use super::{
    Result, Storage, Store,
    outbox::{self, Rows, put},
    scope::Scope,
    transaction::{Durability, Reading, Writing},
};
use crate::device::StorageProblem;

const CURSOR: &str = "cursor";

impl Storage {
    /// Everything the engine keeps.
    ///
    /// # Errors
    /// Where the device refuses to read.
    pub async fn stored(&self) -> Result<PersistedState> {
        self.stored_for(&self.scope()).await
    }

    /// The engine's writes: all on the disk, or none.
    ///
    /// # Errors
    /// `Stale` where another tab wrote in between, `Unavailable` where the device refuses.
    pub async fn persist(&self, scope: &Scope, writes: Vec<Write>) -> std::result::Result<(), StorageFailure> {
        let refused = |_| StorageFailure::Unavailable;
        let stores = [Store::Outbox, Store::Replica, Store::Desk, Store::Meta];
        let of_a_person = |write: &Write| matches!(write, Write::Row(_) | Write::DropRow(_));
        let durability = if writes.iter().any(of_a_person) { Durability::Strict } else { Durability::Relaxed };
        let writing = self.write_with(durability, &stores).await.map_err(refused)?;
        for write in writes {
            match one(&writing, scope, write).await {
                Ok(true) => {}
                Ok(false) => {
                    writing.undo();
                    return Err(StorageFailure::Stale);
                }
                Err(_) => {
                    writing.undo();
                    return Err(StorageFailure::Unavailable);
                }
            }
        }
        writing.done().await.map_err(refused)
    }
}

/// Everything the engine keeps, as that transaction sees it, and who did what is sealed and not sent.
pub(super) async fn stored(reading: &Reading, scope: &Scope) -> Result<(PersistedState, Vec<StaffId>)> {
    let (Rows { open: rows, sealed, unsent_of }, replica, cursor) =
        try_join!(outbox::rows(reading, scope), replica(reading, scope), cursor(reading, scope))?;
    Ok((PersistedState { rows, cursor, replica, sealed }, unsent_of))
}

async fn replica(reading: &Reading, scope: &Scope) -> Result<Vec<Change>> {
    let Some(seal) = scope.seal() else { return reading.all(Store::Replica).await };
    let texts = reading.texts(Store::Desk).await?;
    // Another vault's rows open no more: they are fetched again, and replaced.
    Ok(texts.iter().filter_map(|text| sync::read_json(&seal.open(DESK, text)?).ok()).collect())
}

async fn cursor(reading: &Reading, scope: &Scope) -> Result<Option<Cursor>> {
    match scope.seal() {
        None => reading.get(Store::Meta, CURSOR).await,
        Some(_) => reading.get(Store::Desk, CURSOR).await,
    }
}

/// The sealed place of the staff's entities. Which it is, each says itself.
const DESK: &str = "desk";

/// False where the cursor is not the expected one.
async fn one(writing: &Writing, scope: &Scope, write: Write) -> Result<bool> {
    let (store, cursor_in) = match scope.seal() {
        None => (Store::Replica, Store::Meta),
        Some(_) => (Store::Desk, Store::Desk),
    };
    match write {
        Write::Row(row) => {
            // What its page has dropped does not come back.
            if writing.has(Store::Outbox, &row.op.id.to_string()).await? {
                put(writing, scope, &row)?;
            }
        }
        Write::DropRow(op) => writing.delete(Store::Outbox, &op.to_string())?,
        Write::Put(change) => {
            let key = replica_key(&change.key());
            match scope.seal() {
                None => writing.put(store, &key, &change)?,
                Some(seal) => {
                    let text = serde_json::to_string(&change).map_err(|_| StorageProblem::Failed)?;
                    writing.put_text(store, &key, &seal.seal(DESK, &text).ok_or(StorageProblem::Failed)?)?;
                }
            }
        }
        Write::Remove(key) => writing.delete(store, &replica_key(&key))?,
        Write::Cursor { expected, cursor } => {
            if writing.get::<Cursor>(cursor_in, CURSOR).await? != expected {
                return Ok(false);
            }
            match cursor {
                Some(cursor) => writing.put(cursor_in, CURSOR, &cursor)?,
                None => writing.delete(cursor_in, CURSOR)?,
            }
        }
    }
    Ok(true)
}

fn replica_key(key: &Key) -> String {
    format!("{}/{}", key.kind, key.id)
}
