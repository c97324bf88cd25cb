//! Which promised times run in a case: read from its history.

use super::{ClockTerms, Promise};
use crate::{
    calendar::{Due, WorkCalendar},
    case::{Case, Entry, Event, State, performance_due},
    mechanism::Mechanism,
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

    /// When it would end if its pause ended now.
    fn due_if_resumed(&self, now: Moment, calendar: &WorkCalendar) -> Option<Due> {
        let mut resumed = self.clone();
        if let Some((_, until @ None)) = resumed.pauses.last_mut() {
            *until = Some(now);
        }
        resumed.due(calendar)
    }
}

/// Every promised time that has not ended, running or paused, oldest first.
#[must_use]
pub fn clocks(case: &Case, calendar: &WorkCalendar) -> Vec<Clock> {
    let mut fold = Fold { running: Vec::new(), held: 0, calendar };
    let mut before = State::Queued;
    for (rev, entry) in (1..).zip(&case.timeline) {
        if let Some(event) = &entry.event {
            fold.take(rev, entry, event, before);
        }
        before = entry.state;
    }
    fold.running
}

/// When the paused clock that ends first would end if its pause ended now.
#[must_use]
pub fn resumed_due(case: &Case, calendar: &WorkCalendar, now: Moment) -> Option<Due> {
    let clocks = clocks(case, calendar);
    let paused = clocks.iter().filter(|clock| clock.is_paused());
    paused.filter_map(|clock| clock.due_if_resumed(now, calendar)).min_by_key(|due| due.at)
}

struct Fold<'a> {
    running: Vec<Clock>,
    /// How many reasons there are to pause.
    held: u8,
    calendar: &'a WorkCalendar,
}

impl Fold<'_> {
    fn take(&mut self, rev: u64, entry: &Entry, event: &Event, before: State) {
        use Promise as P;
        let at = entry.at;
        match event {
            Event::Registered { due, decline, clock, .. } => {
                self.start(P::Accept, rev, at, *due, *clock);
                if let Some(due) = decline {
                    self.start(P::Decline, rev, at, *due, *clock);
                }
            }
            Event::Accepted { due, clock } | Event::MerchantReplied { due: Some(due), clock, .. } => {
                self.instead(P::Answer, rev, at, *due, *clock);
            }
            Event::MoreAsked { due, clock, .. } => {
                self.hold(at);
                self.start(P::Supplement, rev, at, *due, *clock);
            }
            Event::Supplemented { .. } if before == State::NeedsMore => {
                self.running.retain(|clock| clock.promise != P::Supplement);
                self.release(at);
            }
            Event::SentToMerchant { due, clock, .. } => self.instead(P::Merchant, rev, at, *due, *clock),
            Event::MediationStarted { due, clock } => self.instead(P::Mediation, rev, at, *due, *clock),
            Event::SentToTesting { .. } | Event::Merged { .. } => self.hold(at),
            Event::TestReported { .. } | Event::Unmerged { .. } => self.release(at),
            Event::Settled { .. } => {
                self.running.clear();
                if let Some(due) = performance_due(event) {
                    self.start(P::Performance, rev, at, due, None);
                }
            }
            Event::AdvancePaymentApproved { due, clock, .. } => {
                self.running.clear();
                if let Some(due) = due {
                    self.start(P::Advance, rev, at, *due, *clock);
                }
            }
            Event::RouteDecided { due: Some(due), clock, .. }
            | Event::MechanismOverridden { takes: true, due: Some(due), clock, .. } => {
                self.start(P::SmallClaim, rev, at, *due, *clock);
            }
            Event::Objected { due, clock, .. } | Event::Unperformed { due, clock, .. } => {
                (self.running, self.held) = (Vec::new(), 0);
                if let Some(due) = due {
                    self.start(P::Accept, rev, at, *due, *clock);
                }
            }
            Event::MechanismOverridden { which: Mechanism::SmallClaim, takes: false, .. } => {
                self.running.retain(|clock| clock.promise != P::SmallClaim);
            }
            Event::AdvancePaid { .. } => self.running.clear(),
            _ if entry.state.is_final() => (self.running, self.held) = (Vec::new(), 0),
            _ => {}
        }
    }

    fn start(&mut self, promise: Promise, since: u64, at: Moment, due: Due, terms: Option<ClockTerms>) {
        let unpaused = match terms {
            // Announced in the meantime: counted anew.
            Some(t) if due.tentative && promise != Promise::Decline => self.calendar.due(at, t.days, t.closes),
            _ => due,
        };
        let terms = terms.unwrap_or_else(|| ClockTerms::unknown(due.at.hour_minute()));
        self.running.push(Clock { promise, since, started_at: at, unpaused, terms, pauses: Vec::new() });
    }

    /// The next step's clock in place of the last step's. A small claim's own clock goes on beside.
    fn instead(&mut self, promise: Promise, since: u64, at: Moment, due: Due, terms: Option<ClockTerms>) {
        self.running.retain(|clock| clock.promise == Promise::SmallClaim);
        self.start(promise, since, at, due, terms);
    }

    fn hold(&mut self, at: Moment) {
        self.held = self.held.saturating_add(1);
        for clock in self.running.iter_mut().filter(|clock| !clock.is_paused()) {
            clock.pauses.push((at, None));
        }
    }

    fn release(&mut self, at: Moment) {
        self.held = self.held.saturating_sub(1);
        if self.held == 0 {
            for (_, until) in self.running.iter_mut().filter_map(|clock| clock.pauses.last_mut()) {
                until.get_or_insert(at);
            }
        }
    }
}
