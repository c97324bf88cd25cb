//! Who is let in: every endpoint of the interface, asked by nobody and by each role, beside what is written down.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Method, Request, StatusCode};
use domain::access;
use domain::ids::StaffId;
use domain::role::Role;
use domain::staff::StaffMember;
use serde_json::Value;
use server::accounts::password::Password;
use server::accounts::{Accounts, GivenLink, NewMember, SessionTimes, SetUp, Surroundings};
use server::http::client_address::Proxy;
use server::http::same_origin::OwnOrigin;
use server::http::staff::{SessionCookie, StaffState};
use server::service::World;
use server::testing::TestPoint;
use tower::ServiceExt;
use uuid::Uuid;

/// For whoever has no session: what everybody may read, what a consumer, a merchant, a kiosk or a device proves by something else, and
/// how somebody gets a session.
const WITHOUT_A_SESSION: [&str; 36] = [
    "delete /api/v1/session",
    "delete /api/v1/uploads/{id}",
    "get /api/v1/commitments",
    "get /api/v1/draft-handoffs/{id}",
    "get /api/v1/merchants",
    "get /api/v1/open/evidence-key",
    "get /api/v1/open/merchants.json",
    "get /api/v1/open/statistics.csv",
    "get /api/v1/open/statistics.json",
    "get /api/v1/open/tips.atom",
    "get /api/v1/openapi.json",
    "get /api/v1/pull",
    "get /api/v1/push-key",
    "get /api/v1/stream",
    "head /api/v1/uploads/{id}",
    "options /api/v1/uploads",
    "patch /api/v1/uploads/{id}",
    "post /api/v1/device/session",
    "post /api/v1/device/standing",
    "post /api/v1/draft-handoffs",
    "post /api/v1/draft-handoffs/{id}/kept",
    "post /api/v1/draft-handoffs/{id}/take",
    "post /api/v1/kiosk",
    "post /api/v1/kiosk/health",
    "post /api/v1/left-behind",
    "post /api/v1/merchant-answer",
    "post /api/v1/merchant-answer/view",
    "post /api/v1/merchant-application",
    "post /api/v1/merchant-application/commitment",
    "post /api/v1/merchant-application/view",
    "post /api/v1/push",
    "post /api/v1/session",
    "post /api/v1/setup",
    "post /api/v1/setup/check",
    "post /api/v1/uploads",
    "put /api/v1/case-push",
];

/// What each read of staff is by the table of access; those that the table leaves to everybody who is signed in have none.
const READS: [(&str, &str); 9] = [
    ("/api/v1/cases/{number}", "cases"),
    ("/api/v1/fund", "fund"),
    ("/api/v1/analysis", "figures"),
    ("/api/v1/analysis/unusual", "figures"),
    ("/api/v1/analysis/report", "figures"),
    ("/api/v1/roster", "roster"),
    ("/api/v1/regulator/cases", "regulator_list"),
    ("/api/v1/regulator/cases/{number}", "regulator_case"),
    ("/api/v1/merchants/{merchant}/record", "merchants"),
];
/// Reads for those who supervise, of which the table of access does not tell: how the house is run.
const OF_THE_HOUSE: [&str; 6] = [
    "/api/v1/aside",
    "/api/v1/devices",
    "/api/v1/kiosks",
    "/api/v1/staff",
    "/api/v1/merchants/{merchant}/ledger-keys",
    "/api/v1/analysis/repeats",
];

struct House {
    router: Router,
    accounts: Accounts,
    boss: Option<StaffMember>,
}

