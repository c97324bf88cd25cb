//! What is pushed is stored once, answered with its receipt, and never lost.

use std::sync::Arc;

use domain::case::Outcome::Performed;
use domain::case::{Case, Command, Event, Rejection, State};
use domain::ids::CaseId;
use domain::role::{Actor, Role};
use server::content::Content;
use server::service::{Caller, PullScope, World};
use server::store::SyncStore;
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::testing::{Crash, FaultyStore, TestPoint, claim, file, on_case};
use sync::protocol::{Op, OpId, Outcome, PROTOCOL, Payload, PushRequest, Receipt, Seq};
use uuid::Uuid;

async fn mall() -> TestPoint {
    TestPoint::alone().await.expect("a contact point")
}

async fn push_as(point: &TestPoint, ops: Vec<Op>, caller: Caller) -> Vec<Receipt> {
    let request = PushRequest { protocol: PROTOCOL, sent_at: point.world.now(), ops };
    point.service.push(request, caller).await.expect("stored").receipts
}

async fn push(point: &TestPoint, ops: Vec<Op>) -> Vec<Receipt> {
    push_as(point, ops, Caller::Public).await
}

fn case_of(receipt: &Receipt) -> CaseId {
    match &receipt.outcome {
        Outcome::Applied { id, .. } => CaseId(*id),
        other => panic!("not applied: {other:?}"),
    }
}

fn number_of(receipt: &Receipt) -> String {
    match &receipt.outcome {
        Outcome::Applied { number: Some(number), .. } => number.to_string(),
        other => panic!("no number: {other:?}"),
    }
}

fn op_id(number: u128) -> OpId {
    OpId(Uuid::from_u128(number))
}

#[tokio::test]
async fn a_complaint_is_received_numbered_and_given_to_whoever_has_the_fewest_cases() {
    let point = mall().await;
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let lin = point.add_staff("接待员 02", Role::Receptionist, true).await.expect("staff");
    point.add_staff("品控", Role::Quality, true).await.expect("staff");
    let now = point.world.now();
    let receipts = push(&point, (1..=3).map(|number| file(number, now)).collect()).await;
    assert_eq!(receipts.iter().map(number_of).collect::<Vec<_>>(), ["2026-0001", "2026-0002", "2026-0003"]);

    let all = point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    let mut first: Vec<_> = all
        .changes
        .iter()
        .filter_map(|change| {
            change.body.read::<Case>().map(|case| (case.number.map(|n| n.serial), case.first_receiver))
        })
        .collect();
    first.sort();
    assert_eq!(first, [(Some(1), Some(mai)), (Some(2), Some(lin)), (Some(3), Some(mai))]);
}

#[tokio::test]
async fn a_case_keeps_its_first_receiver_whoever_works_on_it() {
    let point = mall().await;
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let lin = point.add_staff("主管", Role::Supervisor, false).await.expect("staff");
    let case = case_of(&push(&point, vec![file(1, point.world.now())]).await[0]);
    let by_lin = Caller::Staff { id: lin, role: Role::Supervisor };
    let accept = on_case(op_id(9), case, point.world.now(), Command::Accept).by_staff();
    assert!(matches!(push_as(&point, vec![accept], by_lin).await[0].outcome, Outcome::Applied { rev: 3, .. }));
    let view = point.service.track(&claim(1)).await.expect("read").expect("a case");
    assert_eq!((view.state, view.first_receiver.as_deref()), (State::Accepted, Some("接待员 01")));
    let history = point.store.history(point.id(), case).await.expect("read");
    assert!(matches!(&history[1].event, Event::Registered { first_receiver: Some(id), .. } if *id == mai));
    assert_eq!(history[1].by, Actor::Server);
}

#[tokio::test]
async fn nobody_on_duty_is_no_reason_to_refuse() {
    let point = mall().await;
    push(&point, vec![file(1, point.world.now())]).await;
    let view = point.service.track(&claim(1)).await.expect("read").expect("a case");
    assert_eq!((view.state, view.first_receiver), (State::Received, None));
}

