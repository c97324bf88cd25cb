//! The keys under which what people wrote lies in the database (个人信息保护法 51: encryption). They lie in the folder of secrets, apart from the
//! database: who takes the database, its log or a backup alone can read nobody's words, name or number.
//!
//! A sealed value is the name of its key (four bytes), a random nonce (twelve) and what AES-256-GCM makes of it (RFC 5116),
//! tied to the place it is kept at. One key must not seal more than 2^32 values (NIST SP 800-38D, 8.3); a busy mall makes a million a year.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use hmac::Mac;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use thiserror::Error;

use crate::config::key_folder::{KeyFolder, KeyFolderError};
use crate::config::secret_file::{self, SecretFileError};
use crate::keyed_hash::keyed_hash;

/// The folder within that of the secrets.
const FOLDER: &str = "data-keys";
const NAME_LEN: usize = 4;

/// Every key of the data. Cheap to clone.
#[derive(Clone, Debug)]
pub struct DataKeys {
    /// Where they lie; none for a key that ends with the process.
    folder: Option<KeyFolder>,
    known: Arc<RwLock<Vec<Arc<Key>>>>,
}

/// What a key is called: a hash of it, so that another key is never taken for it. Hexadecimal where people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyName(pub u32);

/// What is made of one secret, so that no two uses share a key.
struct Key {
    name: KeyName,
    aead: LessSafeKey,
    blind: [u8; 32],
}

/// The keyed hash of a value that is looked for without being kept (a blind index).
pub type Blind = [u8; 32];

/// Why there are no usable keys.
#[derive(Debug, Error)]
#[error("a key of the data: {0}")]
pub struct DataKeyError(#[from] KeyFolderError);

/// Why a value was not sealed. It is then not kept either: nothing is written in the clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotSealed {
    /// The folder of keys is empty.
    #[error("there is no data key among the secrets")]
    NoKey,
    /// No nonce.
    #[error("the operating system gives no random numbers")]
    NoRandomness,
    /// Longer than the cipher seals (64 GiB).
    #[error("the value is too long to be sealed")]
    TooLong,
}

/// Why a sealed value was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotOpened {
    /// Its key is not in the folder of secrets.
    #[error("it is sealed under data key {0}, which is not among the secrets: put the folder data-keys back")]
    NoKey(KeyName),
    /// It was changed, cut, or moved from another place.
    #[error("it is damaged")]
    Damaged,
}

impl DataKeys {
    /// A key that ends with the process.
    ///
    /// # Errors
    ///
    /// When the operating system gives no random numbers.
    pub fn random() -> Result<Self, SecretFileError> {
        let known = vec![Arc::new(Key::derived(&secret_file::random()?))];
        Ok(Self { folder: None, known: Arc::new(RwLock::new(known)) })
    }

    /// Those in the folder of secrets; the first start makes one.
    ///
    /// # Errors
    ///
    /// When they cannot be read or made. A damaged key is never replaced: something is sealed under it.
    pub fn of(secrets: &Path) -> Result<Self, DataKeyError> {
        let folder = KeyFolder::within(secrets, FOLDER);
        folder.make_first()?;
        Self::read(folder)
    }

