//! What the server keeps of a claim code: HMAC-SHA256 under a key that is not in the database, so that a stolen
//! database does not even allow to try codes.

use std::fmt;

use domain::claim_code::ClaimCode;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::Service;
use crate::keyed_hash::keyed_hash;
use crate::store::entities::ClaimHash;

/// The key. `Debug` does not show it.
#[derive(Clone, Copy)]
pub struct ClaimKey([u8; 32]);

impl ClaimKey {
    /// From 256 random bits.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The keyed hash of a code.
    #[must_use]
    pub fn hash(&self, code: &ClaimCode) -> ClaimHash {
        ClaimHash(keyed_hash(&self.0, &[code.plain().as_bytes()]).finalize().into_bytes().into())
    }
}

impl ClaimKey {
    /// The mark under a link for a merchant: of another purpose than any code, so neither passes for the other.
    pub(super) fn mark_link(&self, named: &[u8]) -> Hmac<Sha256> {
        keyed_hash(&self.0, &[b"merchant link\0", named])
    }
}

impl ClaimKey {
    /// The mark under a link for an application: of a purpose of its own.
    pub(super) fn mark_application(&self, named: &[u8]) -> Hmac<Sha256> {
        keyed_hash(&self.0, &[b"merchant application\0", named])
    }
}

impl Service {
    /// What is kept of a claim code here.
    #[must_use]
    pub fn claim_hash(&self, code: &ClaimCode) -> ClaimHash {
        self.inner.setting.claim_key.hash(code)
    }
}

impl fmt::Debug for ClaimKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClaimKey(…)")
    }
}
