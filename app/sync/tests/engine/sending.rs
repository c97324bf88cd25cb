//! What is sent, in which order, and what counts as delivered.

use domain::moment::Moment;
use proptest::prelude::*;
use sync::{
    engine::{Event, Failure, Lane, OutboxRow, RowState, SetAsideReason, State},
    protocol::{MAX_OPS, MAX_PUSH_BYTES, PayloadHash},
};

use crate::bench::{Bench, MAI, NOON, applied, filing, long, note, op_id, rejected, supplement};

fn is_receipted(state: &RowState) -> bool {
    matches!(state, RowState::Receipted { .. })
}

#[test]
fn what_was_queued_is_sent_at_once_and_delivered_with_its_receipt() {
    let mut bench = Bench::started(vec![], None);
    bench.settle();
    bench.queue(filing(1));
    assert_eq!(bench.sent(), [1]);
    bench.deliver();
    assert!(is_receipted(&bench.state(1)));
    bench.settle();
    assert_eq!(bench.shown(), State::AllDelivered);
}

#[test]
fn only_one_push_is_on_its_way_and_the_next_takes_all_that_came_meanwhile() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.queue(supplement(2, 1));
    bench.queue(supplement(3, 1));
    assert_eq!(bench.sent(), [1]);
    bench.deliver();
    assert_eq!(bench.sent(), [2, 3]);
}

#[test]
fn what_the_store_refused_is_sent_in_its_order_and_before_what_it_took_later() {
    let mut bench = Bench::started(vec![], None);
    let refused = |row: OutboxRow| OutboxRow { place: u64::MAX, ..row };
    bench.queue(refused(filing(1)));
    bench.queue(refused(supplement(2, 1)));
    assert_eq!(bench.sent(), [1]);
    // There is room again: the store gives this one a place before theirs.
    bench.queue(OutboxRow { place: 5, ..supplement(3, 1) });
    bench.deliver();
    assert_eq!(bench.sent(), [2, 3]);
}

#[test]
fn order_is_that_of_queueing_whatever_the_clock_did() {
    let mut late = supplement(2, 1);
    late.queued_at = Moment::from_millis(NOON - 86_400_000);
    let bench = Bench::started(vec![supplement(3, 1), late, filing(1)], None);
    assert_eq!(bench.sent(), [1, 2, 3]);
}

#[test]
fn a_receipt_for_something_else_is_none() {
    let mut bench = Bench::started(vec![filing(1), filing(2)], None);
    let good = bench.receipts(applied);
    let mut missing = good.clone();
    missing.receipts.pop();
    let mut foreign = good.clone();
    foreign.receipts[1].op = op_id(99);
    let mut twice = good.clone();
    twice.receipts[1] = twice.receipts[0].clone();
    let mut other_content = good.clone();
    other_content.receipts[0].hash = PayloadHash("00".repeat(32));
    let mut other_version = good;
    other_version.protocol += 1;
    for bad in [missing, foreign, twice, other_content, other_version] {
        bench.answer_push(Ok(bad));
        assert_eq!(bench.engine.rows().filter(|row| row.state == RowState::Waiting).count(), 2);
        bench.tell(Event::Visible);
    }
}

#[test]
fn a_captive_portal_says_yes_and_nothing_is_believed() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.answer_push(Err(Failure::BadAnswer));
    assert_eq!(bench.state(1), RowState::Waiting);
    bench.tell(Event::Online);
    bench.settle();
    assert!(is_receipted(&bench.state(1)));
}

#[test]
fn an_answer_to_a_question_nobody_asked_changes_nothing() {
    let mut bench = Bench::started(vec![filing(1)], None);
    let answer = bench.receipts(applied);
    bench.tell(Event::PushAnswered { request: sync::engine::RequestId(999), result: Ok(answer) });
    assert_eq!(bench.state(1), RowState::Waiting);
}

#[test]
fn a_refusal_is_kept_with_its_reason_and_never_sent_again() {
    let mut bench = Bench::started(vec![filing(1), supplement(2, 1)], None);
    let answer = bench.receipts(|op| if op.id == op_id(2) { rejected(op) } else { applied(op) });
    bench.answer_push(Ok(answer));
    assert!(matches!(bench.state(2), RowState::SetAside { why: SetAsideReason::Rejected, receipt: Some(_) }));
    bench.settle();
    assert_eq!(bench.shown(), State::Attention);
    bench.tell(Event::Visible);
    assert!(bench.push.is_none());
}

#[test]
fn one_persons_words_never_go_out_in_anothers_name() {
    let mut bench = Bench::started(vec![filing(1), note(2, 1), supplement(3, 1)], None);
    assert_eq!(bench.sent(), [1, 3], "nobody is signed in: the note waits, the consumer's words do not");
    bench.deliver();
    bench.settle();
    assert_eq!(bench.shown(), State::SignInNeeded);
    bench.tell(Event::SignedIn { staff: MAI });
    assert_eq!(bench.sent(), [2]);
    assert_eq!(bench.push.as_ref().map(|push| push.2), Some(Lane::Staff { id: MAI }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn every_batch_is_within_the_limits_and_together_they_are_everything_in_order(sizes in prop::collection::vec(1_usize..20_000, 1..160)) {
        let rows = (1..).zip(&sizes).map(|(number, size)| long(number, *size)).collect();
        let mut bench = Bench::started(rows, None);
        let mut seen = Vec::new();
        while let Some((_, ops, _)) = &bench.push {
            prop_assert!(ops.len() <= MAX_OPS);
            let bytes = serde_json::to_vec(ops).map_or(0, |bytes| bytes.len());
            prop_assert!(bytes <= MAX_PUSH_BYTES);
            seen.extend(bench.sent());
            bench.deliver();
        }
        prop_assert_eq!(seen, (1..=sizes.len() as u128).collect::<Vec<_>>());
    }
}
