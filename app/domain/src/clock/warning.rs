//! Who must be told that a clock runs out, once for each step.

use serde::{Deserialize, Serialize};
use std::fmt;

use super::{Promise, clocks};
use crate::{calendar::WorkCalendar, case::Case, form::Term, moment::Moment, rules::Rules};

/// The name of a warning within its case. Raised once: the case keeps the names of those that were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WarningKey {
    /// Which clock: what it promises …
    pub promise: Promise,
    /// … and the revision of the case at which it started.
    pub since: u64,
    /// Which share of the clock's working time: 50, 80 or 100. At 100 a supervisor is told (升级).
    pub percent: u8,
}

/// `merchant/5/80`: for the key of a row or a message.
impl fmt::Display for WarningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.promise.code(), self.since, self.percent)
    }
}

/// A warning and when it falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Its name.
    pub key: WarningKey,
    /// When it is to be raised.
    pub at: Moment,
    /// A year on the way is not announced yet (暂定).
    pub tentative: bool,
}

impl WarningKey {
    /// The clock has run out: a supervisor takes over the worry.
    #[must_use]
    pub const fn escalates(self) -> bool {
        self.percent >= 100
    }

    /// Whether raising `other` has said this already: the same clock, at the same share or a later one.
    const fn is_said_by(self, other: Self) -> bool {
        self.since == other.since && self.promise as u8 == other.promise as u8 && self.percent <= other.percent
    }
}

/// Every warning that running clocks still lead to, earliest first. A step that a later one has overtaken by `now` is
/// left out, so that a server that was down raises one warning for a clock and not three. A step that a paused clock had
/// reached before its pause is still due; a merged case warns nobody.
#[must_use]
pub fn warnings(case: &Case, calendar: &WorkCalendar, rules: &Rules, now: Moment) -> Vec<Warning> {
    let mut all: Vec<Warning> = Vec::new();
    if case.merged_into.is_some() {
        return all;
    }
    for clock in clocks(case, calendar) {
        let mut of_clock: Vec<Warning> = Vec::new();
        for &percent in &rules.desk.warn_at {
            let key = WarningKey { promise: clock.promise, since: clock.since, percent };
            if case.raised.iter().any(|raised| key.is_said_by(*raised)) {
                continue;
            }
            let Some(due) = clock.at_percent(percent, calendar) else { continue };
            if due.at <= now {
                of_clock.clear();
            }
            of_clock.push(Warning { key, at: due.at, tentative: due.tentative });
        }
        all.append(&mut of_clock);
    }
    all.sort_by_key(|warning| (warning.at, warning.key.promise, warning.key.percent));
    all
}

/// The next moment at which something must be raised for this case; in the past where it is late.
#[must_use]
pub fn next_warning(case: &Case, calendar: &WorkCalendar, rules: &Rules, now: Moment) -> Option<Warning> {
    warnings(case, calendar, rules, now).into_iter().next()
}
