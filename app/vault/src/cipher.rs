//! Sealing: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), whose nonces are long enough to be drawn at random.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Bytes of a nonce.
pub const NONCE_BYTES: usize = 24;

/// A random source. None where it fails, which no supported browser does.
pub type Fresh<'a> = &'a dyn Fn(&mut [u8]) -> Option<()>;

/// 256 bits that seal and open. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct VaultKey(Zeroizing<[u8; 32]>);

/// A sealed text: Base64 of nonce and ciphertext.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(pub String);

impl VaultKey {
    /// A key from its bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A fresh key.
    #[must_use]
    pub fn random(fresh: Fresh<'_>) -> Option<Self> {
        let mut bytes = Zeroizing::new([0; 32]);
        fresh(bytes.as_mut_slice())?;
        Some(Self(bytes))
    }

    /// Its bytes, to be wrapped under another key or told to another tab of this browser.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals a text. `place` says where it lies: moved to another place it does not open.
    #[must_use]
    pub fn seal(&self, place: &str, text: &[u8], fresh: Fresh<'_>) -> Option<Sealed> {
        let mut bytes = vec![0; NONCE_BYTES];
        fresh(&mut bytes)?;
        let nonce = XNonce::try_from(bytes.as_slice()).ok()?;
        let sealed = self.cipher().encrypt(&nonce, Payload { msg: text, aad: place.as_bytes() }).ok()?;
        bytes.extend(sealed);
        Some(Sealed(STANDARD_NO_PAD.encode(bytes)))
    }

    /// Opens what was sealed at that place under this key; none for anything else.
    #[must_use]
    pub fn open(&self, place: &str, sealed: &str) -> Option<Zeroizing<Vec<u8>>> {
        let bytes = STANDARD_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_BYTES)?;
        let nonce = XNonce::try_from(nonce).ok()?;
        self.cipher().decrypt(&nonce, Payload { msg: sealed, aad: place.as_bytes() }).ok().map(Zeroizing::new)
    }

    /// Wraps another key under this one.
    pub(super) fn wrap(&self, place: &str, key: &Self, fresh: Fresh<'_>) -> Option<Sealed> {
        self.seal(place, key.bytes(), fresh)
    }

    /// The key that was wrapped under this one.
    pub(super) fn unwrap(&self, place: &str, wrapped: &Sealed) -> Option<Self> {
        let bytes = self.open(place, &wrapped.0)?;
        Some(Self::new(bytes.as_slice().try_into().ok()?))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.0.as_slice().try_into().expect("a key has 32 bytes"))
    }
}

impl fmt::Debug for VaultKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VaultKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(bytes: &mut [u8]) -> Option<()> {
        getrandom::fill(bytes).ok()
    }

    #[test]
    fn what_is_sealed_opens_at_its_place_under_its_key_and_nowhere_else() {
        let (key, other) = (VaultKey::random(&fresh).expect("a key"), VaultKey::random(&fresh).expect("a key"));
        let text = "王女士 13800000000 要求退款 ¥320".as_bytes();
        let sealed = key.seal("case/1", text, &fresh).expect("sealed");
        assert_eq!(key.open("case/1", &sealed.0).as_deref().map(Vec::as_slice), Some(text));
        assert_eq!(key.open("case/2", &sealed.0), None, "rows cannot be swapped");
        assert_eq!(other.open("case/1", &sealed.0), None);
        assert!(!sealed.0.contains("13800000000"));
        let again = key.seal("case/1", text, &fresh).expect("sealed");
        assert_ne!(sealed, again, "equal texts do not look equal");
    }

    #[test]
    fn what_was_damaged_does_not_open() {
        let key = VaultKey::random(&fresh).expect("a key");
        let Sealed(sealed) = key.seal("case/1", b"text", &fresh).expect("sealed");
        for damaged in ["", "x", &sealed[1..], &sealed[..sealed.len() - 1], &sealed.replacen(&sealed[40..41], "_", 1)] {
            assert_eq!(key.open("case/1", damaged), None, "{damaged}");
        }
    }
}
