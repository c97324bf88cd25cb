//! What a browser is told not to do stands on every kind of answer.

use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, ORIGIN};
use axum::http::request::Builder;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::ids::CaseId;
use image::{ImageFormat, RgbImage};
use server::accounts::{Accounts, SessionTimes, Surroundings};
use server::attachments::Attachments;
use server::attachments::objects::Objects;
use server::http::client_address::Proxy;
use server::http::same_origin::OwnOrigin;
use server::http::security_headers::FIXED;
use server::http::staff::{SessionCookie, StaffState};
use server::service::World;
use server::testing::{TestPoint, claim, file};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

async fn house(public: Option<&str>) -> (Router, TestPoint, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let point = TestPoint::alone().await.expect("a contact point");
    let objects = Objects::in_folder(folder.path(), point.id()).expect("a place");
    let attachments = Attachments::new(Arc::new(point.store.clone()), objects, point.id());
    let service = point.service.clone().with_attachments(attachments);
    let times = SessionTimes { longest: Duration::from_secs(3600), idle: Duration::from_secs(3600) };
    let around = Surroundings { world: Arc::clone(&point.world) as Arc<dyn World>, committed: Arc::new(|_| {}) };
    let accounts = Accounts::new(point.id(), Arc::new(point.store.clone()), times, around).expect("accounts");
    let staff = StaffState { accounts, cookie: SessionCookie::Plain, proxy: Proxy::None, web_push: None };
    let own = OwnOrigin(public.map(|url| url.parse().expect("an address")));
    (server::http::router(service, staff, own).expect("a router"), point, folder)
}

async fn ask(router: &Router, request: Builder, body: impl Into<Body>) -> Response {
    router.clone().oneshot(request.body(body.into()).expect("a request")).await.expect("an answer")
}

/// A photo that a case has, by its address.
async fn photo(router: &Router, point: &TestPoint) -> String {
    let mut png = Cursor::new(Vec::new());
    RgbImage::new(8, 8).write_to(&mut png, ImageFormat::Png).expect("a picture");
    let (png, hash) = (png.get_ref().clone(), hex::encode(Sha256::digest(png.get_ref())));
    let filed = serde_json::json!({"protocol": 1, "sent_at": point.world.now(), "ops": [file(1, point.world.now())]});
    let push = Request::post("/api/v1/push").header(CONTENT_TYPE, "application/json");
    assert_eq!(ask(router, push, filed.to_string()).await.status(), StatusCode::OK);
    let code = format!("Claim {}", claim(1).plain());
    let begin = Request::post("/api/v1/uploads").header("tus-resumable", "1.0.0").header(AUTHORIZATION, &code);
    let begin =
        begin.header("upload-length", png.len()).header("upload-metadata", format!("hash {}", STANDARD.encode(&hash)));
    let begun = ask(router, begin, Body::empty()).await;
    assert_eq!(begun.status(), StatusCode::CREATED);
    let place = begun.headers()["location"].to_str().expect("an address").to_owned();
    let append = Request::patch(place).header("tus-resumable", "1.0.0").header(AUTHORIZATION, &code);
    let append = append.header("upload-offset", 0).header(CONTENT_TYPE, "application/offset+octet-stream");
    assert_eq!(ask(router, append, png).await.status(), StatusCode::NO_CONTENT);
    // It was made anew, without what a camera writes into it.
    let view = point.service.track(&claim(1)).await.expect("a store").expect("a case");
    let kept = view.attachments.first().expect("a photo").hash;
    format!("/api/v1/attachments/{}/{kept}", CaseId(Uuid::from_u64_pair(1, 0)))
}

#[tokio::test]
async fn every_kind_of_answer_says_what_a_browser_must_not_do() {
    let (router, point, _folder) = house(Some("https://315.example.com")).await;
    let photo = photo(&router, &point).await;
    let code = format!("Claim {}", claim(1).plain());
    let get = |path: &str| Request::get(path.to_owned());
    let answers = [
        ("a page", get("/"), 200),
        ("a file of the site", get("/shell"), 200),
        ("data", get("/api/v1/openapi.json"), 200),
        ("a stream", get("/api/v1/stream"), 200),
        ("a file of a consumer", get(&photo).header(AUTHORIZATION, &code), 200),
        ("health", get("/healthz"), 200),
        ("a page that is none", get("/no-such-page"), 404),
        ("a file that is none", get("/no-such-file.png"), 404),
        ("an address of the interface that is none", get("/api/v1/no-such-thing"), 404),
        ("another method", Request::put("/api/v1/push"), 405),
        ("what is no JSON", Request::post("/api/v1/push").header(CONTENT_TYPE, "application/json"), 400),
        ("without a session", get("/api/v1/staff"), 401),
        ("another site", Request::post("/api/v1/push").header(ORIGIN, "https://elsewhere.example.com"), 403),
        ("a form", Request::post("/track").header(CONTENT_TYPE, "application/x-www-form-urlencoded"), 400),
    ];
    for (what, request, status) in answers {
        let answer = ask(&router, request, Body::empty()).await;
        assert_eq!(answer.status(), status, "{what}");
        let header = |name: &str| {
            let all: Vec<_> = answer.headers().get_all(name).iter().collect();
            assert_eq!(all.len(), 1, "{what}: {name}");
            all[0].to_str().expect("a word").to_owned()
        };
        for (name, value) in FIXED {
            assert_eq!(header(name.as_str()), value, "{what}: {name}");
        }
        assert_eq!(header("strict-transport-security"), "max-age=31536000", "{what}");
        let policy = header("content-security-policy");
        let confined = ["require-trusted-types-for 'script'; trusted-types default", "sandbox; default-src 'none'"];
        assert!(confined.iter().any(|part| policy.contains(part)), "{what}: {policy}");
        assert!(
            !policy.contains("script-src 'unsafe-inline'") && !policy.contains("'unsafe-eval'"),
            "{what}: {policy}"
        );
        assert!(!header("permissions-policy").contains('*'), "{what}");
    }
}

#[tokio::test]
async fn without_tls_nobody_is_told_to_come_by_tls_only() {
    let (router, _, _folder) = house(None).await;
    let answer = ask(&router, Request::get("/"), Body::empty()).await;
    assert!(!answer.headers().contains_key("strict-transport-security"));
}
