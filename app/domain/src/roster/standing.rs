//! What a plan says about a moment, and when it next says something else.

use serde::{Deserialize, Serialize};

use super::{Days, Exception, Plan, Shift, TimeOfDay, Weekday};
use crate::{
    calendar::WorkCalendar,
    moment::{Day, Moment},
};

/// So far ahead is looked for a planned change; whoever has none by then is looked at again.
const FORESIGHT_DAYS: i64 = 100;

/// What is planned for somebody at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// On duty.
    OnShift,
    /// Between two shifts, or away for hours: no new cases, and none is taken away.
    Off,
    /// On leave over at least one working day: open cases go to colleagues.
    OnLeave,
    /// The plan has no hours: the switch alone decides.
    Free,
}

/// What is planned for one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPlan {
    /// On leave; only extra shifts remain.
    pub leave: bool,
    /// The shifts that begin on it, earliest first.
    pub hours: Vec<(TimeOfDay, TimeOfDay)>,
    /// When they are away in between.
    pub away: Vec<(TimeOfDay, TimeOfDay)>,
}

impl Plan {
    /// What is planned at that moment.
    #[must_use]
    pub fn standing(&self, now: Moment, calendar: &WorkCalendar) -> Standing {
        let today = now.day();
        let begun = [today.plus_days(-1), today];
        let within = |day: Day, (from, to)| {
            let (begins, ends) = span(day, from, to);
            begins <= now && now < ends
        };
        let extra = begun.iter().any(|&day| self.extras(day).any(|hours| within(day, hours)));
        let regular = begun.iter().any(|&day| self.regular(day, calendar).any(|hours| within(day, hours)));
        let away = begun.iter().any(|&day| self.away(day).any(|hours| within(day, hours)));
        if extra || (regular && !away) {
            Standing::OnShift
        } else if !regular && self.absence(today, calendar) {
            Standing::OnLeave
        } else if self.has_hours() {
            Standing::Off
        } else {
            Standing::Free
        }
    }

    /// When something else is planned than at that moment; none in the days that are looked ahead.
    #[must_use]
    pub fn next_change(&self, now: Moment, calendar: &WorkCalendar) -> Option<Moment> {
        let first = now.day().plus_days(-1);
        let days = (0..=FORESIGHT_DAYS).map(|after| first.plus_days(after));
        let mut moments: Vec<Moment> =
            days.flat_map(|day| self.moments(day, calendar)).filter(|at| *at > now).collect();
        moments.sort_unstable();
        let standing = self.standing(now, calendar);
        moments.into_iter().find(|at| self.standing(*at, calendar) != standing)
    }

    /// When to look at the plan again after that moment.
    #[must_use]
    pub fn look_again(&self, now: Moment, calendar: &WorkCalendar) -> Moment {
        let at_last = now.day().plus_days(FORESIGHT_DAYS / 2).at(0, 0);
        self.next_change(now, calendar).map_or(at_last, |at| at.min(at_last))
    }

    /// What is planned for a day.
    #[must_use]
    pub fn on(&self, day: Day, calendar: &WorkCalendar) -> DayPlan {
        let mut hours: Vec<_> = self.regular(day, calendar).chain(self.extras(day)).collect();
        hours.sort_unstable();
        hours.dedup();
        DayPlan { leave: self.is_leave(day), hours, away: self.away(day).collect() }
    }

    /// The moments at which something that begins on that day may change what is planned.
    fn moments(&self, day: Day, calendar: &WorkCalendar) -> Vec<Moment> {
        let hours = self.regular(day, calendar).chain(self.extras(day)).chain(self.away(day));
        let spans = hours.map(|(from, to)| span(day, from, to));
        spans.flat_map(|(begins, ends)| [begins, ends]).chain([day.at(0, 0)]).collect()
    }

    fn has_hours(&self) -> bool {
        !self.shifts.is_empty() || self.exceptions.iter().any(|it| matches!(it, Exception::Extra { .. }))
    }

    fn regular(&self, day: Day, calendar: &WorkCalendar) -> impl Iterator<Item = (TimeOfDay, TimeOfDay)> {
        let on_leave = self.is_leave(day);
        let shifts = self.shifts.iter().filter(move |shift| !on_leave && shift.is_on(day, calendar));
        shifts.map(|shift| (shift.from, shift.to))
    }

    fn extras(&self, of: Day) -> impl Iterator<Item = (TimeOfDay, TimeOfDay)> {
        self.exceptions.iter().filter_map(move |exception| match *exception {
            Exception::Extra { day, from, to } if day == of => Some((from, to)),
            _ => None,
        })
    }

    fn away(&self, of: Day) -> impl Iterator<Item = (TimeOfDay, TimeOfDay)> {
        self.exceptions.iter().filter_map(move |exception| match *exception {
            Exception::Away { day, from, to } if day == of => Some((from, to)),
            _ => None,
        })
    }

    fn leaves(&self, day: Day) -> impl Iterator<Item = (Day, Day)> {
        self.exceptions.iter().filter_map(move |exception| match *exception {
            Exception::Leave { first, last } if (first..=last).contains(&day) => Some((first, last)),
            _ => None,
        })
    }

    fn is_leave(&self, day: Day) -> bool {
        self.leaves(day).next().is_some()
    }

    /// On leave for so long that somebody else must go on with the cases: over at least one working day, on which the
    /// times that were promised run.
    fn absence(&self, day: Day, calendar: &WorkCalendar) -> bool {
        let works = |(first, last): (Day, Day)| {
            (0..=last.days_since(first)).any(|after| calendar.is_workday(first.plus_days(after)))
        };
        self.leaves(day).any(works)
    }
}

impl Shift {
    fn is_on(&self, day: Day, calendar: &WorkCalendar) -> bool {
        match &self.on {
            Days::Workdays => calendar.is_workday(day),
            Days::Weekdays(days) => days.contains(&Weekday::of(day)),
        }
    }
}

/// From when to when; past midnight where the end is no later than the beginning.
fn span(day: Day, from: TimeOfDay, to: TimeOfDay) -> (Moment, Moment) {
    let ends_on = if to > from { day } else { day.next() };
    (from.on(day), to.on(ends_on))
}