#[tokio::test]
async fn what_came_in_while_nobody_was_on_duty_is_shared_out_when_somebody_comes() {
    let point = mall().await;
    let now = point.world.now();
    push(&point, (1..=4).map(|number| file(number, now)).collect()).await;
    assert_eq!(point.service.auto_assign().await.expect("stored"), 0, "nobody is there yet");
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let lin = point.add_staff("接待员 02", Role::Receptionist, true).await.expect("staff");
    assert_eq!(point.service.auto_assign().await.expect("stored"), 4);
    assert_eq!(point.service.auto_assign().await.expect("stored"), 0, "once");
    let all = point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    let has = |who| {
        let theirs = |change: &&sync::protocol::Change| {
            change
                .body
                .read::<Case>()
                .is_some_and(|case| case.assignee == Some(who) && case.first_receiver == Some(who))
        };
        all.changes.iter().filter(theirs).count()
    };
    assert_eq!((has(mai), has(lin)), (2, 2));
    let view = point.service.track(&claim(1)).await.expect("read").expect("a case");
    assert_eq!((view.state, view.first_receiver.is_some()), (State::Received, true));
    // The counts are kept in step: the next filing goes to whoever has the fewest.
    push(&point, vec![file(9, now)]).await;
    point.set_on_duty(mai, false).await.expect("staff");
    push(&point, vec![file(10, now)]).await;
    let all = point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    assert!(all.changes.iter().all(|change| change.body.read::<Case>().is_none_or(|case| case.assignee.is_some())));
}

#[tokio::test]
async fn what_was_carried_out_is_proven_and_closed_in_one_go_on_what_the_person_saw() {
    let point = mall().await;
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let now = point.world.now();
    let case = case_of(&push(&point, vec![file(1, now)]).await[0]);
    let settle = Command::Settle { terms: "退款 320 元".to_owned(), perform_by: now.day(), both_signed: true };
    let does = |number, command| on_case(op_id(number), case, now, command).by_staff();
    let by = Caller::from((mai, Role::Receptionist));
    push_as(&point, vec![does(2, Command::Accept), does(3, settle)], by).await;
    let prove =
        Command::ProvePerformance { words: "已退款".to_owned(), evidence: Vec::new(), receipt: "收条 1".into() };
    let close = Command::Close { outcome: Performed, summary: "已退款".to_owned() };
    // Without the proof it is not carried out; refused, it stands on the timeline and changes nothing.
    let refused = push_as(&point, vec![does(4, close.clone())], by).await;
    assert!(matches!(refused[0].outcome.case_rejection(), Some(Rejection::ProofMissing)), "{refused:?}");
    let closed = push_as(&point, vec![does(5, prove), does(6, close)], by).await;
    assert!(closed.iter().all(|receipt| matches!(receipt.outcome, Outcome::Applied { .. })), "{closed:?}");
    let view = point.service.track(&claim(1)).await.expect("read").expect("a case");
    assert_eq!(view.state, State::Closed);
}

#[tokio::test]
async fn whoever_steps_aside_leaves_the_case_to_a_colleague_and_stays_the_first_receiver() {
    let point = mall().await;
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let case = case_of(&push(&point, vec![file(1, point.world.now())]).await[0]);
    let lin = point.add_staff("接待员 02", Role::Receptionist, true).await.expect("staff");
    let aside = Command::Recuse { staff: None, words: "店主是亲戚".to_owned() };
    let op = on_case(op_id(2), case, point.world.now(), aside).by_staff();
    push_as(&point, vec![op], (mai, Role::Receptionist).into()).await;
    // It is given out right after the receipt.
    point.service.auto_assign().await.expect("stored");
    let all = point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    let owners: Vec<_> = all
        .changes
        .iter()
        .filter_map(|change| change.body.read::<Case>().map(|case| (case.assignee, case.first_receiver)))
        .collect();
    assert_eq!(owners, [(Some(lin), Some(mai))]);
}

