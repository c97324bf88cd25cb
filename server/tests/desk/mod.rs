//! The API of a contact point, asked as a device asks it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use server::accounts::password::Password;
use server::accounts::{Accounts, SessionTimes, SetUp, SignIn, Surroundings};
use server::http::api::{Api, routes};
use server::http::client_address::Proxy;
use server::http::staff::{SessionCookie, StaffState};
use server::service::World;
use server::testing::TestPoint;
use sync::protocol::{Op, PROTOCOL};
use tower::ServiceExt;

#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) point: TestPoint,
    pub(crate) router: Router,
    pub(crate) accounts: Accounts,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) media_type: String,
    pub(crate) retry_after: Option<u64>,
    pub(crate) json: Value,
}

impl Answer {
    pub(crate) fn code(&self) -> &str {
        self.json["code"].as_str().unwrap_or_default()
    }
}

impl Desk {
    pub(crate) async fn open() -> Self {
        Self::of(TestPoint::alone().await.expect("a contact point"))
    }

    pub(crate) fn of(point: TestPoint) -> Self {
        let times = SessionTimes { longest: Duration::from_secs(3600), idle: Duration::from_secs(3600) };
        let world = Arc::clone(&point.world) as Arc<dyn World>;
        let around = Surroundings { world, committed: Arc::new(|_| {}) };
        let accounts = Accounts::new(point.id(), Arc::new(point.store.clone()), times, around).expect("accounts");
        let staff = StaffState {
            accounts: accounts.clone(),
            cookie: SessionCookie::Plain,
            proxy: Proxy::Trusted,
            web_push: None,
        };
        let router = routes(Api::new(point.service.clone(), staff));
        Self { point, router, accounts }
    }

    /// The first administrator, who opened the link and is signed in.
    pub(crate) async fn first_administrator(&self, account: &str, name: &str) -> SignIn {
        let link = self.accounts.first_administrator_link().await.expect("a store").expect("nobody yet");
        let password: Password = serde_json::from_value(json!("每天早上七点开门前喝一杯茶")).expect("a password");
        let token = link.path().strip_prefix("/staff/setup#").expect("a link").to_owned();
        let filled = SetUp { token, account: account.to_owned(), name: name.to_owned(), password };
        self.accounts.set_up(filled, None).await.expect("signed in")
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let word = |name| parts.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        assert_eq!(word(CACHE_CONTROL), Some("no-store"));
        let bytes = body.collect().await.expect("a body").to_bytes();
        Answer {
            status: parts.status,
            media_type: word(CONTENT_TYPE).unwrap_or_default().to_owned(),
            retry_after: word(RETRY_AFTER).and_then(|seconds| seconds.parse().ok()),
            json: serde_json::from_slice(&bytes).unwrap_or_default(),
        }
    }

    pub(crate) async fn post(&self, body: impl Into<Body>) -> Answer {
        let request = Request::builder().method(Method::POST).uri("/api/v1/push");
        self.ask(request.header(CONTENT_TYPE, "application/json").body(body.into()).expect("a request")).await
    }

    pub(crate) async fn push(&self, ops: &[Op]) -> Answer {
        self.post(self.body(ops).to_string()).await
    }

    pub(crate) fn body(&self, ops: &[Op]) -> Value {
        json!({ "protocol": PROTOCOL, "sent_at": self.point.world.now(), "ops": ops })
    }

    pub(crate) async fn pull(&self, address: &str, codes: &str) -> Answer {
        let request = Request::builder().uri("/api/v1/pull?since=0").header("x-forwarded-for", address);
        let request =
            if codes.is_empty() { request } else { request.header("authorization", format!("Claim {codes}")) };
        self.ask(request.body(Body::empty()).expect("a request")).await
    }
}
