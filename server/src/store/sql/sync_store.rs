//! What syncs: a batch is read with a few statements, decided in memory and written with a few more.

use super::tx::Tx;
use async_trait::async_trait;
use domain::calendar::Arrangement;
use domain::case::Case;
use domain::goods::Traced;
use domain::ids::{CaseId, CaseNumber, MerchantId, PointId, StaffId};
use domain::moment::{Day, Moment};
use domain::roster::Plan;
use sqlx::Row;
use sync::protocol::{Epoch, OpId, QuarantinedOp, Review, Seq};
use tracing::warn;

use super::engine::{DbRow, Store, forgotten, lock, storable};
use super::kinds::{case, figures, fund, goods};
use super::rows::column;
use super::rows::{point, read, unsigned};
use super::{entities, find, notices, pull, quarantine, reseal, roster, workdays, write};
use crate::store::StoreError;
use crate::store::entities::{
    Census, Changes, EntityKey, FigureSum, Found, FundRead, NewEvent, NewNotice, NewPoint, Point, RosterRow, Scope,
    ScopeRead, StoredEntity, SyncBatch, SyncStore, Turn, Waiting, Wanted, WantedFigures, WrongSum,
};
use crate::store::reseal::Reseal;

#[async_trait]
impl SyncStore for Store {
    async fn open_point(&self, new: &NewPoint) -> Result<Point, StoreError> {
        const INSERT: &str = "INSERT INTO points (point_id, name, epoch, epoch_since, head_seq, board_hash, created_at) \
                              VALUES ($1, $2, $3, $4, 0, $5, $4) ON CONFLICT DO NOTHING";
        let mut tx = self.begin_write(new.id).await?;
        let none: &[u8] = &[];
        let insert = sqlx::query(INSERT)
            .bind(new.id.0)
            .bind(storable(&new.name))
            .bind(new.epoch.0)
            .bind(new.at.millis())
            .bind(none);
        insert.execute(&mut *tx).await?;
        lock(&mut tx, new.id).await?;
        sqlx::query("UPDATE points SET name = $2 WHERE point_id = $1 AND name <> $2")
            .bind(new.id.0)
            .bind(storable(&new.name))
            .execute(&mut *tx)
            .await?;
        // After a migration they are counted once.
        if entities::kept_sums(&mut tx, new.id).await?.is_empty() {
            let counted = entities::counted_sums(&mut tx, new.id).await?;
            entities::replace_sums(&mut tx, new.id, counted).await?;
        }
        figures::count_once(&mut tx, new.id).await?;
        notices::post_board(&mut tx, new).await?;
        let opened = point(&mut tx, new.id).await?;
        tx.commit().await?;
        Ok(opened)
    }

    async fn posted(&self, id: PointId, notice: &str) -> Result<Vec<NewNotice>, StoreError> {
        let mut tx = self.begin_read().await?;
        notices::posted(&mut tx, id, notice).await
    }

    async fn point(&self, id: PointId) -> Result<Point, StoreError> {
        let mut tx = self.begin_read().await?;
        point(&mut tx, id).await
    }

    async fn begin(&self, id: PointId) -> Result<Box<dyn SyncBatch>, StoreError> {
        let mut tx = self.begin_write(id).await?;
        let locked = point(&mut tx, id).await?;
        Ok(Box::new(Batch { tx, id, point: locked }))
    }

