//! A kind that is the sum of its events: everything follows from [`EventSourced`]. There are few of each, so a change shows the
//! whole list anew.

use std::fmt;
use std::marker::PhantomData;

use domain::{
    ids::StaffId,
    kind::{Context, EventSourced, continued},
    role::Actor,
};
use leptos::prelude::*;
use sync::{
    engine::{Lane, OutboxRow, RowState},
    protocol::{EntityPayload, Outcome, Payload},
};

use super::{Changed, KindView, replace_if_different};
use crate::{
    browser::{
        driver::{Driver, refusal},
        service_worker,
    },
    entities::{List, Refused, Shown},
};

/// The kind, registered as it stands in the domain.
pub struct EventSourcedView<K>(PhantomData<fn() -> K>);

impl<K> EventSourcedView<K> {
    /// As it stands in the domain.
    pub const NEW: Self = Self(PhantomData);
}

impl<K: EventSourced> fmt::Debug for EventSourcedView<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventSourcedView({})", K::KIND.name)
    }
}

impl<K: EventSourced> KindView for EventSourcedView<K> {
    fn kind(&self) -> &'static str {
        K::KIND.name
    }

    fn show(&self, driver: &Driver, viewer: Option<StaffId>, changed: &Changed<'_>) {
        if !changed.has_kind(K::KIND.name) && !changed.has_ops() {
            return;
        }
        let engine = driver.engine.borrow();
        let entities = driver.device.desk.entities.of::<K>();
        let mut list = List::<K>::default();
        for change in engine.replica().of_kind(K::KIND.name) {
            let Ok(id) = change.id.parse() else { continue };
            let shown = match sync::read_json(change.body.json().as_text()) {
                Ok(state) => Some(Shown { state, waits: false }),
                // Only a later version can read it: until that is here, what is shown stays.
                Err(_) => {
                    service_worker::look_for_update();
                    entities.with_untracked(|list| list.shown.get(&id).cloned())
                }
            };
            list.shown.extend(shown.map(|shown| (id, shown)));
        }
        for row in engine.rows().filter(|row| K::KIND.commands.contains(&row.op.kind.as_str())) {
            lay_on_top(&mut list, row, viewer, driver);
        }
        drop(engine);
        entities.maybe_update(|shown| replace_if_different(shown, list));
    }
}

fn lay_on_top<K: EventSourced>(list: &mut List<K>, row: &OutboxRow, viewer: Option<StaffId>, driver: &Driver) {
    let (Lane::Staff { id: author }, Payload::Plain(text)) = (row.lane, &row.op.payload) else { return };
    let Ok(EntityPayload::<K::Command> { id, base, command }) = sync::read_json(text) else { return };
    let has = list.shown.get(&id).map_or(0, |shown| K::rev(&shown.state));
    match &row.state {
        RowState::SetAside { .. } if viewer != Some(author) => {}
        RowState::SetAside { .. } => {
            let detail = refusal(row).unwrap_or_default();
            list.refused.push(Refused { op: row.op.id, id, base, command, detail });
        }
        RowState::Receipted { receipt, .. } if !matches!(receipt.outcome, Outcome::Applied { rev, .. } if rev > has) => {
        }
        RowState::Receipted { .. } | RowState::Waiting => {
            let role = driver.device.desk.members.with_untracked(|members| members.get(&author).map(|one| one.role));
            let Some(role) = role else { return };
            let context = Context { now: row.queued_at, by: Actor::Staff { id: author, role } };
            let state = list.shown.get(&id).map(|shown| &shown.state);
            // Where the rules refuse it here already, the server's word is awaited.
            let Ok(events) = K::decide(state, base, &command, &context) else { return };
            let Some((state, _)) = continued::<K>(id, state, events, row.queued_at, &context) else { return };
            list.shown.insert(id, Shown { state, waits: row.state == RowState::Waiting });
        }
    }
}
