//! Whoever has no account may hand in so much and no more; nothing of what an honest visitor wrote is lost over it.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request};
use domain::role::Role;
use domain::staff::StaffMember;
use serde_json::{Value, json};
use server::service::World;
use server::testing::{TestPoint, file};
use sync::proof::{PROOF_HEADER, ProofWanted, Search};
use sync::protocol::{Code, Discard, Op, PROTOCOL, Review};
use uuid::Uuid;

use crate::desk::{Answer, Desk};

const MALL: &str = "203.0.113.9";

/// Something that has a name and cannot be read: a person has to look at it.
fn unreadable(number: u128, bytes: usize) -> Value {
    json!({"id": Uuid::from_u128(number), "device": Uuid::from_u128(number % 5 + 1), "kind": "case.file", "payload": "乱".repeat(bytes / 3)})
}

async fn push(desk: &Desk, ops: &[Value], address: &str, proof: Option<&str>) -> Answer {
    let body = json!({"protocol": PROTOCOL, "sent_at": desk.point.world.now(), "ops": ops}).to_string();
    send(desk, body, address, proof).await
}

async fn send(desk: &Desk, body: String, address: &str, proof: Option<&str>) -> Answer {
    let mut request = Request::builder().method(Method::POST).uri("/api/v1/push");
    request = request.header(CONTENT_TYPE, "application/json").header("x-forwarded-for", address);
    if let Some(proof) = proof {
        request = request.header(PROOF_HEADER, proof);
    }
    desk.ask(request.body(Body::from(body)).expect("a request")).await
}

async fn supervisor(desk: &Desk) -> StaffMember {
    let id = desk.point.add_staff("麦小姐", Role::Supervisor, true).await.expect("added");
    StaffMember { id, name: "麦小姐".to_owned(), role: Role::Supervisor, on_duty: true, active: true, absent: false }
}

#[tokio::test]
async fn a_mall_that_is_flooded_still_files_by_a_proof_and_other_malls_notice_nothing() {
    let desk = Desk::open().await;
    for hundred in 0..3_u128 {
        let ops: Vec<Value> = (0..100).map(|number| unreadable(hundred * 100 + number + 1, 30)).collect();
        let answer = push(&desk, &ops, MALL, None).await;
        // The devices that it names are used up before the mall is.
        assert!(answer.status.is_success() || answer.code() == "too_much_sent", "{answer:?}");
    }
    let nameless = |number: u128| json!({"id": Uuid::from_u128(number)});
    for number in 0..300_u128 {
        push(&desk, &[nameless(10_000 + number)], MALL, None).await;
    }
    let filed = file(1, desk.point.world.now());
    let body = desk.body(std::slice::from_ref(&filed)).to_string();
    let told = send(&desk, body.clone(), MALL, None).await;
    assert_eq!((told.status.as_u16(), told.code()), (429, "proof_wanted"), "{told:?}");
    assert!(told.retry_after.is_some());
    assert!(told.json["detail"]["zh"].as_str().is_some_and(|zh| zh.contains("电话")), "what to do");
    let wanted: ProofWanted = serde_json::from_value(told.json["proof"].clone()).expect("a challenge");
    let mut search = Search::new(wanted, body.as_bytes());
    let proof = (0..).find_map(|_| search.go_on(10_000)).expect("a proof");
    let taken = send(&desk, body.clone(), MALL, Some(&proof)).await;
    assert!(taken.json["receipts"][0]["outcome"]["applied"].is_object(), "{taken:?}");
    // The same again is the same: a proof that is shown twice brings nothing.
    let again = send(&desk, body, MALL, Some(&proof)).await;
    assert_eq!(again.json["receipts"], taken.json["receipts"]);
    let elsewhere = desk.body(&[file(2, desk.point.world.now())]).to_string();
    assert!(send(&desk, elsewhere, "198.51.100.7", None).await.status.is_success());
}

#[tokio::test]
async fn what_nobody_has_looked_at_has_so_much_room_and_what_can_be_decided_is_taken_all_the_same() {
    let desk = Desk::of(TestPoint::alone().await.expect("a contact point"));
    let _ = desk.point.service.clone().with_room_for_unread(4_000);
    assert!(push(&desk, &[unreadable(1, 3_000)], MALL, None).await.status.is_success());
    let full = push(&desk, &[unreadable(2, 3_000)], MALL, None).await;
    assert_eq!((full.status.as_u16(), full.code()), (507, "unread_full"), "{full:?}");
    assert!(full.json["detail"]["en"].as_str().is_some_and(|en| en.contains("telephone")), "what to do");
    assert_eq!(rows(&desk, "quarantine").await, 1, "nothing of it is kept");
    // A filing beside it is kept, although the push as a whole is refused; alone it finds its receipt.
    let filed: Op = file(1, desk.point.world.now());
    let filed = serde_json::to_value(filed).expect("JSON");
    assert_eq!(push(&desk, &[filed.clone(), unreadable(2, 3_000)], MALL, None).await.code(), "unread_full");
    let alone = push(&desk, &[filed], MALL, None).await;
    assert!(alone.json["receipts"][0]["outcome"]["applied"].is_object(), "{alone:?}");
    assert_eq!(rows(&desk, "case_index").await, 1);
    // A supervisor looks at the first, and there is room again: the device sends it once more, and nothing was lost.
    let boss = supervisor(&desk).await;
    let kept = desk.point.service.quarantine(&boss).await.expect("read").kept;
    let review = Review { op: kept[0].op, hash: kept[0].hash.clone() };
    desk.point.service.review(&boss, &review).await.expect("noted");
    assert!(push(&desk, &[unreadable(2, 3_000)], MALL, None).await.status.is_success());
}

