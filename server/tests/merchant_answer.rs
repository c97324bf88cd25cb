//! 商户答复: a merchant answers one question by a signed link that ends, on a phone, without an account.

use crate::desk::{Answer, Desk};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::case::{Case, Command, Stance, State};
use domain::ids::{CaseId, StaffId};
use domain::role::{Actor, Role};
use domain::staff::StaffMember;
use serde_json::{Value, json};
use server::service::{Caller, PullScope, ServiceError, World};
use server::testing::{file, on_case};
use sync::protocol::{Code, OpId, Outcome, PROTOCOL, PushRequest, Seq};
use uuid::Uuid;

struct Mall {
    desk: Desk,
    mai: StaffMember,
    case: CaseId,
    ops: u128,
}

impl Mall {
    /// A complaint that waits for its merchant.
    async fn asked() -> Self {
        let desk = Desk::open().await;
        let id: StaffId = desk.point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
        let name = "接待员 01".to_owned();
        let mai = StaffMember { id, name, role: Role::Receptionist, on_duty: true, active: true, absent: false };
        let now = desk.point.world.now();
        let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![file(1, now)] };
        let receipts = desk.point.service.push(request, Caller::Public).await.expect("stored").receipts;
        let Outcome::Applied { id, .. } = receipts[0].outcome else { panic!("not filed: {receipts:?}") };
        let mut mall = Self { desk, mai, case: CaseId(id), ops: 9_000 };
        mall.does(Command::Accept).await;
        mall.does(Command::SendToMerchant { request: "请退款，电话 13912345678".to_owned() }).await;
        mall
    }

    async fn does(&mut self, command: Command) {
        self.ops += 1;
        let now = self.desk.point.world.now();
        let op = on_case(OpId(Uuid::from_u128(self.ops)), self.case, now, command).by_staff();
        let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op] };
        let caller = Caller::Staff { id: self.mai.id, role: self.mai.role };
        let receipts = self.desk.point.service.push(request, caller).await.expect("stored").receipts;
        assert!(matches!(receipts[0].outcome, Outcome::Applied { .. }), "{receipts:?}");
    }

    async fn token(&self) -> String {
        self.desk.point.service.merchant_link(&self.mai, self.case).await.expect("a link").token
    }

    async fn posts(&self, path: &str, body: Value) -> Answer {
        let request = Request::builder().method(Method::POST).uri(format!("/api/v1/{path}"));
        let request = request.header("content-type", "application/json").body(Body::from(body.to_string()));
        self.desk.ask(request.expect("a request")).await
    }

    async fn answers(&self, token: &str, op: u128, stance: &str, words: &str) -> Answer {
        let op = Uuid::from_u128(op);
        self.posts("merchant-answer", json!({ "token": token, "op": op, "stance": stance, "words": words })).await
    }

    async fn case(&self) -> Case {
        let answer = self.desk.point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
        answer.changes.into_iter().find_map(|change| change.body.read::<Case>()).expect("the case")
    }
}

#[tokio::test]
async fn 商户答复_a_merchant_reads_what_it_needs_and_answers_once_however_often_it_is_sent() {
    let mall = Mall::asked().await;
    let token = mall.token().await;
    let seen = mall.posts("merchant-answer/view", json!({ "token": token })).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.json);
    let said = seen.json.to_string();
    let contact = mall.case().await.complaint.contact.expect("who filed");
    assert!(!said.contains(contact.phone.number()) && !said.contains(&contact.name), "{said}");
    assert!(said.contains("请退款") && !said.contains("13912345678"), "numbers are covered: {said}");
    for _ in 0..2 {
        let taken = mall.answers(&token, 1, "offers", "换一台新的").await;
        assert_eq!(
            (taken.status, taken.json["answers"].as_array().map(Vec::len)),
            (StatusCode::OK, Some(1)),
            "{}",
            taken.json
        );
    }
    let case = mall.case().await;
    assert_eq!((case.merchant_stance, case.state), (Some(Stance::Offers), State::WithMerchant));
    assert_eq!(case.timeline.last().map(|entry| entry.by), Some(Actor::Merchant), "in its own name");
    let nothing = mall.answers(&token, 2, "agrees", "  ").await;
    assert_eq!((nothing.status, nothing.code()), (StatusCode::CONFLICT, "merchant_answer_refused"));
    let left = mall.answers(&token, 3, "left", "已搬走").await;
    assert_eq!(left.code(), "merchant_answer_refused", "that it is gone, others establish");
}

#[tokio::test]
async fn 商户答复_a_link_ends_with_its_time_with_the_next_question_and_where_a_sign_of_it_is_changed() {
    let mut mall = Mall::asked().await;
    let token = mall.token().await;
    let ended = |answer: Answer| assert_eq!((answer.status, answer.code()), (StatusCode::GONE, "merchant_link_ended"));
    let other = if token.starts_with('A') { "B" } else { "A" };
    for wrong in ["", "x", &format!("{other}{}", &token[1..]), &token[..token.len() - 2]] {
        ended(mall.posts("merchant-answer/view", json!({ "token": wrong })).await);
    }
    let day = mall.desk.point.world.now().day();
    mall.desk.point.world.set(day.plus_days(40).at(9, 0));
    ended(mall.answers(&token, 1, "agrees", "退款").await);
    // Asked anew: the old link is of another question.
    mall.desk.point.world.set(day.plus_days(1).at(9, 0));
    mall.does(Command::RecordMerchantReply { stance: Stance::Refuses, words: "不退".to_owned() }).await;
    mall.mai.role = Role::Mediator;
    mall.does(Command::StartMediation { consumer_consents: true, merchant_consents: true }).await;
    assert_eq!(
        mall.posts("merchant-answer/view", json!({ "token": token })).await.status,
        StatusCode::OK,
        "mediation is open"
    );
    let settled = mall.answers(&token, 2, "agrees", "同意退款").await;
    assert_eq!(settled.status, StatusCode::OK, "{}", settled.json);
    assert_eq!(mall.case().await.merchant_stance, Some(Stance::Agrees));
}

#[tokio::test]
async fn 商户答复_only_who_receives_cases_gives_a_link_and_only_of_a_case_that_waits_for_its_merchant() {
    let mall = Mall::asked().await;
    let regulator = StaffMember { role: Role::Regulator, ..mall.mai.clone() };
    let refused = mall.desk.point.service.merchant_link(&regulator, mall.case).await;
    assert!(matches!(refused, Err(ServiceError::Refused(Code::Forbidden))), "{refused:?}");
    let nothing = mall.desk.point.service.merchant_link(&mall.mai, CaseId(Uuid::from_u128(5))).await;
    assert!(matches!(nothing, Err(ServiceError::Refused(Code::NotFound))), "{nothing:?}");
    let unsigned = mall.posts(&format!("merchant-links/{}", mall.case), json!({})).await;
    assert_eq!(unsigned.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn 及时有效回复_silence_of_a_merchant_escalates_to_a_supervisor_and_counts_on_its_file() {
    let mut mall = Mall::asked().await;
    let merchant = domain::ids::MerchantId(Uuid::from_u128(70));
    mall.does(Command::LinkMerchant { merchant: Some(merchant) }).await;
    let day = mall.desk.point.world.now().day();
    mall.desk.point.world.set(day.plus_days(14).at(9, 0));
    mall.desk.point.service.do_what_is_due().await;
    assert!(mall.case().await.is_escalated(), "at the end of its time somebody is told");
    let record = mall.desk.point.service.merchant_record(merchant).await.expect("read");
    assert_eq!((record.asked, record.silent, record.response_rate()), (1, 1, Some(0)));
}
