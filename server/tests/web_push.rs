//! A tablet on which no desk is open is told by Web Push: those whom it concerns, outside their quiet hours, without a word of
//! what it is about, and through nobody but the browsers' own services.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::desk::Desk;
use async_trait::async_trait;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::case::Command;
use domain::ids::CaseId;
use domain::moment::Moment;
use domain::role::Role;
use http_body_util::BodyExt;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use serde_json::{Value, json};
use server::accounts::password::Password;
use server::accounts::{NewMember, SetUp, SignIn};
use server::http::api::{Api, routes};
use server::http::client_address::Proxy;
use server::http::staff::{self, SessionCookie, StaffState};
use server::service::{Attention, Caller, Service, World};
use server::testing::{claim, file, on_case};
use server::web_push::{Endpoint, HttpPushClient, Notifier, PushClient, PushServices, Unreached, VapidKey, WebPush};
use sync::protocol::{Op, OpId, PROTOCOL, PushRequest};
use tokio::net::TcpListener;
use tokio::sync::broadcast::Receiver;
use tower::ServiceExt;
use uuid::Uuid;

const SECRET: [u8; 32] = [7; 32];
const SERVICE: &str = "https://push.example.com";

/// A push service that says what it is told to, and remembers what came.
#[derive(Debug, Default)]
struct FakeService {
    answers: Mutex<VecDeque<StatusCode>>,
    came: Mutex<Vec<(String, String)>>,
}

#[async_trait]
impl PushClient for FakeService {
    async fn post(&self, endpoint: &Endpoint, authorization: &str) -> Result<StatusCode, Unreached> {
        self.came.lock().expect("a list").push((endpoint.reveal(), authorization.to_owned()));
        Ok(self.answers.lock().expect("a list").pop_front().unwrap_or(StatusCode::CREATED))
    }
}

struct Mall {
    desk: Desk,
    staff: Router,
    consumer: Router,
    service: Arc<FakeService>,
    notifier: Notifier,
    attention: Receiver<Attention>,
}

/// Somebody who is signed in on a tablet.
struct Member {
    id: domain::ids::StaffId,
    session: String,
}

impl Mall {
    async fn open() -> (Self, Member) {
        let desk = Desk::open().await;
        let services: PushServices = "push.example.com".parse().expect("services");
        let key = VapidKey::derived(&SECRET, "https://315.example.com").expect("a key");
        let web_push = WebPush::new(key, services);
        let state = StaffState {
            accounts: desk.accounts.clone(),
            cookie: SessionCookie::Plain,
            proxy: Proxy::None,
            web_push: Some(web_push.clone()),
        };
        let service = Arc::new(FakeService::default());
        let notifier = Notifier {
            point: desk.point.id(),
            store: Arc::new(desk.point.store.clone()),
            web_push,
            world: Arc::clone(&desk.point.world) as Arc<dyn World>,
            client: Arc::clone(&service) as Arc<dyn PushClient>,
            again_after: [Duration::ZERO; 2],
        };
        let attention = desk.point.service.attention();
        let boss = desk.first_administrator("mai", "麦小姐").await;
        let consumer = routes(Api::new(desk.point.service.clone(), state.clone()));
        let staff = staff::routes::<StaffState>().with_state(state);
        let mall = Self { desk, staff, consumer, service, notifier, attention };
        let boss = mall.takes_a_tablet(&boss).await;
        (mall, boss)
    }

    /// A receptionist on duty, signed in on a tablet.
    async fn receptionist(&self, boss: &Member, account: &str) -> Member {
        let accounts = &self.desk.accounts;
        let all = accounts.members(&self.who(boss).await).await.expect("members");
        let by = all.iter().find(|record| record.member.id == boss.id).expect("the boss").member.clone();
        let new = NewMember { account: account.to_owned(), name: account.to_owned(), role: Role::Receptionist };
        let added = accounts.add_member(&by, &new).await.expect("added");
        let password: Password = serde_json::from_value(json!("每天早上七点开门前喝一杯茶")).expect("a password");
        let token = added.link.path().rsplit_once('#').expect("a token").1.to_owned();
        let filled = SetUp { token, account: account.to_owned(), name: account.to_owned(), password };
        let sign_in = accounts.set_up(filled, None).await.expect("signed in");
        self.takes_a_tablet(&sign_in).await
    }

    async fn who(&self, member: &Member) -> domain::staff::StaffMember {
        let token = server::accounts::token::Token::parse(&member.session).expect("a token");
        self.desk.accounts.session(&token).await.expect("a store").expect("a session").staff
    }

