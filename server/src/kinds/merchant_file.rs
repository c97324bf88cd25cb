//! Merchants' files: a kind that is nothing but its rules, except that a merge asks for the other file.

use std::sync::Arc;

use domain::ids::MerchantId;
use domain::kind::{KindInfo, Refusal};
use domain::merchant::{Command, KIND, MerchantFile, Rejection};
use domain::moment::Moment;
use sync::protocol::{EntityPayload, Op, Outcome, Payload};
use uuid::Uuid;

use super::adapter::Adapter;
use super::{PreparedCommand, Replay, ServerKind};
use crate::service::{Known, Prepared, Verdict, actor};
use crate::store::entities::{Entity, EntityKey, EntityState, Found, NewEvent, Wanted};

/// Merchants' files.
#[derive(Debug)]
pub(super) struct MerchantFiles;

const ADAPTER: Adapter<MerchantFile> = Adapter::NEW;

impl ServerKind for MerchantFiles {
    fn info(&self) -> &'static KindInfo {
        &KIND
    }

    fn prepare(&self, op: &Op) -> Option<Box<dyn PreparedCommand>> {
        let asked = ADAPTER.prepare(op)?;
        let Payload::Plain(text) = &op.payload else { return None };
        let payload: EntityPayload<Command> = serde_json::from_str(text).ok()?;
        match payload.command {
            Command::Merge { into, .. } => Some(Box::new(Merging { asked, into })),
            _ => Some(asked),
        }
    }

    fn read_state(&self, json: &str) -> Option<Arc<dyn EntityState>> {
        ADAPTER.read_state(json)
    }

    fn replay(&self, id: Uuid, events: &[NewEvent]) -> Replay {
        ADAPTER.replay(id, events)
    }
}

/// One merchant had two files.
#[derive(Debug)]
struct Merging {
    asked: Box<dyn PreparedCommand>,
    into: MerchantId,
}

impl PreparedCommand for Merging {
    fn target(&self) -> EntityKey {
        self.asked.target()
    }

    fn want(&self, op: &Prepared, now: Moment, wanted: &mut Wanted) {
        wanted.entities.push(EntityKey { kind: KIND.name, id: self.into.0 });
        self.asked.want(op, now, wanted);
    }

    fn want_more(&self, found: &Found, more: &mut Wanted) {
        self.asked.want_more(found, more);
    }

    fn decide(&self, op: &Prepared, known: &Known<'_>) -> Verdict {
        let verdict = self.asked.decide(op, known);
        // So that no two files ever go on in each other.
        let other = known.found.entities.get(&EntityKey { kind: KIND.name, id: self.into.0 });
        let takes = other.and_then(Entity::as_type::<MerchantFile>).is_some_and(|file| !file.has_ended());
        let is_itself = self.target().id == self.into.0;
        if matches!(verdict.outcome, Outcome::Applied { .. }) && (!takes || is_itself) {
            let why = Rejection::CannotMergeInto;
            return Verdict::of(actor(op), Outcome::rejected(&why, why.sentence()));
        }
        verdict
    }
}
