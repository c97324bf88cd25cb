//! `restore FILE`: a backup in the place of the database.
//!
//! A restored database has forgotten what came after the backup, so it begins a new life (epoch): devices notice and
//! offer again what they sent. What had been ended since – sessions, links – must not live again, so all of it ends.
//!
//! Several files change their names. What is to be done is written down before the first does (an intent log): whoever
//! comes after an interrupted restore ends it, so that there is always one whole database, the old or the new.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sync::protocol::Epoch;
use uuid::Uuid;

use super::backup::{attachments_of, beside, copy_attachments, sync_folder};
use super::last_seen;
use super::lock::DataLock;
use super::step::step;
use super::{Failure, out};
use crate::config::{Config, ConfigError};
use crate::data_keys::DataKeys;
use crate::service::{SystemWorld, World};
use crate::store::sqlite::{SqliteOptions, SqliteStore};
use crate::store::{AccountStore, StoreError, SyncStore};
use crate::upkeep::with_suffix;

/// What is to be done is in a file whose name ends with this.
const INTENT: &str = ".restoring";
/// What belongs to the old database and goes with it; the file itself last. SQLite would apply the log to the new one.
const PARTS: [&str; 4] = ["-wal", "-shm", last_seen::SUFFIX, ""];

/// Everything is done on a copy beside the database; then it is put in place.
pub(super) async fn put_in_place(config: &Config, from: &Path) -> Result<(), Failure> {
    config.only_for_files("restore", "pg_restore into an empty database (docs/deploy/postgresql.md)")?;
    config.prepare_folders()?;
    let _lock = DataLock::take(config)?;
    let database = config.database();
    finish_interrupted(&database)?;
    let file = if from.is_dir() { from.join("contact-point.db") } else { from.to_owned() };
    let copy = beside(&database);
    remove_all(&copy)?;
    // First what the database names. Nothing is taken away: a content that no case names does no harm.
    let attachments = if from.is_dir() { from.join("attachments") } else { attachments_of(from) };
    if config.attachments.is_elsewhere() {
        out::complain("server: photos and PDFs lie in the bucket, and are not restored");
    } else {
        copy_attachments(&attachments, &config.data_dir.join("attachments"))?;
    }
    if let Err(failure) = begin_new_life(config, &file, &copy).await {
        remove_all(&copy)?;
        return Err(failure);
    }
    let kept = kept_name(&database);
    let intent = with_suffix(&database, INTENT);
    step();
    write_down(&intent, &kept)?;
    step();
    carry_out(&database, &kept)?;
    if kept.exists() {
        out::say(&format!("{} → {}", database.display(), kept.display()));
    }
    out::say(&format!("{} → {}", file.display(), database.display()));
    say_other_key(config, from);
    Ok(())
}

/// Ends a restore that was interrupted, before anything opens the database. The caller may hold the lock of the folder or not.
pub(super) fn settle(config: &Config) -> Result<(), Failure> {
    let database = config.database();
    if !is_interrupted(&database) {
        return Ok(());
    }
    let _lock = DataLock::take(config)?;
    finish_interrupted(&database)
}

/// Whether a restore was cut off, and is ended by the next command that needs the database.
pub(super) fn is_interrupted(database: &Path) -> bool {
    with_suffix(database, INTENT).exists()
}

/// As [`settle`], under the lock.
pub(super) fn finish_interrupted(database: &Path) -> Result<(), Failure> {
    let intent = with_suffix(database, INTENT);
    let kept = match fs::read_to_string(&intent) {
        Ok(name) => database.with_file_name(name),
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(why) => return Err(Failure::File { file: intent, why: why.to_string() }),
    };
    carry_out(database, &kept)?;
    out::complain(&format!(
        "server: a restore was interrupted and is now done; the database before it is kept as {}",
        kept.display()
    ));
    Ok(())
}

