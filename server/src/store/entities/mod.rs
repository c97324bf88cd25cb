//! What is kept of everything that syncs: operations with their receipts, the event log, entities as they stand with a
//! running sum of each kind, and what single kinds keep besides.

mod batch;
mod case;
mod feed;
mod figures;
mod fund;
mod goods;
mod roster;
mod scope;

use std::fmt;

use async_trait::async_trait;
use domain::calendar::Arrangement;
use domain::case::{Case, Record};
use domain::goods::Traced;
use domain::ids::{CaseId, CaseNumber, MerchantId, PointId, StaffId};
use domain::moment::{Day, Moment};
use domain::roster::Plan;
use sync::protocol::{Epoch, QuarantinedOp, Review, Seq};

use super::StoreError;
use super::reseal::Reseal;
use super::unread::UnreadStore;

pub use batch::{
    Changes, Entity, EntityChange, EntityKey, EntityState, Found, NewEvent, NewOp, NewQuarantine, StoredReceipt, Wanted,
};
pub use case::{CaseIndexRow, CaseWrites, ClaimHash, FoundOfCases, Receiver, Waiting, WantedOfCases, WorkChange};
pub use feed::{FoundOfFeed, NewFeedLines, WantedOfFeed};
pub use figures::{Along, FigureSum, FigureWrites, WantedFigures};
pub use fund::{FoundOfFund, FundRead, FundWrites, NewTransaction, WantedOfFund};
pub use goods::{FoundOfGoods, WantedOfGoods};
pub use roster::{RosterRow, Turn};
pub use scope::{BOARD, ClaimedCase, RunningSum, Scope, ScopeRead, StoredEntity, wire_id};

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
    /// The board as devices get it, as JSON.
    pub board: String,
    /// The documents behind that hash.
    pub notices: Vec<NewNotice>,
    /// Now.
    pub at: Moment,
}

/// A document to be posted.
#[derive(Clone, Debug)]
pub struct NewNotice {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// The field's term for what it is.
    pub kind: String,
    /// The first day on which it holds.
    pub effective_from: Day,
    /// The document as devices get it, as JSON.
    pub body: String,
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
}

/// A kind whose running sum is not what its entities add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongSum {
    /// Which.
    pub kind: String,
    /// As kept.
    pub kept: RunningSum,
    /// As counted.
    pub counted: RunningSum,
}

/// What is open, and what waits for a person.
#[derive(Clone, Debug, Default)]
pub struct Census {
    /// Cases that have not ended; those that only a later version reads are left out.
    pub open: Vec<Case>,
    /// How much was set aside that nobody has looked at.
    pub aside: i64,
}

/// Keeps what syncs.
#[async_trait]
pub trait SyncStore: UnreadStore + fmt::Debug + Send + Sync {
    /// Makes the contact point where there is none, and counts the board's revision up where its content changed.
    async fn open_point(&self, point: &NewPoint) -> Result<Point, StoreError>;

    /// Every version of a document that hung at the contact point, oldest first.
    async fn posted(&self, point: PointId, notice: &str) -> Result<Vec<NewNotice>, StoreError>;

    /// The contact point as it stands.
    async fn point(&self, point: PointId) -> Result<Point, StoreError>;

    /// Begins a batch: from here on nobody else writes to that contact point until it is committed or dropped.
    async fn begin(&self, point: PointId) -> Result<Box<dyn SyncBatch>, StoreError>;

