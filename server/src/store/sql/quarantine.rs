//! What was kept aside.

use super::tx::Tx;
use domain::ids::{PointId, StaffId};
use domain::moment::Moment;
use domain::role::Actor;
use sqlx::{AssertSqlSafe, Row};
use sync::protocol::{OpId, PayloadHash, QuarantinedOp, Review};
use uuid::Uuid;

use super::engine::HEX_OF_HASH;
use super::rows::column;
use super::rows::read;
use super::unread;
use crate::store::StoreError;

/// The newest first.
pub(super) async fn kept(tx: &mut Tx, point: PointId, most: u32) -> Result<Vec<QuarantinedOp>, StoreError> {
    let sql = AssertSqlSafe(format!(
        "SELECT k.*, l.at AS reviewed_at, l.staff_id AS reviewed_by FROM ( \
         SELECT op_id, hash, kind, made_at, received_at, receipt AS plain, NULL AS receipt, NULL AS actor, payload AS text \
         FROM quarantine WHERE point_id = $1 UNION ALL \
         SELECT op_id, {HEX_OF_HASH}, kind, made_at, received_at, NULL, receipt, actor, kept_payload AS text \
         FROM ops WHERE point_id = $1 AND outcome IN ('quarantined', 'unsupported')) k \
         LEFT JOIN quarantine_reviews l ON l.point_id = $1 AND l.op_id = k.op_id AND l.hash = k.hash \
         ORDER BY l.at IS NOT NULL AND COALESCE(k.text, '') = '', k.received_at DESC, k.op_id LIMIT $2"
    ));
    let rows = sqlx::query(sql).bind(point.0).bind(i64::from(most)).fetch_all(&mut **tx).await?;
    let kept = rows.iter().map(|row| {
        let at = row.try_get::<Option<i64>, _>("reviewed_at")?.map(Moment::from_millis);
        let by = row.try_get::<Option<Uuid>, _>("reviewed_by")?.map(StaffId);
        let actor = row.try_get::<Option<&str>, _>("actor")?.map(read::<Actor>).transpose()?;
        Ok(QuarantinedOp {
            op: OpId(row.try_get("op_id")?),
            hash: PayloadHash(row.try_get("hash")?),
            kind: row.try_get("kind")?,
            by: actor.and_then(|actor| match actor {
                Actor::Staff { id, .. } => Some(id),
                _ => None,
            }),
            made_at: Moment::from_millis(row.try_get("made_at")?),
            received_at: Moment::from_millis(row.try_get("received_at")?),
            outcome: match row.try_get("plain")? {
                Some(plain) => read(&tx.codec().decode_text("receipt", plain)?)?,
                None => read(&column(tx.codec(), row, "receipt")?)?,
            },
            text: tx.codec().decode_text("payload", row.try_get::<Option<&str>, _>("text")?.unwrap_or_default())?,
            reviewed: at.zip(by),
        })
    });
    kept.collect()
}

/// How much of it nobody has looked at.
pub(super) async fn waiting(tx: &mut Tx, point: PointId) -> Result<i64, StoreError> {
    let sql = AssertSqlSafe(format!(
        "SELECT COUNT(*) FROM ( \
         SELECT op_id, hash FROM quarantine WHERE point_id = $1 UNION ALL \
         SELECT op_id, {HEX_OF_HASH} FROM ops WHERE point_id = $1 AND outcome IN ('quarantined', 'unsupported')) k \
         LEFT JOIN quarantine_reviews l ON l.point_id = $1 AND l.op_id = k.op_id AND l.hash = k.hash \
         WHERE l.op_id IS NULL"
    ));
    Ok(sqlx::query_scalar(sql).bind(point.0).fetch_one(&mut **tx).await?)
}

/// Where somebody has looked at it before, it stays theirs.
pub(super) async fn review(
    tx: &mut Tx,
    point: PointId,
    what: &Review,
    by: StaffId,
    at: Moment,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO quarantine_reviews (point_id, op_id, hash, at, staff_id) VALUES ($1, $2, $3, $4, $5) \
                       ON CONFLICT DO NOTHING";
    let query = sqlx::query(SQL).bind(point.0).bind(what.op.0).bind(&what.hash.0).bind(at.millis()).bind(by.0);
    query.execute(&mut **tx).await?;
    unread::forget(tx, point, what.op.0, &what.hash.0).await
}
