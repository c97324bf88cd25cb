//! 进销货台账 from a merchant's own system: by a key of its own, taken whole or not at all, and once however often it is sent.

use crate::desk::{Answer, Desk};
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE};
use axum::http::{Request, StatusCode};
use domain::goods::{Command, GoodsFile, GoodsForm, Lot};
use domain::ids::{DeviceId, MerchantId, StaffId};
use domain::kind::EventSourced;
use domain::merchant::{ApplicationForm, MerchantFile, PermitForm};
use domain::role::{Actor, Role};
use domain::staff::StaffMember;
use serde_json::{Value, json};
use server::service::{Caller, World};
use sync::protocol::{EntityPayload, Op, OpId, Outcome, PROTOCOL, PushRequest};
use uuid::Uuid;

const MINE: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

struct Mall {
    desk: Desk,
    cookie: String,
}

impl Mall {
    /// Two merchants, each with 商品1 … 商品n.
    async fn with_goods(count: usize) -> Self {
        let desk = Desk::open().await;
        let signed_in = desk.first_administrator("mai", "麦小姐").await;
        let cookie = format!("session={}", signed_in.token.reveal());
        let quality: StaffId = desk.point.add_staff("品控 01", Role::Quality, true).await.expect("staff");
        let mall = Self { desk, cookie };
        let mut ops = Vec::new();
        for (merchant, stall) in [(MINE, "B1-001"), (OTHER, "B1-002")] {
            ops.push(mall.op::<MerchantFile>(merchant, domain::merchant::Command::Apply { form: shop(stall) }));
            for n in 1..=count {
                let form = GoodsForm {
                    merchant: Some(MerchantId(merchant)),
                    name: format!("商品{n}"),
                    kind: "household".into(),
                    maker: "示例厂".into(),
                    ..GoodsForm::default()
                };
                let id = Uuid::from_u128(merchant.as_u128() * 1_000_000 + n as u128);
                ops.push(mall.op::<GoodsFile>(id, Command::Propose { form: Box::new(form) }));
            }
        }
        for some in ops.chunks(100) {
            let sent_at = mall.desk.point.world.now();
            let request = PushRequest { protocol: PROTOCOL, sent_at, ops: some.to_vec() };
            let caller = Caller::Staff { id: quality, role: Role::Quality };
            let answer = mall.desk.point.service.push(request, caller).await.expect("stored");
            assert!(answer.receipts.iter().all(|one| matches!(one.outcome, Outcome::Applied { .. })), "{answer:?}");
        }
        mall
    }

    fn op<K: EventSourced>(&self, id: Uuid, command: K::Command) -> Op {
        let (now, kind) = (self.desk.point.world.now(), K::op_kind(&command));
        let payload = EntityPayload { id, base: None, command };
        Op::new(OpId(self.desk.point.world.random_id()), DeviceId(Uuid::nil()), now, None, kind, &payload)
    }

    async fn staff(&self, method: &str, path: &str, body: Value) -> Answer {
        let request = Request::builder().method(method).uri(path).header(COOKIE, &self.cookie);
        self.desk
            .ask(request.header(CONTENT_TYPE, "application/json").body(Body::from(body.to_string())).expect("ok"))
            .await
    }

    async fn key(&self, merchant: Uuid) -> (String, Uuid) {
        let path = format!("/api/v1/merchants/{merchant}/ledger-keys");
        let made = self.staff("POST", &path, json!({ "label": "收银系统" })).await;
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        let text = |name: &str| made.json[name].as_str().expect(name).to_owned();
        (text("key"), text("id").parse().expect("a name"))
    }

    async fn sends(&self, key: &str, body: impl Into<Body>) -> Answer {
        let request = Request::builder().method("POST").uri("/api/v1/ledger-batches");
        let request = request.header(AUTHORIZATION, format!("Bearer {key}")).header(CONTENT_TYPE, "application/json");
        self.desk.ask(request.body(body.into()).expect("a request")).await
    }

    async fn batch(&self, key: &str, lines: Vec<Value>) -> Answer {
        self.sends(key, json!({ "lines": lines }).to_string()).await
    }

    async fn lots_of(&self, merchant: Uuid) -> Vec<Lot> {
        let files = self.desk.point.service.goods_files().await.expect("read");
        let of = files.into_iter().filter(|(_, file)| file.particulars.merchant.0 == merchant);
        of.flat_map(|(_, file)| file.lots).collect()
    }

    fn today(&self) -> String {
        self.desk.point.world.now().day().to_string()
    }