    async fn read_scope(
        &self,
        id: PointId,
        scope: &Scope,
        since: &(dyn for<'a> Fn(&'a Point) -> Seq + Sync),
        limit: usize,
    ) -> Result<ScopeRead, StoreError> {
        let mut tx = self.begin_read().await?;
        pull::scope(&mut tx, id, scope, since, limit).await
    }

    async fn wrong_sums(&self, id: PointId) -> Result<Vec<WrongSum>, StoreError> {
        let mut tx = self.begin_read().await?;
        wrong(&mut tx, id).await
    }

    async fn repair_sums(&self, id: PointId) -> Result<usize, StoreError> {
        let mut tx = self.begin_write(id).await?;
        let wrong = wrong(&mut tx, id).await?.len();
        if wrong > 0 {
            let counted = entities::counted_sums(&mut tx, id).await?;
            entities::replace_sums(&mut tx, id, counted).await?;
            tx.commit().await?;
        }
        Ok(wrong)
    }

    async fn figures(&self, id: PointId, wanted: &[WantedFigures]) -> Result<Vec<Vec<FigureSum>>, StoreError> {
        let mut tx = self.begin_read().await?;
        let mut all = Vec::with_capacity(wanted.len());
        for one in wanted {
            all.push(figures::sums(&mut tx, id, one).await?);
        }
        Ok(all)
    }

    async fn figures_since(&self, id: PointId) -> Result<Option<Day>, StoreError> {
        let mut tx = self.begin_read().await?;
        figures::since(&mut tx, id).await
    }

    async fn figures_hold(&self, id: PointId) -> Result<bool, StoreError> {
        let mut tx = self.begin_read().await?;
        figures::hold(&mut tx, id).await
    }

    async fn count_figures(&self, id: PointId) -> Result<(), StoreError> {
        let mut tx = self.begin_write(id).await?;
        figures::count_anew(&mut tx, id).await?;
        tx.commit().await
    }

    async fn begin_epoch(&self, id: PointId, old: Epoch, new: Epoch, at: Moment) -> Result<Point, StoreError> {
        const SQL: &str = "UPDATE points SET epoch = $3, epoch_since = $4 WHERE point_id = $1 AND epoch = $2";
        let mut tx = self.begin_write(id).await?;
        sqlx::query(SQL).bind(id.0).bind(old.0).bind(new.0).bind(at.millis()).execute(&mut *tx).await?;
        let begun = point(&mut tx, id).await?;
        tx.commit().await?;
        Ok(begun)
    }

    async fn fund(&self, id: PointId) -> Result<FundRead, StoreError> {
        let mut tx = self.begin_read().await?;
        let merchants = fund::merchants(&mut tx, id).await?;
        Ok(FundRead { merchants, ledger: fund::ledger(&mut tx, id, None).await? })
    }

    async fn quarantine(&self, id: PointId, most: u32) -> Result<Vec<QuarantinedOp>, StoreError> {
        let mut tx = self.begin_read().await?;
        quarantine::kept(&mut tx, id, most).await
    }

    async fn review(&self, id: PointId, what: &Review, by: StaffId, at: Moment) -> Result<(), StoreError> {
        let mut tx = self.begin_write(id).await?;
        quarantine::review(&mut tx, id, what, by, at).await?;
        tx.commit().await
    }

    async fn workdays(&self, id: PointId) -> Result<Vec<(i32, Arrangement)>, StoreError> {
        let mut tx = self.begin_read().await?;
        workdays::all(&mut tx, id).await
    }

    async fn keep_workdays(
        &self,
        id: PointId,
        year: (i32, &Arrangement),
        by: StaffId,
        at: Moment,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_write(id).await?;
        workdays::keep(&mut tx, id, year, by, at).await?;
        tx.commit().await
    }

    async fn archived_of(&self, id: PointId, phone: &str, most: u32) -> Result<Vec<Case>, StoreError> {
        let mut tx = self.begin_read().await?;
        case::archived_of(&mut tx, id, phone, most).await
    }

    async fn newest_cases(&self, id: PointId, most: u32) -> Result<Vec<Case>, StoreError> {
        let mut tx = self.begin_read().await?;
        case::newest(&mut tx, id, most).await
    }

    async fn census(&self, id: PointId) -> Result<Census, StoreError> {
        let mut tx = self.begin_read().await?;
        let open = case::open(&mut tx, id).await?;
        Ok(Census { open, aside: quarantine::waiting(&mut tx, id).await? })
    }

    async fn cases_of(&self, id: PointId, merchants: &[MerchantId]) -> Result<Vec<Case>, StoreError> {
        let mut tx = self.begin_read().await?;
        case::of_merchants(&mut tx, id, merchants).await
    }

    async fn trace_goods(&self, id: PointId, sought: &str, most: usize) -> Result<Traced, StoreError> {
        let mut tx = self.begin_read().await?;
        goods::trace(&mut tx, id, sought, most).await
    }

    async fn fill_goods_lines(&self, id: PointId, most: u32) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(id).await?;
        let filled = goods::fill_lines(&mut tx, id, most).await?;
        tx.commit().await?;
        Ok(filled)
    }

    async fn fill_phones(&self, id: PointId, most: u32) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(id).await?;
        let filled = case::fill_phones(&mut tx, id, most, crate::kinds::case::phone_of).await?;
        tx.commit().await?;
        Ok(filled)
    }

    async fn reseal(&self, id: PointId, from: Reseal, most: u32) -> Result<Reseal, StoreError> {
        if from == Reseal::Begin {
            self.look_for_keys();
        }
        let began = from != Reseal::Begin;
        let mut tx = self.begin_write(id).await?;
        let next = reseal::step(&mut tx, id, from, most).await?;
        tx.commit().await?;
        if began && next == Reseal::Done {
            // Everything is sealed, whether what was written over has left the disk by now or does so later.
            if let Err(why) = forgotten(self).await {
                warn!("what was written over may still be on the disk: {why}");
            }
        }
        Ok(next)
    }

    async fn numbered(&self, id: PointId, number: CaseNumber) -> Result<Option<Case>, StoreError> {
        let mut tx = self.begin_read().await?;
        case::numbered(&mut tx, id, number).await
    }

    async fn roster(&self, id: PointId) -> Result<Vec<(StaffId, Plan)>, StoreError> {
        let mut tx = self.begin_read().await?;
        roster::all(&mut tx, id).await
    }

    async fn entities(
        &self,
        id: PointId,
        after: Option<EntityKey>,
        most: u32,
    ) -> Result<Vec<StoredEntity>, StoreError> {
        let mut tx = self.begin_read().await?;
        entities::by_name(&mut tx, id, after, most).await
    }

    async fn events(&self, id: PointId, key: EntityKey) -> Result<Vec<NewEvent>, StoreError> {
        const SQL: &str = "SELECT rev, at, made_at, made_at_claimed, actor, event, op_id FROM events \
                           WHERE point_id = $1 AND kind = $2 AND entity_id = $3 ORDER BY rev";
        let mut tx = self.begin_read().await?;
        let rows = sqlx::query(SQL).bind(id.0).bind(key.kind).bind(key.id).fetch_all(&mut *tx).await?;
        let event = |row: &DbRow| {
            Ok(NewEvent {
                rev: unsigned(row.try_get("rev")?),
                at: Moment::from_millis(row.try_get("at")?),
                made_at: Moment::from_millis(row.try_get("made_at")?),
                made_at_claimed: Moment::from_millis(row.try_get("made_at_claimed")?),
                by: read(row.try_get("actor")?)?,
                event: column(tx.codec(), row, "event")?,
                op: OpId(row.try_get("op_id")?),
            })
        };
        rows.iter().map(event).collect()
    }
}

