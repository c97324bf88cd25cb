//! Fast mechanisms tried on a case, and a supervisor's word against one.

use super::{Context, open, words::said};
use crate::{
    case::{Case, Event, Rejection},
    form::Kind,
    mechanism::{Grounds, Mechanism},
};

/// The rule's answer is kept whether yes or no: a refusal names its reason to the consumer.
pub(super) fn take(case: &Case, grounds: &Grounds, context: &Context<'_>) -> Result<Event, Rejection> {
    open(case)?;
    if case.complaint.kind == Kind::Report && !matches!(grounds, Grounds::GreenLane { .. }) {
        return Err(Rejection::NotForReports);
    }
    let decision = grounds.decide(case, context.rules);
    let starts = decision.takes && decision.mechanism == Mechanism::SmallClaim && !case.takes(Mechanism::SmallClaim);
    let (due, clock) = context.clock(context.rules.desk.small_claim_within);
    let (due, clock) = if starts { (Some(due), clock) } else { (None, None) };
    Ok(Event::RouteDecided { decision, due, clock })
}

pub(super) fn overridden(case: &Case, which: Mechanism, takes: bool, reason: &str) -> Result<Event, Rejection> {
    open(case)?;
    // 首问人 is recorded once and never changes: there is nothing that a supervisor could override.
    if which == Mechanism::FirstReceiver {
        return Err(Rejection::DoneAlready);
    }
    Ok(Event::MechanismOverridden { which, takes, reason: said(reason)?.into() })
}
