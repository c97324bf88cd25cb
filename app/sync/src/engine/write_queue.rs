//! Writes to the device's store: one transaction at a time, in order, tried again until it is done.
//!
//! Memory runs ahead of the store; what the store refuses is kept and joined with what comes after, so that a cursor is
//! never stored without the changes before it.

use std::collections::BTreeMap;

use super::{Cursor, Key, OutboxRow, PersistId, Write};
use crate::protocol::{Change, OpId};

/// What is to be written, each thing once, at its newest.
#[derive(Clone, Debug, Default)]
struct Batch {
    rows: BTreeMap<OpId, Option<OutboxRow>>,
    entities: BTreeMap<Key, Option<Change>>,
    cursor: Option<Option<Cursor>>,
}

impl Batch {
    fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.entities.is_empty() && self.cursor.is_none()
    }

    fn then(mut self, later: Self) -> Self {
        self.rows.extend(later.rows);
        self.entities.extend(later.entities);
        self.cursor = later.cursor.or(self.cursor);
        self
    }
}

/// The writes on their way and those that wait behind them.
#[derive(Clone, Debug, Default)]
pub(super) struct WriteQueue {
    next: Batch,
    in_flight: Option<(PersistId, Batch)>,
    /// The cursor in the store.
    stored: Option<Cursor>,
    /// Another tab wrote: nothing more is written before everything was read again.
    pub(super) stale: bool,
    pub(super) failed: bool,
}

impl WriteQueue {
    /// Everything was read: what was not written yet is void, for it grew out of what is void.
    pub(super) fn loaded(&mut self, cursor: Option<Cursor>) {
        *self = Self { stored: cursor, failed: self.failed, ..Self::default() };
    }

    pub(super) fn row(&mut self, row: OutboxRow) {
        self.next.rows.insert(row.op.id, Some(row));
    }

    pub(super) fn drop_row(&mut self, op: OpId) {
        self.next.rows.insert(op, None);
    }

    pub(super) fn put(&mut self, change: Change) {
        self.next.entities.insert(change.key(), Some(change));
    }

    pub(super) fn remove(&mut self, key: Key) {
        self.next.entities.insert(key, None);
    }

    pub(super) fn cursor(&mut self, cursor: Option<Cursor>) {
        self.next.cursor = Some(cursor);
    }

    /// The next transaction, where one is due.
    pub(super) fn flush(&mut self, id: PersistId) -> Option<Vec<Write>> {
        if self.in_flight.is_some() || self.stale || self.next.is_empty() {
            return None;
        }
        let batch = std::mem::take(&mut self.next);
        let rows =
            batch.rows.iter().map(|(op, row)| row.clone().map_or(Write::DropRow(*op), |row| Write::Row(Box::new(row))));
        let entities = batch
            .entities
            .iter()
            .map(|(key, change)| change.clone().map_or_else(|| Write::Remove(key.clone()), Write::Put));
        let mut writes: Vec<Write> = rows.chain(entities).collect();
        // Also where only entities change, so that a tab that lost the lock unnoticed cannot overwrite newer ones.
        if batch.cursor.is_some() || !batch.entities.is_empty() {
            let cursor = batch.cursor.clone().unwrap_or_else(|| self.stored.clone());
            writes.push(Write::Cursor { expected: self.stored.clone(), cursor });
        }
        self.in_flight = Some((id, batch));
        Some(writes)
    }

    /// The transaction is done.
    pub(super) fn done(&mut self, id: PersistId) -> bool {
        match self.in_flight.take_if(|(of, _)| *of == id) {
            None => false,
            Some((_, batch)) => {
                self.stored = batch.cursor.unwrap_or_else(|| self.stored.take());
                self.failed = false;
                true
            }
        }
    }

    /// The transaction failed (`None`: whichever is on its way): its writes wait again, before those that came since.
    pub(super) fn undone(&mut self, id: Option<PersistId>) -> bool {
        match self.in_flight.take_if(|(of, _)| id.is_none_or(|id| *of == id)) {
            None => false,
            Some((_, batch)) => {
                self.next = batch.then(std::mem::take(&mut self.next));
                self.failed = true;
                true
            }
        }
    }
}
