//! Members of staff as entities: what their accounts and the roster say of them, for colleagues to see.

use super::super::tx::Tx;
use domain::ids::{PointId, StaffId};
use domain::staff::{KIND, StaffMember};
use sync::protocol::Seq;

use super::super::entities::put;
use super::super::rows::{json, role, unsigned};
use crate::store::StoreError;
use crate::store::entities::{EntityKey, StoredEntity};

/// Writes the entity of a member whose row has just changed, in the same transaction.
pub(crate) async fn seen(tx: &mut Tx, point: PointId, id: StaffId) -> Result<(), StoreError> {
    const SQL: &str = "SELECT s.name, s.role, s.on_duty, s.active, COALESCE(r.standing = 'on_leave', FALSE), s.rev, s.seq \
                       FROM staff s LEFT JOIN rosters r ON r.point_id = s.point_id AND r.staff_id = s.staff_id \
                       WHERE s.point_id = $1 AND s.staff_id = $2";
    type Columns = (String, String, bool, bool, bool, i64, i64);
    let row: Option<Columns> = sqlx::query_as(SQL).bind(point.0).bind(id.0).fetch_optional(&mut **tx).await?;
    let Some((name, code, on_duty, active, on_leave, rev, seq)) = row else { return Ok(()) };
    let absent = active && on_leave && !on_duty;
    let member = StaffMember { id, name, role: role(&code)?, on_duty, active, absent };
    let key = EntityKey { kind: KIND.name, id: id.0 };
    put(tx, point, &StoredEntity { key, rev: unsigned(rev), seq: Seq(seq), snapshot: json(&member)? }).await
}
