//! 代录: staff file for somebody else. The case is the consumer's by the code that was read out, and the taker's by name.

use domain::case::{Channel, Command, Intake, Rejection, State};
use domain::ids::CaseId;
use domain::moment::Moment;
use domain::role::Role;
use server::service::{Caller, World};
use server::testing::{TestPoint, claim, complaint, file, on_case};
use sync::protocol::{Op, OpId, Outcome, PROTOCOL, PushRequest};
use uuid::Uuid;

const CASE: CaseId = CaseId(Uuid::from_u128(77));

fn register(op: u128, case: CaseId, code: u64, made_at: Moment) -> Op {
    let consent = "已口头告知用途，对方说同意".into();
    let intake = Box::new(Intake { channel: Channel::Phone, read_back: true, consent, referral: None });
    let form = complaint("来电人说：充电时屏幕变黑，按了电源键也没有反应。");
    let command = Command::Register { form, privacy_notice: 1, intake };
    on_case(OpId(Uuid::from_u128(op)), case, made_at, command).with(claim(code))
}

async fn push(point: &TestPoint, ops: Vec<Op>, caller: Caller) -> Vec<Outcome> {
    let request = PushRequest { protocol: PROTOCOL, sent_at: point.world.now(), ops };
    let answer = point.service.push(request, caller).await.expect("stored");
    answer.receipts.into_iter().map(|receipt| receipt.outcome).collect()
}

#[tokio::test]
async fn a_call_that_was_taken_offline_arrives_twice_and_is_one_case_of_whoever_took_it() {
    let point = TestPoint::alone().await.expect("a contact point");
    let on_duty = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let taker = point.add_staff("调解员 01", Role::Mediator, false).await.expect("staff");
    let now = point.world.now();
    let op = register(1, CASE, 1, now);
    let note = on_case(OpId(Uuid::from_u128(2)), CASE, now, Command::Accept).by_staff();
    let first = push(&point, vec![op.clone(), note], (taker, Role::Mediator).into()).await;
    assert!(first.iter().all(|outcome| matches!(outcome, Outcome::Applied { .. })), "{first:?}");
    // The answer was lost; the tablet sends it again.
    assert_eq!(push(&point, vec![op], (taker, Role::Mediator).into()).await, first[..1]);
    let view = point.service.track(&claim(1)).await.expect("read").expect("the consumer's code finds it");
    assert_eq!((view.state, view.first_receiver.as_deref()), (State::Accepted, Some("调解员 01")), "not {on_duty}");
    // The code is the consumer's: what they add needs no session.
    let more = Command::Supplement { words: "小票找到了".into() };
    let more = on_case(OpId(Uuid::from_u128(3)), CASE, now, more).with(claim(1));
    assert!(matches!(push(&point, vec![more], Caller::Public).await[..], [Outcome::Applied { .. }]));
}

#[tokio::test]
async fn nobody_registers_for_others_without_a_session_or_under_a_code_that_is_taken() {
    let point = TestPoint::alone().await.expect("a contact point");
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let now = point.world.now();
    let refused = |outcome: &[Outcome]| outcome[0].case_rejection().expect("refused");
    let stranger = push(&point, vec![register(1, CASE, 1, now)], Caller::Public).await;
    assert_eq!(refused(&stranger), Rejection::StaffOnly);
    let filed = push(&point, vec![file(5, now)], Caller::Public).await;
    assert!(matches!(filed[..], [Outcome::Applied { .. }]));
    let taken = push(&point, vec![register(2, CASE, 5, now)], (mai, Role::Receptionist).into()).await;
    assert_eq!(refused(&taken), Rejection::FiledAlready);
    let reader = push(&point, vec![register(3, CASE, 6, now)], (mai, Role::Regulator).into()).await;
    assert!(matches!(refused(&reader), Rejection::WrongRole { .. }));
}

#[tokio::test]
async fn this_number_filed_in_may_is_found_when_no_tablet_holds_it_any_more() {
    let point = TestPoint::alone().await.expect("a contact point");
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let now = point.world.now();
    assert!(matches!(push(&point, vec![file(5, now)], Caller::Public).await[..], [Outcome::Applied { .. }]));
    let found = async |typed: &str| {
        let cases = point.service.archived_of(typed).await.expect("read");
        cases.iter().filter_map(|case| case.number).map(|number| number.serial).collect::<Vec<_>>()
    };
    assert!(found("13800138000").await.is_empty(), "what is open lies on every tablet");
    let case = CaseId(Uuid::from_u64_pair(5, 0));
    let close = Command::Withdraw { words: String::new() };
    let close = on_case(OpId(Uuid::from_u128(6)), case, now, close).with(claim(5));
    assert!(matches!(push(&point, vec![close], Caller::Public).await[..], [Outcome::Applied { .. }]));
    point.world.set(now.plus_millis(91 * 24 * 3_600_000));
    point.service.expire_from_scope().await.expect("done");
    for typed in ["13800138000", "+86 138-0013-8000", "１３８００１３８０００"] {
        assert_eq!(found(typed).await, [1], "{typed}");
    }
    assert!(found("13900139000").await.is_empty() && found("不是号码").await.is_empty());
    // A database from before numbers were noted: filled in at the start.
    point.store.forget_phones().await.expect("forgotten");
    assert!(found("13800138000").await.is_empty());
    let restarted = point.restarted_on(std::sync::Arc::new(point.store.clone())).await.expect("opens");
    assert_eq!(restarted.archived_of("13800138000").await.expect("read").len(), 1, "{mai}");
}
