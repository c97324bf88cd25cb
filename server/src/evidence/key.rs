//! The key that packs are signed with. It lies in the folder of secrets, apart from the database, and is made at the first start.

use std::fmt;
use std::io;
use std::path::Path;
use std::str::FromStr;

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use crate::config::secret_file::{self, SecretFileError};

const FILE: &str = "evidence.key";
const BYTES: usize = 32;

/// Signs packs. `Debug` shows what everybody may know of it.
pub struct EvidenceKey(Ed25519KeyPair);

/// By which everybody can check a signature: 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey([u8; BYTES]);

impl EvidenceKey {
    /// The key in the folder of secrets; the first start makes one. A damaged one is never replaced: packs were signed with it.
    ///
    /// # Errors
    ///
    /// When it cannot be read or made.
    pub fn of(secrets: &Path) -> Result<Self, SecretFileError> {
        match Self::read(secrets) {
            Err(SecretFileError::Io { why, .. }) if why.kind() == io::ErrorKind::NotFound => {
                Self::from_seed(&secret_file::make(&secrets.join(FILE))?, secrets)
            }
            read => read,
        }
    }

    /// The key in the folder of secrets, where there is one.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn read(secrets: &Path) -> Result<Self, SecretFileError> {
        Self::from_seed(&secret_file::read(&secrets.join(FILE))?, secrets)
    }

    /// A key that ends with the process.
    ///
    /// # Errors
    ///
    /// When the operating system gives no random numbers.
    pub fn random() -> Result<Self, SecretFileError> {
        Self::from_seed(&secret_file::random()?, Path::new(""))
    }

    fn from_seed(seed: &[u8; BYTES], secrets: &Path) -> Result<Self, SecretFileError> {
        // Any 256 bits are a seed.
        Ed25519KeyPair::from_seed_unchecked(seed).map(Self).map_err(|_| SecretFileError::Shape(secrets.join(FILE)))
    }

    /// What everybody may know of it.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        let mut bytes = [0; BYTES];
        bytes.copy_from_slice(self.0.public_key().as_ref());
        PublicKey(bytes)
    }

    /// A signature, in hexadecimal.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> String {
        hex::encode(self.0.sign(message).as_ref())
    }
}

impl fmt::Debug for EvidenceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EvidenceKey({})", self.public())
    }
}

impl PublicKey {
    /// Whether that is this key's signature of the message.
    #[must_use]
    pub fn has_signed(&self, message: &[u8], signature: &str) -> bool {
        let Ok(signature) = hex::decode(signature.trim()) else { return false };
        UnparsedPublicKey::new(&ED25519, &self.0).verify(message, &signature).is_ok()
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for PublicKey {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = hex::decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or("a public key has 64 hexadecimal digits")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_start_makes_a_key_that_the_next_finds_and_a_damaged_one_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = EvidenceKey::of(folder.path()).expect("a key");
        assert_eq!(EvidenceKey::of(folder.path()).expect("the key").public(), first.public());
        let signature = first.sign(b"a pack");
        assert!(first.public().has_signed(b"a pack", &signature) && !first.public().has_signed(b"a pick", &signature));
        assert_eq!(first.public().to_string().parse(), Ok(first.public()));
        std::fs::write(folder.path().join(FILE), "half").expect("written");
        assert!(matches!(EvidenceKey::of(folder.path()), Err(SecretFileError::Shape(_))));
    }

    /// RFC 8032, 7.1, TEST 2.
    #[test]
    fn signatures_are_those_of_the_standard() {
        let seed =
            hex::decode("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").expect("hexadecimal");
        let key = EvidenceKey::from_seed(&seed.try_into().expect("32 bytes"), Path::new("")).expect("a key");
        assert_eq!(key.public().to_string(), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        assert_eq!(
            key.sign(&[0x72]),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        );
    }
}
