//! What the sync engine keeps: the outbox, the replica and the cursor.

use futures::try_join;
use sync::engine::{Cursor, Key, OutboxRow, StorageFailure, Stored, Write};

use super::{
    Result, Storage, Store,
    transaction::{Reading, Writing},
};

const CURSOR: &str = "cursor";

impl Storage {
    /// Everything the engine keeps.
    ///
    /// # Errors
    /// Where the device refuses to read.
    pub async fn stored(&self) -> Result<Stored> {
        // One moment for all three: a cursor beside an older replica would hide what is missing.
        stored(&self.read(&[Store::Outbox, Store::Replica, Store::Meta]).await?).await
    }

    /// The engine's writes: all on the disk, or none.
    ///
    /// # Errors
    /// `Stale` where another tab wrote in between, `Unavailable` where the device refuses.
    pub async fn persist(&self, writes: Vec<Write>) -> std::result::Result<(), StorageFailure> {
        let refused = |_| StorageFailure::Unavailable;
        let writing = self.write(&[Store::Outbox, Store::Replica, Store::Meta]).await.map_err(refused)?;
        for write in writes {
            match one(&writing, write).await {
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

/// Everything the engine keeps, as that transaction sees it.
pub(super) async fn stored(reading: &Reading) -> Result<Stored> {
    let (mut rows, replica, cursor) = try_join!(
        reading.all::<OutboxRow>(Store::Outbox),
        reading.all(Store::Replica),
        reading.get(Store::Meta, CURSOR),
    )?;
    rows.sort_by_key(|row| row.place);
    Ok(Stored { rows, cursor, replica })
}

/// False where the cursor is not the expected one.
async fn one(writing: &Writing, write: Write) -> Result<bool> {
    match write {
        Write::Row(row) => {
            let key = row.op.id.to_string();
            // What its page has dropped does not come back.
            if writing.get::<OutboxRow>(Store::Outbox, &key).await?.is_some() {
                writing.put(Store::Outbox, &key, &row)?;
            }
        }
        Write::DropRow(op) => writing.delete(Store::Outbox, &op.to_string())?,
        Write::Put(change) => writing.put(Store::Replica, &replica_key(&change.key()), &change)?,
        Write::Remove(key) => writing.delete(Store::Replica, &replica_key(&key))?,
        Write::Cursor { expected, cursor } => {
            if writing.get::<Cursor>(Store::Meta, CURSOR).await? != expected {
                return Ok(false);
            }
            match cursor {
                Some(cursor) => writing.put(Store::Meta, CURSOR, &cursor)?,
                None => writing.delete(Store::Meta, CURSOR)?,
            }
        }
    }
    Ok(true)
}

fn replica_key(key: &Key) -> String {
    format!("{}/{}", key.kind, key.id)
}
