//! The statements, once for every engine, in the SQL that SQLite and PostgreSQL both accept.
//!
//! This folder is compiled within each engine's module (`#[path]`), beside its `engine`, which says what a connection and a row are
//! and holds the few words that differ. Types alone would not do: the bounds of a function that is generic over sqlx's databases
//! cannot be implied, so each would repeat twenty of them. See decision 0043.

mod accounts;
mod attachments;
#[cfg(any(test, feature = "testing"))]
mod dump;
mod entities;
mod find;
mod kinds;
mod notices;
mod pull;
mod quarantine;
mod reseal;
mod roster;
mod rows;
mod sync_store;
#[cfg(any(test, feature = "testing"))]
mod test_store;
mod transfer;
mod tx;
mod unread;
mod workdays;
mod write;

use domain::ids::PointId;
use sync::protocol::Seq;

use super::engine;
use crate::store::StoreError;
pub(crate) use tx::Tx;

/// Takes the next place in a contact point's history. Only inside a transaction of `begin_write`: places follow the order of
/// commits because nobody else can take one of that contact point before this transaction ends.
async fn next_seq(connection: &mut engine::Connection, point: PointId) -> Result<Seq, StoreError> {
    let seq = sqlx::query_scalar("UPDATE points SET head_seq = head_seq + 1 WHERE point_id = $1 RETURNING head_seq")
        .bind(point.0)
        .fetch_optional(connection)
        .await?;
    seq.map(Seq).ok_or(StoreError::NoSuchPoint)
}
