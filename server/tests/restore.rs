//! Backups that come back, databases that are put in place by hand, and a power cut in the middle of it: always one whole
//! state, said plainly, and devices notice.

use std::fs;
use std::path::Path;

use crate::running::{Running, copy_database, copy_secrets, database, done, part, program, run, said};
use serde_json::Value;
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// A server that was killed after so many cases; some are in the file, the others in its log.
fn killed_after(cases: u64) -> TempDir {
    let folder = folder();
    let server = Running::start(folder.path());
    server.file(0..cases);
    assert!(fs::metadata(part(folder.path(), "-wal")).expect("a log").len() > 0);
    server.kill();
    folder
}

#[test]
fn a_copied_data_folder_comes_back_with_what_was_still_in_its_log() {
    let there = folder();
    let server = Running::start(there.path());
    server.file(0..3);
    let before = server.pull("?since=0", 0..3);
    let copy = there.path().join("copy");
    copy_database(there.path(), &copy);
    server.file(3..5);
    server.stop();

    let here = folder();
    let restored = run(here.path(), &["restore", text(&copy)]);
    done(&restored);
    assert!(said(&restored).contains("put the folder data-keys back"), "{}", said(&restored));
    // The keys are no part of the database.
    copy_secrets(there.path(), here.path());
    let server = Running::start(here.path());
    assert_eq!(server.has(0..5), 3, "all of the copy, and nothing that came after it");
    let epoch = before["epoch"].as_str().expect("an epoch");
    let cursor = &before["cursor"];
    let after = server.pull(&format!("?since={cursor}&epoch={epoch}"), 0..3);
    assert_ne!(after["epoch"], before["epoch"], "devices offer again what they sent since");
    assert!(after["changes"].as_array().is_some_and(|changes| changes.len() >= 3), "and fetch anew");
    assert!(done(&run(here.path(), &["verify"])).contains("everything adds up"));
}

#[test]
fn a_copied_folder_whose_log_is_of_another_file_is_refused_and_the_database_stays() {
    let (here, there) = (killed_after(2), killed_after(40));
    // The first forty are in the file after this start; the log has only what changed since.
    let server = Running::start(there.path());
    server.file(40..43);
    server.kill();
    let copy = folder();
    fs::copy(database(here.path()), database(copy.path())).expect("copied");
    fs::copy(part(there.path(), "-wal"), part(copy.path(), "-wal")).expect("copied");
    let before = fs::read(database(here.path())).expect("a database");
    let output = run(here.path(), &["restore", text(copy.path())]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("may belong to another file"), "{}", said(&output));
    assert_eq!(fs::read(database(here.path())).expect("a database"), before);
}

#[test]
fn a_copied_folder_says_that_its_claim_codes_need_its_key() {
    let (here, there) = (killed_after(1), killed_after(2));
    let restored = done(&run(here.path(), &["restore", text(there.path())]));
    assert!(restored.contains("claim codes of that folder need its key"), "{restored}");
}

#[test]
fn a_restore_that_is_cut_off_at_any_step_leaves_one_whole_database() {
    let old = folder();
    let server = Running::start(old.path());
    server.file(0..2);
    let monday = old.path().join("monday.db");
    done(&run(old.path(), &["backup", text(&monday)]));
    server.file(2..5);
    server.kill();

    let mut states = Vec::new();
    for step in 1.. {
        let here = folder();
        copy_database(old.path(), here.path());
        copy_secrets(old.path(), here.path());
        fs::copy(part(old.path(), ".last-seen"), part(here.path(), ".last-seen")).expect("copied");
        let mut restore = program(here.path(), &["restore", text(&monday)]);
        let output = restore.env("TEST_DIES_AT_STEP", step.to_string()).output().expect("the program runs");
        let is_done = output.status.success();
        let verified = done(&run(here.path(), &["verify"]));
        assert!(verified.contains("everything adds up"), "step {step}: {verified}");
        let cases = verified.lines().find_map(|line| line.strip_prefix("case: ")).expect("cases").to_owned();
        let is_new = cases == "2";
        assert!(is_new || cases == "5", "step {step}: {cases} cases");
        if is_new {
            assert_eq!(kept_cases(here.path()), "5", "step {step}: the old one is kept whole");
        }
        for left in [".restoring", ".unfinished"] {
            assert!(!is_new || !part(here.path(), left).exists(), "step {step}: {left}");
        }
        states.push(is_new);
        if is_done {
            break;
        }
    }
    assert!(states.len() > 6 && states.is_sorted(), "the old one, then the new one: {states:?}");
    assert!(!states[0] && states[2], "{states:?}");
}

/// How many cases the database has that was kept when another came in its place.
fn kept_cases(here: &Path) -> String {
    let files = fs::read_dir(here).expect("a folder").map(|file| file.expect("a file").path());
    let kept =
        files.filter(|file| file.file_name().is_some_and(|name| name.to_string_lossy().contains(".before-restore-")));
    let kept = kept.min_by_key(|file| file.as_os_str().len()).expect("a kept database");
    let url = format!("sqlite:{}", text(&kept));
    let verified = done(&run(here, &["--database-url", &url, "verify"]));
    verified.lines().find_map(|line| line.strip_prefix("case: ")).expect("cases").to_owned()
}

#[test]
fn a_server_that_starts_after_a_restore_that_was_cut_off_does_not_begin_with_nothing() {
    let here = killed_after(3);
    let monday = here.path().join("monday.db");
    done(&run(here.path(), &["backup", text(&monday)]));
    // The old files are away, the new one is not there yet.
    let mut restore = program(here.path(), &["restore", text(&monday)]);
    assert!(!restore.env("TEST_DIES_AT_STEP", "6").status().expect("the program runs").success());
    assert!(!database(here.path()).exists());
    let mut server = Running::start(here.path());
    assert_eq!(server.has(0..3), 3);
    assert!(server.logged().contains("a restore was interrupted and is now done"), "{}", server.logged());
}

