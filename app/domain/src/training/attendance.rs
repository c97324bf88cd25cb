//! Somebody who came.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Training, Who};
use crate::{
    moment::Moment,
    role::Actor,
    typed::folded,
    words::{Text, text},
};

/// Who came, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// The entry's name.
    pub id: Uuid,
    /// When they signed in.
    pub at: Moment,
    /// Who wrote it down: they themselves on a device of their own, or whoever kept the door.
    pub by: Actor,
    /// Who.
    pub name: String,
    /// From where: a shop, a team.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Of whom of those who must come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Who>,
}

impl Attendance {
    /// How it came on record: by themselves, at the door, or afterwards.
    #[must_use]
    pub fn way(&self, training: &Training) -> Text {
        match self.by {
            Actor::Consumer => text("本人扫码", "By own device"),
            _ if self.at.day() > training.plan.day => text("补签", "Written down afterwards"),
            _ => text("现场登记", "At the door"),
        }
    }
}

/// A name as it is compared: however it is spaced and written.
pub(super) fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| folded(text).chars().filter(|c| !c.is_whitespace()).collect::<String>();
    plain(one) == plain(other)
}
