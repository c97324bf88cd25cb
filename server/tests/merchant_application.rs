//! 入驻申请: an applicant fills its application in by a signed link that ends, on a phone, without an account.

use crate::desk::{Answer, Desk};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::ids::{MerchantId, StaffId};
use domain::kind::EventSourced;
use domain::merchant::{Command, MerchantFile, PermitKind, Standing};
use domain::role::{Actor, Role};
use domain::staff::StaffMember;
use serde_json::{Value, json};
use server::service::{Caller, ServiceError, World};
use sync::protocol::{Code, EntityPayload, Op, OpId, Outcome, PROTOCOL, PushRequest};
use uuid::Uuid;

struct Mall {
    desk: Desk,
    boss: StaffMember,
}

fn form(changes: &[(&str, Value)]) -> Value {
    let mut form = json!({
        "name": "好味餐厅", "trade": "dining", "form": "legal_person", "legal_name": "上海好味餐饮有限公司",
        "code": "91350100M000100Y43", "responsible": "店长甲", "phone": "021-61671254", "address": "示例路 1 号",
        "floor": "L3", "stall": "L3-012",
        "permits": [{ "kind": "business_licence", "number": "91350100M000100Y43", "expires": "长期" }],
    });
    for (name, value) in changes {
        form[*name] = value.clone();
    }
    form
}

impl Mall {
    async fn open() -> Self {
        let desk = Desk::open().await;
        let id: StaffId = desk.point.add_staff("主管 01", Role::Supervisor, true).await.expect("staff");
        let (name, role) = ("主管 01".to_owned(), Role::Supervisor);
        Self { desk, boss: StaffMember { id, name, role, on_duty: true, active: true, absent: false } }
    }

    async fn token(&self, of: Option<MerchantId>) -> String {
        self.desk.point.service.application_link(&self.boss, of).await.expect("a link").token
    }

    async fn posts(&self, path: &str, body: Value) -> Answer {
        let request = Request::builder().method(Method::POST).uri(format!("/api/v1/{path}"));
        let request = request.header("content-type", "application/json").body(Body::from(body.to_string()));
        self.desk.ask(request.expect("a request")).await
    }

    async fn applies(&self, token: &str, op: u128, base: Option<u64>, form: Value) -> Answer {
        let op = Uuid::from_u128(op);
        self.posts("merchant-application", json!({ "token": token, "op": op, "base": base, "form": form })).await
    }

    async fn does(&self, id: MerchantId, base: u64, command: Command) {
        let now = self.desk.point.world.now();
        let kind = MerchantFile::op_kind(&command);
        let payload = EntityPayload { id: id.0, base: Some(base), command };
        let op = Op::new(OpId(Uuid::new_v4()), domain::ids::DeviceId(Uuid::nil()), now, None, kind, &payload);
        let caller = Caller::Staff { id: self.boss.id, role: self.boss.role };
        let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op] };
        let receipts = self.desk.point.service.push(request, caller).await.expect("stored").receipts;
        assert!(matches!(receipts[0].outcome, Outcome::Applied { .. }), "{receipts:?}");
    }

    async fn only(&self) -> (MerchantId, MerchantFile) {
        let mut files = self.desk.point.service.merchant_files().await.expect("read");
        assert_eq!(files.len(), 1, "one application, however often it came");
        files.remove(0)
    }
}

