//! When `server backup` last wrote a whole backup, in a small file beside the database. Where the backup went meanwhile, and
//! whether it is still there, nobody here knows.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use domain::moment::Moment;
use serde::{Deserialize, Serialize};

use super::with_suffix;

const SUFFIX: &str = ".last-backup";

/// What is in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastBackup {
    /// When.
    pub at: Moment,
}

/// None where there was none, or its note cannot be read.
#[must_use]
pub fn of(database: &Path) -> Option<LastBackup> {
    serde_json::from_slice(&fs::read(with_suffix(database, SUFFIX)).ok()?).ok()
}

/// Notes that a backup is whole.
///
/// # Errors
///
/// When the note cannot be written; the backup is whole all the same.
pub fn note(database: &Path, at: Moment) -> io::Result<()> {
    let file = with_suffix(database, SUFFIX);
    let unfinished = with_suffix(&file, ".unfinished");
    let mut new = File::create(&unfinished)?;
    new.write_all(&serde_json::to_vec(&LastBackup { at })?)?;
    fs::rename(&unfinished, &file)
}
