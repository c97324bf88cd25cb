//! The database that is set: a file, or PostgreSQL's.

use std::sync::Arc;

use super::Failure;
use crate::config::Config;
use crate::store::copy::Whole;
use crate::store::postgres::PostgresStore;
use crate::store::sqlite::{SqliteOptions, SqliteStore};
use crate::store::transfer::Tables;
use crate::store::{Store, StoreError};

/// An open database.
#[derive(Clone, Debug)]
pub(super) enum Database {
    /// In a file.
    File(SqliteStore),
    /// In PostgreSQL.
    Postgres(PostgresStore),
}

impl Database {
    /// Opens it and brings its schema up to date. One half of a copy is refused.
    pub(super) async fn open(config: &Config) -> Result<Self, Failure> {
        let database = match config.postgres()? {
            Some(url) => Self::Postgres(PostgresStore::open(&url).await?),
            None => {
                config.prepare_database()?;
                Self::File(SqliteStore::open(&SqliteOptions::file(config.database())).await?)
            }
        };
        database.refuse_half().await?;
        Ok(database)
    }

    /// Opens it to be read. None where there is nothing yet.
    pub(super) async fn open_to_read(config: &Config) -> Result<Option<Self>, Failure> {
        let database = match config.postgres()? {
            Some(url) => {
                let store = PostgresStore::reach(&url).await?;
                if store.schema_version().await?.is_none() {
                    return Ok(None);
                }
                Self::Postgres(store)
            }
            None if config.database().exists() => {
                let options = SqliteOptions { read_only: true, ..SqliteOptions::file(config.database()) };
                Self::File(SqliteStore::open(&options).await?)
            }
            None => return Ok(None),
        };
        database.refuse_half().await?;
        Ok(Some(database))
    }

    /// Opens it to be copied, with its schema up to date. None where there is nothing yet.
    pub(super) async fn open_to_move(config: &Config) -> Result<Option<Self>, Failure> {
        Ok(match config.postgres()? {
            Some(url) => Some(Self::Postgres(PostgresStore::open(&url.serving_every()).await?)),
            None if config.database().exists() => {
                Some(Self::File(SqliteStore::open(&SqliteOptions::file(config.database())).await?))
            }
            None => None,
        })
    }

    async fn refuse_half(&self) -> Result<(), Failure> {
        match self.tables().moving().await? {
            Some(why) => Err(Failure::NotServed(why)),
            None => Ok(()),
        }
    }

    /// What is kept.
    pub(super) fn store(&self) -> Arc<dyn Store> {
        match self {
            Self::File(store) => Arc::new(store.clone()),
            Self::Postgres(store) => Arc::new(store.clone()),
        }
    }

    /// Its tables as they are.
    pub(super) fn tables(&self) -> &dyn Tables {
        match self {
            Self::File(store) => store,
            Self::Postgres(store) => store,
        }
    }

    /// All of it, to be copied.
    pub(super) fn whole(&self) -> &dyn Whole {
        match self {
            Self::File(store) => store,
            Self::Postgres(store) => store,
        }
    }

    /// Closes every connection.
    pub(super) async fn close(&self) {
        match self {
            Self::File(store) => store.close().await,
            Self::Postgres(store) => store.close().await,
        }
    }

    /// How large it is, as far as it says so.
    pub(super) async fn bytes(&self) -> Result<Option<u64>, StoreError> {
        match self {
            Self::File(_) => Ok(None),
            Self::Postgres(store) => Ok(u64::try_from(store.bytes().await?).ok()),
        }
    }
}
