//! Working time: from opening to closing on working days, and nothing else.

use crate::{
    calendar::WorkCalendar,
    moment::{Day, Moment},
};

/// Days after which a count is given up: a broken clock must not make a device count for ever (about a hundred years).
const MOST_DAYS: u32 = 40_000;

/// The calendar with the hours of a working day, in Asia/Shanghai wherever the server stands.
#[derive(Clone, Copy, Debug)]
pub struct WorkTime<'a> {
    calendar: &'a WorkCalendar,
    opens: (u8, u8),
    closes: (u8, u8),
}

impl<'a> WorkTime<'a> {
    /// With these hours. Hours that make no sense (closing not after opening) are taken as the whole day.
    #[must_use]
    pub const fn new(calendar: &'a WorkCalendar, opens: (u8, u8), closes: (u8, u8)) -> Self {
        let sensible = opens.0 < closes.0 || (opens.0 == closes.0 && opens.1 < closes.1);
        if sensible { Self { calendar, opens, closes } } else { Self { calendar, opens: (0, 0), closes: (23, 59) } }
    }

    /// Milliseconds of working time between two moments; 0 where `to` is not after `from`.
    #[must_use]
    pub fn between(&self, from: Moment, to: Moment) -> i64 {
        let (mut day, last) = (from.day(), to.day());
        let mut sum = 0;
        for _ in 0..MOST_DAYS {
            if day > last {
                break;
            }
            if self.calendar.is_workday(day) {
                let (opens, closes) = self.hours(day);
                sum += (closes.min(to).millis() - opens.max(from).millis()).max(0);
            }
            let next = day.next();
            if next == day {
                break;
            }
            day = next;
        }
        sum
    }

    /// The first moment by which so many milliseconds of working time have gone by since `from`, and whether a year on
    /// the way is not announced yet (暂定). `from` itself where there is nothing to wait for.
    #[must_use]
    pub fn after(&self, from: Moment, millis: i64) -> (Moment, bool) {
        let (mut day, mut left, mut tentative) = (from.day(), millis, false);
        if left <= 0 {
            return (from, false);
        }
        let mut reached = from;
        for _ in 0..MOST_DAYS {
            tentative |= !self.calendar.knows(day);
            if self.calendar.is_workday(day) {
                let (opens, closes) = self.hours(day);
                let begins = opens.max(from);
                let here = (closes.millis() - begins.millis()).max(0);
                if left <= here {
                    return (begins.plus_millis(left), tentative);
                }
                left -= here;
                reached = reached.max(closes);
            }
            day = day.next();
        }
        (reached, true)
    }

    fn hours(&self, day: Day) -> (Moment, Moment) {
        (day.at(self.opens.0, self.opens.1), day.at(self.closes.0, self.closes.1))
    }
}
