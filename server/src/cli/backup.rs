//! `backup FILE`: a copy of the database at one moment, while the server runs.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::{Failure, last_seen, out, restore};
use crate::config::Config;
use crate::service::{SystemWorld, World};
use crate::store::sqlite::{SqliteOptions, SqliteStore};
use crate::upkeep::last_backup;

/// Writes the copy beside its place first, so that a file of that name is always a whole backup.
pub(super) async fn write(config: &Config, file: &Path) -> Result<(), Failure> {
    let failed = |why: String| Failure::File { file: file.to_owned(), why };
    config.only_for_files("backup", "pg_dump, or continuous archiving (docs/deploy/postgresql.md)")?;
    let database = config.database();
    restore::settle(config)?;
    last_seen::check(config)?;
    if !database.exists() {
        return Err(Failure::File { file: database, why: "there is no database yet".to_owned() });
    }
    if file.exists() {
        return Err(failed("exists already; a backup is never overwritten".to_owned()));
    }
    let unfinished = beside(file);
    // Made empty and private first: SQLite would make it readable to others.
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)
        .map_err(|why| failed(why.to_string()))?;
    let options = SqliteOptions { read_only: true, ..SqliteOptions::file(&database) };
    let copied = async {
        let store = SqliteStore::open(&options).await?;
        let copied = store.copy_into(&unfinished).await;
        store.close().await;
        copied
    };
    if let Err(failure) = copied.await {
        let _ = fs::remove_file(&unfinished);
        return Err(failure.into());
    }
    let kept = File::open(&unfinished).and_then(|copy| copy.sync_all()).and_then(|()| fs::rename(&unfinished, file));
    kept.and_then(|()| sync_folder(file)).map_err(|why| failed(why.to_string()))?;
    out::say(&format!("{}", file.display()));
    if let Err(why) = last_backup::note(&database, SystemWorld.now()) {
        out::complain(&format!("server: that there is a backup was not noted beside the database: {why}"));
    }
    // After the database: whatever it names is there by now, and nothing that is there changes.
    let attachments = attachments_of(file);
    if config.attachments.is_elsewhere() {
        out::complain("server: photos and PDFs lie in the bucket, and are not in this backup");
    } else if copy_attachments(&config.data_dir.join("attachments"), &attachments)
        .map_err(|why| Failure::File { file: attachments.clone(), why: why.to_string() })?
    {
        out::say(&format!("{}", attachments.display()));
    }
    Ok(())
}

/// Where the attachments of a backup lie: beside it.
pub(super) fn attachments_of(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".attachments");
    file.with_file_name(name)
}

/// Copies what is not there yet; pieces of uploads are left out. Says whether there was anything. A content is named by its hash
/// and never changes, so on one disk a second name for it is enough.
pub(super) fn copy_attachments(from: &Path, to: &Path) -> std::io::Result<bool> {
    let mut found = false;
    let Ok(entries) = fs::read_dir(from) else { return Ok(false) };
    for entry in entries {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            if entry.file_name() != "uploads" {
                found |= copy_attachments(&source, &target)?;
            }
            continue;
        }
        found = true;
        if !target.exists() {
            fs::create_dir_all(to)?;
            if fs::hard_link(&source, &target).is_err() {
                let unfinished = beside(&target);
                fs::copy(&source, &unfinished)?;
                File::open(&unfinished)?.sync_all()?;
                fs::rename(&unfinished, &target)?;
            }
        }
    }
    Ok(found)
}

/// A name in the same folder, so that renaming is one step.
pub(super) fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".unfinished");
    file.with_file_name(name)
}

/// Makes a new name in a folder survive a power cut.
pub(super) fn sync_folder(file: &Path) -> std::io::Result<()> {
    match file.parent() {
        Some(folder) if folder != Path::new("") => File::open(folder)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}
