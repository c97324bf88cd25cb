//! Kinds: whatever devices and server keep in step is an entity of some kind. A kind says what can be done to it, who may
//! see it, and what becomes of it; [`crate::kinds`] lists them all.

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    moment::Moment,
    role::{Actor, Role},
    words::Bilingual,
};

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// Anybody; of cases, only those whose claim code they hold.
    Public,
    /// A member of staff.
    Staff(Role),
}

/// What is known of a kind without knowing its types.
#[derive(Debug)]
pub struct KindInfo {
    /// The stable word for it on the wire, on devices and in the database.
    pub name: &'static str,
    /// The operations that change it, `kind.command`. None: it is changed by the server, or beside the sync.
    pub commands: &'static [&'static str],
    /// Those of them that begin an entity: what is done to it afterwards waits for them.
    pub begins: &'static [&'static str],
    /// Who may see it.
    pub visible_to: fn(Viewer) -> bool,
    /// Pages of the first version can read it. They fail on a kind that they do not know, so they are sent no other.
    pub in_first_version: bool,
}

impl PartialEq for KindInfo {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for KindInfo {}

/// Everything from outside that a decision needs, where a kind has no needs of its own.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// When it is decided.
    pub now: Moment,
    /// Who gives the command.
    pub by: Actor,
}

/// Something that happened to an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<E> {
    /// The entity's revision afterwards.
    pub rev: u64,
    /// When the server took it.
    pub at: Moment,
    /// When it was done, by the device's clock corrected to the server's.
    pub made_at: Moment,
    /// Who.
    pub by: Actor,
    /// What.
    pub event: E,
}

/// Why a command of some kind is refused.
pub trait Refusal: Serialize {
    /// A stable word.
    fn code(&self) -> &'static str;
    /// Why, and what to do, for the person who gave the command.
    fn sentence(&self) -> Bilingual;
}

/// A kind that is the sum of its events and needs nothing but itself to decide. The very same functions run on the device,
/// on what it knows, and on the server, for good.
pub trait EventSourced: Debug + 'static {
    /// What is known of it without its types.
    const KIND: &'static KindInfo;
    /// What an entity is.
    type State: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What a person asks of it.
    type Command: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What happened to it.
    type Event: Clone + Debug + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// Why a command is refused.
    type Rejection: Refusal + Debug;

    /// The operation that carries a command: one of [`KindInfo::commands`].
    fn op_kind(command: &Self::Command) -> &'static str;

    /// Decides a command that was given on revision `base`, on an entity as it stands now; none where there is none yet.
    ///
    /// # Errors
    /// Why not; nothing has happened then.
    fn decide(
        state: Option<&Self::State>,
        base: Option<u64>,
        command: &Self::Command,
        context: &Context,
    ) -> Result<Vec<Self::Event>, Self::Rejection>;

    /// The entity after one more record; none where a history cannot begin with it.
    fn evolve(id: Uuid, state: Option<Self::State>, record: &Record<Self::Event>) -> Option<Self::State>;

    /// How many events made it.
    fn rev(state: &Self::State) -> u64;
}

/// An entity afterwards, and what was added to its history.
pub type Continued<K> = (<K as EventSourced>::State, Vec<Record<<K as EventSourced>::Event>>);

/// The entity that events make of it, numbered on, and their records. None where a history cannot begin with them.
#[must_use]
pub fn continued<K: EventSourced>(
    id: Uuid,
    before: Option<&K::State>,
    events: Vec<K::Event>,
    made_at: Moment,
    context: &Context,
) -> Option<Continued<K>> {
    let first = before.map_or(0, K::rev) + 1;
    let record = |(rev, event)| Record { rev, at: context.now, made_at, by: context.by, event };
    let records: Vec<_> = (first..).zip(events).map(record).collect();
    let mut state = before.cloned();
    for record in &records {
        state = K::evolve(id, state, record);
    }
    Some((state?, records))
}
