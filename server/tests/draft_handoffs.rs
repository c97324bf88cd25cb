//! A form that was begun at a kiosk goes on on the visitor's phone: once, within ten minutes, and unread by the server.

use crate::staff_desk::{Answer, Browser, Desk, HOUR};
use axum::http::StatusCode;
use serde_json::json;

const MINUTE: i64 = HOUR / 60;
const PHONE: &str = "00000000-0000-0000-0000-000000000001";
const STRANGER: &str = "00000000-0000-0000-0000-000000000002";

/// A contact point and its kiosk.
async fn kiosk() -> (Desk, Browser, Browser) {
    let (desk, mut mai) = Desk::with_administrator().await;
    let given = mai.post(&desk, "/api/v1/kiosk-codes", json!({"name": "一楼大厅", "keyboard": false})).await;
    let mut kiosk = Browser::default();
    let enrolled = kiosk.post(&desk, "/api/v1/kiosk", json!({"code": given.json["code"]})).await;
    assert_eq!(enrolled.status, StatusCode::OK, "{enrolled:?}");
    (desk, mai, kiosk)
}

async fn hand_off(desk: &Desk, kiosk: &mut Browser, ciphertext: &str) -> Answer {
    kiosk.post(desk, "/api/v1/draft-handoffs", json!({ "ciphertext": ciphertext })).await
}

async fn held(desk: &Desk, kiosk: &mut Browser) -> String {
    let held = hand_off(desk, kiosk, "c2VhbGVk").await;
    assert_eq!(held.status, StatusCode::CREATED, "{held:?}");
    format!("/api/v1/draft-handoffs/{}", held.json["id"].as_str().expect("an id"))
}

async fn ask(desk: &Desk, at: &str, what: &str, taker: &str) -> Answer {
    Browser::default().post(desk, &format!("{at}/{what}"), json!({ "taker": taker })).await
}

async fn state(desk: &Desk, at: &str) -> String {
    let standing = Browser::default().get(desk, at).await;
    standing.json["state"].as_str().map_or_else(|| standing.code().to_owned(), str::to_owned)
}

#[tokio::test]
async fn the_phone_that_comes_first_gets_it_and_nobody_else() {
    let (desk, _, mut kiosk) = kiosk().await;
    let at = held(&desk, &mut kiosk).await;
    assert_eq!(state(&desk, &at).await, "waiting");
    assert_eq!(ask(&desk, &at, "take", PHONE).await.json["ciphertext"], json!("c2VhbGVk"));
    assert_eq!(state(&desk, &at).await, "taken");
    assert_eq!(ask(&desk, &at, "take", STRANGER).await.code(), "draft_handoff_used");
    assert_eq!(ask(&desk, &at, "kept", STRANGER).await.code(), "draft_handoff_used");
    assert_eq!(state(&desk, &at).await, "taken", "a stranger does not end the kiosk's visit");
}

#[tokio::test]
async fn where_the_answer_was_lost_the_same_phone_asks_again_and_once_it_is_kept_nothing_is_left() {
    let (desk, _, mut kiosk) = kiosk().await;
    let at = held(&desk, &mut kiosk).await;
    for _ in 0..2 {
        assert_eq!(ask(&desk, &at, "take", PHONE).await.status, StatusCode::OK);
    }
    for _ in 0..2 {
        assert_eq!(ask(&desk, &at, "kept", PHONE).await.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(state(&desk, &at).await, "kept");
    assert_eq!(ask(&desk, &at, "take", PHONE).await.code(), "draft_handoff_used", "once");
}

#[tokio::test]
async fn after_ten_minutes_nobody_gets_it() {
    let (desk, _, mut kiosk) = kiosk().await;
    let at = held(&desk, &mut kiosk).await;
    desk.wait(10 * MINUTE - 1);
    assert_eq!(state(&desk, &at).await, "waiting");
    desk.wait(1);
    let late = ask(&desk, &at, "take", PHONE).await;
    assert_eq!((late.status, late.code()), (StatusCode::GONE, "draft_handoff_expired"));
    assert_eq!(state(&desk, &at).await, "draft_handoff_expired");
    let nobody = "/api/v1/draft-handoffs/00000000-0000-0000-0000-000000000009";
    assert_eq!(ask(&desk, nobody, "take", PHONE).await.code(), "draft_handoff_expired");
}

#[tokio::test]
async fn only_kiosks_hand_forms_over_and_only_small_ones_and_not_without_end() {
    let (desk, mut mai, mut kiosk) = kiosk().await;
    assert_eq!(hand_off(&desk, &mut Browser::default(), "AAAA").await.code(), "kiosk_unknown");
    assert_eq!(hand_off(&desk, &mut mai, "AAAA").await.code(), "kiosk_unknown");
    assert_eq!(hand_off(&desk, &mut kiosk, "姓名").await.code(), "malformed");
    assert_eq!(hand_off(&desk, &mut kiosk, &"A".repeat(32 * 1024)).await.status, StatusCode::CREATED);
    assert_eq!(hand_off(&desk, &mut kiosk, &"A".repeat(32 * 1024 + 1)).await.code(), "body_too_large");
    for _ in 0..9 {
        held(&desk, &mut kiosk).await;
    }
    let limited = hand_off(&desk, &mut kiosk, "AAAA").await;
    assert_eq!((limited.status, limited.code()), (StatusCode::TOO_MANY_REQUESTS, "rate_limited"));
    let id = mai.get(&desk, "/api/v1/kiosks").await.json["kiosks"][0]["id"].as_str().expect("an id").to_owned();
    mai.patch(&desk, &format!("/api/v1/kiosks/{id}"), json!({"revoked": true})).await;
    assert_eq!(hand_off(&desk, &mut kiosk, "AAAA").await.code(), "kiosk_revoked");
}
