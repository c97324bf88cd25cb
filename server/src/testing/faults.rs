//! A store that loses its connection when it hurts most.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::calendar::Arrangement;
use domain::case::Case;
use domain::goods::Traced;
use domain::ids::{CaseId, CaseNumber, MerchantId, PointId, StaffId};
use domain::moment::{Day, Moment};
use domain::roster::Plan;
use sync::protocol::{Discarded, Epoch, QuarantinedOp, Review, Seq};
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::store::entities::{
    Census, Changes, EntityKey, FigureSum, Found, FundRead, NewEvent, NewNotice, NewPoint, Point, RosterRow, Scope,
    ScopeRead, StoredEntity, SyncBatch, Turn, Waiting, Wanted, WantedFigures, WrongSum,
};
use crate::store::reseal::Reseal;
use crate::store::unread::{UnreadStore, UnreadTotal};
use crate::store::{StoreError, SyncStore};

/// When it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crash {
    /// Everything is written, nothing is committed: it has never been.
    BeforeCommit,
    /// It is stored, and nobody is told.
    AfterCommit,
}

/// A store around another that crashes at the next commits, as often as was asked for.
#[derive(Clone, Debug)]
pub struct FaultyStore {
    inner: Arc<dyn SyncStore>,
    crashes: Arc<Mutex<Vec<Crash>>>,
    holds: Arc<Mutex<Vec<oneshot::Receiver<()>>>>,
}

impl FaultyStore {
    /// Around a store; it works until [`FaultyStore::crash_next`] or [`FaultyStore::hold_next`].
    #[must_use]
    pub fn around(inner: Arc<dyn SyncStore>) -> Self {
        Self { inner, crashes: Arc::default(), holds: Arc::default() }
    }

    /// The next commit that is not held yet waits, everything written, until it is told to go on.
    #[must_use]
    pub fn hold_next(&self) -> oneshot::Sender<()> {
        let (go_on, held) = oneshot::channel();
        self.holds.lock().unwrap_or_else(PoisonError::into_inner).insert(0, held);
        go_on
    }

    /// Crashes at the next commit that has no crash yet.
    pub fn crash_next(&self, crash: Crash) {
        self.crashes.lock().unwrap_or_else(PoisonError::into_inner).insert(0, crash);
    }
}

#[async_trait]
impl UnreadStore for FaultyStore {
    async fn unread(&self, point: PointId) -> Result<UnreadTotal, StoreError> {
        self.inner.unread(point).await
    }

    async fn unbound_bytes(&self, point: PointId) -> Result<u64, StoreError> {
        self.inner.unbound_bytes(point).await
    }

    async fn discard(&self, point: PointId, id: Uuid, what: Discarded) -> Result<Option<Discarded>, StoreError> {
        self.inner.discard(point, id, what).await
    }

    async fn discards(&self, point: PointId, most: u32) -> Result<Vec<Discarded>, StoreError> {
        self.inner.discards(point, most).await
    }
}

#[async_trait]
impl SyncStore for FaultyStore {
    async fn open_point(&self, point: &NewPoint) -> Result<Point, StoreError> {
        self.inner.open_point(point).await
    }

    async fn posted(&self, point: PointId, notice: &str) -> Result<Vec<NewNotice>, StoreError> {
        self.inner.posted(point, notice).await
    }

    async fn point(&self, point: PointId) -> Result<Point, StoreError> {
        self.inner.point(point).await
    }

    async fn begin(&self, point: PointId) -> Result<Box<dyn SyncBatch>, StoreError> {
        let (crashes, holds) = (Arc::clone(&self.crashes), Arc::clone(&self.holds));
        Ok(Box::new(FaultyBatch { inner: self.inner.begin(point).await?, crashes, holds }))
    }