    /// The same, where none is made: without a key before the first start.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub fn known(secrets: &Path) -> Result<Self, DataKeyError> {
        Self::read(KeyFolder::within(secrets, FOLDER))
    }

    fn read(folder: KeyFolder) -> Result<Self, DataKeyError> {
        let known = read(&folder)?;
        Ok(Self { folder: Some(folder), known: Arc::new(RwLock::new(known)) })
    }

    /// Makes a new key, under which a running server seals within a minute. Answers its name.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn rotate(secrets: &Path) -> Result<KeyName, DataKeyError> {
        let folder = KeyFolder::within(secrets, FOLDER);
        folder.make_next()?;
        let none = || KeyFolderError::Folder { folder: folder.path().to_owned(), why: io::ErrorKind::NotFound.into() };
        Ok(read(&folder)?.last().map(|key| key.name).ok_or_else(none)?)
    }

    /// The names of the keys there are, the newest last.
    #[must_use]
    pub fn names(&self) -> Vec<KeyName> {
        self.all().iter().map(|key| key.name).collect()
    }

    /// The name of the key under which values are sealed now; none before there is one.
    #[must_use]
    pub fn newest(&self) -> Option<KeyName> {
        self.all().last().map(|key| key.name)
    }

    /// Finds keys that were made while this process runs.
    pub fn look_again(&self) {
        // What cannot be read now was read before.
        let Some(known) = self.folder.as_ref().and_then(|folder| read(folder).ok()) else { return };
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
    }

    /// Seals a value that is kept at that place, under the newest key.
    ///
    /// # Errors
    ///
    /// When there is no key, or the operating system gives no random numbers.
    pub fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, NotSealed> {
        let key = self.all().last().cloned().ok_or(NotSealed::NoKey)?;
        let mut nonce = [0; NONCE_LEN];
        getrandom::fill(&mut nonce).map_err(|_| NotSealed::NoRandomness)?;
        let mut sealed = Vec::with_capacity(NAME_LEN + NONCE_LEN + plain.len() + AES_256_GCM.tag_len());
        sealed.extend(key.name.0.to_be_bytes());
        sealed.extend(nonce);
        let mut text = plain.to_vec();
        let nonce = Nonce::assume_unique_for_key(nonce);
        let sealed_text = key.aead.seal_in_place_append_tag(nonce, Aad::from(place), &mut text);
        sealed_text.map_err(|_| NotSealed::TooLong)?;
        sealed.extend(text);
        Ok(sealed)
    }

    /// Opens a value that was kept at that place.
    ///
    /// # Errors
    ///
    /// When its key is not known, or it is not what was sealed.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let name = name_of(sealed).ok_or(NotOpened::Damaged)?;
        let key = self.key(name).ok_or(NotOpened::NoKey(name))?;
        let (nonce, text) =
            sealed.get(NAME_LEN..).and_then(|rest| rest.split_at_checked(NONCE_LEN)).ok_or(NotOpened::Damaged)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| NotOpened::Damaged)?;
        let mut plain = text.to_vec();
        let length = key.aead.open_in_place(nonce, Aad::from(place), &mut plain).map_err(|_| NotOpened::Damaged)?.len();
        plain.truncate(length);
        Ok(plain)
    }

    /// What a value is found by at that place, under each key, the newest first.
    #[must_use]
    pub fn blind(&self, place: &str, value: &str) -> Vec<(KeyName, Blind)> {
        // A place is a word of ours without a zero.
        let parts = [place.as_bytes(), &[0], value.as_bytes()];
        let hash = |key: &Key| keyed_hash(&key.blind, &parts).finalize().into_bytes().into();
        self.all().iter().rev().map(|key| (key.name, hash(key))).collect()
    }

    fn key(&self, name: KeyName) -> Option<Arc<Key>> {
        let find = || self.all().iter().find(|key| key.name == name).cloned();
        find().or_else(|| {
            self.look_again();
            find()
        })
    }

    fn all(&self) -> std::sync::RwLockReadGuard<'_, Vec<Arc<Key>>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name of the key of a sealed value.
#[must_use]
pub fn name_of(sealed: &[u8]) -> Option<KeyName> {
    sealed.first_chunk().map(|bytes| KeyName(u32::from_be_bytes(*bytes)))
}

