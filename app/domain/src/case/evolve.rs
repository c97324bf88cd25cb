//! A case as the sum of what happened to it.

use super::{
    AdvancePayment, Case, Consent, CouncilHelp, Entry, Event, Hold, Link, Proof, Rating, Record, Reminder, StaffOnly,
    State, TRANSITIONS, Target,
};
use crate::{
    calendar::Due,
    ids::{CaseId, StaffId},
    mechanism::Override,
    moment::Day,
    role::Actor,
};

/// The case that a first record makes; none where it is not a filing.
#[must_use]
pub fn begin(id: CaseId, record: &Record) -> Option<Case> {
    let Event::Filed { complaint } = &record.event else { return None };
    let state = if record.by == Actor::Consumer { State::Received } else { State::Queued };
    Some(Case {
        id,
        rev: record.rev,
        number: None,
        state,
        resume_to: None,
        complaint: (**complaint).clone(),
        merchant: None,
        intake: None,
        first_receiver: None,
        assignee: None,
        filed_at: record.made_at,
        received_at: None,
        due: None,
        object_until: None,
        consents: Vec::new(),
        merchant_stance: None,
        settlement: None,
        proof: None,
        payments: Vec::new(),
        packet: None,
        reference: None,
        confirmed: false,
        rating: None,
        recused: Vec::new(),
        routes: Vec::new(),
        overrides: Vec::new(),
        merged_into: None,
        duplicates: Vec::new(),
        links: Vec::new(),
        raised: Vec::new(),
        reminders: Vec::new(),
        attachments: Vec::new(),
        hold: None,
        council: None,
        timeline: vec![Entry { at: record.at, made_at: record.made_at, by: record.by, state, event: None }],
    })
}

/// The case after one more record.
#[must_use]
pub fn evolve(mut case: Case, record: &Record) -> Case {
    let before = case.state;
    apply_move(&mut case, record);
    apply_fact(&mut case, record);
    if case.state != before && matches!(case.state, State::NeedsMore | State::Testing) {
        case.resume_to = Some(before);
    }
    case.rev = record.rev;
    let event = (!matches!(record.event, Event::Filed { .. })).then(|| record.event.clone());
    case.timeline.push(Entry { at: record.at, made_at: record.made_at, by: record.by, state: case.state, event });
    case
}

/// The case that a whole history makes.
#[must_use]
pub fn replay<'a>(id: CaseId, records: impl IntoIterator<Item = &'a Record>) -> Option<Case> {
    let mut records = records.into_iter();
    let first = begin(id, records.next()?)?;
    Some(records.fold(first, evolve))
}

/// The time that a settlement leaves for its performance: to the end of the agreed day.
pub(crate) fn performance_due(event: &Event) -> Option<Due> {
    let Event::Settled { perform_by, .. } = event else { return None };
    Some(Due { at: perform_by.at(23, 59), tentative: false })
}

