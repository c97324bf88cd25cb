//! A phone before a kiosk: what it scanned is put together, kept, and sent like anything of its own.

use std::{collections::BTreeMap, rc::Rc};

use domain::moment::Moment;
use gloo_net::http::Request;
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use sync::{
    engine::{Failure, Lane, RowState},
    handoff::{Handoff, Part, PartError, join},
    protocol::{DraftTaker, EncryptedDraft, Op, OpId, Outcome, Payload},
};
use uuid::Uuid;

use super::{
    draft_cipher,
    driver::{Driver, refusal},
    network::{self, Asked},
};
use crate::{
    device::{Delivery, DraftRow},
    handoff::{NotTaken, Partial, Relayed, Scanned},
};

/// The parts that were scanned, in `localStorage`: each code opens a page of its own.
const KEPT: &str = "handoff";
/// Nobody stands before a kiosk for longer.
const KEPT_MS: i64 = 24 * 3_600_000;

/// What was scanned of each hand-off, by its name.
type Sets = BTreeMap<String, Set>;

/// What was scanned of one.
#[derive(Default, Serialize, Deserialize)]
struct Set {
    at: i64,
    #[serde(default)]
    parts: BTreeMap<u8, String>,
    /// Once it was whole nothing of it stays here but this: it lies with what is sent.
    #[serde(default)]
    op: Option<OpId>,
}

impl Driver {
    /// Takes what stood in a scanned code.
    pub async fn scanned(self: Rc<Self>, text: &str) -> Scanned {
        let part = match Part::read(text) {
            Ok(part) => part,
            Err(PartError::Damaged) => return Scanned::Damaged,
            Err(PartError::Newer) => return Scanned::Newer,
        };
        let now = crate::device::now();
        let mut sets = kept(now);
        let name = part.set.clone();
        let other = sets.iter().find(|(other, set)| **other != name && set.op.is_none()).map(|(_, set)| set.missing());
        let set = sets.entry(name.clone()).or_default();
        set.at = now.millis();
        if let Some(op) = set.op.take()
            && part.of > 1
            // Otherwise it was in memory only, and is scanned anew.
            && self.engine.borrow().row(op).is_some()
        {
            return Scanned::Before { op };
        }
        let again = set.parts.insert(part.number, text.to_owned()).is_some();
        let parts: Vec<_> = set.parts.values().filter_map(|text| Part::read(text).ok()).collect();
        match join(&parts) {
            Ok(Some(Handoff { op, claim })) => {
                let id = op.id;
                self.relay(op).await;
                // Read again: another page may have scanned meanwhile.
                let mut sets = kept(now);
                sets.insert(name, Set { at: now.millis(), op: Some(id), parts: BTreeMap::new() });
                keep(&sets);
                Scanned::Whole { op: id, claim }
            }
            Ok(None) => {
                let missing = set.missing();
                let kept = keep(&sets);
                Scanned::Partial(Partial { number: part.number, of: part.of, missing, again, other, kept })
            }
            Err(_) => {
                // None of them can be believed.
                sets.remove(&name);
                keep(&sets);
                Scanned::Damaged
            }
        }
    }

    /// Kept first, then sent: as the kiosk does. Whichever arrives first counts, the other gets the same receipt.
    async fn relay(self: &Rc<Self>, op: Op) {
        if self.engine.borrow().row(op.id).is_none() {
            let row = self.kept(op, Lane::Consumer).await;
            self.clone().queued(row);
            self.wrote();
        }
    }

    /// Takes the form that was begun at a kiosk.
    ///
    /// # Errors
    /// [`NotTaken`]; the kiosk still has it.
    pub async fn take_draft(self: Rc<Self>, link: &str) -> Result<DraftRow, NotTaken> {
        let (id, key) = link.split_once('.').ok_or(NotTaken::WrongKey)?;
        let id = Uuid::parse_str(id).map_err(|_| NotTaken::WrongKey)?;
        if !draft_cipher::is_there() {
            return Err(NotTaken::NoCipher);
        }
        let taker = DraftTaker { taker: self.me };
        let post = |what| Request::post(&format!("/api/v1/draft-handoffs/{id}/{what}"));
        let taken: EncryptedDraft = network::ask(post("take"), Some(&taker)).await.map_err(not_taken)?;
        let plain = draft_cipher::decrypt(&taken.ciphertext, key).await.ok_or(NotTaken::WrongKey)?;
        let plain = String::from_utf8(plain).map_err(|_| NotTaken::WrongKey)?;
        let row: DraftRow = sync::read_json(&plain).map_err(|_| NotTaken::WrongKey)?;
        // Where this phone keeps nothing, the kiosk does until its visit ends.
        if self.save_draft_now(row.clone()).await {
            // Where this is lost, the server forgets it by itself.
            let _ = network::ask::<Option<()>>(post("kept"), Some(&taker)).await;
        }
        Ok(row)
    }

    /// Shows what this phone delivers for kiosks.
    pub(super) fn show_relayed(&self) {
        let engine = self.engine.borrow();
        let sealed = engine.rows().filter(|row| matches!(row.op.payload, Payload::Sealed { .. }));
        let relayed = sealed.map(|row| {
            let receipt = match &row.state {
                RowState::Receipted { receipt, .. } => Some(receipt),
                _ => None,
            };
            let number = receipt.and_then(|receipt| match receipt.outcome {
                Outcome::Applied { number, .. } => number,
                _ => None,
            });
            let delivery = match (refusal(row), receipt) {
                (Some(detail), _) => Delivery::SetAside { detail },
                (None, Some(_)) => Delivery::Delivered,
                (None, None) => Delivery::Waiting,
            };
            Relayed { op: row.op.id, delivery, saved: !self.is_memory_only_op(row.op.id), number }
        });
        let now: Vec<_> = relayed.collect();
        self.device.relayed.maybe_update(|shown| std::mem::replace(shown, now.clone()) != now);
    }
}

impl Set {
    fn missing(&self) -> Vec<u8> {
        let of = self.parts.values().find_map(|text| Part::read(text).ok()).map_or(0, |part| part.of);
        (1..=of).filter(|number| !self.parts.contains_key(number)).collect()
    }
}

fn not_taken(asked: Asked) -> NotTaken {
    match asked {
        Asked::Problem(problem) => NotTaken::Problem(problem),
        Asked::Failed(Failure::Network | Failure::CaptivePortal) => NotTaken::Offline,
        Asked::Failed(_) => NotTaken::NoAnswer,
    }
}

fn kept(now: Moment) -> Sets {
    let text = LocalStorage::raw().get_item(KEPT).ok().flatten();
    let mut sets: Sets = text.and_then(|text| sync::read_json(&text).ok()).unwrap_or_default();
    sets.retain(|_, set| (0..KEPT_MS).contains(&(now.millis() - set.at)));
    sets
}

/// False where the browser keeps nothing.
fn keep(sets: &Sets) -> bool {
    LocalStorage::set(KEPT, sets).is_ok()
}
