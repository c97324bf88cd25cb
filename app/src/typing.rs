//! What a person is writing at the desk. It outlives the controls: another case, another language, a colleague's change
//! that comes in meanwhile, and a new version of this page leave it where it was.

use domain::ids::{CaseId, StaffId};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What is being written, by person, case and place: nobody at a shared tablet finds a colleague's words in the box.
#[derive(Clone, Copy, Debug)]
pub struct Typing(RwSignal<BTreeMap<String, String>>);

impl Typing {
    /// What this tab remembers.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(BTreeMap::new()))
    }

    /// Takes in what was kept on the device. What is on the page is newer.
    pub fn remember(self, kept: Vec<(String, String)>) {
        if !kept.is_empty() {
            self.0.update(|texts| {
                for (key, text) in kept {
                    texts.entry(key).or_insert(text);
                }
            });
        }
    }

    /// Takes everything off the page; what the device keeps, it keeps.
    pub fn forget_all(self) {
        self.0.update(BTreeMap::clear);
    }

    /// One place of one case.
    #[must_use]
    pub fn slot(self, who: StaffId, case: CaseId, place: &str) -> Slot {
        Slot { all: self, key: StoredValue::new(key(who, case, place)) }
    }

    /// The text of a place, as it is now.
    #[must_use]
    pub fn text(self, who: StaffId, case: CaseId, place: &str) -> String {
        self.0.with_untracked(|texts| texts.get(&key(who, case, place)).cloned()).unwrap_or_default()
    }

    /// Forgets every place of a case whose name begins so.
    pub fn clear(self, who: StaffId, case: CaseId, place: &str) {
        self.drop_all(&key(who, case, place));
    }

    fn drop_all(self, prefix: &str) {
        let gone = |key: &&String| key.starts_with(prefix);
        let gone: Vec<String> = self.0.with_untracked(|texts| texts.keys().filter(gone).cloned().collect());
        self.0.update(|texts| texts.retain(|key, _| !gone.contains(key)));
        gone.into_iter().for_each(|key| keep(key, String::new()));
    }
}

impl Default for Typing {
    fn default() -> Self {
        Self::new()
    }
}

fn key(who: StaffId, case: CaseId, place: &str) -> String {
    format!("{who}/{case}/{place}")
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
                    texts.insert(key.clone(), text.clone());
                }
            });
            keep(key.clone(), text);
        });
    }
}

/// On the device, sealed, within moments.
fn keep(key: String, text: String) {
    if let Some(host) = crate::host::staff() {
        host.typed(key, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_one_person_writes_is_not_in_the_box_of_another() {
        Owner::new().with(|| {
            let (typing, case) = (Typing::new(), CaseId(Uuid::from_u128(42)));
            let [lin, chen] = [1, 2].map(|id| StaffId(Uuid::from_u128(id)));
            typing.slot(lin, case, "reply").set("您好".to_owned());
            typing.slot(chen, case, "note").set("店长周三回来".to_owned());
            assert_eq!(typing.text(chen, case, "reply"), "");
            typing.clear(lin, case, "");
            assert_eq!(
                (typing.text(lin, case, "reply"), typing.text(chen, case, "note")),
                (String::new(), "店长周三回来".to_owned())
            );
        });
    }

    #[test]
    fn what_is_sent_is_cleared_with_all_its_parts_and_nothing_else() {
        Owner::new().with(|| {
            let (typing, case, lin) = (Typing::new(), CaseId(Uuid::from_u128(42)), StaffId(Uuid::from_u128(1)));
            for place in ["Settle.words", "Settle.day", "note"] {
                typing.slot(lin, case, place).set("写".to_owned());
            }
            typing.clear(lin, case, "Settle.");
            assert_eq!(
                (typing.text(lin, case, "Settle.day"), typing.text(lin, case, "note")),
                (String::new(), "写".to_owned())
            );
        });
    }
}
