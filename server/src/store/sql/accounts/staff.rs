//! The table `staff`. Every change that colleagues see takes a place in the point's history.

use domain::ids::{PointId, StaffId};
use domain::moment::Moment;
use domain::role::Role;
use domain::staff::StaffMember;
use sqlx::Row;
use uuid::Uuid;

use super::super::engine::{Connection, storable};
use super::super::kinds::staff::seen;
use super::super::next_seq;
use super::super::tx::Tx;
use super::rows::{Stored, stored};
use crate::accounts::hasher::PasswordHash;
use crate::store::StoreError;
use crate::store::accounts::{Credentials, NewStaff, StaffChange, StaffRecord, StaffWriteError, WrittenStaff};

pub(super) async fn all(db: &mut Connection, point: PointId) -> Result<Vec<StaffRecord>, StoreError> {
    let rows = select(db, point, None).await?;
    Ok(rows.into_iter().map(|stored| stored.record).collect())
}

pub(super) async fn one(db: &mut Connection, point: PointId, id: StaffId) -> Result<Option<Stored>, StoreError> {
    Ok(select(db, point, Some(id)).await?.pop())
}

async fn select(db: &mut Connection, point: PointId, id: Option<StaffId>) -> Result<Vec<Stored>, StoreError> {
    let rows = sqlx::query(
        "SELECT staff_id, account, name, role, on_duty, active, rev, seq, \
         password_hash IS NOT NULL AS can_sign_in, \
         (SELECT MAX(last_seen_at) FROM sessions \
          WHERE sessions.point_id = staff.point_id AND sessions.staff_id = staff.staff_id) AS last_seen_at \
         FROM staff WHERE point_id = $1 AND ($2 IS NULL OR staff_id = $2) ORDER BY created_at, staff_id",
    )
    .bind(point.0)
    .bind(id.map(|id| id.0))
    .fetch_all(db)
    .await?;
    rows.iter().map(stored).collect()
}

pub(super) async fn credentials(
    db: &mut Connection,
    point: PointId,
    account_key: &str,
) -> Result<Option<Credentials>, StoreError> {
    let row = sqlx::query(
        "SELECT staff_id, account, password_hash, active FROM staff WHERE point_id = $1 AND account_key = $2",
    )
    .bind(point.0)
    .bind(storable(account_key))
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Credentials {
        staff: StaffId(row.try_get::<Uuid, _>("staff_id")?),
        account: row.try_get("account")?,
        password: row.try_get::<Option<String>, _>("password_hash")?.map(PasswordHash::from_store),
        active: row.try_get("active")?,
    }))
}

/// Whether somebody active with a password can manage accounts, other than one member.
pub(super) async fn has_administrator(
    db: &mut Connection,
    point: PointId,
    other_than: Option<StaffId>,
) -> Result<bool, StoreError> {
    let found = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM staff WHERE point_id = $1 AND role = 'administrator' AND active = TRUE \
         AND password_hash IS NOT NULL AND ($2 IS NULL OR staff_id <> $2))",
    )
    .bind(point.0)
    .bind(other_than.map(|id| id.0))
    .fetch_one(db)
    .await?;
    Ok(found)
}

pub(super) async fn insert(
    tx: &mut Tx,
    point: PointId,
    new: &NewStaff,
    at: Moment,
) -> Result<WrittenStaff, StaffWriteError> {
    // The lock for writing is held: nobody can take the name in between.
    if credentials(tx, point, new.account.key()).await?.is_some() {
        return Err(StaffWriteError::NameTaken);
    }
    let seq = next_seq(tx, point).await?;
    sqlx::query(
        "INSERT INTO staff (point_id, staff_id, account, account_key, name, role, password_hash, on_duty, active, \
         rev, seq, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, TRUE, 1, $9, $10, $10)",
    )
    .bind(point.0)
    .bind(new.id.0)
    .bind(storable(new.account.shown()))
    .bind(storable(new.account.key()))
    .bind(storable(&new.name))
    .bind(new.role.code())
    .bind(new.password.as_ref().map(PasswordHash::for_store))
    .bind(new.on_duty)
    .bind(seq.0)
    .bind(at.millis())
    .execute(&mut **tx)
    .await
    .map_err(StoreError::from)?;
    seen(tx, point, new.id).await?;
    let Stored { record, seq } = one(tx, point, new.id).await?.ok_or(StaffWriteError::NotFound)?;
    let came_on_duty = can_receive(&record.member);
    Ok(WrittenStaff { record, seq, came_on_duty })
}

/// Where nothing changes, nothing is written and no place is taken.
pub(super) async fn change(
    tx: &mut Tx,
    point: PointId,
    id: StaffId,
    change: &StaffChange,
    at: Moment,
) -> Result<WrittenStaff, StaffWriteError> {
    let Stored { record, seq } = one(tx, point, id).await?.ok_or(StaffWriteError::NotFound)?;
    let before = record.member.clone();
    let after = changed(&before, change);
    if after == before {
        return Ok(WrittenStaff { record, seq, came_on_duty: false });
    }
    if is_administrator(&before) && !is_administrator(&after) && !has_administrator(tx, point, Some(id)).await? {
        return Err(StaffWriteError::LastAdministrator);
    }
    let seq = next_seq(tx, point).await?;
    sqlx::query(
        "UPDATE staff SET name = $3, role = $4, on_duty = $5, active = $6, rev = rev + 1, seq = $7, updated_at = $8 \
         WHERE point_id = $1 AND staff_id = $2",
    )
    .bind(point.0)
    .bind(id.0)
    .bind(storable(&after.name))
    .bind(after.role.code())
    .bind(after.on_duty)
    .bind(after.active)
    .bind(seq.0)
    .bind(at.millis())
    .execute(&mut **tx)
    .await
    .map_err(StoreError::from)?;
    seen(tx, point, id).await?;
    let came_on_duty = can_receive(&after) && !can_receive(&before);
    let record = StaffRecord { member: after, rev: record.rev + 1, ..record };
    Ok(WrittenStaff { record, seq, came_on_duty })
}

fn changed(before: &StaffMember, change: &StaffChange) -> StaffMember {
    let active = change.active.unwrap_or(before.active);
    StaffMember {
        id: before.id,
        name: change.name.clone().unwrap_or_else(|| before.name.clone()),
        role: change.role.unwrap_or(before.role),
        on_duty: active && change.on_duty.unwrap_or(before.on_duty),
        active,
        absent: before.absent,
    }
}

fn is_administrator(member: &StaffMember) -> bool {
    member.active && member.role == Role::Administrator
}

fn can_receive(member: &StaffMember) -> bool {
    member.active && member.on_duty && member.role.receives_cases()
}

pub(super) async fn set_password(
    db: &mut Connection,
    point: PointId,
    id: StaffId,
    password: &PasswordHash,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE staff SET password_hash = $3 WHERE point_id = $1 AND staff_id = $2")
        .bind(point.0)
        .bind(id.0)
        .bind(password.for_store())
        .execute(db)
        .await?;
    Ok(())
}
