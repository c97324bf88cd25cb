//! A whole mall behind one address: what one visitor does wrong stops nobody else.

use crate::staff_desk::{Browser, Desk, SENTENCE, token};
use axum::body::Body;
use axum::http::header::COOKIE;
use axum::http::{Request, StatusCode};
use domain::claim_code::ClaimCode;
use serde_json::json;
use server::service::World;
use server::testing::{claim, file};
use tower::ServiceExt;

/// The one address of the mall.
const MALL: &str = "203.0.113.9";

fn in_the_mall() -> Browser {
    Browser { address: Some(MALL), ..Browser::default() }
}

/// Tries of a password that is wrong until the server has had enough.
async fn guesses_until_stopped(desk: &Desk, account: &str) -> usize {
    for tried in 0..200 {
        let answer = in_the_mall().sign_in(desk, account, "not the password").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(answer.code(), "sign_in_limited");
            assert!(answer.retry_after.is_some_and(|seconds| (1..=61).contains(&seconds)), "{answer:?}");
            return tried;
        }
        assert_eq!(answer.code(), "wrong_credentials");
    }
    panic!("{account} may be guessed for ever")
}

#[tokio::test]
async fn a_visitor_who_guesses_a_password_does_not_lock_its_owner_out_of_the_tablet_at_the_desk() {
    let (desk, _) = Desk::with_administrator().await;
    let mut tablet = in_the_mall();
    assert_eq!(tablet.sign_in(&desk, "mai", SENTENCE).await.status, StatusCode::OK);
    guesses_until_stopped(&desk, "mai").await;
    for _ in 0..5 {
        assert_eq!(tablet.sign_in(&desk, "Mai", SENTENCE).await.status, StatusCode::OK);
        assert_eq!(
            in_the_mall().sign_in(&desk, "mai", "again").await.code(),
            "sign_in_limited",
            "and the guesser waits"
        );
    }
}

#[tokio::test]
async fn guesses_at_one_account_leave_the_tries_of_every_other_account_alone() {
    let (desk, mut mai) = Desk::with_administrator().await;
    mai.add(&desk, "lin", "receptionist").await;
    for _ in 0..50 {
        in_the_mall().sign_in(&desk, "mai", "not the password").await;
    }
    assert_eq!(in_the_mall().sign_in(&desk, "lin", SENTENCE).await.status, StatusCode::OK, "on a tablet that is new");
}

#[tokio::test]
async fn an_address_that_has_tried_every_name_still_lets_known_tablets_links_and_devices_in() {
    let (desk, mut mai) = Desk::with_administrator().await;
    mai.address = Some(MALL);
    let device = json!({"device": uuid::Uuid::from_u128(7)});
    let registered = mai.post(&desk, "/api/v1/device", device.clone()).await;
    let staff = mai.get(&desk, "/api/v1/session").await.json["staff"]["id"].clone();
    let added =
        mai.post(&desk, "/api/v1/staff", json!({"account": "lin", "name": "lin", "role": "receptionist"})).await;
    // One password on every name, until strangers wait, even those who know theirs. Tries come back while this goes on.
    let mut names = 0;
    while in_the_mall().sign_in(&desk, "mai", SENTENCE).await.code() != "sign_in_limited" {
        for _ in 0..30 {
            names += 1;
            in_the_mall().sign_in(&desk, &format!("somebody-{names}"), "qwertyuiop").await;
        }
        assert!(names < 1_000, "every name may be tried");
    }

    assert_eq!(mai.sign_in(&desk, "mai", SENTENCE).await.status, StatusCode::OK, "a known browser");
    let mut lin = in_the_mall();
    let link = token(added.json["link"].as_str().expect("a link")).to_owned();
    let set_up = lin.post(&desk, "/api/v1/setup", json!({"token": link, "password": SENTENCE})).await;
    assert_eq!(set_up.status, StatusCode::OK, "a link");
    assert_eq!(lin.sign_in(&desk, "lin", SENTENCE).await.status, StatusCode::OK, "whoever came by a link is known");
    let back = json!({"device": device["device"], "staff": staff, "token": registered.json["token"]});
    let mut unlocked = in_the_mall();
    assert_eq!(
        unlocked.post(&desk, "/api/v1/device/session", back).await.status,
        StatusCode::OK,
        "a registered tablet"
    );
    assert_eq!(unlocked.sign_in(&desk, "mai", SENTENCE).await.status, StatusCode::OK, "which is known from there");
}