    async fn read_scope(
        &self,
        point: PointId,
        scope: &Scope,
        since: &(dyn for<'a> Fn(&'a Point) -> Seq + Sync),
        limit: usize,
    ) -> Result<ScopeRead, StoreError> {
        self.inner.read_scope(point, scope, since, limit).await
    }

    async fn begin_epoch(&self, point: PointId, old: Epoch, new: Epoch, at: Moment) -> Result<Point, StoreError> {
        self.inner.begin_epoch(point, old, new, at).await
    }

    async fn fund(&self, point: PointId) -> Result<FundRead, StoreError> {
        self.inner.fund(point).await
    }

    async fn quarantine(&self, point: PointId, most: u32) -> Result<Vec<QuarantinedOp>, StoreError> {
        self.inner.quarantine(point, most).await
    }

    async fn review(&self, point: PointId, what: &Review, by: StaffId, at: Moment) -> Result<(), StoreError> {
        self.inner.review(point, what, by, at).await
    }

    async fn workdays(&self, point: PointId) -> Result<Vec<(i32, Arrangement)>, StoreError> {
        self.inner.workdays(point).await
    }

    async fn keep_workdays(
        &self,
        point: PointId,
        year: (i32, &Arrangement),
        by: StaffId,
        at: Moment,
    ) -> Result<(), StoreError> {
        self.inner.keep_workdays(point, year, by, at).await
    }

    async fn census(&self, point: PointId) -> Result<Census, StoreError> {
        self.inner.census(point).await
    }

    async fn cases_of(&self, point: PointId, merchants: &[MerchantId]) -> Result<Vec<Case>, StoreError> {
        self.inner.cases_of(point, merchants).await
    }

    async fn newest_cases(&self, point: PointId, most: u32) -> Result<Vec<Case>, StoreError> {
        self.inner.newest_cases(point, most).await
    }

    async fn archived_of(&self, point: PointId, phone: &str, most: u32) -> Result<Vec<Case>, StoreError> {
        self.inner.archived_of(point, phone, most).await
    }

    async fn trace_goods(&self, point: PointId, sought: &str, most: usize) -> Result<Traced, StoreError> {
        self.inner.trace_goods(point, sought, most).await
    }

    async fn fill_goods_lines(&self, point: PointId, most: u32) -> Result<bool, StoreError> {
        self.inner.fill_goods_lines(point, most).await
    }

    async fn reseal(&self, point: PointId, from: Reseal, most: u32) -> Result<Reseal, StoreError> {
        self.inner.reseal(point, from, most).await
    }

    async fn fill_phones(&self, point: PointId, most: u32) -> Result<bool, StoreError> {
        self.inner.fill_phones(point, most).await
    }

    async fn numbered(&self, point: PointId, number: CaseNumber) -> Result<Option<Case>, StoreError> {
        self.inner.numbered(point, number).await
    }

    async fn roster(&self, point: PointId) -> Result<Vec<(StaffId, Plan)>, StoreError> {
        self.inner.roster(point).await
    }

    async fn entities(
        &self,
        point: PointId,
        after: Option<EntityKey>,
        most: u32,
    ) -> Result<Vec<StoredEntity>, StoreError> {
        self.inner.entities(point, after, most).await
    }

    async fn events(&self, point: PointId, key: EntityKey) -> Result<Vec<NewEvent>, StoreError> {
        self.inner.events(point, key).await
    }

    async fn wrong_sums(&self, point: PointId) -> Result<Vec<WrongSum>, StoreError> {
        self.inner.wrong_sums(point).await
    }

    async fn repair_sums(&self, point: PointId) -> Result<usize, StoreError> {
        self.inner.repair_sums(point).await
    }

    async fn figures(&self, point: PointId, wanted: &[WantedFigures]) -> Result<Vec<Vec<FigureSum>>, StoreError> {
        self.inner.figures(point, wanted).await
    }

    async fn figures_since(&self, point: PointId) -> Result<Option<Day>, StoreError> {
        self.inner.figures_since(point).await
    }

    async fn figures_hold(&self, point: PointId) -> Result<bool, StoreError> {
        self.inner.figures_hold(point).await
    }

    async fn count_figures(&self, point: PointId) -> Result<(), StoreError> {
        self.inner.count_figures(point).await
    }
}

struct FaultyBatch {
    inner: Box<dyn SyncBatch>,
    crashes: Arc<Mutex<Vec<Crash>>>,
    holds: Arc<Mutex<Vec<oneshot::Receiver<()>>>>,
}

#[async_trait]
impl SyncBatch for FaultyBatch {
    fn point(&self) -> Point {
        self.inner.point()
    }

    async fn find(&mut self, wanted: &Wanted) -> Result<Found, StoreError> {
        self.inner.find(wanted).await
    }

    async fn warn_by(&mut self, now: Moment, most: u32) -> Result<Vec<CaseId>, StoreError> {
        self.inner.warn_by(now, most).await
    }

    async fn ended_before(&mut self, before: Moment, most: u32) -> Result<Vec<CaseId>, StoreError> {
        self.inner.ended_before(before, most).await
    }

    async fn unowned(&mut self, after: Option<Waiting>, most: u32) -> Result<Vec<Waiting>, StoreError> {
        self.inner.unowned(after, most).await
    }

    async fn roster_due(&mut self, now: Moment) -> Result<Vec<RosterRow>, StoreError> {
        self.inner.roster_due(now).await
    }

    async fn keep_plan(&mut self, plan: (StaffId, &Plan), by: StaffId, at: Moment) -> Result<bool, StoreError> {
        self.inner.keep_plan(plan, by, at).await
    }

    async fn turn(&mut self, turn: &Turn) -> Result<(), StoreError> {
        self.inner.turn(turn).await
    }

    async fn write(&mut self, changes: &Changes) -> Result<(), StoreError> {
        self.inner.write(changes).await
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        let held = self.holds.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(held) = held {
            // Whoever held it may be gone; then it goes on.
            let _ = held.await;
        }
        let crash = self.crashes.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if crash != Some(Crash::BeforeCommit) {
            self.inner.commit().await?;
        }
        crash.map_or(Ok(()), |crash| Err(StoreError::Failed(format!("a crash on purpose, {crash:?}"))))
    }
}
