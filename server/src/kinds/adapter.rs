//! A kind that is the sum of its events and needs nothing but itself, on the server: everything follows from
//! [`domain::kind::EventSourced`].

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use domain::kind::{Context, EventSourced, KindInfo, Record, Refusal, continued};
use domain::moment::Moment;
use sync::protocol::{EntityPayload, Op, Outcome, Payload};
use uuid::Uuid;

use super::{PreparedCommand, Replay, ServerKind};
use crate::service::{Changed, Known, Prepared, Verdict, actor};
use crate::store::entities::{EntityKey, EntityState, Found, NewEvent, Wanted};

/// The kind, registered as it stands in the domain.
pub(super) struct Adapter<K: EventSourced> {
    /// What a contact point begins with.
    defaults: fn() -> Vec<(Uuid, K::Command)>,
    kind: PhantomData<fn() -> K>,
}

impl<K: EventSourced> Adapter<K> {
    /// A kind of which a contact point begins with none.
    pub(super) const NEW: Self = Self::beginning_with(Vec::new);

    /// A command that was read already.
    pub(super) fn asked(payload: EntityPayload<K::Command>) -> Box<dyn PreparedCommand> {
        Box::new(Asked::<K>(payload))
    }

    /// A kind of which a contact point begins with these.
    pub(super) const fn beginning_with(defaults: fn() -> Vec<(Uuid, K::Command)>) -> Self {
        Self { defaults, kind: PhantomData }
    }
}

impl<K: EventSourced> fmt::Debug for Adapter<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Adapter({})", K::KIND.name)
    }
}

impl<K: EventSourced> ServerKind for Adapter<K> {
    fn info(&self) -> &'static KindInfo {
        K::KIND
    }

    fn prepare(&self, op: &Op) -> Option<Box<dyn PreparedCommand>> {
        let Payload::Plain(text) = &op.payload else { return None };
        let payload: EntityPayload<K::Command> = serde_json::from_str(text).ok()?;
        (K::op_kind(&payload.command) == op.kind).then(|| Box::new(Asked::<K>(payload)) as Box<dyn PreparedCommand>)
    }

    fn defaults(&self) -> Vec<(&'static str, String)> {
        let of = |(id, command): (Uuid, K::Command)| {
            let kind = K::op_kind(&command);
            Some((kind, serde_json::to_string(&EntityPayload { id, base: None, command }).ok()?))
        };
        (self.defaults)().into_iter().filter_map(of).collect()
    }

    fn read_state(&self, json: &str) -> Option<Arc<dyn EntityState>> {
        let state: K::State = serde_json::from_str(json).ok()?;
        Some(Arc::new(state))
    }

    fn replay(&self, id: Uuid, events: &[NewEvent]) -> Replay {
        let record = |event: &NewEvent| {
            let NewEvent { rev, at, made_at, by, .. } = *event;
            Some(Record { rev, at, made_at, by, event: serde_json::from_str(&event.event).ok()? })
        };
        let state = events.iter().try_fold(None, |state, event| Some(K::evolve(id, state, &record(event)?)));
        state.flatten().map_or(Replay::Unreadable, |state: K::State| Replay::Entity(Arc::new(state)))
    }
}

/// What was asked, as it is read.
pub(super) struct Asked<K: EventSourced>(pub(super) EntityPayload<K::Command>);

impl<K: EventSourced> fmt::Debug for Asked<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.0.id, self.0.command)
    }
}

impl<K: EventSourced> PreparedCommand for Asked<K> {
    fn target(&self) -> EntityKey {
        EntityKey { kind: K::KIND.name, id: self.0.id }
    }

    fn want(&self, _: &Prepared, _: Moment, _: &mut Wanted) {}

    fn want_more(&self, _: &Found, _: &mut Wanted) {}

    fn decide(&self, op: &Prepared, known: &Known<'_>) -> Verdict {
        let (actor, EntityPayload { id, base, command }) = (actor(op), &self.0);
        let before = known.found.entities.get(&self.target());
        let state = before.and_then(|entity| entity.as_type::<K::State>());
        let context = Context { now: known.now, by: actor };
        let events = match K::decide(state, *base, command, &context) {
            Ok(events) => events,
            Err(why) => return Verdict::of(actor, Outcome::rejected(&why, why.sentence())),
        };
        let made_at = op.corrected(known.now);
        let Some((after, records)) = continued::<K>(*id, state, events, made_at, &context) else {
            return Verdict::of(actor, Outcome::Unsupported { kind: op.kind.clone() });
        };
        let rev = K::rev(&after);
        let records = records.into_iter().map(|Record { rev, at, made_at, by, event }| Record {
            rev,
            at,
            made_at,
            by,
            event: serde_json::to_string(&event).unwrap_or_default(),
        });
        let changed =
            Changed { key: self.target(), rev, state: Arc::new(after), records: records.collect(), stays_gone: false };
        Verdict { changed: vec![changed], ..Verdict::of(actor, Outcome::Applied { id: *id, rev, number: None }) }
    }
}
