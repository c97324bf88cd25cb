//! A machine as it is at a mall: its disk full, its files used up, its lines cut and slow, and stopped in the middle of it all.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::running::{Running, copy_secrets, done, part, program, run};
use rustix::process::{Pid, Resource, Rlimit, prlimit};
use serde_json::Value;
use server::service::{SystemWorld, World};
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::testing::file;
use tempfile::TempDir;

/// The log is emptied into the database at 4 MiB and cut to 8; what is on its way comes on top.
const MOST_OF_LOG: u64 = 12 << 20;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// The program under a limit of the operating system, as `ulimit` sets it.
fn limited(folder: &Path, limit: &str) -> Command {
    let plain = program(folder, &["--listen", "127.0.0.1:0", "serve"]);
    let mut command = Command::new("sh");
    // A write beyond the limit of a file's size is a failure, as on a full disk, and not the end of the process.
    command.arg("-c").arg(format!("trap '' XFSZ; {limit}; exec \"$0\" \"$@\""));
    command.arg(plain.get_program()).args(plain.get_args());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

fn log_bytes(folder: &Path) -> u64 {
    fs::metadata(part(folder, "-wal")).map_or(0, |log| log.len())
}

fn receipts(answer: &Value) -> usize {
    answer["receipts"].as_array().map_or(0, Vec::len)
}

#[test]
fn on_a_full_disk_nothing_is_promised_that_is_not_stored_and_with_room_all_goes_on() {
    let here = folder();
    let server = Running::start(here.path());
    server.file(0..20);
    server.stop();
    // So many blocks of 512 bytes as are there, and a little more: the log cannot grow.
    let blocks = 2 * (fs::metadata(part(here.path(), "")).expect("a database").len() / 1024 + 200);
    let mut server = Running::of(limited(here.path(), &format!("ulimit -S -f {blocks}")));
    let (mut promised, mut refused) = (Vec::new(), 0);
    for first in (100..4_100).step_by(20) {
        let ops: Vec<_> = (first..first + 20).map(|number| file(number, SystemWorld.now())).collect();
        match server.push(&ops) {
            (200, answer) => {
                assert_eq!(receipts(&answer), 20);
                promised.extend(first..first + 20);
            }
            (status, problem) => {
                assert!([503, 507].contains(&status), "a device is to come again: {problem} {}", server.logged());
                assert!(problem["retry_after"].is_number() && problem["detail"]["zh"].is_string(), "{problem}");
                refused += 1;
                if refused == 5 {
                    break;
                }
            }
        }
    }
    assert!(refused > 0, "{} cases, and never full", promised.len());
    assert_eq!(server.has(0..20), 20, "what is there can be read all the same");
    for some in promised.chunks(50) {
        let has = server.has(some[0]..some[some.len() - 1] + 1);
        assert_eq!(has, some.len(), "every receipt was for something that is stored");
    }
    // Somebody has made room; nobody starts anything anew.
    let process = Pid::from_raw(i32::try_from(server.id()).expect("a process"));
    prlimit(process, Resource::Fsize, Rlimit { current: None, maximum: None }).expect("room");
    assert_eq!(server.file(4_900..4_920).len(), 20, "the device comes again");
    server.kill();

    let server = Running::start(here.path());
    for some in promised.chunks(50) {
        let has = server.has(some[0]..some[some.len() - 1] + 1);
        assert_eq!(has, some.len(), "every receipt was for something that is stored");
    }
    assert_eq!(server.file(5_000..5_020).len(), 20);
    assert!(done(&run(here.path(), &["verify"])).contains("everything adds up"));
}

#[test]
fn when_files_are_used_up_nothing_is_promised_that_is_not_stored_and_it_recovers_by_itself() {
    let here = folder();
    let server = Running::of(limited(here.path(), "ulimit -n 64"));
    server.file(0..5);
    let mut promised: Vec<u64> = Vec::new();
    for round in 0..3_u64 {
        // Lines that are opened and on which nothing is said.
        let idle: Vec<TcpStream> = (0..100).filter_map(|_| TcpStream::connect(&server.address).ok()).collect();
        let number = 100 + round;
        let body = Running::push_body(&[file(number, SystemWorld.now())]);
        let mut line = TcpStream::connect(&server.address).expect("it waits in line");
        let sent = server.request("POST", "/api/v1/push", "", &body);
        line.write_all(sent.as_bytes()).expect("sent");
        drop(idle);
        let mut answer = String::new();
        line.set_read_timeout(Some(Duration::from_secs(60))).expect("set");
        line.read_to_string(&mut answer).expect("an answer, once there is room");
        if answer.starts_with("HTTP/1.1 200") {
            promised.push(number);
        } else {
            assert!(answer.starts_with("HTTP/1.1 503"), "a device is to come again: {answer}");
        }
    }
    assert_eq!(server.file(200..205).len(), 5, "as if nothing had been");
    for number in promised {
        assert_eq!(server.has(number..number + 1), 1);
    }
    let (status, _, log) = server.stop();
    assert_eq!(status.code(), Some(0));
    assert!(log.lines().count() < 100, "{log}");
}

/// Random numbers that are the same in every run.
fn random(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |most| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % most
    }
}

