//! Kiosks: an administrator makes a code, a browser becomes a kiosk by it, tells how it is, and is ended.

use crate::staff_desk::{Answer, Browser, Desk, HOUR, POINT};
use axum::http::StatusCode;
use serde_json::{Value, json};
use server::store::AccountStore;

const MINUTE: i64 = HOUR / 60;

async fn code(desk: &Desk, mai: &mut Browser) -> String {
    let given = mai.post(desk, "/api/v1/kiosk-codes", json!({"name": " 一楼大厅 ", "keyboard": true})).await;
    assert_eq!(given.status, StatusCode::CREATED, "{given:?}");
    given.json["code"].as_str().expect("a code").to_owned()
}

async fn enrol(desk: &Desk, kiosk: &mut Browser, code: &str) -> Answer {
    kiosk.post(desk, "/api/v1/kiosk", json!({ "code": code })).await
}

async fn report(desk: &Desk, kiosk: &mut Browser, more: Value) -> Answer {
    let mut health = json!({"version": "0.1.0", "clock": desk.accounts.now().millis(), "queued": 0});
    health.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
    kiosk.post(desk, "/api/v1/kiosk/health", health).await
}

async fn only_kiosk(desk: &Desk, mai: &mut Browser) -> Value {
    let all = mai.get(desk, "/api/v1/kiosks").await;
    assert_eq!(all.status, StatusCode::OK, "{all:?}");
    let kiosks = all.json["kiosks"].as_array().expect("kiosks").clone();
    assert_eq!(kiosks.len(), 1);
    kiosks[0].clone()
}

#[tokio::test]
async fn a_code_makes_one_browser_a_kiosk_and_no_second_one() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let code = code(&desk, &mut mai).await;
    let mut kiosk = Browser::default();
    let typed = format!("{} {}", &code[..5], &code[5..]);
    let enrolled = enrol(&desk, &mut kiosk, &typed).await;
    assert_eq!((enrolled.status, &enrolled.json["name"]), (StatusCode::OK, &json!("一楼大厅")), "{enrolled:?}");
    assert_eq!(enrolled.json["keyboard"], json!(true));
    assert!(kiosk.kiosk.is_some(), "it is known by its cookie");
    assert_eq!(enrol(&desk, &mut Browser::default(), &code).await.code(), "kiosk_code_expired");
}

#[tokio::test]
async fn a_code_that_was_left_lying_about_works_no_more_after_a_quarter_of_an_hour() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let code = code(&desk, &mut mai).await;
    desk.wait(15 * MINUTE);
    assert_eq!(enrol(&desk, &mut Browser::default(), &code).await.code(), "kiosk_code_expired");
}

#[tokio::test]
async fn codes_cannot_be_guessed() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let code = code(&desk, &mut mai).await;
    for address in ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4", "203.0.113.5", "203.0.113.6"] {
        let mut guesser = Browser { address: Some(address), ..Browser::default() };
        for _ in 0..5 {
            assert_eq!(enrol(&desk, &mut guesser, "0000000000").await.code(), "kiosk_code_expired");
        }
        let limited = enrol(&desk, &mut guesser, "0000000000").await;
        assert_eq!((limited.status, limited.code()), (StatusCode::TOO_MANY_REQUESTS, "kiosk_code_limited"));
        assert!(limited.retry_after.is_some_and(|seconds| seconds > 0));
    }
    let mut another = Browser { address: Some("203.0.113.99"), ..Browser::default() };
    assert_eq!(enrol(&desk, &mut another, &code).await.code(), "kiosk_code_limited", "from many addresses neither");
}

#[tokio::test]
async fn only_administrators_make_and_end_kiosks_and_supervisors_see_them() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let (_, mut lin) = mai.add(&desk, "lin", "receptionist").await;
    let (_, mut zhou) = mai.add(&desk, "zhou", "supervisor").await;
    let body = json!({"name": "一楼大厅", "keyboard": false});
    for browser in [&mut lin, &mut zhou] {
        assert_eq!(browser.post(&desk, "/api/v1/kiosk-codes", body.clone()).await.code(), "forbidden");
    }
    let code = code(&desk, &mut mai).await;
    enrol(&desk, &mut Browser::default(), &code).await;
    assert_eq!(lin.get(&desk, "/api/v1/kiosks").await.code(), "forbidden");
    let id = only_kiosk(&desk, &mut zhou).await["id"].as_str().expect("an id").to_owned();
    let address = format!("/api/v1/kiosks/{id}");
    assert_eq!(zhou.patch(&desk, &address, json!({"revoked": true})).await.code(), "forbidden");
    assert_eq!(mai.patch(&desk, &address, json!({"name": "  "})).await.code(), "kiosk_name_invalid");
    assert_eq!(mai.patch(&desk, &address, json!({"name": "二楼"})).await.json["name"], json!("二楼"));
    let nobody = "/api/v1/kiosks/00000000-0000-0000-0000-000000000000";
    assert_eq!(mai.patch(&desk, nobody, json!({})).await.code(), "not_found");
}

