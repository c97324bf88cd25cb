//! What a batch of operations needs to know, and what it writes.

use std::collections::HashMap;

use domain::case::{Case, Record};
use domain::fund::Ledger;
use domain::ids::{CaseId, CaseNumber, DeviceId, MerchantId, StaffId};
use domain::moment::Moment;
use domain::role::{Actor, Role};
use sync::protocol::{OpId, Outcome, PayloadHash, Seq};

use super::{ClaimHash, MerchantRow, NewTransaction};

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

/// A case that waits for somebody to take it, in its place among those that wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Since when.
    pub received_at: Moment,
    /// Which.
    pub case: CaseId,
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
    /// Where a case may be given to somebody without being filed.
    pub on_duty: bool,
    /// Merchants whose money may move.
    pub merchants: Vec<MerchantId>,
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
    /// Who is on duty; only for a filing, or where asked for.
    pub on_duty: Vec<Receiver>,
    /// The last number given in that year; only for a filing.
    pub last_serial: u32,
    /// The merchants' accounts.
    pub merchants: HashMap<MerchantId, MerchantRow>,
    /// Every transaction of these merchants, oldest first of each.
    pub ledger: Ledger,
}

impl Found {
    /// What was asked for afterwards: other cases, and the money of other merchants.
    pub fn join(&mut self, other: Self) {
        self.cases.extend(other.cases);
        self.merchants.extend(other.merchants);
        self.ledger.transactions.extend(other.ledger.transactions);
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
    /// When somebody must next be told that a clock runs out.
    pub warn_at: Option<Moment>,
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
    /// Cases to which nothing happened, with when their clocks are to be looked at next.
    pub warn_rescheduled: Vec<(CaseId, Option<Moment>)>,
    /// Cases that leave the staff's scope, at the newest place.
    pub gone: Vec<CaseId>,
    /// New claim codes.
    pub claims: Vec<(ClaimHash, CaseId)>,
    /// The last number given.
    pub last_number: Option<CaseNumber>,
    /// Whose work changed.
    pub work: HashMap<StaffId, WorkChange>,
    /// New merchants, and those whose money moved.
    pub merchants: HashMap<MerchantId, MerchantRow>,
    /// What was posted, in order.
    pub money: Vec<NewTransaction>,
}
