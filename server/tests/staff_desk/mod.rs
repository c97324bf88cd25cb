//! A contact point with staff endpoints only, a clock that tests turn, and browsers with cookies.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{Request, StatusCode};
use axum::middleware::from_fn_with_state;
use domain::ids::PointId;
use domain::moment::Moment;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use server::accounts::token::Token;
use server::accounts::{Accounts, SessionTimes, Surroundings};
use server::data_keys::DataKeys;
use server::http::client_address::Proxy;
use server::http::same_origin::{self, OwnOrigin};
use server::http::staff::{SessionCookie, StaffState, routes};
use server::service::World;
use server::store::SyncStore;
use server::store::entities::NewPoint;
use server::store::sqlite::{SqliteOptions, SqliteStore};
use sync::protocol::Epoch;
use tower::ServiceExt;
use uuid::Uuid;

pub(crate) const POINT: PointId = PointId(Uuid::from_u128(315));
pub(crate) const SENTENCE: &str = "每天早上七点开门前喝一杯茶";
pub(crate) const HOUR: i64 = 3_600_000;

/// A clock that stands still until a test turns it.
#[derive(Debug)]
pub(crate) struct TestWorld(AtomicI64);

impl World for TestWorld {
    fn now(&self) -> Moment {
        Moment::from_millis(self.0.load(Ordering::SeqCst))
    }

    fn random_id(&self) -> Uuid {
        Uuid::new_v4()
    }
}

#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) accounts: Accounts,
    pub(crate) store: SqliteStore,
    router: Router,
    world: Arc<TestWorld>,
    pokes: Arc<AtomicU32>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) json: Value,
    pub(crate) retry_after: Option<u64>,
    pub(crate) cookie: Option<String>,
    pub(crate) device_cookie: Option<String>,
}

impl Answer {
    pub(crate) fn code(&self) -> &str {
        self.json["code"].as_str().unwrap_or_default()
    }
}

impl Desk {
    pub(crate) async fn open() -> Self {
        let store = SqliteStore::open(&SqliteOptions::memory()).await.expect("a store");
        let store = store.sealed_under(DataKeys::random().expect("keys"));
        let world = Arc::new(TestWorld(AtomicI64::new(1_795_000_000_000)));
        let (name, epoch, at) = ("测试".to_owned(), Epoch(Uuid::new_v4()), world.now());
        store
            .open_point(&NewPoint {
                id: POINT,
                name,
                epoch,
                board_hash: [0; 32],
                board: "null".to_owned(),
                notices: Vec::new(),
                at,
            })
            .await
            .expect("a point");
        let pokes = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&pokes);
        let committed = Arc::new(move |_| {
            count.fetch_add(1, Ordering::SeqCst);
        });
        let times = SessionTimes { longest: Duration::from_secs(12 * 3600), idle: Duration::from_secs(4 * 3600) };
        let around = Surroundings { world: Arc::clone(&world) as Arc<dyn World>, committed };
        let accounts = Accounts::new(POINT, Arc::new(store.clone()), times, around).expect("accounts");
        let state = StaffState {
            accounts: accounts.clone(),
            cookie: SessionCookie::Plain,
            proxy: Proxy::Trusted,
            web_push: None,
        };
        let guard = from_fn_with_state(OwnOrigin(None), same_origin::guard);
        let router = routes::<StaffState>().with_state(state).layer(guard);
        Self { accounts, store, router, world, pokes }
    }

    /// A point whose first administrator, 麦小姐, is set up and signed in.
    pub(crate) async fn with_administrator() -> (Self, Browser) {
        let desk = Self::open().await;
        let link = desk.accounts.first_administrator_link().await.expect("a store").expect("no administrator yet");
        let mut mai = Browser::default();
        let body = json!({"token": token(&link.path()), "account": "Mai", "name": "麦小姐", "password": SENTENCE});
        let answer = mai.post(&desk, "/api/v1/setup", body).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        (desk, mai)
    }

    pub(crate) fn wait(&self, millis: i64) {
        self.world.0.fetch_add(millis, Ordering::SeqCst);
    }

    pub(crate) fn pokes(&self) -> u32 {
        self.pokes.load(Ordering::SeqCst)
    }
}

