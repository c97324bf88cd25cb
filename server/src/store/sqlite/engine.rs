//! What the statements need to know of the engine that they run on, here SQLite.

use std::borrow::Cow;

use domain::ids::PointId;

use crate::store::StoreError;

pub(super) type Db = sqlx::Sqlite;
pub(super) type Connection = sqlx::SqliteConnection;
pub(super) type DbRow = sqlx::sqlite::SqliteRow;
pub(super) use super::SqliteStore as Store;

/// The name of the type of bytes.
pub(super) const BYTES: &str = "BLOB";
/// Its planner would choose the primary key for what changed since a place.
pub(super) const BY_SEQ: &str = "INDEXED BY entities_by_seq";
/// The column `hash` as hexadecimal digits.
pub(super) const HEX_OF_HASH: &str = "lower(hex(hash))";
/// Each text of the list that is the third parameter, as `value`.
pub(super) const EACH_TEXT_OF_THIRD: &str = "json_each($3)";

/// Whoever may write holds the lock of the whole file.
pub(super) async fn lock(_: &mut Connection, _: PointId) -> Result<(), StoreError> {
    Ok(())
}

/// What is written over is written over with zeros, and does not stay in the file (<https://www.sqlite.org/pragma.html#pragma_secure_delete>).
pub(super) async fn forget_what_was(tx: &mut Connection) -> Result<(), StoreError> {
    sqlx::query("PRAGMA secure_delete = ON").execute(tx).await?;
    Ok(())
}

/// Nor in the log: it is emptied into the file.
pub(super) async fn forgotten(store: &Store) -> Result<(), StoreError> {
    sqlx::query("PRAGMA secure_delete = OFF").execute(&store.writer).await?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&store.writer).await?;
    Ok(())
}

/// As it is: SQLite keeps any text.
pub(super) fn storable(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}
