//! What was said by a released version is understood by every later one: the texts beside this file were written by the code of
//! that time, and are never changed.

use domain::{
    case::{Case, CaseView, State},
    staff::StaffMember,
};
use sync::{
    engine::{PersistedState, RowState, SetAsideReason},
    kinds::board::Notice,
    protocol::{Outcome, Poke, Problem, PullAnswer, PushAnswer, PushRequest},
};

macro_rules! fixture {
    ($version:literal, $name:literal) => {
        include_str!(concat!($version, "/", $name, ".json"))
    };
}

fn of<T: sync::protocol::EntityBody>(answer: &PullAnswer) -> Vec<T> {
    answer.changes.iter().filter_map(|change| change.body.read()).collect()
}

#[test]
fn a_push_of_the_first_version_reads_and_its_hash_holds() {
    let push: PushRequest = serde_json::from_str(fixture!("v1", "push_request")).expect("it reads");
    let op = &push.ops[0];
    assert_eq!((push.protocol, op.kind.as_str()), (1, "case.file"));
    assert_eq!(op.payload.hash(), op.hash, "the payload is hashed as it stands");
    let payload = op.case_payload().expect("a filing");
    assert_eq!(op.target().map(|target| target.id), Some(payload.case.0), "any kind's engine finds what it is about");
}

#[test]
fn receipts_of_the_first_version_read_and_are_written_the_same() {
    let text = fixture!("v1", "push_answer");
    let answer: PushAnswer = serde_json::from_str(text).expect("it reads");
    let told: Vec<&str> = answer
        .receipts
        .iter()
        .map(|receipt| match &receipt.outcome {
            Outcome::Applied { number, .. } if number.is_some() => "applied",
            Outcome::Applied { .. } => "applied without a number",
            Outcome::Rejected { .. } if receipt.outcome.case_rejection().is_some() => "rejected",
            Outcome::Rejected { .. } => "rejected without a reason",
            Outcome::Quarantined { .. } => "quarantined",
            Outcome::Unsupported { .. } => "unsupported",
        })
        .collect();
    assert_eq!(told, ["applied", "applied", "rejected", "unsupported", "quarantined"]);
    let (ours, theirs) = (serde_json::to_value(&answer), serde_json::from_str::<serde_json::Value>(text));
    assert_eq!(ours.expect("JSON"), theirs.expect("JSON"), "a page of the first version reads what we write");
}

#[test]
fn pulls_of_the_first_version_read_and_are_written_the_same() {
    let staff = PullAnswer::read(fixture!("v1", "pull_staff")).expect("it reads");
    assert_eq!(of::<Case>(&staff).iter().map(|case| case.state).collect::<Vec<_>>(), [State::Accepted]);
    assert_eq!((of::<StaffMember>(&staff).len(), of::<domain::fund::MerchantAccount>(&staff).len()), (1, 1));
    let consumer = PullAnswer::read(fixture!("v1", "pull_consumer")).expect("it reads");
    assert_eq!((of::<CaseView>(&consumer).len(), of::<Notice>(&consumer).len()), (1, 1));
    for (answer, text) in [(&staff, fixture!("v1", "pull_staff")), (&consumer, fixture!("v1", "pull_consumer"))] {
        let (ours, theirs) = (serde_json::to_value(answer), serde_json::from_str::<serde_json::Value>(text));
        assert_eq!(ours.expect("JSON"), theirs.expect("JSON"), "a page of the first version reads what we write");
    }
}

#[test]
fn a_poke_and_a_problem_of_the_first_version_read() {
    let poke: Poke = serde_json::from_str(fixture!("v1", "poke")).expect("it reads");
    assert_eq!(poke.seq.0, 9);
    let problem: Problem = serde_json::from_str(fixture!("v1", "problem")).expect("it reads");
    assert_eq!(problem.status, 401);
}

#[test]
fn what_a_device_of_the_first_version_kept_reads_with_every_state_of_its_operations() {
    let stored: PersistedState = serde_json::from_str(fixture!("v1", "device")).expect("it reads");
    let states: Vec<&RowState> = stored.rows.iter().map(|row| &row.state).collect();
    assert!(matches!(
        states[..],
        [
            RowState::Receipted { .. },
            RowState::Waiting,
            RowState::SetAside { why: SetAsideReason::Rejected, receipt: Some(_) },
            RowState::SetAside { why: SetAsideReason::Unsupported, receipt: Some(_) },
        ]
    ));
    assert!(stored.replica.iter().any(|change| change.body.read::<Case>().is_some()));
}
