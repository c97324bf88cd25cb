//! The schema, inside the binary.

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{PgPool, SqlSafeStr};

use super::PostgresStore;
use crate::store::{SchemaVersion, StoreError};

const ALL: [(i64, &str, &str); 1] = [(1, "all", include_str!("../../../migrations/postgres/0001_all.sql"))];

/// Several servers that start at once wait for each other: the migrator takes an advisory lock.
pub(super) async fn run(pool: &PgPool) -> Result<(), StoreError> {
    let migrations = ALL.into_iter().map(|(version, name, sql)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    Ok(Migrator::with_migrations(migrations.collect()).run(pool).await?)
}

impl PostgresStore {
    /// How far the schema has come, without changing it. None where there is none yet.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn schema_version(&self) -> Result<Option<SchemaVersion>, StoreError> {
        let there: bool =
            sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL").fetch_one(&self.pool).await?;
        if !there {
            return Ok(None);
        }
        let kept: Option<i64> =
            sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(&self.pool).await?;
        let known = ALL.iter().map(|(version, ..)| *version).max().unwrap_or_default();
        Ok(Some(SchemaVersion { kept: kept.unwrap_or_default(), known }))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_migration_in_the_folder_is_in_the_binary() {
        let listed: Vec<String> = ALL.iter().map(|(version, name, _)| format!("{version:04}_{name}.sql")).collect();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
        let files = std::fs::read_dir(folder).expect("the folder").filter_map(Result::ok);
        let mut files: Vec<String> = files.filter_map(|file| file.file_name().into_string().ok()).collect();
        files.sort();
        assert_eq!(files, listed);
    }
}
