//! What a training is about, when and where, who must come, and what they read.

use serde::{Deserialize, Serialize};

use super::attendance::same;
use crate::{
    ids::{MerchantId, StaffId},
    moment::Day,
    roster::TimeOfDay,
    words::{Text, text},
};

/// What is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is about.
    pub subject: String,
    /// For whom.
    pub audience: Audience,
    /// On which day.
    pub day: Day,
    /// From when on.
    pub time: TimeOfDay,
    /// Where.
    pub place: String,
    /// Who teaches.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub teacher: String,
    /// Who must come; empty: whoever comes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invited: Vec<Invited>,
    /// What is read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
}

/// For whom a training is: each has a time of its own after which the next is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Who works at the contact point.
    Staff,
    /// Who works at the merchants.
    Merchants,
}

impl Audience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Staff, Self::Merchants];

    /// The stable word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Merchants => "merchants",
        }
    }

    /// In words.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Staff => text("联络点人员", "The contact point’s staff"),
            Self::Merchants => text("商户", "Merchants"),
        }
    }
}

/// Who must come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A colleague.
    Member(StaffId),
    /// Somebody of a merchant.
    Merchant(MerchantId),
}

/// Somebody who must come, by the name that they had then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// Who.
    pub who: Who,
    /// A colleague's name, or the name on a shop's sign.
    pub name: String,
    /// A shop's stall.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stall: String,
}

/// What is read, before or there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// What it is.
    pub title: String,
    /// Where it is; empty where the words are all of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
}

impl Plan {
    /// Of whom of those who must come somebody is, by place.
    #[must_use]
    pub(super) fn stands_for(&self, who: Option<Who>, name: &str, unit: &str) -> Option<usize> {
        let is = |invited: &Invited| match (who, invited.who) {
            (Some(who), invited) => who == invited,
            (None, Who::Member(_)) => same(&invited.name, name),
            (None, Who::Merchant(_)) => {
                !unit.is_empty()
                    && (same(&invited.name, unit) || same(&invited.stall, unit) || {
                        let both = format!("{}{}", invited.stall, invited.name);
                        let turned = format!("{}{}", invited.name, invited.stall);
                        same(&both, unit) || same(&turned, unit)
                    })
            }
        };
        self.invited.iter().position(is)
    }
}
