//! The keys of a contact point. Each is named by its public half, so that seals to an old one are still opened after a new one
//! was made.

use std::fmt;

use hpke::{Deserializable, Kem as _, Serializable};
use sha2::{Digest, Sha256};

use super::Kem;

/// Of a private key, and of a public one.
const BYTES: usize = 32;
/// So many bytes of the public key's hash are its name.
const NAME_BYTES: usize = 8;

/// What a kiosk seals to.
#[derive(Clone)]
pub struct PublicKey {
    id: String,
    key: <Kem as hpke::Kem>::PublicKey,
}

/// What the server opens with. `Debug` does not show it.
#[derive(Clone)]
pub struct PrivateKey {
    key: <Kem as hpke::Kem>::PrivateKey,
    public: PublicKey,
}

impl PublicKey {
    /// Its name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Reads it from hexadecimal; none for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = hex::decode(text).ok()?;
        Some(Self::of(<Kem as hpke::Kem>::PublicKey::from_bytes(&bytes).ok()?))
    }

    /// In hexadecimal.
    #[must_use]
    pub fn reveal(&self) -> String {
        hex::encode(self.key.to_bytes())
    }

    fn of(key: <Kem as hpke::Kem>::PublicKey) -> Self {
        let hash = Sha256::digest(key.to_bytes());
        Self { id: hex::encode(&hash[..NAME_BYTES]), key }
    }

    pub(super) const fn for_hpke(&self) -> &<Kem as hpke::Kem>::PublicKey {
        &self.key
    }
}

impl PrivateKey {
    /// From 256 random bits (RFC 9180, 7.1.3).
    #[must_use]
    pub fn derived(random: &[u8; BYTES]) -> Self {
        let (key, public) = Kem::derive_keypair(random);
        Self { key, public: PublicKey::of(public) }
    }

    /// The name by which seals say that they are for this key.
    #[must_use]
    pub fn id(&self) -> &str {
        self.public.id()
    }

    /// The half that kiosks get.
    #[must_use]
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    pub(super) const fn for_hpke(&self) -> &<Kem as hpke::Kem>::PrivateKey {
        &self.key
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.key.to_bytes() == other.key.to_bytes()
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.id)
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({}, …)", self.public.id)
    }
}
