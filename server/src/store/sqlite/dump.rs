//! Backup and restore of one contact point among many in one database; for tests of what a restored server does.

use domain::ids::PointId;
use sqlx::{AssertSqlSafe, Row, Sqlite, Transaction, TypeInfo, ValueRef};
use sync::protocol::Epoch;
use uuid::Uuid;

use super::SqliteStore;
use crate::store::StoreError;

/// Every table with a contact point's rows; parents before children.
const TABLES: [&str; 33] = [
    "points",
    "entities",
    "kind_sums",
    "case_index",
    "case_figures",
    "events",
    "ops",
    "claims",
    "quarantine",
    "unread",
    "discards",
    "case_numbers",
    "workloads",
    "staff",
    "rosters",
    "sessions",
    "setup_links",
    "devices",
    "device_people",
    "kiosk_codes",
    "kiosks",
    "push_subscriptions",
    "case_push_subscriptions",
    "notices",
    "merchants",
    "goods_index",
    "ledger_keys",
    "ledger_lines",
    "goods_lines",
    "fund_transactions",
    "fund_postings",
    "quarantine_reviews",
    "workdays",
];

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Null,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// All rows of one contact point at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct PointDump {
    point: PointId,
    tables: Vec<Vec<Vec<Value>>>,
}

impl PointDump {
    /// How many rows it has in a table.
    #[must_use]
    pub fn rows(&self, table: &str) -> usize {
        let place = TABLES.iter().position(|name| *name == table);
        place.and_then(|place| self.tables.get(place)).map_or(0, Vec::len)
    }
}

impl SqliteStore {
    /// As a database is from before numbers were noted.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn forget_phones(&self) -> Result<(), StoreError> {
        let mut tx = self.begin_write().await?;
        sqlx::query("UPDATE case_index SET phone = NULL").execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    /// As a database is from before the ledger was searched by lines.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn forget_goods_lines(&self) -> Result<(), StoreError> {
        let mut tx = self.begin_write().await?;
        sqlx::query("DELETE FROM goods_lines").execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    /// Lets nothing be written any more (or again), as when a disk's file system turns read-only.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn set_read_only(&self, read_only: bool) -> Result<(), StoreError> {
        let pragma = if read_only { "PRAGMA query_only = ON" } else { "PRAGMA query_only = OFF" };
        sqlx::query(pragma).execute(&self.writer).await?;
        Ok(())
    }

    /// Reads from one snapshot for as long as this is kept, as a backup that takes its time.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn hold_snapshot(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        let mut snapshot = self.begin_read().await?;
        sqlx::query("SELECT COUNT(*) FROM points").execute(&mut *snapshot).await?;
        Ok(snapshot)
    }

    /// Stores an entity as a later version of the program would, in a shape that this one cannot read.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn store_as_later_version(&self, kind: &str, id: Uuid) -> Result<(), StoreError> {
        const SQL: &str =
            r#"UPDATE entities SET snapshot = '{"shape":"of a later version"}' WHERE kind = $1 AND entity_id = $2"#;
        sqlx::query(SQL).bind(kind).bind(id).execute(&self.writer).await?;
        Ok(())
    }

    /// Changes a row by hand, as somebody does who opens the file with another program.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn change_by_hand(&self, sql: &'static str) -> Result<u64, StoreError> {
        Ok(sqlx::query(sql).execute(&self.writer).await?.rows_affected())
    }

    /// Copies one contact point.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn dump_point(&self, point: PointId) -> Result<PointDump, StoreError> {
        let mut tx = self.begin_read().await?;
        let mut tables = Vec::new();
        for table in TABLES {
            let select = AssertSqlSafe(format!("SELECT * FROM {table} WHERE point_id = $1"));
            let rows = sqlx::query(select).bind(point.0).fetch_all(&mut *tx).await?;
            tables.push(rows.iter().map(values).collect::<Result<_, _>>()?);
        }
        Ok(PointDump { point, tables })
    }

    /// Puts a copy back in place of what is there now, as an administrator does who restores a backup. With `epoch` the
    /// database begins a new life, as our own restore does it; without, it is as if somebody copied an old file back.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn restore_point(&self, dump: &PointDump, epoch: Option<Epoch>) -> Result<(), StoreError> {
        let mut tx = self.begin_write().await?;
        for table in TABLES.iter().rev() {
            let delete = AssertSqlSafe(format!("DELETE FROM {table} WHERE point_id = $1"));
            sqlx::query(delete).bind(dump.point.0).execute(&mut *tx).await?;
        }
        for (table, rows) in TABLES.iter().zip(&dump.tables) {
            for row in rows {
                let places: Vec<String> = (1..=row.len()).map(|place| format!("${place}")).collect();
                let insert = AssertSqlSafe(format!("INSERT INTO {table} VALUES ({})", places.join(", ")));
                let query = row.iter().fold(sqlx::query::<Sqlite>(insert), |query, value| match value {
                    Value::Null => query.bind(None::<i64>),
                    Value::Number(number) => query.bind(*number),
                    Value::Text(text) => query.bind(text.clone()),
                    Value::Bytes(bytes) => query.bind(bytes.clone()),
                });
                query.execute(&mut *tx).await?;
            }
        }
        if let Some(Epoch(epoch)) = epoch {
            let update = sqlx::query("UPDATE points SET epoch = $2 WHERE point_id = $1");
            update.bind(dump.point.0).bind::<Uuid>(epoch).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }
}

fn values(row: &sqlx::sqlite::SqliteRow) -> Result<Vec<Value>, StoreError> {
    (0..row.len())
        .map(|place| {
            let raw = row.try_get_raw(place)?;
            Ok(match raw.type_info().name() {
                _ if raw.is_null() => Value::Null,
                "INTEGER" => Value::Number(row.try_get(place)?),
                "TEXT" => Value::Text(row.try_get(place)?),
                _ => Value::Bytes(row.try_get(place)?),
            })
        })
        .collect()
}
