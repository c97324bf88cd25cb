//! Keys that follow one another, in a folder of their own: `0001.key`, `0002.key` … The newest is used; older ones stay, so that nothing
//! that was made with them is stranded.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::secret_file::{self, SecretFileError};

const EXTENSION: &str = "key";

/// Why there are no usable keys.
#[derive(Debug, Error)]
pub enum KeyFolderError {
    /// The folder cannot be read, or is empty.
    #[error("the keys in {} cannot be read: {why}", .folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// What the operating system says.
        why: io::Error,
    },
    /// One of them is damaged, or a new one cannot be made.
    #[error(transparent)]
    File(#[from] SecretFileError),
}

/// A folder of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFolder(PathBuf);

impl KeyFolder {
    /// The folder of that name within that of the secrets.
    #[must_use]
    pub fn within(secrets: &Path, name: &str) -> Self {
        Self(secrets.join(name))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Makes the first key where there is none.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read or the key not be made.
    pub fn make_first(&self) -> Result<(), KeyFolderError> {
        if self.numbers()?.is_empty() {
            secret_file::make(&self.file(1))?;
        }
        Ok(())
    }

    /// Makes the key that follows; answers its number.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read or the key not be made.
    pub fn make_next(&self) -> Result<u32, KeyFolderError> {
        let next = self.numbers()?.last().map_or(1, |last| last + 1);
        secret_file::make(&self.file(next))?;
        Ok(next)
    }

    /// Every key by its number, the newest last.
    ///
    /// # Errors
    ///
    /// When one of them cannot be read: it is never replaced, for something was made with it.
    pub fn read(&self) -> Result<BTreeMap<u32, [u8; 32]>, KeyFolderError> {
        let numbers = self.numbers()?.into_iter();
        numbers.map(|number| Ok((number, secret_file::read(&self.file(number))?))).collect()
    }

    /// The numbers of the keys that are there, in order; none where there is no folder.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    pub fn numbers(&self) -> Result<Vec<u32>, KeyFolderError> {
        let failed = |why| KeyFolderError::Folder { folder: self.0.clone(), why };
        let entries = match fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(why) => return Err(failed(why)),
        };
        let mut numbers = Vec::new();
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            let named = path.extension().is_some_and(|extension| extension == EXTENSION);
            numbers.extend(path.file_stem().filter(|_| named).and_then(|stem| stem.to_str()?.parse::<u32>().ok()));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// The file of a key.
    #[must_use]
    pub fn file(&self, number: u32) -> PathBuf {
        self.0.join(format!("{number:04}.{EXTENSION}"))
    }
}
