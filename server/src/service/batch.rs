//! Decides a batch under the contact point's lock. All is done in memory: an operation that fails leaves nothing behind,
//! and what succeeds is written by a few statements.

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::kind::Record;
use domain::moment::Moment;
use domain::role::Actor;
use domain::words::Bilingual;
use sync::protocol::{Code, Outcome, PayloadHash, Receipt, Seq};

use super::Caller;
use super::prepared::{Body, Prepared};
use super::verdict::{Changed, Known, Verdict, actor};
use crate::content::Content;
use crate::kinds;
use crate::store::entities::{
    Changes, Entity, EntityChange, EntityKey, Found, NewEvent, NewOp, NewQuarantine, StoredReceipt, Wanted,
};
use crate::store::unread::NewUnread;

/// What must be known before these operations are decided.
pub(crate) fn wanted<'a>(ops: impl Iterator<Item = &'a Prepared>, now: Moment) -> Wanted {
    let mut wanted = Wanted::default();
    for op in ops {
        wanted.ops.push(op.id);
        let Body::Command(command) = &op.body else { continue };
        wanted.entities.push(command.target());
        command.want(op, now, &mut wanted);
    }
    wanted.entities.sort_unstable();
    wanted.entities.dedup();
    wanted
}

/// What goes with that, by what was found. None where nothing does.
pub(crate) fn wanted_with<'a>(ops: impl Iterator<Item = &'a Prepared>, found: &Found) -> Option<Wanted> {
    let mut more = Wanted::default();
    for op in ops {
        if let Body::Command(command) = &op.body {
            command.want_more(found, &mut more);
        }
    }
    more.entities.retain(|key| !found.entities.contains_key(key));
    more.entities.sort_unstable();
    more.entities.dedup();
    (!more.entities.is_empty() || !more.ext.is_empty()).then_some(more)
}

