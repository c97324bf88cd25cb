//! Room on the disk.

use std::fs;
use std::io;
use std::path::Path;

/// How many bytes somebody without privileges may still write where that file or folder lies.
///
/// # Errors
///
/// What the operating system says.
pub fn free_bytes(path: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(path)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// How many bytes a database takes, with its log.
#[must_use]
pub fn database_bytes(database: &Path) -> u64 {
    let bytes = |file: &Path| fs::metadata(file).map_or(0, |file| file.len());
    bytes(database) + bytes(&super::with_suffix(database, "-wal"))
}