    fn lot(&self, id: &str, goods: usize, changes: &[(&str, Value)]) -> Value {
        let mut receive = json!({
            "batch": format!("B-{id}"), "expires_on": "2090-01-01", "received_on": self.today(), "quantity": "10", "unit": "件",
            "supplier_name": "示例供货公司", "supplier_address": "示例路 9 号", "supplier_contact": "021-61671254",
            "voucher": format!("JH-{id}"), "checks": ["supplier", "certificate", "marking", "quality"],
        });
        for (name, value) in changes {
            receive[*name] = value.clone();
        }
        json!({ "id": id, "name": format!("商品{goods}"), "receive": receive })
    }

    fn move_of(&self, id: &str, goods: usize, of: &str, quantity: &str) -> Value {
        let moved = json!({ "of": of, "kind": "returned", "quantity": quantity, "on": self.today(), "words": "RT-1" });
        json!({ "id": id, "name": format!("商品{goods}"), "move": moved })
    }
}

fn member(id: StaffId, role: Role) -> StaffMember {
    StaffMember { id, name: "某人".into(), role, on_duty: true, active: true, absent: false }
}

fn shop(stall: &str) -> Box<ApplicationForm> {
    let number = "91350100M000100Y43".to_owned();
    let permit =
        PermitForm { kind: "business_licence".into(), number: number.clone(), expires: "长期".into(), picture: None };
    Box::new(ApplicationForm {
        name: format!("示例超市 {stall}"),
        trade: "household".into(),
        form: "legal_person".into(),
        legal_name: "上海示例超市有限公司".into(),
        code: number,
        responsible: "店长甲".into(),
        phone: "021-61671254".into(),
        address: "示例路 1 号".into(),
        floor: "B1".into(),
        stall: stall.to_owned(),
        permits: vec![permit],
        ..ApplicationForm::default()
    })
}

#[tokio::test]
async fn 进销货台账_a_key_opens_its_own_merchants_ledger_and_no_other() {
    let mall = Mall::with_goods(2).await;
    let (key, _) = mall.key(MINE).await;
    let lines = vec![mall.lot("PO-1", 1, &[]), mall.move_of("RT-1", 1, "PO-1", "4")];
    let taken = mall.batch(&key, lines).await;
    assert_eq!((taken.status, taken.json), (StatusCode::OK, json!({ "lines": 2, "taken": 2, "known": 0 })));
    let [lot] = &mall.lots_of(MINE).await[..] else { panic!("one lot") };
    assert_eq!(
        (lot.left().to_string().as_str(), lot.taken_in.by),
        ("6", Actor::Merchant),
        "and who wrote it is on record"
    );
    assert!(
        mall.lots_of(OTHER).await.is_empty(),
        "goods of another merchant have the same name, and nothing happened to them"
    );
    // Goods that only the other merchant has are not there for this key.
    let only_theirs = Command::Propose {
        form: Box::new(GoodsForm {
            merchant: Some(MerchantId(OTHER)),
            name: "只有别家卖的".into(),
            kind: "household".into(),
            maker: "示例厂".into(),
            ..GoodsForm::default()
        }),
    };
    let op = mall.op::<GoodsFile>(Uuid::from_u128(77), only_theirs);
    let sent_at = mall.desk.point.world.now();
    let caller = Caller::Staff { id: StaffId(Uuid::from_u128(3)), role: Role::Quality };
    mall.desk
        .point
        .service
        .push(PushRequest { protocol: PROTOCOL, sent_at, ops: vec![op] }, caller)
        .await
        .expect("stored");
    let mut line = mall.lot("PO-2", 1, &[]);
    line["name"] = json!("只有别家卖的");
    let refused = mall.batch(&key, vec![line]).await;
    assert_eq!((refused.status, refused.code()), (StatusCode::UNPROCESSABLE_ENTITY, "ledger_lines_bad"));
    assert!(refused.json["bad"][0]["problems"][0]["zh"].as_str().is_some_and(|said| said.contains("没有登记过商品")));
    // A key opens nothing else.
    let request =
        Request::builder().uri("/api/v1/pull?since=0&scope=staff").header(AUTHORIZATION, format!("Bearer {key}"));
    let pulled = mall.desk.ask(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(pulled.code(), "sign_in_needed");
}

#[tokio::test]
async fn 进销货台账_a_wrong_key_and_a_revoked_one_are_told_the_same_and_are_slowed_down() {
    let mall = Mall::with_goods(1).await;
    let (key, id) = mall.key(MINE).await;
    let unknown =
        |answer: Answer| assert_eq!((answer.status, answer.code()), (StatusCode::UNAUTHORIZED, "ledger_key_unknown"));
    let last = if key.ends_with('A') { "E" } else { "A" };
    let wrong = format!("{}{last}", &key[..key.len() - 1]);
    for key in [wrong.as_str(), "", "ledger_x", &mall.cookie] {
        // Who it is comes before what it says.
        unknown(mall.sends(key, "not JSON").await);
    }
    let listed = mall.staff("GET", &format!("/api/v1/merchants/{MINE}/ledger-keys"), Value::Null).await;
    assert_eq!(listed.json["keys"][0]["label"], "收银系统");
    assert!(!listed.json.to_string().contains(key.rsplit('_').next().expect("a secret")), "shown once");
    assert_eq!(mall.batch(&key, vec![mall.lot("PO-1", 1, &[])]).await.status, StatusCode::OK);
    // Of another merchant's file it cannot be revoked; of its own it can.
    let path = |merchant: Uuid| format!("/api/v1/merchants/{merchant}/ledger-keys/{id}");
    assert_eq!(mall.staff("DELETE", &path(OTHER), Value::Null).await.status, StatusCode::NOT_FOUND);
    let revoked = mall.staff("DELETE", &path(MINE), Value::Null).await;
    assert!(revoked.status == StatusCode::OK && revoked.json["revoked_at"].is_i64(), "{revoked:?}");
    unknown(mall.batch(&key, vec![mall.lot("PO-2", 1, &[])]).await);
    assert_eq!(mall.lots_of(MINE).await.len(), 1);
    // Whoever goes on trying waits.
    for _ in 0..30 {
        let answer = mall.sends(&wrong, "{}").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(answer.retry_after.is_some_and(|seconds| seconds > 0));
            return;
        }
    }
    panic!("nobody was slowed down");
}

