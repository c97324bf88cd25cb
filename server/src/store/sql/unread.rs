//! What nobody has looked at yet.

use async_trait::async_trait;
use domain::ids::{PointId, StaffId};
use domain::moment::Moment;
use sqlx::{AssertSqlSafe, QueryBuilder, Row};
use sync::protocol::Discarded;
use uuid::Uuid;

use super::engine::{Db, DbRow, HEX_OF_HASH, Store, storable};
use super::rows::{run, signed, unsigned};
use super::tx::Tx;
use crate::store::StoreError;
use crate::store::unread::{NewUnread, UnreadStore, UnreadTotal};

pub(super) async fn write(tx: &mut Tx, point: PointId, some: &[NewUnread]) -> Result<(), StoreError> {
    let mut query =
        QueryBuilder::<Db>::new("INSERT INTO unread (point_id, op_id, hash, device_id, bytes, received_at) ");
    query.push_values(some, |mut row, new| {
        row.push_bind(point.0)
            .push_bind(new.op.0)
            .push_bind(new.hash.0.clone())
            .push_bind(new.device.0)
            .push_bind(signed(new.bytes))
            .push_bind(new.received_at.millis());
    });
    query.push(" ON CONFLICT DO NOTHING");
    run(tx, query, some.len()).await
}

/// Somebody has looked at it, or it was decided after all.
pub(super) async fn forget(tx: &mut Tx, point: PointId, op: Uuid, hash: &str) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM unread WHERE point_id = $1 AND op_id = $2 AND hash = $3";
    sqlx::query(SQL).bind(point.0).bind(op).bind(hash).execute(&mut **tx).await?;
    Ok(())
}

async fn total(tx: &mut Tx, point: PointId, until: Moment) -> Result<UnreadTotal, StoreError> {
    const SQL: &str = "SELECT COUNT(*) AS ops, COUNT(DISTINCT device_id) AS devices, CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes, \
                       MIN(received_at) AS first, MAX(received_at) AS last FROM unread \
                       WHERE point_id = $1 AND received_at <= $2";
    let row = sqlx::query(SQL).bind(point.0).bind(until.millis()).fetch_one(&mut **tx).await?;
    let at = |name| Ok::<_, StoreError>(row.try_get::<Option<i64>, _>(name)?.map(Moment::from_millis));
    Ok(UnreadTotal {
        ops: unsigned(row.try_get("ops")?),
        devices: unsigned(row.try_get("devices")?),
        bytes: unsigned(row.try_get("bytes")?),
        between: at("first")?.zip(at("last")?),
    })
}

#[async_trait]
impl UnreadStore for Store {
    async fn unread(&self, point: PointId) -> Result<UnreadTotal, StoreError> {
        total(&mut self.begin_read().await?, point, Moment::from_millis(i64::MAX)).await
    }

    async fn unbound_bytes(&self, point: PointId) -> Result<u64, StoreError> {
        const SQL: &str = "SELECT CAST(COALESCE(SUM(length), 0) AS BIGINT) FROM uploads \
                           WHERE point_id = $1 AND staff_id IS NULL AND kiosk_id IS NULL";
        let bytes: i64 = sqlx::query_scalar(SQL).bind(point.0).fetch_one(&mut *self.begin_read().await?).await?;
        Ok(unsigned(bytes))
    }

    async fn discard(&self, point: PointId, id: Uuid, what: Discarded) -> Result<Option<Discarded>, StoreError> {
        let each = [
            "INSERT INTO quarantine_reviews (point_id, op_id, hash, at, staff_id) \
             SELECT point_id, op_id, hash, $3, $4 FROM unread WHERE point_id = $1 AND received_at <= $2 ON CONFLICT DO NOTHING"
                .to_owned(),
            "UPDATE quarantine SET payload = '' WHERE point_id = $1 AND EXISTS (SELECT 1 FROM unread u WHERE u.point_id = $1 \
             AND u.received_at <= $2 AND u.op_id = quarantine.op_id AND u.hash = quarantine.hash)"
                .to_owned(),
            format!(
                "UPDATE ops SET kept_payload = NULL WHERE point_id = $1 AND outcome IN ('quarantined', 'unsupported') \
                 AND (op_id, {HEX_OF_HASH}) IN (SELECT u.op_id, u.hash FROM unread u WHERE u.point_id = $1 AND u.received_at <= $2)"
            ),
            "DELETE FROM unread WHERE point_id = $1 AND received_at <= $2".to_owned(),
        ];
        const KEEP: &str = "INSERT INTO discards (point_id, discard_id, at, staff_id, reason, ops, devices, bytes, \
                            first_received, last_received) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        let until = what.last;
        let mut tx = self.begin_write(point).await?;
        let UnreadTotal { ops, devices, bytes, between } = total(&mut tx, point, until).await?;
        let Some((first, last)) = between else { return Ok(None) };
        for sql in each {
            let is_signed = sql.contains("$4");
            let mut query = sqlx::query(AssertSqlSafe(sql)).bind(point.0).bind(until.millis());
            if is_signed {
                query = query.bind(what.at.millis()).bind(what.by.0);
            }
            query.execute(&mut *tx).await?;
        }
        let kept = Discarded { ops, devices, bytes, first, last, ..what };
        sqlx::query(KEEP)
            .bind(point.0)
            .bind(id)
            .bind(kept.at.millis())
            .bind(kept.by.0)
            .bind(storable(&kept.reason))
            .bind(signed(ops))
            .bind(signed(devices))
            .bind(signed(bytes))
            .bind(first.millis())
            .bind(last.millis())
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(Some(kept))
    }

    async fn discards(&self, point: PointId, most: u32) -> Result<Vec<Discarded>, StoreError> {
        const SQL: &str = "SELECT * FROM discards WHERE point_id = $1 ORDER BY at DESC, discard_id LIMIT $2";
        let rows =
            sqlx::query(SQL).bind(point.0).bind(i64::from(most)).fetch_all(&mut *self.begin_read().await?).await?;
        rows.iter().map(discarded).collect()
    }
}

fn discarded(row: &DbRow) -> Result<Discarded, StoreError> {
    let at = |name| Ok::<_, StoreError>(Moment::from_millis(row.try_get(name)?));
    let number = |name| Ok::<_, StoreError>(unsigned(row.try_get(name)?));
    Ok(Discarded {
        at: at("at")?,
        by: StaffId(row.try_get("staff_id")?),
        reason: row.try_get("reason")?,
        ops: number("ops")?,
        devices: number("devices")?,
        bytes: number("bytes")?,
        first: at("first_received")?,
        last: at("last_received")?,
    })
}
