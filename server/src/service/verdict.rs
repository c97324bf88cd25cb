//! What an operation of any kind leads to: entities of any kinds, changed together or not at all.

use std::sync::Arc;

use domain::kind::Record;
use domain::moment::Moment;
use domain::role::Actor;
use http::Extensions;
use sync::protocol::{Code, Outcome};

use super::{Caller, Prepared};
use crate::content::Content;
use crate::store::entities::{EntityKey, EntityState, Found};

/// What an operation leads to.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// Who decided.
    pub(crate) actor: Actor,
    /// What the device is told.
    pub(crate) outcome: Outcome,
    /// The entities afterwards: the one that the operation names first, and those that go with it.
    pub(crate) changed: Vec<Changed>,
    /// What its kind writes besides.
    pub(crate) ext: Extensions,
}

impl Verdict {
    /// Of no effect.
    pub(crate) fn of(actor: Actor, outcome: Outcome) -> Self {
        Self { actor, outcome, changed: Vec::new(), ext: Extensions::new() }
    }

    /// Kept for a person to look at.
    pub(crate) fn quarantined(actor: Actor, code: Code) -> Self {
        Self::of(actor, super::batch::quarantined(code))
    }
}

/// An entity afterwards, with what was added to its history.
#[derive(Clone, Debug)]
pub(crate) struct Changed {
    /// Which.
    pub(crate) key: EntityKey,
    /// Its revision.
    pub(crate) rev: u64,
    /// What it is.
    pub(crate) state: Arc<dyn EntityState>,
    /// What happened, as JSON of its kind.
    pub(crate) records: Vec<Record<String>>,
    /// Where it had left the scope of staff's devices, it stays out.
    pub(crate) stays_gone: bool,
}

/// What is known besides the operation.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    /// What the store knows, with what this batch has done so far.
    pub(crate) found: &'a Found,
    /// Board, rules and calendar.
    pub(crate) content: &'a Content,
    /// The server's clock.
    pub(crate) now: Moment,
}

/// In whose name an operation comes.
pub(crate) const fn actor(op: &Prepared) -> Actor {
    // A consumer at the counter files on a tablet where staff are signed in: the code says whose case it is.
    if op.claim.is_some() { Actor::Consumer } else { author(op) }
}

/// Who sent an operation, whatever code goes with it.
pub(crate) const fn author(op: &Prepared) -> Actor {
    match op.caller {
        Caller::Public | Caller::Kiosk => Actor::Consumer,
        Caller::Merchant => Actor::Merchant,
        Caller::Server => Actor::Server,
        Caller::Staff { id, role } | Caller::Former { id, role, .. } => Actor::Staff { id, role },
    }
}
