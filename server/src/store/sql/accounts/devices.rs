//! The tables `devices` and `device_people`.

use async_trait::async_trait;
use domain::ids::{DeviceId, PointId, StaffId};
use domain::moment::Moment;
use sqlx::Row;
use uuid::Uuid;

use super::super::engine::{Connection, DbRow, Store, storable};
use super::super::next_seq;
use super::rows::member;
use crate::accounts::devices::DeviceKey;
use crate::accounts::token::TokenHash;
use crate::store::StoreError;
use crate::store::devices::{DeviceChange, DeviceRecord, DeviceStore, NewDevice, Registration, Standing};
use sync::protocol::Seq;

#[async_trait]
impl DeviceStore for Store {
    async fn register_device(
        &self,
        point: PointId,
        session: &TokenHash,
        device: &NewDevice,
    ) -> Result<Registration, StoreError> {
        let mut tx = self.begin_write(point).await?;
        let Some(staff) = staff_of(&mut tx, point, session).await? else { return Ok(Registration::NoSession) };
        if is_revoked(&mut tx, point, device.id).await? {
            super::sessions::close(&mut tx, point, session).await?;
            tx.commit().await?;
            return Ok(Registration::Revoked);
        }
        sqlx::query(
            "INSERT INTO devices (point_id, device_id, label, vault_key, first_seen_at, last_seen_at) \
             VALUES ($1, $2, '', $3, $4, $4) \
             ON CONFLICT (point_id, device_id) DO UPDATE SET last_seen_at = excluded.last_seen_at",
        )
        .bind(point.0)
        .bind(device.id.0)
        .bind(device.key.bytes().as_slice())
        .bind(device.at.millis())
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO device_people (point_id, device_id, staff_id, token_hash, opens, signed_in_at) \
             VALUES ($1, $2, $3, $4, TRUE, $5) ON CONFLICT (point_id, device_id, staff_id) DO UPDATE \
             SET token_hash = excluded.token_hash, opens = TRUE, signed_in_at = excluded.signed_in_at",
        )
        .bind(point.0)
        .bind(device.id.0)
        .bind(staff.0)
        .bind(device.token.bytes().as_slice())
        .bind(device.at.millis())
        .execute(&mut *tx)
        .await?;
        sqlx::query("UPDATE sessions SET device_id = $3 WHERE point_id = $1 AND token_hash = $2")
            .bind(point.0)
            .bind(session.bytes().as_slice())
            .bind(device.id.0)
            .execute(&mut *tx)
            .await?;
        let key = key_of(&mut tx, point, session).await?;
        tx.commit().await?;
        Ok(key.map_or(Registration::NoSession, Registration::Known))
    }

    async fn device_key(&self, point: PointId, session: &TokenHash) -> Result<Option<DeviceKey>, StoreError> {
        key_of(&mut *self.begin_read().await?, point, session).await
    }

    async fn standing(
        &self,
        point: PointId,
        device: DeviceId,
        staff: StaffId,
        token: &TokenHash,
    ) -> Result<Option<Standing>, StoreError> {
        let row = sqlx::query(
            "SELECT p.token_hash, p.opens, d.revoked_at IS NOT NULL AS revoked, \
             s.staff_id, s.name, s.role, s.on_duty, s.active \
             FROM device_people p \
             JOIN devices d ON d.point_id = p.point_id AND d.device_id = p.device_id \
             JOIN staff s ON s.point_id = p.point_id AND s.staff_id = p.staff_id \
             WHERE p.point_id = $1 AND p.device_id = $2 AND p.staff_id = $3",
        )
        .bind(point.0)
        .bind(device.0)
        .bind(staff.0)
        .fetch_optional(&mut *self.begin_read().await?)
        .await?;
        let Some(row) = row else { return Ok(None) };
        // Compared here, where the comparison takes the same time wherever the two differ.
        if TokenHash::from_bytes(row.try_get("token_hash")?).as_ref() != Some(token) {
            return Ok(None);
        }
        Ok(Some(Standing { staff: member(&row)?, revoked: row.try_get("revoked")?, opens: row.try_get("opens")? }))
    }

    async fn is_revoked(&self, point: PointId, device: DeviceId) -> Result<bool, StoreError> {
        is_revoked(&mut *self.begin_read().await?, point, device).await
    }

    async fn devices(&self, point: PointId) -> Result<Vec<DeviceRecord>, StoreError> {
        select(&mut *self.begin_read().await?, point, None).await
    }

    async fn change_device(
        &self,
        point: PointId,
        id: DeviceId,
        change: &DeviceChange,
        by: StaffId,
        at: Moment,
    ) -> Result<Option<(DeviceRecord, Seq)>, StoreError> {
        let mut tx = self.begin_write(point).await?;
        if let Some(label) = &change.label {
            sqlx::query("UPDATE devices SET label = $3 WHERE point_id = $1 AND device_id = $2")
                .bind(point.0)
                .bind(id.0)
                .bind(storable(label))
                .execute(&mut *tx)
                .await?;
        }
        if let Some(revoked) = change.revoked {
            // Revoked again it stays revoked since the first time.
            sqlx::query(
                "UPDATE devices SET revoked_at = CASE WHEN $3 THEN COALESCE(revoked_at, $4) END, \
                 revoked_by = CASE WHEN $3 THEN COALESCE(revoked_by, $5) END WHERE point_id = $1 AND device_id = $2",
            )
            .bind(point.0)
            .bind(id.0)
            .bind(revoked)
            .bind(at.millis())
            .bind(by.0)
            .execute(&mut *tx)
            .await?;
            if revoked {
                sqlx::query("DELETE FROM sessions WHERE point_id = $1 AND device_id = $2")
                    .bind(point.0)
                    .bind(id.0)
                    .execute(&mut *tx)
                    .await?;
            }
        }
        let Some(changed) = select(&mut tx, point, Some(id)).await?.pop() else { return Ok(None) };
        let seq = next_seq(&mut tx, point).await?;
        tx.commit().await?;
        Ok(Some((changed, seq)))
    }
}

