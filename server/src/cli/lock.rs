//! One server for one data folder, and none while a backup is put in place.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::Failure;
use crate::config::Config;

const FILE: &str = "server.lock";

/// Held until dropped; the operating system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct DataLock {
    _file: File,
}

impl DataLock {
    /// Takes the lock of the data folder.
    ///
    /// # Errors
    ///
    /// When another process has it, or the file cannot be made.
    pub(super) fn take(config: &Config) -> Result<Self, Failure> {
        let path = config.data_dir.join(FILE);
        let file = open(&path).map_err(|why| Failure::File { file: path.clone(), why: why.to_string() })?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Failure::InUse(config.data_dir.clone())),
            Err(TryLockError::Error(why)) => Err(Failure::File { file: path, why: why.to_string() }),
        }
    }
}

/// Whether a process has the lock. Makes nothing.
pub(super) fn is_taken(config: &Config) -> std::io::Result<bool> {
    let file = match File::open(config.data_dir.join(FILE)) {
        Ok(file) => file,
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(why) => return Err(why),
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(why)) => Err(why),
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(false).open(path)
}
