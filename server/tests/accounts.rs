//! Staff: from the first start without anybody to a desk of several people.

use crate::staff_desk::{Browser, Desk, HOUR, SENTENCE, token};
use axum::http::StatusCode;
use serde_json::json;
use server::store::accounts::StaffChange;

#[tokio::test]
async fn nobody_can_sign_in_before_somebody_has_set_a_password() {
    let desk = Desk::open().await;
    let mut browser = Browser::default();
    for (account, password) in [("admin", "admin"), ("admin", ""), ("", ""), ("root", "password")] {
        let answer = browser.sign_in(&desk, account, password).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::UNAUTHORIZED, "wrong_credentials"));
    }
}

#[tokio::test]
async fn the_first_administrator_sets_up_their_account_through_a_link_that_works_once() {
    let desk = Desk::open().await;
    let replaced = desk.accounts.first_administrator_link().await.expect("a store").expect("a link");
    let link = desk.accounts.first_administrator_link().await.expect("a store").expect("a link");
    let mut mai = Browser::default();
    let body = |link: &str| json!({"token": token(link), "account": "Mai", "name": "麦小姐", "password": SENTENCE});

    let old = mai.post(&desk, "/api/v1/setup", body(&replaced.path())).await;
    assert_eq!((old.status, old.code()), (StatusCode::GONE, "link_expired"), "a new link replaces the old one");
    let asked = mai.post(&desk, "/api/v1/setup/check", json!({"token": token(&link.path())})).await;
    assert_eq!(asked.json["purpose"], "first_administrator");
    let mut weak = body(&link.path());
    weak["password"] = json!("mai");
    assert_eq!(
        mai.post(&desk, "/api/v1/setup", weak).await.code(),
        "password_too_short",
        "the link can be tried again"
    );
    assert_eq!(mai.post(&desk, "/api/v1/setup", body(&link.path())).await.status, StatusCode::OK);

    let who = mai.get(&desk, "/api/v1/session").await;
    assert_eq!((&who.json["staff"]["name"], &who.json["staff"]["role"]), (&json!("麦小姐"), &json!("administrator")));
    let again = Browser::default().post(&desk, "/api/v1/setup", body(&link.path())).await;
    assert_eq!(again.code(), "link_expired");
    assert!(desk.accounts.first_administrator_link().await.expect("a store").is_none(), "there is one now");
}

#[tokio::test]
async fn a_link_is_too_old_after_a_day() {
    let desk = Desk::open().await;
    let link = desk.accounts.first_administrator_link().await.expect("a store").expect("a link");
    desk.wait(24 * HOUR);
    let check = Browser::default().post(&desk, "/api/v1/setup/check", json!({"token": token(&link.path())})).await;
    assert_eq!(check.code(), "link_expired");
}

