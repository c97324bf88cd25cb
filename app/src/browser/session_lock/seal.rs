//! Sealing, for the storage.

use sync::{
    engine::Key,
    protocol::Change,
    segments::{self, Merged, Record},
};
use uuid::Uuid;
use vault::VaultKey;

use crate::browser::storage::{Seal, SealedReplica, Texts};

/// The sealed place of the replica. Which entities it is about, each record says itself.
const DESK: &str = "desk";

/// Seals under the key of the vault.
pub(super) struct VaultSeal {
    vault: Uuid,
    key: VaultKey,
}

impl VaultSeal {
    pub(super) const fn new(vault: Uuid, key: VaultKey) -> Self {
        Self { vault, key }
    }

    fn seal_record(&self, record: &Record) -> Option<String> {
        self.seal(DESK, &serde_json::to_string(record).ok()?)
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

    fn records(&self, generation: u64, puts: Vec<Change>, removes: Vec<Key>) -> Option<Texts> {
        let records = segments::records(generation, puts, removes).into_iter();
        records.map(|(name, record)| Some((name, self.seal_record(&record)?))).collect()
    }

    fn replica(&self, records: Texts) -> SealedReplica {
        let read = |(name, sealed): (String, String)| Some((name, Record::read(&self.open(DESK, &sealed)?)?));
        let Merged { replica, tidy } = segments::merge(records.into_iter().filter_map(read).collect());
        let sealed = tidy.into_iter().map(|(name, left)| match left {
            Some(left) => Some((name, Some(self.seal_record(&left)?))),
            None => Some((name, None)),
        });
        SealedReplica { entities: replica, tidy: sealed.collect::<Option<_>>().unwrap_or_default() }
    }
}

/// The browser's cryptographic random source.
pub(super) fn fresh(bytes: &mut [u8]) -> Option<()> {
    getrandom::fill(bytes).ok()
}
