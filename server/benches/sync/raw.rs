//! The limit: bare prepared statements with the pragmas of the server's store.
//!
//! A transaction is sent to SQLite's thread as one text with everything from `BEGIN` to `COMMIT`, prepared once for each
//! number of rows; its values are bound before the clock runs. Nothing is read, decided, or turned to JSON.

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use domain::claim_code::ClaimCode;
use domain::ids::PointId;
use server::service::PullScope;
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Arguments, AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};

use crate::Result;
use crate::capture::{Captured, Row, Transaction, Value};
use crate::mall::CLAIM_KEY;
use crate::pull::What;
use crate::samples::Samples;

/// The columns that a pull reads of an entity.
type EntityColumns = (String, Vec<u8>, i64, i64, Vec<u8>);

/// Rows of one statement, as in the server's store.
const ROWS: usize = 50;

/// A connection like the server's own.
pub(crate) async fn connect(file: &Path) -> Result<SqliteConnection> {
    let options = SqliteConnectOptions::new().filename(file).foreign_keys(true).busy_timeout(Duration::from_secs(5));
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    Ok(options.statement_cache_capacity(1_000).connect().await?)
}

/// Writes.
#[derive(Debug)]
pub(crate) struct RawWriter {
    connection: SqliteConnection,
}

impl RawWriter {
    /// On a file with the schema and the contact point.
    pub(crate) async fn open(file: &Path) -> Result<Self> {
        Ok(Self { connection: connect(file).await? })
    }

    /// Writes the same rows in the same transactions.
    pub(crate) async fn write(&mut self, captured: &Captured) -> Result<Samples> {
        let all = captured.transactions.iter().map(statement).collect::<Result<Vec<_>>>()?;
        let count = captured.transactions.iter().map(|transaction| transaction.ops.len()).sum();
        let mut each = Vec::with_capacity(all.len());
        let begun = Instant::now();
        for (sql, arguments) in all {
            let sent = Instant::now();
            sqlx::query_with(AssertSqlSafe(sql), arguments).execute(&mut self.connection).await?;
            each.push(sent.elapsed());
        }
        Ok(Samples { count, took: begun.elapsed(), each })
    }

    /// Leaves the file whole.
    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.connection.close().await?)
    }
}

fn statement(transaction: &Transaction) -> Result<(String, SqliteArguments)> {
    const NUMBER: &str = " ON CONFLICT (point_id, year) DO UPDATE SET last_serial = excluded.last_serial";
    const WORK: &str = " ON CONFLICT (point_id, staff_id) DO UPDATE SET open_cases = excluded.open_cases, \
                        last_assigned = excluded.last_assigned";
    let mut sql = "BEGIN IMMEDIATE; ".to_owned();
    let mut arguments = SqliteArguments::default();
    const SUM: &str = " ON CONFLICT (point_id, kind) DO UPDATE SET sum = excluded.sum, entities = excluded.entities";
    let Transaction { entities, case_index, events, ops, claims, numbers, workloads, sums, head, point } = transaction;
    for (table, rows, then) in [
        ("entities", entities, ""),
        ("case_index", case_index, ""),
        ("events", events, ""),
        ("ops", ops, ""),
        ("claims", claims, ""),
        ("case_numbers", numbers, NUMBER),
        ("workloads", workloads, WORK),
        ("kind_sums", sums, SUM),
    ] {
        for some in rows.chunks(ROWS) {
            insert(&mut sql, &mut arguments, table, some, then)?;
        }
    }
    sql.push_str("UPDATE points SET head_seq = ? WHERE point_id = ?; COMMIT");
    add(&mut arguments, &Value::Number(*head))?;
    add(&mut arguments, &Value::Bytes(point.clone()))?;
    Ok((sql, arguments))
}

fn insert(sql: &mut String, arguments: &mut SqliteArguments, table: &str, rows: &[Row], then: &str) -> Result<()> {
    write!(sql, "INSERT INTO {table} VALUES ")?;
    for (place, row) in rows.iter().enumerate() {
        sql.push_str(if place == 0 { "(" } else { ", (" });
        for (column, value) in row.iter().enumerate() {
            sql.push_str(if column == 0 { "?" } else { ", ?" });
            add(arguments, value)?;
        }
        sql.push(')');
    }
    sql.push_str(then);
    sql.push_str("; ");
    Ok(())
}

fn add(arguments: &mut SqliteArguments, value: &Value) -> Result<()> {
    match value {
        Value::Null => arguments.add(None::<i64>),
        Value::Number(number) => arguments.add(*number),
        Value::Text(text) => arguments.add(text.clone()),
        Value::Bytes(bytes) => arguments.add(bytes.clone()),
    }
}

/// Reads.
#[derive(Debug)]
pub(crate) struct RawReader {
    connection: SqliteConnection,
    point: PointId,
}

impl RawReader {
    /// On the very file that the server reads.
    pub(crate) async fn open(file: &Path, point: PointId) -> Result<Self> {
        Ok(Self { connection: connect(file).await?, point })
    }

    /// Selects the same rows, page by page.
    pub(crate) async fn read(&mut self, what: &What) -> Result<Samples> {
        let mut each = Vec::new();
        let begun = Instant::now();
        for _ in 0..what.times {
            let sent = Instant::now();
            match &what.scope {
                PullScope::Staff(..) => self.staff(what).await?,
                PullScope::Claims(codes, _) => self.consumer(codes).await?,
            }
            each.push(sent.elapsed());
        }
        Ok(Samples { count: what.times, took: begun.elapsed(), each })
    }

    async fn staff(&mut self, what: &What) -> Result<()> {
        const CHANGED: &str = "SELECT kind, entity_id, rev, seq, snapshot FROM entities INDEXED BY entities_by_seq \
                               WHERE point_id = ? AND seq > ? AND gone_seq IS NULL ORDER BY seq LIMIT 501";
        for since in &what.pages {
            self.point().await?;
            let changed = sqlx::query_as(CHANGED).bind(self.point.0).bind(since.0);
            let _: Vec<EntityColumns> = changed.fetch_all(&mut self.connection).await?;
        }
        Ok(())
    }

    async fn consumer(&mut self, codes: &[ClaimCode]) -> Result<()> {
        const CASE: &str = "SELECT l.claim_hash, e.entity_id, e.rev, e.seq, e.snapshot FROM claims l JOIN entities e ON \
                            e.point_id = l.point_id AND e.kind = 'case' AND e.entity_id = l.case_id \
                            WHERE l.point_id = ? AND l.claim_hash = ?";
        self.point().await?;
        for code in codes {
            let case = sqlx::query_as(CASE).bind(self.point.0).bind(CLAIM_KEY.hash(code).0.to_vec());
            let _: (Vec<u8>, Vec<u8>, i64, i64, Vec<u8>) = case.fetch_one(&mut self.connection).await?;
        }
        Ok(())
    }

    /// The contact point, which belongs to every answer.
    async fn point(&mut self) -> Result<()> {
        const POINT: &str = "SELECT epoch, epoch_since, head_seq FROM points WHERE point_id = ?";
        let point = sqlx::query_as(POINT).bind(self.point.0);
        let _: Vec<(Vec<u8>, i64, i64)> = point.fetch_all(&mut self.connection).await?;
        Ok(())
    }
}