    async fn takes_a_tablet(&self, sign_in: &SignIn) -> Member {
        let member = Member { id: sign_in.staff.id, session: sign_in.token.reveal() };
        let (status, _) = self.ask(&member, "POST", "/api/v1/device", &json!({ "device": Uuid::new_v4() })).await;
        assert_eq!(status, StatusCode::OK);
        member
    }

    async fn ask(&self, member: &Member, method: &str, path: &str, body: &Value) -> (StatusCode, Value) {
        let request = Request::builder().method(method).uri(path).header(CONTENT_TYPE, "application/json");
        let request = request.header(COOKIE, format!("session={}", member.session));
        let request = request.body(Body::from(body.to_string())).expect("a request");
        let (parts, body) = self.staff.clone().oneshot(request).await.expect("an answer").into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        (parts.status, serde_json::from_slice(&bytes).unwrap_or_default())
    }

    async fn asks_as_consumer(&self, method: &str, path: &str, codes: &str, body: &Value) -> (StatusCode, Value) {
        let request = Request::builder().method(method).uri(path).header(CONTENT_TYPE, "application/json");
        let request =
            if codes.is_empty() { request } else { request.header("authorization", format!("Claim {codes}")) };
        let request = request.body(Body::from(body.to_string())).expect("a request");
        let (parts, body) = self.consumer.clone().oneshot(request).await.expect("an answer").into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        (parts.status, serde_json::from_slice(&bytes).unwrap_or_default())
    }

    async fn is_told_at(&self, member: &Member, name: &str) {
        let (status, said) = self.subscribes(member, &format!("{SERVICE}/{name}"), &Value::Null).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{said}");
    }

    async fn subscribes(&self, member: &Member, endpoint: &str, quiet: &Value) -> (StatusCode, Value) {
        let mut body = json!({ "endpoint": endpoint });
        if !quiet.is_null() {
            body["quiet"] = quiet.clone();
        }
        self.ask(member, "PUT", "/api/v1/device/push", &body).await
    }

    async fn push(&self, op: Op, caller: Caller) {
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.now(), ops: vec![op] };
        self.desk.point.service.push(request, caller).await.expect("stored");
    }

    async fn files(&self, number: u64) -> CaseId {
        self.push(file(number, self.now()), Caller::Public).await;
        CaseId(Uuid::from_u64_pair(number, 0))
    }

    fn now(&self) -> Moment {
        self.desk.point.world.now()
    }

    fn service(&self) -> &Service {
        &self.desk.point.service
    }

    /// Who was told of what has happened since the last look.
    async fn told(&mut self) -> Vec<String> {
        let mut news = Vec::new();
        while let Ok(attention) = self.attention.try_recv() {
            news.push(attention);
        }
        self.notifier.tell(&news).await;
        let came: Vec<_> = std::mem::take(&mut *self.service.came.lock().expect("a list"));
        let mut told: Vec<_> =
            came.iter().map(|(endpoint, _)| endpoint.rsplit_once('/').expect("a name").1.to_owned()).collect();
        told.sort();
        told
    }
}

#[tokio::test]
async fn whoever_has_a_case_is_told_that_it_came_in_and_that_its_consumer_wrote() {
    let (mut mall, boss) = Mall::open().await;
    let (lin, wu) = (mall.receptionist(&boss, "lin").await, mall.receptionist(&boss, "wu").await);
    mall.is_told_at(&lin, "lin").await;
    mall.is_told_at(&wu, "wu").await;
    mall.is_told_at(&boss, "boss").await;
    for (member, on_duty) in [(&lin, true), (&wu, false), (&boss, false)] {
        mall.desk.point.set_on_duty(member.id, on_duty).await.expect("planned");
    }
    let case = mall.files(1).await;
    assert_eq!(mall.told().await, ["lin"], "who it was given to");
    let words = Command::Supplement { words: "小票找到了。".to_owned() };
    let added = on_case(OpId(Uuid::from_u128(9)), case, mall.now(), words).with(claim(1));
    mall.push(added.clone(), Caller::Public).await;
    assert_eq!(mall.told().await, ["lin"]);
    mall.push(added, Caller::Public).await;
    assert_eq!(mall.told().await, Vec::<String>::new(), "sent twice it is said once");
    let note = Command::Supplement { words: "柜台补充。".to_owned() };
    let by_lin = on_case(OpId(Uuid::from_u128(10)), case, mall.now(), note).by_staff();
    mall.push(by_lin, Caller::Staff { id: lin.id, role: Role::Receptionist }).await;
    assert_eq!(mall.told().await, Vec::<String>::new(), "nobody is told of what they did themselves");
}

