//! Copies of a database, and whether a file is one.

use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::SqliteStore;
use crate::store::StoreError;

impl SqliteStore {
    /// Writes everything as it is at one moment into an empty or new file, while others go on writing
    /// (<https://www.sqlite.org/lang_vacuum.html#vacuuminto>). The copy is not the file that a server uses, so it has no mark.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub async fn copy_into(&self, file: &Path) -> Result<(), StoreError> {
        let name = file.to_str().ok_or_else(|| StoreError::Failed("the file's name is not UTF-8".to_owned()))?;
        sqlx::query("VACUUM INTO $1").bind(name).execute(&self.readers).await?;
        Self::make_whole(file).await
    }

    /// Reads a whole file as a database, without changing it.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub async fn check(file: &Path) -> Result<(), StoreError> {
        let mut database = SqliteConnectOptions::new().filename(file).read_only(true).connect().await?;
        let found: String = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut database).await?;
        let points: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'points'")
                .fetch_one(&mut database)
                .await?;
        database.close().await?;
        match (found.as_str(), points) {
            ("ok", 1) => Ok(()),
            ("ok", _) => Err(StoreError::Unreadable("the tables of a contact point are missing".to_owned())),
            (found, _) => Err(StoreError::Unreadable(found.to_owned())),
        }
    }
}
