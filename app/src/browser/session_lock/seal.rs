//! Sealing, for the storage.

use uuid::Uuid;

use crate::{browser::storage::Seal, vault::VaultKey};

/// Seals under the key of the vault.
pub(super) struct VaultSeal {
    vault: Uuid,
    key: VaultKey,
}

impl VaultSeal {
    pub(super) const fn new(vault: Uuid, key: VaultKey) -> Self {
        Self { vault, key }
    }
}

impl Seal for VaultSeal {
    fn vault(&self) -> Uuid {
        self.vault
    }

    fn seal(&self, place: &str, text: &str) -> Option<String> {
        self.key.seal(place, text.as_bytes(), &fresh).map(|sealed| sealed.0)
    }

    fn open(&self, place: &str, sealed: &str) -> Option<String> {
        String::from_utf8(self.key.open(place, sealed)?.to_vec()).ok()
    }
}

/// The browser's cryptographic random source.
pub(super) fn fresh(bytes: &mut [u8]) -> Option<()> {
    getrandom::fill(bytes).ok()
}
