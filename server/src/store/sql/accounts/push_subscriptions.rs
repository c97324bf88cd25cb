//! The tables `push_subscriptions` and `case_push_subscriptions`.

use async_trait::async_trait;
use domain::ids::{CaseId, DeviceId, PointId};
use domain::moment::Moment;
use domain::quiet_hours::QuietHours;
use sqlx::{QueryBuilder, Row};
use uuid::Uuid;

use super::super::engine::{Connection, Db, DbRow, Store, storable};
use super::rows::member;
use crate::accounts::token::TokenHash;
use crate::store::StoreError;
use crate::store::entities::ClaimHash;
use crate::store::push_subscriptions::{NewPushSubscription, PushSubscription, PushSubscriptionStore};

/// A consumer whose page was not opened for so long is not told any more.
const KEPT_FOR_MS: i64 = 180 * 24 * 3_600_000;
/// A family's phones; whoever has a code could otherwise have thousands of messages sent.
const MOST_OF_A_CASE: i64 = 8;

#[async_trait]
impl PushSubscriptionStore for Store {
    async fn put_push_subscription(
        &self,
        point: PointId,
        session: &TokenHash,
        subscription: &NewPushSubscription,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(point).await?;
        // A browser whose storage was cleared is another device by now, and still reached at the same address.
        sqlx::query("DELETE FROM push_subscriptions WHERE point_id = $1 AND endpoint = $2")
            .bind(point.0)
            .bind(storable(&subscription.endpoint))
            .execute(&mut *tx)
            .await?;
        let written = sqlx::query(
            "INSERT INTO push_subscriptions (point_id, device_id, staff_id, endpoint, quiet_from, quiet_to, created_at) \
             SELECT x.point_id, x.device_id, x.staff_id, $3, $4, $5, $6 FROM sessions x \
             JOIN device_people p ON p.point_id = x.point_id AND p.device_id = x.device_id AND p.staff_id = x.staff_id \
             WHERE x.point_id = $1 AND x.token_hash = $2 \
             ON CONFLICT (point_id, device_id) DO UPDATE SET staff_id = excluded.staff_id, endpoint = excluded.endpoint, \
             quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, created_at = excluded.created_at",
        )
        .bind(point.0)
        .bind(session.bytes().as_slice())
        .bind(storable(&subscription.endpoint))
        .bind(subscription.quiet.map(|quiet| i64::from(quiet.from)))
        .bind(subscription.quiet.map(|quiet| i64::from(quiet.to)))
        .bind(subscription.at.millis())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(written.rows_affected() > 0)
    }

    async fn delete_push_subscription(&self, point: PointId, session: &TokenHash) -> Result<(), StoreError> {
        let mut tx = self.begin_write(point).await?;
        delete_of(&mut tx, point, session).await?;
        tx.commit().await
    }

    async fn push_subscriptions(&self, point: PointId) -> Result<Vec<PushSubscription>, StoreError> {
        let rows = sqlx::query(
            "SELECT x.device_id, x.endpoint, x.quiet_from, x.quiet_to, s.staff_id, s.name, s.role, s.on_duty, s.active \
             FROM push_subscriptions x \
             JOIN devices d ON d.point_id = x.point_id AND d.device_id = x.device_id \
             JOIN device_people p ON p.point_id = x.point_id AND p.device_id = x.device_id AND p.staff_id = x.staff_id \
             JOIN staff s ON s.point_id = x.point_id AND s.staff_id = x.staff_id \
             WHERE x.point_id = $1 AND d.revoked_at IS NULL AND p.opens = TRUE AND s.active = TRUE",
        )
        .bind(point.0)
        .fetch_all(&mut *self.begin_read().await?)
        .await?;
        rows.iter().map(subscription).collect()
    }

    async fn put_case_push_subscription(
        &self,
        point: PointId,
        claims: &[ClaimHash],
        endpoint: &str,
        at: Moment,
    ) -> Result<Vec<ClaimHash>, StoreError> {
        let mut tx = self.begin_write(point).await?;
        sqlx::query("DELETE FROM case_push_subscriptions WHERE point_id = $1 AND (endpoint = $2 OR created_at < $3)")
            .bind(point.0)
            .bind(storable(endpoint))
            .bind(at.plus_millis(-KEPT_FOR_MS).millis())
            .execute(&mut *tx)
            .await?;
        let mut known = Vec::new();
        for claim in claims {
            let case: Option<Uuid> =
                sqlx::query_scalar("SELECT case_id FROM claims WHERE point_id = $1 AND claim_hash = $2")
                    .bind(point.0)
                    .bind(claim.0.as_slice())
                    .fetch_optional(&mut *tx)
                    .await?;
            let Some(case) = case else { continue };
            known.push(*claim);
            sqlx::query(
                "INSERT INTO case_push_subscriptions (point_id, case_id, endpoint, created_at) \
                 SELECT $1, $2, $3, $4 WHERE \
                 (SELECT COUNT(*) FROM case_push_subscriptions WHERE point_id = $1 AND case_id = $2) < $5 ON CONFLICT DO NOTHING",
            )
            .bind(point.0)
            .bind(case)
            .bind(storable(endpoint))
            .bind(at.millis())
            .bind(MOST_OF_A_CASE)
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        Ok(known)
    }

    async fn case_push_subscriptions(&self, point: PointId, cases: &[CaseId]) -> Result<Vec<String>, StoreError> {
        let mut query =
            QueryBuilder::<Db>::new("SELECT DISTINCT endpoint FROM case_push_subscriptions WHERE point_id = ");
        query.push_bind(point.0).push(" AND case_id IN (");
        let mut ids = query.separated(", ");
        // An empty list is no SQL that both engines accept.
        ids.push("NULL");
        cases.iter().for_each(|case| {
            ids.push_bind(case.0);
        });
        query.push(")");
        Ok(query.build_query_scalar().fetch_all(&mut *self.begin_read().await?).await?)
    }

    async fn forget_endpoint(&self, point: PointId, endpoint: &str) -> Result<(), StoreError> {
        let mut tx = self.begin_write(point).await?;
        for sql in [
            "DELETE FROM push_subscriptions WHERE point_id = $1 AND endpoint = $2",
            "DELETE FROM case_push_subscriptions WHERE point_id = $1 AND endpoint = $2",
        ] {
            sqlx::query(sql).bind(point.0).bind(storable(endpoint)).execute(&mut *tx).await?;
        }
        tx.commit().await
    }
}

/// The device of a session is told no more.
pub(super) async fn delete_of(db: &mut Connection, point: PointId, session: &TokenHash) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM push_subscriptions WHERE point_id = $1 AND device_id IN \
         (SELECT device_id FROM sessions WHERE point_id = $1 AND token_hash = $2)",
    )
    .bind(point.0)
    .bind(session.bytes().as_slice())
    .execute(db)
    .await?;
    Ok(())
}

fn subscription(row: &DbRow) -> Result<PushSubscription, StoreError> {
    let staff = member(row)?;
    let hour = |name| -> Result<Option<u8>, StoreError> {
        let hour: Option<i64> = row.try_get(name)?;
        Ok(hour.and_then(|hour| u8::try_from(hour).ok()))
    };
    let (from, to) = (hour("quiet_from")?, hour("quiet_to")?);
    Ok(PushSubscription {
        device: DeviceId(row.try_get::<Uuid, _>("device_id")?),
        endpoint: row.try_get("endpoint")?,
        quiet: from.zip(to).and_then(|(from, to)| QuietHours::new(from, to)),
        staff: staff.id,
        role: staff.role,
    })
}
