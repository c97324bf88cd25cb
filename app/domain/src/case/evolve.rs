//! What a case is, as the sum of what happened to it.

use serde::{Deserialize, Serialize};

use super::{Event, Record, State, TRANSITIONS, Target};
use crate::{
    calendar::Due,
    form::Complaint,
    ids::{CaseId, CaseNumber, StaffId},
    moment::Moment,
    role::Actor,
};

/// A case as staff know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its name, from the device that filed it.
    pub id: CaseId,
    /// How many events made it: the revision a command is based on.
    pub rev: u64,
    /// Its number; none before the server has it.
    pub number: Option<CaseNumber>,
    /// Where it stands.
    pub state: State,
    /// Where 待补充 or 检测中 goes back to.
    pub resume_to: Option<State>,
    /// What was filed.
    pub complaint: Complaint,
    /// 首问人.
    pub first_receiver: Option<StaffId>,
    /// Who works on it now.
    pub assignee: Option<StaffId>,
    /// When the consumer pressed 「提交」.
    pub filed_at: Moment,
    /// When the server received it.
    pub received_at: Option<Moment>,
    /// The promised time that runs now (站内承诺时限).
    pub due: Option<Due>,
    /// Until when the consumer may object.
    pub object_until: Option<Moment>,
    /// Everything that happened, oldest first.
    pub timeline: Vec<Entry>,
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When the server took it.
    pub at: Moment,
    /// When it was done.
    pub made_at: Moment,
    /// Who.
    pub by: Actor,
    /// Where the case stood afterwards.
    pub state: State,
    /// What; the filing itself stands in [`Case::complaint`] and is not repeated.
    pub event: Option<Event>,
}

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
        first_receiver: None,
        assignee: None,
        filed_at: record.made_at,
        received_at: None,
        due: None,
        object_until: None,
        timeline: vec![Entry { at: record.at, made_at: record.made_at, by: record.by, state, event: None }],
    })
}

/// The case after one more record.
#[must_use]
pub fn evolve(mut case: Case, record: &Record) -> Case {
    let before = case.state;
    apply(&mut case, record);
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

fn apply(case: &mut Case, record: &Record) {
    match &record.event {
        Event::Filed { .. } | Event::Replied { .. } | Event::Noted { .. } | Event::Refused { .. } => {}
        Event::Registered { number, first_receiver, due } => {
            case.number = Some(*number);
            case.first_receiver = *first_receiver;
            case.assignee = *first_receiver;
            case.received_at = Some(record.at);
            enter(case, State::Received, Some(*due));
        }
        Event::Accepted { due } => {
            // A case that came in while nobody was on duty gets its 首问人 from who first takes it on.
            if let Actor::Staff { id, .. } = record.by {
                case.first_receiver = case.first_receiver.or(Some(id));
                case.assignee = case.assignee.or(Some(id));
            }
            enter(case, State::Accepted, Some(*due));
        }
        Event::MoreAsked { due, .. } => enter(case, State::NeedsMore, Some(*due)),
        Event::Supplemented { .. } => {
            if case.state == State::NeedsMore {
                resume(case);
            }
        }
        Event::SentToMerchant { due, .. } => enter(case, State::WithMerchant, Some(*due)),
        Event::MediationStarted { due } => enter(case, State::Mediating, Some(*due)),
        Event::SentToTesting { .. } => enter(case, State::Testing, None),
        Event::TestReported { .. } => resume(case),
        Event::Settled { perform_by, .. } => {
            enter(case, State::AwaitingPerformance, Some(Due { at: perform_by.at(23, 59), tentative: false }));
        }
        Event::AdvancePaymentApproved { .. } => enter(case, State::AdvancePayment, None),
        Event::Closed { object_until, .. } => {
            case.object_until = Some(*object_until);
            enter(case, State::Closed, None);
        }
        Event::MediationFailed { .. } => enter(case, State::MediationFailed, None),
        Event::Transferred { .. } => enter(case, State::Transferred, None),
        Event::Declined { .. } => enter(case, State::Declined, None),
        Event::Withdrawn { .. } => enter(case, State::Withdrawn, None),
        Event::Objected { .. } | Event::Unperformed { .. } => {
            case.object_until = None;
            enter(case, State::Reopened, None);
        }
    }
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

fn resume(case: &mut Case) {
    case.state = case.resume_to.take().unwrap_or(State::Received);
    case.due = None;
}
