//! What a batch of operations needs to know, and what it writes. What only one kind needs or writes travels in the type
//! maps ([`http::Extensions`]); the kind's rows in the store read and fill them.

use std::any::Any;
use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::Arc;

use domain::ids::DeviceId;
use domain::moment::Moment;
use domain::role::Actor;
use http::Extensions;
use sync::protocol::{OpId, Outcome, PayloadHash, Seq};
use uuid::Uuid;

use super::FoundOfFund;
use crate::store::unread::NewUnread;

/// Names an entity of a contact point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityKey {
    /// The name of its kind: one of [`domain::kinds::ALL`].
    pub kind: &'static str,
    /// Its name within the kind.
    pub id: Uuid,
}

/// What an entity is, of whatever type its kind has for that.
pub trait EntityState: Any + Debug + Send + Sync {
    /// As it is stored and sent.
    ///
    /// # Errors
    ///
    /// None that a type of ours has.
    fn json(&self) -> serde_json::Result<String>;
}

impl<T: serde::Serialize + Any + Debug + Send + Sync> EntityState for T {
    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

/// An entity as it stands.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its revision.
    pub rev: u64,
    /// The place at which it left the staff's scope.
    pub gone: Option<Seq>,
    /// What it is; none where a later version of the program stored it and this one cannot read it.
    pub state: Option<Arc<dyn EntityState>>,
}

impl Entity {
    /// What it is, as its kind's type.
    #[must_use]
    pub fn as_type<T: 'static>(&self) -> Option<&T> {
        let state: &dyn Any = self.state.as_deref()?;
        state.downcast_ref()
    }
}

/// What became of an operation that came before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReceipt {
    /// The hash under which it came.
    pub hash: PayloadHash,
    /// Its place in the history.
    pub seq: Seq,
    /// What became of it.
    pub outcome: Outcome,
}

/// What has to be known before a batch of operations is decided.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Operations that may have come before.
    pub ops: Vec<OpId>,
    /// Entities they are about.
    pub entities: Vec<EntityKey>,
    /// What single kinds want besides.
    pub ext: Extensions,
}

/// What is known of it.
#[derive(Debug, Default)]
pub struct Found {
    /// Receipts of operations that came before.
    pub receipts: HashMap<OpId, StoredReceipt>,
    /// Receipts of what was quarantined, under the hash of what came.
    pub quarantined: HashMap<(OpId, PayloadHash), StoredReceipt>,
    /// The entities as they stand.
    pub entities: HashMap<EntityKey, Entity>,
    /// What single kinds know besides.
    pub ext: Extensions,
}

impl Found {
    /// What was asked for afterwards.
    pub fn join(&mut self, other: Self) {
        self.entities.extend(other.entities);
        if let Some(FoundOfFund(more)) = other.ext.get::<FoundOfFund>() {
            self.ext.get_or_insert_default::<FoundOfFund>().0.transactions.extend(more.transactions.iter().cloned());
        }
    }
}

/// An operation to be stored with its receipt.
#[derive(Clone, Debug)]
pub struct NewOp {
    /// Its name.
    pub id: OpId,
    /// Of its payload.
    pub hash: PayloadHash,
    /// What it does.
    pub kind: String,
    /// Who made it: the device.
    pub device: DeviceId,
    /// By the device's clock.
    pub made_at: Moment,
    /// By the device's clock.
    pub sent_at: Moment,
    /// By ours.
    pub received_at: Moment,
    /// Its place in the history.
    pub seq: Seq,
    /// Who made it: the person.
    pub actor: Actor,
    /// The entity it is about.
    pub target: Option<Uuid>,
    /// What became of it.
    pub outcome: Outcome,
    /// What was sent, where no event holds it.
    pub kept_payload: Option<String>,
    /// Hashes of attachments.
    pub attachments: Vec<PayloadHash>,
}

/// Something quarantined for a person to look at.
#[derive(Clone, Debug)]
pub struct NewQuarantine {
    /// The name under which it came.
    pub op: OpId,
    /// The hash of what came.
    pub hash: PayloadHash,
    /// Its place in the history.
    pub seq: Seq,
    /// The kind as sent.
    pub kind: String,
    /// By the device's clock.
    pub made_at: Moment,
    /// By ours.
    pub received_at: Moment,
    /// What came, without the claim code.
    pub payload: String,
    /// What the device is told.
    pub outcome: Outcome,
}

/// An event to be appended to the log.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// The entity's revision afterwards.
    pub rev: u64,
    /// When the server took it.
    pub at: Moment,
    /// When it was done, by the device's clock corrected to the server's.
    pub made_at: Moment,
    /// When it was done by the device's clock, uncorrected.
    pub made_at_claimed: Moment,
    /// Who.
    pub by: Actor,
    /// What, as JSON of its kind.
    pub event: String,
    /// By which operation.
    pub op: OpId,
}

/// An entity as a batch leaves it, with what was added to its history.
#[derive(Clone, Debug)]
pub struct EntityChange {
    /// As it was before the batch.
    pub before: Option<(u64, Option<Seq>)>,
    /// As it stands.
    pub after: Entity,
    /// The place of its last change.
    pub seq: Seq,
    /// What happened, each at its own place.
    pub events: Vec<(Seq, NewEvent)>,
}

/// Everything that a batch writes; in one transaction, or not at all.
#[derive(Debug, Default)]
pub struct Changes {
    /// The newest place in the history.
    pub head: Seq,
    /// Operations with their receipts.
    pub ops: Vec<NewOp>,
    /// What was quarantined.
    pub quarantined: Vec<NewQuarantine>,
    /// What of all that came without an account and waits for somebody to look at it.
    pub unread: Vec<NewUnread>,
    /// What had waited so, and is decided now.
    pub decided_after_all: Vec<(OpId, PayloadHash)>,
    /// What changed.
    pub entities: HashMap<EntityKey, EntityChange>,
    /// Entities that leave the staff's scope, at the newest place.
    pub gone: Vec<EntityKey>,
    /// What single kinds write besides.
    pub ext: Extensions,
}
