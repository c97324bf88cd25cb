//! The roster.

use super::tx::Tx;
use domain::ids::{PointId, StaffId};
use domain::moment::Moment;
use domain::roster::{Plan, Standing};
use sqlx::Row;
use sync::protocol::Seq;
use uuid::Uuid;

use super::engine::DbRow;
use super::next_seq;
use super::rows::{json, read};
use crate::store::StoreError;
use crate::store::entities::{RosterRow, Turn};

pub(super) async fn all(tx: &mut Tx, point: PointId) -> Result<Vec<(StaffId, Plan)>, StoreError> {
    const SQL: &str = "SELECT staff_id, plan FROM rosters WHERE point_id = $1 ORDER BY staff_id";
    let rows: Vec<(Uuid, String)> = sqlx::query_as(SQL).bind(point.0).fetch_all(&mut **tx).await?;
    rows.into_iter().map(|(staff, plan)| Ok((StaffId(staff), read(&plan)?))).collect()
}

pub(super) async fn due(tx: &mut Tx, point: PointId, now: Moment) -> Result<Vec<RosterRow>, StoreError> {
    const SQL: &str = "SELECT r.staff_id, r.plan, r.standing, r.checked_at, s.on_duty, s.active FROM rosters r \
                       JOIN staff s ON s.point_id = r.point_id AND s.staff_id = r.staff_id \
                       WHERE r.point_id = $1 AND r.check_at <= $2 ORDER BY r.staff_id";
    let rows = sqlx::query(SQL).bind(point.0).bind(now.millis()).fetch_all(&mut **tx).await?;
    let row = |row: &DbRow| {
        let standing: Option<String> = row.try_get("standing")?;
        Ok(RosterRow {
            staff: StaffId(row.try_get("staff_id")?),
            plan: read(row.try_get("plan")?)?,
            standing: standing.map(|word| read(&format!("\"{word}\""))).transpose()?,
            checked_at: Moment::from_millis(row.try_get("checked_at")?),
            on_duty: row.try_get("on_duty")?,
            active: row.try_get("active")?,
        })
    };
    rows.iter().map(row).collect()
}

/// Keeps a plan in place of the one before; an empty one is none. False where there is no such member.
pub(super) async fn keep(
    tx: &mut Tx,
    point: PointId,
    (staff, plan): (StaffId, &Plan),
    by: StaffId,
    at: Moment,
) -> Result<bool, StoreError> {
    const KNOWN: &str = "SELECT EXISTS (SELECT 1 FROM staff WHERE point_id = $1 AND staff_id = $2)";
    const KEEP: &str = "INSERT INTO rosters (point_id, staff_id, plan, standing, checked_at, check_at, updated_at, \
                        updated_by) VALUES ($1, $2, $3, NULL, $4, 0, $4, $5) ON CONFLICT (point_id, staff_id) \
                        DO UPDATE SET plan = excluded.plan, checked_at = excluded.checked_at, check_at = 0, \
                        updated_at = excluded.updated_at, updated_by = excluded.updated_by";
    const REMOVE: &str =
        "DELETE FROM rosters WHERE point_id = $1 AND staff_id = $2 RETURNING COALESCE(standing = 'on_leave', FALSE)";
    let known: bool = sqlx::query_scalar(KNOWN).bind(point.0).bind(staff.0).fetch_one(&mut **tx).await?;
    if !known {
        return Ok(false);
    }
    if plan.is_empty() {
        let was_on_leave: Option<bool> =
            sqlx::query_scalar(REMOVE).bind(point.0).bind(staff.0).fetch_optional(&mut **tx).await?;
        if was_on_leave == Some(true) {
            seen(tx, point, staff, None).await?;
        }
        return Ok(true);
    }
    let query = sqlx::query(KEEP).bind(point.0).bind(staff.0).bind(json(plan)?).bind(at.millis()).bind(by.0);
    query.execute(&mut **tx).await?;
    Ok(true)
}

pub(super) async fn turn(tx: &mut Tx, point: PointId, turn: &Turn) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE rosters SET standing = $3, checked_at = $4, check_at = $5 \
                       WHERE point_id = $1 AND staff_id = $2";
    let query = sqlx::query(SQL).bind(point.0).bind(turn.staff.0).bind(word(turn.standing));
    query.bind(turn.checked_at.millis()).bind(turn.check_at.millis()).execute(&mut **tx).await?;
    if turn.seen {
        seen(tx, point, turn.staff, Some(turn.on_duty)).await?;
    }
    Ok(())
}

/// Colleagues see another standing of that member, at a place in the history of its own.
async fn seen(tx: &mut Tx, point: PointId, staff: StaffId, on_duty: Option<bool>) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE staff SET on_duty = COALESCE($3, on_duty), rev = rev + 1, seq = $4 \
                       WHERE point_id = $1 AND staff_id = $2";
    let Seq(seq) = next_seq(tx, point).await?;
    sqlx::query(SQL).bind(point.0).bind(staff.0).bind(on_duty).bind(seq).execute(&mut **tx).await?;
    super::kinds::staff::seen(tx, point, staff).await
}

const fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::OnShift => "on_shift",
        Standing::Off => "off",
        Standing::OnLeave => "on_leave",
        Standing::Free => "free",
    }
}

/// Other working days: every plan is checked again.
pub(super) async fn check_again(tx: &mut Tx, point: PointId) -> Result<(), StoreError> {
    sqlx::query("UPDATE rosters SET check_at = 0 WHERE point_id = $1").bind(point.0).execute(&mut **tx).await?;
    Ok(())
}