#[tokio::test]
async fn a_case_that_nobody_has_is_told_to_all_who_receive_cases_and_a_late_one_to_those_who_supervise() {
    let (mut mall, boss) = Mall::open().await;
    let (lin, wu) = (mall.receptionist(&boss, "lin").await, mall.receptionist(&boss, "wu").await);
    for (member, name) in [(&lin, "lin"), (&wu, "wu"), (&boss, "boss")] {
        mall.is_told_at(member, name).await;
    }
    mall.desk.point.set_on_duty(lin.id, false).await.expect("off duty");
    mall.desk.point.set_on_duty(wu.id, false).await.expect("off duty");
    mall.desk.point.set_on_duty(boss.id, false).await.expect("off duty");
    mall.files(1).await;
    let told = mall.told().await;
    assert!(told.contains(&"lin".to_owned()) && told.contains(&"wu".to_owned()), "{told:?}");
    mall.desk.point.world.advance_millis(5 * 24 * 3_600_000);
    while mall.service().raise_warnings().await.expect("stored") > 0 {}
    let late = mall.told().await;
    assert!(late.contains(&"boss".to_owned()), "{late:?}");
}

#[tokio::test]
async fn a_message_says_who_sends_it_and_nothing_of_the_case() {
    let (mut mall, boss) = Mall::open().await;
    let (status, key) = mall.asks_as_consumer("GET", "/api/v1/push-key", "", &Value::Null).await;
    assert_eq!(status, StatusCode::OK);
    mall.is_told_at(&boss, "boss").await;
    mall.desk.point.set_on_duty(boss.id, true).await.expect("on duty");
    mall.files(1).await;
    let mut news = Vec::new();
    while let Ok(attention) = mall.attention.try_recv() {
        news.push(attention);
    }
    mall.notifier.tell(&news).await;
    let came = mall.service.came.lock().expect("a list").clone();
    assert_eq!(came.len(), 1, "one message, whatever happened at once");
    check_signature(&came[0].1, key["key"].as_str().expect("a key"), SERVICE, mall.now());
}

/// As a push service checks it (RFC 8292): header, audience, end, and the signature under the key that the browser was given.
fn check_signature(authorization: &str, key: &str, origin: &str, now: Moment) {
    let (token, said_key) =
        authorization.strip_prefix("vapid t=").and_then(|rest| rest.split_once(", k=")).expect("vapid");
    assert_eq!(said_key, key);
    let (signed, signature) = token.rsplit_once('.').expect("a signature");
    let (header, claims) = signed.split_once('.').expect("two parts");
    let read = |part: &str| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("JSON")
    };
    assert_eq!(read(header), json!({ "typ": "JWT", "alg": "ES256" }));
    let claims = read(claims);
    assert_eq!((&claims["aud"], &claims["sub"]), (&json!(origin), &json!("https://315.example.com")));
    let left = claims["exp"].as_i64().expect("a second") - now.millis() / 1000;
    assert!((1..=24 * 3600).contains(&left), "{left}");
    let key = VerifyingKey::from_sec1_bytes(&URL_SAFE_NO_PAD.decode(key).expect("base64url")).expect("a point");
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).expect("base64url")).expect("r and s");
    key.verify(signed.as_bytes(), &signature).expect("signed by that key");
}

#[tokio::test]
async fn nobody_is_told_in_quiet_hours_and_everybody_after_them() {
    let (mut mall, boss) = Mall::open().await;
    mall.desk.point.set_on_duty(boss.id, true).await.expect("on duty");
    let (status, said) = mall.subscribes(&boss, &format!("{SERVICE}/boss"), &json!({ "from": 24, "to": 1 })).await;
    assert_eq!((status, &said["code"]), (StatusCode::BAD_REQUEST, &json!("malformed")));
    let quiet = json!({ "from": 21, "to": 12 });
    assert_eq!(mall.subscribes(&boss, &format!("{SERVICE}/boss"), &quiet).await.0, StatusCode::NO_CONTENT);
    mall.files(1).await;
    assert_eq!(mall.told().await, Vec::<String>::new(), "ten in the morning");
    mall.desk.point.world.advance_millis(2 * 3_600_000);
    mall.files(2).await;
    assert_eq!(mall.told().await, ["boss"]);
}

