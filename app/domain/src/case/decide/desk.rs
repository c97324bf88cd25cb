//! What leaves the case where it stands: words, facts, and who works on it.

use super::{
    Context, assistance, consumer, contacts, ending, in_states, linked, open, reception, routes, supervisor,
    supervisor_or_server,
    words::{at_most, said},
    writing_staff,
};
use crate::{
    case::{
        AssignReason, Attachment, Case, Command, Entry, Event, Gap, MOST_ATTACHMENTS, Party, Purpose, Rejection,
        SellerInfo, Stance, State,
    },
    clock::{WarningKey, warnings},
    form::LINE_CHARS,
    ids::StaffId,
    role::Actor,
    typed::clean_line,
};

/// Answers that a merchant gives by links to one case.
const MOST_ANSWERS_BY_LINK: usize = 10;

pub(super) fn done(case: &Case, command: &Command, context: &Context<'_>) -> Result<Event, Rejection> {
    let by = context.by;
    match command {
        Command::Reply { words } => {
            writing_staff(by)?;
            Ok(Event::Replied { words: said(words)? })
        }
        Command::Note { words, mentions } => contacts::note(words, mentions, by),
        Command::LogCall { call } => contacts::log_call(call, by),
        Command::SetReminder { on, words } => contacts::set_reminder(*on, words, context),
        Command::CompleteReminder { reminder } => contacts::complete_reminder(case, *reminder, by),
        Command::RecordConsent { party, agrees, way } => {
            // Everybody speaks for themselves; the merchant has no voice here but through staff.
            if !(by == Actor::Consumer && *party == Party::Consumer) {
                reception(by)?;
            }
            open(case)?;
            Ok(Event::ConsentRecorded { party: *party, agrees: *agrees, way: *way })
        }
        Command::RecordMerchantReply { stance, words } => {
            // By its link a merchant speaks for itself.
            if by == Actor::Merchant {
                by_its_link(case, *stance, words)?;
            } else {
                reception(by)?;
            }
            in_states(case, &[State::Accepted, State::WithMerchant, State::Mediating, State::AwaitingPerformance])?;
            // Its clock ends; now staff have to act on it.
            let asked = case.state == State::WithMerchant;
            let (due, clock) = context.clock(context.rules.merchant_within);
            let (due, clock) = if asked { (Some(due), clock) } else { (None, None) };
            Ok(Event::MerchantReplied { stance: *stance, words: at_most(words)?.into(), due, clock, proposal: None })
        }
        Command::ProposeSettlement { proposal } => {
            reception(by)?;
            in_states(case, &[State::WithMerchant, State::Mediating])?;
            // By the day on which it was written: a tablet may have been without network since.
            Ok(Event::SettlementProposed { proposal: Box::new(proposal.checked(context.made_at.day())?) })
        }
        Command::AnswerProposal { proposal, stance, words } => answered(case, *proposal, *stance, words, context),
        Command::RecordAdvancePaid { payment, receipt } => ending::advance_paid(case, *payment, receipt, context),
        Command::ProvePerformance { words, evidence, receipt } => {
            ending::prove(case, words, evidence, receipt, context)
        }
        Command::RecordReference { reference } => ending::reference(case, reference, context),
        Command::ConfirmSolved => {
            consumer(by)?;
            // A merged case is at its end where the case is in which it goes on.
            if case.goes_on_as() != Some(State::Closed) {
                in_states(case, &[State::Closed])?;
            }
            if case.confirmed { Err(Rejection::DoneAlready) } else { Ok(Event::ConfirmedSolved) }
        }
        Command::Rate { stars, words } => {
            consumer(by)?;
            ending::rate(case, *stars, words)
        }
        Command::HandOver { to, words } => hand_over(case, *to, words, by),
        Command::Recuse { staff, words } => recuse(case, *staff, words, by),
        Command::Assign { to, seen, why } => assign(case, *to, *seen, *why, by),
        Command::TakeRoute { grounds } => {
            reception(by)?;
            routes::take(case, grounds, context)
        }
        Command::OverrideMechanism { which, takes, reason } => {
            supervisor(by)?;
            routes::overridden(case, *which, *takes, reason, context)
        }
        Command::Merge { into, words } => linked::merge(case, *into, words, by),
        Command::Unmerge { words } => linked::unmerge(case, words, context),
        Command::SplitReport { report, facts } => linked::split(case, *report, facts, by),
        Command::RequestSellerInfo { words } => {
            // At the counter staff write it down for the consumer.
            if by != Actor::Consumer {
                reception(by)?;
            }
            if !case.mediation_failed() || case.seller_info_is_asked() {
                return Err(Rejection::SellerInfoNotDue);
            }
            Ok(Event::SellerInfoRequested { words: at_most(words)? })
        }
        Command::ReleaseSellerInfo { info } => {
            reception(by)?;
            if !case.seller_info_is_asked() {
                return Err(Rejection::SellerInfoNotDue);
            }
            Ok(Event::SellerInfoReleased { info: seller_info(info)? })
        }
        Command::LinkMerchant { merchant } => {
            writing_staff(by)?;
            if case.merchant == *merchant {
                Err(Rejection::DoneAlready)
            } else {
                Ok(Event::MerchantLinked { merchant: *merchant })
            }
        }
        Command::Attach { attachment } => attach(case, attachment, by),
        Command::RaiseWarning { warning } => raise(case, *warning, context),
        Command::Hold { .. }
        | Command::LiftHold { .. }
        | Command::PackEvidence { .. }
        | Command::PassToCouncil { .. }
        | Command::RecordCouncilReceipt { .. }
        | Command::RecordCouncilAnswer { .. } => assistance::done(case, command, context),
        _ => Err(Rejection::StaffOnly),
    }
}

