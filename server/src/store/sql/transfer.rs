//! Whole tables, page by page: for copies into another engine, and for tests of restored backups.

use super::tx::Tx;
use async_trait::async_trait;
use domain::ids::PointId;
use sqlx::{AssertSqlSafe, QueryBuilder};

use super::super::values::{COLUMNS, HAS_TABLE, push, takes, value};
use super::engine::{Db, Store};
use crate::store::StoreError;
use crate::store::tables::{Column, Table, Value};
use crate::store::transfer::{MOVING, Rows, Tables};

/// As many parameters as SQLite takes in one statement.
const MOST_PARAMETERS: usize = 32_000;

#[async_trait]
impl Tables for Store {
    async fn columns(&self, table: &Table) -> Result<Vec<Column>, StoreError> {
        columns(&mut self.begin_read().await?, table).await
    }

    async fn page(
        &self,
        table: &Table,
        columns: &[Column],
        after: Option<&[Value]>,
        most: u32,
    ) -> Result<Rows, StoreError> {
        page(&mut self.begin_read().await?, table, columns, None, after, most).await
    }

    async fn last(&self, table: &Table, columns: &[Column]) -> Result<Option<Vec<Value>>, StoreError> {
        let mut query = select(table, columns);
        query.push(" ORDER BY ").push(in_order(table, " DESC")).push(" LIMIT 1");
        let row = query.build().fetch_optional(&mut *self.begin_read().await?).await?;
        row.map(|row| columns.iter().enumerate().map(|(place, column)| value(&row, place, column.takes)).collect())
            .transpose()
    }

    async fn count(&self, table: &Table) -> Result<i64, StoreError> {
        let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {}", table.name));
        Ok(sqlx::query_scalar(sql).fetch_one(&mut *self.begin_read().await?).await?)
    }

    async fn add(&self, table: &Table, columns: &[Column], rows: &[Vec<Value>]) -> Result<(), StoreError> {
        let mut tx = self.begin_whole().await?;
        add(&mut tx, table, columns, rows).await?;
        tx.commit().await
    }

    async fn moving(&self) -> Result<Option<String>, StoreError> {
        let mut tx = self.begin_read().await?;
        let there: bool = sqlx::query_scalar(HAS_TABLE).bind(MOVING).fetch_one(&mut *tx).await?;
        if !there {
            return Ok(None);
        }
        Ok(sqlx::query_scalar("SELECT source FROM store_move").fetch_optional(&mut *tx).await?)
    }

    async fn begin_move(&self, source: &str) -> Result<(), StoreError> {
        let mut tx = self.begin_whole().await?;
        sqlx::query("CREATE TABLE store_move (source TEXT NOT NULL)").execute(&mut *tx).await?;
        sqlx::query("INSERT INTO store_move (source) VALUES ($1)").bind(source).execute(&mut *tx).await?;
        tx.commit().await
    }

    async fn end_move(&self) -> Result<(), StoreError> {
        let mut tx = self.begin_whole().await?;
        sqlx::query("DROP TABLE store_move").execute(&mut *tx).await?;
        tx.commit().await
    }

    async fn points(&self) -> Result<Vec<PointId>, StoreError> {
        let mut tx = self.begin_read().await?;
        let ids = sqlx::query_scalar("SELECT point_id FROM points ORDER BY point_id").fetch_all(&mut *tx).await?;
        Ok(ids.into_iter().map(PointId).collect())
    }
}

/// The columns of a table, with what they take.
pub(super) async fn columns(tx: &mut Tx, table: &Table) -> Result<Vec<Column>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(COLUMNS).bind(table.name).fetch_all(&mut **tx).await?;
    let column = |(name, word): (String, String)| {
        let unknown = || StoreError::Unreadable(format!("{}.{name} is of the type {word}", table.name));
        Ok(Column { takes: takes(&word).ok_or_else(unknown)?, name })
    };
    rows.into_iter().map(column).collect()
}

/// Rows behind one of which the key is known, in the order of their keys; of one contact point, or of all.
pub(super) async fn page(
    tx: &mut Tx,
    table: &Table,
    columns: &[Column],
    of: Option<PointId>,
    after: Option<&[Value]>,
    most: u32,
) -> Result<Rows, StoreError> {
    let mut query = select(table, columns);
    query.push(" WHERE 1 = 1");
    if let Some(point) = of {
        query.push(" AND point_id = ").push_bind(point.0);
    }
    if let Some(after) = after {
        query.push(format_args!(" AND ({}) > (", in_order(table, "")));
        let mut list = query.separated(", ");
        for name in table.key {
            let found = columns.iter().zip(after).find(|(column, _)| column.name == *name);
            let (column, value) = found.ok_or_else(|| StoreError::Unreadable(format!("{}.{name}", table.name)))?;
            push(&mut list, value, column.takes)?;
        }
        query.push(")");
    }
    query.push(" ORDER BY ").push(in_order(table, "")).push(" LIMIT ").push_bind(i64::from(most));
    let rows = query.build().fetch_all(&mut **tx).await?;
    let read = |row| columns.iter().enumerate().map(|(place, column)| value(row, place, column.takes)).collect();
    rows.iter().map(read).collect()
}

/// Adds rows as they are.
pub(super) async fn add(tx: &mut Tx, table: &Table, columns: &[Column], rows: &[Vec<Value>]) -> Result<(), StoreError> {
    for some in rows.chunks((MOST_PARAMETERS / columns.len().max(1)).max(1)) {
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let mut query = QueryBuilder::<Db>::new("");
        query.push(format_args!("INSERT INTO {} ({}) VALUES ", table.name, names.join(", ")));
        for (place, row) in some.iter().enumerate() {
            query.push(if place == 0 { "(" } else { ", (" });
            let mut list = query.separated(", ");
            for (column, value) in columns.iter().zip(row) {
                push(&mut list, value, column.takes)?;
            }
            query.push(")");
        }
        query.build().persistent(false).execute(&mut **tx).await?;
    }
    Ok(())
}

/// Every table's names are ours.
fn select(table: &Table, columns: &[Column]) -> QueryBuilder<Db> {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let mut query = QueryBuilder::new("SELECT ");
    query.push(names.join(", ")).push(" FROM ").push(table.name);
    query
}

fn in_order(table: &Table, direction: &str) -> String {
    let columns: Vec<String> = table.key.iter().map(|column| format!("{column}{direction}")).collect();
    columns.join(", ")
}
