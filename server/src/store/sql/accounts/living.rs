//! Where a member is signed in, and which browser opened a one-time link.

use async_trait::async_trait;
use domain::ids::{DeviceId, PointId, StaffId};
use domain::moment::Moment;
use sqlx::Row;
use uuid::Uuid;

use super::super::engine::Store;
use super::{devices, sessions};
use crate::accounts::token::TokenHash;
use crate::store::StoreError;
use crate::store::sessions::{LivingSession, SessionStore};

#[async_trait]
impl SessionStore for Store {
    async fn sessions_of(
        &self,
        point: PointId,
        staff: StaffId,
        at: Moment,
        idle_since: Moment,
    ) -> Result<Vec<LivingSession>, StoreError> {
        const SQL: &str = "SELECT x.token_hash, x.created_at, x.last_seen_at, x.expires_at, x.device_id, \
                           COALESCE(NULLIF(d.label, ''), x.device) AS label FROM sessions x \
                           LEFT JOIN devices d ON d.point_id = x.point_id AND d.device_id = x.device_id \
                           WHERE x.point_id = $1 AND x.staff_id = $2 AND x.expires_at > $3 AND x.last_seen_at >= $4 \
                           ORDER BY x.last_seen_at DESC, x.created_at DESC, x.token_hash";
        let query = sqlx::query(SQL).bind(point.0).bind(staff.0).bind(at.millis()).bind(idle_since.millis());
        let rows = query.fetch_all(&mut *self.begin_read().await?).await?;
        let living = rows.iter().map(|row| {
            let at = |name| Ok::<_, StoreError>(Moment::from_millis(row.try_get(name)?));
            let token = TokenHash::from_bytes(row.try_get("token_hash")?);
            Ok(LivingSession {
                token: token.ok_or_else(|| StoreError::Unreadable("the hash of a session".to_owned()))?,
                created_at: at("created_at")?,
                last_seen_at: at("last_seen_at")?,
                expires_at: at("expires_at")?,
                device: row.try_get::<Option<Uuid>, _>("device_id")?.map(DeviceId),
                label: row.try_get("label")?,
            })
        });
        living.collect()
    }

    async fn end_sessions(&self, point: PointId, staff: StaffId, ended: &[TokenHash]) -> Result<(), StoreError> {
        const OPENS_NONE: &str = "UPDATE device_people SET opens = FALSE WHERE point_id = $1 AND staff_id = $2 AND device_id IN \
                                  (SELECT device_id FROM sessions WHERE point_id = $1 AND staff_id = $2 AND token_hash = $3 \
                                  AND device_id IS NOT NULL)";
        let mut tx = self.begin_write(point).await?;
        for token in ended {
            sqlx::query(OPENS_NONE)
                .bind(point.0)
                .bind(staff.0)
                .bind(token.bytes().as_slice())
                .execute(&mut *tx)
                .await?;
            sessions::close(&mut tx, point, token).await?;
        }
        tx.commit().await
    }

    async fn end_all_sessions(
        &self,
        point: PointId,
        staff: StaffId,
        keep: Option<&TokenHash>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_write(point).await?;
        devices::close_of(&mut tx, point, staff, keep).await?;
        sessions::close_of(&mut tx, point, staff, keep).await?;
        tx.commit().await
    }

    async fn bind_link(
        &self,
        point: PointId,
        link: &TokenHash,
        opener: Option<&TokenHash>,
    ) -> Result<bool, StoreError> {
        const BIND: &str =
            "UPDATE setup_links SET opener_hash = $3 WHERE point_id = $1 AND token_hash = $2 AND opener_hash IS NULL";
        const READ: &str = "SELECT opener_hash FROM setup_links WHERE point_id = $1 AND token_hash = $2";
        let mut tx = self.begin_write(point).await?;
        let token = link.bytes().as_slice();
        if let Some(opener) = opener {
            sqlx::query(BIND).bind(point.0).bind(token).bind(opener.bytes().as_slice()).execute(&mut *tx).await?;
        }
        let bound: Option<Option<Vec<u8>>> =
            sqlx::query_scalar(READ).bind(point.0).bind(token).fetch_optional(&mut *tx).await?;
        tx.commit().await?;
        Ok(match bound.flatten() {
            None => true,
            Some(bytes) => opener.is_some() && TokenHash::from_bytes(&bytes).as_ref() == opener,
        })
    }
}