#[tokio::test]
async fn a_session_ends_by_signing_out_and_the_cookie_is_worth_nothing_afterwards() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let copied = Browser { cookie: mai.cookie.clone(), ..Browser::default() };
    let out = mai.delete(&desk, "/api/v1/session").await;
    assert_eq!((out.status, mai.cookie.as_deref()), (StatusCode::NO_CONTENT, None));
    let mut copied = copied;
    assert_eq!(copied.get(&desk, "/api/v1/session").await.code(), "sign_in_needed");
    assert_eq!(mai.delete(&desk, "/api/v1/session").await.status, StatusCode::NO_CONTENT, "nobody was signed in");
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_or_four_idle_ones() {
    let (desk, mut mai) = Desk::with_administrator().await;
    for _ in 0..3 {
        desk.wait(4 * HOUR - 1);
        assert_eq!(mai.get(&desk, "/api/v1/session").await.status, StatusCode::OK, "in use");
    }
    desk.wait(3);
    assert_eq!(mai.get(&desk, "/api/v1/session").await.code(), "sign_in_needed", "twelve hours");
    assert_eq!(mai.sign_in(&desk, "mai", SENTENCE).await.status, StatusCode::OK);
    desk.wait(4 * HOUR + 1);
    assert_eq!(mai.get(&desk, "/api/v1/session").await.code(), "sign_in_needed", "four idle hours");
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let answer = mai.sign_in(&desk, " MAI ", SENTENCE).await;
    let cookie = answer.cookie.expect("a cookie");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
        assert!(cookie.contains(part), "{part}");
    }
    let secret = cookie.split(['=', ';']).nth(1).expect("a value");
    assert!(!answer.json.to_string().contains(secret), "the token is in the cookie only");
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_owner_elsewhere_is_not() {
    let (desk, _) = Desk::with_administrator().await;
    let mut thief = Browser { address: Some("203.0.113.9"), ..Browser::default() };
    for _ in 0..5 {
        assert_eq!(thief.sign_in(&desk, "mai", "not the password").await.code(), "wrong_credentials");
    }
    let stopped = thief.sign_in(&desk, "MAI", SENTENCE).await;
    assert_eq!((stopped.status, stopped.code()), (StatusCode::TOO_MANY_REQUESTS, "sign_in_limited"));
    assert!(stopped.retry_after.is_some_and(|seconds| (1..=61).contains(&seconds)), "{stopped:?}");
    let mut mai = Browser { address: Some("198.51.100.7"), ..Browser::default() };
    assert_eq!(mai.sign_in(&desk, "mai", SENTENCE).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_administrator_adds_colleagues_and_every_device_learns_of_them() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let before = desk.pokes();
    let (_, mut lin) = mai.add(&desk, "lin", "receptionist").await;
    assert!(desk.pokes() > before);
    assert_eq!(lin.get(&desk, "/api/v1/session").await.json["staff"]["role"], "receptionist");
    let taken = mai.post(&desk, "/api/v1/staff", json!({"account": "ＬＩＮ", "name": "x", "role": "mediator"})).await;
    assert_eq!((taken.status, taken.code()), (StatusCode::CONFLICT, "name_taken"));
    let listed = mai.get(&desk, "/api/v1/staff").await;
    let accounts: Vec<_> = listed.json["staff"].as_array().expect("a list").iter().map(|m| &m["account"]).collect();
    assert_eq!(accounts, ["Mai", "lin"]);
    for refused in [
        lin.get(&desk, "/api/v1/staff").await,
        lin.post(&desk, "/api/v1/staff", json!({"account": "eve", "name": "x", "role": "administrator"})).await,
    ] {
        assert_eq!((refused.status, refused.code()), (StatusCode::FORBIDDEN, "forbidden"));
    }
}

#[tokio::test]
async fn people_say_themselves_whether_they_are_on_duty_and_nothing_more() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let (lin, mut lins) = mai.add(&desk, "lin", "receptionist").await;
    let (inspector, mut inspectors) = mai.add(&desk, "inspector", "regulator").await;
    let path = format!("/api/v1/staff/{lin}");
    let on = lins.patch(&desk, &path, json!({"on_duty": true})).await;
    assert_eq!((on.status, &on.json["staff"]["on_duty"]), (StatusCode::OK, &json!(true)));
    let promoted = lins.patch(&desk, &path, json!({"role": "administrator"})).await;
    assert_eq!(promoted.code(), "forbidden");
    let reads_only = inspectors.patch(&desk, &format!("/api/v1/staff/{inspector}"), json!({"on_duty": true})).await;
    assert_eq!(reads_only.code(), "forbidden");
    let nobody = mai.patch(&desk, &format!("/api/v1/staff/{}", uuid::Uuid::new_v4()), json!({"name": "x"})).await;
    assert_eq!((nobody.status, nobody.code()), (StatusCode::NOT_FOUND, "not_found"));
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let id = mai.get(&desk, "/api/v1/session").await.json["staff"]["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/v1/staff/{id}");
    for change in [json!({"active": false}), json!({"role": "receptionist"})] {
        let refused = mai.patch(&desk, &path, change).await;
        assert_eq!((refused.status, refused.code()), (StatusCode::CONFLICT, "last_administrator"));
    }
    let body = json!({"account": "wang", "name": "王", "role": "administrator"});
    mai.post(&desk, "/api/v1/staff", body).await;
    let still = mai.patch(&desk, &path, json!({"active": false})).await;
    assert_eq!(still.code(), "last_administrator", "an administrator who has set no password cannot take over");
    mai.add(&desk, "zhao", "administrator").await;
    assert_eq!(mai.patch(&desk, &path, json!({"active": false})).await.status, StatusCode::OK);
    assert_eq!(mai.get(&desk, "/api/v1/session").await.code(), "sign_in_needed", "deactivated at once");
    assert_eq!(mai.sign_in(&desk, "mai", SENTENCE).await.code(), "wrong_credentials");
}

