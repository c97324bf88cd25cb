//! A PostgreSQL database for one test.

use domain::ids::PointId;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use crate::store::StoreError;
use crate::store::postgres::{PostgresStore, PostgresUrl};

/// As which the servers of tests connect, so that row security holds for them.
const ROLE: &str = "contact_point";

fn of_database(server: &str, name: &str) -> String {
    server.replacen("/postgres?", &format!("/{name}?"), 1)
}

/// An empty database on the server of the tests, which [`TestDatabase::remove`] takes away again.
#[derive(Debug)]
pub struct TestDatabase {
    /// The database `postgres` of the server.
    server: String,
    name: String,
    text: String,
    /// Where it is.
    pub url: PostgresUrl,
}

impl TestDatabase {
    /// Makes one.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    ///
    /// # Panics
    ///
    /// Where no server was started for the tests, with what to run.
    pub async fn new() -> Result<Self, StoreError> {
        let server = std::env::var("TEST_POSTGRES");
        #[expect(clippy::expect_used, reason = "whoever runs the tests reads what to run")]
        let server = server.expect("these tests need a PostgreSQL of their own; run: eval \"$(.make/postgres start)\"");
        Self::on(server).await
    }

    /// Makes one on another server.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub async fn on(server: String) -> Result<Self, StoreError> {
        let name = format!("test_{}", Uuid::new_v4().simple());
        let mut connection = PgConnection::connect(&server).await?;
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name} OWNER {ROLE}"))).execute(&mut connection).await?;
        connection.close().await?;
        let text = of_database(&server, &name).replace("user=postgres", &format!("user={ROLE}"));
        let url = text.parse().map_err(|why| StoreError::Failed(format!("TEST_POSTGRES: {why}")))?;
        Ok(Self { server, name, text, url })
    }

    /// The store in it.
    ///
    /// # Errors
    ///
    /// When it cannot be opened.
    pub async fn store(&self) -> Result<PostgresStore, StoreError> {
        PostgresStore::open(&self.url).await
    }

    /// As it is named on a command line.
    #[must_use]
    pub fn url_text(&self) -> String {
        self.text.clone()
    }

    /// Does something to it by hand.
    ///
    /// # Errors
    ///
    /// When PostgreSQL refuses.
    pub async fn by_hand(&self, sql: &'static str) -> Result<(), StoreError> {
        let mut connection = self.connect().await?;
        sqlx::raw_sql(sql).execute(&mut connection).await?;
        Ok(connection.close().await?)
    }

    /// A connection beside the store's, of whoever looks after the server.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn connect(&self) -> Result<PgConnection, StoreError> {
        Ok(PgConnection::connect(&of_database(&self.server, &self.name)).await?)
    }

    /// One as a server of ours has it that does not say which contact point it serves.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn connect_as_server(&self) -> Result<PgConnection, StoreError> {
        Ok(PgConnection::connect(&self.text).await?)
    }

    /// One as the server of that contact point has it.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn connect_serving(&self, point: PointId) -> Result<PgConnection, StoreError> {
        let mut connection = self.connect_as_server().await?;
        let set = sqlx::query("SELECT set_config('contact_point.served', $1, FALSE)").bind(point.0.to_string());
        set.execute(&mut connection).await?;
        Ok(connection)
    }

    /// What is set for every connection that is opened from now on.
    ///
    /// # Errors
    ///
    /// When PostgreSQL refuses.
    pub async fn set(&self, setting: &str) -> Result<(), StoreError> {
        let mut connection = PgConnection::connect(&self.server).await?;
        let sql = AssertSqlSafe(format!("ALTER DATABASE {} SET {setting}", self.name));
        sqlx::query(sql).execute(&mut connection).await?;
        Ok(connection.close().await?)
    }

    /// Takes it away, whoever still uses it.
    ///
    /// # Errors
    ///
    /// When PostgreSQL refuses.
    pub async fn remove(self) -> Result<(), StoreError> {
        let mut connection = PgConnection::connect(&self.server).await?;
        let sql = AssertSqlSafe(format!("DROP DATABASE {} WITH (FORCE)", self.name));
        sqlx::query(sql).execute(&mut connection).await?;
        Ok(connection.close().await?)
    }
}
