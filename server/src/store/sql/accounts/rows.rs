//! Rows of the tables of accounts.

use domain::ids::StaffId;
use domain::moment::Moment;
use domain::role::Role;
use domain::staff::StaffMember;
use sqlx::Row;
use sync::protocol::Seq;
use uuid::Uuid;

use super::super::engine::DbRow;
use crate::store::StoreError;
use crate::store::accounts::StaffRecord;

/// A member, and the place of their last change.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) record: StaffRecord,
    pub(super) seq: Seq,
}

/// Of the columns `staff_id, name, role, on_duty, active`.
pub(super) fn member(row: &DbRow) -> Result<StaffMember, StoreError> {
    let role: String = row.try_get("role")?;
    Ok(StaffMember {
        id: StaffId(row.try_get::<Uuid, _>("staff_id")?),
        name: row.try_get("name")?,
        role: Role::from_code(&role).ok_or_else(|| StoreError::Unreadable(format!("role {role}")))?,
        on_duty: row.try_get("on_duty")?,
        active: row.try_get("active")?,
        // Colleagues learn it by pull, from the roster.
        absent: false,
    })
}

/// Of those, and `account, rev, can_sign_in, last_seen_at, seq`.
pub(super) fn stored(row: &DbRow) -> Result<Stored, StoreError> {
    let rev: i64 = row.try_get("rev")?;
    let record = StaffRecord {
        member: member(row)?,
        account: row.try_get("account")?,
        rev: u64::try_from(rev).map_err(|_| StoreError::Unreadable(format!("revision {rev}")))?,
        can_sign_in: row.try_get("can_sign_in")?,
        last_seen_at: row.try_get::<Option<i64>, _>("last_seen_at")?.map(Moment::from_millis),
    };
    Ok(Stored { record, seq: Seq(row.try_get("seq")?) })
}
