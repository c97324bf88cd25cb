//! Something that somebody must not forget on some day: set by themselves, or by a colleague who named them in a note.

use serde::{Deserialize, Serialize};

use super::StaffOnly;
use crate::{ids::StaffId, moment::Day};

/// A reminder that nobody has ticked off yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The revision of the event that set it: with [`Reminder::of`] its name.
    pub rev: u64,
    /// Whose.
    pub of: StaffId,
    /// Who set it.
    pub by: StaffId,
    /// From which day on it shows.
    pub on: Day,
    /// What is to be done, for staff.
    pub words: StaffOnly,
}