/// What moves the case from state to state.
fn apply_move(case: &mut Case, record: &Record) {
    match &record.event {
        Event::Registered { number, first_receiver, due, .. } => {
            case.number = Some(*number);
            case.first_receiver = case.first_receiver.or(*first_receiver);
            case.assignee = *first_receiver;
            case.received_at = Some(record.at);
            enter(case, State::Received, Some(*due));
        }
        Event::Accepted { due, .. } => {
            // A case that came in while nobody was on duty gets its 首问人 from who first takes it on.
            if let Actor::Staff { id, .. } = record.by {
                case.first_receiver = case.first_receiver.or(Some(id));
                case.assignee = case.assignee.or(Some(id));
            }
            enter(case, State::Accepted, Some(*due));
        }
        Event::MoreAsked { due, .. } => enter(case, State::NeedsMore, Some(*due)),
        Event::Supplemented { due, .. } if case.state == State::NeedsMore => resume(case, *due),
        Event::SentToMerchant { due, .. } => enter(case, State::WithMerchant, Some(*due)),
        Event::MediationStarted { due, .. } => enter(case, State::Mediating, Some(*due)),
        Event::SentToTesting { .. } => enter(case, State::Testing, None),
        Event::TestReported { due, .. } => resume(case, *due),
        Event::Settled { settlement, .. } => {
            case.settlement.clone_from(settlement);
            enter(case, State::AwaitingPerformance, performance_due(&record.event));
        }
        Event::AdvancePaymentApproved { amount, payment, merchant, due, .. } => {
            if let (Some(id), Some(merchant)) = (*payment, *merchant) {
                case.payments.push(AdvancePayment { id, merchant, amount: *amount, paid_at: None });
            }
            if case.state.is_final() {
                // After mediation failed: what the consumer thought of that end is not their word on this one.
                (case.rating, case.confirmed) = (None, false);
            }
            enter(case, State::AdvancePayment, *due);
        }
        Event::Closed { object_until, .. } => {
            case.object_until = Some(*object_until);
            enter(case, State::Closed, None);
        }
        Event::MediationFailed { .. } => enter(case, State::MediationFailed, None),
        Event::Transferred { packet, reference } => {
            case.packet.clone_from(packet);
            case.reference = Some(reference.clone()).filter(|reference| !reference.is_empty());
            enter(case, State::Transferred, None);
        }
        Event::Declined { .. } => enter(case, State::Declined, None),
        Event::Withdrawn { .. } => enter(case, State::Withdrawn, None),
        Event::Objected { due, .. } | Event::Unperformed { due, .. } => {
            // A new round: what the merchant said in the last one is no answer in this.
            (case.object_until, case.merchant_stance) = (None, None);
            (case.settlement, case.proof, case.rating, case.confirmed) = (None, None, None, false);
            enter(case, State::Reopened, *due);
        }
        _ => {}
    }
}

