//! The store in a PostgreSQL database (15 or later): for several contact points, several servers, or a database that others look after.
//!
//! Whoever writes to a contact point holds its row's lock from the first statement on, so that places in its history follow the
//! order of commits; contact points do not wait for each other. Reads are of one snapshot (REPEATABLE READ). What is committed
//! survives a power cut (`synchronous_commit`), whatever the database's own setting says.

mod engine;
mod migrations;
mod options;
mod pokes;
#[path = "../sql/mod.rs"]
#[expect(clippy::duplicate_mod, reason = "the statements stand once and are compiled for each engine")]
mod sql;
mod values;

use std::time::Duration;

use domain::ids::PointId;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

use super::StoreError;
use super::codec::Codec;
use crate::data_keys::DataKeys;
pub use options::{NotAPostgresUrl, PostgresUrl};
pub use pokes::Pokes;
use sql::Tx;

/// The oldest that is tried: Debian 12's.
const OLDEST: i64 = 150_000;
/// Connections of one server. A write holds one for a few milliseconds; PostgreSQL allows a hundred in all.
const CONNECTIONS: u32 = 12;
/// How long we wait for a connection before the device is asked to come again. For locks: [`options`].
const BUSY: Duration = Duration::from_secs(5);

/// The store in a PostgreSQL database.
#[derive(Clone, Debug)]
pub struct PostgresStore {
    pool: PgPool,
    codec: Codec,
}

impl PostgresStore {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    ///
    /// When it cannot be reached, is too old, or its schema is not one of ours.
    pub async fn open(url: &PostgresUrl) -> Result<Self, StoreError> {
        let store = Self::reach(url).await?;
        migrations::run(&store.pool).await?;
        Ok(store)
    }

    /// Reaches the database as it is, without changing it.
    ///
    /// # Errors
    ///
    /// When it cannot be reached, or is too old.
    pub async fn reach(url: &PostgresUrl) -> Result<Self, StoreError> {
        // A database that waits for the disk less than it should is told to wait; one that waits for its replica is left so.
        const DURABLE: &str = "SELECT set_config('synchronous_commit', 'on', FALSE) \
                               WHERE current_setting('synchronous_commit') IN ('off', 'local')";
        let options =
            PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(BUSY).after_connect(|connection, _| {
                Box::pin(async move { sqlx::query(DURABLE).execute(connection).await.map(drop) })
            });
        let pool = options.connect_with(url.connect()).await.map_err(not_reached)?;
        let store = Self { pool, codec: Codec::default() };
        let version = store.version().await?;
        if version < OLDEST {
            let says = format!("PostgreSQL {} is too old: 15 or later is needed", version / 10_000);
            return Err(StoreError::Migration(says));
        }
        Ok(store)
    }

    /// The version of the database's program, such as 150004.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached.
    pub async fn version(&self) -> Result<i64, StoreError> {
        const SQL: &str = "SELECT CAST(current_setting('server_version_num') AS BIGINT)";
        Ok(sqlx::query_scalar(SQL).fetch_one(&self.pool).await?)
    }

    /// How large the database is.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached.
    pub async fn bytes(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("SELECT pg_database_size(current_database())").fetch_one(&self.pool).await?)
    }

    /// The same, with what people wrote sealed under these keys.
    #[must_use]
    pub fn sealed_under(self, keys: DataKeys) -> Self {
        Self { codec: Codec::under(keys), ..self }
    }

    fn look_for_keys(&self) {
        self.codec.look_again();
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// A transaction in which nobody else writes to that contact point. Dropped, it has never been.
    async fn begin_write(&self, point: PointId) -> Result<Tx, StoreError> {
        let mut tx = self.begin_whole().await?;
        engine::lock(&mut tx, point).await?;
        Ok(tx)
    }

    /// One that writes rows of any contact point, while nobody else does.
    async fn begin_whole(&self) -> Result<Tx, StoreError> {
        Ok(Tx::new(self.pool.begin().await?, self.codec.clone()))
    }

    /// A transaction that reads one snapshot.
    async fn begin_read(&self) -> Result<Tx, StoreError> {
        let inner = self.pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        Ok(Tx::new(inner, self.codec.clone()))
    }
}

/// At the start a database that is not there in five seconds is no busy one.
fn not_reached(error: sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::PoolTimedOut => StoreError::Unavailable("no connection within five seconds".to_owned()),
        error => error.into(),
    }
}