    /// Reads a scope in one snapshot. `since` says from where, once the point is known; at most `limit` and one more
    /// entities are read.
    async fn read_scope(
        &self,
        point: PointId,
        scope: &Scope,
        since: &(dyn for<'a> Fn(&'a Point) -> Seq + Sync),
        limit: usize,
    ) -> Result<ScopeRead, StoreError>;

    /// Begins a new life in place of `old`; no effect where another has begun already.
    async fn begin_epoch(&self, point: PointId, old: Epoch, new: Epoch, at: Moment) -> Result<Point, StoreError>;

    /// Counts every entity, and says which running sums differ. Dear: it reads every row.
    async fn wrong_sums(&self, point: PointId) -> Result<Vec<WrongSum>, StoreError>;

    /// Puts what the entities add up to in place of the running sums; says of how many kinds they differed.
    async fn repair_sums(&self, point: PointId) -> Result<usize, StoreError>;

    /// What the cases add up to, all in one snapshot, in the order in which it was asked for.
    async fn figures(&self, point: PointId, wanted: &[WantedFigures]) -> Result<Vec<Vec<FigureSum>>, StoreError>;

    /// The first day of which there are any.
    async fn figures_since(&self, point: PointId) -> Result<Option<Day>, StoreError>;

    /// Whether the figures are what the cases add up to. Dear: it reads every case.
    async fn figures_hold(&self, point: PointId) -> Result<bool, StoreError>;

    /// Puts what the cases add up to in place of the figures.
    async fn count_figures(&self, point: PointId) -> Result<(), StoreError>;

    /// The whole deposit pool in one snapshot.
    async fn fund(&self, point: PointId) -> Result<FundRead, StoreError>;

    /// What was quarantined, the newest first; at most so much.
    async fn quarantine(&self, point: PointId, most: u32) -> Result<Vec<QuarantinedOp>, StoreError>;

    /// What is open now, in one snapshot.
    async fn census(&self, point: PointId) -> Result<Census, StoreError>;

    /// Somebody has reviewed something that was quarantined; whoever was first stays.
    async fn review(&self, point: PointId, what: &Review, by: StaffId, at: Moment) -> Result<(), StoreError>;

    /// Years of working days that were entered here.
    async fn workdays(&self, point: PointId) -> Result<Vec<(i32, Arrangement)>, StoreError>;

    /// Keeps a year of working days, in place of what was entered for it before.
    async fn keep_workdays(
        &self,
        point: PointId,
        year: (i32, &Arrangement),
        by: StaffId,
        at: Moment,
    ) -> Result<(), StoreError>;

    /// Every member's plan.
    async fn roster(&self, point: PointId) -> Result<Vec<(StaffId, Plan)>, StoreError>;

    /// Cases of a telephone number that have left the tablets, the newest first; at most so many.
    async fn archived_of(&self, point: PointId, phone: &str, most: u32) -> Result<Vec<Case>, StoreError>;

    /// The cases that were received last, the newest first; at most so many.
    async fn newest_cases(&self, point: PointId, most: u32) -> Result<Vec<Case>, StoreError>;

    /// Every case that is linked to one of those merchants' files, the newest of each first.
    async fn cases_of(&self, point: PointId, merchants: &[MerchantId]) -> Result<Vec<Case>, StoreError>;

    /// Lots that are found by words as a search compares them, at most so many.
    async fn trace_goods(&self, point: PointId, sought: &str, most: usize) -> Result<Traced, StoreError>;

    /// Notes by which lines goods are found that are older than that; true while there may be more.
    async fn fill_goods_lines(&self, point: PointId, most: u32) -> Result<bool, StoreError>;

    /// Puts a page of what people wrote under the newest data key; the next page begins where it says.
    async fn reseal(&self, point: PointId, from: Reseal, most: u32) -> Result<Reseal, StoreError>;

    /// Notes by which number cases are found that are older than that; true while there may be more.
    async fn fill_phones(&self, point: PointId, most: u32) -> Result<bool, StoreError>;

    /// The case of a number.
    async fn numbered(&self, point: PointId, number: CaseNumber) -> Result<Option<Case>, StoreError>;

    /// Entities of every kind in the order of their names, behind one of them; at most so many. Kinds that only a later version
    /// knows are left out.
    async fn entities(
        &self,
        point: PointId,
        after: Option<EntityKey>,
        most: u32,
    ) -> Result<Vec<StoredEntity>, StoreError>;

    /// Everything that happened to an entity, oldest first, as JSON of its kind.
    async fn events(&self, point: PointId, key: EntityKey) -> Result<Vec<NewEvent>, StoreError>;

    /// Everything that happened to a case, oldest first.
    async fn history(&self, point: PointId, case: CaseId) -> Result<Vec<Record>, StoreError> {
        let events = self.events(point, EntityKey { kind: domain::case::KIND.name, id: case.0 }).await?;
        let record = |new: NewEvent| {
            let NewEvent { rev, at, made_at, by, event, .. } = new;
            Ok(Record { rev, at, made_at, by, event: serde_json::from_str(&event)? })
        };
        events.into_iter().map(record).collect()
    }
}

/// A batch of operations under the contact point's lock. Dropped without [`SyncBatch::commit`], it has never been.
#[async_trait]
pub trait SyncBatch: Send {
    /// The contact point as it stands under the lock.
    fn point(&self) -> Point;

    /// What has to be known.
    async fn find(&mut self, wanted: &Wanted) -> Result<Found, StoreError>;

    /// Open cases that nobody has, or somebody whose account is closed or who is absent: at most so many, longest waiting
    /// first, of those that come after one that was read before.
    async fn unowned(&mut self, after: Option<Waiting>, most: u32) -> Result<Vec<Waiting>, StoreError>;

    /// Plans that are to be looked at by now.
    async fn roster_due(&mut self, now: Moment) -> Result<Vec<RosterRow>, StoreError>;

    /// Keeps a plan in place of the one before, to be looked at; an empty one is none. False where there is no such member.
    async fn keep_plan(&mut self, plan: (StaffId, &Plan), by: StaffId, at: Moment) -> Result<bool, StoreError>;

    /// Notes what a look at a plan led to.
    async fn turn(&mut self, turn: &Turn) -> Result<(), StoreError>;

    /// Cases in the staff's scope that ended before that moment, longest ended first; at most so many.
    async fn ended_before(&mut self, before: Moment, most: u32) -> Result<Vec<CaseId>, StoreError>;

    /// Cases of which somebody must be told by now that a clock runs out, longest due first; at most so many.
    async fn warn_by(&mut self, now: Moment, most: u32) -> Result<Vec<CaseId>, StoreError>;

    /// Writes everything.
    async fn write(&mut self, changes: &Changes) -> Result<(), StoreError>;

    /// For good.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}
