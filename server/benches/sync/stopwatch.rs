//! Where the time of a push goes: a store around the server's own that looks at the clock.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use domain::calendar::Arrangement;
use domain::case::Case;
use domain::goods::Traced;
use domain::ids::{CaseId, CaseNumber, MerchantId, PointId, StaffId};
use domain::moment::{Day, Moment};
use domain::roster::Plan;
use server::service::Caller;
use server::store::entities::{
    Census, Changes, EntityKey, FigureSum, Found, FundRead, NewEvent, NewNotice, NewPoint, Point, RosterRow, Scope,
    ScopeRead, StoredEntity, SyncBatch, Turn, Waiting, Wanted, WantedFigures, WrongSum,
};
use server::store::unread::{UnreadStore, UnreadTotal};
use server::store::{StoreError, SyncStore};
use sync::protocol::{Discarded, Epoch, QuarantinedOp, Review, Seq};
use uuid::Uuid;

use crate::Result;
use crate::mall::Mall;
use crate::samples::percentile;

/// Pushes that are looked at, after as many that are not.
const PUSHES: usize = 500;

type Stored<T> = std::result::Result<T, StoreError>;

/// The steps of a transaction, as they took.
type Steps = Arc<Mutex<Vec<(&'static str, Duration)>>>;

/// Pushes one operation after another; the median microseconds of each step, and of what remains beside them.
pub(crate) async fn one_push(folder: &Path) -> Result<Vec<(&'static str, f64)>> {
    let steps = Steps::default();
    let noted = Arc::clone(&steps);
    let around = |store| Arc::new(Stopwatch { store: Arc::new(store), steps: noted }) as Arc<dyn SyncStore>;
    let mut mall = Mall::over(&folder.join("stopwatch.db"), around).await?;
    let mut whole = Vec::new();
    for place in 0..2 * PUSHES {
        if place == PUSHES {
            steps.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
        let request = mall.filing(1);
        let begun = Instant::now();
        mall.service.push(request, Caller::Public).await?;
        if place >= PUSHES {
            whole.push(micros(begun.elapsed()));
        }
    }
    mall.store.close().await;
    let noted = steps.lock().unwrap_or_else(PoisonError::into_inner);
    let median = |name| {
        let of_step: Vec<f64> = noted.iter().filter(|(step, _)| *step == name).map(|(_, took)| micros(*took)).collect();
        (name, percentile(&of_step, 50))
    };
    let mut all: Vec<_> = ["begin, read the point", "find", "write", "commit"].into_iter().map(median).collect();
    let whole = percentile(&whole, 50);
    all.push(("decide, JSON, threads", whole - all.iter().map(|(_, took)| took).sum::<f64>()));
    all.push(("whole push", whole));
    Ok(all)
}

fn micros(took: Duration) -> f64 {
    took.as_secs_f64() * 1e6
}

#[derive(Debug)]
struct Stopwatch {
    store: Arc<dyn SyncStore>,
    steps: Steps,
}

struct TimedBatch {
    batch: Box<dyn SyncBatch>,
    steps: Steps,
}

async fn timed<T>(steps: &Steps, name: &'static str, step: impl Future<Output = T> + Send) -> T {
    let begun = Instant::now();
    let done = step.await;
    steps.lock().unwrap_or_else(PoisonError::into_inner).push((name, begun.elapsed()));
    done
}

#[async_trait]
impl SyncBatch for TimedBatch {
    fn point(&self) -> Point {
        self.batch.point()
    }

    async fn find(&mut self, wanted: &Wanted) -> Stored<Found> {
        timed(&self.steps, "find", self.batch.find(wanted)).await
    }

    async fn warn_by(&mut self, now: Moment, most: u32) -> Stored<Vec<CaseId>> {
        self.batch.warn_by(now, most).await
    }

    async fn ended_before(&mut self, before: Moment, most: u32) -> Stored<Vec<CaseId>> {
        self.batch.ended_before(before, most).await
    }

    async fn unowned(&mut self, after: Option<Waiting>, most: u32) -> Stored<Vec<Waiting>> {
        self.batch.unowned(after, most).await
    }

    async fn roster_due(&mut self, now: Moment) -> Stored<Vec<RosterRow>> {
        self.batch.roster_due(now).await
    }

    async fn keep_plan(&mut self, plan: (StaffId, &Plan), by: StaffId, at: Moment) -> Stored<bool> {
        self.batch.keep_plan(plan, by, at).await
    }

    async fn turn(&mut self, turn: &Turn) -> Stored<()> {
        self.batch.turn(turn).await
    }

    async fn write(&mut self, changes: &Changes) -> Stored<()> {
        timed(&self.steps, "write", self.batch.write(changes)).await
    }

    async fn commit(self: Box<Self>) -> Stored<()> {
        timed(&self.steps, "commit", self.batch.commit()).await
    }
}

#[async_trait]
impl UnreadStore for Stopwatch {
    async fn unread(&self, point: PointId) -> Stored<UnreadTotal> {
        self.store.unread(point).await
    }

    async fn unbound_bytes(&self, point: PointId) -> Stored<u64> {
        self.store.unbound_bytes(point).await
    }

    async fn discard(&self, point: PointId, id: Uuid, what: Discarded) -> Stored<Option<Discarded>> {
        self.store.discard(point, id, what).await
    }

    async fn discards(&self, point: PointId, most: u32) -> Stored<Vec<Discarded>> {
        self.store.discards(point, most).await
    }
}

#[async_trait]
impl SyncStore for Stopwatch {
    async fn open_point(&self, point: &NewPoint) -> Stored<Point> {
        self.store.open_point(point).await
    }

    async fn posted(&self, point: PointId, notice: &str) -> Stored<Vec<NewNotice>> {
        self.store.posted(point, notice).await
    }

    async fn point(&self, point: PointId) -> Stored<Point> {
        self.store.point(point).await
    }

    async fn begin(&self, point: PointId) -> Stored<Box<dyn SyncBatch>> {
        let batch = timed(&self.steps, "begin, read the point", self.store.begin(point)).await?;
        Ok(Box::new(TimedBatch { batch, steps: Arc::clone(&self.steps) }))
    }

    async fn read_scope(
        &self,
        point: PointId,
        scope: &Scope,
        since: &(dyn for<'a> Fn(&'a Point) -> Seq + Sync),
        limit: usize,
    ) -> Stored<ScopeRead> {
        self.store.read_scope(point, scope, since, limit).await
    }

    async fn begin_epoch(&self, point: PointId, old: Epoch, new: Epoch, at: Moment) -> Stored<Point> {
        self.store.begin_epoch(point, old, new, at).await
    }

    async fn fund(&self, point: PointId) -> Stored<FundRead> {
        self.store.fund(point).await
    }

    async fn quarantine(&self, point: PointId, most: u32) -> Stored<Vec<QuarantinedOp>> {
        self.store.quarantine(point, most).await
    }

    async fn review(&self, point: PointId, what: &Review, by: StaffId, at: Moment) -> Stored<()> {
        self.store.review(point, what, by, at).await
    }

    async fn census(&self, point: PointId) -> Stored<Census> {
        self.store.census(point).await
    }

    async fn cases_of(&self, point: PointId, merchants: &[MerchantId]) -> Stored<Vec<Case>> {
        self.store.cases_of(point, merchants).await
    }

    async fn newest_cases(&self, point: PointId, most: u32) -> Stored<Vec<Case>> {
        self.store.newest_cases(point, most).await
    }

    async fn archived_of(&self, point: PointId, phone: &str, most: u32) -> Stored<Vec<Case>> {
        self.store.archived_of(point, phone, most).await
    }

    async fn trace_goods(&self, point: PointId, sought: &str, most: usize) -> Stored<Traced> {
        self.store.trace_goods(point, sought, most).await
    }

    async fn fill_goods_lines(&self, point: PointId, most: u32) -> Stored<bool> {
        self.store.fill_goods_lines(point, most).await
    }

    async fn fill_phones(&self, point: PointId, most: u32) -> Stored<bool> {
        self.store.fill_phones(point, most).await
    }

    async fn numbered(&self, point: PointId, number: CaseNumber) -> Stored<Option<Case>> {
        self.store.numbered(point, number).await
    }

    async fn roster(&self, point: PointId) -> Stored<Vec<(StaffId, Plan)>> {
        self.store.roster(point).await
    }

    async fn workdays(&self, point: PointId) -> Stored<Vec<(i32, Arrangement)>> {
        self.store.workdays(point).await
    }

    async fn keep_workdays(&self, point: PointId, year: (i32, &Arrangement), by: StaffId, at: Moment) -> Stored<()> {
        self.store.keep_workdays(point, year, by, at).await
    }

    async fn entities(&self, point: PointId, after: Option<EntityKey>, most: u32) -> Stored<Vec<StoredEntity>> {
        self.store.entities(point, after, most).await
    }

    async fn events(&self, point: PointId, key: EntityKey) -> Stored<Vec<NewEvent>> {
        self.store.events(point, key).await
    }

    async fn wrong_sums(&self, point: PointId) -> Stored<Vec<WrongSum>> {
        self.store.wrong_sums(point).await
    }

    async fn repair_sums(&self, point: PointId) -> Stored<usize> {
        self.store.repair_sums(point).await
    }

    async fn figures(&self, point: PointId, wanted: &[WantedFigures]) -> Stored<Vec<Vec<FigureSum>>> {
        self.store.figures(point, wanted).await
    }

    async fn figures_since(&self, point: PointId) -> Stored<Option<Day>> {
        self.store.figures_since(point).await
    }

    async fn figures_hold(&self, point: PointId) -> Stored<bool> {
        self.store.figures_hold(point).await
    }

    async fn count_figures(&self, point: PointId) -> Stored<()> {
        self.store.count_figures(point).await
    }
}
