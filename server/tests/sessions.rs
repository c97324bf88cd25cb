//! Where a member is signed in: they see it themselves, end what is not theirs any more, and an administrator ends all of it. And which
//! browser a one-time link belongs to.

use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::staff_desk::{Browser, Desk, HOUR, SENTENCE, token};

async fn places(desk: &Desk, browser: &mut Browser) -> Vec<Value> {
    let answer = browser.get(desk, "/api/v1/sessions").await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json["sessions"].as_array().expect("a list").clone()
}

#[tokio::test]
async fn a_member_sees_where_they_are_signed_in_and_ends_what_is_not_theirs_any_more() {
    let (desk, mut mai) = Desk::with_administrator().await;
    desk.wait(HOUR);
    let mut elsewhere = Browser::default();
    let body = json!({"account": "mai", "password": SENTENCE, "device": "办公室电脑"});
    assert_eq!(elsewhere.post(&desk, "/api/v1/session", body).await.status, StatusCode::OK);
    let (_, mut lin) = mai.add(&desk, "lin", "receptionist").await;

    let seen = places(&desk, &mut mai).await;
    assert_eq!(seen.len(), 2, "nobody else's: {seen:?}");
    assert_eq!((&seen[0]["current"], &seen[1]["current"]), (&json!(true), &json!(false)), "this one first");
    assert_eq!(seen[1]["device"], "办公室电脑");
    let other = seen[1]["id"].as_str().expect("a name").to_owned();
    assert!(!other.contains(&elsewhere.token().reveal()), "nobody signs in with the name");

    // What is somebody else's is nobody's.
    assert_eq!(lin.delete(&desk, &format!("/api/v1/sessions/{other}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mai.delete(&desk, &format!("/api/v1/sessions/{other}")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(elsewhere.get(&desk, "/api/v1/session").await.code(), "sign_in_needed");
    assert_eq!(mai.get(&desk, "/api/v1/session").await.status, StatusCode::OK);
    assert_eq!(places(&desk, &mut mai).await.len(), 1);
    assert_eq!(
        mai.delete(&desk, &format!("/api/v1/sessions/{other}")).await.status,
        StatusCode::NOT_FOUND,
        "it is over"
    );
    assert_eq!(Browser::default().get(&desk, "/api/v1/sessions").await.code(), "sign_in_needed");
}

#[tokio::test]
async fn a_tablet_that_was_locked_and_opened_again_is_one_place_and_once_ended_asks_for_the_password() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let staff = mai.get(&desk, "/api/v1/session").await.json["staff"]["id"].clone();
    let device = Uuid::from_u128(7);
    let mut tablet = Browser::default();
    assert_eq!(tablet.sign_in(&desk, "mai", SENTENCE).await.status, StatusCode::OK);
    let registered = tablet.post(&desk, "/api/v1/device", json!({"device": device})).await;
    let back = json!({"device": device, "staff": staff, "token": registered.json["token"]});
    desk.wait(HOUR);
    for _ in 0..3 {
        let opened = Browser::default().post(&desk, "/api/v1/device/session", back.clone()).await;
        assert_eq!(opened.status, StatusCode::OK);
    }
    let label = json!({"label": "前台平板"});
    assert_eq!(mai.patch(&desk, &format!("/api/v1/devices/{device}"), label).await.status, StatusCode::OK);
    let seen = places(&desk, &mut mai).await;
    assert_eq!(seen.len(), 2, "{seen:?}");
    assert_eq!((&seen[1]["device"], &seen[1]["id"]), (&json!("前台平板"), &json!(device)));

    assert_eq!(mai.delete(&desk, &format!("/api/v1/sessions/{device}")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(tablet.get(&desk, "/api/v1/session").await.code(), "sign_in_needed");
    let refused = Browser::default().post(&desk, "/api/v1/device/session", back).await;
    assert_eq!(refused.code(), "sign_in_needed", "what lies on the tablet opens nothing any more");
    assert_eq!(tablet.sign_in(&desk, "mai", SENTENCE).await.status, StatusCode::OK, "whoever knows the password is in");
}

#[tokio::test]
async fn an_administrator_ends_all_of_one_member_and_nobody_else_does() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let (id, mut lin) = mai.add(&desk, "lin", "receptionist").await;
    let (_, mut boss) = mai.add(&desk, "boss", "supervisor").await;
    let mut second = Browser::default();
    assert_eq!(second.sign_in(&desk, "lin", SENTENCE).await.status, StatusCode::OK);
    let path = format!("/api/v1/staff/{id}/sessions");
    assert_eq!(boss.delete(&desk, &path).await.code(), "forbidden");
    assert_eq!(mai.delete(&desk, &path).await.status, StatusCode::NO_CONTENT);
    for browser in [&mut lin, &mut second] {
        assert_eq!(browser.get(&desk, "/api/v1/session").await.code(), "sign_in_needed");
    }
    assert_eq!(boss.get(&desk, "/api/v1/session").await.status, StatusCode::OK);
    assert_eq!(mai.delete(&desk, "/api/v1/staff/nobody/sessions").await.code(), "not_found");
    // Of themselves all but what they ask with.
    let own = mai.get(&desk, "/api/v1/session").await.json["staff"]["id"].as_str().expect("an id").to_owned();
    let mut other = Browser::default();
    assert_eq!(other.sign_in(&desk, "mai", SENTENCE).await.status, StatusCode::OK);
    assert_eq!(mai.delete(&desk, &format!("/api/v1/staff/{own}/sessions")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(other.get(&desk, "/api/v1/session").await.code(), "sign_in_needed");
    assert_eq!(mai.get(&desk, "/api/v1/session").await.status, StatusCode::OK);
}

/// A random name, as a browser gives itself one.
fn name(seed: u8) -> String {
    let letter = char::from(b'A' + seed);
    format!("{}A", letter.to_string().repeat(42))
}

#[tokio::test]
async fn a_one_time_link_belongs_to_the_browser_that_opened_it_first() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let body = json!({"account": "lin", "name": "lin", "role": "receptionist"});
    let link = mai.post(&desk, "/api/v1/staff", body).await.json["link"].as_str().expect("a link").to_owned();
    let link = token(&link);
    let check = |opener: Option<String>| json!({"token": link, "opener": opener});
    let set_up = |opener: Option<String>| json!({"token": link, "opener": opener, "password": SENTENCE});
    let mut browser = Browser::default();
    assert_eq!(browser.post(&desk, "/api/v1/setup/check", check(Some(name(0)))).await.status, StatusCode::OK);
    assert_eq!(
        browser.post(&desk, "/api/v1/setup/check", check(Some(name(0)))).await.status,
        StatusCode::OK,
        "a reload"
    );
    for other in [Some(name(1)), None, Some("no name".to_owned())] {
        let refused = browser.post(&desk, "/api/v1/setup/check", check(other.clone())).await;
        assert_eq!((refused.status, refused.code()), (StatusCode::FORBIDDEN, "link_opened_elsewhere"), "{other:?}");
        let refused = browser.post(&desk, "/api/v1/setup", set_up(other.clone())).await;
        assert_eq!(refused.code(), "link_opened_elsewhere", "{other:?}");
        assert!(refused.cookie.is_none());
    }
    assert_eq!(browser.post(&desk, "/api/v1/setup", set_up(Some(name(0)))).await.status, StatusCode::OK);
    assert_eq!(browser.post(&desk, "/api/v1/setup", set_up(Some(name(0)))).await.code(), "link_expired", "once");
}

#[tokio::test]
async fn a_page_of_an_earlier_version_opens_a_link_that_nobody_has_opened_yet() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let body = json!({"account": "lin", "name": "lin", "role": "receptionist"});
    let link = mai.post(&desk, "/api/v1/staff", body).await.json["link"].as_str().expect("a link").to_owned();
    let mut old = Browser::default();
    assert_eq!(old.post(&desk, "/api/v1/setup/check", json!({"token": token(&link)})).await.status, StatusCode::OK);
    let set = old.post(&desk, "/api/v1/setup", json!({"token": token(&link), "password": SENTENCE})).await;
    assert_eq!(set.status, StatusCode::OK);
}
