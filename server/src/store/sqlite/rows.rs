//! From rows to values and back.

use domain::ids::StaffId;
use domain::moment::Moment;
use domain::role::Role;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use sync::protocol::{Epoch, Outcome, PayloadHash, Seq, StaffMember};
use uuid::Uuid;

use crate::store::StoreError;
use crate::store::cases::{Point, StaffRow, StoredReceipt};
use domain::ids::PointId;

pub(super) fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    Ok(serde_json::to_string(value)?)
}

pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    Ok(serde_json::from_str(text)?)
}

/// The database knows signed numbers only; revisions are far from its limit.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

pub(super) const fn outcome_word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Applied { .. } => "applied",
        Outcome::Rejected { .. } => "rejected",
        Outcome::Quarantined { .. } => "quarantined",
        Outcome::Unsupported { .. } => "unsupported",
    }
}

/// Of columns `hash, seq, receipt`.
pub(super) fn receipt(row: &SqliteRow) -> Result<StoredReceipt, StoreError> {
    Ok(StoredReceipt {
        hash: PayloadHash(row.try_get("hash")?),
        seq: Seq(row.try_get("seq")?),
        outcome: read(row.try_get("receipt")?)?,
    })
}

/// The contact point's row.
pub(super) async fn point(connection: &mut SqliteConnection, point: PointId) -> Result<Point, StoreError> {
    const SQL: &str = "SELECT epoch, epoch_since, head_seq, board_rev, board_seq FROM points WHERE point_id = $1";
    let row: Option<(Uuid, i64, i64, i64, i64)> = sqlx::query_as(SQL).bind(point.0).fetch_optional(connection).await?;
    let (epoch, since, head, board_rev, board_seq) = row.ok_or(StoreError::NoSuchPoint)?;
    Ok(Point {
        epoch: Epoch(epoch),
        epoch_since: Moment::from_millis(since),
        head: Seq(head),
        board_rev: unsigned(board_rev),
        board_seq: Seq(board_seq),
    })
}

pub(super) fn role(code: &str) -> Result<Role, StoreError> {
    Role::from_code(code).ok_or_else(|| StoreError::Unreadable(format!("no role is called {code}")))
}

/// Everybody who works or worked at the contact point.
pub(super) async fn staff(connection: &mut SqliteConnection, point: PointId) -> Result<Vec<StaffRow>, StoreError> {
    const SQL: &str = "SELECT s.staff_id, s.name, s.role, s.on_duty, s.active, \
                       COALESCE(r.standing = 'on_leave', 0), s.rev, s.seq FROM staff s \
                       LEFT JOIN rosters r ON r.point_id = s.point_id AND r.staff_id = s.staff_id \
                       WHERE s.point_id = $1 ORDER BY s.seq";
    type Columns = (Uuid, String, String, bool, bool, bool, i64, i64);
    let rows: Vec<Columns> = sqlx::query_as(SQL).bind(point.0).fetch_all(connection).await?;
    let member = |(id, name, code, on_duty, active, on_leave, rev, seq): Columns| {
        let absent = active && on_leave && !on_duty;
        let member = StaffMember { id: StaffId(id), name, role: role(&code)?, on_duty, active, absent };
        Ok(StaffRow { member, rev: unsigned(rev), seq: Seq(seq) })
    };
    rows.into_iter().map(member).collect()
}
