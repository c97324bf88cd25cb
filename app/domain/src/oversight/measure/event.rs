//! What is asked of a measure, and what happened to it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Level;
use crate::{ids::MerchantId, moment::Day};

/// The visit at which it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The round.
    pub inspection: Uuid,
    /// The visit.
    pub visit: Uuid,
}

/// A grade that begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewStep {
    /// How strong.
    pub level: Level,
    /// The facts.
    pub ground: String,
    /// The article of law or the house's rule.
    pub basis: String,
    /// By which day it has to be put right, or is looked at again.
    pub due: Option<Day>,
    /// On the day on which it is imposed; a tablet may bring it later.
    pub on: Day,
}

/// What is decided about an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// 维持.
    Upheld,
    /// 减轻.
    Eased {
        /// To which grade.
        level: Level,
        /// By which day it has to be put right.
        due: Option<Day>,
        /// On the day on which that is decided.
        on: Day,
    },
    /// 撤销.
    Annulled,
}

/// What a person asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// 采取措施: begins a measure.
    Impose {
        /// Against whom.
        merchant: MerchantId,
        /// The visit at which it was found.
        found: Option<Found>,
        /// What.
        step: NewStep,
    },
    /// 复查: passed, it ends; else somebody decides what comes next.
    Recheck {
        /// It was put right.
        passed: bool,
        /// What was seen.
        words: String,
    },
    /// 升级.
    Raise {
        /// To what.
        step: NewStep,
    },
    /// 延期.
    Extend {
        /// Until when.
        due: Day,
        /// On the day on which that is decided.
        on: Day,
        /// Why.
        reason: String,
    },
    /// 申诉: the merchant's, taken down by staff.
    Appeal {
        /// Who speaks for the merchant.
        appellant: String,
        /// What it says.
        words: String,
    },
    /// 申诉决定.
    DecideAppeal {
        /// What.
        ruling: Ruling,
        /// Why.
        reason: String,
    },
    /// 撤回: it was imposed by mistake.
    Withdraw {
        /// Why.
        reason: String,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It was imposed.
    Imposed {
        /// Against whom.
        merchant: MerchantId,
        /// The visit at which it was found.
        found: Option<Found>,
        /// What.
        step: NewStep,
    },
    /// It was looked at again.
    Rechecked {
        /// It was put right.
        passed: bool,
        /// What was seen.
        words: String,
    },
    /// It was raised.
    Raised {
        /// To what.
        step: NewStep,
    },
    /// There is more time.
    Extended {
        /// Until when.
        due: Day,
        /// Why.
        reason: String,
    },
    /// The merchant appealed.
    Appealed {
        /// Who spoke for it.
        appellant: String,
        /// What it says.
        words: String,
    },
    /// The appeal was decided.
    AppealDecided {
        /// What.
        ruling: Ruling,
        /// Why.
        reason: String,
    },
    /// It was withdrawn.
    Withdrawn {
        /// Why.
        reason: String,
    },
}

impl Command {
    /// The operation that carries it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Impose { .. } => "measure.impose",
            Self::Recheck { .. } => "measure.recheck",
            Self::Raise { .. } => "measure.raise",
            Self::Extend { .. } => "measure.extend",
            Self::Appeal { .. } => "measure.appeal",
            Self::DecideAppeal { .. } => "measure.decide_appeal",
            Self::Withdraw { .. } => "measure.withdraw",
        }
    }
}
