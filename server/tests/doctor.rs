//! `server doctor` on a folder as it should be, and on everything that goes wrong with one.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use crate::running::{Running, database, done, part, program, run};
use server::service::{SystemWorld, World};
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::upkeep::last_backup;
use tempfile::TempDir;

const HOUR_MS: i64 = 3_600_000;

/// A folder in which a server ran, and stopped.
fn used() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).expect("as the server makes it");
    let running = Running::start(folder.path());
    running.file(1..2);
    running.stop();
    folder
}

fn doctor(folder: &Path, more: &[&str]) -> Output {
    run(folder, &[more, &["doctor"]].concat())
}

/// The line about something: its level, and what it says.
fn line(output: &Output, about: &str) -> (String, String) {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let found = text.lines().find(|line| line.get(6..).is_some_and(|rest| rest.starts_with(&format!("{about} "))));
    let found = found.unwrap_or_else(|| panic!("nothing about {about}: {text}"));
    (found[..6].trim().to_owned(), found[6..].to_owned())
}

fn level(output: &Output, about: &str) -> String {
    line(output, about).0
}

/// Whatever else is wrong here: a checkout may have no pages built.
fn wrong(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let wrong = text.lines().filter(|line| line.starts_with("wrong") && !line[6..].starts_with("site "));
    wrong.map(str::to_owned).collect()
}

#[test]
fn a_healthy_server_is_called_healthy_in_both_languages_and_nothing_is_changed() {
    let folder = used();
    done(&run(folder.path(), &["backup", folder.path().join("monday.db").to_str().expect("a path")]));
    let running = Running::start(folder.path());
    let found = doctor(folder.path(), &["--public-url", "https://315.example.com", "--trusted-proxy"]);
    let before = fs::read(database(folder.path())).expect("a database");
    for about in [
        "version",
        "clock",
        "permissions",
        "running",
        "database",
        "schema",
        "claim key",
        "seal keys",
        "backup",
        "address",
    ] {
        assert_eq!(level(&found, about), "ok", "{:?}", line(&found, about));
    }
    assert_ne!(level(&found, "disk"), "wrong");
    assert!(wrong(&found).is_empty());
    let text = String::from_utf8_lossy(&found.stdout).into_owned();
    for said in text.lines() {
        let (zh, en) = said[18..].split_once(" / ").unwrap_or_else(|| panic!("in one language: {said}"));
        assert!(!zh.is_ascii() && en.is_ascii(), "{said}");
    }
    for personal in ["陈女士", "13800138000", "充电时屏幕变黑"] {
        assert!(!text.contains(personal), "{text}");
    }
    assert_eq!(fs::read(database(folder.path())).expect("a database"), before);
    running.stop();
}

#[test]
fn the_exit_code_follows_what_is_wrong() {
    let folder = used();
    let found = doctor(folder.path(), &[]);
    let has_site = level(&found, "site") == "ok";
    assert_eq!(found.status.code(), Some(i32::from(!has_site)), "to look at something is no failure");
    assert_eq!((level(&found, "running"), level(&found, "backup"), level(&found, "address")), look3());
    fs::remove_file(folder.path().join("secrets/claim.key")).expect("removed");
    let found = doctor(folder.path(), &[]);
    assert_eq!(found.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&found.stderr).contains("wrong"));
}

fn look3() -> (String, String, String) {
    ("look".to_owned(), "look".to_owned(), "look".to_owned())
}

#[test]
fn a_folder_that_is_not_there_yet_is_made_by_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let found = doctor(&data, &[]);
    assert_eq!((level(&found, "permissions"), level(&found, "database")), ("look".to_owned(), "look".to_owned()));
    assert!(wrong(&found).is_empty(), "{:?}", wrong(&found));
    assert!(!data.exists());
}

#[test]
fn a_lost_secret_is_named_before_anybody_finds_out() {
    let folder = used();
    fs::remove_dir_all(folder.path().join("secrets")).expect("removed");
    let found = doctor(folder.path(), &[]);
    assert_eq!((level(&found, "claim key"), level(&found, "seal keys")), ("wrong".to_owned(), "wrong".to_owned()));
    assert!(line(&found, "claim key").1.contains("backup"), "it says what to do");
    assert!(!folder.path().join("secrets").exists(), "none is made in its place");
}

#[test]
fn files_that_others_can_read_are_named_with_what_to_type() {
    let folder = used();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("changed");
    mode(&database(folder.path()), 0o644);
    mode(folder.path(), 0o700);
    assert_eq!(level(&doctor(folder.path(), &[]), "permissions"), "ok", "nobody reaches it in a private folder");
    mode(folder.path(), 0o755);
    let (level, says) = line(&doctor(folder.path(), &[]), "permissions");
    assert_eq!(level, "wrong");
    assert!(says.contains("chmod go="), "{says}");
}

