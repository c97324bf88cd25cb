//! Results of slow steps, by the hash of what they were made from.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// A folder of results; those that one build does not ask for are dropped at its end.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    used: BTreeSet<PathBuf>,
}

impl Cache {
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(Self { folder: folder.to_owned(), used: BTreeSet::new() })
    }

    /// The folder of results for `key`, filled by `make` if it is not there yet.
    pub(crate) fn folder(&mut self, key: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        let finished = self.folder.join(key);
        self.used.insert(finished.clone());
        if !finished.exists() {
            // Under another name until it is whole: a build that is interrupted leaves nothing that looks finished.
            let unfinished = self.folder.join(format!("{key}.unfinished"));
            if unfinished.exists() {
                fs::remove_dir_all(&unfinished)?;
            }
            fs::create_dir_all(&unfinished)?;
            make(&unfinished)?;
            fs::rename(&unfinished, &finished)?;
        }
        Ok(finished)
    }

    /// The bytes for `key`, made by `make` if they are not there yet.
    pub(crate) fn bytes(&mut self, key: &str, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
        const NAME: &str = "bytes";
        let folder = self.folder(key, |folder| Ok(fs::write(folder.join(NAME), make()?)?))?;
        Ok(fs::read(folder.join(NAME))?)
    }

    pub(crate) fn forget_unused(&self) -> Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if !self.used.contains(&path) {
                fs::remove_dir_all(path)?;
            }
        }
        Ok(())
    }
}

/// The SHA-256 of some bytes.
pub(crate) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Enough of a hash, in letters, to name a file by.
pub(crate) fn short(bytes: &[u8]) -> String {
    hex::encode(&digest(bytes)[..8])
}
