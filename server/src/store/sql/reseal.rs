//! Puts what is stored under the newest data key: what an earlier version wrote in the clear, and everything once a key was made.

use domain::case::Case;
use domain::ids::PointId;
use sqlx::{QueryBuilder, Row};
use uuid::Uuid;

use super::super::values::push;
use super::engine::{Db, forget_what_was, storable};
use super::kinds::case::PHONE;
use super::rows::{column, read};
use super::transfer::{columns, page};
use super::tx::Tx;
use crate::data_keys::KeyName;
use crate::kinds::case::phone_of;
use crate::store::StoreError;
use crate::store::codec::Codec;
use crate::store::reseal::{Reseal, SEALED};
use crate::store::tables::{Column, TABLES, Table, Takes, Value};

/// One page: rows are read in the order of their keys, and written where they lie under another key.
pub(super) async fn step(tx: &mut Tx, point: PointId, from: Reseal, most: u32) -> Result<Reseal, StoreError> {
    let Some(newest) = tx.codec().newest_key() else { return Ok(Reseal::Done) };
    let beginning = || (0, None, false);
    let (place, after, changed) = match from {
        Reseal::Done => return Ok(Reseal::Done),
        Reseal::Begin if sealed_under(tx, point).await? == Some(newest) => return Ok(Reseal::Done),
        Reseal::From { newest: of, place, after, changed } if of == newest => (place, after, changed),
        // Also where a key was made in between: what has passed already lies under another.
        Reseal::Begin | Reseal::From { .. } => beginning(),
    };
    forget_what_was(tx).await?;
    let page = match SEALED.get(place) {
        Some((name, sealed)) => values(tx, point, (table(name)?, sealed), after, most).await?,
        None => phones(tx, point, after, most).await?,
    };
    let changed = changed || page.changed;
    let (place, after, changed) = match page.last {
        Some(last) => (place, Some(last), changed),
        None if place < SEALED.len() => (place + 1, None, changed),
        // Until a whole pass finds nothing: another process may have written under the key before.
        None if changed => beginning(),
        None => {
            let query = sqlx::query("UPDATE points SET sealed_under = $2 WHERE point_id = $1");
            query.bind(point.0).bind(i64::from(newest.0)).execute(&mut **tx).await?;
            return Ok(Reseal::Done);
        }
    };
    Ok(Reseal::From { newest, place, after, changed })
}

/// What came of a page.
struct Page {
    /// Behind which row the next begins; none after the last.
    last: Option<Vec<Value>>,
    /// Something was written.
    changed: bool,
}

async fn sealed_under(tx: &mut Tx, point: PointId) -> Result<Option<KeyName>, StoreError> {
    let query = sqlx::query_scalar("SELECT sealed_under FROM points WHERE point_id = $1").bind(point.0);
    let number: Option<i64> = query.fetch_optional(&mut **tx).await?;
    Ok(number.and_then(|number| u32::try_from(number).ok()).map(KeyName))
}

fn table(name: &str) -> Result<&'static Table, StoreError> {
    let known = TABLES.iter().find(|table| table.name == name);
    known.ok_or_else(|| StoreError::Failed(format!("no table is called {name}")))
}

