//! A mark in the head of a database file, by which a server knows again the file that it used last.
//!
//! A write-ahead log does not say to which file it belongs: beside another one, SQLite applies it all the same
//! (<https://www.sqlite.org/howtocorrupt.html>, “unlinking or renaming a database file”). The mark is SQLite's
//! `user_version`, which stands at a fixed place of the file and is ours to use
//! (<https://www.sqlite.org/fileformat2.html#the_database_header>).

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use super::SqliteStore;
use crate::store::StoreError;

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const HEAD_BYTES: usize = 100;
const PLACE: std::ops::Range<usize> = 60..64;

/// A random number that a server writes into the database it opens. Zero: none has yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Mark(pub u32);

impl Mark {
    /// The mark in a file itself, whatever its log beside it says. None where there is no file, or an empty one.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is no database.
    pub fn of_file(file: &Path) -> io::Result<Option<Self>> {
        let mut head = Vec::with_capacity(HEAD_BYTES);
        match File::open(file) {
            Ok(file) => file.take(HEAD_BYTES as u64).read_to_end(&mut head)?,
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(why) => return Err(why),
        };
        if head.is_empty() {
            return Ok(None);
        }
        let bytes: Option<[u8; 4]> = head.get(PLACE).and_then(|bytes| bytes.try_into().ok());
        match bytes.filter(|_| head.starts_with(MAGIC)) {
            Some(bytes) => Ok(Some(Self(u32::from_be_bytes(bytes)))),
            None => Err(io::Error::new(io::ErrorKind::InvalidData, "is no SQLite database")),
        }
    }
}

impl SqliteStore {
    /// Writes a mark, and empties the log into the file so that it stands there.
    ///
    /// # Errors
    ///
    /// When the store fails. While another process reads, the log is not emptied, which is no failure.
    pub async fn mark(&self, mark: Mark) -> Result<(), StoreError> {
        sqlx::query(set(mark)).execute(&self.writer).await?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.writer).await?;
        Ok(())
    }

    /// Takes the log beside a file into it, so that the file alone is everything, and takes its mark away. The file is one
    /// that no server uses.
    ///
    /// # Errors
    ///
    /// When it is no database, or cannot be written.
    pub async fn make_whole(file: &Path) -> Result<(), StoreError> {
        let mut database = SqliteConnectOptions::new().filename(file).connect().await?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut database).await?;
        sqlx::query(set(Mark::default())).execute(&mut database).await?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut database).await?;
        Ok(database.close().await?)
    }
}

/// A pragma takes no parameter; this is a number.
fn set(Mark(mark): Mark) -> AssertSqlSafe<String> {
    // SQLite reads a signed number of the same bits.
    AssertSqlSafe(format!("PRAGMA user_version = {}", mark.cast_signed()))
}
