//! Fast mechanisms tried on a case, and a supervisor's word against one.

use super::{Context, open, words::said};
use crate::{
    calendar::Due,
    case::{Case, Event, Rejection},
    clock::{Clock, ClockTerms, Promise, clocks},
    form::Kind,
    mechanism::{Grounds, Mechanism, holds},
};

/// The rule's answer is kept whether yes or no: a refusal names its reason to the consumer.
pub(super) fn take(case: &Case, grounds: &Grounds, context: &Context<'_>) -> Result<Event, Rejection> {
    open(case)?;
    if case.complaint.kind == Kind::Report && !matches!(grounds, Grounds::GreenLane { .. }) {
        return Err(Rejection::NotForReports);
    }
    let decision = grounds.decide(case, context.rules);
    let (due, clock) = clock_of(case, decision.mechanism, decision.takes, context);
    Ok(Event::RouteDecided { decision, due, clock })
}

/// A small claim has a clock of its own, from when the case takes it, however it comes to that. A case that takes it
/// already keeps the clock it has.
fn clock_of(case: &Case, which: Mechanism, takes: bool, context: &Context<'_>) -> (Option<Due>, Option<ClockTerms>) {
    if !takes || which != Mechanism::SmallClaim || holds(case, which, context.calendar, context.now) {
        return (None, None);
    }
    let (due, clock) = context.clock(context.rules.desk.small_claim_within);
    (Some(due), clock)
}

/// The promised time that still runs once a small claim's own is taken away.
fn left(case: &Case, which: Mechanism, context: &Context<'_>) -> Option<Due> {
    let is_small = |clock: &&Clock| clock.promise == Promise::SmallClaim;
    let running = clocks(case, context.calendar);
    if which != Mechanism::SmallClaim || !running.iter().any(|clock| is_small(&clock)) {
        return None;
    }
    let others = running.iter().filter(|clock| !is_small(clock));
    others.filter_map(|clock| clock.due(context.calendar)).min_by_key(|due| due.at)
}

pub(super) fn overridden(
    case: &Case,
    which: Mechanism,
    takes: bool,
    reason: &str,
    context: &Context<'_>,
) -> Result<Event, Rejection> {
    open(case)?;
    // 首问人 is recorded once and never changes: there is nothing that a supervisor could override.
    if which == Mechanism::FirstReceiver {
        return Err(Rejection::DoneAlready);
    }
    let (due, clock) = if takes { clock_of(case, which, takes, context) } else { (left(case, which, context), None) };
    Ok(Event::MechanismOverridden { which, takes, reason: said(reason)?.into(), due, clock })
}
