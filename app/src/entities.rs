//! Entities of kinds that are the sum of their events, as pages see them: what the server has, with what was done on this
//! device and is not there yet on top. A list for each kind, made when somebody first asks for it.

use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use domain::{kind::EventSourced, words::Bilingual};
use leptos::prelude::*;
use sync::protocol::OpId;
use uuid::Uuid;

/// All entities of a kind, as this device sees them.
#[derive(Debug)]
pub struct List<K: EventSourced> {
    /// By their names.
    pub shown: BTreeMap<Uuid, Shown<K>>,
    /// What whoever is signed in did here and what did not take effect, oldest first.
    pub refused: Vec<Refused<K>>,
}

/// An entity as this device sees it.
#[derive(Debug)]
pub struct Shown<K: EventSourced> {
    /// What it is, with this device's own unsent commands applied.
    pub state: K::State,
    /// Something was done here that the server does not have yet.
    pub waits: bool,
}

/// A command that did not take effect; what was written is kept until the person has dealt with it.
#[derive(Debug)]
pub struct Refused<K: EventSourced> {
    /// Its operation.
    pub op: OpId,
    /// The entity that it is about, which may not be there.
    pub id: Uuid,
    /// The revision of it that its author saw; none where it was to begin by this.
    pub base: Option<u64>,
    /// What.
    pub command: K::Command,
    /// Why, in words.
    pub detail: Bilingual,
}

impl<K: EventSourced> Default for List<K> {
    fn default() -> Self {
        Self { shown: BTreeMap::new(), refused: Vec::new() }
    }
}

impl<K: EventSourced> PartialEq for List<K> {
    fn eq(&self, other: &Self) -> bool {
        self.shown == other.shown && self.refused == other.refused
    }
}

impl<K: EventSourced> PartialEq for Shown<K> {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state && self.waits == other.waits
    }
}

impl<K: EventSourced> PartialEq for Refused<K> {
    fn eq(&self, other: &Self) -> bool {
        self.op == other.op && self.command == other.command && self.detail == other.detail
    }
}

impl<K: EventSourced> Clone for Shown<K> {
    fn clone(&self) -> Self {
        Self { state: self.state.clone(), waits: self.waits }
    }
}

impl<K: EventSourced> Clone for Refused<K> {
    fn clone(&self) -> Self {
        let (command, detail) = (self.command.clone(), self.detail.clone());
        Self { op: self.op, id: self.id, base: self.base, command, detail }
    }
}

/// The lists.
#[derive(Clone, Copy)]
pub struct Entities(StoredValue<HashMap<TypeId, Box<dyn Any + Send + Sync>>>);

impl Entities {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self(StoredValue::new(HashMap::new()))
    }

    /// The list of a kind. It lives as long as the page, whoever asks for it first.
    #[must_use]
    pub fn of<K: EventSourced>(self) -> ArcRwSignal<Arc<List<K>>> {
        let mut list = None;
        self.0.update_value(|lists| {
            let made = || Box::new(ArcRwSignal::<Arc<List<K>>>::default()) as Box<dyn Any + Send + Sync>;
            list = lists
                .entry(TypeId::of::<K>())
                .or_insert_with(made)
                .downcast_ref::<ArcRwSignal<Arc<List<K>>>>()
                .cloned();
        });
        list.unwrap_or_default()
    }
}

impl Default for Entities {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Entities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entities(…)")
    }
}

#[cfg(test)]
mod tests {
    use domain::canned_reply::CannedReply;
    use leptos::reactive::owner::Owner;

    use super::*;

    #[test]
    fn what_one_place_puts_into_the_list_another_reads() {
        Owner::new().with(|| {
            let entities = Entities::new();
            let refused = Refused {
                op: OpId(Uuid::nil()),
                id: Uuid::nil(),
                base: None,
                command: domain::canned_reply::Command::Retire,
                detail: Bilingual::default(),
            };
            entities.of::<CannedReply>().set(Arc::new(List { refused: vec![refused], ..List::default() }));
            assert_eq!(entities.of::<CannedReply>().with_untracked(|list| list.refused.len()), 1);
        });
    }
}
