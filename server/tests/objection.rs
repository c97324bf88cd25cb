//! 「没解决」 within seven days, from a phone that had no network: the day on which it was said counts, not the day on which
//! it arrived.

use domain::case::{Command, Outcome as Ending, Rejection, State};
use domain::ids::CaseId;
use domain::moment::{Day, Moment};
use domain::role::Role;
use server::service::{Caller, World};
use server::testing::{TestPoint, claim, file, on_case};
use sync::protocol::{Op, OpId, Outcome, PROTOCOL, PushRequest};
use uuid::Uuid;

fn at(day: &str, hour: u8, minute: u8) -> Moment {
    Day::parse(day).expect("a day").at(hour, minute)
}

async fn push(point: &TestPoint, sent_at: Moment, ops: Vec<Op>, caller: Caller) -> Outcome {
    let request = PushRequest { protocol: PROTOCOL, sent_at, ops };
    point.service.push(request, caller).await.expect("stored").receipts.remove(0).outcome
}

/// Filed and closed on Monday, 23 November 2026: the seventh day is Monday, 30 November.
async fn closed() -> (TestPoint, CaseId) {
    let point = TestPoint::alone().await.expect("a contact point");
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let now = point.world.now();
    let Outcome::Applied { id, .. } = push(&point, now, vec![file(1, now)], Caller::Public).await else {
        panic!("not stored")
    };
    let case = CaseId(id);
    let close = Command::Close { outcome: Ending::SettledOnSite, summary: "当场换新".into() };
    for (number, command) in [(1, Command::Accept), (2, close)] {
        let op = on_case(OpId(Uuid::from_u128(number)), case, now, command).by_staff();
        let outcome = push(&point, now, vec![op], (mai, Role::Receptionist).into()).await;
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }
    (point, case)
}

fn object(case: CaseId, made_at: Moment) -> Op {
    let words = "换来的这台也充不进电".into();
    on_case(OpId(Uuid::from_u128(9)), case, made_at, Command::Object { words }).with(claim(1))
}

async fn view(point: &TestPoint) -> domain::case::CaseView {
    point.service.track(&claim(1)).await.expect("read").expect("the case")
}

#[tokio::test]
async fn said_on_the_seventh_day_and_delivered_on_the_ninth_it_is_in_time() {
    let (point, case) = closed().await;
    assert_eq!(view(&point).await.object_until, Some(at("2026-12-01", 0, 0)), "the whole of the seventh day");
    point.world.set(at("2026-12-02", 9, 0));
    let op = object(case, at("2026-11-30", 23, 50));
    let outcome = push(&point, point.world.now(), vec![op.clone()], Caller::Public).await;
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    let seen = view(&point).await;
    assert_eq!(seen.state, State::Reopened);
    let line = seen.timeline.last().expect("the objection");
    assert_eq!((line.made_at, line.at), (at("2026-11-30", 23, 50), at("2026-12-02", 9, 0)), "both are kept");
    // Working time is promised from when it arrived.
    assert_eq!(seen.due.map(|due| due.at), Some(at("2026-12-03", 17, 30)));
    let again = push(&point, point.world.now(), vec![op], Caller::Public).await;
    assert_eq!(again, outcome, "delivered twice it is the same objection");
}

#[tokio::test]
async fn said_on_the_eighth_day_it_is_refused_with_what_to_do_instead() {
    let (point, case) = closed().await;
    point.world.set(at("2026-12-02", 9, 0));
    let op = object(case, at("2026-12-01", 0, 10));
    let outcome = push(&point, point.world.now(), vec![op], Caller::Public).await;
    let why = outcome.case_rejection().expect("refused");
    assert_eq!(why, Rejection::TooLateToObject);
    assert!(why.sentence().zh.contains("重新提交一件投诉"));
    assert_eq!(view(&point).await.state, State::Closed);
}

#[tokio::test]
async fn a_phone_whose_clock_is_two_days_slow_is_not_later_or_earlier_by_that() {
    const TWO_DAYS_MS: i64 = 2 * 24 * 3_600_000;
    // By the phone's clock it is said on the sixth day; in truth on the eighth.
    let (point, case) = closed().await;
    point.world.set(at("2026-12-02", 9, 0));
    let sent_at = point.world.now().plus_millis(-TWO_DAYS_MS);
    let op = object(case, at("2026-12-01", 12, 0).plus_millis(-TWO_DAYS_MS));
    let outcome = push(&point, sent_at, vec![op], Caller::Public).await;
    assert!(matches!(outcome.case_rejection(), Some(Rejection::TooLateToObject)), "{outcome:?}");
    // And in truth on the seventh, where the phone says the fifth.
    let (point, case) = closed().await;
    point.world.set(at("2026-12-02", 9, 0));
    let op = object(case, at("2026-11-30", 12, 0).plus_millis(-TWO_DAYS_MS));
    let outcome = push(&point, sent_at, vec![op], Caller::Public).await;
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
}
