//! What whoever runs the server has to keep an eye on beside it: the disk, and how old the last backup is. `server doctor` and
//! `GET /metrics` say the same of both.

pub mod disk;
pub mod last_backup;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The name of a file beside another.
pub(crate) fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    PathBuf::from(name)
}