#[tokio::test]
async fn a_subscription_that_has_ended_is_forgotten_and_one_that_was_refused_is_kept() {
    let (mut mall, boss) = Mall::open().await;
    mall.desk.point.set_on_duty(boss.id, true).await.expect("on duty");
    mall.is_told_at(&boss, "boss").await;
    mall.service.answers.lock().expect("a list").push_back(StatusCode::BAD_REQUEST);
    mall.files(1).await;
    assert_eq!(mall.told().await, ["boss"]);
    mall.service.answers.lock().expect("a list").push_back(StatusCode::GONE);
    mall.files(2).await;
    assert_eq!(mall.told().await, ["boss"]);
    mall.files(3).await;
    assert_eq!(mall.told().await, Vec::<String>::new(), "there is nobody at that address");
}

#[tokio::test]
async fn a_service_that_is_busy_is_asked_again_and_not_for_ever() {
    let (mut mall, boss) = Mall::open().await;
    mall.desk.point.set_on_duty(boss.id, true).await.expect("on duty");
    mall.is_told_at(&boss, "boss").await;
    mall.service
        .answers
        .lock()
        .expect("a list")
        .extend([StatusCode::SERVICE_UNAVAILABLE, StatusCode::TOO_MANY_REQUESTS]);
    mall.files(1).await;
    assert_eq!(mall.told().await, ["boss", "boss", "boss"]);
    mall.service.answers.lock().expect("a list").extend([StatusCode::BAD_GATEWAY; 5]);
    mall.files(2).await;
    assert_eq!(mall.told().await.len(), 3);
}

#[tokio::test]
async fn no_request_goes_to_an_address_that_somebody_made_up() {
    let (mall, boss) = Mall::open().await;
    for address in
        ["http://127.0.0.1:22/", "https://push.example.com.evil.example/x", "不是地址", "", &"a".repeat(2000)]
    {
        let (status, said) = mall.subscribes(&boss, address, &Value::Null).await;
        assert_eq!(
            (status, &said["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("push_service_unknown")),
            "{address}"
        );
    }
}

#[tokio::test]
async fn who_signs_out_or_loses_the_tablet_is_told_there_no_more() {
    let (mut mall, boss) = Mall::open().await;
    let lin = mall.receptionist(&boss, "lin").await;
    let wu = mall.receptionist(&boss, "wu").await;
    for (member, name) in [(&lin, "lin"), (&wu, "wu"), (&boss, "boss")] {
        mall.is_told_at(member, name).await;
        mall.desk.point.set_on_duty(member.id, false).await.expect("off duty");
    }
    assert_eq!(mall.ask(&lin, "DELETE", "/api/v1/session", &Value::Null).await.0, StatusCode::NO_CONTENT);
    mall.desk.point.close_account(wu.id).await.expect("closed");
    mall.files(1).await;
    let told = mall.told().await;
    assert!(!told.contains(&"lin".to_owned()) && !told.contains(&"wu".to_owned()), "{told:?}");
    assert_eq!(mall.ask(&boss, "DELETE", "/api/v1/device/push", &Value::Null).await.0, StatusCode::NO_CONTENT);
    mall.files(2).await;
    assert_eq!(mall.told().await, Vec::<String>::new(), "switched off");
}

#[tokio::test]
async fn a_session_without_a_tablet_is_told_nowhere() {
    let (mall, boss) = Mall::open().await;
    let all = mall.who(&boss).await;
    let link = mall.desk.accounts.reset_link(&all, boss.id).await.expect("a link");
    let token = link.path().rsplit_once('#').expect("a token").1.to_owned();
    let password: Password = serde_json::from_value(json!("换成一句新的更长的话")).expect("a password");
    let filled = SetUp { token, account: "mai".to_owned(), name: "麦小姐".to_owned(), password };
    let again = mall.desk.accounts.set_up(filled, None).await.expect("signed in");
    let member = Member { id: boss.id, session: again.token.reveal() };
    let (status, said) = mall.subscribes(&member, &format!("{SERVICE}/boss"), &Value::Null).await;
    assert_eq!((status, &said["code"]), (StatusCode::NOT_FOUND, &json!("not_found")));
}

#[tokio::test]
async fn over_the_wire_a_message_is_an_empty_post_that_may_wait_and_be_replaced() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let came: Arc<Mutex<Vec<(HeaderMap, Bytes)>>> = Arc::default();
    let seen = Arc::clone(&came);
    let take = move |headers: HeaderMap, body: Bytes| {
        seen.lock().expect("a list").push((headers, body));
        std::future::ready((StatusCode::FOUND, [("location", "/elsewhere")]))
    };
    let elsewhere = || std::future::ready(StatusCode::INTERNAL_SERVER_ERROR);
    let router =
        Router::new().route("/device", axum::routing::post(take)).route("/elsewhere", axum::routing::any(elsewhere));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let services: PushServices = format!("http://{address}").parse().expect("services");
    let web_push = WebPush::new(VapidKey::derived(&SECRET, "https://315.example.com").expect("a key"), services);
    let endpoint = web_push.endpoint(&format!("http://{address}/device")).expect("an endpoint");
    let client = HttpPushClient::new().expect("a client");
    let status = client.post(&endpoint, "vapid\nt=a").await.expect_err("no header").to_string();
    assert!(!status.contains("/device"), "{status}");
    assert_eq!(client.post(&endpoint, "vapid t=a, k=b").await.expect("an answer"), StatusCode::FOUND, "not followed");
    let (headers, body) = came.lock().expect("a list").pop().expect("a message");
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    assert!(body.is_empty());
    assert_eq!(
        (header("authorization"), header("topic"), header("ttl")),
        ("vapid t=a, k=b".into(), "news".into(), "43200".into())
    );
    assert_eq!((header("content-length"), header("urgency")), ("0".into(), "normal".into()));
}

#[tokio::test]
async fn a_consumer_is_told_when_their_case_is_answered_and_of_nobody_elses() {
    let (mut mall, boss) = Mall::open().await;
    let phone = json!({ "endpoint": format!("{SERVICE}/phone") });
    let case = mall.files(1).await;
    mall.files(2).await;
    let codes = claim(1).plain();
    let (status, said) = mall.asks_as_consumer("PUT", "/api/v1/case-push", &codes, &phone).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "{said}");
    assert_eq!(mall.told().await, Vec::<String>::new(), "they have just filed it");

    let by_staff = Caller::Staff { id: boss.id, role: Role::Administrator };
    let accept = |number| on_case(OpId(Uuid::from_u128(number)), case, mall.now(), Command::Accept).by_staff();
    mall.push(accept(20), by_staff).await;
    assert_eq!(mall.told().await, ["phone"]);
    let note = Command::Note { words: "内部".into(), mentions: Vec::new() };
    mall.push(on_case(OpId(Uuid::from_u128(21)), case, mall.now(), note).by_staff(), by_staff).await;
    assert_eq!(mall.told().await, Vec::<String>::new(), "an internal note is none of theirs");
    let words = Command::Supplement { words: "小票找到了。".to_owned() };
    mall.push(on_case(OpId(Uuid::from_u128(22)), case, mall.now(), words).with(claim(1)), Caller::Public).await;
    assert_eq!(mall.told().await, Vec::<String>::new(), "nor their own words");
    let other = on_case(OpId(Uuid::from_u128(23)), CaseId(Uuid::from_u64_pair(2, 0)), mall.now(), Command::Accept);
    mall.push(other.by_staff(), by_staff).await;
    assert_eq!(mall.told().await, Vec::<String>::new(), "nor somebody else's case");

    let (status, _) = mall.asks_as_consumer("PUT", "/api/v1/case-push", "", &phone).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "of no case any more");
    let reply = Command::Reply { words: "商家答应明天换货。".to_owned() };
    mall.push(on_case(OpId(Uuid::from_u128(24)), case, mall.now(), reply).by_staff(), by_staff).await;
    assert_eq!(mall.told().await, Vec::<String>::new());
}

