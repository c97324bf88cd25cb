//! What the last transactions changed, so that a poke can bring it along: most changes are one case, and a tablet that stands just
//! before it needs no second round trip. Whoever stands further back pulls; nothing here has to be complete.

use std::collections::{BTreeMap, VecDeque};

use domain::ids::StaffId;
use sync::protocol::{Body, Change, Delta, Epoch, RawJson, Seq};

use crate::store::entities::{Changes, EntityKey, Point, wire_id};

/// A device that missed more transactions than this pulls.
const MOST_TRANSACTIONS: usize = 32;
/// More entities than this come by pull, which is compressed.
const MOST_CHANGES: usize = 8;
/// As many bytes of JSON at most.
const MOST_BYTES: usize = 32 * 1024;

/// The last transactions of one life, without a gap.
#[derive(Debug, Default)]
pub(super) struct RecentChanges {
    epoch: Option<Epoch>,
    transactions: VecDeque<Transaction>,
}

#[derive(Debug)]
struct Transaction {
    since: Seq,
    until: Seq,
    changes: Vec<(EntityKey, Change)>,
}

impl RecentChanges {
    /// Takes what a transaction changed, which is committed. What does not fit on, or is much, begins anew behind it.
    pub(super) fn committed(&mut self, point: Point, changes: &Changes) {
        let follows =
            self.epoch == Some(point.epoch) && self.transactions.back().is_none_or(|before| before.until == point.head);
        let small = if changes.gone.is_empty() { small(changes) } else { None };
        if !follows || small.is_none() {
            self.transactions.clear();
        }
        self.epoch = Some(point.epoch);
        if let Some(changes_of) = small {
            self.transactions.push_back(Transaction { since: point.head, until: changes.head, changes: changes_of });
        }
        if self.transactions.len() > MOST_TRANSACTIONS {
            self.transactions.pop_front();
        }
    }

    /// What changed between two places for a member of staff; none where it is much, or not known here.
    pub(super) fn between(&self, epoch: Epoch, since: Seq, until: Seq, of: StaffId, kinds: &[&str]) -> Option<Delta> {
        if self.epoch != Some(epoch) || since >= until {
            return None;
        }
        let first = self.transactions.iter().position(|transaction| transaction.since == since)?;
        let last = self.transactions.iter().position(|transaction| transaction.until == until)?;
        let mut newest: BTreeMap<EntityKey, &Change> = BTreeMap::new();
        for (key, change) in self.transactions.range(first..=last).flat_map(|transaction| &transaction.changes) {
            if kinds.contains(&key.kind) {
                newest.insert(*key, change);
            }
        }
        let mut changes: Vec<Change> = newest.into_values().cloned().collect();
        let bytes: usize = changes.iter().map(|change| change.body.json().as_text().len()).sum();
        changes.sort_by_key(|change| change.seq);
        (changes.len() <= MOST_CHANGES && bytes <= MOST_BYTES).then_some(Delta { staff: of, since, changes })
    }
}

/// What changed in the scope of staff, as a pull gives it; none where it is much.
fn small(changes: &Changes) -> Option<Vec<(EntityKey, Change)>> {
    if changes.entities.len() > MOST_CHANGES {
        return None;
    }
    let in_scope = changes.entities.iter().filter(|(_, change)| change.after.gone.is_none());
    in_scope
        .map(|(key, change)| {
            let json = RawJson::from_text(change.after.state.as_ref()?.json().ok()?).ok()?;
            let body = Body::raw(key.kind, json);
            Some((*key, Change { id: wire_id(key), rev: change.after.rev, seq: change.seq, body }))
        })
        .collect()
}
