//! Working days: public holidays (放假) and make-up working days (调休) as the State Council's office announces them.

mod announced;

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub use announced::NotAnArrangement;

use crate::moment::{Day, Moment};

/// The announced arrangement of one year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    /// Days off, weekends inside the holiday included.
    pub holidays: BTreeSet<Day>,
    /// Saturdays and Sundays that are worked.
    pub makeup_workdays: BTreeSet<Day>,
}

/// The calendar by which promised times run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkCalendar {
    /// Where the data comes from, for people.
    #[serde(default)]
    pub note: String,
    /// By year. A year that is missing counts Monday to Friday and is marked 暂定.
    pub years: BTreeMap<i32, Arrangement>,
}

/// When something is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The end of the last working day.
    pub at: Moment,
    /// 暂定: a year on the way is not announced yet.
    pub tentative: bool,
}

impl WorkCalendar {
    /// Whether people work on that day, as far as announced.
    #[must_use]
    pub fn is_workday(&self, day: Day) -> bool {
        match self.years.get(&day.year()) {
            Some(year) if year.holidays.contains(&day) => false,
            Some(year) if year.makeup_workdays.contains(&day) => true,
            _ => day.is_weekday(),
        }
    }

    /// Whether the arrangement of that day's year is announced. Where it is not, what is counted over it is 暂定.
    #[must_use]
    pub fn knows(&self, day: Day) -> bool {
        self.years.contains_key(&day.year())
    }

    /// The end (`closing` = hour, minute) of the `days`-th working day after the day of `from`. The day on which a
    /// period begins does not count (民法典 第二百零一条).
    #[must_use]
    pub fn due(&self, from: Moment, days: u32, closing: (u8, u8)) -> Due {
        let mut day = from.day();
        let mut tentative = false;
        let mut left = days;
        while left > 0 {
            let next = day.next();
            if next == day {
                break;
            }
            day = next;
            tentative |= !self.knows(day);
            if self.is_workday(day) {
                left -= 1;
            }
        }
        Due { at: day.at(closing.0, closing.1), tentative }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> WorkCalendar {
        serde_json::from_str(include_str!("../../../server/content/workdays-cn.json")).expect("the calendar reads")
    }

    fn due(from: &str, days: u32) -> (String, bool) {
        let from = Day::parse(from).expect("a day").at(10, 0);
        let due = calendar().due(from, days, (17, 30));
        assert_eq!(due.at.hour_minute(), (17, 30));
        (due.at.day().to_string(), due.tentative)
    }

    #[test]
    fn a_complaint_on_monday_is_answered_by_tuesday() {
        assert_eq!(due("2026-11-23", 1), ("2026-11-24".into(), false));
    }

    #[test]
    fn national_day_is_not_worked_and_the_saturday_after_it_is() {
        assert_eq!(due("2026-09-30", 1), ("2026-10-08".into(), false));
        assert_eq!(due("2026-10-09", 1), ("2026-10-10".into(), false));
        assert_eq!(due("2026-09-30", 3), ("2026-10-10".into(), false));
    }

    #[test]
    fn spring_festival_is_skipped_whole() {
        assert_eq!(due("2026-02-13", 1), ("2026-02-14".into(), false));
        assert_eq!(due("2026-02-14", 1), ("2026-02-24".into(), false));
    }

    #[test]
    fn a_year_not_announced_yet_counts_weekdays_and_says_so() {
        assert_eq!(due("2026-12-31", 1), ("2027-01-01".into(), true));
    }
}
