//! Values of whatever column, for copies of whole tables.

use sqlx::query_builder::Separated;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, Sqlite, TypeInfo, ValueRef};

use crate::store::StoreError;
use crate::store::tables::{Takes, Value};

/// Name and type of each column of the table of that name.
pub(super) const COLUMNS: &str = "SELECT name, type FROM pragma_table_info($1) ORDER BY cid";
/// Whether there is a table of that name.
pub(super) const HAS_TABLE: &str = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1)";

pub(super) fn takes(word: &str) -> Option<Takes> {
    match word {
        "INTEGER" => Some(Takes::Numbers),
        "TEXT" => Some(Takes::Text),
        "BLOB" => Some(Takes::Bytes),
        "ANY" => Some(Takes::Either),
        _ => None,
    }
}

pub(super) fn value(row: &SqliteRow, place: usize, _: Takes) -> Result<Value, StoreError> {
    let raw = row.try_get_raw(place)?;
    Ok(match raw.type_info().name() {
        _ if raw.is_null() => Value::Null,
        "INTEGER" => Value::Number(row.try_get(place)?),
        "TEXT" => Value::Text(row.try_get(place)?),
        _ => Value::Bytes(row.try_get(place)?),
    })
}

pub(super) fn push(list: &mut Separated<'_, Sqlite, &str>, value: &Value, _: Takes) -> Result<(), StoreError> {
    match value {
        Value::Null => list.push_bind(None::<i64>),
        Value::Number(number) => list.push_bind(*number),
        Value::Text(text) => list.push_bind(text.clone()),
        Value::Bytes(bytes) => list.push_bind(bytes.clone()),
    };
    Ok(())
}
