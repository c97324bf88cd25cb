//! `migrate-store`: everything from a file into PostgreSQL, or back.

use super::database::Database;
use super::lock::DataLock;
use super::step::step;
use super::{Failure, last_seen, out, restore};
use crate::config::{Config, DatabaseUrl};
use crate::store::copy::{CopyError, copy};
use crate::store::postgres::PostgresStore;
use crate::store::sqlite::{SqliteOptions, SqliteStore};

/// Copies everything that is kept into another, empty database. The server must be stopped.
pub(super) async fn carry_over(config: &Config, to: &DatabaseUrl) -> Result<(), Failure> {
    config.prepare_folders()?;
    let _lock = DataLock::take(config)?;
    restore::finish_interrupted(&config.database())?;
    last_seen::check(config)?;
    let target_config = Config { database_url: Some(to.clone()), ..config.clone() };
    let name = target_name(to);
    if target_config.postgres()?.is_none() && target_config.database() == config.database() {
        return Err(Failure::SameDatabase(name));
    }
    let source = open_source(config, &moved_to(&name)).await?;
    let target = match target_config.postgres()? {
        Some(url) => Database::Postgres(PostgresStore::open(&url.serving_every()).await?),
        None => {
            target_config.prepare_database()?;
            Database::File(SqliteStore::open(&SqliteOptions::file(target_config.database())).await?)
        }
    };
    let target = target.with_keys(config)?;
    let copied = copy_all(&source, &target, &moved_to(&name)).await;
    source.close().await;
    target.close().await;
    let rows = copied.map_err(|why| Failure::Copy { target: name.clone(), why })?;
    out::say(&format!("{name}: {rows} rows copied; counts, running sums, figures and the deposit pool are right"));
    out::say(&format!("from now on: --database-url of {name}; what is there now is served no more"));
    Ok(())
}

async fn copy_all(source: &Database, target: &Database, moved: &str) -> Result<usize, CopyError> {
    let mut rows = 0;
    copy(source.whole(), target.whole(), &mut |_, copied| {
        rows += copied;
        step();
    })
    .await?;
    // Two databases that both go on would be two histories of one name: the source is closed before the target opens.
    if source.tables().moving().await?.is_none() {
        source.tables().begin_move(moved).await?;
        step();
    }
    target.tables().end_move().await?;
    Ok(rows)
}

/// Also where it was closed by this very copy, which was then cut off.
async fn open_source(config: &Config, moved: &str) -> Result<Database, Failure> {
    let Some(database) = Database::open_to_move(config).await? else {
        return Err(Failure::File { file: config.database(), why: "there is no database yet".to_owned() });
    };
    match database.tables().moving().await? {
        Some(other) if other != moved => Err(Failure::NotServed(other)),
        _ => Ok(database),
    }
}

fn target_name(to: &DatabaseUrl) -> String {
    match to {
        DatabaseUrl::Sqlite(file) => file.display().to_string(),
        DatabaseUrl::Postgres(url) => url.to_string(),
    }
}

fn moved_to(name: &str) -> String {
    format!("it was copied to {name}, which is used since")
}
