//! The device's copy of its scope, with a running checksum by which it notices that it differs from the server's.

use domain::claim_code::ClaimCode;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

use super::{Key, ScopeRequest};
use crate::protocol::{Change, Epoch, PullAnswer, ScopeChecksum, Seq};

/// Up to where the replica goes, in which life of the server, and of whose scope it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The life of the server's database.
    pub epoch: Epoch,
    /// The place in its history.
    pub seq: Seq,
    /// Whose: another scope begins at 0.
    pub scope: ScopeKey,
}

/// A hash of whose entities are asked for; the codes themselves cannot be read from it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScopeKey(pub String);

impl ScopeRequest {
    /// The scope's name; the order of the codes does not matter.
    #[must_use]
    pub fn scope(&self) -> ScopeKey {
        let text = match self {
            Self::Staff(id) => format!("staff {id}"),
            Self::Claims(claims) => {
                let sorted: BTreeSet<String> = claims.iter().map(ClaimCode::plain).collect();
                sorted.into_iter().fold("claims".to_owned(), |text, claim| text + " " + &claim)
            }
        };
        ScopeKey(hex::encode(&Sha256::digest(text.as_bytes())[..16]))
    }

    /// Kinds of entity that this scope never holds. They leave the device as soon as the scope changes, also offline.
    pub(super) const fn foreign_kinds(&self) -> &'static [&'static str] {
        match self {
            Self::Claims(_) => &["case", "staff", "merchant"],
            Self::Staff(_) => &["case_view"],
        }
    }
}

impl Change {
    /// The name under which the replica keeps it.
    #[must_use]
    pub fn key(&self) -> Key {
        Key { kind: self.body.kind(), id: self.id.clone() }
    }
}

impl PullAnswer {
    /// The names under which the replica keeps what left the scope.
    pub(super) fn gone(&self) -> impl Iterator<Item = Key> {
        self.gone.iter().map(|case| Key { kind: "case", id: case.to_string() })
    }
}

/// The entities.
#[derive(Clone, Debug, Default)]
pub struct Replica {
    entities: BTreeMap<Key, Change>,
    checksum: ScopeChecksum,
}

impl Replica {
    pub(super) fn load(changes: Vec<Change>) -> Self {
        let mut replica = Self::default();
        changes.into_iter().for_each(|change| replica.put(change));
        replica
    }

    pub(super) fn put(&mut self, change: Change) {
        let key = change.key();
        self.checksum.toggle(key.kind, &key.id, change.rev);
        if let Some(before) = self.entities.insert(key, change) {
            self.checksum.toggle(before.body.kind(), &before.id, before.rev);
        }
    }

    pub(super) fn remove(&mut self, key: &Key) {
        if let Some(before) = self.entities.remove(key) {
            self.checksum.toggle(key.kind, &key.id, before.rev);
        }
    }

    /// The names of all that are not among those, to be taken out.
    pub(super) fn others(&self, mentioned: &BTreeSet<Key>) -> Vec<Key> {
        self.entities.keys().filter(|key| !mentioned.contains(*key)).cloned().collect()
    }

    /// The names of all of these kinds.
    pub(super) fn of_kinds(&self, kinds: &[&str]) -> Vec<Key> {
        self.entities.keys().filter(|key| kinds.contains(&key.kind)).cloned().collect()
    }

    /// An entity.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<&Change> {
        self.entities.get(key)
    }

    /// All entities, by kind and name.
    pub fn iter(&self) -> impl Iterator<Item = &Change> {
        self.entities.values()
    }

    /// As the server sends its own.
    #[must_use]
    pub fn checksum(&self) -> String {
        self.checksum.as_sent()
    }
}
