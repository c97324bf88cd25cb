//! What a caller may read, at one moment.

use domain::case::Case;
use domain::ids::CaseId;
use sync::protocol::{Seq, StaffMember};

use super::{ClaimHash, MerchantRow, Point};

/// What a caller may read.
#[derive(Clone, Debug)]
pub enum Scope {
    /// The cases of these claim codes.
    Claims(Vec<ClaimHash>),
    /// The cases of the contact point that are open or ended lately, and its staff.
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
    /// Cases that left the scope after it, each with the place at which it did; in a scope of staff only. Where
    /// everything is read from the start there was nothing that they could leave.
    pub gone: Vec<(Seq, CaseId)>,
    /// All staff, for names; in a scope of staff also as entities.
    pub staff: Vec<StaffRow>,
    /// All merchants; in a scope of staff only.
    pub merchants: Vec<MerchantRow>,
    /// Every case of the scope with its revision, where `cases` is all that changed.
    pub revisions: Option<Vec<(CaseId, u64)>>,
    /// The places of claim codes that nobody has.
    pub unknown_claims: Vec<usize>,
}