#[tokio::test]
async fn the_same_operation_again_is_the_same_receipt_and_one_case() {
    let point = mall().await;
    let op = file(1, point.world.now());
    let first = push(&point, vec![op.clone(), op.clone()]).await;
    point.world.advance_millis(60_000);
    let again = push(&point, vec![op]).await;
    assert_eq!(first[0], first[1]);
    assert_eq!(first[0], again[0]);
    let dump = point.store.dump_point(point.id()).await.expect("a dump");
    assert_eq!((dump.rows("case_index"), dump.rows("ops"), dump.rows("events"), dump.rows("claims")), (1, 1, 2, 1));
}

#[tokio::test]
async fn a_hundred_devices_at_once_get_numbers_without_gap_or_double() {
    let point = mall().await;
    point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let now = point.world.now();
    let pushes = (1..=100).map(|number| {
        let point = point.clone();
        tokio::spawn(async move { push(&point, vec![file(number, now), file(number, now)]).await })
    });
    let mut numbers = Vec::new();
    for receipts in futures::future::join_all(pushes).await {
        numbers.push(number_of(&receipts.expect("pushed")[0]));
    }
    numbers.sort();
    let expected: Vec<String> = (1..=100).map(|serial| format!("2026-{serial:04}")).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn a_refused_filing_leaves_no_gap_in_the_numbers() {
    let point = mall().await;
    let now = point.world.now();
    let form = domain::form::Draft::default();
    let empty = on_case(op_id(5), CaseId(Uuid::from_u128(5)), now, Command::File { form, privacy_notice: 1 });
    let receipts = push(&point, vec![file(1, now), empty.with(claim(5)), file(2, now)]).await;
    assert!(matches!(receipts[1].outcome.case_rejection(), Some(Rejection::FormInvalid { .. })));
    assert_eq!((number_of(&receipts[0]), number_of(&receipts[2])), ("2026-0001".into(), "2026-0002".into()));
}

#[tokio::test]
async fn the_new_year_in_shanghai_begins_at_one_again() {
    let point = mall().await;
    push(&point, vec![file(1, point.world.now())]).await;
    // 2027-01-01 00:30 in Shanghai is still 2026 in Greenwich.
    point.world.set(domain::moment::Day::new(2027, 1, 1).expect("a day").at(0, 30));
    assert_eq!(number_of(&push(&point, vec![file(2, point.world.now())]).await[0]), "2027-0001");
}

#[tokio::test]
async fn the_same_name_with_other_content_is_set_aside_and_overwrites_nothing() {
    let point = mall().await;
    let first = file(1, point.world.now());
    let other = Op { id: first.id, ..file(2, point.world.now()) };
    let receipt = push(&point, vec![first.clone()]).await.remove(0);
    let aside = push(&point, vec![other.clone()]).await.remove(0);
    assert!(matches!(&aside.outcome, Outcome::Quarantined { code, .. } if code == "op_reused"));
    assert_eq!(aside.hash, other.hash, "the receipt is for what was received under it");
    assert_eq!(push(&point, vec![other]).await[0], aside);
    assert_eq!(push(&point, vec![first]).await[0], receipt);
}

#[tokio::test]
async fn what_was_damaged_on_the_way_is_kept_and_the_undamaged_one_still_counts() {
    let point = mall().await;
    let whole = file(1, point.world.now());
    let damaged = Op { payload: Payload::Plain("{\"case\":".to_owned()), ..whole.clone() };
    let aside = push(&point, vec![damaged]).await.remove(0);
    assert!(matches!(&aside.outcome, Outcome::Quarantined { code, .. } if code == "hash_mismatch"));
    assert_ne!(aside.hash, whole.hash, "this receipt is none for what the device holds");
    assert_eq!(number_of(&push(&point, vec![whole]).await[0]), "2026-0001");
}

#[tokio::test]
async fn an_unknown_kind_is_kept_and_the_rest_goes_on() {
    let point = mall().await;
    let now = point.world.now();
    let payload = Payload::Plain("{\"shop\":\"L2-031\"}".to_owned());
    let future = Op { kind: "merchant.rename".into(), hash: payload.hash(), payload, ..file(7, now) };
    let receipts = push(&point, vec![future.clone(), file(1, now)]).await;
    assert_eq!(receipts[0].outcome, Outcome::Unsupported { kind: "merchant.rename".into() });
    assert_eq!(number_of(&receipts[1]), "2026-0001");
    assert_eq!(push(&point, vec![future]).await[0], receipts[0]);
}

#[tokio::test]
async fn what_was_kept_as_unsupported_is_decided_once_the_server_knows_it() {
    let point = mall().await;
    let op = file(1, point.world.now());
    let older_server = Op { kind: "case.file_by_voice".into(), ..op.clone() };
    assert!(matches!(push(&point, vec![older_server]).await[0].outcome, Outcome::Unsupported { .. }));
    assert_eq!(number_of(&push(&point, vec![op]).await[0]), "2026-0001");
}

#[tokio::test]
async fn a_refused_step_stays_on_the_timeline_as_an_attempt() {
    let point = mall().await;
    let case = case_of(&push(&point, vec![file(1, point.world.now())]).await[0]);
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let by_mai = Caller::Staff { id: mai, role: Role::Receptionist };
    let close = Command::ReportTest { result: "电池鼓包".into() };
    let op = on_case(op_id(3), case, point.world.now(), close).by_staff();
    let receipt = push_as(&point, vec![op], by_mai).await.remove(0);
    assert!(matches!(receipt.outcome, Outcome::Rejected { .. }));
    let history = point.store.history(point.id(), case).await.expect("read");
    let Some(Event::Refused { written, .. }) = history.last().map(|record| &record.event) else { panic!("no attempt") };
    assert_eq!(written.as_deref(), Some("电池鼓包"));
    let view = point.service.track(&claim(1)).await.expect("read").expect("a case");
    assert!(
        view.timeline.iter().all(|entry| entry.words.is_none()),
        "attempts of staff are not the consumer's business"
    );
}

#[tokio::test]
async fn only_the_right_code_moves_a_case() {
    let point = mall().await;
    let now = point.world.now();
    let case = case_of(&push(&point, vec![file(1, now), file(2, now)]).await[0]);
    let words = || Command::Supplement { words: "还有购物小票".into() };
    let strangers = vec![
        on_case(op_id(3), case, now, words()).with(claim(2)),
        on_case(op_id(4), case, now, words()).with(claim(99)),
        on_case(op_id(5), CaseId(Uuid::from_u128(77)), now, words()).with(claim(99)),
    ];
    for receipt in push(&point, strangers).await {
        assert!(matches!(receipt.outcome.case_rejection(), Some(Rejection::NoSuchCase)), "all sound the same");
    }
    let own = on_case(op_id(6), case, now, words()).with(claim(1));
    assert!(matches!(push(&point, vec![own]).await[0].outcome, Outcome::Applied { rev: 3, .. }));
    assert_eq!(
        point.store.history(point.id(), case).await.expect("read").len(),
        3,
        "strangers leave no trace on the case"
    );
}

#[tokio::test]
async fn a_code_follows_one_case_only() {
    let point = mall().await;
    let now = point.world.now();
    push(&point, vec![file(1, now)]).await;
    let second = Op { claim: Some(claim(1)), ..file(2, now) };
    assert!(matches!(push(&point, vec![second]).await[0].outcome, Outcome::Rejected { .. }));
}

#[tokio::test]
async fn without_code_or_session_nothing_is_taken_and_nothing_lost() {
    let point = mall().await;
    let now = point.world.now();
    let ops = vec![file(1, now), on_case(op_id(3), CaseId(Uuid::from_u128(1)), now, Command::Accept).by_staff()];
    let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops };
    let refused = point.service.push(request, Caller::Public).await.expect_err("401");
    assert_eq!(refused.code().as_str(), "sign_in_needed");
    assert_eq!(point.store.dump_point(point.id()).await.expect("a dump").rows("ops"), 0);
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_set_right_and_both_times_are_kept() {
    let point = mall().await;
    let now = point.world.now();
    // The device is three hours ahead and was offline for one hour.
    let ahead = 3 * 3_600_000;
    let op = file(1, now.plus_millis(ahead - 3_600_000));
    let request = PushRequest { protocol: PROTOCOL, sent_at: now.plus_millis(ahead), ops: vec![op] };
    point.service.push(request, Caller::Public).await.expect("stored");
    let view = point.service.track(&claim(1)).await.expect("read").expect("a case");
    assert_eq!(view.filed_at, now.plus_millis(-3_600_000));
    assert_eq!(view.received_at, Some(now));
}

#[tokio::test]
async fn a_crash_before_the_commit_has_never_been_and_after_it_the_receipt_is_found() {
    let point = mall().await;
    let faulty = FaultyStore::around(Arc::new(point.store.clone()));
    let service = point.restarted_on(Arc::new(faulty.clone())).await.expect("a service");
    let request =
        || PushRequest { protocol: PROTOCOL, sent_at: point.world.now(), ops: vec![file(1, point.world.now())] };
    for (crash, cases) in [(Crash::BeforeCommit, 0), (Crash::AfterCommit, 1)] {
        faulty.crash_next(crash);
        service.push(request(), Caller::Public).await.expect_err("no receipt was given");
        assert_eq!(point.store.dump_point(point.id()).await.expect("a dump").rows("case_index"), cases, "{crash:?}");
    }
    let answer = service.push(request(), Caller::Public).await.expect("stored");
    assert_eq!(number_of(&answer.receipts[0]), "2026-0001");
    assert_eq!(point.store.dump_point(point.id()).await.expect("a dump").rows("case_index"), 1);
}

#[tokio::test]
async fn contact_points_in_one_database_do_not_see_each_other() {
    let store = SqliteStore::open(&SqliteOptions::memory()).await.expect("a store");
    let content = Arc::new(Content::built_in().expect("content"));
    let here = TestPoint::on(store.clone(), Arc::clone(&content), 1).await.expect("a point");
    let there = TestPoint::on(store, content, 2).await.expect("a point");
    for point in [&here, &there] {
        assert_eq!(number_of(&push(point, vec![file(1, point.world.now())]).await[0]), "2026-0001");
    }
    push(&there, vec![file(2, there.world.now())]).await;
    assert!(here.service.track(&claim(2)).await.expect("read").is_none());
}

#[tokio::test]
async fn open_cases_are_counted_as_they_come_and_go() {
    let point = mall().await;
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let now = point.world.now();
    let first = case_of(&push(&point, vec![file(1, now), file(2, now)]).await[0]);
    let withdraw = on_case(op_id(3), first, now, Command::Withdraw { words: String::new() }).with(claim(1));
    push(&point, vec![withdraw]).await;
    // One open case against none: the next goes to whoever came on duty.
    let lin = point.add_staff("接待员 02", Role::Receptionist, true).await.expect("staff");
    push(&point, vec![file(4, now), file(5, now)]).await;
    let all = point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    let open = |who| {
        all.changes
            .iter()
            .filter(|change| {
                change.body.read::<Case>().is_some_and(|case| case.assignee == Some(who) && !case.state.is_final())
            })
            .count()
    };
    assert_eq!((open(mai), open(lin)), (2, 1));
}