/// In the order in which they were made.
fn read(folder: &KeyFolder) -> Result<Vec<Arc<Key>>, KeyFolderError> {
    Ok(folder.read()?.into_values().map(|secret| Arc::new(Key::derived(&secret))).collect())
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

impl Key {
    fn derived(secret: &[u8; 32]) -> Self {
        let part = |name: &[u8]| -> [u8; 32] { keyed_hash(secret, &[name]).finalize().into_bytes().into() };
        let unbound = UnboundKey::new(&AES_256_GCM, &part(b"data seal"));
        #[expect(clippy::expect_used, reason = "the key has the length of the algorithm")]
        let aead = LessSafeKey::new(unbound.expect("32 bytes"));
        let [a, b, c, d, ..] = part(b"data key name");
        Self { name: KeyName(u32::from_be_bytes([a, b, c, d])), aead, blind: part(b"data blind index") }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: &str = "entities.snapshot";

    #[test]
    fn what_is_sealed_opens_at_its_place_and_under_its_key_only() {
        let keys = DataKeys::random().expect("keys");
        let words = "插电不加热，商家不肯退。".as_bytes();
        let sealed = keys.seal(PLACE, words).expect("sealed");
        assert_eq!(keys.open(PLACE, &sealed).expect("opened"), words);
        assert_eq!(keys.open("events.event", &sealed), Err(NotOpened::Damaged), "moved from another column");
        assert_eq!(DataKeys::random().expect("keys").open(PLACE, &sealed), Err(NotOpened::NoKey(keys.names()[0])));
        assert!(!sealed.windows(6).any(|part| part == &words[..6]), "none of it can be read");
        assert_ne!(keys.seal(PLACE, words).expect("sealed"), sealed, "two values that are the same do not look it");
    }

    #[test]
    fn a_change_anywhere_is_noticed() {
        let keys = DataKeys::random().expect("keys");
        let sealed = keys.seal(PLACE, b"{}").expect("sealed");
        for place in NAME_LEN..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(keys.open(PLACE, &changed), Err(NotOpened::Damaged), "byte {place}");
        }
        for length in 0..sealed.len() {
            assert!(keys.open(PLACE, &sealed[..length]).is_err(), "cut to {length}");
        }
    }

    #[test]
    fn a_new_key_is_used_once_it_is_found_and_the_old_one_still_opens() {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = DataKeys::of(folder.path()).expect("keys");
        let old = keys.seal(PLACE, b"old").expect("sealed");
        let name = DataKeys::rotate(folder.path()).expect("rotated");
        let other = DataKeys::of(folder.path()).expect("keys");
        let new = other.seal(PLACE, b"new").expect("sealed");
        assert_eq!((name_of(&new), other.newest()), (Some(name), Some(name)));
        assert_ne!(name_of(&old), Some(name));
        assert_eq!(keys.open(PLACE, &new).expect("found while it runs"), b"new");
        assert_eq!(other.open(PLACE, &old).expect("kept"), b"old");
    }

    #[test]
    fn a_key_that_is_not_there_is_told_by_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = DataKeys::of(folder.path()).expect("keys");
        let sealed = keys.seal(PLACE, b"words").expect("sealed");
        let elsewhere = tempfile::tempdir().expect("a folder");
        let none = DataKeys::known(elsewhere.path()).expect("no keys yet");
        assert_eq!(none.open(PLACE, &sealed), Err(NotOpened::NoKey(keys.names()[0])));
        assert_eq!(none.seal(PLACE, b"words"), Err(NotSealed::NoKey), "and nothing is written in the clear");
    }

    #[test]
    fn a_number_is_found_under_every_key_and_its_hash_says_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = DataKeys::of(folder.path()).expect("keys");
        let [first] = keys.blind("phone", "13800138000")[..] else { panic!("one key") };
        DataKeys::rotate(folder.path()).expect("rotated");
        keys.look_again();
        let [newest, oldest] = keys.blind("phone", "13800138000")[..] else { panic!("two keys") };
        assert_eq!(oldest, first);
        assert_ne!(newest, first);
        assert_ne!(keys.blind("name", "13800138000")[0], newest);
        assert_ne!(keys.blind("phone", "13800138001")[0], newest);
    }
}
