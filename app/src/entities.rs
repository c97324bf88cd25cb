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

/// An entity as this device sees it.
#[derive(Debug)]
pub struct Shown<K: EventSourced> {
    /// What it is, with this device's own unsent commands applied.
    pub state: K::State,
    /// Something was done here that the server does not have yet.
    pub waits: bool,
    /// What whoever is signed in did here, and what did not take effect: the operation, what was asked, and why not.
    pub refused: Vec<(OpId, K::Command, Bilingual)>,
}

impl<K: EventSourced> Clone for Shown<K> {
    fn clone(&self) -> Self {
        Self { state: self.state.clone(), waits: self.waits, refused: self.refused.clone() }
    }
}

impl<K: EventSourced> PartialEq for Shown<K> {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state && self.waits == other.waits && self.refused == other.refused
    }
}

/// All entities of a kind, by their names.
pub type List<K> = Arc<BTreeMap<Uuid, Shown<K>>>;

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
    pub fn of<K: EventSourced>(self) -> ArcRwSignal<List<K>> {
        let mut list = None;
        self.0.update_value(|lists| {
            let made = || Box::new(ArcRwSignal::<List<K>>::default()) as Box<dyn Any + Send + Sync>;
            list = lists.entry(TypeId::of::<K>()).or_insert_with(made).downcast_ref::<ArcRwSignal<List<K>>>().cloned();
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