/// The tokens of a member open no session any more, but on the device of the session that is kept; they still hand over.
pub(super) async fn close_of(
    db: &mut Connection,
    point: PointId,
    staff: StaffId,
    keep: Option<&TokenHash>,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE device_people SET opens = FALSE WHERE point_id = $1 AND staff_id = $2 AND device_id NOT IN \
         (SELECT device_id FROM sessions WHERE point_id = $1 AND token_hash = $3 AND device_id IS NOT NULL)",
    )
    .bind(point.0)
    .bind(staff.0)
    .bind(keep.map(|token| token.bytes().as_slice()))
    .execute(db)
    .await?;
    Ok(())
}

/// No token opens a session any more.
pub(super) async fn close_all(db: &mut Connection, point: PointId) -> Result<(), StoreError> {
    sqlx::query("UPDATE device_people SET opens = FALSE WHERE point_id = $1").bind(point.0).execute(db).await?;
    Ok(())
}

async fn staff_of(db: &mut Connection, point: PointId, session: &TokenHash) -> Result<Option<StaffId>, StoreError> {
    let found = sqlx::query_scalar("SELECT staff_id FROM sessions WHERE point_id = $1 AND token_hash = $2")
        .bind(point.0)
        .bind(session.bytes().as_slice())
        .fetch_optional(db)
        .await?;
    Ok(found.map(StaffId))
}

async fn key_of(db: &mut Connection, point: PointId, session: &TokenHash) -> Result<Option<DeviceKey>, StoreError> {
    let found: Option<Vec<u8>> = sqlx::query_scalar(
        "SELECT d.vault_key FROM sessions x \
         JOIN devices d ON d.point_id = x.point_id AND d.device_id = x.device_id \
         WHERE x.point_id = $1 AND x.token_hash = $2 AND d.revoked_at IS NULL",
    )
    .bind(point.0)
    .bind(session.bytes().as_slice())
    .fetch_optional(db)
    .await?;
    Ok(found.and_then(|bytes| DeviceKey::from_bytes(&bytes)))
}

async fn is_revoked(db: &mut Connection, point: PointId, device: DeviceId) -> Result<bool, StoreError> {
    let found: Option<bool> =
        sqlx::query_scalar("SELECT revoked_at IS NOT NULL FROM devices WHERE point_id = $1 AND device_id = $2")
            .bind(point.0)
            .bind(device.0)
            .fetch_optional(db)
            .await?;
    Ok(found.unwrap_or_default())
}

async fn select(db: &mut Connection, point: PointId, id: Option<DeviceId>) -> Result<Vec<DeviceRecord>, StoreError> {
    let rows = sqlx::query(
        "SELECT device_id, label, first_seen_at, last_seen_at, revoked_at FROM devices \
         WHERE point_id = $1 AND ($2 IS NULL OR device_id = $2) ORDER BY last_seen_at DESC, device_id",
    )
    .bind(point.0)
    .bind(id.map(|id| id.0))
    .fetch_all(&mut *db)
    .await?;
    let people = sqlx::query(
        "SELECT device_id, staff_id FROM device_people WHERE point_id = $1 AND ($2 IS NULL OR device_id = $2) \
         ORDER BY signed_in_at DESC, staff_id",
    )
    .bind(point.0)
    .bind(id.map(|id| id.0))
    .fetch_all(db)
    .await?;
    let people: Vec<(Uuid, Uuid)> =
        people.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect::<Result<_, sqlx::Error>>()?;
    rows.iter().map(|row| record(row, &people)).collect()
}

fn record(row: &DbRow, people: &[(Uuid, Uuid)]) -> Result<DeviceRecord, StoreError> {
    let id: Uuid = row.try_get("device_id")?;
    Ok(DeviceRecord {
        id: DeviceId(id),
        label: row.try_get("label")?,
        first_seen_at: Moment::from_millis(row.try_get("first_seen_at")?),
        last_seen_at: Moment::from_millis(row.try_get("last_seen_at")?),
        revoked_at: row.try_get::<Option<i64>, _>("revoked_at")?.map(Moment::from_millis),
        people: people.iter().filter(|(device, _)| *device == id).map(|(_, staff)| StaffId(*staff)).collect(),
    })
}