/// What leaves the case where it stands.
fn apply_fact(case: &mut Case, record: &Record) {
    match &record.event {
        Event::ConsentRecorded { party, agrees, way } => {
            case.consents.retain(|consent| consent.party != *party);
            case.consents.push(Consent { party: *party, agrees: *agrees, way: *way, at: record.at });
        }
        Event::MerchantReplied { stance, due, .. } => {
            case.merchant_stance = Some(*stance);
            case.due = due.or(case.due);
        }
        Event::AdvancePaid { payment, .. } => {
            for paid in case.payments.iter_mut().filter(|paid| paid.id == *payment) {
                paid.paid_at = Some(record.at);
            }
            case.due = None;
        }
        Event::PerformanceProven { words, evidence, receipt } => {
            let (words, evidence, receipt) = (words.clone(), evidence.clone(), receipt.clone());
            case.proof = Some(Proof { words, evidence, receipt });
        }
        Event::Attached { attachment } => case.attachments.push(attachment.clone()),
        Event::ReferenceRecorded { reference } => case.reference = Some(reference.clone()),
        Event::ConfirmedSolved => case.confirmed = true,
        Event::Rated { stars, words } => case.rating = Some(Rating { stars: *stars, words: words.clone() }),
        // Where nobody had it yet, whoever gets it first is its 首问人, however it came to them.
        Event::HandedOver { to, .. } | Event::Assigned { to, .. } => {
            case.first_receiver = case.first_receiver.or(Some(*to));
            case.assignee = Some(*to);
        }
        Event::Recused { staff, .. } => {
            case.recused.push(*staff);
            case.assignee = case.assignee.filter(|assignee| assignee != staff);
        }
        Event::RouteDecided { decision, due, .. } => {
            case.routes.push(decision.clone());
            sooner(case, *due);
        }
        Event::MechanismOverridden { which, takes, reason, due, .. } => {
            case.overrides.push(Override {
                mechanism: *which,
                takes: *takes,
                reason: reason.clone(),
                by: record.by,
                at: record.at,
            });
            if *takes {
                sooner(case, *due);
            } else {
                case.due = due.or(case.due);
            }
        }
        Event::Merged { into, .. } => (case.merged_into, case.due) = (Some(*into), None),
        Event::Unmerged { due, .. } => (case.merged_into, case.due, case.object_until) = (None, *due, None),
        Event::MergedCaseEnded { object_until, .. } => case.object_until = *object_until,
        Event::MergedCaseMoved { .. } => case.object_until = None,
        Event::DuplicateTaken { from } => case.duplicates.push(*from),
        Event::DuplicateReleased { from } => case.duplicates.retain(|case| case != from),
        Event::Linked { case: other, is } => case.links.push(Link { case: *other, is: *is }),
        Event::MerchantLinked { merchant } => case.merchant = *merchant,
        Event::Warned { warning } => case.raised.push(*warning),
        Event::TakenDown { intake } => {
            case.intake = Some(intake.clone());
            // Whoever took it down has it from the first moment on (首问责任).
            if let Actor::Staff { id, .. } = record.by {
                (case.first_receiver, case.assignee) = (Some(id), Some(id));
            }
        }
        Event::Noted { words, mentions } => remind(case, record, mentions, record.made_at.day(), words),
        Event::ReminderSet { on, words } => {
            let own = if let Actor::Staff { id, .. } = record.by { vec![id] } else { Vec::new() };
            remind(case, record, &own, *on, words);
        }
        Event::Held { ground } => {
            let by = if let Actor::Staff { id, .. } = record.by { id } else { StaffId(uuid::Uuid::nil()) };
            case.hold = Some(Box::new(Hold { by, at: record.at, ground: ground.clone() }));
        }
        Event::HoldLifted { .. } => case.hold = None,
        Event::PassedToCouncil { packet, ask } => {
            case.council = Some(Box::new(CouncilHelp {
                packet: packet.clone(),
                asked_at: record.at,
                ask: ask.clone(),
                receipt: None,
                answer: None,
            }));
        }
        Event::CouncilReceived { receipt } => {
            case.council.iter_mut().for_each(|help| help.receipt = Some(receipt.clone()));
        }
        Event::CouncilAnswered { words, .. } => {
            case.council.iter_mut().for_each(|help| help.answer = Some(words.clone()));
        }
        Event::ReminderCompleted { reminder } => {
            case.reminders.retain(|one| one.rev != *reminder || !by_staff(record.by, one.of));
        }
        _ => {}
    }
}

fn by_staff(by: Actor, who: StaffId) -> bool {
    matches!(by, Actor::Staff { id, .. } if id == who)
}

fn remind(case: &mut Case, record: &Record, people: &[StaffId], on: Day, words: &StaffOnly) {
    let Actor::Staff { id: by, .. } = record.by else { return };
    let reminders = people.iter().map(|of| Reminder { rev: record.rev, of: *of, by, on, words: words.clone() });
    case.reminders.extend(reminders);
}

/// A clock that runs beside the one of the case's state counts where it ends first. While the case stands still, it starts
/// standing still: the consumer's time is theirs.
fn sooner(case: &mut Case, due: Option<Due>) {
    let runs = !matches!(case.state, State::NeedsMore | State::Testing) && case.merged_into.is_none();
    let sooner = due.filter(|due| runs && case.due.is_none_or(|now| due.at < now.at));
    case.due = sooner.or(case.due);
}

fn enter(case: &mut Case, state: State, due: Option<Due>) {
    debug_assert!(
        case.state == state
            || case.state == State::Queued
            || TRANSITIONS.iter().any(|t| t.from.contains(&case.state) && t.to == Target::State(state)),
        "no row of the table leads from {:?} to {state:?}",
        case.state,
    );
    case.state = state;
    case.due = due;
}

fn resume(case: &mut Case, due: Option<Due>) {
    case.state = case.resume_to.take().unwrap_or(State::Received);
    case.due = due;
}
