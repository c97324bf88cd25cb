//! What one operation leads to, as a pure function of what is known under the lock.

use domain::case::{Case, Context, Event, Record, Registration, Rejection, begin, decide_on, evolve};
use domain::ids::CaseNumber;
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
    /// The case afterwards, with what was added to its history.
    pub(super) changed: Option<(Case, Vec<Record>)>,
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

const fn actor(op: &Prepared) -> Actor {
    match (op.claim, op.caller) {
        // A consumer at the counter files on a tablet where staff are signed in: the code says whose case it is.
        (Some(_), _) | (None, Caller::Public) => Actor::Consumer,
        (None, Caller::Staff { id, role }) => Actor::Staff { id, role },
    }
}

fn refused(actor: Actor, why: Rejection) -> Verdict {
    Verdict { actor, outcome: rejected(why), changed: None, new_claim: None, number: None }
}

fn rejected(why: Rejection) -> Outcome {
    let detail = why.sentence();
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
    let registration = (op.files() && case.is_none()).then(|| Registration {
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
    let record = |rev, by, event| Record { rev, at: known.now, made_at, by, event };
    match decide_on(payload.base, case, &payload.command, &context) {
        Ok(events) => {
            let records = number_on(case, events, Event::is_by_server, actor, record);
            let Some(after) = after(payload, case, &records) else { return refused(actor, Rejection::NoSuchCase) };
            let outcome = Outcome::Applied { case: after.id, rev: after.rev, number: after.number };
            let number = registration.map(|registration| registration.number);
            let new_claim = if case.is_none() { op.claim } else { None };
            Verdict { actor, outcome, changed: Some((after, records)), new_claim, number }
        }
        Err(why) => {
            // What the person wrote stays on the timeline as an attempt.
            let changed = case.map(|case| {
                let action = payload.command.action();
                let written = payload.command.written().map(str::to_owned);
                let event = Event::Refused { action, code: why.code().to_owned(), written };
                let refusal = record(case.rev + 1, actor, event);
                (evolve(case.clone(), &refusal), vec![refusal])
            });
            Verdict { changed, ..refused(actor, why) }
        }
    }
}

/// The events as records, numbered on from the case; registering is the server's own doing.
fn number_on(
    case: Option<&Case>,
    events: Vec<Event>,
    by_server: impl Fn(&Event) -> bool,
    actor: Actor,
    record: impl Fn(u64, Actor, Event) -> Record,
) -> Vec<Record> {
    let first = case.map_or(0, |case| case.rev) + 1;
    let numbered = (first..).zip(events);
    numbered.map(|(rev, event)| record(rev, if by_server(&event) { Actor::Server } else { actor }, event)).collect()
}

fn after(payload: &CasePayload, case: Option<&Case>, records: &[Record]) -> Option<Case> {
    let (start, rest) = match case {
        Some(case) => (case.clone(), records),
        None => (begin(payload.case, records.first()?)?, records.get(1..)?),
    };
    Some(rest.iter().fold(start, evolve))
}
