//! What is kept about cases: operations with their receipts, events, the state they sum up to, and who follows a case.

use std::collections::HashMap;
use std::fmt;

use async_trait::async_trait;
use domain::case::{Case, Record};
use domain::ids::{CaseId, CaseNumber, DeviceId, PointId, StaffId};
use domain::moment::Moment;
use domain::role::{Actor, Role};
use sync::protocol::{Epoch, OpId, Outcome, PayloadHash, Seq, StaffMember};

use super::StoreError;

/// The keyed hash of a claim code: all that is ever stored of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClaimHash(pub [u8; 32]);

impl fmt::Debug for ClaimHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClaimHash(…)")
    }
}

/// A contact point to be opened.
#[derive(Clone, Debug)]
pub struct NewPoint {
    /// Its id.
    pub id: PointId,
    /// Its name.
    pub name: String,
    /// The name of the first life of its database, where there is none yet.
    pub epoch: Epoch,
    /// Hash of the notice board and the rules in force.
    pub board_hash: [u8; 32],
    /// Now.
    pub at: Moment,
}

/// A contact point's place in its history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The life of its database.
    pub epoch: Epoch,
    /// When that began.
    pub epoch_since: Moment,
    /// The newest place.
    pub head: Seq,
    /// Revision of the board's content.
    pub board_rev: u64,
    /// When it last changed.
    pub board_seq: Seq,
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

/// A member of staff who can be given a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// Who.
    pub staff: StaffId,
    /// In which role.
    pub role: Role,
    /// How many open cases they have.
    pub open_cases: i64,
    /// The place in the history at which they last were given one; 0 for never.
    pub last_assigned: Seq,
}

/// What has to be known before a batch of operations is decided.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Operations that may have come before.
    pub ops: Vec<OpId>,
    /// Cases they are about.
    pub cases: Vec<CaseId>,
    /// Claim codes they come with.
    pub claims: Vec<ClaimHash>,
    /// Where a case may be filed: the year of its number.
    pub filing_in: Option<i32>,
}

/// What is known of it.
#[derive(Debug, Default)]
pub struct Found {
    /// Receipts of operations that came before.
    pub receipts: HashMap<OpId, StoredReceipt>,
    /// Receipts of what was set aside, under the hash of what came.
    pub quarantined: HashMap<(OpId, PayloadHash), StoredReceipt>,
    /// The cases as they stand.
    pub cases: HashMap<CaseId, Case>,
    /// Whose claim codes they are.
    pub claims: HashMap<ClaimHash, CaseId>,
    /// Who is on duty; only for a filing.
    pub on_duty: Vec<Receiver>,
    /// The last number given in that year; only for a filing.
    pub last_serial: u32,
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
    /// The case it is about.
    pub case: Option<CaseId>,
    /// What became of it.
    pub outcome: Outcome,
    /// What was sent, where no event holds it.
    pub kept_payload: Option<String>,
    /// Hashes of attachments.
    pub attachments: Vec<PayloadHash>,
}

/// Something set aside for a person to look at.
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

/// An event to be appended.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// Of which case.
    pub case: CaseId,
    /// What, when, who.
    pub record: Record,
    /// When it was done by the device's clock, uncorrected.
    pub made_at_claimed: Moment,
    /// Its place in the point's history.
    pub seq: Seq,
    /// By which operation.
    pub op: OpId,
}

/// A case as it stands after a batch.
#[derive(Clone, Debug)]
pub struct ChangedCase {
    /// As it stands.
    pub case: Case,
    /// The place of its last change.
    pub seq: Seq,
    /// Since when nobody has to do anything.
    pub closed_at: Option<Moment>,
}

/// How somebody's work changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkChange {
    /// More (or fewer) open cases.
    pub open_cases: i64,
    /// The place at which they were given a case; 0 for none in this batch.
    pub last_assigned: Seq,
}

/// Everything that a batch writes; in one transaction, or not at all.
#[derive(Debug, Default)]
pub struct Changes {
    /// The newest place in the history.
    pub head: Seq,
    /// Operations with their receipts.
    pub ops: Vec<NewOp>,
    /// What was set aside.
    pub quarantined: Vec<NewQuarantine>,
    /// What happened.
    pub events: Vec<NewEvent>,
    /// The cases it happened to.
    pub cases: HashMap<CaseId, ChangedCase>,
    /// New claim codes.
    pub claims: Vec<(ClaimHash, CaseId)>,
    /// The last number given.
    pub last_number: Option<CaseNumber>,
    /// Whose work changed.
    pub work: HashMap<StaffId, WorkChange>,
}

/// What a caller may read.
#[derive(Clone, Debug)]
pub enum Scope {
    /// The cases of these claim codes.
    Claims(Vec<ClaimHash>),
    /// Every case of the contact point, and its staff.
    Staff,
}

/// A member of staff, and when colleagues last saw them change.
#[derive(Clone, Debug)]
pub struct StaffRow {
    /// As colleagues see them.
    pub member: StaffMember,
    /// Counted up with every change.
    pub rev: u64,
    /// The place of the last change.
    pub seq: Seq,
}

/// A scope at one moment.
#[derive(Debug)]
pub struct ScopeRead {
    /// The contact point.
    pub point: Point,
    /// From where it was read.
    pub since: Seq,
    /// Cases that changed after it, at most as many as asked for and one more; ordered by place.
    pub cases: Vec<(Seq, Case)>,
    /// All staff, for names; in a scope of staff also as entities.
    pub staff: Vec<StaffRow>,
    /// Every case of the scope with its revision, where `cases` is all that changed.
    pub revisions: Option<Vec<(CaseId, u64)>>,
    /// The places of claim codes that nobody has.
    pub unknown_claims: Vec<usize>,
}

/// Keeps cases.
#[async_trait]
pub trait CaseStore: fmt::Debug + Send + Sync {
    /// Makes the contact point where there is none, and counts the board's revision up where its content changed.
    async fn open_point(&self, point: &NewPoint) -> Result<Point, StoreError>;

    /// The contact point as it stands.
    async fn point(&self, point: PointId) -> Result<Point, StoreError>;

    /// Begins a batch: from here on nobody else writes to that contact point until it is committed or dropped.
    async fn begin(&self, point: PointId) -> Result<Box<dyn CaseBatch>, StoreError>;

    /// Reads a scope in one snapshot. `since` says from where, once the point is known; at most `limit` and one more
    /// cases are read.
    async fn read_scope(
        &self,
        point: PointId,
        scope: &Scope,
        since: &(dyn for<'a> Fn(&'a Point) -> Seq + Sync),
        limit: usize,
    ) -> Result<ScopeRead, StoreError>;

    /// Begins a new life in place of `old`; no effect where another has begun already.
    async fn begin_epoch(&self, point: PointId, old: Epoch, new: Epoch, at: Moment) -> Result<Point, StoreError>;

    /// Everything that happened to a case, oldest first.
    async fn history(&self, point: PointId, case: CaseId) -> Result<Vec<Record>, StoreError>;
}

/// A batch of operations under the contact point's lock. Dropped without [`CaseBatch::commit`], it has never been.
#[async_trait]
pub trait CaseBatch: Send {
    /// The contact point as it stands under the lock.
    fn point(&self) -> Point;

    /// What has to be known.
    async fn find(&mut self, wanted: &Wanted) -> Result<Found, StoreError>;

    /// Writes everything.
    async fn write(&mut self, changes: &Changes) -> Result<(), StoreError>;

    /// For good.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}
