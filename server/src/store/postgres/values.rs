//! Values of whatever column, for copies of whole tables.

use sqlx::postgres::PgRow;
use sqlx::query_builder::Separated;
use sqlx::{Postgres, Row};
use uuid::Uuid;

use crate::store::StoreError;
use crate::store::codec::compress;
use crate::store::tables::{Takes, Value};

/// Name and type of each column of the table of that name.
pub(super) const COLUMNS: &str = "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT) FROM information_schema.columns \
                                  WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position";
/// Whether there is a table of that name.
pub(super) const HAS_TABLE: &str = "SELECT to_regclass($1) IS NOT NULL";

pub(super) fn takes(word: &str) -> Option<Takes> {
    match word {
        "bigint" => Some(Takes::Numbers),
        "boolean" => Some(Takes::Flags),
        "uuid" => Some(Takes::Ids),
        "text" => Some(Takes::Text),
        "bytea" => Some(Takes::Bytes),
        _ => None,
    }
}

pub(super) fn value(row: &PgRow, place: usize, takes: Takes) -> Result<Value, StoreError> {
    let value = match takes {
        Takes::Numbers => row.try_get::<Option<i64>, _>(place)?.map(Value::Number),
        Takes::Flags => row.try_get::<Option<bool>, _>(place)?.map(|flag| Value::Number(i64::from(flag))),
        Takes::Ids => row.try_get::<Option<Uuid>, _>(place)?.map(|id| Value::Bytes(id.as_bytes().to_vec())),
        Takes::Text => row.try_get::<Option<String>, _>(place)?.map(Value::Text),
        Takes::Bytes | Takes::Either => row.try_get::<Option<Vec<u8>>, _>(place)?.map(Value::Bytes),
    };
    Ok(value.unwrap_or(Value::Null))
}

pub(super) fn push(list: &mut Separated<'_, Postgres, &str>, value: &Value, takes: Takes) -> Result<(), StoreError> {
    let other = || StoreError::Unreadable(format!("a value is not of the type of its column ({takes:?})"));
    match (takes, value) {
        (Takes::Numbers, Value::Null) => list.push_bind(None::<i64>),
        (Takes::Numbers, Value::Number(number)) => list.push_bind(*number),
        (Takes::Flags, Value::Null) => list.push_bind(None::<bool>),
        (Takes::Flags, Value::Number(number)) => list.push_bind(*number != 0),
        (Takes::Ids, Value::Null) => list.push_bind(None::<Uuid>),
        (Takes::Ids, Value::Bytes(bytes)) => list.push_bind(Uuid::from_slice(bytes).map_err(|_| other())?),
        (Takes::Text, Value::Null) => list.push_bind(None::<String>),
        (Takes::Text, Value::Text(text)) => list.push_bind(super::engine::storable(text).into_owned()),
        (Takes::Bytes | Takes::Either, Value::Null) => list.push_bind(None::<Vec<u8>>),
        (Takes::Bytes | Takes::Either, Value::Bytes(bytes)) => list.push_bind(bytes.clone()),
        // JSON of an earlier version, which was not compressed yet.
        (Takes::Bytes | Takes::Either, Value::Text(text)) => list.push_bind(compress(text)?),
        _ => return Err(other()),
    };
    Ok(())
}