#[test]
fn another_database_beside_the_log_of_the_one_before_is_refused_until_it_is_restored() {
    let here = folder();
    let server = Running::start(here.path());
    server.file(0..2);
    let monday = here.path().join("monday.db");
    done(&run(here.path(), &["backup", text(&monday)]));
    server.file(2..40);
    server.kill();
    let log = fs::read(part(here.path(), "-wal")).expect("a log");
    fs::copy(&monday, database(here.path())).expect("put in place by hand");

    for command in ["serve", "verify", "setup-link"] {
        let output = run(here.path(), &["--listen", "127.0.0.1:0", command]);
        assert_eq!(output.status.code(), Some(2), "{command}: {}", said(&output));
        assert!(said(&output).contains("may belong to the file before"), "{command}: {}", said(&output));
        assert!(said(&output).contains("server restore"), "and says what to do: {}", said(&output));
    }
    assert_eq!(fs::read(part(here.path(), "-wal")).expect("a log"), log, "nothing was touched");

    done(&run(here.path(), &["restore", text(&monday)]));
    let server = Running::start(here.path());
    assert_eq!(server.has(0..40), 2, "the backup, and nothing of the log");
    assert!(done(&run(here.path(), &["verify"])).contains("everything adds up"));
}

#[test]
fn a_database_that_is_put_in_place_by_hand_begins_a_new_life() {
    let here = folder();
    let server = Running::start(here.path());
    server.file(0..2);
    let monday = here.path().join("monday.db");
    done(&run(here.path(), &["backup", text(&monday)]));
    server.file(2..5);
    let before = server.pull("?since=0", 0..5);
    server.stop();
    fs::copy(&monday, database(here.path())).expect("put in place by hand");

    let mut server = Running::start(here.path());
    assert!(server.logged().contains("another file was put in its place"), "{}", server.logged());
    noticed(&server, &before);
    let (_, _, log) = { server }.stop();
    assert!(!log.contains("ERROR"), "{log}");

    let epoch = |folder: &Path| Running::start(folder).pull("?since=0", 0..2)["epoch"].clone();
    assert_eq!(epoch(here.path()), epoch(here.path()), "known from then on");
}

#[test]
fn an_older_copy_of_the_same_database_begins_a_new_life_however_much_is_filed_before_devices_ask() {
    let here = folder();
    let server = Running::start(here.path());
    server.file(0..2);
    let noon = here.path().join("noon");
    copy_database(here.path(), &noon);
    server.file(2..5);
    let before = server.pull("?since=0", 0..5);
    server.stop();
    fs::remove_file(database(here.path())).expect("removed");
    copy_database(&noon, here.path());

    let mut server = Running::start(here.path());
    assert!(server.logged().contains("its history is shorter than it was"), "{}", server.logged());
    server.file(10..30);
    noticed(&server, &before);
}

/// The device of before is told of another life, and gets everything anew.
fn noticed(server: &Running, before: &Value) {
    let (epoch, cursor) = (before["epoch"].as_str().expect("an epoch"), &before["cursor"]);
    let after = server.pull(&format!("?since={cursor}&epoch={epoch}"), 0..5);
    assert_ne!(after["epoch"], before["epoch"]);
    let newest = |answer: &Value| answer["changes"].as_array().map_or(0, Vec::len);
    assert!(newest(&after) > 0, "from the start");
    assert_eq!(after["unknown_claims"].as_array().map(Vec::len), Some(3), "what it lost is named, to be offered again");
}

#[test]
fn a_database_that_is_gone_is_not_replaced_by_an_empty_one() {
    let here = killed_after(3);
    let elsewhere = here.path().join("elsewhere.db");
    fs::rename(database(here.path()), &elsewhere).expect("moved away");
    for command in ["serve", "setup-link"] {
        let output = run(here.path(), &["--listen", "127.0.0.1:0", command]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("is gone"), "{}", said(&output));
    }
    assert!(!database(here.path()).exists());
    fs::rename(&elsewhere, database(here.path())).expect("put back");
    assert_eq!(Running::start(here.path()).has(0..3), 3);
}

#[test]
fn a_server_that_cannot_note_what_it_saw_serves_all_the_same_and_it_is_the_same_life() {
    let here = killed_after(2);
    let in_the_way = part(here.path(), ".last-seen.unfinished");
    fs::create_dir(&in_the_way).expect("a folder");
    let mut server = Running::start(here.path());
    let before = server.pull("?since=0", 0..2);
    assert_eq!(server.file(2..4).len(), 2);
    assert!(server.logged().contains("was not noted"), "{}", server.logged());
    server.kill();
    fs::remove_dir(&in_the_way).expect("removed");
    let server = Running::start(here.path());
    let after = server.pull("?since=0", 0..4);
    assert_eq!((&after["epoch"], &after["unknown_claims"]), (&before["epoch"], &Value::Null));
}

#[test]
fn after_a_power_cut_it_is_the_same_life() {
    let here = folder();
    let server = Running::start(here.path());
    server.file(0..3);
    let before = server.pull("?since=0", 0..3);
    server.kill();
    let mut server = Running::start(here.path());
    let after = server.pull("?since=0", 0..3);
    assert_eq!(after["epoch"], before["epoch"]);
    assert!(after["cursor"].as_i64() >= before["cursor"].as_i64(), "{after}");
    assert!(!server.logged().contains("WARN"), "{}", server.logged());
}
