//! A secret of 256 bits in a file of its own.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use thiserror::Error;

const BYTES: usize = 32;

/// Why there is no usable secret.
#[derive(Debug, Error)]
pub enum SecretFileError {
    /// The file cannot be read or made.
    #[error("{} cannot be used: {why}", .file.display())]
    Io {
        /// Which.
        file: PathBuf,
        /// What the operating system says.
        why: io::Error,
    },
    /// The file holds something else.
    #[error("{} must hold 64 hexadecimal digits (openssl rand -hex 32)", .0.display())]
    Shape(PathBuf),
    /// No random numbers for a new one.
    #[error("the operating system gives no random numbers")]
    NoRandomness,
}

/// 256 random bits.
///
/// # Errors
///
/// When the operating system gives none.
pub fn random() -> Result<[u8; BYTES], SecretFileError> {
    let mut secret = [0; BYTES];
    getrandom::fill(&mut secret).map_err(|_| SecretFileError::NoRandomness)?;
    Ok(secret)
}

/// The secret in a file.
///
/// # Errors
///
/// When the file cannot be read, or holds something else.
pub fn read(file: &Path) -> Result<[u8; BYTES], SecretFileError> {
    let text = fs::read_to_string(file).map_err(|why| SecretFileError::Io { file: file.to_owned(), why })?;
    let bytes = hex::decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| SecretFileError::Shape(file.to_owned()))
}

/// Makes a new one, readable by the owner only. Written to the disk before it is used: a secret that a power cut takes away
/// would strand everything that was done with it.
///
/// # Errors
///
/// When the file cannot be made.
pub fn make(file: &Path) -> Result<[u8; BYTES], SecretFileError> {
    let failed = |why| SecretFileError::Io { file: file.to_owned(), why };
    let secret = random()?;
    if let Some(folder) = file.parent() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
    }
    let unfinished = file.with_extension("new");
    let mut out =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished).map_err(failed)?;
    writeln!(out, "{}", hex::encode(secret)).and_then(|()| out.sync_all()).map_err(failed)?;
    fs::rename(&unfinished, file).map_err(failed)?;
    if let Some(folder) = file.parent() {
        fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    }
    Ok(secret)
}
