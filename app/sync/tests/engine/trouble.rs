//! What happens when sending fails: wait, split, set aside; never lose, never wedge, never hammer.

use proptest::prelude::*;
use sync::{
    engine::{Event, Failure, Identity, PersistedState, Purpose, RowState, SetAsideReason, State},
    protocol::{Code, Outcome},
};

use crate::bench::{Bench, MAI, filing, note, op_id, refused, supplement};

#[test]
fn without_a_network_it_waits_and_says_so_and_goes_on_when_the_network_is_back() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.answer_push(Err(Failure::Network));
    assert_eq!(bench.shown(), State::Offline);
    assert!(bench.push.is_none());
    bench.tell(Event::Online);
    assert_eq!(bench.sent(), [1]);
}

#[test]
fn the_waits_between_tries_grow_and_each_ends_by_itself() {
    let mut bench = Bench::started(vec![filing(1)], None);
    let mut longest = 0;
    for _ in 0..40 {
        bench.answer_push(Err(Failure::Network));
        longest = longest.max(bench.fire(Purpose::Push));
        assert_eq!(bench.sent(), [1]);
    }
    assert!((60_000..=300_000).contains(&longest), "{longest}");
}

#[test]
fn retry_after_is_honoured_whoever_wakes_us() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.answer_push(Err(refused(429, Some(60))));
    bench.now += 30_000;
    for wake in [Event::Online, Event::Visible, Event::Queued { row: Box::new(filing(2)) }] {
        bench.tell(wake);
        assert!(bench.push.is_none());
    }
    assert!(bench.fire(Purpose::Push) >= 60_000);
    assert_eq!(bench.sent(), [1, 2]);
}

#[test]
fn an_ended_session_pauses_staff_only_and_loses_nothing() {
    let mut bench = Bench::started(vec![note(1, 5), filing(2)], Some(MAI));
    bench.answer_push(Err(refused(401, None)));
    assert_eq!(bench.sent(), [2], "the consumer's complaint needs no session");
    bench.deliver();
    assert_eq!(bench.state(1), RowState::Waiting);
    assert_eq!(bench.shown(), State::SignInNeeded);
    bench.tell(Event::SignedIn { staff: MAI });
    assert_eq!(bench.sent(), [1]);
}

#[test]
fn a_401_from_before_the_sign_in_does_not_end_the_new_session() {
    let mut bench = Bench::started(vec![note(1, 5)], Some(MAI));
    bench.tell(Event::SignedIn { staff: MAI });
    bench.answer_push(Err(refused(401, None)));
    assert_eq!(bench.sent(), [1], "tried again at once, under the new session");
}

#[test]
fn one_operation_that_the_server_cannot_read_is_found_and_the_rest_goes_on() {
    let mut bench = Bench::started((1..=10).map(filing).collect(), None);
    for _ in 0..40 {
        if bench.sent().is_empty() {
            break;
        }
        if bench.sent().contains(&7) {
            bench.answer_push(Err(Failure::from(Code::Malformed.problem())));
        } else {
            bench.deliver();
        }
    }
    assert!(matches!(
        bench.state(7),
        RowState::SetAside { why: SetAsideReason::Refused { code: Code::Malformed }, receipt: None }
    ));
    let delivered = bench.engine.rows().filter(|row| matches!(row.state, RowState::Receipted { .. })).count();
    assert_eq!(delivered, 9);
}

#[test]
fn one_operation_on_which_the_server_breaks_is_set_aside_while_others_pass() {
    let mut bench = Bench::started((1..=4).map(filing).collect(), None);
    for _ in 0..60 {
        if bench.sent().contains(&2) {
            bench.answer_push(Err(refused(500, None)));
        } else if bench.push.is_some() {
            bench.deliver();
        } else if bench.engine.rows().all(|row| row.state != RowState::Waiting) {
            break;
        } else {
            bench.fire(Purpose::Push);
        }
    }
    assert!(matches!(bench.state(2), RowState::SetAside { why: SetAsideReason::ServerFails, receipt: None }));
    assert!(matches!(bench.state(4), RowState::Receipted { .. }));
}

