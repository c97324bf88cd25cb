//! The database that is set: a file, or PostgreSQL's.

use std::sync::Arc;

use super::Failure;
use crate::config::{Config, ConfigError};
use crate::data_keys::DataKeys;
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
        let database = database.readable(config).await?;
        Ok(database.sealed_under(DataKeys::of(&config.secrets()).map_err(ConfigError::from)?))
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
        Ok(Some(database.readable(config).await?))
    }

    /// Opens it to be copied, with its schema up to date. None where there is nothing yet.
    pub(super) async fn open_to_move(config: &Config) -> Result<Option<Self>, Failure> {
        let database = match config.postgres()? {
            Some(url) => Self::Postgres(PostgresStore::open(&url.serving_every()).await?),
            None if config.database().exists() => {
                Self::File(SqliteStore::open(&SqliteOptions::file(config.database())).await?)
            }
            None => return Ok(None),
        };
        Ok(Some(database.readable(config).await?))
    }

    /// With the keys that are there. One whose keys are lost is refused, not given a new one beside which nothing could be read.
    pub(super) async fn readable(self, config: &Config) -> Result<Self, Failure> {
        let database = self.with_keys(config)?;
        database.store().entities(config.point_id, None, 1).await?;
        Ok(database)
    }

    /// With the keys that are there, whether they fit or not.
    pub(super) fn with_keys(self, config: &Config) -> Result<Self, Failure> {
        Ok(self.sealed_under(DataKeys::known(&config.secrets()).map_err(ConfigError::from)?))
    }

    /// What is in it is read and written under these keys.
    fn sealed_under(self, keys: DataKeys) -> Self {
        match self {
            Self::File(store) => Self::File(store.sealed_under(keys)),
            Self::Postgres(store) => Self::Postgres(store.sealed_under(keys)),
        }
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
