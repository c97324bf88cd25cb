//! What a caller may read, at one moment.

use domain::ids::{CaseId, StaffId};
use sync::protocol::Seq;
use uuid::Uuid;

use super::{ClaimHash, EntityKey, Point};

/// What a caller may read.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The kinds of which they may read every entity that has not left the scope.
    pub kinds: Vec<&'static str>,
    /// Besides, the cases of these claim codes.
    pub claims: Option<Vec<ClaimHash>>,
}

/// An entity as stored; what it is, is passed on as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntity {
    /// Which.
    pub key: EntityKey,
    /// Its revision.
    pub rev: u64,
    /// The place of its last change.
    pub seq: Seq,
    /// What it is, as JSON of its kind.
    pub snapshot: String,
}

/// A scope at one moment.
#[derive(Debug)]
pub struct ScopeRead {
    /// The contact point.
    pub point: Point,
    /// From where it was read.
    pub since: Seq,
    /// What changed after it, at most as many as asked for and one more; ordered by place.
    pub entities: Vec<StoredEntity>,
    /// What left the scope after it, each with the place at which it did. Where everything is read from the start there was
    /// nothing that it could leave.
    pub gone: Vec<(Seq, EntityKey)>,
    /// The running sums of these kinds together.
    pub sum: RunningSum,
    /// Every case of the claim codes; what it is, where it changed after `since`.
    pub claimed: Vec<ClaimedCase>,
    /// The places of claim codes that nobody has.
    pub unknown_claims: Vec<usize>,
    /// The names of staff, where a case is shown to its consumer.
    pub names: Vec<(StaffId, String)>,
}

/// A case that a claim code follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedCase {
    /// Which.
    pub case: CaseId,
    /// Its revision.
    pub rev: u64,
    /// The place of its last change.
    pub seq: Seq,
    /// What it is, where it changed.
    pub snapshot: Option<String>,
}

/// The checksum of some entities, kept up to date in the transaction that changes them: see
/// [`sync::protocol::ScopeChecksum`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunningSum {
    /// The exclusive or over all of them.
    pub sum: sync::protocol::ScopeChecksum,
    /// How many they are.
    pub entities: i64,
}

impl RunningSum {
    /// Adds an entity.
    pub fn add(&mut self, key: &EntityKey, rev: u64) {
        self.sum.toggle(key.kind, &wire_id(key), rev);
        self.entities += 1;
    }

    /// Takes an entity out again.
    pub fn take_out(&mut self, key: &EntityKey, rev: u64) {
        self.sum.toggle(key.kind, &wire_id(key), rev);
        self.entities -= 1;
    }

    /// With those of other entities.
    pub fn join(&mut self, other: Self) {
        self.sum.join(other.sum);
        self.entities += other.entities;
    }
}

/// The name of an entity on the wire. There is one board, and it has its own.
#[must_use]
pub fn wire_id(key: &EntityKey) -> String {
    if key.kind == domain::board::KIND.name { sync::kinds::board::ID.to_owned() } else { key.id.to_string() }
}

/// The name under which the board is stored.
pub const BOARD: EntityKey = EntityKey { kind: domain::board::KIND.name, id: Uuid::nil() };