#[test]
fn a_server_that_breaks_on_everything_has_nothing_set_aside() {
    let mut bench = Bench::started((1..=4).map(filing).collect(), None);
    for _ in 0..100 {
        bench.answer_push(Err(refused(500, None)));
        bench.fire(Purpose::Push);
    }
    assert!(bench.engine.rows().all(|row| row.state == RowState::Waiting));
    while bench.push.is_some() {
        bench.deliver();
    }
    assert!(bench.engine.rows().all(|row| matches!(row.state, RowState::Receipted { .. })));
}

#[test]
fn what_follows_a_filing_that_is_set_aside_waits_with_it_and_both_go_at_the_next_start() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.queue(supplement(2, 1));
    bench.answer_push(Err(Failure::from(Code::Malformed.problem())));
    assert!(matches!(bench.state(2), RowState::SetAside { why: SetAsideReason::AwaitsFiling, .. }));
    let rows = bench.engine.rows().cloned().collect();
    let again = Bench::with(PersistedState { rows, ..PersistedState::default() }, Identity::default(), true);
    assert_eq!(again.sent(), [1, 2]);
}

#[test]
fn a_kind_that_the_server_does_not_know_yet_is_tried_at_the_next_start() {
    let mut bench = Bench::started(vec![filing(1)], None);
    let answer = bench.receipts(|op| Outcome::Unsupported { kind: op.kind.clone() });
    bench.answer_push(Ok(answer));
    assert!(matches!(bench.state(1), RowState::SetAside { why: SetAsideReason::Unsupported, receipt: Some(_) }));
    let rows = bench.engine.rows().cloned().collect();
    assert_eq!(
        Bench::with(PersistedState { rows, ..PersistedState::default() }, Identity::default(), true).sent(),
        [1]
    );
}

#[test]
fn a_build_that_is_too_old_stops_and_says_so() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.answer_push(Err(Failure::from(Code::ProtocolUnknown.problem())));
    bench.tell(Event::Online);
    assert!(bench.push.is_none() && bench.pull.is_none());
    assert_eq!((bench.shown(), bench.state(1)), (State::UpdateNeeded, RowState::Waiting));
}

#[test]
fn an_answer_that_never_comes_is_given_up_by_the_timer() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.push = None;
    bench.fire(Purpose::Push);
    bench.fire(Purpose::Push);
    assert_eq!(bench.sent(), [1]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever fails in whatever order: no row is lost, and a server that works again gets everything.
    #[test]
    fn after_any_failures_everything_is_delivered(failures in prop::collection::vec(0_usize..9, 0..60), rows in 1_u128..12) {
        let mut bench = Bench::started((1..=rows).map(filing).collect(), None);
        for failure in failures {
            if bench.push.is_none() {
                bench.fire(Purpose::Push);
            }
            let failure = match failure {
                0 => Failure::Network,
                1 => Failure::Timeout,
                2 => Failure::BadAnswer,
                8 => Failure::CaptivePortal,
                status => refused([429, 500, 502, 503, 507][status - 3], None),
            };
            if bench.push.is_some() {
                bench.answer_push(Err(failure));
            }
        }
        for _ in 0..100 {
            if bench.push.is_some() {
                bench.deliver();
            } else if bench.engine.rows().any(|row| row.state == RowState::Waiting) {
                bench.fire(Purpose::Push);
            }
        }
        for number in 1..=rows {
            let is_receipted = matches!(bench.engine.row(op_id(number)).map(|row| &row.state), Some(RowState::Receipted { .. }));
            prop_assert!(is_receipted);
        }
    }
}

#[test]
fn a_line_too_slow_for_the_whole_carries_the_half() {
    let mut bench = Bench::started(vec![filing(1), filing(2), filing(3), filing(4)], None);
    assert_eq!(bench.sent(), [1, 2, 3, 4]);
    bench.answer_push(Err(refused(408, Some(2))));
    assert!(bench.fire(Purpose::Push) >= 2_000, "not before the server wants");
    assert_eq!(bench.sent(), [1, 2]);
    bench.deliver();
    assert!((3..=4).all(|number| bench.state(number) == RowState::Waiting));
}
