//! The tables `kiosks` and `kiosk_codes`.

use async_trait::async_trait;
use domain::ids::{KioskId, PointId, StaffId};
use domain::moment::Moment;
use sqlx::Row;
use sync::protocol::KioskHealth;
use uuid::Uuid;

use super::super::engine::{Connection, DbRow, Store, storable};
use crate::accounts::token::TokenHash;
use crate::store::StoreError;
use crate::store::kiosks::{KioskChange, KioskRecord, KioskStore, NewKiosk, NewKioskCode};

const SELECT: &str = "SELECT kiosk_id, name, keyboard, token_hash, enrolled_at, last_seen_at, clock_ahead, health, revoked_at \
                      FROM kiosks WHERE point_id = $1 AND ($2 IS NULL OR kiosk_id = $2) \
                      AND ($3 IS NULL OR token_hash = $3) ORDER BY enrolled_at, kiosk_id";

#[async_trait]
impl KioskStore for Store {
    async fn put_kiosk_code(&self, point: PointId, code: &NewKioskCode) -> Result<(), StoreError> {
        let mut tx = self.begin_write(point).await?;
        sqlx::query("DELETE FROM kiosk_codes WHERE point_id = $1 AND expires_at <= $2")
            .bind(point.0)
            .bind(code.created_at.millis())
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "INSERT INTO kiosk_codes (point_id, code_hash, name, keyboard, created_by, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(point.0)
        .bind(code.code.bytes().as_slice())
        .bind(storable(&code.name))
        .bind(code.keyboard)
        .bind(code.by.0)
        .bind(code.created_at.millis())
        .bind(code.expires_at.millis())
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    async fn enrol_kiosk(
        &self,
        point: PointId,
        code: &TokenHash,
        new: &NewKiosk,
    ) -> Result<Option<KioskRecord>, StoreError> {
        let mut tx = self.begin_write(point).await?;
        // Found and used up in one statement under the lock: two browsers cannot both have it.
        let row = sqlx::query(
            "DELETE FROM kiosk_codes WHERE point_id = $1 AND code_hash = $2 AND expires_at > $3 \
             RETURNING code_hash, name, keyboard, created_by",
        )
        .bind(point.0)
        .bind(code.bytes().as_slice())
        .bind(new.at.millis())
        .fetch_optional(&mut *tx)
        .await?;
        let Some(row) = row else { return Ok(None) };
        if TokenHash::from_bytes(row.try_get("code_hash")?).as_ref() != Some(code) {
            return Ok(None);
        }
        sqlx::query(
            "INSERT INTO kiosks (point_id, kiosk_id, name, keyboard, token_hash, enrolled_at, enrolled_by, last_seen_at, \
             clock_ahead) VALUES ($1, $2, $3, $4, $5, $6, $7, $6, 0)",
        )
        .bind(point.0)
        .bind(new.id.0)
        .bind(row.try_get::<String, _>("name")?)
        .bind(row.try_get::<bool, _>("keyboard")?)
        .bind(new.token.bytes().as_slice())
        .bind(new.at.millis())
        .bind(row.try_get::<Uuid, _>("created_by")?)
        .execute(&mut *tx)
        .await?;
        let enrolled = select(&mut tx, point, Some(new.id), None).await?.pop();
        tx.commit().await?;
        Ok(enrolled)
    }

    async fn kiosk(&self, point: PointId, token: &TokenHash) -> Result<Option<KioskRecord>, StoreError> {
        Ok(select(&mut *self.begin_read().await?, point, None, Some(token)).await?.pop())
    }

    async fn kiosk_reported(
        &self,
        point: PointId,
        id: KioskId,
        health: &KioskHealth,
        at: Moment,
    ) -> Result<(), StoreError> {
        let text = serde_json::to_string(health).map_err(|why| StoreError::Unreadable(why.to_string()))?;
        let mut tx = self.begin_write(point).await?;
        sqlx::query(
            "UPDATE kiosks SET last_seen_at = $3, clock_ahead = $4, health = $5 WHERE point_id = $1 AND kiosk_id = $2",
        )
        .bind(point.0)
        .bind(id.0)
        .bind(at.millis())
        .bind(health.clock.millis().saturating_sub(at.millis()))
        .bind(text)
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    async fn kiosks(&self, point: PointId) -> Result<Vec<KioskRecord>, StoreError> {
        select(&mut *self.begin_read().await?, point, None, None).await
    }

    async fn change_kiosk(
        &self,
        point: PointId,
        id: KioskId,
        change: &KioskChange,
        by: StaffId,
        at: Moment,
    ) -> Result<Option<KioskRecord>, StoreError> {
        let mut tx = self.begin_write(point).await?;
        sqlx::query(
            "UPDATE kiosks SET name = COALESCE($3, name), keyboard = COALESCE($4, keyboard), \
             revoked_at = CASE WHEN $5 THEN COALESCE(revoked_at, $6) ELSE revoked_at END, \
             revoked_by = CASE WHEN $5 THEN COALESCE(revoked_by, $7) ELSE revoked_by END \
             WHERE point_id = $1 AND kiosk_id = $2",
        )
        .bind(point.0)
        .bind(id.0)
        .bind(change.name.as_deref().map(storable))
        .bind(change.keyboard)
        .bind(change.revoked)
        .bind(at.millis())
        .bind(by.0)
        .execute(&mut *tx)
        .await?;
        let changed = select(&mut tx, point, Some(id), None).await?.pop();
        tx.commit().await?;
        Ok(changed)
    }
}

/// No code can be used any more.
pub(super) async fn drop_codes(db: &mut Connection, point: PointId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM kiosk_codes WHERE point_id = $1").bind(point.0).execute(db).await?;
    Ok(())
}

async fn select(
    db: &mut Connection,
    point: PointId,
    id: Option<KioskId>,
    token: Option<&TokenHash>,
) -> Result<Vec<KioskRecord>, StoreError> {
    let rows = sqlx::query(SELECT)
        .bind(point.0)
        .bind(id.map(|id| id.0))
        .bind(token.map(|token| token.bytes().as_slice()))
        .fetch_all(db)
        .await?;
    rows.iter().map(record).collect()
}

fn record(row: &DbRow) -> Result<KioskRecord, StoreError> {
    let health: Option<String> = row.try_get("health")?;
    Ok(KioskRecord {
        id: KioskId(row.try_get("kiosk_id")?),
        name: row.try_get("name")?,
        keyboard: row.try_get("keyboard")?,
        enrolled_at: Moment::from_millis(row.try_get("enrolled_at")?),
        last_seen_at: Moment::from_millis(row.try_get("last_seen_at")?),
        clock_ahead: row.try_get("clock_ahead")?,
        // A report of another version of the program: the next one replaces it.
        health: health.and_then(|text| serde_json::from_str(&text).ok()),
        revoked_at: row.try_get::<Option<i64>, _>("revoked_at")?.map(Moment::from_millis),
    })
}
