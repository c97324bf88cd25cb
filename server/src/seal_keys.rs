//! The private keys to which kiosks seal. They lie in the folder of secrets, one file each, apart from the database; the newest
//! is what kiosks get. Older ones stay, so that nothing that a kiosk still holds is stranded.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use seal::PrivateKey;
use thiserror::Error;

use crate::config::key_folder::{KeyFolder, KeyFolderError};
use crate::config::secret_file::{self, SecretFileError};

/// The folder within that of the secrets.
const FOLDER: &str = "seal-keys";

/// Every key that opens seals. Cheap to clone.
#[derive(Clone, Debug)]
pub struct SealKeys {
    /// Where they lie; none for a key that ends with the process.
    folder: Option<KeyFolder>,
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
#[error("a key to which kiosks seal: {0}")]
pub struct SealKeyError(#[from] KeyFolderError);

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
        let folder = KeyFolder::within(secrets, FOLDER);
        folder.make_first()?;
        let known = read(&folder)?;
        Ok(Self { folder: Some(folder), known: Arc::new(RwLock::new(known)) })
    }

    /// How many there are, all of them readable. Makes none.
    ///
    /// # Errors
    ///
    /// Which cannot be read.
    pub fn count(secrets: &Path) -> Result<usize, SealKeyError> {
        Ok(KeyFolder::within(secrets, FOLDER).read()?.len())
    }

    /// Makes a new key, to which kiosks seal from their next report on. Answers its name.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn rotate(secrets: &Path) -> Result<String, SealKeyError> {
        let folder = KeyFolder::within(secrets, FOLDER);
        folder.make_next()?;
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
        let Some(known) = self.folder.as_ref().and_then(|folder| read(folder).ok()) else { return };
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
    }
}

fn read(folder: &KeyFolder) -> Result<Known, SealKeyError> {
    let all: BTreeMap<_, _> =
        folder.read()?.into_iter().map(|(number, secret)| (number, PrivateKey::derived(&secret))).collect();
    let newest = all.values().next_back().cloned();
    let none = || KeyFolderError::Folder { folder: folder.path().to_owned(), why: std::io::ErrorKind::NotFound.into() };
    Ok(Known { newest: newest.ok_or_else(none)?, all })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

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
        let file = KeyFolder::within(folder.path(), FOLDER).file(1);
        fs::write(&file, "half a k").expect("written");
        assert!(matches!(SealKeys::of(folder.path()), Err(SealKeyError(KeyFolderError::File(_)))));
        assert_eq!(fs::read_to_string(&file).expect("still there"), "half a k");
    }
}
