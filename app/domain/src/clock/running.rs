//! One promised time: how long it has run, and when it ends.

use super::{ClockTerms, Promise};
use crate::{
    calendar::{Due, WorkCalendar},
    moment::Moment,
};

/// A promised time (站内承诺时限) that has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What is promised.
    pub promise: Promise,
    /// The revision of the case at which it started: together with the promise its name within the case.
    pub since: u64,
    /// When it started.
    pub started_at: Moment,
    /// When it would end without any pause.
    pub unpaused: Due,
    /// The rules it runs under, whatever they have become since.
    pub terms: ClockTerms,
    /// From when to when it did not run; the last may still last.
    pub pauses: Vec<(Moment, Option<Moment>)>,
}

impl Clock {
    /// Does not run now.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|(_, until)| until.is_none())
    }

    /// When it ends; none while it is paused, for nobody knows yet.
    #[must_use]
    pub fn due(&self, calendar: &WorkCalendar) -> Option<Due> {
        self.at_percent(100, calendar)
    }

    /// When so many percent of its working time have gone by; none while it is paused before that.
    #[must_use]
    pub fn at_percent(&self, percent: u8, calendar: &WorkCalendar) -> Option<Due> {
        let end = self.unpaused;
        if percent >= 100 && (self.pauses.is_empty() || self.promise.is_agreed_day()) {
            return Some(end);
        }
        let work = self.terms.work(calendar);
        let all = work.between(self.started_at, end.at);
        let mut left = all.saturating_mul(i64::from(percent.min(100))) / 100;
        let mut from = self.started_at;
        if left == 0 && percent > 0 {
            // Nothing of it is working time (it began after closing, and ends at an agreed hour).
            return Some(end);
        }
        if !self.promise.is_agreed_day() {
            for (since, until) in &self.pauses {
                let ran = work.between(from, *since);
                if ran >= left {
                    break;
                }
                left -= ran;
                from = (*until)?;
            }
        }
        let (at, tentative) = work.after(from, left);
        Some(Due { at, tentative: tentative || end.tentative })
    }

    /// How much of its working time has gone by, in percent: 100 and more once it has ended (200 at most).
    #[must_use]
    pub fn percent_used(&self, now: Moment, calendar: &WorkCalendar) -> u8 {
        let work = self.terms.work(calendar);
        let all = work.between(self.started_at, self.unpaused.at).max(1);
        let paused: i64 = self.pauses.iter().map(|(a, b)| work.between(*a, b.unwrap_or(now).min(now))).sum();
        let paused = if self.promise.is_agreed_day() { 0 } else { paused };
        let used = work.between(self.started_at, now) - paused;
        u8::try_from((used.max(0).saturating_mul(100) / all).min(200)).unwrap_or(200)
    }

    /// Pauses it, or lets it go on.
    pub(super) fn hold(&mut self, held: bool, at: Moment) {
        match self.pauses.last_mut() {
            Some((_, until @ None)) if !held => *until = Some(at),
            Some((_, None)) => {}
            _ if held => self.pauses.push((at, None)),
            _ => {}
        }
    }
}
