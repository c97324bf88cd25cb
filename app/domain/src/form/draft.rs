//! What people typed, exactly as typed: nothing is lost because it is not right yet.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{Demand, Field, Term};
use crate::typed::is_filled;

/// The form as typed. Serialises as `{field: [values]}`; a field that a newer client knows is kept, not refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Draft {
    values: BTreeMap<String, Vec<String>>,
}

/// The value of a checked box.
const YES: &str = "yes";

impl Draft {
    /// Takes a posted form: repeated names are several choices; names that are no field are left out.
    pub fn from_pairs<K: AsRef<str>, V: Into<String>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut draft = Self::default();
        for (name, value) in pairs {
            let Some(field) = Field::from_name(name.as_ref()) else { continue };
            let values = draft.values.entry(field.name().to_owned()).or_default();
            if field.takes_many() || values.is_empty() {
                values.push(value.into());
            }
        }
        draft
    }

    /// The text of a field; empty where nothing was typed.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.values.get(field.name()).and_then(|v| v.first()).map_or("", String::as_str)
    }

    /// All choices of a field.
    #[must_use]
    pub fn all(&self, field: Field) -> &[String] {
        self.values.get(field.name()).map_or(&[], Vec::as_slice)
    }

    /// Whether a box is checked.
    #[must_use]
    pub fn is_checked(&self, field: Field) -> bool {
        !self.get(field).is_empty()
    }

    /// Whether that choice is among those of a field.
    #[must_use]
    pub fn has(&self, field: Field, choice: &str) -> bool {
        self.all(field).iter().any(|v| v == choice)
    }

    /// Something is asked for that needs an amount.
    #[must_use]
    pub fn needs_amount(&self) -> bool {
        Demand::ALL.iter().any(|demand| demand.needs_amount() && self.has(Field::Demands, demand.code()))
    }

    /// Writes a field's text; an empty text clears it.
    pub fn set(&mut self, field: Field, value: impl Into<String>) {
        let value = value.into();
        if value.is_empty() {
            self.values.remove(field.name());
        } else {
            self.values.insert(field.name().to_owned(), vec![value]);
        }
    }

    /// Checks or clears a box.
    pub fn check(&mut self, field: Field, checked: bool) {
        self.set(field, if checked { YES } else { "" });
    }

    /// Adds or removes one of several choices; the order of choosing is kept.
    pub fn choose(&mut self, field: Field, choice: &str, chosen: bool) {
        let values = self.values.entry(field.name().to_owned()).or_default();
        values.retain(|v| v != choice);
        if chosen {
            values.push(choice.to_owned());
        }
        if values.is_empty() {
            self.values.remove(field.name());
        }
    }

    /// Nothing typed yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.values.values().flatten().any(|value| is_filled(value))
    }

    /// Name and value of every control, for posting.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().flat_map(|(k, vs)| vs.iter().map(move |v| (k.as_str(), v.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posted_form_keeps_several_choices_and_ignores_strangers() {
        let draft = Draft::from_pairs([
            ("demands", "refund"),
            ("demands", "return"),
            ("kind", "complaint"),
            ("kind", "report"),
            ("csrf", "x"),
        ]);
        assert_eq!(draft.all(Field::Demands), ["refund", "return"]);
        assert_eq!(draft.get(Field::Kind), "complaint");
        assert_eq!(draft.pairs().count(), 3);
    }

    #[test]
    fn a_draft_with_only_spaces_is_empty() {
        let mut draft = Draft::default();
        draft.set(Field::Facts, "  \n");
        assert!(draft.is_empty());
        draft.choose(Field::Demands, "repair", true);
        draft.choose(Field::Demands, "repair", false);
        assert!(draft.all(Field::Demands).is_empty());
    }
}
