//! What the statements need to know of the engine that they run on, here PostgreSQL.

use std::borrow::Cow;

use domain::ids::PointId;

use crate::store::StoreError;

pub(super) type Db = sqlx::Postgres;
pub(super) type Connection = sqlx::PgConnection;
pub(super) type DbRow = sqlx::postgres::PgRow;
pub(super) use super::PostgresStore as Store;

/// The name of the type of bytes.
pub(super) const BYTES: &str = "BYTEA";
/// Its planner finds the index by itself.
pub(super) const BY_SEQ: &str = "";
/// The column `hash` as hexadecimal digits.
pub(super) const HEX_OF_HASH: &str = "encode(hash, 'hex')";
/// Each text of the list that is the third parameter, as `value`.
pub(super) const EACH_TEXT_OF_THIRD: &str =
    "(SELECT each.value FROM jsonb_array_elements_text(CAST($3 AS jsonb)) AS each (value))";

/// From here on nobody else writes to that contact point until the transaction ends. One that is not there yet locks nothing.
pub(super) async fn lock(tx: &mut Connection, point: PointId) -> Result<(), StoreError> {
    sqlx::query("SELECT 1 FROM points WHERE point_id = $1 FOR UPDATE").bind(point.0).execute(tx).await?;
    Ok(())
}

/// Rows that were written over stay until VACUUM.
pub(super) async fn forget_what_was(_: &mut Connection) -> Result<(), StoreError> {
    Ok(())
}

/// Autovacuum would come to it; whoever makes a new key wants it done.
pub(super) async fn forgotten(store: &Store) -> Result<(), StoreError> {
    for table in ["entities", "events", "ops", "quarantine", "case_index"] {
        sqlx::query(sqlx::AssertSqlSafe(format!("VACUUM {table}"))).execute(&store.pool).await?;
    }
    Ok(())
}

/// PostgreSQL keeps no U+0000 in text: the sign for a lost one takes its place. No person types it.
pub(super) fn storable(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}
