//! The table `sessions`.

use domain::ids::{PointId, StaffId};
use domain::moment::Moment;
use sqlx::Row;

use super::super::engine::{Connection, storable};
use super::rows::member;
use crate::accounts::token::TokenHash;
use crate::store::StoreError;
use crate::store::accounts::{NewSession, OpenSession};

/// The last use is noted once a minute at most: not every read of a page shall write.
const NOTED_EVERY_MS: i64 = 60_000;

pub(super) async fn insert(
    db: &mut Connection,
    point: PointId,
    id: StaffId,
    session: &NewSession,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO sessions (point_id, token_hash, staff_id, created_at, last_seen_at, expires_at, device, \
         device_id) VALUES ($1, $2, $3, $4, $4, $5, $6, $7)",
    )
    .bind(point.0)
    .bind(session.token.bytes().as_slice())
    .bind(id.0)
    .bind(session.created_at.millis())
    .bind(session.expires_at.millis())
    .bind(storable(&session.device))
    .bind(session.device_id.map(|id| id.0))
    .execute(db)
    .await?;
    Ok(())
}

/// The session of a token, and when it was last used.
pub(super) async fn open(
    db: &mut Connection,
    point: PointId,
    token: &TokenHash,
    at: Moment,
    idle_since: Moment,
) -> Result<Option<(OpenSession, Moment)>, StoreError> {
    let row = sqlx::query(
        "SELECT x.token_hash, x.expires_at, x.last_seen_at, s.staff_id, s.name, s.role, s.on_duty, s.active \
         FROM sessions x JOIN staff s ON s.point_id = x.point_id AND s.staff_id = x.staff_id \
         WHERE x.point_id = $1 AND x.token_hash = $2 AND x.expires_at > $3 AND x.last_seen_at >= $4 AND s.active = TRUE",
    )
    .bind(point.0)
    .bind(token.bytes().as_slice())
    .bind(at.millis())
    .bind(idle_since.millis())
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    if TokenHash::from_bytes(row.try_get("token_hash")?).as_ref() != Some(token) {
        return Ok(None);
    }
    let expires_at = Moment::from_millis(row.try_get("expires_at")?);
    let last_seen = Moment::from_millis(row.try_get("last_seen_at")?);
    Ok(Some((OpenSession { staff: member(&row)?, expires_at }, last_seen)))
}

/// Whether the last use is long enough ago to be written again.
pub(super) const fn is_worth_noting(last_seen: Moment, now: Moment) -> bool {
    now.millis().saturating_sub(last_seen.millis()) >= NOTED_EVERY_MS
}

pub(super) async fn note_use(
    db: &mut Connection,
    point: PointId,
    token: &TokenHash,
    at: Moment,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE sessions SET last_seen_at = CASE WHEN last_seen_at < $3 THEN $3 ELSE last_seen_at END \
         WHERE point_id = $1 AND token_hash = $2",
    )
    .bind(point.0)
    .bind(token.bytes().as_slice())
    .bind(at.millis())
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn close(db: &mut Connection, point: PointId, token: &TokenHash) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE point_id = $1 AND token_hash = $2")
        .bind(point.0)
        .bind(token.bytes().as_slice())
        .execute(db)
        .await?;
    Ok(())
}

/// Ends every session of a member but one.
pub(super) async fn close_of(
    db: &mut Connection,
    point: PointId,
    id: StaffId,
    keep: Option<&TokenHash>,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE point_id = $1 AND staff_id = $2 AND ($3 IS NULL OR token_hash <> $3)")
        .bind(point.0)
        .bind(id.0)
        .bind(keep.map(|token| token.bytes().as_slice()))
        .execute(db)
        .await?;
    Ok(())
}

/// Clears away the sessions that have ended by themselves.
pub(super) async fn clear_ended(db: &mut Connection, point: PointId, at: Moment) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE point_id = $1 AND expires_at <= $2")
        .bind(point.0)
        .bind(at.millis())
        .execute(db)
        .await?;
    Ok(())
}

pub(super) async fn close_all(db: &mut Connection, point: PointId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE point_id = $1").bind(point.0).execute(db).await?;
    Ok(())
}
