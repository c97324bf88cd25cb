//! Trainings: a kind that is nothing but its rules, except that when somebody signed in is no device's word: its clock is corrected as it is
//! for every operation, before the rules look at the day.

use std::sync::Arc;

use domain::kind::KindInfo;
use domain::moment::Moment;
use domain::training::{Command, KIND, Training};
use sync::protocol::{EntityPayload, Op};
use uuid::Uuid;

use super::adapter::{Adapter, Asked};
use super::{PreparedCommand, Replay, ServerKind};
use crate::service::{Known, Prepared, Verdict};
use crate::store::entities::{EntityKey, EntityState, Found, NewEvent, Wanted};

/// Trainings.
#[derive(Debug)]
pub(super) struct Trainings;

const ADAPTER: Adapter<Training> = Adapter::NEW;

impl ServerKind for Trainings {
    fn info(&self) -> &'static KindInfo {
        &KIND
    }

    fn prepare(&self, op: &Op) -> Option<Box<dyn PreparedCommand>> {
        ADAPTER.prepare(op)?;
        let sync::protocol::Payload::Plain(text) = &op.payload else { return None };
        Some(Box::new(Timed(serde_json::from_str(text).ok()?)))
    }

    fn read_state(&self, json: &str) -> Option<Arc<dyn EntityState>> {
        ADAPTER.read_state(json)
    }

    fn replay(&self, id: Uuid, events: &[NewEvent]) -> Replay {
        ADAPTER.replay(id, events)
    }
}

/// Something is done to a training, at a time that the server says.
#[derive(Debug)]
struct Timed(EntityPayload<Command>);

impl PreparedCommand for Timed {
    fn target(&self) -> EntityKey {
        EntityKey { kind: KIND.name, id: self.0.id }
    }

    fn want(&self, _: &Prepared, _: Moment, _: &mut Wanted) {}

    fn want_more(&self, _: &Found, _: &mut Wanted) {}

    fn decide(&self, op: &Prepared, known: &Known<'_>) -> Verdict {
        let mut asked = self.0.clone();
        asked.command.set_time(op.corrected(known.now));
        Asked::<Training>(asked).decide(op, known)
    }
}
