//! What a member of staff works on: the replica of the contact point's cases, with what was done here laid on top.

use domain::{
    case::{Case, Command, Rejection},
    ids::{CaseId, MerchantId, StaffId},
    moment::Moment,
    words::Bilingual,
};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};
use sync::protocol::{MerchantAccount, OpId, StaffMember};

use crate::typing::Typing;

/// The desk, for staff pages: `use_device().desk`.
#[derive(Clone, Copy, Debug)]
pub struct Desk {
    /// Who is signed in here.
    pub session: RwSignal<SessionState>,
    /// Every case in scope with this device's own unsent commands applied, by id.
    pub cases: RwSignal<Arc<BTreeMap<CaseId, Arc<CaseOnDesk>>>>,
    /// What was done here on cases that this device has no more, and did not take effect; oldest first.
    pub refused_elsewhere: RwSignal<Arc<Vec<(CaseId, RefusedCommand)>>>,
    /// Colleagues, by id.
    pub members: RwSignal<Arc<BTreeMap<StaffId, StaffMember>>>,
    /// Merchants of the deposit pool, by id.
    pub merchants: RwSignal<Arc<BTreeMap<MerchantId, MerchantAccount>>>,
    /// What is being written, not yet done.
    pub typing: Typing,
}

/// Whether somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Not asked yet.
    Unknown,
    /// Nobody.
    SignedOut,
    /// Somebody.
    SignedIn(StaffMember),
}

/// A case as this device sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseOnDesk {
    /// With this device's unsent commands applied.
    pub case: Case,
    /// What was done here and is not confirmed, oldest first.
    pub pending: Vec<PendingCommand>,
    /// What was done here and did not take effect, oldest first.
    pub refused: Vec<RefusedCommand>,
}

/// A command on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingCommand {
    /// Its operation.
    pub op: OpId,
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
            cases: RwSignal::default(),
            refused_elsewhere: RwSignal::default(),
            members: RwSignal::default(),
            merchants: RwSignal::default(),
            typing: Typing::new(),
        }
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}
