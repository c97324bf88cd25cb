//! What the person is told: never more than is true.

use domain::moment::Moment;
use sync::engine::{Failure, State};

use crate::bench::{Bench, NOON, filing};

#[test]
fn nothing_is_called_delivered_before_its_receipt() {
    let mut bench = Bench::started(vec![filing(1)], None);
    let status = bench.status.clone().expect("shown");
    assert_eq!((status.state, status.waiting, status.sending), (State::Waiting { next_try: None }, 1, 1));
    assert_eq!(status.last_contact, None);
    bench.now += 500;
    bench.deliver();
    let status = bench.status.clone().expect("shown");
    assert_eq!((status.state, status.waiting, status.sending), (State::AllDelivered, 0, 0));
    assert_eq!(status.last_contact, Some(Moment::from_millis(NOON + 500)));
}

#[test]
fn a_wait_says_when_it_ends() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.answer_push(Err(Failure::Timeout));
    let State::Waiting { next_try: Some(at) } = bench.shown() else { panic!("{:?}", bench.shown()) };
    assert!(at > Moment::from_millis(NOON) && at <= Moment::from_millis(NOON + 1_000));
}

#[test]
fn an_answer_from_before_the_network_went_does_not_bring_it_back() {
    let mut bench = Bench::started(vec![filing(1)], None);
    bench.settle();
    bench.queue(filing(2));
    bench.tell(sync::engine::Event::Offline);
    bench.deliver();
    assert_eq!(bench.shown(), State::Offline);
    bench.tell(sync::engine::Event::Online);
    bench.settle();
    assert_eq!(bench.shown(), State::AllDelivered);
}

#[test]
fn the_same_status_is_not_shown_twice() {
    let mut bench = Bench::started(vec![], None);
    bench.settle();
    bench.status = None;
    bench.tell(sync::engine::Event::Forget { ops: vec![] });
    assert_eq!(bench.status, None);
}

#[test]
fn a_captive_portal_is_told_as_such_until_the_server_answers_and_costs_nothing() {
    let mut bench = Bench::started(vec![filing(1), filing(2)], None);
    bench.answer_push(Err(Failure::CaptivePortal));
    assert_eq!(bench.shown(), State::CaptivePortal);
    bench.tell(sync::engine::Event::Online);
    bench.settle();
    assert_eq!(bench.shown(), State::AllDelivered);
}
