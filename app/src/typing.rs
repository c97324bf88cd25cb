//! What a person is writing at the desk. It outlives the controls: another case, another language, a colleague's change
//! that comes in meanwhile, and a new version of this page leave it where it was.

use domain::ids::CaseId;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What is being written, by case and place.
#[derive(Clone, Copy, Debug)]
pub struct Typing(RwSignal<BTreeMap<String, String>>);

impl Typing {
    /// What this tab remembers.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(BTreeMap::new()))
    }

    /// Reads what was kept before the page was loaded again. Called once the page is alive.
    pub fn remember(self) {
        let kept = kept();
        if !kept.is_empty() {
            self.0.update(|texts| {
                for (key, text) in kept {
                    texts.entry(key).or_insert(text);
                }
            });
        }
    }

    /// One place of one case.
    #[must_use]
    pub fn slot(self, case: CaseId, place: &str) -> Slot {
        Slot { all: self, key: StoredValue::new(format!("{case}/{place}")) }
    }

    /// The text of a place, as it is now.
    #[must_use]
    pub fn text(self, case: CaseId, place: &str) -> String {
        self.0.with_untracked(|texts| texts.get(&format!("{case}/{place}")).cloned()).unwrap_or_default()
    }

    /// Forgets every place of a case whose name begins so.
    pub fn clear(self, case: CaseId, place: &str) {
        let prefix = format!("{case}/{place}");
        self.0.update(|texts| texts.retain(|key, _| !key.starts_with(&prefix)));
        self.keep();
    }

    /// Forgets everything; the next person at this tablet reads none of it.
    pub fn forget(self) {
        self.0.update(BTreeMap::clear);
        self.keep();
    }

    /// Whether anything is being written, followed.
    #[must_use]
    pub fn is_some(self) -> bool {
        self.0.with(|texts| texts.values().any(|text| !text.trim().is_empty()))
    }

    fn keep(self) {
        self.0.with_untracked(keep);
    }
}

impl Default for Typing {
    fn default() -> Self {
        Self::new()
    }
}

/// The text of one place.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    all: Typing,
    key: StoredValue<String>,
}

impl Slot {
    /// The text, followed.
    #[must_use]
    pub fn get(self) -> String {
        self.key.with_value(|key| self.all.0.with(|texts| texts.get(key).cloned())).unwrap_or_default()
    }

    /// Writes it.
    pub fn set(self, text: String) {
        self.key.with_value(|key| {
            self.all.0.update(|texts| {
                if text.is_empty() {
                    texts.remove(key);
                } else {
                    texts.insert(key.clone(), text);
                }
            });
        });
        self.all.keep();
    }
}

/// In the tab's own storage: it ends with the tab, and no other tab sees it.
#[cfg(feature = "hydrate")]
const KEY: &str = "desk-typing";

#[cfg(feature = "hydrate")]
fn kept() -> BTreeMap<String, String> {
    use gloo_storage::{SessionStorage, Storage};
    SessionStorage::get(KEY).unwrap_or_default()
}

#[cfg(feature = "hydrate")]
fn keep(texts: &BTreeMap<String, String>) {
    use gloo_storage::{SessionStorage, Storage};
    // Refused storage only means that the texts end with the page.
    let _ = SessionStorage::set(KEY, texts);
}

#[cfg(not(feature = "hydrate"))]
fn kept() -> BTreeMap<String, String> {
    BTreeMap::new()
}

#[cfg(not(feature = "hydrate"))]
fn keep(texts: &BTreeMap<String, String>) {
    let _ = texts;
}
