//! 商户答复: a merchant answers one question by a signed link that ends, on a phone, without an account.

use std::io::Cursor;
use std::sync::Arc;

use crate::desk::{Answer, Desk};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::case::{Case, Command, Proposal, Side, Stance, State};
use domain::form::Demand;
use domain::ids::{CaseId, StaffId};
use domain::role::{Actor, Role};
use domain::staff::StaffMember;
use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};
use server::attachments::Attachments;
use server::attachments::objects::Objects;
use server::service::{Caller, PullScope, ServiceError, World};
use server::testing::{TestPoint, claim, file, on_case};
use sha2::{Digest, Sha256};
use sync::protocol::{Code, OpId, Outcome, PROTOCOL, PushRequest, Seq};
use tower::ServiceExt;
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
        Self::asked_at(Desk::open().await).await
    }

    async fn asked_at(desk: Desk) -> Self {
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

    /// Whose request it is; the authority of an upload stands in a header.
    async fn tus(&self, method: &str, path: &str, who: &str, headers: &[(&str, String)], body: Vec<u8>) -> Response {
        let request = Request::builder().method(method).uri(path).header("tus-resumable", "1.0.0");
        let request = request.header("x-forwarded-for", "10.0.0.1").header("authorization", who);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, value));
        self.desk.router.clone().oneshot(request.body(Body::from(body)).expect("a request")).await.expect("an answer")
    }

    /// A whole photo by a link; the answer to its last piece.
    async fn uploads(&self, who: &str, bytes: &[u8]) -> Response {
        let hash = STANDARD.encode(hex::encode(Sha256::digest(bytes)));
        let metadata = [("upload-length", bytes.len().to_string()), ("upload-metadata", format!("hash {hash}"))];
        let begun = self.tus("POST", "/api/v1/uploads", who, &metadata, Vec::new()).await;
        if begun.headers().contains_key("attachment-receipt") {
            // It is there already.
            return begun;
        }
        let Some(path) = begun.headers().get("location").and_then(|path| path.to_str().ok()) else { return begun };
        let piece = [("upload-offset", "0".to_owned()), ("content-type", "application/offset+octet-stream".to_owned())];
        self.tus("PATCH", path, who, &piece, bytes.to_vec()).await
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

#[tokio::test]
async fn 商户答复_of_two_with_one_link_the_second_is_told_of_the_first_and_a_lost_reply_is_not_somebody_else() {
    let mall = Mall::asked().await;
    let token = mall.token().await;
    let says = |op: u128, seen: usize, words: &'static str| {
        let op = Uuid::from_u128(op);
        json!({ "token": token, "op": op, "stance": "agrees", "words": words, "seen": seen })
    };
    assert_eq!(mall.posts("merchant-answer", says(1, 0, "退款")).await.status, StatusCode::OK);
    // Its answer was lost: the same again is the same.
    let again = mall.posts("merchant-answer", says(1, 0, "退款")).await;
    assert_eq!((again.status, again.json["answers"].as_array().map(Vec::len)), (StatusCode::OK, Some(1)));
    let other = mall.posts("merchant-answer", says(2, 0, "换货")).await;
    assert_eq!((other.status, other.code()), (StatusCode::CONFLICT, "merchant_answered_meanwhile"));
    let read = mall.posts("merchant-answer", says(2, 1, "换货")).await;
    assert_eq!((read.status, read.json["answers"].as_array().map(Vec::len)), (StatusCode::OK, Some(2)));
}