/// A batch on its way.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    pub(crate) content: &'a Content,
    pub(crate) now: Moment,
    pub(crate) found: Found,
    pub(crate) changes: Changes,
    /// Bytes that there is room for, of what comes without an account and somebody has to look at.
    pub(super) room: u64,
    turned_away: bool,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(content: &'a Content, now: Moment, head: Seq, found: Found) -> Self {
        Self {
            content,
            now,
            found,
            changes: Changes { head, ..Changes::default() },
            room: u64::MAX,
            turned_away: false,
        }
    }

    pub(crate) const fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Decides one operation, or finds what was decided before.
    pub(super) fn receipt(&mut self, op: &Prepared) -> Receipt {
        if let Body::Damaged(code) = op.body {
            return self.quarantine(op, code);
        }
        match self.found.receipts.get(&op.id) {
            Some(stored) if stored.hash != op.hash => return self.quarantine(op, Code::OpReused),
            Some(stored) if !can_be_decided_now(stored, op) || op.is_orphaned() => return told(op, stored),
            _ => {}
        }
        let verdict = self.verdict(op);
        let waits = matches!(verdict.outcome, Outcome::Quarantined { .. } | Outcome::Unsupported { .. });
        if waits && !self.has_room(op) {
            return Receipt { op: op.id, hash: op.hash.clone(), seq: self.changes.head, outcome: verdict.outcome };
        }
        if !waits && self.found.receipts.contains_key(&op.id) {
            self.changes.decided_after_all.push((op.id, op.hash.clone()));
        }
        self.record(op, verdict)
    }

    /// Whether something that somebody has to look at may be kept. What comes without an account has so much room and no more; where
    /// there is none left, nothing of it is written and its sender gets no receipt.
    fn has_room(&mut self, op: &Prepared) -> bool {
        if op.caller != Caller::Public {
            return true;
        }
        let bytes = u64::try_from(op.payload.len()).unwrap_or(u64::MAX);
        let Some(left) = self.room.checked_sub(bytes) else {
            self.turned_away = true;
            return false;
        };
        self.room = left;
        self.changes.unread.push(NewUnread {
            op: op.id,
            hash: op.hash.clone(),
            device: op.device,
            bytes,
            received_at: self.now,
        });
        true
    }

    /// Whether something found no room since the last question.
    pub(super) const fn was_turned_away(&mut self) -> bool {
        std::mem::replace(&mut self.turned_away, false)
    }

    fn verdict(&self, op: &Prepared) -> Verdict {
        if let Caller::Former { why, .. } = op.caller {
            return Verdict::quarantined(actor(op), why);
        }
        match &op.body {
            Body::Command(command) => {
                let target = self.found.entities.get(&command.target());
                if target.is_some_and(|entity| entity.state.is_none()) {
                    // A later version of the program stored it; that version will decide, when it is back.
                    return Verdict::of(Actor::Server, Outcome::Unsupported { kind: op.kind.clone() });
                }
                let known = Known { found: &self.found, content: self.content, now: self.now };
                // A fault of ours in one operation must not hold up the rest of the queue for ever.
                let decided = catch_unwind(AssertUnwindSafe(|| command.decide(op, &known)));
                decided.unwrap_or_else(|_| Verdict::quarantined(Actor::Server, Code::Internal))
            }
            Body::Unsupported | Body::SealedToUnknown => {
                Verdict::of(Actor::Server, Outcome::Unsupported { kind: op.kind.clone() })
            }
            Body::Malformed(code) | Body::Damaged(code) => Verdict::quarantined(Actor::Server, *code),
        }
    }

    /// Keeps what came beside what has that name already.
    fn quarantine(&mut self, op: &Prepared, code: Code) -> Receipt {
        let key = (op.id, op.hash.clone());
        if let Some(stored) = self.found.quarantined.get(&key) {
            return told(op, stored);
        }
        if !self.has_room(op) {
            return Receipt { op: op.id, hash: op.hash.clone(), seq: self.changes.head, outcome: quarantined(code) };
        }
        let stored = StoredReceipt { hash: op.hash.clone(), seq: self.next_seq(), outcome: quarantined(code) };
        self.changes.quarantined.push(NewQuarantine {
            op: op.id,
            hash: op.hash.clone(),
            seq: stored.seq,
            kind: op.kind.clone(),
            made_at: op.made_at,
            received_at: self.now,
            payload: op.payload.clone(),
            outcome: stored.outcome.clone(),
        });
        let receipt = told(op, &stored);
        self.found.quarantined.insert(key, stored);
        receipt
    }

    pub(crate) fn record(&mut self, op: &Prepared, verdict: Verdict) -> Receipt {
        let seq = self.next_seq();
        let Verdict { actor, outcome, changed, ext } = verdict;
        for (place, changed) in changed.into_iter().enumerate() {
            // Devices fetch by the place: no two entities share one.
            let seq = if place == 0 { seq } else { self.next_seq() };
            self.change(changed, seq, op);
        }
        kinds::wrote(self, op, &ext, seq);
        let stored = StoredReceipt { hash: op.hash.clone(), seq, outcome: outcome.clone() };
        let receipt = told(op, &stored);
        self.found.receipts.insert(op.id, stored);
        // The events hold what took effect; of anything else nothing but this is left.
        let kept_payload = (!matches!(outcome, Outcome::Applied { .. })).then(|| op.payload.clone());
        let target = if let Body::Command(command) = &op.body { Some(command.target().id) } else { None };
        self.changes.ops.push(NewOp {
            id: op.id,
            hash: op.hash.clone(),
            kind: op.kind.clone(),
            device: op.device,
            made_at: op.made_at,
            sent_at: op.sent_at,
            received_at: self.now,
            seq,
            actor,
            target,
            outcome,
            kept_payload,
            attachments: op.attachments.clone(),
        });
        receipt
    }

    /// Takes an entity as it is now.
    fn change(&mut self, changed: Changed, seq: Seq, op: &Prepared) {
        let Changed { key, rev, state, records, stays_gone } = changed;
        let known = self.found.entities.get(&key).cloned();
        let gone = known.as_ref().and_then(|entity| entity.gone).filter(|_| stays_gone);
        let before = known.as_ref().map(|entity| (entity.rev, entity.gone));
        let after = Entity { rev, gone, state: Some(state) };
        let record = |Record { rev, at, made_at, by, event }: Record<String>| {
            (seq, NewEvent { rev, at, made_at, made_at_claimed: op.made_at, by, event, op: op.id })
        };
        let change = self.changes.entities.entry(key).or_insert_with(|| EntityChange {
            before,
            after: after.clone(),
            seq,
            events: Vec::new(),
        });
        change.after = after.clone();
        change.seq = seq;
        change.events.extend(records.into_iter().map(record));
        self.found.entities.insert(key, after);
        kinds::changed(self, key, known.as_ref(), seq);
    }

    /// Decides what the server does by itself. False where the rules refuse it: then it leaves no trace.
    pub(crate) fn by_server(&mut self, op: &Prepared) -> bool {
        let verdict = self.verdict(op);
        let applied = matches!(verdict.outcome, Outcome::Applied { .. });
        if applied {
            self.record(op, verdict);
        }
        applied
    }

    /// As [`Batch::record`], of what no operation asked for: one entity, beside the sync.
    pub(crate) fn change_beside(&mut self, changed: Changed, op: &Prepared) -> Seq {
        let seq = self.next_seq();
        self.change(changed, seq, op);
        seq
    }

    pub(crate) fn next_seq(&mut self) -> Seq {
        self.changes.head = Seq(self.changes.head.0 + 1);
        self.changes.head
    }

    /// An entity as it stands in this batch.
    pub(crate) fn state<T: 'static>(&self, key: &EntityKey) -> Option<&T> {
        self.found.entities.get(key).and_then(Entity::as_type)
    }
}

/// What was kept because its kind was unknown is decided once the kind is known.
fn can_be_decided_now(stored: &StoredReceipt, op: &Prepared) -> bool {
    matches!(stored.outcome, Outcome::Unsupported { .. })
        && !matches!(op.body, Body::Unsupported | Body::SealedToUnknown)
}

fn told(op: &Prepared, stored: &StoredReceipt) -> Receipt {
    let hash: PayloadHash = stored.hash.clone();
    Receipt { op: op.id, hash, seq: stored.seq, outcome: stored.outcome.clone() }
}

pub(super) fn quarantined(code: Code) -> Outcome {
    Outcome::Quarantined { code: code.as_str().to_owned(), detail: Bilingual::from(code.sentence()) }
}
