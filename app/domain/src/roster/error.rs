//! Why something cannot be a plan, in words.

use super::{LONGEST_LEAVE, MOST_EXCEPTIONS, MOST_SHIFTS, TimeOfDay};
use crate::{
    moment::Day,
    words::{Bilingual, text},
};

/// Why it cannot be a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPlan {
    /// More than anybody can work.
    #[error("more than {MOST_SHIFTS} shifts or {MOST_EXCEPTIONS} exceptions")]
    TooMuch,
    /// A shift on no day of the week.
    #[error("a shift without days")]
    NoDays,
    /// A shift that ends when it begins.
    #[error("nothing lies between {at} and {at}")]
    NoTime {
        /// When.
        at: TimeOfDay,
    },
    /// A leave that ends before it begins.
    #[error("{last} is before {first}")]
    BackToFront {
        /// From.
        first: Day,
        /// To.
        last: Day,
    },
    /// A leave of more than a year.
    #[error("{first} to {last} is longer than {LONGEST_LEAVE} days")]
    TooLong {
        /// From.
        first: Day,
        /// To.
        last: Day,
    },
}

impl NotAPlan {
    /// What is wrong and what to do.
    #[must_use]
    pub fn sentence(&self) -> Bilingual {
        match self {
            Self::TooMuch => text(
                "班次或例外太多了，请删掉已经过去的。",
                "These are too many shifts or exceptions; please remove those that are over.",
            )
            .into(),
            Self::NoDays => {
                text("这个班次没有选星期几，请至少选一天。", "Please choose at least one day for the shift.").into()
            }
            Self::NoTime { at } => text(
                "从 {} 到 {} 没有时间，请改开始或结束的时间。",
                "There is no time between {} and {}; please change one of them.",
            )
            .filled(&[&at.to_string(), &at.to_string()]),
            Self::BackToFront { first, last } => text(
                "请假的最后一天（{}）早于第一天（{}），请核对。",
                "The last day of the leave ({}) is before the first ({}); please check.",
            )
            .filled(&[&last.to_string(), &first.to_string()]),
            Self::TooLong { first, last } => {
                text("从 {} 到 {} 超过一年，请分开填。", "From {} to {} is more than a year; please enter it in parts.")
                    .filled(&[&first.to_string(), &last.to_string()])
            }
        }
    }
}
