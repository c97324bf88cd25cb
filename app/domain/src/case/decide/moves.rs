//! The moves of the table: what each needs, and the clock that it starts.

use super::{
    Context, ending,
    words::{at_most, line_at_most, said},
};
use crate::{
    calendar::Due,
    case::{Case, Command, ConsentWay, Event, Gap, Party, Rejection},
    clock::{Hold, due_without},
    mechanism::is_green,
};

pub(super) fn moved(case: &Case, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Rejection> {
    if let Command::StartMediation { consumer_consents, merchant_consents } = command {
        return start_mediation(case, context, *consumer_consents, *merchant_consents);
    }
    one(case, command, context).map(|event| vec![event])
}

fn one(case: &Case, command: &Command, context: &Context<'_>) -> Result<Event, Rejection> {
    let rules = context.rules;
    Ok(match command {
        Command::Accept => {
            let (due, clock) = context.clock(rules.merchant_within);
            Event::Accepted { due, clock }
        }
        Command::AskMore { question } => {
            let (due, clock) = context.clock(rules.supplement_within);
            Event::MoreAsked { question: said(question)?, due, clock }
        }
        Command::Supplement { words } => {
            Event::Supplemented { words: said(words)?, due: without(&[Hold::Asked], case, context) }
        }
        Command::SendToMerchant { request } => {
            let green = is_green(case);
            let (due, clock) =
                context.clock(if green { rules.desk.green_merchant_within } else { rules.merchant_within });
            Event::SentToMerchant { request: said(request)?, due, clock }
        }
        Command::SendToTesting { what } => Event::SentToTesting { what: said(what)? },
        Command::ReportTest { result } => {
            Event::TestReported { result: said(result)?, due: without(&[Hold::Tested], case, context) }
        }
        Command::Settle { terms, perform_by, both_signed } => {
            if !both_signed {
                return Err(Rejection::SignatureMissing);
            }
            // As with a whole one, by the day on which it was signed.
            if *perform_by < context.made_at.day() {
                return Err(Rejection::Incomplete { part: Gap::PerformBy });
            }
            Event::Settled { terms: said(terms)?, perform_by: *perform_by, settlement: None }
        }
        Command::SignSettlement { settlement } => {
            // By the day on which it was signed: a tablet may have been without network since.
            let settlement = settlement.checked(context.made_at.day())?;
            let (terms, perform_by) = (settlement.terms.clone(), settlement.perform_by);
            Event::Settled { terms, perform_by, settlement: Some(Box::new(settlement)) }
        }
        Command::PayInAdvance { .. } => ending::pay_in_advance(case, command, context)?,
        Command::Close { outcome, summary } => ending::close(case, *outcome, summary, context)?,
        Command::FailMediation { reason, words } => Event::MediationFailed { reason: *reason, words: said(words)? },
        Command::Transfer { reference } => {
            Event::Transferred { reference: line_at_most(reference)?, packet: ending::packet(case) }
        }
        Command::Decline { reason, words } => Event::Declined { reason: *reason, words: said(words)? },
        Command::Withdraw { words } => Event::Withdrawn { words: at_most(words)? },
        Command::Object { words } => {
            in_time_to_object(case, context)?;
            let (due, clock) = context.clock(rules.accept_within);
            Event::Objected { words: said(words)?, due: Some(due), clock }
        }
        Command::ReportUnperformed { words } => {
            let (due, clock) = context.clock(rules.accept_within);
            Event::Unperformed { words: said(words)?, due: Some(due), clock }
        }
        _ => return Err(Rejection::StaffOnly),
    })
}

/// By when it was *done*: a phone without network on the seventh day is in time (民法典 第二百零三条).
pub(super) fn in_time_to_object(case: &Case, context: &Context<'_>) -> Result<(), Rejection> {
    let is_late = case.object_until.is_some_and(|until| context.made_at >= until);
    if is_late { Err(Rejection::TooLateToObject) } else { Ok(()) }
}

/// Each consent is a fact of its own: one that was not recorded before is recorded with the move that confirms it.
fn start_mediation(
    case: &Case,
    context: &Context<'_>,
    consumer: bool,
    merchant: bool,
) -> Result<Vec<Event>, Rejection> {
    let mut events = Vec::new();
    for (party, confirmed) in [(Party::Consumer, consumer), (Party::Merchant, merchant)] {
        if case.agrees_to_mediation(party) {
            continue;
        }
        if !confirmed {
            return Err(Rejection::ConsentMissing);
        }
        events.push(Event::ConsentRecorded { party, agrees: true, way: ConsentWay::Attested });
    }
    let (rules, green) = (context.rules, is_green(case));
    let (due, clock) = context.clock(if green { rules.desk.green_mediation_within } else { rules.mediation_within });
    events.push(Event::MediationStarted { due, clock });
    Ok(events)
}

/// What is promised once these reasons to pause are gone; none while the case is merged as well.
pub(super) fn without(holds: &[Hold], case: &Case, context: &Context<'_>) -> Option<Due> {
    due_without(holds, case, context.calendar, context.now)
}
