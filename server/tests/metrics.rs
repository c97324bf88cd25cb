//! `GET /metrics`: off unless it is set, closed to others, and every name that the dashboard and the alerts use is in it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::running::{Running, database, done, program, run};
use crate::staff_desk::{Browser, Desk, HOUR};
use serde_json::json;
use server::measures::{Machine, Measures, Standing};
use server::service::{Caller, SystemWorld, World};
use server::testing::{TestPoint, file};
use server::upkeep::last_backup;
use sync::protocol::{PROTOCOL, PushRequest};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// A program with numbers at an address of its own, and that address.
fn started(folder: &Path, more: &[&str]) -> (Running, String) {
    let arguments = [&["--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0"], more, &["serve"]].concat();
    let mut running = Running::of(program(folder, &arguments));
    let log = running.logged();
    let address = log.split_once("metrics at http://").expect("it says where").1;
    let address = address.split_once("/metrics").expect("an address").0.to_owned();
    (running, address)
}

/// The whole answer, head and body.
fn fetch(address: &str, path: &str, headers: &str) -> String {
    let mut line = TcpStream::connect(address).expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{headers}\r\n");
    line.write_all(request.as_bytes()).expect("asked");
    let mut answer = String::new();
    line.read_to_string(&mut answer).expect("an answer");
    answer
}

/// The value of a line, by its whole name with labels.
fn value(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {name}: {text}")).trim().parse().expect("a number")
}

/// Each name that is said to be a measure.
fn measured(text: &str) -> BTreeSet<&str> {
    text.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next()).collect()
}

#[test]
fn there_are_no_numbers_unless_somebody_sets_where() {
    let folder = folder();
    let running = Running::start(folder.path());
    assert!(fetch(&running.address, "/metrics", "").starts_with("HTTP/1.1 404"));
    running.stop();
}

#[test]
fn beside_everything_else_they_are_for_whoever_brings_the_token() {
    let folder = folder();
    let file = folder.path().join("metrics.token");
    fs::write(&file, format!("{}\n", "5a".repeat(32))).expect("written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("private");
    let name = file.to_str().expect("a path").to_owned();
    let running =
        Running::of(program(folder.path(), &["--listen", "127.0.0.1:0", "--metrics-token-file", &name, "serve"]));
    for wrong in ["", "authorization: Bearer\r\n", "authorization: Bearer 5a5a\r\n"] {
        let answer = fetch(&running.address, "/metrics", wrong);
        assert!(answer.starts_with("HTTP/1.1 404") && !answer.contains("contact_point_"), "{answer}");
    }
    let brought = format!("authorization: Bearer {}\r\n", "5a".repeat(32));
    let answer = fetch(&running.address, "/metrics", &brought);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("contact_point_open_cases 0"), "{answer}");
    running.stop();
}

