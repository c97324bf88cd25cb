//! A checksum of a whole scope, by which a device notices that its replica differs from the server.

use sha2::{Digest, Sha256};

/// The exclusive or of SHA-256 over `kind NUL id NUL rev` of every entity, its first 16 bytes: independent of order, and one
/// entity can be exchanged for another without counting all again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScopeChecksum(pub [u8; 16]);

impl ScopeChecksum {
    /// Adds an entity, or takes it out again.
    pub fn toggle(&mut self, kind: &str, id: &str, rev: u64) {
        let mut hash = Sha256::new();
        for part in [kind.as_bytes(), b"\0", id.as_bytes(), b"\0", rev.to_string().as_bytes()] {
            hash.update(part);
        }
        for (byte, other) in self.0.iter_mut().zip(hash.finalize()) {
            *byte ^= other;
        }
    }

    /// Adds the entities of another, or takes them out again.
    pub fn join(&mut self, other: Self) {
        for (byte, other) in self.0.iter_mut().zip(other.0) {
            *byte ^= other;
        }
    }

    /// As sent: in hexadecimal.
    #[must_use]
    pub fn as_sent(&self) -> String {
        hex::encode(self.0)
    }
}