#[tokio::test]
async fn a_kiosk_tells_how_it_is_and_learns_what_holds_for_it() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let mut kiosk = Browser::default();
    let code = code(&desk, &mut mai).await;
    enrol(&desk, &mut kiosk, &code).await;
    let id = only_kiosk(&desk, &mut mai).await["id"].as_str().expect("an id").to_owned();
    mai.patch(&desk, &format!("/api/v1/kiosks/{id}"), json!({"keyboard": false})).await;
    let more = json!({"storage_used": 1000, "storage_quota": 2000, "persisted": true});
    let told = report(&desk, &mut kiosk, more).await;
    assert_eq!((told.status, &told.json["keyboard"]), (StatusCode::OK, &json!(false)), "{told:?}");
    let known = only_kiosk(&desk, &mut mai).await;
    assert_eq!((&known["health"]["storage_used"], &known["silent"]), (&json!(1000), &json!(false)));
    assert_eq!(report(&desk, &mut Browser::default(), json!({})).await.code(), "kiosk_unknown");
}

#[tokio::test]
async fn a_silent_kiosk_and_one_that_holds_something_for_an_hour_are_noticed() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let mut kiosk = Browser::default();
    let code = code(&desk, &mut mai).await;
    enrol(&desk, &mut kiosk, &code).await;
    // Its clock is a day ahead, and so is what it says of its queue.
    let day = 24 * HOUR;
    let (clock, since) = (desk.accounts.now().millis() + day, desk.accounts.now().millis() + day - 59 * MINUTE);
    let waits = json!({"clock": clock, "queued": 1, "oldest_queued_at": since});
    report(&desk, &mut kiosk, waits).await;
    let known = only_kiosk(&desk, &mut mai).await;
    assert_eq!((&known["holds"], &known["clock_ahead"]), (&json!(false), &json!(day)));
    desk.wait(MINUTE);
    assert_eq!(only_kiosk(&desk, &mut mai).await["holds"], json!(true));
    assert_eq!(only_kiosk(&desk, &mut mai).await["silent"], json!(false));
    desk.wait(15 * MINUTE);
    assert_eq!(only_kiosk(&desk, &mut mai).await["silent"], json!(true));
    report(&desk, &mut kiosk, json!({})).await;
    let known = only_kiosk(&desk, &mut mai).await;
    assert_eq!(
        (&known["holds"], &known["silent"]),
        (&json!(false), &json!(false)),
        "once it is well again, nothing is said"
    );
}

#[tokio::test]
async fn a_kiosk_that_was_ended_hears_of_it_and_stays_ended() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let mut kiosk = Browser::default();
    let code = code(&desk, &mut mai).await;
    enrol(&desk, &mut kiosk, &code).await;
    let id = only_kiosk(&desk, &mut mai).await["id"].as_str().expect("an id").to_owned();
    let address = format!("/api/v1/kiosks/{id}");
    assert_eq!(mai.patch(&desk, &address, json!({"revoked": true})).await.status, StatusCode::OK);
    assert_eq!(report(&desk, &mut kiosk, json!({})).await.code(), "kiosk_revoked");
    mai.patch(&desk, &address, json!({"revoked": false})).await;
    assert_eq!(report(&desk, &mut kiosk, json!({})).await.code(), "kiosk_revoked");
}

#[tokio::test]
async fn after_a_restore_no_code_of_before_works() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let code = code(&desk, &mut mai).await;
    desk.store.close_all(POINT).await.expect("a store");
    assert_eq!(enrol(&desk, &mut Browser::default(), &code).await.code(), "kiosk_code_expired");
}