#[tokio::test]
async fn a_reset_ends_every_session_and_the_old_password() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let (lin, mut lins) = mai.add(&desk, "lin", "receptionist").await;
    let given = mai.post(&desk, &format!("/api/v1/staff/{lin}/reset-link"), json!(null)).await;
    assert_eq!(given.status, StatusCode::CREATED);
    let link = given.json["link"].as_str().expect("a link");
    assert_eq!(lins.get(&desk, "/api/v1/session").await.status, StatusCode::OK, "until the link is used");
    let mut elsewhere = Browser::default();
    let body = json!({"token": token(link), "password": "晚上九点关门后走回家"});
    assert_eq!(elsewhere.post(&desk, "/api/v1/setup", body).await.status, StatusCode::OK);
    assert_eq!(lins.get(&desk, "/api/v1/session").await.code(), "sign_in_needed");
    assert_eq!(lins.sign_in(&desk, "lin", SENTENCE).await.code(), "wrong_credentials");
    assert_eq!(lins.sign_in(&desk, "lin", "晚上九点关门后走回家").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_changed_password_signs_out_the_other_devices_only() {
    let (desk, mut tablet) = Desk::with_administrator().await;
    let mut phone = Browser::default();
    phone.sign_in(&desk, "mai", SENTENCE).await;
    let change = |current: &str, new: &str| json!({"current": current, "password": new});
    let path = "/api/v1/session/password";
    assert_eq!(
        tablet.post(&desk, path, change("guess", "晚上九点关门后走回家")).await.code(),
        "current_password_wrong"
    );
    assert_eq!(tablet.post(&desk, path, change(SENTENCE, "1234567890")).await.code(), "password_common");
    assert_eq!(tablet.post(&desk, path, change(SENTENCE, "晚上九点关门后走回家")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(tablet.get(&desk, "/api/v1/session").await.status, StatusCode::OK);
    assert_eq!(phone.get(&desk, "/api/v1/session").await.code(), "sign_in_needed");
}

#[tokio::test]
async fn what_is_not_understood_says_so_in_both_languages() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let answer = mai.post(&desk, "/api/v1/staff", json!({"account": "x", "name": "x", "role": "emperor"})).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::BAD_REQUEST, "malformed"));
    for language in ["zh", "en"] {
        assert!(answer.json["detail"][language].as_str().is_some_and(|words| !words.is_empty()));
    }
}

#[tokio::test]
async fn a_page_of_another_site_can_do_nothing_with_a_session() {
    let (desk, mai) = Desk::with_administrator().await;
    let from = |site: &'static str| Browser { cookie: mai.cookie.clone(), site: Some(site), ..Browser::default() };
    let body = || json!({"account": "eve", "name": "x", "role": "administrator"});
    for site in ["cross-site", "same-site"] {
        let refused = from(site).post(&desk, "/api/v1/staff", body()).await;
        assert_eq!((refused.status, refused.code()), (StatusCode::FORBIDDEN, "foreign_origin"), "{site}");
    }
    assert_eq!(
        from("cross-site").get(&desk, "/api/v1/session").await.status,
        StatusCode::OK,
        "reading changes nothing"
    );
    assert_eq!(from("same-origin").post(&desk, "/api/v1/staff", body()).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn who_comes_on_duty_first_is_known_so_that_waiting_cases_find_somebody() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let who = desk.accounts.session(&mai.token()).await.expect("a store").expect("signed in").staff;
    let duty = |on_duty| StaffChange { on_duty: Some(on_duty), ..StaffChange::default() };
    let off = desk.accounts.change_member(&who, who.id, &duty(false)).await.expect("changed");
    let on = desk.accounts.change_member(&who, who.id, &duty(true)).await.expect("changed");
    let still = desk.accounts.change_member(&who, who.id, &duty(true)).await.expect("nothing to change");
    assert_eq!([off.came_on_duty, on.came_on_duty, still.came_on_duty], [false, true, false]);
    assert_eq!(still.record.rev, on.record.rev, "what changes nothing is no change");
    let (inspector, _) = mai.add(&desk, "inspector", "regulator").await;
    let inspector = inspector.parse().expect("an id");
    let on = desk.accounts.change_member(&who, inspector, &duty(true)).await.expect("changed");
    assert!(!on.came_on_duty, "who reads only is given no case");
}