#[tokio::test]
async fn a_database_of_a_later_version_and_one_of_an_earlier_are_told_apart() {
    const LATER: &str =
        "UPDATE _sqlx_migrations SET version = 9000 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
    const EARLIER: &str = "DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
    for (change, expected) in [(LATER, "wrong"), (EARLIER, "look")] {
        let folder = used();
        let store = SqliteStore::open(&SqliteOptions::file(database(folder.path()))).await.expect("a store");
        assert_eq!(store.change_by_hand(change).await.expect("changed"), 1);
        store.close().await;
        assert_eq!(level(&doctor(folder.path(), &[]), "schema"), expected);
    }
}

#[test]
fn a_damaged_database_is_found() {
    let folder = used();
    let file = database(folder.path());
    let mut bytes = fs::read(&file).expect("a database");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8_192].fill(0xAA);
    fs::write(&file, bytes).expect("written");
    let found = doctor(folder.path(), &[]);
    assert_eq!((level(&found, "database").as_str(), found.status.code()), ("wrong", Some(1)));
}

#[test]
fn a_file_that_is_gone_or_was_exchanged_is_found() {
    let folder = used();
    fs::remove_file(database(folder.path())).expect("removed");
    assert_eq!(level(&doctor(folder.path(), &[]), "database"), "wrong");
    let other = used();
    fs::copy(database(other.path()), database(folder.path())).expect("copied");
    fs::write(part(folder.path(), "-wal"), "a log of the file before").expect("written");
    assert_eq!(level(&doctor(folder.path(), &[]), "database"), "wrong");
}

#[test]
fn an_old_backup_asks_for_another() {
    let folder = used();
    for (hours, expected) in [(1, "ok"), (30, "look"), (200, "wrong")] {
        let at = SystemWorld.now().plus_millis(-hours * HOUR_MS);
        last_backup::note(&database(folder.path()), at).expect("noted");
        assert_eq!(level(&doctor(folder.path(), &[]), "backup"), expected, "after {hours} hours");
    }
}

#[test]
fn an_address_that_everybody_on_the_way_can_read_is_wrong() {
    let folder = used();
    for (arguments, expected) in [
        (vec![], "look"),
        (vec!["--listen", "0.0.0.0:3000"], "wrong"),
        (vec!["--public-url", "http://315.example.com"], "wrong"),
        (vec!["--public-url", "http://localhost:3000"], "ok"),
        (vec!["--public-url", "https://315.example.com"], "look"),
        (vec!["--public-url", "https://315.example.com", "--trusted-proxy"], "ok"),
        (vec!["--public-url", "https://315.example.com", "--trusted-proxy", "--listen", "0.0.0.0:3000"], "look"),
    ] {
        assert_eq!(level(&doctor(folder.path(), &arguments), "address"), expected, "{arguments:?}");
    }
}

#[test]
fn a_clock_that_cannot_be_right_is_found_before_the_start() {
    let folder = used();
    let output =
        program(folder.path(), &["doctor"]).env("TEST_CLOCK_WRONG_BY", "-300000000000").output().expect("it runs");
    let (level, says) = line(&output, "clock");
    assert_eq!(level, "wrong", "{says}");
    let output =
        program(folder.path(), &["doctor"]).env("TEST_CLOCK_WRONG_BY", "9000000000").output().expect("it runs");
    assert_eq!(line(&output, "clock").0, "look");
}

#[test]
fn rules_and_merchants_that_stop_a_start_are_named() {
    let folder = used();
    let file = folder.path().join("rules.json");
    fs::write(&file, "{}").expect("written");
    let name = file.to_str().expect("a path");
    let found = doctor(folder.path(), &["--rules-file", name, "--merchants-file", name]);
    assert_eq!((level(&found, "rules"), level(&found, "merchants")), ("wrong".to_owned(), "wrong".to_owned()));
}

#[test]
fn the_version_names_a_commit() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = done(&run(folder.path(), &["--version"]));
    assert!(said.starts_with(&format!("server {} (", server::version::NUMBER)), "{said}");
    assert!(said.contains(&format!("commit {}", server::version::COMMIT)), "{said}");
    let commit = server::version::COMMIT.trim_end_matches("-dirty");
    assert!(
        commit == "unknown" || (commit.len() >= 12 && commit.bytes().all(|byte| byte.is_ascii_hexdigit())),
        "{commit}"
    );
}
