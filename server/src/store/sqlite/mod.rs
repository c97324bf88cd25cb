//! The store in one SQLite file: a mall's PC is enough.
//!
//! One connection writes (`BEGIN IMMEDIATE`, so that whoever reads in order to write holds the lock already), others
//! read from a snapshot beside it (WAL). `synchronous=FULL`: what is committed survives a power cut.

mod accounts;
mod attachments;
mod backup;
mod codec;
#[cfg(any(test, feature = "testing"))]
pub mod dump;
mod entities;
mod error;
mod find;
mod kinds;
mod mark;
mod migrations;
mod notices;
mod pull;
mod quarantine;
mod roster;
mod rows;
mod sync_store;
mod unread;
mod workdays;
mod write;

use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::ids::PointId;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, Sqlite, SqliteConnection, SqlitePool, Transaction};
use sync::protocol::Seq;

use super::StoreError;
#[cfg(any(test, feature = "testing"))]
pub(crate) use kinds::staff::seen as staff_seen;
pub use mark::Mark;
pub use migrations::SchemaVersion;

const READERS: u32 = 4;
/// To so many bytes the write-ahead log is cut once it is emptied: it grows while a backup reads, and would stay so.
const MOST_OF_LOG: &str = "8388608";
/// How long we wait for another process (a backup, the command line) before the device is asked to come again.
const BUSY: Duration = Duration::from_secs(5);

/// Where the database is and how it is opened.
#[derive(Clone, Debug)]
pub struct SqliteOptions {
    /// The file; none for one in memory that ends with the store.
    pub file: Option<PathBuf>,
    /// How long to wait for a lock that another process holds.
    pub busy: Duration,
    /// Refuse to write.
    pub read_only: bool,
    /// The most pages (of 4 KiB) that the file may grow to.
    pub max_pages: Option<u32>,
    /// Nothing waits for the disk. For a file that is of use only once it is whole: whoever made it has it kept then.
    pub in_the_making: bool,
}

impl SqliteOptions {
    /// A database file.
    #[must_use]
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self { file: Some(path.as_ref().to_owned()), ..Self::memory() }
    }

    /// A database in memory, for tests.
    #[must_use]
    pub const fn memory() -> Self {
        Self { file: None, busy: BUSY, read_only: false, max_pages: None, in_the_making: false }
    }

    fn connect(&self) -> SqliteConnectOptions {
        let options = match &self.file {
            Some(file) => SqliteConnectOptions::new().filename(file).create_if_missing(!self.read_only),
            None => SqliteConnectOptions::new().in_memory(true),
        };
        let options = options.foreign_keys(true).busy_timeout(self.busy).read_only(self.read_only);
        let options = if self.read_only {
            options
        } else {
            options
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(if self.in_the_making { SqliteSynchronous::Off } else { SqliteSynchronous::Full })
                .pragma("journal_size_limit", MOST_OF_LOG)
        };
        match self.max_pages {
            Some(pages) => options.pragma("max_page_count", pages.to_string()),
            None => options,
        }
    }
}

/// The store in one SQLite file.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteStore {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    ///
    /// When it cannot be opened, or its schema is not one of ours.
    pub async fn open(options: &SqliteOptions) -> Result<Self, StoreError> {
        let can_open_again = options.file.is_some();
        let pool = |most: u32| {
            // A connection is never given up: one in memory *is* the database. All are opened at once: later there may be no
            // file left to open.
            SqlitePoolOptions::new()
                .max_connections(most)
                .min_connections(most)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
                .before_acquire(move |connection, _| Box::pin(is_usable(connection, can_open_again)))
                .acquire_timeout(options.busy.max(Duration::from_secs(10)))
        };
        let writer = pool(1).connect_with(options.connect()).await?;
        if !options.read_only {
            migrations::run(&writer).await?;
        }
        let readers = match options.file {
            Some(_) => pool(READERS).connect_with(options.connect()).await?,
            None => writer.clone(),
        };
        Ok(Self { writer, readers })
    }

    /// Closes every connection, which empties the write-ahead log into the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// A transaction that holds the lock for writing from its first moment. Dropped, it has never been.
    pub(crate) async fn begin_write(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// A transaction that reads one snapshot.
    pub(crate) async fn begin_read(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.readers.begin().await?)
    }
}

/// Where a disk fails, SQLite ends the transaction by itself, and the connection, which then cannot undo it, counts it as open
/// for ever: nothing could be written until the next start. Such a connection is given up, and another takes its place.
async fn is_usable(connection: &mut SqliteConnection, can_open_again: bool) -> Result<bool, sqlx::Error> {
    if can_open_again && connection.is_in_transaction() {
        // One that was dropped a moment ago is still being undone; this waits for it.
        connection.ping().await?;
        return Ok(!connection.is_in_transaction());
    }
    Ok(true)
}

/// Takes the next place in a contact point's history. Only inside a transaction of [`SqliteStore::begin_write`]: places
/// follow the order of commits because nobody else can take one before this transaction ends.
pub(crate) async fn next_seq(connection: &mut SqliteConnection, point: PointId) -> Result<Seq, StoreError> {
    let seq = sqlx::query_scalar("UPDATE points SET head_seq = head_seq + 1 WHERE point_id = $1 RETURNING head_seq")
        .bind(point.0)
        .fetch_optional(connection)
        .await?;
    seq.map(Seq).ok_or(StoreError::NoSuchPoint)
}
