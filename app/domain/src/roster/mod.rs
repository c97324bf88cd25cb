//! The roster (排班): who is planned to be on duty when, who is on leave (请假), and what follows from it.
//!
//! A plan only says what is planned. Whether somebody is on duty is a switch; the plan turns it at each planned change,
//! and between two of them a hand may turn it otherwise: somebody comes in early, or has to go.

mod error;
mod standing;
mod times;

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub use error::NotAPlan;
pub use standing::{DayPlan, Standing};
pub use times::{TimeOfDay, Weekday};

use crate::moment::Day;

/// The most regular shifts of one member.
const MOST_SHIFTS: usize = 21;
/// The most dated exceptions of one member.
const MOST_EXCEPTIONS: usize = 400;
/// The longest leave in days.
const LONGEST_LEAVE: i64 = 366;

/// What is planned for one member of staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Week by week.
    #[serde(default)]
    pub shifts: Vec<Shift>,
    /// On single days.
    #[serde(default)]
    pub exceptions: Vec<Exception>,
}

/// A regular shift. One that does not end after it begins goes on past midnight; it belongs to the day it begins on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// On which days.
    pub on: Days,
    /// From.
    pub from: TimeOfDay,
    /// To.
    pub to: TimeOfDay,
}

/// The days of a regular shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Days {
    /// Every working day of the calendar: off on public holidays, on duty on a Saturday that is worked (调休).
    Workdays,
    /// These days of every week, whatever the calendar says: a mall is open on holidays.
    Weekdays(BTreeSet<Weekday>),
}

/// What differs on single days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exception {
    /// 请假: whole days without a shift. Where a working day is among them, open cases go to colleagues.
    Leave {
        /// From this day on.
        first: Day,
        /// To the end of this one.
        last: Day,
    },
    /// 外出: not there for some hours; cases stay.
    Away {
        /// On which day it begins.
        day: Day,
        /// From.
        from: TimeOfDay,
        /// To.
        to: TimeOfDay,
    },
    /// 加班 or 换班: a shift besides the regular ones, also on a day of leave.
    Extra {
        /// On which day it begins.
        day: Day,
        /// From.
        from: TimeOfDay,
        /// To.
        to: TimeOfDay,
    },
}

impl Exception {
    /// The day on which it begins, by which it is sorted.
    #[must_use]
    pub const fn first_day(&self) -> Day {
        match self {
            Self::Leave { first, .. } => *first,
            Self::Away { day, .. } | Self::Extra { day, .. } => *day,
        }
    }

    /// The last day that it is about.
    #[must_use]
    pub const fn last_day(&self) -> Day {
        match self {
            Self::Leave { last, .. } => *last,
            Self::Away { day, .. } | Self::Extra { day, .. } => *day,
        }
    }
}

impl Plan {
    /// Nothing is planned: the switch alone says who is on duty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.shifts.is_empty() && self.exceptions.is_empty()
    }

    /// The plan with its exceptions in order, where it can be one.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn checked(mut self) -> Result<Self, NotAPlan> {
        if self.shifts.len() > MOST_SHIFTS || self.exceptions.len() > MOST_EXCEPTIONS {
            return Err(NotAPlan::TooMuch);
        }
        for shift in &self.shifts {
            if matches!(&shift.on, Days::Weekdays(days) if days.is_empty()) {
                return Err(NotAPlan::NoDays);
            }
            lasts(shift.from, shift.to)?;
        }
        for exception in &self.exceptions {
            match *exception {
                Exception::Leave { first, last } if last < first => return Err(NotAPlan::BackToFront { first, last }),
                Exception::Leave { first, last } if last.days_since(first) > LONGEST_LEAVE => {
                    return Err(NotAPlan::TooLong { first, last });
                }
                Exception::Leave { .. } => {}
                Exception::Away { from, to, .. } | Exception::Extra { from, to, .. } => lasts(from, to)?,
            }
        }
        self.exceptions.sort_by_key(Exception::first_day);
        Ok(self)
    }
}

fn lasts(from: TimeOfDay, to: TimeOfDay) -> Result<(), NotAPlan> {
    if from == to { Err(NotAPlan::NoTime { at: from }) } else { Ok(()) }
}