#[tokio::test]
async fn 进销货台账_what_is_kept_of_a_key_opens_nothing_and_only_supervisors_make_one() {
    let mall = Mall::with_goods(1).await;
    let (key, id) = mall.key(MINE).await;
    let boss = member(StaffId(Uuid::nil()), Role::Supervisor);
    let kept = mall.desk.accounts.ledger_keys(&boss, MerchantId(MINE)).await.expect("read");
    let hash = hex::encode(kept[0].secret.bytes());
    assert!(!key.contains(&hash));
    let forged = format!("ledger_{}_{}", id.simple(), hash);
    assert_eq!(mall.batch(&forged, Vec::new()).await.code(), "ledger_key_unknown");
    let path = format!("/api/v1/merchants/{MINE}/ledger-keys");
    let request = Request::builder().method("POST").uri(&path).header(CONTENT_TYPE, "application/json");
    let nobody = mall.desk.ask(request.body(Body::from(r#"{"label":"x"}"#)).expect("a request")).await;
    assert_eq!(nobody.code(), "sign_in_needed");
    for role in [Role::Receptionist, Role::Quality, Role::Regulator] {
        let id = mall.desk.point.add_staff("某人", role, true).await.expect("staff");
        let who = member(id, role);
        let made = mall.desk.accounts.make_ledger_key(&who, MerchantId(MINE), "x").await;
        assert!(made.is_err(), "{role:?}");
    }
    assert_eq!(mall.staff("POST", &path, json!({ "label": "  " })).await.code(), "ledger_key_name_invalid");
    let nowhere = format!("/api/v1/merchants/{}/ledger-keys", Uuid::from_u128(99));
    assert_eq!(mall.staff("POST", &nowhere, json!({ "label": "x" })).await.code(), "not_found");
    for _ in 0..4 {
        mall.key(MINE).await;
    }
    assert_eq!(mall.staff("POST", &path, json!({ "label": "x" })).await.code(), "ledger_keys_full");
}

#[tokio::test]
async fn 进销货台账_the_same_batch_twice_changes_nothing_and_one_that_was_cut_off_goes_on() {
    let mall = Mall::with_goods(1).await;
    let (key, _) = mall.key(MINE).await;
    let batch = vec![mall.lot("PO-1", 1, &[]), mall.move_of("RT-1", 1, "PO-1", "4")];
    assert_eq!(mall.batch(&key, batch.clone()).await.json["taken"], 2);
    let before = mall.desk.point.service.goods_files().await.expect("read");
    // The answer was lost; both at once; and again under another key after the system was set up anew.
    let (one, other) = tokio::join!(mall.batch(&key, batch.clone()), mall.batch(&key, batch.clone()));
    let (anew, _) = mall.key(MINE).await;
    for answer in [one, other, mall.batch(&anew, batch.clone()).await] {
        assert_eq!((answer.status, answer.json), (StatusCode::OK, json!({ "lines": 2, "taken": 0, "known": 2 })));
    }
    assert_eq!(mall.desk.point.service.goods_files().await.expect("read"), before);
    let more = [batch, vec![mall.move_of("RT-2", 1, "PO-1", "1")]].concat();
    assert_eq!(mall.batch(&key, more).await.json, json!({ "lines": 3, "taken": 1, "known": 2 }));
    // A name that names something else is told, and changes nothing.
    let reused = mall.batch(&key, vec![mall.move_of("RT-2", 1, "PO-1", "2")]).await;
    assert!(
        reused.json["bad"][0]["problems"][0]["zh"].as_str().is_some_and(|said| said.contains("编号已经用在另一行"))
    );
    assert_eq!(mall.lots_of(MINE).await[0].left().to_string(), "5");
    // The same line of another merchant is another line.
    let (theirs, _) = mall.key(OTHER).await;
    assert_eq!(mall.batch(&theirs, vec![mall.lot("PO-1", 1, &[])]).await.json["taken"], 1);
}

#[tokio::test]
async fn 进销货台账_of_ten_thousand_lines_with_three_bad_ones_the_three_are_told_and_nothing_is_taken() {
    let mall = Mall::with_goods(100).await;
    let (key, _) = mall.key(MINE).await;
    let good: Vec<Value> = (0..10_000).map(|n| mall.lot(&format!("L{n}"), n % 100 + 1, &[])).collect();
    let mut bad = good.clone();
    bad[41] = mall.lot("L41", 42, &[("checks", json!(["supplier", "certificate", "marking"]))]);
    bad[300] = mall.lot("L300", 1_000, &[]);
    bad[6_999] = mall.lot("L6999", 100, &[("expires_on", json!("2020-01-01"))]);
    let refused = mall.batch(&key, bad).await;
    assert_eq!((refused.status, refused.code()), (StatusCode::UNPROCESSABLE_ENTITY, "ledger_lines_bad"));
    assert_eq!(refused.media_type, "application/problem+json");
    let told = refused.json["bad"].as_array().expect("lines");
    let lines: Vec<_> = told.iter().map(|bad| (bad["line"].as_u64(), bad["id"].as_str())).collect();
    assert_eq!(lines, [(Some(42), Some("L41")), (Some(301), Some("L300")), (Some(7_000), Some("L6999"))]);
    let said = |place: usize| told[place]["problems"][0]["zh"].as_str().unwrap_or_default().to_owned();
    assert!(
        said(0).contains("进货查验缺“质量”") && said(1).contains("商品1000") && said(2).contains("2020-01-01"),
        "{told:?}"
    );
    assert!(mall.lots_of(MINE).await.is_empty(), "nothing is half done");
    assert_eq!(mall.batch(&key, good).await.json["taken"], 10_000);
    assert_eq!(mall.lots_of(MINE).await.len(), 10_000);
}

#[tokio::test]
async fn 进销货台账_what_is_no_batch_is_told_so() {
    let mall = Mall::with_goods(1).await;
    let (key, _) = mall.key(MINE).await;
    assert_eq!(mall.sends(&key, "{").await.code(), "not_json");
    assert_eq!(mall.sends(&key, "{}").await.code(), "malformed");
    let said = |answer: &Answer| answer.json["bad"][0]["problems"][0]["zh"].as_str().unwrap_or_default().to_owned();
    let misspelt = mall.batch(&key, vec![json!({ "id": "1", "name": "商品1", "recieve": {} })]).await;
    assert!(said(&misspelt).contains("看不懂"), "{misspelt:?}");
    let nothing = mall.batch(&key, vec![json!({ "id": "1", "name": "商品1" })]).await;
    assert!(said(&nothing).contains("一行写一件事"), "{nothing:?}");
    let unnamed = mall.batch(&key, vec![mall.lot("", 1, &[])]).await;
    assert!(said(&unnamed).contains("编号 id"), "{unnamed:?}");
    let no_lot = mall.batch(&key, vec![mall.move_of("RT", 1, "PO-9", "1")]).await;
    assert!(said(&no_lot).contains("没有这一批"), "{no_lot:?}");
    let too_much = vec![mall.lot("PO-1", 1, &[]), mall.move_of("RT-1", 1, "PO-1", "11")];
    assert!(said(&mall.batch(&key, too_much).await).contains("只有 10，写的是 11"));
    assert_eq!(mall.batch(&key, Vec::new()).await.json, json!({ "lines": 0, "taken": 0, "known": 0 }));
}
