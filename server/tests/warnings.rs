//! Whoever has a case is told in time that its clock runs out, once, whatever happens to the server.

use std::sync::Arc;

use domain::case::{Case, Command, Event};
use domain::ids::CaseId;
use domain::role::{Actor, Role};
use server::service::{Caller, PullScope, World};
use server::testing::{TestPoint, file, on_case};
use sync::protocol::{OpId, PROTOCOL, PushRequest, Seq};
use uuid::Uuid;

const HOUR_MS: i64 = 3_600_000;

/// A case that came in on Monday at ten, to be accepted by Tuesday's closing time.
async fn a_filed_case() -> (TestPoint, CaseId) {
    let point = TestPoint::alone().await.expect("a contact point");
    let op = file(1, point.world.now());
    let request = PushRequest { protocol: PROTOCOL, sent_at: point.world.now(), ops: vec![op] };
    point.service.push(request, Caller::Public).await.expect("stored");
    let case = cases(&point).await.remove(0).id;
    (point, case)
}

async fn cases(point: &TestPoint) -> Vec<Case> {
    let all = point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    all.changes.into_iter().filter_map(|change| change.body.read::<Case>()).collect()
}

/// The shares of the clock that were said, in order, with who said them.
async fn said(point: &TestPoint, case: CaseId) -> Vec<u8> {
    let history = server::store::SyncStore::history(&point.store, point.id(), case).await.expect("read");
    let warned = history.iter().filter_map(|record| match &record.event {
        Event::Warned { warning } => {
            assert_eq!(record.by, Actor::Server);
            Some(warning.percent)
        }
        _ => None,
    });
    warned.collect()
}

#[tokio::test]
async fn a_clock_warns_at_half_at_eighty_and_when_it_is_over_and_then_a_supervisor_is_told() {
    let (point, case) = a_filed_case().await;
    assert_eq!(point.service.raise_warnings().await.expect("stored"), 0);
    let mut heard = Vec::new();
    for _ in 0..3 * 24 {
        point.world.advance_millis(HOUR_MS);
        let raised = point.service.raise_warnings().await.expect("stored");
        assert!(raised <= 1, "{raised} at once");
        if raised == 1 {
            heard.push(said(&point, case).await.last().copied().expect("a warning"));
            assert_eq!(cases(&point).await[0].is_escalated(), heard.last() == Some(&100));
        }
    }
    assert_eq!(heard, [50, 80, 100]);
    assert_eq!(said(&point, case).await, [50, 80, 100]);
}

#[tokio::test]
async fn a_server_that_was_down_says_once_how_late_it_is() {
    let (point, case) = a_filed_case().await;
    // Not half of the time in which a case can be declined.
    point.world.advance_millis(2 * 24 * HOUR_MS);
    let restarted = point.restarted_on(Arc::new(point.store.clone())).await.expect("opened");
    assert_eq!(restarted.raise_warnings().await.expect("stored"), 1);
    assert_eq!(said(&point, case).await, [100]);
}

#[tokio::test]
async fn however_many_servers_watch_each_warning_is_raised_once() {
    let (point, case) = a_filed_case().await;
    let other = point.restarted_on(Arc::new(point.store.clone())).await.expect("opened");
    for _ in 0..3 * 24 {
        point.world.advance_millis(HOUR_MS);
        let (one, two) = tokio::join!(point.service.raise_warnings(), other.raise_warnings());
        assert!(one.expect("stored") + two.expect("stored") <= 1);
    }
    assert_eq!(said(&point, case).await, [50, 80, 100]);
}

#[tokio::test]
async fn what_was_done_in_time_warns_nobody() {
    let (point, case) = a_filed_case().await;
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let decline = Command::Decline { reason: domain::case::DeclineReason::Other, words: "请到柜台".to_owned() };
    let op = on_case(OpId(Uuid::from_u128(2)), case, point.world.now(), decline).by_staff();
    let request = PushRequest { protocol: PROTOCOL, sent_at: point.world.now(), ops: vec![op] };
    point.service.push(request, Caller::from((mai, Role::Supervisor))).await.expect("stored");
    point.world.advance_millis(30 * 24 * HOUR_MS);
    assert_eq!(point.service.raise_warnings().await.expect("stored"), 0);
    assert_eq!(said(&point, case).await, Vec::<u8>::new());
}

#[tokio::test]
async fn other_rules_or_working_days_have_every_clock_looked_at_again() {
    let (point, case) = a_filed_case().await;
    let mut content = server::content::Content::built_in().expect("content");
    content.rules.desk.warn_at = vec![1];
    content.hash = [9; 32];
    let updated = point.restarted_with(Arc::new(content)).await.expect("opened");
    point.world.advance_millis(HOUR_MS);
    // To accept it, and to decline it.
    assert_eq!(updated.raise_warnings().await.expect("stored"), 2);
    assert_eq!(said(&point, case).await, [1, 1]);
}
