//! What is kept about cases besides the entity: claim codes, numbers, who has how many, and when clocks are checked.

use std::collections::HashMap;
use std::fmt;

use domain::ids::{CaseId, CaseNumber, MerchantId, StaffId};
use domain::moment::Moment;
use domain::role::Role;
use sync::protocol::Seq;

/// The keyed hash of a claim code: all that is ever stored of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClaimHash(pub [u8; 32]);

impl fmt::Debug for ClaimHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClaimHash(…)")
    }
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

/// What operations on cases want to know.
#[derive(Clone, Debug, Default)]
pub struct WantedOfCases {
    /// Claim codes they come with.
    pub claims: Vec<ClaimHash>,
    /// Where a case may be filed: the year of its number.
    pub filing_in: Option<i32>,
    /// Where a case may be given to somebody without being filed.
    pub on_duty: bool,
}

/// What is known of it.
#[derive(Clone, Debug, Default)]
pub struct FoundOfCases {
    /// Whose claim codes they are.
    pub claims: HashMap<ClaimHash, CaseId>,
    /// Who is on duty; only for a filing, or where asked for.
    pub on_duty: Vec<Receiver>,
    /// The last number given in that year; only for a filing.
    pub last_serial: u32,
}

/// How somebody's work changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkChange {
    /// More (or fewer) open cases.
    pub open_cases: i64,
    /// The place at which they were given a case; 0 for none in this batch.
    pub last_assigned: Seq,
}

/// By what a case is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseIndexRow {
    /// Its number.
    pub number: Option<CaseNumber>,
    /// 首问人.
    pub first_receiver: Option<StaffId>,
    /// Who works on it.
    pub assignee: Option<StaffId>,
    /// When the server received it.
    pub received_at: Option<Moment>,
    /// Since when nobody has to do anything.
    pub closed_at: Option<Moment>,
    /// When somebody must next be told that a clock runs out.
    pub warn_at: Option<Moment>,
    /// The telephone number of whoever filed it, in digits; empty where it has none.
    pub phone: String,
    /// The merchant's file to which it is linked.
    pub merchant: Option<MerchantId>,
}

/// What a batch writes about cases besides the entities.
#[derive(Clone, Debug, Default)]
pub struct CaseWrites {
    /// By what the changed ones are found.
    pub index: HashMap<CaseId, CaseIndexRow>,
    /// Cases to which nothing happened, with when their clocks are checked next.
    pub warn_rescheduled: Vec<(CaseId, Option<Moment>)>,
    /// New claim codes.
    pub claims: Vec<(ClaimHash, CaseId)>,
    /// The last number given.
    pub last_number: Option<CaseNumber>,
    /// Whose work changed.
    pub work: HashMap<StaffId, WorkChange>,
}
