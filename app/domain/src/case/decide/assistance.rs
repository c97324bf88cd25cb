//! 依法留存, 协助查处 and 消保委协助.

use super::{
    Context, reception, supervisor,
    words::{line, line_at_most, said},
};
use crate::{
    case::{Case, Command, CouncilReceipt, Event, EvidencePack, Rejection, settlement::is_hash},
    moment::Day,
    role::Actor,
};

/// A receipt or an answer is written down so many days later at most.
const LATE_DAYS: i64 = 366;

pub(super) fn done(case: &Case, command: &Command, context: &Context<'_>) -> Result<Event, Rejection> {
    match command {
        Command::Hold { ground } => {
            supervisor(context.by)?;
            if case.hold.is_some() {
                return Err(Rejection::DoneAlready);
            }
            Ok(Event::Held { ground: said(ground)?.into() })
        }
        Command::LiftHold { ground } => {
            supervisor(context.by)?;
            if case.hold.is_none() {
                return Err(Rejection::NotHeld);
            }
            Ok(Event::HoldLifted { ground: said(ground)?.into() })
        }
        Command::PackEvidence { pack } => packed(case, pack, context.by),
        Command::PassToCouncil { ask, consumer_agrees } => passed(case, ask, *consumer_agrees, context),
        Command::RecordCouncilReceipt { receipt } => {
            reception(context.by)?;
            let help = case.council.as_ref().ok_or(Rejection::CouncilNotAsked)?;
            if help.receipt.is_some() {
                return Err(Rejection::DoneAlready);
            }
            let on = done_on(receipt.on, context)?;
            let receipt = CouncilReceipt { on, from: line(&receipt.from)?, number: line_at_most(&receipt.number)? };
            Ok(Event::CouncilReceived { receipt })
        }
        Command::RecordCouncilAnswer { on, words } => {
            reception(context.by)?;
            if case.council.is_none() {
                return Err(Rejection::CouncilNotAsked);
            }
            Ok(Event::CouncilAnswered { on: done_on(*on, context)?, words: said(words)? })
        }
        _ => Err(Rejection::StaffOnly),
    }
}

/// Only whoever makes the pack can say that there is one.
fn packed(case: &Case, pack: &EvidencePack, by: Actor) -> Result<Event, Rejection> {
    if by != Actor::Server {
        return Err(Rejection::ServerOnly);
    }
    if !is_hash(&pack.manifest) || case.evidence_packs().any(|(_, known)| known.pack == pack.pack) {
        return Err(Rejection::DoneAlready);
    }
    Ok(Event::EvidencePacked { pack: pack.clone() })
}

/// Names and numbers leave the house: without the consumer's own word they do not.
fn passed(case: &Case, ask: &str, consumer_agrees: bool, context: &Context<'_>) -> Result<Event, Rejection> {
    reception(context.by)?;
    if case.state.is_on_device() {
        return Err(Rejection::NotInThisState { state: case.state });
    }
    if !consumer_agrees {
        return Err(Rejection::PassingNotAgreed);
    }
    // One packet at a time: once the council has answered, it can be asked again.
    if case.council.as_ref().is_some_and(|help| help.answer.is_none()) {
        return Err(Rejection::DoneAlready);
    }
    let number = case.number.ok_or(Rejection::NotInThisState { state: case.state })?;
    let before =
        case.timeline.iter().filter(|entry| matches!(entry.event, Some(Event::PassedToCouncil { .. }))).count();
    let packet = if before == 0 { format!("{number}-X") } else { format!("{number}-X{}", before + 1) };
    Ok(Event::PassedToCouncil { packet, ask: said(ask)? })
}

/// The day on which somebody else did something: a device's clock may be off by one.
fn done_on(day: Day, context: &Context<'_>) -> Result<Day, Rejection> {
    let today = context.now.day();
    if day > today.next() || today.days_since(day) > LATE_DAYS { Err(Rejection::DayUnfit) } else { Ok(day) }
}