#[tokio::test]
async fn 商户答复_a_proposed_settlement_is_accepted_as_such_and_one_that_was_replaced_is_not() {
    let mut mall = Mall::asked().await;
    let token = mall.token().await;
    let propose = |terms: &str, day| {
        let (performs, terms) = (vec![Demand::Replace], terms.to_owned());
        Command::ProposeSettlement { proposal: Box::new(Proposal { performs, terms, amount: None, perform_by: day }) }
    };
    let day = mall.desk.point.world.now().day().plus_days(7);
    mall.does(propose("换一台新的", day)).await;
    let seen = mall.posts("merchant-answer/view", json!({ "token": token })).await.json["proposal"].clone();
    assert_eq!((&seen["terms"], &seen["performs"]), (&json!("换一台新的"), &json!(["replace"])));
    mall.does(propose("换一台新的，延保一年", day)).await;
    let accepts = |op: u128, rev: &Value| {
        let op = Uuid::from_u128(op);
        json!({ "token": token, "op": op, "stance": "agrees", "words": "", "proposal": rev, "seen": 0 })
    };
    let old = mall.posts("merchant-answer", accepts(1, &seen["rev"])).await;
    assert_eq!((old.status, old.code()), (StatusCode::CONFLICT, "merchant_proposal_changed"));
    let now = mall.posts("merchant-answer/view", json!({ "token": token })).await.json["proposal"].clone();
    for _ in 0..2 {
        let taken = mall.posts("merchant-answer", accepts(2, &now["rev"])).await;
        assert_eq!((taken.status, &taken.json["proposal"]["answer"]), (StatusCode::OK, &json!("agrees")));
    }
    let case = mall.case().await;
    assert_eq!(case.proposed().and_then(|proposed| proposed.answer), Some(Stance::Agrees));
    assert!(case.merchant_has_answered());
}

#[tokio::test]
async fn 商户答复_what_the_merchant_sends_to_show_it_is_its_own_and_neither_the_consumers_nor_to_be_read_by_a_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut point = TestPoint::alone().await.expect("a contact point");
    let objects = Objects::in_folder(folder.path(), point.id()).expect("a place");
    point.service =
        point.service.clone().with_attachments(Attachments::new(Arc::new(point.store.clone()), objects, point.id()));
    let mall = Mall::asked_at(Desk::of(point)).await;
    let by_link = format!("Merchant {}", mall.token().await);
    let photo = |shade| {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::from_pixel(64, 64, Rgb([shade, 90, 40])).write_to(&mut bytes, ImageFormat::Jpeg).expect("a photo");
        bytes.into_inner()
    };
    for _ in 0..2 {
        let kept = mall.uploads(&by_link, &photo(10)).await;
        assert!(kept.headers().contains_key("attachment-receipt"), "{kept:?}");
    }
    // The consumer has the same picture: it is theirs as well.
    let by_code = format!("Claim {}", claim(1).plain());
    assert!(mall.uploads(&by_code, &photo(10)).await.headers().contains_key("attachment-receipt"));
    let case = mall.case().await;
    assert_eq!(
        case.attachments.iter().map(domain::case::Attachment::side).collect::<Vec<_>>(),
        [Side::Merchant, Side::Consumer]
    );
    let seen = mall.posts("merchant-answer/view", json!({ "token": mall.token().await })).await;
    assert_eq!(seen.json["proofs"].as_array().map(Vec::len), Some(1), "{}", seen.json);

    assert!(mall.uploads(&by_link, &photo(20)).await.headers().contains_key("attachment-receipt"));
    let case = mall.case().await;
    let view = case.for_consumer(|_| None);
    assert_eq!(view.attachments.len(), 1, "what the merchant shows is a working paper of the desk");
    let of_consumer = case.attachments.iter().find(|one| one.side() == Side::Consumer).expect("theirs");
    let merchants = case.attachments.last().expect("the merchant's");
    let path = |hash: domain::case::ContentHash| format!("/api/v1/attachments/{}/{hash}", mall.case);
    for (who, hash, status) in [
        (&by_code, merchants.hash, StatusCode::NOT_FOUND),
        (&by_link, merchants.hash, StatusCode::OK),
        (&by_code, of_consumer.hash, StatusCode::OK),
    ] {
        assert_eq!(mall.tus("GET", &path(hash), who, &[], Vec::new()).await.status(), status);
    }
    let wrong = mall.uploads("Merchant AAAA", &photo(30)).await;
    assert_eq!(wrong.status(), StatusCode::GONE);
}
