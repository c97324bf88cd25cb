//! Devices of staff: they come back without a password, are ended when lost, and what is left on them is not lost.

use crate::staff_desk::{Browser, Desk, HOUR, POINT, SENTENCE, token};
use axum::http::StatusCode;
use serde_json::{Value, json};
use server::store::AccountStore;
use uuid::Uuid;

/// A device on which a member signed in: what it keeps sealed.
struct Tablet {
    id: Uuid,
    staff: String,
    kept: Value,
}

impl Tablet {
    /// The member who is signed in takes a new tablet.
    async fn of(desk: &Desk, browser: &mut Browser) -> Self {
        Self::named(desk, browser, Uuid::new_v4()).await
    }

    async fn named(desk: &Desk, browser: &mut Browser, id: Uuid) -> Self {
        let who = browser.get(desk, "/api/v1/session").await;
        let kept = browser.post(desk, "/api/v1/device", json!({ "device": id })).await;
        assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
        Self { id, staff: who.json["staff"]["id"].as_str().expect("somebody").to_owned(), kept: kept.json }
    }

    fn token(&self) -> Value {
        json!({ "device": self.id, "staff": self.staff, "token": self.kept["token"] })
    }

    /// Unlocked, the tablet asks for a session.
    async fn comes_back(&self, desk: &Desk) -> (Browser, crate::staff_desk::Answer) {
        let mut browser = Browser::default();
        let answer = browser.post(desk, "/api/v1/device/session", self.token()).await;
        (browser, answer)
    }
}

#[tokio::test]
async fn a_tablet_that_was_unlocked_signs_in_again_without_a_password() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let tablet = Tablet::of(&desk, &mut mai).await;
    desk.wait(13 * HOUR);
    assert_eq!(mai.get(&desk, "/api/v1/session").await.code(), "sign_in_needed", "the session is over");
    let (mut again, answer) = tablet.comes_back(&desk).await;
    assert_eq!((answer.status, &answer.json["staff"]["name"]), (StatusCode::OK, &json!("麦小姐")));
    assert_eq!(again.get(&desk, "/api/v1/device").await.json, tablet.kept["key"], "and is the same tablet");
}

#[tokio::test]
async fn everybody_on_a_shared_tablet_gets_its_one_key_and_a_token_of_their_own() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let (_, mut lin) = mai.add(&desk, "lin", "receptionist").await;
    let first = Tablet::of(&desk, &mut mai).await;
    let second = Tablet::named(&desk, &mut lin, first.id).await;
    assert_eq!(first.kept["key"], second.kept["key"]);
    assert_ne!(first.kept["token"], second.kept["token"]);
    let stolen = json!({ "device": first.id, "staff": first.staff, "token": second.kept["token"] });
    let answer = Browser::default().post(&desk, "/api/v1/device/session", stolen).await;
    assert_eq!(answer.code(), "sign_in_needed", "a colleague's token is nobody else's");
    let elsewhere = json!({ "device": Uuid::new_v4(), "staff": first.staff, "token": first.kept["token"] });
    assert_eq!(Browser::default().post(&desk, "/api/v1/device/session", elsewhere).await.code(), "sign_in_needed");
}

#[tokio::test]
async fn a_new_password_asks_for_itself_on_the_other_tablets_and_opens_what_they_keep() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let lost = Tablet::of(&desk, &mut mai).await;
    let mut here = Browser::default();
    here.sign_in(&desk, "mai", SENTENCE).await;
    let this = Tablet::of(&desk, &mut here).await;
    let body = json!({ "current": SENTENCE, "password": "换成一句新的更长的话" });
    assert_eq!(here.post(&desk, "/api/v1/session/password", body).await.status, StatusCode::NO_CONTENT);
    assert_eq!(lost.comes_back(&desk).await.1.code(), "sign_in_needed");
    assert_eq!(this.comes_back(&desk).await.1.status, StatusCode::OK, "where it was changed, nothing is asked");
    let mut again = Browser::default();
    again.sign_in(&desk, "mai", "换成一句新的更长的话").await;
    let opened = Tablet::named(&desk, &mut again, lost.id).await;
    assert_eq!(opened.kept["key"], lost.kept["key"], "what was sealed there opens");
}

