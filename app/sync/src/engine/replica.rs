//! The device's copy of its scope, with a running checksum by which it notices that it differs from the server's.

use domain::{claim_code::ClaimCode, kind::Viewer};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

use super::{Key, ScopeRequest};
use crate::protocol::{Change, Epoch, PullAnswer, ScopeChecksum, Seq, body::kind_name};

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

    /// Whether this scope may hold entities of a kind. One that this build does not know is staff's: it is safe there, and
    /// nobody else is shown it. What a scope may not hold leaves as soon as the scope changes, also offline.
    pub(super) fn may_hold(&self, kind: &str) -> bool {
        // Which role somebody has, the server knows; what it sends them, they may see.
        let viewer = match self {
            Self::Claims(_) => Viewer::Public,
            Self::Staff(_) => return domain::kinds::named(kind).is_none_or(|kind| *kind != domain::case::VIEW_KIND),
        };
        domain::kinds::named(kind).is_some_and(|kind| (kind.visible_to)(viewer))
    }
}

impl Change {
    /// The name under which the replica keeps it.
    #[must_use]
    pub fn key(&self) -> Key {
        Key { kind: self.body.kind_name(), id: self.id.clone() }
    }
}

impl PullAnswer {
    /// The names under which the replica keeps what left the scope.
    pub(super) fn gone(&self) -> impl Iterator<Item = Key> {
        let cases = self.gone.iter().map(|case| Key { kind: domain::case::KIND.name.into(), id: case.to_string() });
        let others = self.gone_of.iter().flat_map(|(kind, ids)| {
            let kind = kind_name(kind.into());
            ids.iter().map(move |id| Key { kind: kind.clone(), id: id.clone() })
        });
        cases.chain(others)
    }

    /// This answer was asked for from where an earlier one ends: both as the one answer to what the earlier was asked.
    #[must_use]
    pub fn after(mut self, earlier: Self) -> Self {
        // Another life began meanwhile: this one is of everything.
        if self.epoch != earlier.epoch {
            return self;
        }
        let newer: BTreeSet<Key> = self.changes.iter().map(Change::key).chain(self.gone()).collect();
        let mut changes = earlier.changes;
        changes.retain(|change| !newer.contains(&change.key()));
        changes.append(&mut self.changes);
        self.changes = changes;
        self
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
        self.checksum.toggle(&key.kind, &key.id, change.rev);
        if let Some(before) = self.entities.insert(key, change) {
            self.checksum.toggle(before.body.kind(), &before.id, before.rev);
        }
    }

    pub(super) fn remove(&mut self, key: &Key) {
        if let Some(before) = self.entities.remove(key) {
            self.checksum.toggle(&key.kind, &key.id, before.rev);
        }
    }

    /// The names of all that are not among those, to be taken out.
    pub(super) fn others(&self, mentioned: &BTreeSet<Key>) -> Vec<Key> {
        self.entities.keys().filter(|key| !mentioned.contains(*key)).cloned().collect()
    }

    /// The names of all that are not as they were before, also of those that are gone.
    pub(super) fn differences(&self, before: &Self) -> Vec<Key> {
        let differ = self.entities.iter().filter(|(key, change)| before.get(key) != Some(change)).map(|(key, _)| key);
        differ.chain(before.entities.keys().filter(|key| self.get(key).is_none())).cloned().collect()
    }

    /// The names of all whose kind does not pass.
    pub(super) fn not_of(&self, passes: impl Fn(&str) -> bool) -> Vec<Key> {
        self.entities.keys().filter(|key| !passes(&key.kind)).cloned().collect()
    }

    /// All entities of a kind, by name.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Change> {
        let first = Key { kind: kind_name(kind.into()), id: String::new() };
        let kind = first.kind.clone();
        self.entities.range(first..).take_while(move |(key, _)| key.kind == kind).map(|(_, change)| change)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Body, RawJson};

    fn answer(epoch: u128, cursor: i64, changes: &[(&str, u64)], gone: &[&str]) -> PullAnswer {
        let change = |(id, rev): &(&str, u64)| Change {
            id: (*id).to_owned(),
            rev: *rev,
            seq: Seq(cursor),
            body: Body::raw("canned_reply", RawJson::from_text("{}".to_owned()).expect("JSON")),
        };
        PullAnswer {
            protocol: crate::protocol::PROTOCOL,
            epoch: Epoch(uuid::Uuid::from_u128(epoch)),
            server_time: domain::moment::Moment::from_millis(cursor),
            changes: changes.iter().map(change).collect(),
            cursor: Seq(cursor),
            more: false,
            checksum: Some(format!("of {cursor}")),
            unknown_claims: Vec::new(),
            gone: Vec::new(),
            gone_of: [("canned_reply".to_owned(), gone.iter().map(|id| (*id).to_owned()).collect())].into(),
        }
    }

    #[test]
    fn what_a_page_brought_along_and_what_came_after_it_are_one_answer() {
        let page = answer(1, 5, &[("board", 1), ("old", 1), ("left", 1)], &[]);
        let both = answer(1, 9, &[("old", 2), ("new", 1)], &["left"]).after(page.clone());
        let names = both.changes.iter().map(|change| (change.id.as_str(), change.rev)).collect::<Vec<_>>();
        assert_eq!(names, [("board", 1), ("old", 2), ("new", 1)]);
        assert_eq!((both.cursor, both.checksum.as_deref()), (Seq(9), Some("of 9")));

        let of_another_life = answer(2, 3, &[("board", 4)], &[]);
        assert_eq!(of_another_life.clone().after(page), of_another_life);
    }

    #[test]
    fn a_kind_that_this_build_does_not_know_stays_with_staff_and_leaves_a_consumers_phone() {
        let (staff, phone) =
            (ScopeRequest::Staff(domain::ids::StaffId(uuid::Uuid::nil())), ScopeRequest::Claims(Vec::new()));
        assert!(staff.may_hold("dance") && !phone.may_hold("dance"));
        assert!(staff.may_hold("case") && !phone.may_hold("case"));
        assert!(!staff.may_hold("case_view") && phone.may_hold("case_view"));
        assert!(staff.may_hold("board") && phone.may_hold("board"));
    }
}
