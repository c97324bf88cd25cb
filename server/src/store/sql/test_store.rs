//! What tests do to a contact point besides what the product does, on whichever engine.

use async_trait::async_trait;
use domain::ids::{PointId, StaffId};
use domain::moment::Moment;
use domain::role::Role;
use sync::protocol::{Epoch, OpId, Seq};
use uuid::Uuid;

use super::engine::Store;
use super::kinds::staff::seen;
use super::next_seq;
use crate::store::StoreError;
use crate::store::dump::PointDump;
use crate::testing::TestStore;

#[async_trait]
impl TestStore for Store {
    async fn add_member(
        &self,
        point: PointId,
        (id, name, role): (StaffId, &str, Role),
        on_duty: bool,
        at: Moment,
    ) -> Result<Seq, StoreError> {
        const SQL: &str = "INSERT INTO staff (point_id, staff_id, account, account_key, name, role, on_duty, active, \
                           rev, seq, created_at, updated_at) VALUES ($1, $2, $3, $3, $4, $5, $6, TRUE, 1, $7, $8, $8)";
        let mut tx = self.begin_write(point).await?;
        let seq = next_seq(&mut tx, point).await?;
        sqlx::query(SQL)
            .bind(point.0)
            .bind(id.0)
            .bind(id.to_string())
            .bind(name)
            .bind(role.code())
            .bind(on_duty)
            .bind(seq.0)
            .bind(at.millis())
            .execute(&mut *tx)
            .await?;
        seen(&mut tx, point, id).await?;
        tx.commit().await?;
        Ok(seq)
    }

    async fn change_member(
        &self,
        point: PointId,
        id: StaffId,
        on_duty: Option<bool>,
        active: Option<bool>,
    ) -> Result<Seq, StoreError> {
        const SQL: &str = "UPDATE staff SET on_duty = COALESCE($3, on_duty), active = COALESCE($4, active), rev = rev + 1, \
                           seq = $5 WHERE point_id = $1 AND staff_id = $2";
        let mut tx = self.begin_write(point).await?;
        let seq = next_seq(&mut tx, point).await?;
        sqlx::query(SQL).bind(point.0).bind(id.0).bind(on_duty).bind(active).bind(seq.0).execute(&mut *tx).await?;
        seen(&mut tx, point, id).await?;
        tx.commit().await?;
        Ok(seq)
    }

    async fn places(&self, point: PointId) -> Result<(Epoch, Vec<(Seq, OpId)>), StoreError> {
        const SQL: &str =
            "SELECT epoch, seq, op_id FROM points LEFT JOIN ops USING (point_id) WHERE point_id = $1 ORDER BY seq";
        let mut tx = self.begin_read().await?;
        let rows: Vec<(Uuid, Option<i64>, Option<Uuid>)> =
            sqlx::query_as(SQL).bind(point.0).fetch_all(&mut *tx).await?;
        let epoch = rows.first().map(|row| Epoch(row.0)).ok_or(StoreError::NoSuchPoint)?;
        Ok((epoch, rows.into_iter().filter_map(|(_, seq, op)| Some((Seq(seq?), OpId(op?)))).collect()))
    }

    async fn dump(&self, point: PointId) -> Result<PointDump, StoreError> {
        self.dump_point(point).await
    }

    async fn restore(&self, dump: &PointDump, epoch: Option<Epoch>) -> Result<(), StoreError> {
        self.restore_point(dump, epoch).await
    }
}