/// What stands after `#` in a link.
pub(crate) fn token(link: &str) -> &str {
    link.strip_prefix("/staff/setup#").expect("a link to the page, with the token in the fragment")
}

/// A browser: keeps the cookies it is given.
#[derive(Clone, Debug, Default)]
pub(crate) struct Browser {
    pub(crate) cookie: Option<String>,
    /// By which it is known for limits.
    pub(crate) device: Option<String>,
    /// By which a kiosk is known.
    pub(crate) kiosk: Option<String>,
    pub(crate) address: Option<&'static str>,
    /// What it says about where its requests come from; without it, our own pages.
    pub(crate) site: Option<&'static str>,
}

impl Browser {
    /// What the cookie holds; no script could read it, but this is not a browser.
    pub(crate) fn token(&self) -> Token {
        let value = self.cookie.as_deref().and_then(|cookie| cookie.split('=').nth(1));
        value.and_then(Token::parse).expect("a cookie with a token")
    }

    pub(crate) async fn get(&mut self, desk: &Desk, path: &str) -> Answer {
        self.send(desk, "GET", path, None).await
    }

    pub(crate) async fn delete(&mut self, desk: &Desk, path: &str) -> Answer {
        self.send(desk, "DELETE", path, None).await
    }

    pub(crate) async fn post(&mut self, desk: &Desk, path: &str, body: Value) -> Answer {
        self.send(desk, "POST", path, Some(body)).await
    }

    pub(crate) async fn patch(&mut self, desk: &Desk, path: &str, body: Value) -> Answer {
        self.send(desk, "PATCH", path, Some(body)).await
    }

    pub(crate) async fn sign_in(&mut self, desk: &Desk, account: &str, password: &str) -> Answer {
        self.post(desk, "/api/v1/session", json!({"account": account, "password": password})).await
    }

    /// Adds a member and opens their link on another browser, which is then signed in.
    pub(crate) async fn add(&mut self, desk: &Desk, account: &str, role: &str) -> (String, Self) {
        let body = json!({"account": account, "name": account, "role": role});
        let added = self.post(desk, "/api/v1/staff", body).await;
        assert_eq!(added.status, StatusCode::CREATED, "{added:?}");
        let link = added.json["link"].as_str().expect("a link").to_owned();
        let mut theirs = Self::default();
        let set = theirs.post(desk, "/api/v1/setup", json!({"token": token(&link), "password": SENTENCE})).await;
        assert_eq!(set.status, StatusCode::OK, "{set:?}");
        (added.json["staff"]["id"].as_str().expect("an id").to_owned(), theirs)
    }

    async fn send(&mut self, desk: &Desk, method: &str, path: &str, body: Option<Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for cookie in self.cookie.iter().chain(&self.device).chain(&self.kiosk) {
            request = request.header(COOKIE, cookie);
        }
        if let Some(address) = self.address {
            request = request.header("x-forwarded-for", address);
        }
        request = request.header("sec-fetch-site", self.site.unwrap_or("same-origin"));
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let request = request.header(CONTENT_TYPE, "application/json").body(body).expect("a request");
        let response = desk.router.clone().oneshot(request).await.expect("an answer");
        let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        assert_eq!(header("cache-control").as_deref(), Some("no-store"));
        let retry_after = header("retry-after");
        let set: Vec<&str> =
            response.headers().get_all(SET_COOKIE).iter().filter_map(|set| set.to_str().ok()).collect();
        let named = |name: &str| set.iter().find(|set| set.starts_with(name)).map(|set| (*set).to_owned());
        let (cookie, device_cookie) = (named("session="), named("device="));
        let status = response.status();
        if let Some(cookie) = &cookie {
            let pair = cookie.split(';').next().unwrap_or_default().to_owned();
            self.cookie = if pair.ends_with('=') { None } else { Some(pair) };
        }
        if let Some(cookie) = &device_cookie {
            self.device = cookie.split(';').next().map(str::to_owned);
        }
        if let Some(cookie) = named("kiosk=") {
            self.kiosk = cookie.split(';').next().map(str::to_owned);
        }
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status, json, retry_after: retry_after.and_then(|text| text.parse().ok()), cookie, device_cookie }
    }
}
