//! A device's store: what survives when a tab dies. It obeys the engine's writes as the browser's does.

use domain::claim_code::ClaimCode;
use std::collections::BTreeMap;
use sync::{
    engine::{Cursor, Key, OutboxRow, PersistedState, RowState, StorageFailure, Write},
    protocol::{Change, OpId},
};

#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    pub(crate) rows: BTreeMap<OpId, OutboxRow>,
    pub(crate) replica: BTreeMap<Key, Change>,
    pub(crate) cursor: Option<Cursor>,
    pub(crate) claims: Vec<ClaimCode>,
    next_place: u64,
}

impl Disk {
    pub(crate) fn stored(&self) -> PersistedState {
        let rows = self.rows.values().cloned().collect();
        PersistedState {
            rows,
            cursor: self.cursor.clone(),
            replica: self.replica.values().cloned().collect(),
            sealed: Vec::new(),
        }
    }

    /// The page's own transaction: the complaint and its row.
    pub(crate) fn queue(&mut self, row: &mut OutboxRow, claim: Option<ClaimCode>) {
        self.next_place += 1;
        row.place = self.next_place;
        self.rows.insert(row.op.id, row.clone());
        self.claims.extend(claim);
    }

    /// The engine's transaction. Gives the operations that are proven by it.
    pub(crate) fn commit(&mut self, writes: Vec<Write>) -> Result<Vec<OutboxRow>, StorageFailure> {
        let stale = |write: &Write| matches!(write, Write::Cursor { expected, .. } if *expected != self.cursor);
        if writes.iter().any(stale) {
            return Err(StorageFailure::Stale);
        }
        let mut proven = Vec::new();
        for write in writes {
            match write {
                Write::Row(row) => {
                    if let Some(stored) = self.rows.get_mut(&row.op.id) {
                        if matches!(row.state, RowState::Receipted { .. }) {
                            proven.push((*row).clone());
                        }
                        *stored = *row;
                    }
                }
                Write::DropRow(op) => {
                    self.rows.remove(&op);
                }
                Write::Put(change) => {
                    self.replica.insert(change.key(), change);
                }
                Write::Remove(key) => {
                    self.replica.remove(&key);
                }
                Write::Cursor { cursor, .. } => self.cursor = cursor,
            }
        }
        Ok(proven)
    }
}
