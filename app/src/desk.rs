//! What a member of staff works on: the replica of the contact point's cases, with what was done here laid on top.

use domain::fund::MerchantAccount;
use domain::staff::StaffMember;
use domain::{
    case::{Case, Command, Rejection},
    claim_code::ClaimCode,
    ids::{CaseId, MerchantId, StaffId},
    moment::Moment,
    words::Bilingual,
};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};
use sync::protocol::{Code, OpId};

use crate::{device::StorageProblem, entities::Entities, typing::Typing};

/// The desk, for staff pages: `use_device().desk`.
#[derive(Clone, Copy, Debug)]
pub struct Desk {
    /// Who is signed in here.
    pub session: RwSignal<SessionState>,
    /// Who signed in on this device before, the latest first.
    pub people: RwSignal<Arc<[KnownPerson]>>,
    /// An account or the device was ended a moment ago.
    pub ended: RwSignal<Option<Ended>>,
    /// Every case in scope with this device's own unsent commands applied, by id.
    pub cases: RwSignal<Arc<BTreeMap<CaseId, Arc<CaseOnDesk>>>>,
    /// A case that ended long ago, read from the server by whom; it can only be looked at.
    pub looked_up: RwSignal<Option<(StaffId, Arc<CaseOnDesk>)>>,
    /// What was done here on cases that this device has no more, and did not take effect; oldest first.
    pub refused_elsewhere: RwSignal<Arc<Vec<(CaseId, RefusedCommand)>>>,
    /// Colleagues, by id.
    pub members: RwSignal<Arc<BTreeMap<StaffId, StaffMember>>>,
    /// Merchants of the deposit pool, by id.
    pub merchants: RwSignal<Arc<BTreeMap<MerchantId, MerchantAccount>>>,
    /// Entities of every other kind that staff see.
    pub entities: Entities,
    /// What is being written, not yet done.
    pub typing: Typing,
}

/// Whether somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Not asked yet.
    Unknown,
    /// Nobody, and nobody is known here.
    SignedOut,
    /// Nobody at the moment; those of [`Desk::people`] open it without asking the server.
    Locked,
    /// Somebody.
    SignedIn(StaffMember),
}

impl SessionState {
    /// Whether somebody has to sign in or open the device first.
    #[must_use]
    pub const fn is_out(&self) -> bool {
        matches!(self, Self::SignedOut | Self::Locked)
    }
}

/// A member who signed in on this device before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// As they were called then.
    pub staff: StaffMember,
    /// Opens it by a PIN.
    pub pin: bool,
    /// Opens it by their password.
    pub password: bool,
    /// How much of theirs waits here, sealed.
    pub unsent: usize,
}

/// An account or this device was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Which: [`Code::AccountClosed`] or [`Code::DeviceRevoked`].
    pub why: Code,
    /// How much a supervisor has now.
    pub handed_over: usize,
    /// How much is still here, to be handed over at the next contact.
    pub left: usize,
}

/// Why the device was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnlockProblem {
    /// The PIN or the password is wrong.
    #[error("wrong; {left} tries left")]
    Wrong {
        /// Tries that are left before the server must be asked.
        left: u8,
    },
    /// Only signing in at the server opens it.
    #[error("the server must be asked")]
    AskServer,
    /// The device does not let us count the try.
    #[error(transparent)]
    Storage(#[from] StorageProblem),
}

/// A case as this device sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseOnDesk {
    /// With this device's unsent commands applied.
    pub case: Case,
    /// What was done here and is not confirmed, oldest first.
    pub pending: Vec<PendingCommand>,
    /// What whoever is signed in did here and what did not take effect, oldest first. A colleague's is the colleague's.
    pub refused: Vec<RefusedCommand>,
}

/// A command on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingCommand {
    /// Its operation.
    pub op: OpId,
    /// Who.
    pub by: StaffId,
    /// When.
    pub at: Moment,
    /// What.
    pub command: Command,
}

/// A command that did not take effect; what was written is kept until the person has dealt with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedCommand {
    /// Its operation.
    pub op: OpId,
    /// When.
    pub at: Moment,
    /// What.
    pub command: Command,
    /// The code that a consumer was given with it.
    pub claim: Option<ClaimCode>,
    /// Why, where it is one of the rules.
    pub why: Option<Rejection>,
    /// Why, in words.
    pub detail: Bilingual,
}

impl Desk {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self {
            session: RwSignal::new(SessionState::Unknown),
            people: RwSignal::new(Arc::new([])),
            ended: RwSignal::new(None),
            cases: RwSignal::default(),
            looked_up: RwSignal::new(None),
            refused_elsewhere: RwSignal::default(),
            members: RwSignal::default(),
            merchants: RwSignal::default(),
            entities: Entities::new(),
            typing: Typing::new(),
        }
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}
