//! Which promised times run in a case: read from its history.

use super::{Clock, ClockTerms, Promise};
use crate::{
    calendar::{Due, WorkCalendar},
    case::{Case, Entry, Event, State, performance_due},
    mechanism::Mechanism,
    moment::Moment,
};

/// Every promised time that has not ended, running or paused, oldest first.
#[must_use]
pub fn clocks(case: &Case, calendar: &WorkCalendar) -> Vec<Clock> {
    Fold::of(case, calendar).running
}

/// Why clocks stand still. Each reason ends by itself: an answer does not end a test, and neither ends a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The consumer is asked for more.
    Asked,
    /// The goods are tested.
    Tested,
    /// The case goes on in another.
    Merged,
}

/// When the clock that ends first would end if these reasons to pause ended now; none where everything stands still for
/// another reason.
#[must_use]
pub fn due_without(holds: &[Hold], case: &Case, calendar: &WorkCalendar, now: Moment) -> Option<Due> {
    let mut fold = Fold::of(case, calendar);
    if holds.contains(&Hold::Asked) {
        fold.running.retain(|clock| clock.promise != Promise::Supplement);
    }
    fold.held.retain(|held| !holds.contains(held));
    fold.pause_or_go_on(now);
    let going_on = fold.running.iter().filter(|clock| !clock.is_paused());
    going_on.filter_map(|clock| clock.due(calendar)).min_by_key(|due| due.at)
}

/// Whether the merchant's clock had run out in this round of the case when the next step took its place, and no answer
/// or settlement has come since, however late.
#[must_use]
pub fn merchant_was_silent(case: &Case, calendar: &WorkCalendar) -> bool {
    Fold::of(case, calendar).was_silent
}

struct Fold<'a> {
    running: Vec<Clock>,
    held: Vec<Hold>,
    /// The merchant's clock had run out when another step took its place.
    was_silent: bool,
    calendar: &'a WorkCalendar,
}

impl<'a> Fold<'a> {
    fn of(case: &Case, calendar: &'a WorkCalendar) -> Self {
        let mut fold = Self { running: Vec::new(), held: Vec::new(), was_silent: false, calendar };
        let mut before = State::Queued;
        for (rev, entry) in (1..).zip(&case.timeline) {
            if let Some(event) = &entry.event {
                fold.take(rev, entry, event, before);
                fold.pause_or_go_on(entry.at);
            }
            before = entry.state;
        }
        fold
    }

    fn take(&mut self, rev: u64, entry: &Entry, event: &Event, before: State) {
        use Promise as P;
        let at = entry.at;
        match event {
            Event::Registered { due, decline, clock, decline_clock, .. } => {
                self.start(P::Accept, rev, at, *due, *clock);
                if let Some(due) = decline {
                    // An older history has no terms for it: nobody knows from how many days it was counted.
                    let terms = decline_clock.or(clock.map(|terms| ClockTerms { days: 0, ..terms }));
                    self.start(P::Decline, rev, at, *due, terms);
                }
            }
            Event::Accepted { due, clock } => self.instead(P::Answer, rev, at, *due, *clock),
            Event::MerchantReplied { due, clock, .. } => {
                if let Some(due) = due {
                    self.instead(P::Answer, rev, at, *due, *clock);
                }
                self.was_silent = false;
            }
            Event::MoreAsked { due, clock, .. } => {
                self.held.push(Hold::Asked);
                self.start(P::Supplement, rev, at, *due, *clock);
            }
            Event::Supplemented { .. } if before == State::NeedsMore => {
                self.running.retain(|clock| clock.promise != P::Supplement);
                self.held.retain(|hold| *hold != Hold::Asked);
            }
            Event::SentToMerchant { due, clock, .. } => self.instead(P::Merchant, rev, at, *due, *clock),
            Event::MediationStarted { due, clock } => self.instead(P::Mediation, rev, at, *due, *clock),
            Event::SentToTesting { .. } => self.held.push(Hold::Tested),
            Event::TestReported { .. } => self.held.retain(|hold| *hold != Hold::Tested),
            Event::Merged { .. } => self.held.push(Hold::Merged),
            Event::Unmerged { .. } => self.held.retain(|hold| *hold != Hold::Merged),
            Event::Settled { .. } => {
                self.end(at);
                self.was_silent = false;
                if let Some(due) = performance_due(event) {
                    self.start(P::Performance, rev, at, due, None);
                }
            }
            Event::AdvancePaymentApproved { due, clock, .. } => {
                self.end(at);
                if let Some(due) = due {
                    self.start(P::Advance, rev, at, *due, *clock);
                }
            }
            Event::RouteDecided { due: Some(due), clock, .. }
            | Event::MechanismOverridden { takes: true, due: Some(due), clock, .. } => {
                self.start(P::SmallClaim, rev, at, *due, *clock);
            }
            Event::Objected { due, clock, .. } | Event::Unperformed { due, clock, .. } => {
                self.end(at);
                // A new round: what was late in the last one is no ground in this.
                self.was_silent = false;
                if let Some(due) = due {
                    self.start(P::Accept, rev, at, *due, *clock);
                }
            }
            Event::MechanismOverridden { which: Mechanism::SmallClaim, takes: false, .. } => {
                self.running.retain(|clock| clock.promise != P::SmallClaim);
            }
            Event::AdvancePaid { .. } => self.end(at),
            _ if entry.state.is_final() && before != entry.state => self.end(at),
            _ => {}
        }
    }

    fn start(&mut self, promise: Promise, since: u64, at: Moment, due: Due, terms: Option<ClockTerms>) {
        let unpaused = match terms {
            // Announced in the meantime: counted anew.
            Some(t) if due.tentative && t.days > 0 => self.calendar.due(at, t.days, t.closes),
            _ => due,
        };
        let terms = terms.unwrap_or_else(|| ClockTerms::unknown(due.at.hour_minute()));
        self.running.push(Clock { promise, since, started_at: at, unpaused, terms, pauses: Vec::new() });
    }

    /// The next step's clock in place of the last step's. A small claim's own clock goes on beside.
    fn instead(&mut self, promise: Promise, since: u64, at: Moment, due: Due, terms: Option<ClockTerms>) {
        self.note_silence(at);
        self.running.retain(|clock| clock.promise == Promise::SmallClaim);
        self.start(promise, since, at, due, terms);
    }

    /// Nothing runs any more, and nothing pauses what may start.
    fn end(&mut self, at: Moment) {
        self.note_silence(at);
        self.running.clear();
        self.held.clear();
    }

    fn note_silence(&mut self, at: Moment) {
        let mut asked = self.running.iter().filter(|clock| clock.promise == Promise::Merchant);
        self.was_silent |= asked.any(|clock| clock.due(self.calendar).is_some_and(|due| due.at < at));
    }

    /// Every clock stands still while there is a reason to, and a clock that starts meanwhile starts standing still. What
    /// the consumer is asked for has a clock of its own, which that question alone does not pause.
    fn pause_or_go_on(&mut self, at: Moment) {
        for clock in &mut self.running {
            let pauses = |hold: &Hold| !(*hold == Hold::Asked && clock.promise == Promise::Supplement);
            clock.hold(self.held.iter().any(pauses), at);
        }
    }
}