#[test]
fn two_thousand_pushes_that_are_cut_off_during_a_backup_are_each_one_case() {
    const TABLETS: u64 = 16;
    const EACH: u64 = 125;
    let here = folder();
    let server = Running::start(here.path());
    let monday = here.path().join("monday.db");
    thread::scope(|scope| {
        for tablet in 0..TABLETS {
            let server = &server;
            scope.spawn(move || {
                let mut random = random(tablet + 1);
                for number in 0..EACH {
                    let body = Running::push_body(&[file(1 + tablet * EACH + number, SystemWorld.now())]);
                    let request = server.request("POST", "/api/v1/push", "", &body);
                    let Ok(mut line) = TcpStream::connect(&server.address) else { continue };
                    // Some are cut before all of it is there.
                    let whole = request.len();
                    let sent =
                        if random(4) == 0 { usize::try_from(random(whole as u64)).unwrap_or(whole) } else { whole };
                    let _ = line.write_all(&request.as_bytes()[..sent]);
                    thread::sleep(Duration::from_millis(random(31)));
                }
            });
        }
        for copy in 0..3 {
            done(&run(here.path(), &["backup", &format!("{}-{copy}", monday.display())]));
        }
    });
    assert!(log_bytes(here.path()) < MOST_OF_LOG, "{} bytes of log", log_bytes(here.path()));

    // Every tablet comes again with all it has, and gets a receipt for each.
    let mut numbers = BTreeSet::new();
    for first in (1..=TABLETS * EACH).step_by(100) {
        numbers.extend(server.file(first..first + 100).into_iter().map(|number| number.as_u64().expect("a number")));
    }
    let all: BTreeSet<u64> = (1..=TABLETS * EACH).collect();
    assert_eq!(numbers, all, "each case once, and no number left out");
    assert!(done(&run(here.path(), &["verify"])).contains("everything adds up"));
    for copy in 0..3 {
        let restored = folder();
        copy_secrets(here.path(), restored.path());
        done(&run(restored.path(), &["restore", &format!("{}-{copy}", monday.display())]));
        assert!(done(&run(restored.path(), &["verify"])).contains("everything adds up"));
    }
}

