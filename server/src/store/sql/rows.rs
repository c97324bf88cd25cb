//! From rows to values and back.

use super::tx::Tx;
use domain::moment::Moment;
use domain::role::Role;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{QueryBuilder, Row, ValueRef};
use sync::protocol::{Epoch, Outcome, PayloadHash, Seq};
use uuid::Uuid;

use super::engine::{BYTES, Connection, Db, DbRow};
use crate::store::StoreError;
use crate::store::codec::Codec;
use crate::store::entities::{Point, StoredReceipt};
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

/// Of columns `seq, receipt`.
pub(super) fn receipt(codec: &Codec, row: &DbRow, hash: PayloadHash) -> Result<StoredReceipt, StoreError> {
    Ok(StoredReceipt { hash, seq: Seq(row.try_get("seq")?), outcome: read(&column(codec, row, "receipt")?)? })
}

/// The text in a column, in whichever way it is stored: as it is, compressed, or sealed.
pub(super) fn column(codec: &Codec, row: &DbRow, name: &str) -> Result<String, StoreError> {
    let raw = row.try_get_raw(name)?;
    let is_packed = sqlx::TypeInfo::name(&*raw.type_info()) == BYTES;
    if is_packed { codec.decode(name, row.try_get(name)?) } else { codec.decode_text(name, row.try_get(name)?) }
}

/// A push of one operation, by far the most frequent, finds its statements prepared: one row for each table, and two
/// events for a filing.
pub(super) async fn run(tx: &mut Tx, mut query: QueryBuilder<Db>, rows: usize) -> Result<(), StoreError> {
    query.build().persistent(rows <= 2).execute(&mut **tx).await?;
    Ok(())
}

/// The contact point's row.
pub(super) async fn point(connection: &mut Connection, point: PointId) -> Result<Point, StoreError> {
    const SQL: &str = "SELECT epoch, epoch_since, head_seq FROM points WHERE point_id = $1";
    let row: Option<(Uuid, i64, i64)> = sqlx::query_as(SQL).bind(point.0).fetch_optional(connection).await?;
    let (epoch, since, head) = row.ok_or(StoreError::NoSuchPoint)?;
    Ok(Point { epoch: Epoch(epoch), epoch_since: Moment::from_millis(since), head: Seq(head) })
}

pub(super) fn role(code: &str) -> Result<Role, StoreError> {
    Role::from_code(code).ok_or_else(|| StoreError::Unreadable(format!("no role is called {code}")))
}