/// Puts the copy in place. Done again after an interruption, it goes on where it stopped.
fn carry_out(database: &Path, kept: &Path) -> Result<(), Failure> {
    let copy = beside(database);
    if copy.exists() {
        for part in PARTS {
            if_there(fs::rename(with_suffix(database, part), with_suffix(kept, part)))?;
            step();
        }
        fs::rename(&copy, database)?;
        step();
    }
    sync_folder(database)?;
    if_there(fs::remove_file(with_suffix(database, INTENT)))?;
    step();
    Ok(sync_folder(database)?)
}

/// The file is named once it is whole.
fn write_down(intent: &Path, kept: &Path) -> Result<(), Failure> {
    let unfinished = beside(intent);
    let mut file = File::create(&unfinished)?;
    file.write_all(kept.file_name().unwrap_or_default().as_encoded_bytes())?;
    file.sync_all()?;
    fs::rename(&unfinished, intent)?;
    Ok(sync_folder(intent)?)
}

/// A copy of the file and, where it has one, of the log beside it: what a running server had written is in either.
async fn begin_new_life(config: &Config, file: &Path, copy: &Path) -> Result<(), Failure> {
    let not_ours = |why: String| Failure::File { file: file.to_owned(), why };
    fs::copy(file, copy).map_err(|why| not_ours(why.to_string()))?;
    let log = with_suffix(file, "-wal");
    let has_log =
        if_there(fs::copy(&log, with_suffix(copy, "-wal")).map(drop)).map_err(|why| not_ours(why.to_string()));
    has_log?;
    let checked = async {
        SqliteStore::make_whole(copy).await?;
        SqliteStore::check(copy).await
    };
    checked.await.map_err(|why| {
        let log = if log.exists() {
            format!("; the log {} may belong to another file", log.display())
        } else {
            String::new()
        };
        not_ours(format!("is no whole backup ({why}){log}"))
    })?;
    let keys = DataKeys::known(&config.secrets()).map_err(ConfigError::from)?;
    let store = SqliteStore::open(&SqliteOptions::file(copy)).await?.sealed_under(keys);
    let begun = async {
        let point = store.point(config.point_id).await?;
        let now = SystemWorld.now();
        store.begin_epoch(config.point_id, point.epoch, Epoch(Uuid::new_v4()), now).await?;
        store.close_all(config.point_id).await?;
        if let Err(StoreError::Unreadable(why)) = store.entities(config.point_id, None, 1).await {
            out::complain(&format!("server: before the next start: {why} ({})", config.secrets().display()));
        }
        Ok::<_, StoreError>(())
    };
    let begun = begun.await;
    store.close().await;
    begun.map_err(|why| not_ours(format!("is no backup of this contact point ({why})")))?;
    // Closing has emptied the write-ahead log into the file.
    for part in ["-wal", "-shm"] {
        if_there(fs::remove_file(with_suffix(copy, part)))?;
    }
    Ok(File::open(copy)?.sync_all()?)
}

/// A whole data folder has its secrets too; without them no claim code opens a case.
fn say_other_key(config: &Config, from: &Path) {
    let (theirs, ours) = (from.join("secrets"), config.secrets());
    let differs = |name: &str| fs::read(theirs.join(name)).is_ok_and(|key| fs::read(ours.join(name)).ok() != Some(key));
    let needs = if differs("claim.key") {
        "claim codes of that folder need its key"
    } else if differs("data-keys/0001.key") {
        "what people wrote can be read with the keys of that folder only"
    } else {
        return;
    };
    out::complain(&format!("server: {needs}: put {} in the place of {}", theirs.display(), ours.display()));
}

/// The old database is kept: restoring the wrong backup must not be the end.
fn kept_name(database: &Path) -> PathBuf {
    with_suffix(database, &format!(".before-restore-{}", SystemWorld.now().millis()))
}

fn remove_all(copy: &Path) -> io::Result<()> {
    ["", "-wal", "-shm"].into_iter().try_for_each(|part| if_there(fs::remove_file(with_suffix(copy, part))))
}

fn if_there(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
