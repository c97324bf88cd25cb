//! Which columns hold what people wrote, and how far they lie under the newest data key.

use super::tables::Value;
use crate::data_keys::KeyName;

/// The tables with sealed columns, and the place to which each value is tied. Operations and what was kept aside are shown in one list, so
/// their texts have one place.
pub const SEALED: &[(&str, &[(&str, &str)])] = &[
    ("entities", &[("snapshot", "snapshot")]),
    ("events", &[("event", "event")]),
    ("ops", &[("receipt", "receipt"), ("kept_payload", "payload")]),
    ("quarantine", &[("payload", "payload"), ("receipt", "receipt")]),
];

/// How far values were put under the newest key. Kept in memory: whoever begins anew passes over what is done.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Reseal {
    /// It is not known yet.
    #[default]
    Begin,
    /// A pass is under way.
    From {
        /// Under that key.
        newest: KeyName,
        /// Which of [`SEALED`], then telephone numbers.
        place: usize,
        /// The last row that was looked at.
        after: Option<Vec<Value>>,
        /// Something was written in this pass.
        changed: bool,
    },
    /// Everything lies under the newest key, as far as it was known.
    Done,
}