#[tokio::test]
async fn who_does_not_have_the_code_of_a_case_is_not_told_of_it_and_learns_nothing() {
    let (mut mall, boss) = Mall::open().await;
    let case = mall.files(1).await;
    let stranger = json!({ "endpoint": format!("{SERVICE}/stranger") });
    let (status, _) = mall.asks_as_consumer("PUT", "/api/v1/case-push", &claim(7).plain(), &stranger).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "as for a code that is right");
    let (status, said) = mall.asks_as_consumer("PUT", "/api/v1/case-push", "not a code", &stranger).await;
    assert_eq!((status, &said["code"]), (StatusCode::BAD_REQUEST, &json!("claim_mistyped")));
    // A family follows it on eight phones; a ninth is not told.
    for phone in 1..=9 {
        let endpoint = json!({ "endpoint": format!("{SERVICE}/phone-{phone}") });
        mall.asks_as_consumer("PUT", "/api/v1/case-push", &claim(1).plain(), &endpoint).await;
    }
    let accept = on_case(OpId(Uuid::from_u128(20)), case, mall.now(), Command::Accept).by_staff();
    mall.told().await;
    mall.push(accept, Caller::Staff { id: boss.id, role: Role::Administrator }).await;
    let told = mall.told().await;
    assert_eq!((told.len(), told.contains(&"phone-9".to_owned())), (8, false), "{told:?}");
}
