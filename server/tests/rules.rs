//! The contact point's own rules: another version holds for what is promised from then on, and for nothing that was.

use std::sync::Arc;

use domain::case::{Case, Command};
use domain::clock::{Promise, clocks};
use domain::ids::CaseId;
use domain::role::Role;
use domain::rules::Rules;
use server::content::{Content, RULES_NOTICE};
use server::service::{PullScope, Service, World};
use server::store::SyncStore;
use server::testing::{TestPoint, claim, file, on_case};
use sync::protocol::{OpId, Outcome, PROTOCOL, PushRequest, Seq};
use uuid::Uuid;

async fn case(service: &Service, id: CaseId) -> Case {
    let all = service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    let mut cases = all.changes.into_iter().filter_map(|change| change.body.read::<Case>());
    cases.find(|case| case.id == id).expect("the case")
}

/// From the next version on merchants answer within one day, and the desk is open until eight.
fn stricter(content: &Content) -> Arc<Content> {
    let mut rules = content.rules.clone();
    rules.version += 1;
    (rules.merchant_within, rules.closing_time) = (1, (20, 0));
    Arc::new(content.clone().under(rules).expect("content"))
}

#[tokio::test]
async fn a_new_version_in_the_middle_of_a_case_keeps_the_promise_that_was_given() {
    let point = TestPoint::alone().await.expect("a contact point");
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let now = point.world.now();
    let push = |service: Service, op, caller| async move {
        let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op] };
        let outcome = service.push(request, caller).await.expect("stored").receipts.remove(0).outcome;
        let Outcome::Applied { id, .. } = outcome else { panic!("{outcome:?}") };
        CaseId(id)
    };
    let by_staff = |number, id, command| on_case(OpId(Uuid::from_u128(number)), id, now, command).by_staff();
    let mai = || (mai, Role::Receptionist).into();
    let old = point.service.clone();
    let id = push(old.clone(), file(1, now), server::service::Caller::Public).await;
    push(old.clone(), by_staff(1, id, Command::Accept), mai()).await;
    push(old.clone(), by_staff(2, id, Command::SendToMerchant { request: "请退款".into() }), mai()).await;
    let promised = case(&old, id).await.due;

    let content = stricter(&old.board());
    let new = point.restarted_with(Arc::clone(&content)).await.expect("restarted");
    assert_eq!(case(&new, id).await.due, promised, "three working days, to 17:30");
    assert_eq!(new.track(&claim(1)).await.expect("read").expect("the case").due, promised);
    push(new.clone(), by_staff(3, id, Command::AskMore { question: "小票？".into() }), mai()).await;
    let answer = on_case(OpId(Uuid::from_u128(4)), id, now, Command::Supplement { words: "在这里".into() });
    push(new.clone(), answer.with(claim(1)), server::service::Caller::Public).await;
    let goes_on = case(&new, id).await;
    assert_eq!(goes_on.due, promised, "a pause of no time, counted by the hours under which it was promised");
    let running = clocks(&goes_on, &content.calendar);
    let merchant = running.iter().find(|clock| clock.promise == Promise::Merchant).expect("running");
    assert_eq!((merchant.terms.rules, merchant.terms.days), (content.rules.version - 1, 3));

    // What is promised from now on is promised under the new ones, and both versions are on record.
    let other = push(new.clone(), file(2, now), server::service::Caller::Public).await;
    assert_eq!(case(&new, other).await.due.map(|due| due.at.hour_minute()), Some((20, 0)));
    let held = point.store.posted(point.id(), RULES_NOTICE).await.expect("read");
    let read: Vec<Rules> = held.iter().map(|kept| serde_json::from_str(&kept.body).expect("rules")).collect();
    assert_eq!(read, [old.board().rules.clone(), content.rules.clone()]);
}
