//! The table `push_subscriptions`.

use async_trait::async_trait;
use domain::ids::{DeviceId, PointId};
use domain::quiet_hours::QuietHours;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use uuid::Uuid;

use super::SqliteStore;
use super::rows::member;
use crate::accounts::token::TokenHash;
use crate::store::StoreError;
use crate::store::push_subscriptions::{NewPushSubscription, PushSubscription, PushSubscriptionStore};

#[async_trait]
impl PushSubscriptionStore for SqliteStore {
    async fn put_push_subscription(
        &self,
        point: PointId,
        session: &TokenHash,
        subscription: &NewPushSubscription,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin_write().await?;
        // A browser whose storage was cleared is another device by now, and still reached at the same address.
        sqlx::query("DELETE FROM push_subscriptions WHERE point_id = $1 AND endpoint = $2")
            .bind(point.0)
            .bind(&subscription.endpoint)
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
        .bind(&subscription.endpoint)
        .bind(subscription.quiet.map(|quiet| i64::from(quiet.from)))
        .bind(subscription.quiet.map(|quiet| i64::from(quiet.to)))
        .bind(subscription.at.millis())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(written.rows_affected() > 0)
    }

    async fn delete_push_subscription(&self, point: PointId, session: &TokenHash) -> Result<(), StoreError> {
        let mut tx = self.begin_write().await?;
        delete_of(&mut tx, point, session).await?;
        Ok(tx.commit().await?)
    }

    async fn push_subscriptions(&self, point: PointId) -> Result<Vec<PushSubscription>, StoreError> {
        let rows = sqlx::query(
            "SELECT x.device_id, x.endpoint, x.quiet_from, x.quiet_to, s.staff_id, s.name, s.role, s.on_duty, s.active \
             FROM push_subscriptions x \
             JOIN devices d ON d.point_id = x.point_id AND d.device_id = x.device_id \
             JOIN device_people p ON p.point_id = x.point_id AND p.device_id = x.device_id AND p.staff_id = x.staff_id \
             JOIN staff s ON s.point_id = x.point_id AND s.staff_id = x.staff_id \
             WHERE x.point_id = $1 AND d.revoked_at IS NULL AND p.opens = 1 AND s.active = 1",
        )
        .bind(point.0)
        .fetch_all(&mut *self.begin_read().await?)
        .await?;
        rows.iter().map(subscription).collect()
    }

    async fn forget_endpoint(&self, point: PointId, device: DeviceId, endpoint: &str) -> Result<(), StoreError> {
        let mut tx = self.begin_write().await?;
        sqlx::query("DELETE FROM push_subscriptions WHERE point_id = $1 AND device_id = $2 AND endpoint = $3")
            .bind(point.0)
            .bind(device.0)
            .bind(endpoint)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }
}

/// The device of a session is told no more.
pub(super) async fn delete_of(
    db: &mut SqliteConnection,
    point: PointId,
    session: &TokenHash,
) -> Result<(), StoreError> {
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

fn subscription(row: &SqliteRow) -> Result<PushSubscription, StoreError> {
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