#[tokio::test]
async fn whoever_is_signed_in_changes_their_password_while_a_visitor_guesses_it() {
    let (desk, mut mai) = Desk::with_administrator().await;
    mai.address = Some(MALL);
    guesses_until_stopped(&desk, "mai").await;
    let change = json!({"current": SENTENCE, "password": "换成一句新的更长的话"});
    assert_eq!(mai.post(&desk, "/api/v1/session/password", change).await.status, StatusCode::NO_CONTENT);
    let wrong = json!({"current": "not the password", "password": SENTENCE});
    let mut codes = Vec::new();
    for _ in 0..7 {
        codes.push(mai.post(&desk, "/api/v1/session/password", wrong.clone()).await.code().to_owned());
    }
    assert_eq!(
        codes.last().map(String::as_str),
        Some("sign_in_limited"),
        "a found tablet is no place to guess: {codes:?}"
    );
}

#[tokio::test]
async fn guessing_a_password_stays_slow_on_every_way() {
    let (desk, _) = Desk::with_administrator().await;
    assert_eq!(guesses_until_stopped(&desk, "mai").await, 5, "strangers at one address");

    let mut tablet = Browser { address: Some("198.51.100.7"), ..Browser::default() };
    assert_eq!(tablet.sign_in(&desk, "mai", SENTENCE).await.status, StatusCode::OK);
    let stolen = tablet.device.clone().expect("a device cookie");
    for _ in 0..5 {
        assert_eq!(tablet.sign_in(&desk, "mai", "not the password").await.code(), "wrong_credentials");
    }
    assert_eq!(tablet.sign_in(&desk, "mai", SENTENCE).await.code(), "sign_in_limited", "the tablet itself");

    // A cookie that was made up, or is somebody else's, opens no stock of its own.
    for cookie in [format!("device={}", "A".repeat(22)), stolen.replace("device=", "device=A"), "device=".to_owned()] {
        let mut guesser = Browser { device: Some(cookie), ..in_the_mall() };
        assert_eq!(guesser.sign_in(&desk, "mai", SENTENCE).await.code(), "sign_in_limited");
    }
}

#[tokio::test]
async fn the_device_cookie_opens_nothing_and_no_script_or_other_site_reads_it() {
    let (desk, _) = Desk::with_administrator().await;
    let mut tablet = in_the_mall();
    let set = tablet.sign_in(&desk, "mai", SENTENCE).await.device_cookie.expect("a device cookie");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=34560000"] {
        assert!(set.contains(part), "{part}: {set}");
    }
    assert!(!set.contains("mai"), "it names no account");
    tablet.cookie = None;
    assert_eq!(tablet.get(&desk, "/api/v1/session").await.code(), "sign_in_needed");
}

async fn api_with_a_case() -> (crate::desk::Desk, String) {
    let desk = crate::desk::Desk::open().await;
    desk.push(&[file(1, desk.point.world.now())]).await;
    (desk, claim(1).to_string())
}

/// Asks for codes that are nobody's until the address has had enough. Tries come back while this goes on.
async fn tries_codes_until_stopped(desk: &crate::desk::Desk, first: u64) {
    for number in first..first + 1_000 {
        let answer = desk.pull(MALL, &claim(number).to_string()).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(answer.code(), "rate_limited");
            return;
        }
    }
    panic!("codes may be tried for ever")
}

#[tokio::test]
async fn a_visitor_who_tries_codes_does_not_stop_others_from_following_their_cases() {
    let (desk, own) = api_with_a_case().await;
    tries_codes_until_stopped(&desk, 1_000).await;
    for _ in 0..30 {
        let answer = desk.pull(MALL, &own).await;
        assert_eq!((answer.status, &answer.json["unknown_claims"]), (StatusCode::OK, &json!(null)));
    }
    // With one that is still on its way to the server beside it.
    let both = format!("{own},{}", claim(77));
    let answer = desk.pull(MALL, &both).await;
    assert_eq!((answer.status, &answer.json["unknown_claims"]), (StatusCode::OK, &json!([1])));
    tries_codes_until_stopped(&desk, 5_000).await;
}

