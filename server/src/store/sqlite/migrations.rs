//! The schema, inside the binary.

use std::path::Path;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqlSafeStr, SqlitePool};

use super::SqliteStore;
use crate::store::{SchemaVersion, StoreError};

const ALL: [(i64, &str, &str); 25] = [
    (1, "cases", include_str!("../../../migrations/sqlite/0001_cases.sql")),
    (2, "accounts", include_str!("../../../migrations/sqlite/0002_accounts.sql")),
    (3, "notices", include_str!("../../../migrations/sqlite/0003_notices.sql")),
    (4, "waiting", include_str!("../../../migrations/sqlite/0004_waiting.sql")),
    (5, "warnings", include_str!("../../../migrations/sqlite/0005_warnings.sql")),
    (6, "fund", include_str!("../../../migrations/sqlite/0006_fund.sql")),
    (7, "looked_at", include_str!("../../../migrations/sqlite/0007_looked_at.sql")),
    (8, "workdays", include_str!("../../../migrations/sqlite/0008_workdays.sql")),
    (9, "devices", include_str!("../../../migrations/sqlite/0009_devices.sql")),
    (10, "scope", include_str!("../../../migrations/sqlite/0010_scope.sql")),
    (11, "roster", include_str!("../../../migrations/sqlite/0011_roster.sql")),
    (12, "entities", include_str!("../../../migrations/sqlite/0012_entities.sql")),
    (13, "phone", include_str!("../../../migrations/sqlite/0013_phone.sql")),
    (14, "push_subscriptions", include_str!("../../../migrations/sqlite/0014_push_subscriptions.sql")),
    (15, "kiosks", include_str!("../../../migrations/sqlite/0015_kiosks.sql")),
    (16, "attachments", include_str!("../../../migrations/sqlite/0016_attachments.sql")),
    (17, "attachment_purpose", include_str!("../../../migrations/sqlite/0017_attachment_purpose.sql")),
    (18, "case_merchants", include_str!("../../../migrations/sqlite/0018_case_merchants.sql")),
    (19, "goods", include_str!("../../../migrations/sqlite/0019_goods.sql")),
    (20, "ledger_keys", include_str!("../../../migrations/sqlite/0020_ledger_keys.sql")),
    (22, "figures", include_str!("../../../migrations/sqlite/0022_figures.sql")),
    (25, "goods_lines", include_str!("../../../migrations/sqlite/0025_goods_lines.sql")),
    (27, "sealed", include_str!("../../../migrations/sqlite/0027_sealed.sql")),
    (30, "unread", include_str!("../../../migrations/sqlite/0030_unread.sql")),
    (31, "link_opener", include_str!("../../../migrations/sqlite/0031_link_opener.sql")),
];

pub(super) async fn run(pool: &SqlitePool) -> Result<(), StoreError> {
    let migrations = ALL.into_iter().map(|(version, name, sql)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    Ok(Migrator::with_migrations(migrations.collect()).run(pool).await?)
}

impl SqliteStore {
    /// Reads how far the schema of a file has come, without changing it.
    ///
    /// # Errors
    ///
    /// When the file cannot be read as a database.
    pub async fn schema_version(file: &Path) -> Result<SchemaVersion, StoreError> {
        let mut database = SqliteConnectOptions::new().filename(file).read_only(true).connect().await?;
        let kept: Option<i64> =
            sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(&mut database).await?;
        database.close().await?;
        let known = ALL.iter().map(|(version, ..)| *version).max().unwrap_or_default();
        Ok(SchemaVersion { kept: kept.unwrap_or_default(), known })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_migration_in_the_folder_is_in_the_binary() {
        let listed: Vec<String> = ALL.iter().map(|(version, name, _)| format!("{version:04}_{name}.sql")).collect();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
        let files = std::fs::read_dir(folder).expect("the folder").filter_map(Result::ok);
        let mut files: Vec<String> = files.filter_map(|file| file.file_name().into_string().ok()).collect();
        files.sort();
        assert_eq!(files, listed);
    }
}
