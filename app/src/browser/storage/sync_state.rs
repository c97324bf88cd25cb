//! What the sync engine keeps: the outbox, the replica and the cursor. A consumer's replica and the staff's are two
//! stores with a cursor each; which of them a tab reads and writes is its scope.

use std::time::Duration;

use domain::ids::StaffId;
use futures::try_join;
use gloo_timers::future::sleep;
use leptos::task::spawn_local;
use sync::engine::{Cursor, Key, PersistedState, StorageFailure, Write};
use sync::protocol::Change;

use super::{
    Result, Storage, Store,
    outbox::{self, Rows, put},
    scope::{Scope, SealedReplica},
    transaction::{Durability, Reading, Writing},
};
use crate::device::StorageProblem;

pub(super) const CURSOR: &str = "cursor";
const GENERATION: &str = "generation";
/// Once what somebody waits for is shown.
const TIDY_AFTER: Duration = Duration::from_secs(5);

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
        match write(&writing, scope, writes).await {
            Ok(true) => writing.done().await.map_err(refused),
            Ok(false) => {
                writing.undo();
                Err(StorageFailure::Stale)
            }
            Err(_) => {
                writing.undo();
                Err(StorageFailure::Unavailable)
            }
        }
    }

    /// Replaces records by what is left of them, unless anything was written since they were read. What the device refuses is
    /// done when it is opened the next time.
    fn tidy_later(&self, Tidy { records, read_at }: Tidy) {
        let storage = self.clone();
        spawn_local(async move {
            sleep(TIDY_AFTER).await;
            let Ok(writing) = storage.write_with(Durability::Relaxed, &[Store::Desk]).await else { return };
            match tidy(&writing, records, read_at).await {
                Ok(()) => drop(writing.done().await),
                Err(_) => writing.undo(),
            }
        });
    }
}

/// Records to be replaced, read at a generation.
#[derive(Debug)]
pub(super) struct Tidy {
    records: Vec<(String, Option<String>)>,
    read_at: u64,
}

async fn tidy(writing: &Writing, records: Vec<(String, Option<String>)>, read_at: u64) -> Result<()> {
    if generation(writing).await? != read_at {
        return Ok(());
    }
    writing.put(Store::Desk, GENERATION, &(read_at + 1))?;
    for (name, left) in records {
        match left {
            Some(sealed) => writing.put_text(Store::Desk, &name, &sealed)?,
            None => writing.delete(Store::Desk, &name)?,
        }
    }
    Ok(())
}

/// What a transaction sees of it.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) state: PersistedState,
    /// Who did what is sealed and not sent, one for each operation.
    pub(super) unsent_of: Vec<StaffId>,
}

impl Storage {
    /// Everything the engine keeps, as that transaction sees it.
    pub(super) async fn stored_in(&self, reading: &Reading, scope: &Scope) -> Result<Stored> {
        let (rows, (replica, tidy), cursor) =
            try_join!(outbox::rows(reading, scope), replica(reading, scope), cursor(reading, scope))?;
        if let Some(tidy) = tidy {
            self.tidy_later(tidy);
        }
        let Rows { open: rows, sealed, unsent_of } = rows;
        Ok(Stored { state: PersistedState { rows, cursor, replica, sealed }, unsent_of })
    }
}

async fn replica(reading: &Reading, scope: &Scope) -> Result<(Vec<Change>, Option<Tidy>)> {
    let Some(seal) = scope.seal() else { return Ok((reading.all(Store::Replica).await?, None)) };
    let (texts, read_at) = try_join!(reading.texts_by_key(Store::Desk), reading.get(Store::Desk, GENERATION))?;
    let SealedReplica { entities, tidy: records } = seal.replica(texts);
    let tidy = (!records.is_empty()).then(|| Tidy { records, read_at: read_at.unwrap_or_default() });
    Ok((entities, tidy))
}

async fn cursor(reading: &Reading, scope: &Scope) -> Result<Option<Cursor>> {
    match scope.seal() {
        None => reading.get(Store::Meta, CURSOR).await,
        Some(_) => reading.get(Store::Desk, CURSOR).await,
    }
}

/// False where the cursor is not the expected one.
async fn write(writing: &Writing, scope: &Scope, writes: Vec<Write>) -> Result<bool> {
    let cursor_in = if scope.seal().is_some() { Store::Desk } else { Store::Meta };
    let (mut puts, mut removes) = (Vec::new(), Vec::new());
    for write in writes {
        match write {
            Write::Row(row) => {
                // What its page has dropped does not come back.
                if writing.has(Store::Outbox, &row.op.id.to_string()).await? {
                    put(writing, scope, &row)?;
                }
            }
            Write::DropRow(op) => writing.delete(Store::Outbox, &op.to_string())?,
            Write::Put(change) => puts.push(change),
            Write::Remove(key) => removes.push(key),
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
    }
    entities(writing, scope, puts, removes).await?;
    Ok(true)
}

async fn entities(writing: &Writing, scope: &Scope, puts: Vec<Change>, removes: Vec<Key>) -> Result<()> {
    let Some(seal) = scope.seal() else {
        for change in puts {
            writing.put(Store::Replica, &replica_key(&change.key()), &change)?;
        }
        return removes.iter().try_for_each(|key| writing.delete(Store::Replica, &replica_key(key)));
    };
    if puts.is_empty() && removes.is_empty() {
        return Ok(());
    }
    let generation = generation(writing).await? + 1;
    writing.put(Store::Desk, GENERATION, &generation)?;
    let records = seal.records(generation, puts, removes).ok_or(StorageProblem::Failed)?;
    records.iter().try_for_each(|(name, sealed)| writing.put_text(Store::Desk, name, sealed))
}

/// How many transactions have changed the staff's replica since it was empty.
async fn generation(writing: &Writing) -> Result<u64> {
    Ok(writing.get(Store::Desk, GENERATION).await?.unwrap_or_default())
}

fn replica_key(key: &Key) -> String {
    format!("{}/{}", key.kind, key.id)
}