/// What a merchant says to a proposal is an answer like any other: its clock ends, and staff have to act on it.
fn answered(
    case: &Case,
    proposal: u64,
    stance: Stance,
    words: &str,
    context: &Context<'_>,
) -> Result<Event, Rejection> {
    if context.by != Actor::Merchant {
        reception(context.by)?;
    }
    in_states(case, &[State::WithMerchant, State::Mediating])?;
    let open = case.proposed().filter(|proposed| proposed.rev == proposal).ok_or(Rejection::ProposalChanged)?;
    if open.answer.is_some() || stance == Stance::Left {
        return Err(Rejection::DoneAlready);
    }
    // Whoever does not accept says why, or what instead.
    let words = if stance == Stance::Agrees { at_most(words)? } else { said(words)? };
    let asked = case.state == State::WithMerchant && !case.merchant_has_answered();
    let (due, clock) = context.clock(context.rules.merchant_within);
    let (due, clock) = if asked { (Some(due), clock) } else { (None, None) };
    Ok(Event::MerchantReplied { stance, words: words.into(), due, clock, proposal: Some(proposal) })
}

/// A merchant says what it offers, and so often only: a link is not a way to fill a file.
fn by_its_link(case: &Case, stance: Stance, words: &str) -> Result<(), Rejection> {
    let said =
        |entry: &&Entry| entry.by == Actor::Merchant && matches!(entry.event, Some(Event::MerchantReplied { .. }));
    if case.timeline.iter().filter(said).count() >= MOST_ANSWERS_BY_LINK || stance == Stance::Left {
        return Err(Rejection::DoneAlready);
    }
    if clean_line(words).is_empty() { Err(Rejection::WordsMissing) } else { Ok(()) }
}

/// At any time: what shows something is never too late.
fn attach(case: &Case, new: &Attachment, by: Actor) -> Result<Event, Rejection> {
    if by != Actor::Server {
        return Err(Rejection::ServerOnly);
    }
    // What staff made something for, and what a merchant sent by its link, is told apart by whose it is.
    if new.purpose.is_some() && new.staff.is_none() != (new.purpose == Some(Purpose::FromMerchant)) {
        return Err(Rejection::StaffOnly);
    }
    let mut of_that_side = case.attachments.iter().filter(|kept| kept.side() == new.side());
    if of_that_side.any(|kept| kept.hash == new.hash) {
        return Err(Rejection::DoneAlready);
    }
    if let Some(Purpose::Redaction { of }) = new.purpose
        && !case.attachments.iter().any(|kept| kept.hash == of && kept.is_original_photo())
    {
        return Err(Rejection::NoSuchPhoto);
    }
    let beside = case.attachments.iter().filter(|kept| kept.shares_room_with(new.staff, new.purpose));
    if beside.count() >= MOST_ATTACHMENTS {
        return Err(Rejection::TooManyAttachments { most: MOST_ATTACHMENTS });
    }
    Ok(Event::Attached { attachment: new.clone() })
}

fn hand_over(case: &Case, to: StaffId, words: &str, by: Actor) -> Result<Event, Rejection> {
    let who = reception(by)?;
    open(case)?;
    // Nobody takes a colleague's case away; a supervisor may.
    if case.assignee != Some(who) && supervisor(by).is_err() {
        return Err(Rejection::OwnedByOther);
    }
    may_have(case, to)?;
    Ok(Event::HandedOver { to, words: at_most(words)?.into() })
}

fn recuse(case: &Case, staff: Option<StaffId>, words: &str, by: Actor) -> Result<Event, Rejection> {
    let who = reception(by)?;
    open(case)?;
    let staff = staff.unwrap_or(who);
    if staff != who {
        supervisor(by)?;
    }
    if case.recused.contains(&staff) {
        return Err(Rejection::DoneAlready);
    }
    Ok(Event::Recused { staff, words: said(words)?.into() })
}

fn assign(case: &Case, to: StaffId, seen: Option<StaffId>, why: AssignReason, by: Actor) -> Result<Event, Rejection> {
    supervisor_or_server(by)?;
    open(case)?;
    // What was decided on another owner is void: two servers, or a server and a supervisor, never pull at one case.
    if case.assignee != seen || (why == AssignReason::NobodyOnDuty && case.assignee.is_some()) {
        return Err(Rejection::OwnedByOther);
    }
    may_have(case, to)?;
    Ok(Event::Assigned { to, why })
}

fn may_have(case: &Case, staff: StaffId) -> Result<(), Rejection> {
    if case.recused.contains(&staff) {
        return Err(Rejection::Recused);
    }
    if case.assignee == Some(staff) { Err(Rejection::DoneAlready) } else { Ok(()) }
}

fn seller_info(info: &SellerInfo) -> Result<SellerInfo, Rejection> {
    let field = |text: &str| {
        let text = clean_line(text);
        match text.chars().count() {
            0 => Err(Rejection::Incomplete { part: Gap::SellerInfo }),
            1..=LINE_CHARS => Ok(text),
            _ => Err(Rejection::WordsTooLong { most: LINE_CHARS }),
        }
    };
    Ok(SellerInfo { name: field(&info.name)?, address: field(&info.address)?, contact: field(&info.contact)? })
}

fn raise(case: &Case, key: WarningKey, context: &Context<'_>) -> Result<Event, Rejection> {
    if context.by != Actor::Server {
        return Err(Rejection::WarningNotDue);
    }
    if case.raised.contains(&key) {
        return Err(Rejection::DoneAlready);
    }
    let due = warnings(case, context.calendar, context.rules, context.now);
    let is_due = due.iter().any(|warning| warning.key == key && warning.at <= context.now);
    if is_due { Ok(Event::Warned { warning: key }) } else { Err(Rejection::WarningNotDue) }
}
