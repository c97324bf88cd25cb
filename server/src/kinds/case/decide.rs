//! What one operation leads to, as a pure function of what is known under the lock.

use std::sync::Arc;

use domain::case::{
    Case, Command, Context, Event, FollowUp, KIND, Record, Registration, Rejection, begin, decide_linked, evolve,
    follow_ups,
};
use domain::fund::{self, Ledger, Transaction, movement_of};
use domain::ids::{CaseId, CaseNumber, StaffId};
use domain::kind;
use domain::role::Actor;
use http::Extensions;
use sync::kinds::case::CasePayload;
use sync::protocol::Outcome;

use super::assign::first_receiver;
use super::index::closed_at;
use crate::kinds::merchant::Moved;
use crate::service::{Changed, Known, Prepared, Verdict, actor, author};
use crate::store::entities::{ClaimHash, Entity, EntityKey, FoundOfCases, FoundOfFund};

/// What an operation writes besides entities.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CaseEffects {
    /// A claim code that now belongs to the case.
    pub(super) new_claim: Option<(ClaimHash, CaseId)>,
    /// A number that is now taken.
    pub(super) number: Option<CaseNumber>,
}

/// The name of a case among the entities.
pub(crate) const fn key(case: CaseId) -> EntityKey {
    EntityKey { kind: KIND.name, id: case.0 }
}

fn case_of<'a>(known: &'a Known<'_>, case: CaseId) -> Option<&'a Case> {
    known.found.entities.get(&key(case)).and_then(Entity::as_type)
}

pub(super) fn verdict(op: &Prepared, payload: &CasePayload, known: &Known<'_>) -> Verdict {
    let case = case_of(known, payload.case);
    let registers = matches!(payload.command, Command::Register { .. });
    // The code that goes with it is the consumer's from then on; the command is of whoever is signed in.
    let actor = if registers { author(op) } else { actor(op) };
    let files = registers || matches!(payload.command, Command::File { .. });
    let of_cases = known.found.ext.get::<FoundOfCases>();
    let claimed = op.claim.and_then(|claim| of_cases?.claims.get(&claim));
    let is_theirs = claimed == Some(&payload.case);
    match (actor, case) {
        // A code that already follows another case cannot follow this one as well.
        (Actor::Consumer | Actor::Staff { .. }, None) if files && claimed.is_some() => {
            refused(actor, &Rejection::FiledAlready)
        }
        (Actor::Consumer, Some(_)) if files && !is_theirs => refused(actor, &Rejection::FiledAlready),
        // Whoever has the wrong code is told no more than whoever asks for a case that is not there.
        (Actor::Consumer, Some(_)) if !is_theirs => refused(actor, &Rejection::NoSuchCase),
        (_, case) => decided(op, payload, known, actor, case),
    }
}

fn refused(actor: Actor, why: &Rejection) -> Verdict {
    let detail = if actor == Actor::Consumer { why.for_consumer() } else { why.sentence() };
    Verdict::of(actor, Outcome::rejected(why, detail))
}

fn decided(op: &Prepared, payload: &CasePayload, known: &Known<'_>, actor: Actor, case: Option<&Case>) -> Verdict {
    let made_at = op.corrected(known.now);
    let command = &payload.command;
    let other = command.other_case().and_then(|other| case_of(known, other));
    let empty = FoundOfCases::default();
    let of_cases = known.found.ext.get::<FoundOfCases>().unwrap_or(&empty);
    let ledger = known.found.ext.get::<FoundOfFund>().map(|of| of.0.clone()).unwrap_or_default();
    let begins = match command {
        Command::File { .. } | Command::Register { .. } => case.is_none(),
        Command::SplitReport { .. } => other.is_none(),
        _ => false,
    };
    let registration = begins.then(|| Registration {
        number: CaseNumber { year: known.now.day().year(), serial: of_cases.last_serial + 1 },
        first_receiver: first_receiver(&of_cases.on_duty),
    });
    let context = Context {
        now: known.now,
        made_at,
        by: actor,
        calendar: &known.content.calendar,
        rules: &known.content.rules,
        area_code: known.content.place.area_code,
        registration,
    };
    let linked = match command.gives_to() {
        Some(to) if !can_receive(of_cases, to) => Err(Rejection::NotOnDuty),
        _ => decide_linked(payload.base, case, other, command, &context),
    };
    // What the person wrote stays on the timeline as an attempt.
    let attempted = |why: Rejection| {
        let attempt = case.and_then(|case| {
            let written = command.written().map(str::to_owned);
            let event = Event::Refused { action: command.action(), code: why.code().to_owned(), written };
            continued(case.id, Some(case), vec![event], actor, &context)
        });
        let attempt = attempt.map(|(after, records)| changed(case, after, &records));
        Verdict { changed: attempt.into_iter().collect(), ..refused(actor, &why) }
    };
    let linked = match linked {
        Ok(linked) => linked,
        Err(why) => return attempted(why),
    };
    let here = continued(payload.case, case, linked.here, actor, &context);
    let Some((after, records)) = here else { return refused(actor, &Rejection::NoSuchCase) };
    let by_server = case.map(|before| follow_ups(before.state, &after)).unwrap_or_default();
    let there = linked.there.into_iter().map(|follow| (follow, actor));
    let there = there.chain(by_server.into_iter().map(|follow| (follow, Actor::Server)));
    let there = there.filter_map(|(FollowUp { case, events }, by)| {
        let before = case_of(known, case);
        let (after, records) = continued(case, before, events, by, &context)?;
        Some(changed(before, after, &records))
    });
    let there: Vec<_> = there.collect();
    let money = match case.map(|before| moved(before, &records, &ledger)) {
        Some(Err(refusal)) => return attempted(Rejection::Fund { refusal }),
        Some(Ok(money)) => money,
        // A case begins without money.
        None => Vec::new(),
    };
    let outcome = Outcome::Applied { id: after.id.0, rev: after.rev, number: after.number };
    let mut ext = Extensions::new();
    if !money.is_empty() {
        ext.insert(Moved(money));
    }
    let new_claim = if case.is_none() { op.claim.map(|claim| (claim, payload.case)) } else { None };
    let number = registration.map(|registration| registration.number);
    if new_claim.is_some() || number.is_some() {
        ext.insert(CaseEffects { new_claim, number });
    }
    let here = changed(case, after, &records);
    Verdict { actor, outcome, changed: [here].into_iter().chain(there).collect(), ext }
}

/// A case as it is now. One that ended long ago stays out of the tablets' scope, whatever is added to it; one that is taken up
/// again comes back.
fn changed(before: Option<&Case>, after: Case, records: &[Record]) -> Changed {
    let stays_gone = before.is_some_and(|before| {
        let closed = closed_at(before);
        closed.is_some() && closed == closed_at(&after)
    });
    let record = |record: &Record| kind::Record {
        rev: record.rev,
        at: record.at,
        made_at: record.made_at,
        by: record.by,
        event: serde_json::to_string(&record.event).unwrap_or_default(),
    };
    let records = records.iter().map(record).collect();
    Changed { key: key(after.id), rev: after.rev, state: Arc::new(after), records, stays_gone }
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

fn can_receive(of_cases: &FoundOfCases, staff: StaffId) -> bool {
    of_cases.on_duty.iter().any(|receiver| receiver.staff == staff && receiver.role.receives_cases())
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