async fn wrong(tx: &mut Tx, id: PointId) -> Result<Vec<WrongSum>, StoreError> {
    let (mut kept, mut counted) = (entities::kept_sums(tx, id).await?, entities::counted_sums(tx, id).await?);
    let mut of_kind = |kind: &'static domain::kind::KindInfo| {
        let (kept, counted) = (kept.remove(kind.name), counted.remove(kind.name));
        let (kept, counted) = (kept.unwrap_or_default(), counted.unwrap_or_default());
        (kept != counted).then(|| WrongSum { kind: kind.name.to_owned(), kept, counted })
    };
    Ok(domain::kinds::ALL.iter().filter_map(|kind| of_kind(kind)).collect())
}

struct Batch {
    tx: Tx,
    id: PointId,
    point: Point,
}

#[async_trait]
impl SyncBatch for Batch {
    fn point(&self) -> Point {
        self.point
    }

    async fn find(&mut self, wanted: &Wanted) -> Result<Found, StoreError> {
        find::find(&mut self.tx, self.id, wanted).await
    }

    async fn unowned(&mut self, after: Option<Waiting>, most: u32) -> Result<Vec<Waiting>, StoreError> {
        case::unowned(&mut self.tx, self.id, after, most).await
    }

    async fn roster_due(&mut self, now: Moment) -> Result<Vec<RosterRow>, StoreError> {
        roster::due(&mut self.tx, self.id, now).await
    }

    async fn keep_plan(&mut self, plan: (StaffId, &Plan), by: StaffId, at: Moment) -> Result<bool, StoreError> {
        roster::keep(&mut self.tx, self.id, plan, by, at).await
    }

    async fn turn(&mut self, turn: &Turn) -> Result<(), StoreError> {
        roster::turn(&mut self.tx, self.id, turn).await
    }

    async fn ended_before(&mut self, before: Moment, most: u32) -> Result<Vec<CaseId>, StoreError> {
        case::ended_before(&mut self.tx, self.id, before, most).await
    }

    async fn warn_by(&mut self, now: Moment, most: u32) -> Result<Vec<CaseId>, StoreError> {
        case::warn_by(&mut self.tx, self.id, now, most).await
    }

    async fn write(&mut self, changes: &Changes) -> Result<(), StoreError> {
        write::write(&mut self.tx, self.id, changes).await
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.tx.commit().await
    }
}