#[tokio::test]
async fn a_visitor_who_tries_codes_does_not_stop_others_from_filing_and_following_what_they_filed() {
    let (desk, _) = api_with_a_case().await;
    tries_codes_until_stopped(&desk, 1_000).await;
    let receipts = desk.push(&[file(2, desk.point.world.now())]).await;
    assert_eq!(receipts.json["receipts"][0]["outcome"]["applied"]["number"]["serial"], 2);
    assert_eq!(desk.pull(MALL, &claim(2).to_string()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn one_right_code_does_not_pay_for_endless_tries() {
    let (desk, own) = api_with_a_case().await;
    let mut answered = 0;
    for first in (1_000..3_000).step_by(10) {
        let codes = std::iter::once(own.clone()).chain((first..first + 10).map(|number| claim(number).to_string()));
        let answer = desk.pull(MALL, &codes.collect::<Vec<_>>().join(",")).await;
        answered += usize::from(answer.status == StatusCode::OK);
    }
    assert!(answered < 5, "{answered} of 200 requests with ten guesses each");
    assert_eq!(desk.pull(MALL, &own).await.status, StatusCode::OK, "without them it is answered");
    assert_eq!(desk.pull(MALL, &claim(3_000).to_string()).await.status, StatusCode::OK, "and the address paid nothing");
}

#[tokio::test]
async fn after_a_restored_backup_every_phone_of_the_mall_may_ask_for_its_forgotten_cases() {
    let desk = crate::desk::Desk::open().await;
    for phone in 0..40 {
        let codes: Vec<String> = (0..5).map(|case| claim(100 + phone * 5 + case).to_string()).collect();
        let answer = desk.pull(MALL, &codes.join(",")).await;
        assert_eq!(answer.status, StatusCode::OK, "phone {phone} learns of the new epoch");
    }
}

#[tokio::test]
async fn a_visitor_who_opens_every_stream_leaves_the_staff_theirs() {
    let desk = crate::desk::Desk::open().await;
    let chen = desk.first_administrator("chen", "陈").await;
    let listen = async |session: Option<String>| {
        let request = Request::builder().uri("/api/v1/stream?kinds=*").header("x-forwarded-for", MALL);
        let request = if let Some(session) = session { request.header(COOKIE, session) } else { request };
        desk.router.clone().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer")
    };
    let mut open = Vec::new();
    loop {
        let response = listen(None).await;
        if response.status() == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        open.push(response);
        assert!(open.len() < 5_000, "one address may take every place");
    }
    assert!(open.len() > 300, "a mall full of phones may listen");
    let session = format!("session={}", chen.token.reveal());
    let mut tablets = vec![listen(Some(session.clone())).await];
    assert_eq!(tablets[0].status(), StatusCode::OK);
    while tablets.last().is_some_and(|response| response.status() == StatusCode::OK) {
        tablets.push(listen(Some(session.clone())).await);
        assert!(tablets.len() < 1_000, "one member may take every place");
    }
    drop((open, tablets));
    assert_eq!(listen(None).await.status(), StatusCode::OK, "places come back");
    assert_eq!(listen(Some(session)).await.status(), StatusCode::OK);
}

#[test]
fn codes_are_long_enough_that_no_brake_has_to_be_relied_on() {
    let bits = 5 * domain::claim_code::RANDOM_BYTES;
    let (cases, tries_a_second, a_year) = (1e6, 1e5, 3.2e7);
    let hit_in_a_year = cases * tries_a_second * a_year / 2f64.powi(i32::try_from(bits).expect("few bits"));
    assert!(hit_in_a_year < 1e-3, "{hit_in_a_year}");
    assert!(
        "0000-0000-0000-0001".parse::<ClaimCode>().is_err(),
        "and a mistyped one is noticed before it is asked for"
    );
}