#[test]
fn who_reads_slowly_for_an_hour_holds_up_nobody_and_the_log_stays_short() {
    let here = folder();
    let server = Running::start(here.path());
    server.file(0..50);
    // Each asks for more than its line carries, and reads none of it.
    let slow: Vec<TcpStream> = (0..40)
        .map(|reader| {
            let mut line = TcpStream::connect(&server.address).expect("a line");
            let path = if reader % 2 == 0 { "/api/v1/pull?since=0" } else { "/api/v1/stream" };
            line.write_all(server.request("GET", path, "", "").as_bytes()).expect("asked");
            line
        })
        .collect();
    for first in (100..2_100).step_by(50) {
        server.file(first..first + 50);
    }
    assert!(log_bytes(here.path()) < MOST_OF_LOG, "{} bytes of log", log_bytes(here.path()));
    assert_eq!(server.has(2_050..2_100), 50);
    drop(slow);
}

#[tokio::test]
async fn a_log_that_grew_while_a_backup_read_is_short_again_afterwards() {
    let here = folder();
    let server = Running::start(here.path());
    server.file(0..50);
    // A backup that takes its time: nothing after its snapshot can leave the log.
    let options = SqliteOptions { read_only: true, ..SqliteOptions::file(part(here.path(), "")) };
    let store = SqliteStore::open(&options).await.expect("a store");
    let reader = store.hold_snapshot().await.expect("a snapshot");
    let mut grown = 0;
    for first in (100..20_000).step_by(50) {
        server.file(first..first + 50);
        grown = log_bytes(here.path());
        if grown > MOST_OF_LOG {
            break;
        }
    }
    assert!(grown > MOST_OF_LOG, "{grown} bytes");
    drop(reader);
    store.close().await;
    for first in (30_000..31_000).step_by(50) {
        server.file(first..first + 50);
    }
    assert!(log_bytes(here.path()) < MOST_OF_LOG, "{} bytes of log", log_bytes(here.path()));
}

/// Opens streams, and says how many were let in. They end with what is given back.
fn listen(server: &Running, many: usize) -> (Vec<TcpStream>, usize) {
    let mut lines = Vec::new();
    let mut let_in = 0;
    for _ in 0..many {
        let mut line = TcpStream::connect(&server.address).expect("a line");
        line.write_all(server.request("GET", "/api/v1/stream", "", "").as_bytes()).expect("asked");
        let mut first = [0; 12];
        line.read_exact(&mut first).expect("an answer");
        match &first {
            b"HTTP/1.1 200" => {
                let_in += 1;
                lines.push(line);
            }
            b"HTTP/1.1 429" => {}
            other => panic!("{}", String::from_utf8_lossy(other)),
        }
    }
    (lines, let_in)
}

#[test]
fn whoever_listens_leaves_files_for_those_who_file() {
    let here = folder();
    let server = Running::of(limited(here.path(), "ulimit -n 120"));
    let (lines, let_in) = listen(&server, 150);
    assert_eq!(let_in, 60);
    assert_eq!(server.file(0..5).len(), 5);
    drop(lines);
}

#[test]
fn the_limit_for_programs_of_another_kind_does_not_keep_a_mall_from_listening() {
    let here = folder();
    let server = Running::of(limited(here.path(), "ulimit -S -n 64"));
    let (lines, let_in) = listen(&server, 150);
    assert_eq!(let_in, 150);
    assert_eq!(server.file(0..5).len(), 5);
    drop(lines);
}

#[test]
fn a_server_with_three_hundred_streams_and_lines_that_hang_stops_within_five_seconds() {
    let here = folder();
    let server = Running::start(here.path());
    let (lines, let_in) = listen(&server, 300);
    assert_eq!(let_in, 300);
    // A push that stopped on its way, and a line on which nothing was said.
    let mut half = TcpStream::connect(&server.address).expect("a line");
    let request = server.request("POST", "/api/v1/push", "", &Running::push_body(&[file(1, SystemWorld.now())]));
    half.write_all(&request.as_bytes()[..request.len() - 10]).expect("sent");
    let silent = TcpStream::connect(&server.address).expect("a line");
    let (status, took, log) = server.stop();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(took < Duration::from_secs(5), "{took:?}");
    drop((lines, half, silent));
    assert!(!part(here.path(), "-wal").exists(), "everything is in the database");
}