#[tokio::test]
async fn 入驻审核_an_applicant_applies_by_its_link_once_brings_what_is_asked_and_changes_nothing_once_it_is_admitted() {
    let mall = Mall::open().await;
    let token = mall.token(None).await;
    let nothing = mall.posts("merchant-application/view", json!({ "token": token })).await;
    assert_eq!((nothing.status, &nothing.json["applied"]), (StatusCode::OK, &Value::Null));
    let wrong = mall.applies(&token, 1, None, form(&[("code", json!("91350100M000100Y44"))])).await;
    assert_eq!((wrong.status, wrong.code()), (StatusCode::CONFLICT, "application_refused"));
    for _ in 0..2 {
        let taken = mall.applies(&token, 2, None, form(&[])).await;
        assert_eq!((taken.status, &taken.json["applied"]["open"]), (StatusCode::OK, &json!(true)), "{}", taken.json);
    }
    let (id, file) = mall.only().await;
    assert_eq!((&file.standing, file.history[0].by), (&Standing::Applied, Actor::Merchant), "in its own name");

    // Examined: a permit is missing.
    mall.does(id, 1, Command::Return { reason: "请带食品经营许可证".to_owned() }).await;
    let seen = mall.posts("merchant-application/view", json!({ "token": token })).await.json["applied"].clone();
    assert_eq!((&seen["asked"], &seen["rev"]), (&json!("请带食品经营许可证"), &json!(2)));
    let food = json!({ "kind": "food_trade", "number": "JY13101050000001", "expires": "2090-01-01" });
    let permits = json!([form(&[])["permits"][0], food]);
    let stale = mall.applies(&token, 3, Some(1), form(&[("permits", permits.clone())])).await;
    assert_eq!(stale.code(), "application_refused", "on what stands there now, and nothing else");
    assert_eq!(mall.applies(&token, 4, Some(2), form(&[("permits", permits)])).await.status, StatusCode::OK);
    let permits = vec![PermitKind::BusinessLicence, PermitKind::FoodTrade];
    mall.does(id, 3, Command::Verify { permits, person: true }).await;
    let seen = mall.posts("merchant-application/view", json!({ "token": token })).await.json["applied"].clone();
    assert_eq!((&seen["open"], &seen["admitted"]), (&json!(false), &json!(true)));
    let late = mall.applies(&token, 5, Some(4), form(&[("phone", json!("13800138000"))])).await;
    assert_eq!(late.code(), "application_refused");
    // Once admitted, it signs the commitments by its link, and changes nothing else.
    let token = mall.token(Some(id)).await;
    let sign = |op: u128, base: u64, way: &str, picture: Value| {
        json!({ "token": token, "op": Uuid::from_u128(op), "base": base, "document": "commitments", "version": 1,
                "signatory": "店长甲", "way": way, "picture": picture })
    };
    let path = "merchant-application/commitment";
    let unseen = mall.posts(path, sign(6, 4, "on_paper", Value::Null)).await;
    assert_eq!(unseen.code(), "application_refused", "what is on paper somebody has to have seen");
    let undrawn = mall.posts(path, sign(7, 4, "on_screen", Value::Null)).await;
    assert_eq!(undrawn.code(), "application_refused", "a drawing without a picture is no signature");
    let drawn = mall.posts(path, sign(8, 4, "on_screen", json!("ab".repeat(32)))).await;
    assert_eq!(drawn.status, StatusCode::OK, "{drawn:?}");
    assert_eq!(drawn.json["applied"]["signed"][0]["signatory"], "店长甲");
    let again = mall.posts(path, sign(8, 4, "on_screen", json!("ab".repeat(32)))).await;
    assert_eq!((again.status, &again.json["applied"]["rev"]), (StatusCode::OK, &json!(5)), "one signature");
    let (_, file) = mall.only().await;
    assert_eq!((file.commitments.len(), file.commitments[0].seen_by), (1, StaffId(Uuid::nil())));

    mall.does(id, 5, Command::Leave { reason: "退租".to_owned() }).await;
    let ended = mall.desk.point.service.application_link(&mall.boss, Some(id)).await;
    assert!(matches!(ended, Err(ServiceError::Refused(Code::ApplicationRefused))), "{ended:?}");
}

#[tokio::test]
async fn 入驻审核_a_link_for_an_application_ends_is_no_link_for_an_answer_and_is_given_by_those_who_write() {
    let mall = Mall::open().await;
    let token = mall.token(None).await;
    let gone = |answer: Answer| assert_eq!((answer.status, answer.code()), (StatusCode::GONE, "merchant_link_ended"));
    for wrong in ["", "x", &token[..token.len() - 2]] {
        gone(mall.posts("merchant-application/view", json!({ "token": wrong })).await);
    }
    gone(mall.posts("merchant-answer/view", json!({ "token": token })).await);
    let day = mall.desk.point.world.now().day();
    mall.desk.point.world.set(day.plus_days(15).at(9, 0));
    gone(mall.applies(&token, 1, None, form(&[])).await);
    let regulator = StaffMember { role: Role::Regulator, ..mall.boss.clone() };
    let refused = mall.desk.point.service.application_link(&regulator, None).await;
    assert!(matches!(refused, Err(ServiceError::Refused(Code::Forbidden))), "{refused:?}");
    let unsigned = mall.posts("merchant-application-links", json!({})).await;
    assert_eq!(unsigned.status, StatusCode::UNAUTHORIZED);
}
