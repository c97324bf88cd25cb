//! What somebody did before their account was closed, or their tablet ended: it reaches a supervisor, once, and takes no
//! effect.

use domain::staff::StaffMember;

use crate::desk::{Answer, Desk};
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request};
use domain::case::{Command, State};
use domain::ids::{CaseId, DeviceId, StaffId};
use domain::role::Role;
use serde_json::{Value, json};
use server::accounts::OnDevice;
use server::service::{Caller, World};
use server::store::devices::DeviceChange;
use server::testing::{claim, file, on_case};
use sync::protocol::{Code, Op, OpId, PROTOCOL, PushRequest};
use uuid::Uuid;

const CASE: CaseId = CaseId(Uuid::from_u128(1));
const TABLET: DeviceId = DeviceId(Uuid::from_u128(77));

/// Somebody with a tablet, and a supervisor.
struct Mall {
    desk: Desk,
    chen: StaffMember,
    supervisor: StaffMember,
    token: String,
    /// The case's revision before anything was handed over.
    filed_at: u64,
}

impl Mall {
    /// A case is filed; 陈 is signed in on a tablet.
    async fn open() -> Self {
        let desk = Desk::open().await;
        let signed_in = desk.first_administrator("chen", "陈").await;
        let OnDevice { token, .. } =
            desk.accounts.register_device(&signed_in.token, TABLET).await.expect("a tablet of the house");
        let supervisor = desk.point.add_staff("周", Role::Supervisor, true).await.expect("a store");
        let supervisor = StaffMember {
            id: supervisor,
            name: "周".into(),
            role: Role::Supervisor,
            on_duty: true,
            active: true,
            absent: false,
        };
        let now = desk.point.world.now();
        let filed = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![file(1, now)] };
        desk.point.service.push(filed, Caller::Public).await.expect("filed");
        let filed = desk.point.service.track(&claim(1)).await.expect("a store").expect("the case");
        Self { desk, chen: signed_in.staff, supervisor, token: token.reveal(), filed_at: filed.rev }
    }

    fn note(&self, name: u128, words: &str) -> Op {
        let now = self.desk.point.world.now();
        on_case(OpId(Uuid::from_u128(name)), CASE, now, Command::Note { words: words.to_owned(), mentions: Vec::new() })
            .by_staff()
    }

    async fn end_tablet(&self) {
        let change = DeviceChange { revoked: Some(true), label: None };
        self.desk.accounts.change_device(&self.supervisor, TABLET, change).await.expect("ended");
    }

    async fn hands_over(&self, token: &str, ops: &[Op]) -> Answer {
        let body = json!({
            "from": { "device": TABLET, "staff": self.chen.id, "token": token },
            "push": self.desk.body(ops),
        });
        let request = Request::builder().method(Method::POST).uri("/api/v1/left-behind");
        let request = request.header(CONTENT_TYPE, "application/json").body(Body::from(body.to_string()));
        self.desk.ask(request.expect("a request")).await
    }

    async fn quarantine(&self) -> Vec<(Option<StaffId>, String)> {
        let kept = self.desk.point.service.quarantine(&self.supervisor).await.expect("a store").kept;
        kept.into_iter().map(|one| (one.by, one.text)).collect()
    }
}

#[tokio::test]
async fn what_was_written_on_an_ended_tablet_reaches_the_supervisor_once_and_changes_no_case() {
    let mall = Mall::open().await;
    mall.end_tablet().await;
    let notes = [mall.note(1, "店长答应周三退款"), mall.note(2, "等收据")];
    let first = mall.hands_over(&mall.token, &notes).await;
    assert_eq!(first.json["receipts"][0]["outcome"]["quarantined"]["code"], Code::DeviceRevoked.as_str());
    let again = mall.hands_over(&mall.token, &notes).await;
    assert_eq!(first.json["receipts"], again.json["receipts"], "the reply was lost: the same receipts");

    let aside = mall.quarantine().await;
    assert_eq!(aside.len(), 2);
    assert!(aside.iter().all(|(by, _)| *by == Some(mall.chen.id)), "the supervisor reads whose it was");
    assert!(aside.iter().any(|(_, text)| text.contains("店长答应周三退款")));
    let case = mall.desk.point.service.track(&claim(1)).await.expect("a store").expect("the case");
    assert_eq!((case.state, case.rev), (State::Received, mall.filed_at), "nothing happened to the case");
}

#[tokio::test]
async fn what_had_arrived_before_keeps_its_receipt() {
    let mall = Mall::open().await;
    let note = mall.note(1, "已经写进案件");
    let now = mall.desk.point.world.now();
    let push = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![note.clone()] };
    let caller = Caller::Staff { id: mall.chen.id, role: mall.chen.role };
    let lost = mall.desk.point.service.push(push, caller).await.expect("arrived, but the reply was lost");
    mall.end_tablet().await;
    let handed_over = mall.hands_over(&mall.token, &[note]).await;
    assert_eq!(handed_over.json["receipts"], json!(lost.receipts));
    assert_eq!(lost.receipts.len(), 1);
    assert_eq!(mall.quarantine().await, []);
}

#[tokio::test]
async fn whoever_can_still_sign_in_sends_it_as_usual_and_a_stranger_hands_over_nothing() {
    let mall = Mall::open().await;
    let note = mall.note(1, "还能正常送出");
    assert_eq!(mall.hands_over(&mall.token, std::slice::from_ref(&note)).await.code(), Code::SignInNeeded.as_str());
    mall.end_tablet().await;
    for token in ["", "x", &"A".repeat(43)] {
        let answer = mall.hands_over(token, std::slice::from_ref(&note)).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (401, Code::SignInNeeded.as_str()));
    }
    assert_eq!(mall.quarantine().await, []);
}

#[tokio::test]
async fn what_is_no_hand_over_is_refused_with_its_reason() {
    let mall = Mall::open().await;
    for (body, code) in [("", Code::NotJson), ("{\"from\": 1}", Code::Malformed)] {
        let request = Request::builder().method(Method::POST).uri("/api/v1/left-behind");
        let request = request.header(CONTENT_TYPE, "application/json").body(Body::from(body)).expect("a request");
        assert_eq!(mall.desk.ask(request).await.code(), code.as_str());
    }
    let large = Value::from("字".repeat(600_000)).to_string();
    let request = Request::builder().method(Method::POST).uri("/api/v1/left-behind");
    let request = request.header(CONTENT_TYPE, "application/json").body(Body::from(large)).expect("a request");
    assert_eq!(mall.desk.ask(request).await.code(), Code::BodyTooLarge.as_str());
}