impl House {
    async fn open() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let times = SessionTimes { longest: Duration::from_secs(3600), idle: Duration::from_secs(3600) };
        let around = Surroundings { world: Arc::clone(&point.world) as Arc<dyn World>, committed: Arc::new(|_| {}) };
        let accounts = Accounts::new(point.id(), Arc::new(point.store.clone()), times, around).expect("accounts");
        let staff =
            StaffState { accounts: accounts.clone(), cookie: SessionCookie::Plain, proxy: Proxy::None, web_push: None };
        let router = server::http::router(point.service.clone(), staff, OwnOrigin(None)).expect("a router");
        Self { router, accounts, boss: None }
    }

    /// Somebody of that role, by their session. The first is an administrator.
    async fn somebody(&mut self, role: Role) -> String {
        let account = role.code();
        let link: GivenLink = match (&self.boss, role) {
            (None, Role::Administrator) => {
                self.accounts.first_administrator_link().await.expect("a store").expect("nobody")
            }
            (None, _) => panic!("the administrator comes first"),
            (Some(boss), _) => {
                let new = NewMember { account: account.to_owned(), name: account.to_owned(), role };
                self.accounts.add_member(boss, &new).await.expect("added").link
            }
        };
        let token = link.path().rsplit_once('#').expect("a token").1.to_owned();
        let password = Password::new("每天早上七点开门前喝一杯茶");
        let filled = SetUp { token, account: account.to_owned(), name: account.to_owned(), password };
        let signed_in = self.accounts.set_up(filled, None).await.expect("signed in");
        if self.boss.is_none() {
            self.boss = Some(signed_in.staff.clone());
        }
        signed_in.token.reveal()
    }

    async fn ask(&self, method: &str, path: &str, session: Option<&str>) -> StatusCode {
        let method: Method = method.to_uppercase().parse().expect("a method");
        let mut request = Request::builder().method(method).uri(filled(path)).header(CONTENT_TYPE, "application/json");
        request = request.header("sec-fetch-site", "same-origin");
        if let Some(session) = session {
            request = request.header(COOKIE, format!("session={session}"));
        }
        let answer = self.router.clone().oneshot(request.body(Body::from("{}")).expect("a request")).await;
        answer.expect("an answer").status()
    }
}

/// An address with something of the right form in each place.
fn filled(path: &str) -> String {
    let nobody = StaffId(Uuid::nil()).0.to_string();
    let path = path.replace("{number}", "2026-000001").replace("{year}", "2027").replace("{hash}", &"0".repeat(64));
    let mut parts = Vec::new();
    for part in path.split('/') {
        parts.push(if part.starts_with('{') { nobody.as_str() } else { part });
    }
    // Its days are read before it is looked who asks.
    let days = if path.ends_with("/regulator/cases") { "?from=2026-11-01&to=2026-11-30" } else { "" };
    parts.join("/") + days
}

/// Every method and path of the document.
fn endpoints() -> BTreeSet<(String, String)> {
    let document: Value = serde_json::from_str(&server::http::openapi()).expect("JSON");
    let paths = document["paths"].as_object().expect("paths").clone();
    let of_path = |(path, methods): (String, Value)| {
        let methods: Vec<String> = methods.as_object().map(|all| all.keys().cloned().collect()).unwrap_or_default();
        methods.into_iter().map(move |method| (method, path.clone()))
    };
    paths.into_iter().flat_map(of_path).collect()
}

fn is_closed(status: StatusCode) -> bool {
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
}

#[tokio::test]
async fn whoever_is_not_signed_in_reaches_what_is_for_everybody_and_nothing_else() {
    let house = House::open().await;
    let mut open = BTreeSet::new();
    for (method, path) in endpoints() {
        if !is_closed(house.ask(&method, &path, None).await) {
            open.insert(format!("{method} {path}"));
        }
    }
    let expected: BTreeSet<String> = WITHOUT_A_SESSION.into_iter().map(str::to_owned).collect();
    assert_eq!(open, expected);
}

#[tokio::test]
async fn each_role_reads_what_the_table_says_and_nothing_else() {
    let mut house = House::open().await;
    let reads: BTreeMap<&str, &str> = READS.into_iter().collect();
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    let boss = [Role::Administrator];
    let roles = boss.into_iter().chain(Role::ALL.into_iter().filter(|role| *role != Role::Administrator));
    for role in roles {
        let session = house.somebody(role).await;
        for (method, path) in endpoints() {
            // A stream has no end; what changes something reads its body before it looks who asks.
            if method != "get"
                || path == "/api/v1/stream"
                || WITHOUT_A_SESSION.contains(&format!("get {path}").as_str())
            {
                continue;
            }
            let may = match reads.get(path.as_str()) {
                Some(code) => access::may(role, code),
                None if OF_THE_HOUSE.contains(&path.as_str()) => role.supervises(),
                None => true,
            };
            let status = house.ask(&method, &path, Some(&session)).await;
            assert_ne!(status, StatusCode::UNAUTHORIZED, "{path}");
            if may == (status == StatusCode::FORBIDDEN) {
                wrong.push(format!("{path} for {role:?}: {status}"));
            }
            seen.insert(path);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let unknown: Vec<_> = reads.keys().chain(&OF_THE_HOUSE).filter(|path| !seen.contains(**path)).collect();
    assert!(unknown.is_empty(), "no such read: {unknown:?}");
}
