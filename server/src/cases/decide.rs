//! What one operation leads to, as a pure function of what is known under the lock.

use domain::case::{
    Case, Command, Context, Event, FollowUp, Record, Registration, Rejection, begin, decide_linked, evolve, follow_ups,
};
use domain::fund::{self, Ledger, Transaction, movement_of};
use domain::ids::{CaseId, CaseNumber, StaffId};
use domain::moment::Moment;
use domain::role::Actor;
use sync::protocol::{CasePayload, Outcome};

use super::Caller;
use super::assign::first_receiver;
use super::prepared::Prepared;
use crate::content::Content;
use crate::store::cases::{ClaimHash, Found};

/// What an operation leads to.
#[derive(Debug)]
pub(super) struct Verdict {
    pub(super) actor: Actor,
    pub(super) outcome: Outcome,
    /// The cases afterwards, each with what was added to its history: the one that the operation names, and those that
    /// go with it.
    pub(super) changed: Vec<(Case, Vec<Record>)>,
    /// What moved in the deposit pool with it.
    pub(super) money: Vec<Transaction>,
    /// A claim code that now belongs to the case.
    pub(super) new_claim: Option<ClaimHash>,
    /// A number that is now taken.
    pub(super) number: Option<CaseNumber>,
}

/// What is known besides the operation.
#[derive(Debug)]
pub(super) struct Known<'a> {
    pub(super) found: &'a Found,
    pub(super) content: &'a Content,
    pub(super) now: Moment,
}

pub(super) fn verdict(op: &Prepared, payload: &CasePayload, known: &Known<'_>) -> Verdict {
    let actor = actor(op);
    let case = known.found.cases.get(&payload.case);
    let claimed = op.claim.and_then(|claim| known.found.claims.get(&claim));
    let is_theirs = claimed == Some(&payload.case);
    match (actor, case) {
        // A code that already follows another case cannot follow this one as well.
        (Actor::Consumer, None) if op.files() && claimed.is_some() => refused(actor, Rejection::FiledAlready),
        (Actor::Consumer, Some(_)) if op.files() && !is_theirs => refused(actor, Rejection::FiledAlready),
        // Whoever has the wrong code is told no more than whoever asks for a case that is not there.
        (Actor::Consumer, Some(_)) if !is_theirs => refused(actor, Rejection::NoSuchCase),
        (_, case) => decided(op, payload, known, actor, case),
    }
}

pub(super) const fn actor(op: &Prepared) -> Actor {
    match (op.claim, op.caller) {
        // A consumer at the counter files on a tablet where staff are signed in: the code says whose case it is.
        (Some(_), _) | (None, Caller::Public) => Actor::Consumer,
        (None, Caller::Staff { id, role } | Caller::Former { id, role, .. }) => Actor::Staff { id, role },
    }
}

fn refused(actor: Actor, why: Rejection) -> Verdict {
    Verdict {
        actor,
        outcome: rejected(actor, why),
        changed: Vec::new(),
        money: Vec::new(),
        new_claim: None,
        number: None,
    }
}

fn rejected(actor: Actor, why: Rejection) -> Outcome {
    let detail = if actor == Actor::Consumer { why.for_consumer() } else { why.sentence() };
    Outcome::Rejected { why, detail }
}

pub(super) fn decided(
    op: &Prepared,
    payload: &CasePayload,
    known: &Known<'_>,
    actor: Actor,
    case: Option<&Case>,
) -> Verdict {
    let made_at = op.corrected(known.now);
    let command = &payload.command;
    let other = command.other_case().and_then(|other| known.found.cases.get(&other));
    let begins = match command {
        Command::File { .. } => case.is_none(),
        Command::SplitReport { .. } => other.is_none(),
        _ => false,
    };
    let registration = begins.then(|| Registration {
        number: CaseNumber { year: known.now.day().year(), serial: known.found.last_serial + 1 },
        first_receiver: first_receiver(&known.found.on_duty),
    });
    let context = Context {
        now: known.now,
        made_at,
        by: actor,
        calendar: &known.content.calendar,
        rules: &known.content.rules,
        registration,
    };
    let linked = match command.gives_to() {
        Some(to) if !can_receive(known.found, to) => Err(Rejection::NotOnDuty),
        _ => decide_linked(payload.base, case, other, command, &context),
    };
    // What the person wrote stays on the timeline as an attempt.
    let attempted = |why: Rejection| {
        let attempt = case.and_then(|case| {
            let written = command.written().map(str::to_owned);
            let event = Event::Refused { action: command.action(), code: why.code().to_owned(), written };
            continued(case.id, Some(case), vec![event], actor, &context)
        });
        Verdict { changed: attempt.into_iter().collect(), ..refused(actor, why) }
    };
    let linked = match linked {
        Ok(linked) => linked,
        Err(why) => return attempted(why),
    };
    let here = continued(payload.case, case, linked.here, actor, &context);
    let Some((after, records)) = here else { return refused(actor, Rejection::NoSuchCase) };
    let by_server = case.map(|before| follow_ups(before.state, &after)).unwrap_or_default();
    let there = linked.there.into_iter().map(|follow| (follow, actor));
    let there = there.chain(by_server.into_iter().map(|follow| (follow, Actor::Server)));
    let there = there.filter_map(|(FollowUp { case, events }, by)| {
        continued(case, known.found.cases.get(&case), events, by, &context)
    });
    let there: Vec<_> = there.collect();
    let money = match case.map(|before| moved(before, &records, &known.found.ledger)) {
        Some(Err(refusal)) => return attempted(Rejection::Fund { refusal }),
        Some(Ok(money)) => money,
        // A case begins without money.
        None => Vec::new(),
    };
    let outcome = Outcome::Applied { case: after.id, rev: after.rev, number: after.number };
    Verdict {
        actor,
        outcome,
        changed: [(after, records)].into_iter().chain(there).collect(),
        money,
        new_claim: if case.is_none() { op.claim } else { None },
        number: registration.map(|registration| registration.number),
    }
}

/// What these records move in the deposit pool.
fn moved(before: &Case, records: &[Record], ledger: &Ledger) -> Result<Vec<Transaction>, fund::Refusal> {
    let mut case = before.clone();
    let mut ledger = ledger.clone();
    let mut moved = Vec::new();
    for record in records {
        if let Some((movement, by)) = movement_of(&case, &record.event) {
            let transaction = ledger.post(&movement, record.at, by.unwrap_or(record.by))?;
            ledger = ledger.take(transaction.clone());
            moved.push(transaction);
        }
        case = evolve(case, record);
    }
    Ok(moved)
}

fn can_receive(found: &Found, staff: StaffId) -> bool {
    found.on_duty.iter().any(|receiver| receiver.staff == staff && receiver.role.receives_cases())
}

/// A case with these events behind it, as records numbered on; registering is the server's own doing. None where a case
/// that is not there would begin with anything but its filing.
fn continued(
    id: CaseId,
    before: Option<&Case>,
    events: Vec<Event>,
    by: Actor,
    context: &Context<'_>,
) -> Option<(Case, Vec<Record>)> {
    let first = before.map_or(0, |case| case.rev) + 1;
    let records: Vec<Record> = (first..)
        .zip(events)
        .map(|(rev, event)| {
            let by = if event.is_by_server() { Actor::Server } else { by };
            Record { rev, at: context.now, made_at: context.made_at, by, event }
        })
        .collect();
    let (start, rest) = match before {
        Some(case) => (case.clone(), &records[..]),
        None => (begin(id, records.first()?)?, records.get(1..)?),
    };
    Some((rest.iter().fold(start, evolve), records))
}