#[tokio::test]
async fn the_same_name_with_other_content_each_time_fills_the_room_and_no_more() {
    let desk = Desk::open().await;
    let _ = desk.point.service.clone().with_room_for_unread(2_000);
    let now = desk.point.world.now();
    let first = file(1, now);
    assert!(desk.push(std::slice::from_ref(&first)).await.status.is_success());
    let mut refused = 0;
    for number in 2..20 {
        let other = Op { id: first.id, claim: first.claim.clone(), ..file(number, now) };
        refused += usize::from(desk.push(&[other]).await.code() == "unread_full");
    }
    assert!(refused > 10, "{refused}");
    let total = rows(&desk, "quarantine").await;
    assert!((1..8).contains(&total), "{total}");
}

#[tokio::test]
async fn a_flood_is_seen_by_those_who_supervise_and_goes_at_once_with_who_when_and_why() {
    let desk = Desk::open().await;
    let boss = supervisor(&desk).await;
    let real = push(&desk, &[unreadable(1, 300)], MALL, None).await;
    assert!(real.status.is_success());
    assert_eq!(desk.point.service.quarantine(&boss).await.expect("read").flood, None, "one is none");
    for number in 2..62_u128 {
        assert!(push(&desk, &[unreadable(number, 300)], MALL, None).await.status.is_success());
    }
    let seen = desk.point.service.quarantine(&boss).await.expect("read");
    let flood = seen.flood.expect("a flood");
    assert_eq!((flood.ops, flood.devices), (61, 5));
    // One of them is real: it was looked at, and stays.
    let one = seen.kept.iter().find(|one| one.op.0 == Uuid::from_u128(1)).expect("the first");
    desk.point.service.review(&boss, &Review { op: one.op, hash: one.hash.clone() }).await.expect("noted");

    let nobody = StaffMember { role: Role::Receptionist, ..boss.clone() };
    let what = Discard { until: flood.last, reason: "同一脚本反复发送，无一可读".to_owned() };
    assert_eq!(desk.point.service.discard(&nobody, &what).await.expect_err("not theirs").code(), Code::Forbidden);
    let without = Discard { reason: "  ".to_owned(), ..what.clone() };
    assert_eq!(desk.point.service.discard(&boss, &without).await.expect_err("why?").code(), Code::InvalidInput);
    let done = desk.point.service.discard(&boss, &what).await.expect("discarded");
    assert_eq!((done.ops, done.by, done.reason.as_str()), (60, boss.id, "同一脚本反复发送，无一可读"));

    let after = desk.point.service.quarantine(&boss).await.expect("read");
    assert_eq!((after.flood, after.discarded), (None, vec![done]));
    let kept = |number: u128| after.kept.iter().find(|one| one.op.0 == Uuid::from_u128(number)).expect("still listed");
    assert!(kept(1).text.contains('乱'), "what was looked at keeps its content");
    assert!(kept(2).text.is_empty() && kept(2).reviewed.is_some_and(|(_, by)| by == boss.id), "the others are gone");
    // Whoever sends the same again is told the same, and it takes no room.
    let again = push(&desk, &[unreadable(2, 300)], "198.51.100.7", None).await;
    assert!(again.json["receipts"][0]["outcome"]["quarantined"].is_object(), "{again:?}");
    assert_eq!(rows(&desk, "unread").await, 0);
    assert_eq!(desk.point.service.discard(&boss, &what).await.expect_err("nothing is left").code(), Code::NotFound);
}

#[tokio::test]
async fn members_of_staff_and_enrolled_kiosks_are_not_counted() {
    let desk = Desk::open().await;
    let boss = desk.first_administrator("mai", "麦小姐").await;
    let given = desk.accounts.kiosk_code(&boss.staff, "一楼大厅", false).await.expect("a code");
    let kiosk = desk.accounts.enrol_kiosk(&given.code, MALL.parse().expect("an address")).await.expect("a kiosk");
    let by = |cookie: String| {
        let desk = &desk;
        async move {
            let mut last = None;
            for number in 0..400_u128 {
                let body = json!({"protocol": PROTOCOL, "sent_at": desk.point.world.now(), "ops": [{"id": Uuid::from_u128(number)}]});
                let request =
                    Request::builder().method(Method::POST).uri("/api/v1/push").header("cookie", cookie.clone());
                let request = request.header(CONTENT_TYPE, "application/json").header("contact-point-kiosk", "1");
                let answer = desk
                    .ask(request.header("x-forwarded-for", MALL).body(Body::from(body.to_string())).expect("a request"))
                    .await;
                last = Some(answer.status.as_u16());
            }
            last
        }
    };
    assert_eq!(by(format!("kiosk={}", kiosk.token.reveal())).await, Some(200));
    assert_eq!(by(format!("session={}", boss.token.reveal())).await, Some(200));
    assert_eq!(
        by("kiosk=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".to_owned()).await,
        Some(429),
        "a header alone is nothing"
    );
}

async fn rows(desk: &Desk, table: &str) -> usize {
    desk.point.store.dump_point(desk.point.id()).await.expect("a dump").rows(table)
}
