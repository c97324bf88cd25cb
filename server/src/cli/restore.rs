//! `restore FILE`: a backup in the place of the database.
//!
//! A restored database has forgotten what came after the backup, so it begins a new life (epoch): devices notice and
//! offer again what they sent. What had been ended since – sessions, links – must not live again, so all of it ends.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use sync::protocol::Epoch;
use uuid::Uuid;

use super::backup::{beside, sync_folder};
use super::lock::DataLock;
use super::{Failure, out};
use crate::config::Config;
use crate::service::{SystemWorld, World};
use crate::store::sqlite::{SqliteOptions, SqliteStore};
use crate::store::{AccountStore, SyncStore};

/// Everything is done on a copy beside the database; the last step puts it in place.
pub(super) async fn put_in_place(config: &Config, file: &Path) -> Result<(), Failure> {
    config.prepare_folders()?;
    let _lock = DataLock::take(config)?;
    let database = config.database();
    let copy = beside(&database);
    remove(&copy)?;
    fs::copy(file, &copy).map_err(|why| Failure::File { file: file.to_owned(), why: why.to_string() })?;
    if let Err(failure) = begin_new_life(config, file, &copy).await {
        remove(&copy)?;
        return Err(failure);
    }
    if database.exists() {
        let kept = kept_name(&database);
        // The write-ahead log belongs to the old file: it goes along, or SQLite would apply it to the new one.
        for part in ["", "-wal", "-shm"] {
            rename_if_there(&with_suffix(&database, part), &with_suffix(&kept, part))?;
        }
        out::say(&format!("{} → {}", database.display(), kept.display()));
    }
    fs::rename(&copy, &database)?;
    sync_folder(&database)?;
    out::say(&format!("{} → {}", file.display(), database.display()));
    Ok(())
}

async fn begin_new_life(config: &Config, file: &Path, copy: &Path) -> Result<(), Failure> {
    let not_ours = |why: String| Failure::File { file: file.to_owned(), why };
    SqliteStore::check(copy).await.map_err(|why| not_ours(format!("is no whole backup ({why})")))?;
    let store = SqliteStore::open(&SqliteOptions::file(copy)).await?;
    let begun = async {
        let point = store.point(config.point_id).await?;
        let now = SystemWorld.now();
        store.begin_epoch(config.point_id, point.epoch, Epoch(Uuid::new_v4()), now).await?;
        store.close_all(config.point_id).await
    };
    let begun = begun.await;
    store.close().await;
    begun.map_err(|why| not_ours(format!("is no backup of this contact point ({why})")))?;
    // Closing has emptied the write-ahead log into the file.
    for part in ["-wal", "-shm"] {
        remove(&with_suffix(copy, part))?;
    }
    Ok(File::open(copy)?.sync_all()?)
}

/// The old database is kept: restoring the wrong backup must not be the end.
fn kept_name(database: &Path) -> PathBuf {
    with_suffix(database, &format!(".before-restore-{}", SystemWorld.now().millis()))
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    PathBuf::from(name)
}

fn remove(file: &Path) -> io::Result<()> {
    if_there(fs::remove_file(file))
}

fn rename_if_there(from: &Path, to: &Path) -> io::Result<()> {
    if_there(fs::rename(from, to))
}

fn if_there(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
