//! What of a commit somebody should be told of while they do something else: staff, whose desk decides the same by itself
//! where it is open (`app/src/pages/staff/desk/alerts.rs`), and the consumer of a case.

use domain::case::{Case, Event, State};
use domain::ids::{CaseId, StaffId};
use domain::role::{Actor, Role};
use tokio::sync::broadcast;

use super::Service;
use crate::store::entities::{Changes, EntityChange};

/// Why somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A case came in, came back, or was given to somebody, and waits to be taken on.
    New,
    /// A promised time has passed.
    Late,
    /// Its consumer has written.
    Added,
    /// Something was done that its consumer reads: the only reason for which they are told.
    Answered,
}

/// Something about a case. Which case it is goes into no message: a locked screen shows none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attention {
    /// Which case.
    pub case: CaseId,
    /// Why.
    pub why: Why,
    /// Whose case it is; nobody's is everybody's who receives cases.
    pub owner: Option<StaffId>,
    /// Who did it, if that was staff: they know.
    pub by: Option<StaffId>,
}

/// As many wait to be told; whoever is slower has missed what there will be again.
pub(super) const MOST_WAITING: usize = 256;

impl Service {
    /// Follows what people should be told of, from here on. Nothing is kept for later: a page that is opened shows what there is.
    #[must_use]
    pub fn attention(&self) -> broadcast::Receiver<Attention> {
        self.inner.attention.subscribe()
    }
}

impl Attention {
    /// Whether that member of staff is told of it.
    #[must_use]
    pub fn concerns(&self, staff: StaffId, role: Role) -> bool {
        if self.by == Some(staff) || self.why == Why::Answered {
            return false;
        }
        let theirs = self.owner.map_or(role.receives_cases(), |owner| owner == staff);
        theirs || (self.why == Why::Late && role.supervises())
    }
}

/// What a transaction did that somebody should know of, one for each case and reason.
pub(super) fn of(changes: &Changes) -> Vec<Attention> {
    changes.entities.values().flat_map(of_entity).collect()
}

fn of_entity(change: &EntityChange) -> Vec<Attention> {
    let Some(case) = change.after.as_type::<Case>() else { return Vec::new() };
    let mut found: Vec<Attention> = Vec::new();
    if change.before.is_some() && case.tells_consumer(change.events.len()) {
        found.push(Attention { case: case.id, why: Why::Answered, owner: case.assignee, by: None });
    }
    if case.state.is_final() || case.merged_into.is_some() {
        return found;
    }
    for (_, record) in &change.events {
        let Some(why) = serde_json::from_str(&record.event).ok().and_then(|event| why(&event, case.state)) else {
            continue;
        };
        let by = match record.by {
            Actor::Staff { id, .. } => Some(id),
            Actor::Consumer | Actor::Merchant | Actor::Server => None,
        };
        let attention = Attention { case: case.id, why, owner: case.assignee, by };
        if !found.contains(&attention) {
            found.push(attention);
        }
    }
    found
}

const fn why(event: &Event, state: State) -> Option<Why> {
    let waits = matches!(state, State::Received | State::Reopened);
    match event {
        Event::Filed { .. } | Event::TakenDown { .. } | Event::Assigned { .. } | Event::HandedOver { .. } if waits => {
            Some(Why::New)
        }
        Event::Objected { .. } | Event::Supplemented { .. } => Some(Why::Added),
        Event::Unperformed { .. } if waits => Some(Why::New),
        Event::Warned { warning } if warning.percent >= 100 => Some(Why::Late),
        _ => None,
    }
}
