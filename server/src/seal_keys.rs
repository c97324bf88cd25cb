//! The private keys to which kiosks seal. They lie in the folder of secrets, one file each, apart from the database; the newest
//! is what kiosks get. Older ones stay, so that nothing that a kiosk still holds is stranded.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use seal::PrivateKey;
use thiserror::Error;

use crate::config::secret_file::{self, SecretFileError};

/// The folder within that of the secrets.
const FOLDER: &str = "seal-keys";
const EXTENSION: &str = "key";

/// Every key that opens seals. Cheap to clone.
#[derive(Clone, Debug)]
pub struct SealKeys {
    /// Where they lie; none for a key that ends with the process.
    folder: Option<PathBuf>,
    known: Arc<RwLock<Known>>,
}

/// By number, the newest last. There is always one.
#[derive(Clone, Debug)]
struct Known {
    newest: PrivateKey,
    all: BTreeMap<u32, PrivateKey>,
}

/// Why there are no usable keys.
#[derive(Debug, Error)]
pub enum SealKeyError {
    /// The folder cannot be read.
    #[error("the keys in {} to which kiosks seal cannot be read: {why}", .folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// What the operating system says.
        why: io::Error,
    },
    /// One of them is damaged, or a new one cannot be made.
    #[error("a key to which kiosks seal: {0}")]
    File(#[from] SecretFileError),
}

impl SealKeys {
    /// A key that ends with the process.
    ///
    /// # Errors
    ///
    /// When the operating system gives no random numbers.
    pub fn random() -> Result<Self, SecretFileError> {
        let newest = PrivateKey::derived(&secret_file::random()?);
        let known = Known { all: BTreeMap::from([(1, newest.clone())]), newest };
        Ok(Self { folder: None, known: Arc::new(RwLock::new(known)) })
    }

    /// Those in the folder of secrets; the first start makes one.
    ///
    /// # Errors
    ///
    /// When they cannot be read or made. A damaged key is never replaced: something may be sealed to it.
    pub fn of(secrets: &Path) -> Result<Self, SealKeyError> {
        let folder = secrets.join(FOLDER);
        if numbers(&folder)?.is_empty() {
            secret_file::make(&file(&folder, 1))?;
        }
        let known = read(&folder)?;
        Ok(Self { folder: Some(folder), known: Arc::new(RwLock::new(known)) })
    }

    /// How many there are, all of them readable. Makes none.
    ///
    /// # Errors
    ///
    /// Which cannot be read.
    pub fn count(secrets: &Path) -> Result<usize, SealKeyError> {
        let folder = secrets.join(FOLDER);
        let numbers = numbers(&folder)?;
        for number in &numbers {
            secret_file::read(&file(&folder, *number))?;
        }
        Ok(numbers.len())
    }

    /// Makes a new key, to which kiosks seal from their next report on. Answers its name.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn rotate(secrets: &Path) -> Result<String, SealKeyError> {
        let folder = secrets.join(FOLDER);
        let next = numbers(&folder)?.last().map_or(1, |last| last + 1);
        secret_file::make(&file(&folder, next))?;
        Ok(read(&folder)?.newest.id().to_owned())
    }

    /// To which kiosks seal now. A key that was made while this server runs is found.
    #[must_use]
    pub fn newest(&self) -> PrivateKey {
        self.look_again();
        self.known.read().unwrap_or_else(PoisonError::into_inner).newest.clone()
    }

    /// The key of that name.
    #[must_use]
    pub fn named(&self, id: &str) -> Option<PrivateKey> {
        let find = || {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            known.all.values().find(|key| key.id() == id).cloned()
        };
        find().or_else(|| {
            self.look_again();
            find()
        })
    }

    fn look_again(&self) {
        // What cannot be read now was read before.
        let Some(known) = self.folder.as_deref().and_then(|folder| read(folder).ok()) else { return };
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
    }
}

fn read(folder: &Path) -> Result<Known, SealKeyError> {
    let mut all = BTreeMap::new();
    for number in numbers(folder)? {
        all.insert(number, PrivateKey::derived(&secret_file::read(&file(folder, number))?));
    }
    let newest = all.values().next_back().cloned();
    let newest = newest
        .ok_or_else(|| SealKeyError::Folder { folder: folder.to_owned(), why: io::ErrorKind::NotFound.into() })?;
    Ok(Known { newest, all })
}

/// The numbers of the keys that are there, in order.
fn numbers(folder: &Path) -> Result<Vec<u32>, SealKeyError> {
    let failed = |why| SealKeyError::Folder { folder: folder.to_owned(), why };
    let entries = match fs::read_dir(folder) {
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

fn file(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("{number:04}.{EXTENSION}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_start_makes_a_key_and_the_next_finds_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = SealKeys::of(folder.path()).expect("keys").newest();
        let again = SealKeys::of(folder.path()).expect("keys");
        assert_eq!(again.newest().id(), first.id());
    }

    #[test]
    fn a_new_key_is_found_while_the_server_runs_and_the_old_one_still_opens() {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = SealKeys::of(folder.path()).expect("keys");
        let old = keys.newest().id().to_owned();
        let new = SealKeys::rotate(folder.path()).expect("rotated");
        assert_ne!(new, old);
        assert_eq!(keys.newest().id(), new, "kiosks get the new one");
        assert_eq!(keys.named(&old).expect("kept").id(), old, "what is sealed to the old one is not stranded");
        assert!(keys.named("0123456789abcdef").is_none());
    }

    #[test]
    fn a_damaged_key_is_never_replaced_silently() {
        let folder = tempfile::tempdir().expect("a folder");
        SealKeys::of(folder.path()).expect("keys");
        let file = file(&folder.path().join(FOLDER), 1);
        fs::write(&file, "half a k").expect("written");
        assert!(matches!(SealKeys::of(folder.path()), Err(SealKeyError::File(_))));
        assert_eq!(fs::read_to_string(&file).expect("still there"), "half a k");
    }
}
