//! The table `setup_links`.

use domain::ids::{PointId, StaffId};
use domain::moment::Moment;
use sqlx::Row;
use uuid::Uuid;

use super::super::engine::Connection;
use crate::accounts::token::TokenHash;
use crate::store::StoreError;
use crate::store::accounts::{LinkPurpose, NewLink, OpenLink};

const FIRST_ADMINISTRATOR: &str = "first_administrator";
const INVITATION: &str = "invitation";
const RESET: &str = "reset";

/// Keeps a link in place of the unused ones for the same member, or for the first administrator.
pub(super) async fn put(db: &mut Connection, point: PointId, link: &NewLink) -> Result<(), StoreError> {
    let (purpose, staff) = match link.purpose {
        LinkPurpose::FirstAdministrator => (FIRST_ADMINISTRATOR, None),
        LinkPurpose::Invitation(id) => (INVITATION, Some(id.0)),
        LinkPurpose::Reset(id) => (RESET, Some(id.0)),
    };
    sqlx::query("DELETE FROM setup_links WHERE point_id = $1 AND staff_id IS NOT DISTINCT FROM $2 AND used_at IS NULL")
        .bind(point.0)
        .bind(staff)
        .execute(&mut *db)
        .await?;
    sqlx::query(
        "INSERT INTO setup_links (point_id, token_hash, purpose, staff_id, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(point.0)
    .bind(link.token.bytes().as_slice())
    .bind(purpose)
    .bind(staff)
    .bind(link.created_at.millis())
    .bind(link.expires_at.millis())
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn open(
    db: &mut Connection,
    point: PointId,
    token: &TokenHash,
    at: Moment,
) -> Result<Option<OpenLink>, StoreError> {
    let row = sqlx::query(
        "SELECT l.token_hash, l.purpose, l.staff_id, l.expires_at, s.account, s.name FROM setup_links l \
         LEFT JOIN staff s ON s.point_id = l.point_id AND s.staff_id = l.staff_id \
         WHERE l.point_id = $1 AND l.token_hash = $2 AND l.used_at IS NULL AND l.expires_at > $3",
    )
    .bind(point.0)
    .bind(token.bytes().as_slice())
    .bind(at.millis())
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    if TokenHash::from_bytes(row.try_get("token_hash")?).as_ref() != Some(token) {
        return Ok(None);
    }
    let word: String = row.try_get("purpose")?;
    let staff = row.try_get::<Option<Uuid>, _>("staff_id")?.map(StaffId);
    let purpose = match (word.as_str(), staff) {
        (FIRST_ADMINISTRATOR, None) => LinkPurpose::FirstAdministrator,
        (INVITATION, Some(id)) => LinkPurpose::Invitation(id),
        (RESET, Some(id)) => LinkPurpose::Reset(id),
        _ => return Err(StoreError::Unreadable(format!("a link for {word}"))),
    };
    let account: Option<String> = row.try_get("account")?;
    let name: Option<String> = row.try_get("name")?;
    let expires_at = Moment::from_millis(row.try_get("expires_at")?);
    Ok(Some(OpenLink { purpose, expires_at, member: account.zip(name) }))
}

/// Uses a link up. `Some(None)` was the first administrator's, `Some(Some(id))` a member's, `None` is no usable link.
pub(super) async fn use_up(
    db: &mut Connection,
    point: PointId,
    token: &TokenHash,
    at: Moment,
) -> Result<Option<Option<StaffId>>, StoreError> {
    let row = sqlx::query(
        "UPDATE setup_links SET used_at = $3 \
         WHERE point_id = $1 AND token_hash = $2 AND used_at IS NULL AND expires_at > $3 RETURNING staff_id",
    )
    .bind(point.0)
    .bind(token.bytes().as_slice())
    .bind(at.millis())
    .fetch_optional(db)
    .await?;
    row.map(|row| Ok(row.try_get::<Option<Uuid>, _>("staff_id")?.map(StaffId))).transpose()
}

/// Takes back a member's unused links.
pub(super) async fn withdraw_of(db: &mut Connection, point: PointId, id: StaffId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM setup_links WHERE point_id = $1 AND staff_id = $2 AND used_at IS NULL")
        .bind(point.0)
        .bind(id.0)
        .execute(db)
        .await?;
    Ok(())
}

/// Takes back every unused link.
pub(super) async fn withdraw_all(db: &mut Connection, point: PointId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM setup_links WHERE point_id = $1 AND used_at IS NULL").bind(point.0).execute(db).await?;
    Ok(())
}
