//! Cases in SQLite: a batch is read with a few statements, decided in memory and written with a few more.

use async_trait::async_trait;
use domain::calendar::Arrangement;
use domain::case::{Case, Record};
use domain::ids::{CaseId, CaseNumber, PointId, StaffId};
use domain::moment::Moment;
use domain::roster::Plan;
use sqlx::{Sqlite, Transaction};
use sync::protocol::{Epoch, QuarantinedOp, Review, Seq};

use super::rows::{point, read, unsigned};
use super::{SqliteStore, find, fund, next_seq, notices, pull, quarantine, roster, workdays, write};
use crate::store::StoreError;
use crate::store::cases::{
    CaseBatch, CaseStore, Changes, Found, FundRead, NewNotice, NewPoint, Point, RosterRow, Scope, ScopeRead, Turn,
    Waiting, Wanted,
};

#[async_trait]
impl CaseStore for SqliteStore {
    async fn open_point(&self, new: &NewPoint) -> Result<Point, StoreError> {
        const INSERT: &str = "INSERT INTO points (point_id, name, epoch, epoch_since, head_seq, board_rev, board_hash, \
                              board_seq, created_at) VALUES ($1, $2, $3, $4, 0, 0, $5, 0, $4) ON CONFLICT DO NOTHING";
        const PUBLISH: &str = "UPDATE points SET board_rev = board_rev + 1, board_hash = $2, board_seq = $3 \
                               WHERE point_id = $1";
        let mut tx = self.begin_write().await?;
        let none: &[u8] = &[];
        let insert =
            sqlx::query(INSERT).bind(new.id.0).bind(&new.name).bind(new.epoch.0).bind(new.at.millis()).bind(none);
        insert.execute(&mut *tx).await?;
        sqlx::query("UPDATE points SET name = $2 WHERE point_id = $1 AND name <> $2")
            .bind(new.id.0)
            .bind(&new.name)
            .execute(&mut *tx)
            .await?;
        let posted: Vec<u8> = sqlx::query_scalar("SELECT board_hash FROM points WHERE point_id = $1")
            .bind(new.id.0)
            .fetch_one(&mut *tx)
            .await?;
        if posted != new.board_hash {
            let seq = next_seq(&mut tx, new.id).await?;
            let publish = sqlx::query(PUBLISH).bind(new.id.0).bind(new.board_hash.as_slice()).bind(seq.0);
            publish.execute(&mut *tx).await?;
            notices::post(&mut tx, new).await?;
            // Other working days or rules: every clock and every plan is looked at again.
            sqlx::query("UPDATE cases SET warn_at = 0 WHERE point_id = $1 AND closed_at IS NULL")
                .bind(new.id.0)
                .execute(&mut *tx)
                .await?;
            sqlx::query("UPDATE rosters SET look_at = 0 WHERE point_id = $1").bind(new.id.0).execute(&mut *tx).await?;
        }
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

    async fn begin(&self, id: PointId) -> Result<Box<dyn CaseBatch>, StoreError> {
        let mut tx = self.begin_write().await?;
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
        match scope {
            Scope::Claims(claims) => pull::claims(&mut tx, id, claims, since).await,
            Scope::Staff => pull::whole_point(&mut tx, id, since, limit).await,
        }
    }

    async fn begin_epoch(&self, id: PointId, old: Epoch, new: Epoch, at: Moment) -> Result<Point, StoreError> {
        const SQL: &str = "UPDATE points SET epoch = $3, epoch_since = $4 WHERE point_id = $1 AND epoch = $2";
        let mut tx = self.begin_write().await?;
        sqlx::query(SQL).bind(id.0).bind(old.0).bind(new.0).bind(at.millis()).execute(&mut *tx).await?;
        let begun = point(&mut tx, id).await?;
        tx.commit().await?;
        Ok(begun)
    }

    async fn fund(&self, id: PointId) -> Result<FundRead, StoreError> {
        let mut tx = self.begin_read().await?;
        let merchants = fund::merchants(&mut tx, id, None).await?;
        Ok(FundRead { merchants, ledger: fund::ledger(&mut tx, id, None).await? })
    }

    async fn quarantine(&self, id: PointId, most: u32) -> Result<Vec<QuarantinedOp>, StoreError> {
        let mut tx = self.begin_read().await?;
        quarantine::kept(&mut tx, id, most).await
    }

    async fn review(&self, id: PointId, what: &Review, by: StaffId, at: Moment) -> Result<(), StoreError> {
        let mut tx = self.begin_write().await?;
        quarantine::review(&mut tx, id, what, by, at).await?;
        Ok(tx.commit().await?)
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
        let mut tx = self.begin_write().await?;
        workdays::keep(&mut tx, id, year, by, at).await?;
        Ok(tx.commit().await?)
    }

    async fn numbered(&self, id: PointId, number: CaseNumber) -> Result<Option<Case>, StoreError> {
        let mut tx = self.begin_read().await?;
        find::numbered(&mut tx, id, number).await
    }

    async fn roster(&self, id: PointId) -> Result<Vec<(StaffId, Plan)>, StoreError> {
        let mut tx = self.begin_read().await?;
        roster::all(&mut tx, id).await
    }

    async fn history(&self, id: PointId, case: CaseId) -> Result<Vec<Record>, StoreError> {
        const SQL: &str =
            "SELECT rev, at, made_at, actor, event FROM events WHERE point_id = $1 AND case_id = $2 ORDER BY rev";
        let mut tx = self.begin_read().await?;
        let rows: Vec<(i64, i64, i64, String, String)> =
            sqlx::query_as(SQL).bind(id.0).bind(case.0).fetch_all(&mut *tx).await?;
        let record = |(rev, at, made_at, by, event): (i64, i64, i64, String, String)| {
            let (at, made_at) = (Moment::from_millis(at), Moment::from_millis(made_at));
            Ok(Record { rev: unsigned(rev), at, made_at, by: read(&by)?, event: read(&event)? })
        };
        rows.into_iter().map(record).collect()
    }
}

struct Batch {
    tx: Transaction<'static, Sqlite>,
    id: PointId,
    point: Point,
}

#[async_trait]
impl CaseBatch for Batch {
    fn point(&self) -> Point {
        self.point
    }

    async fn find(&mut self, wanted: &Wanted) -> Result<Found, StoreError> {
        find::find(&mut self.tx, self.id, wanted).await
    }

    async fn unowned(&mut self, after: Option<Waiting>, most: u32) -> Result<Vec<Waiting>, StoreError> {
        find::unowned(&mut self.tx, self.id, after, most).await
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
        find::ended_before(&mut self.tx, self.id, before, most).await
    }

    async fn warn_by(&mut self, now: Moment, most: u32) -> Result<Vec<CaseId>, StoreError> {
        find::warn_by(&mut self.tx, self.id, now, most).await
    }

    async fn write(&mut self, changes: &Changes) -> Result<(), StoreError> {
        write::write(&mut self.tx, self.id, changes).await
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        Ok(self.tx.commit().await?)
    }
}
