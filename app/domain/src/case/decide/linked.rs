//! Decisions that concern two cases: duplicates, and a report split off from a complaint.

use super::{
    Context, check_base, consumer, decide,
    moves::{in_time_to_object, without},
    open, reception, registered, supervisor,
    words::{at_most, said},
};
use crate::{
    case::{Case, Command, Event, Gap, LinkKind, Rejection, State},
    clock::Hold,
    form::{Complaint, FACTS_CHARS, Kind},
    ids::CaseId,
    role::Actor,
    typed::{clean, shown_chars},
};

/// What a command leads to, here and in another case. Both belong into one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// In the case that the command names.
    pub here: Vec<Event>,
    /// In another.
    pub there: Option<FollowUp>,
}

/// Events of another case that follow from a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// Which; a case that does not exist yet begins with these.
    pub case: CaseId,
    /// What happens to it. By the actor of the command, but for [`Event::is_by_server`].
    pub events: Vec<Event>,
}

/// As [`super::decide_on`], with the other case at hand: `other` is the case that [`Command::other_case`] names, none
/// where there is no such case; for [`Command::Unmerge`] it is not needed. The registration of a context is for the report
/// that [`Command::SplitReport`] begins.
///
/// # Errors
/// A [`Rejection`] with the reason; nothing has happened then, in neither case.
pub fn decide_linked(
    base: Option<u64>,
    case: Option<&Case>,
    other: Option<&Case>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Linked, Rejection> {
    check_base(base, case, command, context.by)?;
    let mut here = decide(case, command, context)?;
    let there = match (case, command) {
        (Some(case), Command::Merge { into, .. }) => {
            let other = other.filter(|other| other.id == *into).ok_or(Rejection::NoSuchCase)?;
            let same_kind = other.complaint.kind == case.complaint.kind;
            if !same_kind || open(other).is_err() || other.merged_into.is_some() {
                return Err(Rejection::CannotMerge);
            }
            // From now on that is what its consumer reads.
            here.push(Event::MergedCaseMoved { state: other.state });
            Some(FollowUp { case: *into, events: vec![Event::DuplicateTaken { from: case.id }] })
        }
        (Some(case), Command::Unmerge { .. } | Command::Object { .. }) => case
            .merged_into
            .map(|into| FollowUp { case: into, events: vec![Event::DuplicateReleased { from: case.id }] }),
        (Some(case), Command::SplitReport { report, facts }) => {
            if other.is_some() {
                return Err(Rejection::FiledAlready);
            }
            let filed = Event::Filed { complaint: Box::new(report_of(case, &clean(facts))) };
            let linked = Event::Linked { case: case.id, is: LinkKind::Origin };
            let events = [filed].into_iter().chain(registered(context)).chain([linked]).collect();
            Some(FollowUp { case: *report, events })
        }
        _ => None,
    };
    Ok(Linked { here, there })
}

/// What a step of one case brings to others, by the server: consumers whose cases go on in this one are told where it
/// stands, and nothing else of it.
#[must_use]
pub fn follow_ups(before: State, after: &Case) -> Vec<FollowUp> {
    if before == after.state {
        return Vec::new();
    }
    let state = after.state;
    let told = if state.is_final() {
        Event::MergedCaseEnded { state, object_until: after.object_until }
    } else {
        Event::MergedCaseMoved { state }
    };
    after.duplicates.iter().map(|case| FollowUp { case: *case, events: vec![told.clone()] }).collect()
}

pub(super) fn merge(case: &Case, into: CaseId, words: &str, by: Actor) -> Result<Event, Rejection> {
    supervisor(by)?;
    open(case)?;
    // Money that is on its way belongs to this case and no other.
    if into == case.id || !case.duplicates.is_empty() || case.state == State::AdvancePayment {
        return Err(Rejection::CannotMerge);
    }
    Ok(Event::Merged { into, words: at_most(words)?.into() })
}

pub(super) fn unmerge(case: &Case, words: &str, context: &Context<'_>) -> Result<Event, Rejection> {
    supervisor(context.by)?;
    if case.merged_into.is_none() {
        return Err(Rejection::DoneAlready);
    }
    // While it waits for its consumer that is the consumer's time; while it is tested there is none.
    let due = without(&[Hold::Merged], case, context);
    Ok(Event::Unmerged { words: at_most(words)?.into(), due })
}

/// 「没解决」 of a consumer whose case went on in another, once that one is closed. The other consumer's matter is settled
/// and stays so; this case goes on by itself where it stood, and what was said is on its record.
pub(super) fn object(case: &Case, words: &str, context: &Context<'_>) -> Result<Vec<Event>, Rejection> {
    consumer(context.by)?;
    open(case)?;
    in_time_to_object(case, context)?;
    let words = said(words)?;
    let due = without(&[Hold::Merged], case, context);
    // Where a question was still open, this is an answer to it.
    let asked = case.state == State::NeedsMore;
    let resumed = if asked { without(&[Hold::Merged, Hold::Asked], case, context) } else { None };
    Ok(vec![Event::Unmerged { words: String::new().into(), due }, Event::Supplemented { words, due: resumed }])
}

pub(super) fn split(case: &Case, report: CaseId, facts: &str, by: Actor) -> Result<Event, Rejection> {
    reception(by)?;
    if case.complaint.kind == Kind::Report {
        return Err(Rejection::NotForReports);
    }
    if report == case.id || case.links.iter().any(|link| link.case == report) {
        return Err(Rejection::FiledAlready);
    }
    let facts = clean(facts);
    if shown_chars(&facts) < FACTS_CHARS.0 || facts.chars().count() > FACTS_CHARS.1 {
        return Err(Rejection::Incomplete { part: Gap::Facts });
    }
    Ok(Event::Linked { case: report, is: LinkKind::Report })
}

/// What is reported, without who reported it: the link leads there for whoever may know.
fn report_of(case: &Case, facts: &str) -> Complaint {
    Complaint {
        kind: Kind::Report,
        facts: facts.to_owned(),
        demands: Vec::new(),
        demand_amount: None,
        demand_is_about: false,
        demand_words: None,
        mediation_consent: false,
        contact: None,
        green_reasons: Vec::new(),
        publication_consent: false,
        ..case.complaint.clone()
    }
}
