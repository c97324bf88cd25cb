//! What waits to be sent, and what was. A row is deleted by its page only, never by an answer.

use domain::claim_code::ClaimCode;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

use super::{OutboxRow, RowState, SetAsideReason};
use crate::protocol::{Epoch, OpId, Outcome, Receipt};

/// A row with what is read from it once.
#[derive(Clone, Debug)]
pub(super) struct Queued {
    pub(super) row: OutboxRow,
    /// The entity it is about.
    pub(super) target: Option<Uuid>,
    /// It begins that entity.
    pub(super) begins: bool,
    pub(super) bytes: usize,
}

impl Queued {
    fn new(row: OutboxRow) -> Self {
        let target = row.op.target().map(|target| target.id);
        let begins = domain::kinds::begins(&row.op.kind);
        let bytes = serde_json::to_vec(&row.op).map_or(0, |v| v.len());
        Self { target, begins, bytes, row }
    }

    pub(super) const fn is_waiting(&self) -> bool {
        matches!(self.row.state, RowState::Waiting)
    }
}

/// All rows, in order of queueing.
#[derive(Clone, Debug, Default)]
pub(super) struct Outbox {
    rows: BTreeMap<u64, Queued>,
    places: BTreeMap<OpId, u64>,
}

/// From here on are the places of rows that the store refused: behind everything it ever gave a place to, and with room
/// behind them.
const IN_MEMORY: u64 = u64::MAX / 2;

impl Outbox {
    /// Takes what is stored. What only memory knows is kept: it was queued after the reading, or the store refused it;
    /// sending it once more is harmless. Gives those of them that are answered, for their answers may not be stored.
    ///
    /// What is kept sealed leaves memory: it is on the disk, for whoever opens it.
    pub(super) fn load(&mut self, rows: Vec<OutboxRow>, sealed: &[OpId]) -> Vec<OutboxRow> {
        let before = std::mem::take(self);
        rows.into_iter().for_each(|row| self.insert(row));
        let is_here = |op| self.get(op).is_some() || sealed.contains(&op);
        let kept: Vec<_> = before.rows.into_values().filter(|held| !is_here(held.row.op.id)).collect();
        kept.iter().for_each(|held| self.insert(held.row.clone()));
        kept.into_iter().filter(|held| !held.is_waiting()).map(|held| held.row).collect()
    }

    /// Adds a row; one already known stays as it is.
    pub(super) fn insert(&mut self, mut row: OutboxRow) {
        if self.places.contains_key(&row.op.id) {
            return;
        }
        // Rows that the store refused all have the same place; behind everything is where they belong, and behind each
        // other.
        row.place = row.place.min(IN_MEMORY);
        while self.rows.contains_key(&row.place) {
            row.place = self.rows.keys().next_back().map_or(0, |last| last + 1);
        }
        self.places.insert(row.op.id, row.place);
        self.rows.insert(row.place, Queued::new(row));
    }

    /// Adds what a person just did. Behind what the store refused, whatever place the store gave it: a case is filed before
    /// anything is added to it.
    pub(super) fn queue(&mut self, mut row: OutboxRow) {
        if let Some(last) = self.rows.keys().next_back().filter(|last| **last >= IN_MEMORY) {
            row.place = row.place.max(*last);
        }
        self.insert(row);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Queued> {
        self.rows.values()
    }

    pub(super) fn waiting(&self) -> impl Iterator<Item = &Queued> {
        self.iter().filter(|held| held.is_waiting())
    }

    pub(super) fn get(&self, op: OpId) -> Option<&Queued> {
        self.rows.get(self.places.get(&op)?)
    }

    pub(super) fn sent(&mut self, ops: &BTreeSet<OpId>) {
        for held in self.rows.values_mut().filter(|h| ops.contains(&h.row.op.id)) {
            held.row.attempts = held.row.attempts.saturating_add(1);
        }
    }

    /// Writes a receipt onto its row. Gives the rows that changed.
    pub(super) fn receipt(&mut self, epoch: Epoch, receipt: Receipt) -> Vec<OutboxRow> {
        let why = match receipt.outcome {
            Outcome::Applied { .. } => {
                return self.change(receipt.op, RowState::Receipted { epoch, receipt }).into_iter().collect();
            }
            Outcome::Rejected { .. } => SetAsideReason::Rejected,
            Outcome::Quarantined { .. } => SetAsideReason::Quarantined,
            Outcome::Unsupported { .. } => SetAsideReason::Unsupported,
        };
        self.set_aside(receipt.op, why, Some(receipt))
    }

    /// Sets an operation aside, and with a filing what follows it in its case: without the filing it could only be refused.
    pub(super) fn set_aside(&mut self, op: OpId, why: SetAsideReason, receipt: Option<Receipt>) -> Vec<OutboxRow> {
        let beginning = self.get(op).filter(|h| h.begins && why.is_tried_again()).and_then(|h| h.target);
        let mut changed: Vec<_> = self.change(op, RowState::SetAside { why, receipt }).into_iter().collect();
        if let Some(entity) = beginning {
            let behind: Vec<_> = self.waiting().filter(|h| h.target == Some(entity)).map(|h| h.row.op.id).collect();
            changed.extend(behind.into_iter().filter_map(|op| {
                self.change(op, RowState::SetAside { why: SetAsideReason::AwaitsFiling, receipt: None })
            }));
        }
        changed
    }

    fn change(&mut self, op: OpId, state: RowState) -> Option<OutboxRow> {
        let held = self.rows.get_mut(self.places.get(&op)?)?;
        held.row.state = state;
        Some(held.row.clone())
    }

    /// The server began a new life: what it proved in another is offered again. Gives the rows that changed.
    pub(super) fn offer_again(&mut self, epoch: Epoch) -> Vec<OutboxRow> {
        self.reset(|state| matches!(state, RowState::Receipted { epoch: of, .. } if *of != epoch))
    }

    /// A new start: what was set aside for a passing reason is tried again.
    pub(super) fn try_again(&mut self) {
        self.reset(|state| matches!(state, RowState::SetAside { why, .. } if why.is_tried_again()));
    }

    fn reset(&mut self, which: impl Fn(&RowState) -> bool) -> Vec<OutboxRow> {
        let rows = self.rows.values_mut().filter(|held| which(&held.row.state));
        rows.map(|held| {
            held.row.state = RowState::Waiting;
            held.row.clone()
        })
        .collect()
    }

    /// Drops a row that has a receipt; anything else stays, whoever asks.
    pub(super) fn forget(&mut self, op: OpId) -> bool {
        let proven = self.get(op).is_some_and(|held| match &held.row.state {
            RowState::Waiting => false,
            RowState::Receipted { .. } => true,
            RowState::SetAside { receipt, .. } => receipt.is_some(),
        });
        if proven && let Some(place) = self.places.remove(&op) {
            self.rows.remove(&place);
        }
        proven
    }

    /// Codes whose case the server cannot have: asking for them would only count as guessing. A filing that was set
    /// aside without a receipt may have arrived all the same.
    pub(super) fn claims_not_filed(&self) -> BTreeSet<&ClaimCode> {
        let not_there =
            |state: &RowState| matches!(state, RowState::Waiting | RowState::SetAside { receipt: Some(_), .. });
        let filings = self.iter().filter(|h| h.begins && not_there(&h.row.state));
        filings.filter_map(|h| h.row.op.claim.as_ref()).collect()
    }
}