#[tokio::test]
async fn a_lost_tablet_is_ended_and_nobody_signs_in_on_it_until_it_is_found() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let (_, mut lin) = mai.add(&desk, "lin", "receptionist").await;
    let tablet = Tablet::of(&desk, &mut lin).await;
    let path = format!("/api/v1/devices/{}", tablet.id);
    assert_eq!(lin.patch(&desk, &path, json!({ "revoked": true })).await.code(), "forbidden");

    let before = desk.pokes();
    let ended = mai.patch(&desk, &path, json!({ "revoked": true, "label": " 二楼平板\n" })).await;
    assert_eq!((ended.status, &ended.json["label"]), (StatusCode::OK, &json!("二楼平板")));
    assert!(desk.pokes() > before, "the tablet is told to ask");
    assert_eq!(lin.get(&desk, "/api/v1/session").await.code(), "sign_in_needed", "its sessions have ended");
    let answer = tablet.comes_back(&desk).await.1;
    assert_eq!((answer.status, answer.code()), (StatusCode::FORBIDDEN, "device_revoked"));
    let standing = Browser::default().post(&desk, "/api/v1/device/standing", json!({ "device": tablet.id })).await;
    assert_eq!(standing.json, json!({ "revoked": true }));

    assert_eq!(lin.sign_in(&desk, "lin", SENTENCE).await.status, StatusCode::OK, "the person is welcome");
    let refused = lin.post(&desk, "/api/v1/device", json!({ "device": tablet.id })).await;
    assert_eq!(refused.code(), "device_revoked", "but not on this tablet");
    assert_eq!(lin.get(&desk, "/api/v1/session").await.code(), "sign_in_needed", "nor with the session from there");

    assert_eq!(mai.patch(&desk, &path, json!({ "revoked": false })).await.json["revoked_at"], Value::Null);
    assert_eq!(tablet.comes_back(&desk).await.1.status, StatusCode::OK);
}

#[tokio::test]
async fn those_who_supervise_see_every_device_and_who_signed_in_there() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let (lin_id, mut lin) = mai.add(&desk, "lin", "supervisor").await;
    let tablet = Tablet::of(&desk, &mut mai).await;
    desk.wait(HOUR);
    Tablet::named(&desk, &mut lin, tablet.id).await;
    let all = lin.get(&desk, "/api/v1/devices").await;
    assert_eq!(all.json["devices"].as_array().map(Vec::len), Some(1));
    assert_eq!(all.json["devices"][0]["people"], json!([lin_id, tablet.staff]));
    assert!(!all.json.to_string().contains(tablet.kept["key"].as_str().expect("a key")), "keys are shown to nobody");
    let (_, mut wu) = mai.add(&desk, "wu", "mediator").await;
    assert_eq!(wu.get(&desk, "/api/v1/devices").await.code(), "forbidden");
    let nowhere = format!("/api/v1/devices/{}", Uuid::new_v4());
    assert_eq!(mai.patch(&desk, &nowhere, json!({ "revoked": true })).await.code(), "not_found");
}

#[tokio::test]
async fn a_closed_account_does_not_come_back_on_any_tablet() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let (id, mut lin) = mai.add(&desk, "lin", "receptionist").await;
    let tablet = Tablet::of(&desk, &mut lin).await;
    mai.patch(&desk, &format!("/api/v1/staff/{id}"), json!({ "active": false })).await;
    let answer = tablet.comes_back(&desk).await.1;
    assert_eq!((answer.status, answer.code()), (StatusCode::FORBIDDEN, "account_closed"));
}

#[tokio::test]
async fn after_a_restore_no_tablet_comes_back_by_itself() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let tablet = Tablet::of(&desk, &mut mai).await;
    desk.store.close_all(POINT).await.expect("a store");
    assert_eq!(tablet.comes_back(&desk).await.1.code(), "sign_in_needed");
}

#[tokio::test]
async fn a_reset_password_asks_for_itself_everywhere() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let (id, mut lin) = mai.add(&desk, "lin", "receptionist").await;
    let tablet = Tablet::of(&desk, &mut lin).await;
    let link = mai.post(&desk, &format!("/api/v1/staff/{id}/reset-link"), json!({})).await;
    let link = token(link.json["link"].as_str().expect("a link")).to_owned();
    let body = json!({ "token": link, "password": "又换成了另外的一句话" });
    assert_eq!(Browser::default().post(&desk, "/api/v1/setup", body).await.status, StatusCode::OK);
    assert_eq!(tablet.comes_back(&desk).await.1.code(), "sign_in_needed");
}
