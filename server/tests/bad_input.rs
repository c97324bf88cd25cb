//! Whatever arrives, the answer says what is wrong in a documented code and a sentence, and nothing is lost.

use domain::staff::StaffMember;
use std::time::Duration;

use crate::desk::{Answer, Desk};
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request};
use domain::case::Command;
use domain::ids::{CaseId, StaffId};
use domain::role::Role;
use futures::{StreamExt, stream};
use serde_json::{Value, json};
use server::service::World;
use server::testing::{claim, file, on_case};
use sync::protocol::{Code, MAX_OPS, MAX_PAYLOAD_BYTES, MAX_PUSH_BYTES, Op, OpId, Payload, Review};
use uuid::Uuid;

fn says(answer: &Answer, code: Code) {
    assert_eq!((answer.status.as_u16(), answer.code()), (code.status(), code.as_str()), "{:?}", answer.json);
    assert_eq!(answer.media_type, "application/problem+json");
    assert_eq!(answer.json["detail"]["zh"], code.sentence().zh);
    assert_eq!(answer.retry_after, code.problem().retry_after);
}

async fn rows(desk: &Desk, table: &str) -> usize {
    desk.point.store.dump_point(desk.point.id()).await.expect("a dump").rows(table)
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_whether_it_says_so_or_not() {
    let desk = Desk::open().await;
    says(&desk.post(vec![b' '; MAX_PUSH_BYTES + 1]).await, Code::BodyTooLarge);
    let parts = (0..20).map(|_| Ok::<_, std::io::Error>(vec![b' '; MAX_PUSH_BYTES / 16]));
    says(&desk.post(Body::from_stream(stream::iter(parts))).await, Code::BodyTooLarge);
}

/// Sends the beginning of a text, and then nothing more, or a byte now and then for ever.
fn unfinished(text: &str, drips: bool) -> Body {
    let begun = text.as_bytes()[..text.len() / 2].to_vec();
    let drip = |wait: Duration| async move {
        tokio::time::sleep(wait).await;
        Ok::<_, std::io::Error>(b" ".to_vec())
    };
    let rest = stream::repeat_with(move || Duration::from_secs(if drips { 5 } else { 1_000_000 })).then(drip);
    Body::from_stream(stream::once(async { Ok(begun) }).chain(rest))
}

#[tokio::test]
async fn a_push_that_stops_arriving_ends_in_a_clear_answer_and_the_same_push_is_taken_afterwards() {
    let desk = Desk::open().await;
    let ops = [file(1, desk.point.world.now())];
    let whole = desk.body(&ops).to_string();
    for drips in [false, true] {
        // Nothing but time passes while it waits: the test need not.
        tokio::time::pause();
        let begun = tokio::time::Instant::now();
        says(&desk.post(unfinished(&whole, drips)).await, Code::BodyTooSlow);
        assert!(begun.elapsed() <= Duration::from_secs(31), "{:?}", begun.elapsed());
        tokio::time::resume();
        assert_eq!(rows(&desk, "ops").await + rows(&desk, "quarantine").await, 0, "nothing of it was taken");
    }
    assert!(desk.post(whole.clone()).await.json["receipts"][0]["outcome"]["applied"].is_object());
    assert!(desk.post(whole).await.json["receipts"][0]["outcome"]["applied"].is_object());
    assert_eq!((rows(&desk, "ops").await, rows(&desk, "case_index").await), (1, 1), "once");
}

#[tokio::test]
async fn what_is_no_push_is_refused_with_its_reason() {
    let desk = Desk::open().await;
    says(&desk.post("").await, Code::NotJson);
    says(&desk.post("{\"protocol\": 1, \"ops\": [").await, Code::NotJson);
    says(&desk.post(vec![0xff, 0xfe]).await, Code::NotJson);
    says(&desk.post("[]").await, Code::Malformed);
    says(&desk.post(json!({ "protocol": 1, "sent_at": 0 }).to_string()).await, Code::Malformed);
    says(&desk.post(json!({ "protocol": 1, "sent_at": 0, "ops": [{}] }).to_string()).await, Code::Malformed);
    says(&desk.post(json!({ "protocol": 2, "batch": "of another shape" }).to_string()).await, Code::ProtocolUnknown);
    let ops: Vec<Value> = (0..=MAX_OPS).map(|_| json!({})).collect();
    says(&desk.post(json!({ "protocol": 1, "sent_at": 0, "ops": ops }).to_string()).await, Code::TooManyOps);
    let request = Request::builder().method(Method::POST).uri("/api/v1/push").header(CONTENT_TYPE, "text/plain");
    says(&desk.ask(request.body(Body::from("{}")).expect("a request")).await, Code::UnsupportedMediaType);
    let request = Request::builder().method(Method::DELETE).uri("/api/v1/push").body(Body::empty());
    says(&desk.ask(request.expect("a request")).await, Code::MethodNotAllowed);
    assert_eq!(rows(&desk, "ops").await + rows(&desk, "quarantine").await, 0);
}

#[tokio::test]
async fn one_operation_that_cannot_be_read_is_kept_without_its_code_and_the_rest_goes_on() {
    let desk = Desk::open().await;
    let now = desk.point.world.now();
    let mut body = desk.body(&[file(1, now), file(2, now)]);
    body["ops"][0]["payload"] = json!({ "encrypted_in_another_way": "…" });
    let answer = desk.post(body.to_string()).await;
    assert_eq!(answer.json["receipts"][0]["outcome"]["quarantined"]["code"], "malformed");
    assert!(answer.json["receipts"][1]["outcome"]["applied"].is_object());
    let kept = desk.point.store.dump_point(desk.point.id()).await.expect("a dump");
    assert_eq!(kept.rows("quarantine"), 1);
    assert!(!format!("{kept:?}").contains(&claim(1).plain()));
}

#[tokio::test]
async fn single_operations_get_receipts_that_say_what_is_wrong() {
    let desk = Desk::open().await;
    let now = desk.point.world.now();
    let kept = |number: u64, kind: &str, text: String| {
        let payload = Payload::Plain(text);
        Op { kind: kind.into(), hash: payload.hash(), payload, ..file(number, now) }
    };
    let ops = vec![
        kept(1, "case.file", "{\"do\":\"file\"}".into()),
        kept(2, "case.file", "x".repeat(MAX_PAYLOAD_BYTES + 1)),
        kept(3, "notice.publish", "{}".into()),
        Op { hash: file(9, now).hash, ..file(4, now) },
    ];
    let answer = desk.push(&ops).await;
    let word = |place: usize| {
        let outcome = &answer.json["receipts"][place]["outcome"];
        let (word, rest) = outcome.as_object().and_then(|outcome| outcome.iter().next()).expect("an outcome");
        rest["code"].as_str().unwrap_or(word).to_owned()
    };
    assert_eq!([0, 1, 2, 3].map(word), ["malformed", "body_too_large", "unsupported", "hash_mismatch"]);
    assert_eq!(desk.push(&ops).await.json["receipts"], answer.json["receipts"], "again the same");
    assert_eq!((rows(&desk, "ops").await, rows(&desk, "quarantine").await), (3, 1), "all four are kept");
}

#[tokio::test]
async fn what_was_kept_aside_is_read_by_a_supervisor_and_by_nobody_else() {
    let desk = Desk::open().await;
    let now = desk.point.world.now();
    let payload = Payload::Plain("{\"do\":\"file\"}".into());
    let unreadable = Op { hash: payload.hash(), payload, ..file(1, now) };
    let later = Op { kind: "notice.publish".into(), ..file(3, now) };
    desk.push(&[unreadable.clone(), Op { hash: file(9, now).hash, ..file(4, now) }, later]).await;
    let id = desk.point.add_staff("主管 01", Role::Supervisor, true).await.expect("staff");
    let boss =
        StaffMember {
            id, name: "主管 01".into(), role: Role::Supervisor, on_duty: true, active: true, absent: false
        };
    let kept = desk.point.service.quarantine(&boss).await.expect("read").kept;
    assert_eq!(kept.len(), 3);
    let one = kept.iter().find(|kept| kept.op == unreadable.id).expect("the first");
    assert_eq!((one.text.as_str(), one.reviewed), ("{\"do\":\"file\"}", None));
    assert!(!format!("{kept:?}").contains(&claim(1).plain()), "a claim code is no business of staff");

    let what = Review { op: one.op, hash: one.hash.clone() };
    desk.point.service.review(&boss, &what).await.expect("noted");
    let other = StaffMember { id: StaffId(Uuid::from_u128(5)), ..boss.clone() };
    desk.point.service.review(&other, &what).await.expect("again");
    let kept = desk.point.service.quarantine(&boss).await.expect("read").kept;
    let looked: Vec<StaffId> = kept.iter().filter_map(|kept| kept.reviewed).map(|(_, by)| by).collect();
    assert_eq!(looked, [id], "whoever was first");

    let receptionist = StaffMember { role: Role::Receptionist, ..boss };
    assert!(desk.point.service.quarantine(&receptionist).await.is_err_and(|why| why.code() == Code::Forbidden));
    assert!(desk.point.service.review(&receptionist, &what).await.is_err_and(|why| why.code() == Code::Forbidden));
}

#[tokio::test]
async fn staff_without_a_session_are_asked_to_sign_in() {
    let desk = Desk::open().await;
    let accept = on_case(OpId(Uuid::from_u128(1)), CaseId(Uuid::from_u128(1)), desk.point.world.now(), Command::Accept);
    says(&desk.push(&[accept.by_staff()]).await, Code::SignInNeeded);
    assert_eq!(rows(&desk, "ops").await, 0);
}

#[tokio::test]
async fn a_mistyped_code_is_told_from_an_unknown_one() {
    let desk = Desk::open().await;
    says(&desk.pull("192.0.2.1", "7F4Q").await, Code::ClaimMistyped);
    let answer = desk.pull("192.0.2.1", &claim(1).to_string()).await;
    assert_eq!((answer.status.as_u16(), &answer.json["unknown_claims"]), (200, &json!([0])));
    let many = (1..=51).map(|number| claim(number).plain()).collect::<Vec<_>>().join(",");
    says(&desk.pull("192.0.2.1", &many).await, Code::TooManyOps);
    let request = Request::builder().uri("/api/v1/pull?since=yesterday").body(Body::empty());
    says(&desk.ask(request.expect("a request")).await, Code::Malformed);
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_and_a_right_code_is_always_answered() {
    let desk = Desk::open().await;
    desk.push(&[file(1, desk.point.world.now())]).await;
    let own = claim(1).to_string();
    for number in 100..120 {
        assert_eq!(desk.pull("192.0.2.1", &claim(number).to_string()).await.status.as_u16(), 200);
        // Whoever follows a case does not guess, and asking twice for the same is one guess.
        assert_eq!(desk.pull("192.0.2.9", &own).await.json["unknown_claims"], Value::Null);
        assert_eq!(desk.pull("192.0.2.9", &claim(77).to_string()).await.status.as_u16(), 200);
    }
    let mut refused = desk.pull("192.0.2.1", &claim(120).to_string()).await;
    for number in 1_000..2_000 {
        if refused.status.as_u16() != 200 {
            break;
        }
        refused = desk.pull("192.0.2.1", &claim(number).to_string()).await;
    }
    assert_eq!((refused.status.as_u16(), refused.code()), (429, "rate_limited"));
    assert!(refused.retry_after.is_some_and(|seconds| (1..=60).contains(&seconds)));
    assert_eq!(desk.pull("192.0.2.1", &own).await.status.as_u16(), 200, "75 bits keep a code from being guessed");
    assert_eq!(desk.pull("192.0.2.1", "").await.status.as_u16(), 200, "the board is for everybody");
    assert_eq!(desk.pull("192.0.2.9", &own).await.status.as_u16(), 200);
}

#[tokio::test]
async fn a_store_that_cannot_write_is_a_problem_and_the_next_push_is_taken() {
    let desk = Desk::open().await;
    let op = file(1, desk.point.world.now());
    desk.point.store.set_read_only(true).await.expect("read-only");
    says(&desk.push(std::slice::from_ref(&op)).await, Code::StoreReadOnly);
    desk.point.store.set_read_only(false).await.expect("writable");
    assert_eq!(
        desk.push(&[op]).await.json["receipts"][0]["outcome"]["applied"]["number"],
        json!({ "year": 2026, "serial": 1 })
    );
}

#[tokio::test]
async fn a_device_that_listens_is_poked_at_once_and_after_every_commit() {
    use http_body_util::BodyExt;
    use tower::ServiceExt;
    let desk = Desk::open().await;
    let request = Request::builder().uri("/api/v1/stream").body(Body::empty()).expect("a request");
    let response = desk.router.clone().oneshot(request).await.expect("a stream");
    assert_eq!(response.headers()[CONTENT_TYPE], "text/event-stream");
    let mut body = response.into_body();
    let mut seqs = Vec::new();
    for number in 1..=2 {
        let frame = body.frame().await.expect("a poke").expect("sent").into_data().expect("data");
        let text = String::from_utf8(frame.to_vec()).expect("text");
        let data = text.lines().find_map(|line| line.strip_prefix("data: ")).expect("data");
        let poke: Value = serde_json::from_str(data).expect("JSON");
        assert!(text.starts_with("event: poke"), "{text}");
        seqs.push(poke["seq"].as_i64().expect("a place"));
        desk.push(&[file(number, desk.point.world.now())]).await;
    }
    assert_eq!(seqs, [1, 2]);
    desk.point.service.end_streams();
    assert!(body.frame().await.is_none(), "a server that stops ends its streams");
}

#[tokio::test]
async fn the_document_of_the_interface_is_given_out() {
    let desk = Desk::open().await;
    let request = Request::builder().uri("/api/v1/openapi.json").body(Body::empty()).expect("a request");
    let document: Value = serde_json::from_str(&server::http::openapi()).expect("JSON");
    assert_eq!(desk.ask(request).await.json, document);
}

#[tokio::test]
async fn a_tablet_whose_session_has_ended_is_told_so_and_not_that_there_is_nothing() {
    let desk = Desk::open().await;
    let ask = |path: &str| Request::builder().uri(path).body(Body::empty()).expect("a request");
    says(&desk.ask(ask("/api/v1/pull?since=0&scope=staff")).await, Code::SignInNeeded);
    says(&desk.ask(ask("/api/v1/pull?since=0&scope=everything")).await, Code::Malformed);
    assert_eq!(desk.ask(ask("/api/v1/pull?since=0")).await.status, 200, "the board is everybody's");
}