async fn values(
    tx: &mut Tx,
    point: PointId,
    (table, sealed): (&'static Table, &[(&str, &str)]),
    after: Option<Vec<Value>>,
    most: u32,
) -> Result<Page, StoreError> {
    let is_key = |column: &Column| table.key.contains(&column.name.as_str());
    let is_sealed = |column: &Column| sealed.iter().any(|(name, _)| *name == column.name);
    let all = columns(tx, table).await?;
    let read: Vec<Column> = all.into_iter().filter(|column| is_key(column) || is_sealed(column)).collect();
    let rows = page(tx, table, &read, Some(point), after.as_deref(), most).await?;
    let mut changed = false;
    for row in &rows {
        let mut fresh = Vec::new();
        for (column, value) in read.iter().zip(row) {
            let place = sealed.iter().find(|(name, _)| *name == column.name).map(|(_, place)| *place);
            let value = place.map(|place| resealed(tx.codec(), place, column.takes, value)).transpose()?.flatten();
            fresh.extend(value.map(|value| (column, value)));
        }
        if !fresh.is_empty() {
            let key: Vec<(&Column, &Value)> = read.iter().zip(row).filter(|(column, _)| is_key(column)).collect();
            update(tx, table, &fresh, &key).await?;
            changed = true;
        }
    }
    Ok(Page { last: next_after(rows, most), changed })
}

/// None where that was the last page.
fn next_after<T>(rows: Vec<T>, most: u32) -> Option<T> {
    let is_full = u32::try_from(rows.len()).is_ok_and(|rows| rows >= most);
    rows.into_iter().next_back().filter(|_| is_full)
}

/// The value under the newest key; none where it lies there, or there is none.
fn resealed(codec: &Codec, place: &str, takes: Takes, value: &Value) -> Result<Option<Value>, StoreError> {
    Ok(match (value, takes) {
        (Value::Bytes(bytes), _) if !codec.is_up_to_date(bytes) => {
            Some(Value::Bytes(codec.encode(place, &codec.decode(place, bytes)?)?))
        }
        (Value::Text(text), Takes::Text) if !codec.is_text_up_to_date(text) => {
            Some(Value::Text(codec.encode_text(place, &codec.decode_text(place, text)?)?))
        }
        // As an earlier version wrote it, where bytes are written today.
        (Value::Text(text), Takes::Either) => Some(Value::Bytes(codec.encode(place, text)?)),
        _ => None,
    })
}

async fn update(
    tx: &mut Tx,
    table: &Table,
    fresh: &[(&Column, Value)],
    key: &[(&Column, &Value)],
) -> Result<(), StoreError> {
    let mut query = QueryBuilder::<Db>::new("UPDATE ");
    query.push(table.name);
    for (at, (column, value)) in fresh.iter().enumerate() {
        query.push(if at == 0 { " SET " } else { ", " }).push(&column.name).push(" = ");
        push(&mut query.separated(""), value, column.takes)?;
    }
    for (at, (column, value)) in key.iter().enumerate() {
        query.push(if at == 0 { " WHERE " } else { " AND " }).push(&column.name).push(" = ");
        push(&mut query.separated(""), value, column.takes)?;
    }
    query.build().execute(&mut **tx).await?;
    Ok(())
}

/// The hashes by which numbers are found.
async fn phones(tx: &mut Tx, point: PointId, after: Option<Vec<Value>>, most: u32) -> Result<Page, StoreError> {
    const SQL: &str = "SELECT i.case_id, i.phone, e.snapshot FROM case_index i JOIN entities e ON e.point_id = i.point_id \
                       AND e.kind = 'case' AND e.entity_id = i.case_id \
                       WHERE i.point_id = $1 AND i.case_id > $2 ORDER BY i.case_id LIMIT $3";
    const FILL: &str = "UPDATE case_index SET phone = $3 WHERE point_id = $1 AND case_id = $2";
    let after = after.and_then(|key| match key.into_iter().next() {
        Some(Value::Bytes(id)) => Uuid::from_slice(&id).ok(),
        _ => None,
    });
    let prefix = tx.codec().blind_prefix().unwrap_or_default();
    let query = sqlx::query(SQL).bind(point.0).bind(after.unwrap_or_default()).bind(i64::from(most));
    let rows = query.fetch_all(&mut **tx).await?;
    let mut changed = false;
    let mut ids = Vec::with_capacity(rows.len());
    for row in &rows {
        let id: Uuid = row.try_get("case_id")?;
        ids.push(id);
        let kept: Option<&str> = row.try_get("phone")?;
        if kept.is_none_or(|kept| kept.is_empty() || kept.starts_with(&prefix)) {
            continue;
        }
        // One that only a later version reads is found by its number of the case.
        let case = read::<Case>(&column(tx.codec(), row, "snapshot")?);
        let phone = case.map(|case| phone_of(&case)).unwrap_or_default();
        let hash = tx.codec().blind(PHONE, &storable(&phone)).swap_remove(0);
        sqlx::query(FILL).bind(point.0).bind(id).bind(hash).execute(&mut **tx).await?;
        changed = true;
    }
    Ok(Page { last: next_after(ids, most).map(|id| vec![Value::Bytes(id.as_bytes().to_vec())]), changed })
}