#[test]
fn an_address_that_others_reach_needs_a_token() {
    let folder = folder();
    let refused = run(folder.path(), &["--metrics-listen", "0.0.0.0:0", "serve"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--metrics-token-file"));
    let file = folder.path().join("metrics.token");
    fs::write(&file, "short").expect("written");
    let refused = run(folder.path(), &["--metrics-token-file", file.to_str().expect("a path"), "serve"]);
    assert_eq!(refused.status.code(), Some(2), "a guessable token is none");
}

#[test]
fn what_happened_is_counted_and_names_nobody() {
    let folder = folder();
    let (running, address) = started(folder.path(), &[]);
    running.file(1..4);
    // The same again: a receipt, and no second case.
    running.file(3..4);
    let (status, _) = running.ask("GET", "/api/v1/pull?since=nonsense", "", "");
    assert_eq!(status, 400);
    running.ask("GET", "/no/such/page.txt", "", "");
    let answer = fetch(&address, "/metrics", "");
    assert!(answer.contains("content-type: text/plain; version=0.0.4"), "{answer}");
    assert_eq!(value(&answer, "contact_point_open_cases"), 3.0);
    assert_eq!(value(&answer, "contact_point_unread_cases"), 3.0);
    assert_eq!(value(&answer, "contact_point_overdue_cases"), 0.0);
    assert_eq!(value(&answer, "contact_point_operations_total{outcome=\"applied\"}"), 4.0);
    assert_eq!(value(&answer, "contact_point_receipt_seconds_count"), 2.0);
    assert!(value(&answer, "contact_point_receipt_seconds_sum") > 0.0);
    let pushes = "contact_point_requests_total{method=\"POST\",route=\"/api/v1/push\",status=\"200\"}";
    assert_eq!(value(&answer, pushes), 2.0);
    let refused = "contact_point_requests_total{method=\"GET\",route=\"/api/v1/pull\",status=\"400\"}";
    assert_eq!(value(&answer, refused), 1.0);
    let nowhere = "contact_point_requests_total{method=\"GET\",route=\"other\",status=\"404\"}";
    assert_eq!(value(&answer, nowhere), 1.0);
    assert!(value(&answer, "contact_point_disk_free_bytes") > 0.0);
    assert!(value(&answer, "contact_point_database_bytes") > 0.0);
    for personal in ["陈女士", "13800138000", "充电时屏幕变黑", "127.0.0.1", "nonsense", "page.txt"] {
        let body = answer.split_once("\r\n\r\n").expect("a body").1;
        assert!(!body.contains(personal), "{body}");
    }
    assert!(fetch(&address, "/", "").starts_with("HTTP/1.1 404"), "nothing else is served there");
    running.stop();
}

#[test]
fn a_stream_is_counted_while_it_is_open() {
    let folder = folder();
    let (running, address) = started(folder.path(), &[]);
    let visitors = || value(&fetch(&address, "/metrics", ""), "contact_point_event_streams{who=\"visitor\"}");
    assert_eq!(visitors(), 0.0);
    let mut line = TcpStream::connect(&running.address).expect("it listens");
    line.write_all(running.request("GET", "/api/v1/stream", "", "").as_bytes()).expect("asked");
    let mut first = [0; 64];
    line.read_exact(&mut first).expect("it began");
    assert_eq!(visitors(), 1.0);
    drop(line);
    let began = std::time::Instant::now();
    // The server notices with the next thing that it says.
    while visitors() != 0.0 && began.elapsed() < std::time::Duration::from_secs(60) {
        running.file(900..901);
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(visitors(), 0.0);
    running.stop();
}

#[test]
fn a_backup_is_known_by_its_time() {
    let folder = folder();
    let (running, address) = started(folder.path(), &[]);
    let last = || value(&fetch(&address, "/metrics", ""), "contact_point_last_backup_timestamp_seconds");
    assert_eq!(last(), 0.0);
    let before = SystemWorld.now().millis() / 1_000;
    done(&run(folder.path(), &["backup", folder.path().join("monday.db").to_str().expect("a path")]));
    #[expect(clippy::cast_precision_loss, reason = "seconds of this century")]
    let before = before as f64;
    assert!(last() >= before);
    assert!(last_backup::of(&database(folder.path())).is_some());
    running.stop();
}

#[tokio::test]
async fn what_waits_too_long_and_what_is_overdue_is_counted() {
    let point = TestPoint::alone().await.expect("a contact point");
    let standing = async || point.service.standing().await.expect("read");
    let before = standing().await;
    assert_eq!((before.open, before.unread, before.oldest_unread_seconds), (0, 0, 0));
    let (sent_at, ops) = (point.world.now(), vec![file(1, point.world.now())]);
    point.service.push(PushRequest { protocol: PROTOCOL, sent_at, ops }, Caller::Public).await.expect("stored");
    point.world.advance_millis(2 * HOUR);
    let waits = standing().await;
    assert_eq!((waits.open, waits.unread, waits.oldest_unread_seconds), (1, 1, 7_200));
    point.world.advance_millis(40 * 24 * HOUR);
    let forgotten = standing().await;
    assert_eq!((forgotten.open, forgotten.overdue), (1, 1), "nobody has taken it on for weeks");
    let text = point.service.measures().text(&forgotten, &Machine::default()).expect("a text");
    assert_eq!(value(&text, "contact_point_overdue_cases"), 1.0);
}

#[tokio::test]
async fn a_kiosk_that_is_silent_is_counted() {
    let (desk, mut mai) = Desk::with_administrator().await;
    let given = mai.post(&desk, "/api/v1/kiosk-codes", json!({"name": "一楼大厅", "keyboard": true})).await;
    let mut kiosk = Browser::default();
    kiosk.post(&desk, "/api/v1/kiosk", json!({ "code": given.json["code"] })).await;
    assert_eq!(desk.accounts.kiosks_in_use().await.expect("read"), (1, 0));
    desk.wait(HOUR);
    assert_eq!(desk.accounts.kiosks_in_use().await.expect("read"), (1, 1));
}

/// Every name of ours in a text of the form that Prometheus asks in.
fn names(text: &str) -> BTreeSet<String> {
    let words = text.split(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '_' || sign == ':'));
    words.filter(|word| word.starts_with("contact_point_")).map(str::to_owned).collect()
}

#[test]
fn every_measure_that_the_dashboard_and_the_alerts_name_is_there() {
    let measures = Measures::default();
    measures.answered("GET", "/", 200);
    let text = measures.text(&Standing::default(), &Machine::default()).expect("a text");
    let there = measured(&text);
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/deploy");
    let mut used = BTreeSet::new();
    for file in ["grafana-dashboard.json", "alerts.yml"] {
        let named = names(&fs::read_to_string(deploy.join(file)).expect("the file"));
        assert!(named.len() > 5, "{file} names {named:?}");
        for name in named {
            let parts = ["_bucket", "_count", "_sum"];
            let whole = parts.iter().find_map(|part| name.strip_suffix(part).filter(|whole| there.contains(whole)));
            let whole = whole.unwrap_or(&name).to_owned();
            assert!(there.contains(whole.as_str()), "{file} names {name}, which is not measured: {there:?}");
            used.insert(whole);
        }
    }
    let unused: Vec<&&str> = there.iter().filter(|name| !used.contains(**name)).collect();
    assert!(unused.is_empty(), "measured, and shown by nobody: {unused:?}");
    serde_json::from_str::<serde_json::Value>(
        &fs::read_to_string(deploy.join("grafana-dashboard.json")).expect("the file"),
    )
    .expect("a dashboard is JSON");
}
