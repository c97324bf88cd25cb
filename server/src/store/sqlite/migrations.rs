//! The schema, inside the binary.

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{SqlSafeStr, SqlitePool};

use crate::store::StoreError;

const ALL: [(i64, &str, &str); 4] = [
    (1, "cases", include_str!("../../../migrations/sqlite/0001_cases.sql")),
    (2, "accounts", include_str!("../../../migrations/sqlite/0002_accounts.sql")),
    (3, "notices", include_str!("../../../migrations/sqlite/0003_notices.sql")),
    (4, "waiting", include_str!("../../../migrations/sqlite/0004_waiting.sql")),
];

pub(super) async fn run(pool: &SqlitePool) -> Result<(), StoreError> {
    let migrations = ALL.into_iter().map(|(version, name, sql)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    Ok(Migrator::with_migrations(migrations.collect()).run(pool).await?)
}
