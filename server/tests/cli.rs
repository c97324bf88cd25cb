//! The command line: what cannot be used says so in one sentence, and backups come back.

use domain::staff::StaffMember;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use domain::ids::{PointId, StaffId};
use domain::role::Role;
use server::accounts::password::Password;
use server::accounts::{Accounts, LinkFor, NewMember, SessionTimes, SetUp, SignIn, Surroundings};
use server::service::{SystemWorld, World};
use server::store::entities::NewPoint;
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::store::{AccountStore, SyncStore};
use sync::protocol::Epoch;
use tempfile::TempDir;
use uuid::{Uuid, uuid};

/// The contact point of a server where none is set.
const POINT: PointId = PointId(uuid!("019ab5e0-0000-7000-8000-000000000315"));
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const SENTENCE: &str = "每天早上七点开门前喝一杯茶";

/// The database that the program works on, opened beside it as a running server would.
struct Point {
    store: SqliteStore,
    accounts: Accounts,
}

impl Point {
    async fn open(folder: &Path) -> Self {
        let file = SqliteOptions::file(folder.join("contact-point.db"));
        let store = SqliteStore::open(&file).await.expect("a store");
        let (name, epoch, at) = ("测试".to_owned(), Epoch(Uuid::new_v4()), SystemWorld.now());
        store
            .open_point(&NewPoint {
                id: POINT,
                name,
                epoch,
                board_hash: [0; 32],
                board: "null".to_owned(),
                notices: Vec::new(),
                at,
            })
            .await
            .expect("a point");
        let times = SessionTimes { longest: Duration::from_secs(3600), idle: Duration::from_secs(3600) };
        let around = Surroundings { world: Arc::new(SystemWorld), committed: Arc::new(|_| ()) };
        let accounts = Accounts::new(POINT, Arc::new(store.clone()), times, around).expect("accounts");
        Self { store, accounts }
    }

    async fn add_administrator<'a>(&self, account: &'a str) -> (&'a str, SignIn) {
        let (link, name) = match self.accounts.first_administrator_link().await.expect("a store") {
            Some(link) => (link, account.to_owned()),
            None => {
                let id = StaffId(Uuid::nil());
                let name = "麦小姐".to_owned();
                let who =
                    StaffMember { id, name, role: Role::Administrator, on_duty: false, active: true, absent: false };
                let (account, name) = (account.to_owned(), account.to_owned());
                let new = NewMember { account, name: name.clone(), role: Role::Administrator };
                (self.accounts.add_member(&who, &new).await.expect("added").link, name)
            }
        };
        let token = link.path().rsplit_once('#').expect("a token").1.to_owned();
        let filled = SetUp { token, account: account.to_owned(), name, password: Password::new(SENTENCE) };
        (account, self.accounts.set_up(filled, None).await.expect("set up"))
    }
}

/// Runs the program with nothing set in the environment but what is passed.
fn server(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CONTACT_POINT_")) {
        command.env_remove(name);
    }
    command.args(arguments).output().expect("the program runs")
}

fn in_folder(folder: &Path, arguments: &[&str]) -> Output {
    server(&[&["--data-dir", folder.to_str().expect("a path")], arguments].concat())
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The one sentence on standard error, after exit code 2.
fn not_usable(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), text.trim_end().lines().count()), (Some(2), 1), "{text}");
    text
}

#[test]
fn what_cannot_be_used_stops_with_one_sentence_that_names_it() {
    for (arguments, named) in [
        (["--listen", "here"], "--listen"),
        (["--public-url", "315.example.com"], "--public-url"),
        (["--public-url", "https://315.example.com/mall"], "--public-url"),
        (["--database-url", "mysql://host/db"], "--database-url"),
        (["--session-hours", "0"], "--session-hours"),
        (["--contact-phone", "call me"], "--contact-phone"),
        (["--mall-name", " "], "--mall-name"),
        (["--point-id", "1"], "--point-id"),
        (["--log", "server=loud"], "--log"),
        (["--log-format", "xml"], "--log-format"),
        (["--data-dir", "/dev/null/data"], "/dev/null/data"),
        (["--claim-secret-file", "/dev/null"], "/dev/null"),
        (["--rules-file", "/no/such/file"], "/no/such/file"),
        (["--no-such-option", "x"], "--no-such-option"),
        (["backup", "/dev/null/x"], ""),
    ] {
        let folder = folder();
        let output =
            if arguments[0] == "--data-dir" { server(&arguments) } else { in_folder(folder.path(), &arguments) };
        let sentence = not_usable(&output);
        assert!(sentence.contains(named), "{arguments:?}: {sentence}");
    }
}

#[test]
fn a_secret_that_is_mistyped_is_not_repeated() {
    let sentence = not_usable(&server(&["--claim-secret", "almost-a-secret"]));
    assert!(sentence.contains("64 hexadecimal digits") && !sentence.contains("almost-a-secret"), "{sentence}");
    let sentence = not_usable(&server(&["--database-url", "postgres://mai:almost-a-secret@db/point"]));
    assert!(!sentence.contains("almost-a-secret"), "{sentence}");
}

#[test]
fn help_names_every_option_and_where_it_is_set_in_the_environment() {
    let help = stdout(&server(&["--help"]));
    for option in [
        "--listen",
        "--data-dir",
        "--database-url",
        "--database-password-file",
        "--point-id",
        "--public-url",
        "--trusted-proxy",
        "--without-limits",
        "--tls-cert",
        "--tls-key",
        "--http-redirect",
        "--claim-secret",
        "--claim-secret-file",
        "--session-hours",
        "--session-idle-minutes",
        "--rules-file",
        "--point-name",
        "--mall-name",
        "--contact-name",
        "--contact-phone",
        "--area-code",
        "--regulator-name",
        "--council-name",
        "--hours",
        "--log",
        "--log-format",
        "--push-services",
        "--kiosk-silent-minutes",
        "--merchants-file",
        "--publish-merchants",
        "--s3-bucket",
        "--metrics-listen",
        "--metrics-token-file",
    ] {
        assert!(help.contains(&format!("{option} <")) || help.contains(&format!("{option}\n")), "{option}");
    }
    assert_eq!(help.matches("[env: CONTACT_POINT_").count(), 37, "each can be set in the environment");
    for command in [
        "serve",
        "setup-link",
        "backup",
        "restore",
        "verify",
        "doctor",
        "verify-pack",
        "rotate-seal-key",
        "rotate-data-key",
        "migrate-store",
        "openapi",
    ] {
        assert!(help.contains(&format!("  {command}")), "{command}");
    }
}

#[test]
fn a_link_for_the_first_administrator_is_printed_with_the_token_where_no_log_sees_it() {
    let folder = folder();
    let printed = stdout(&in_folder(folder.path(), &["setup-link", "--public-url", "https://315.example.com"]));
    let link = printed.lines().last().expect("a link");
    let token = link.strip_prefix("https://315.example.com/staff/setup#").expect("the token in the fragment");
    assert_eq!(token.len(), 43);
    let again = stdout(&in_folder(folder.path(), &["setup-link"]));
    assert!(!again.contains(token), "each link is a new one");
}

#[tokio::test]
async fn an_administrator_who_lost_the_password_sets_a_new_one_through_a_link() {
    let folder = folder();
    let point = Point::open(folder.path()).await;
    point.add_administrator("mai").await;
    let printed = stdout(&in_folder(folder.path(), &["setup-link"]));
    let token = printed.trim_end().rsplit_once("/staff/setup#").expect("a link").1;
    let link = point.accounts.check_link(token).await.expect("it can be used");
    assert_eq!((link.purpose, link.member), (LinkFor::Reset, Some(("mai".to_owned(), "mai".to_owned()))));

    point.add_administrator("wang").await;
    assert!(not_usable(&in_folder(folder.path(), &["setup-link"])).contains("--account (mai, wang)"));
    stdout(&in_folder(folder.path(), &["setup-link", "--account", "WANG"]));
    let nobody = in_folder(folder.path(), &["setup-link", "--account", "nobody"]);
    assert_eq!(nobody.status.code(), Some(1));
    point.store.close().await;
}

#[tokio::test]
async fn a_restored_backup_begins_a_new_life_and_everybody_signs_in_again() {
    let folder = folder();
    let point = Point::open(folder.path()).await;
    let (account, first) = point.add_administrator("mai").await;
    let epoch = point.store.point(POINT).await.expect("a point").epoch;
    let file = folder.path().join("monday.db");
    let name = file.to_str().expect("a path");
    stdout(&in_folder(folder.path(), &["backup", name]));
    point.add_administrator("after-the-backup").await;
    point.store.close().await;

    let said = stdout(&in_folder(folder.path(), &["restore", name]));
    assert!(said.contains(".before-restore-"), "the database before is kept: {said}");
    let restored = Point::open(folder.path()).await;
    assert_ne!(restored.store.point(POINT).await.expect("a point").epoch, epoch);
    let staff = restored.store.staff(POINT).await.expect("the staff");
    assert_eq!(staff.iter().map(|record| record.account.as_str()).collect::<Vec<_>>(), [account]);
    assert_eq!(restored.accounts.session(&first.token).await.expect("a store"), None);
    restored.accounts.sign_in("mai", Password::new(SENTENCE), "", HERE).await.expect("the password is the same");
    restored.store.close().await;
}

#[tokio::test]
async fn a_database_is_verified_while_a_server_uses_it_and_what_does_not_add_up_is_named() {
    let folder = folder();
    assert!(not_usable(&in_folder(folder.path(), &["verify"])).contains("no database yet"));
    let point = Point::open(folder.path()).await;
    point.add_administrator("mai").await;
    let said = stdout(&in_folder(folder.path(), &["verify"]));
    assert!(said.contains("staff: 1\n") && said.ends_with("everything adds up\n"), "{said}");

    assert_eq!(point.store.change_by_hand("DELETE FROM entities WHERE kind = 'staff'").await.expect("changed"), 1);
    let output = in_folder(folder.path(), &["verify"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("the running sum of staff differs (1 entities kept, 0 counted)"), "{said}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 finding"));
    point.store.close().await;
}

#[test]
fn the_database_is_readable_by_its_owner_only() {
    let folder = folder();
    let data = folder.path().join("data");
    stdout(&in_folder(&data, &["setup-link"]));
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!((mode(&data), mode(&data.join("contact-point.db"))), (0o700, 0o600));
    let elsewhere = format!("sqlite:{}", folder.path().display());
    assert!(not_usable(&in_folder(&data, &["setup-link", "--database-url", &elsewhere])).contains("cannot be written"));
}

#[test]
fn a_backup_is_private_whole_and_never_overwritten() {
    let folder = folder();
    stdout(&in_folder(folder.path(), &["setup-link"]));
    let file = folder.path().join("monday.db");
    let name = file.to_str().expect("a path");
    stdout(&in_folder(folder.path(), &["backup", name]));
    assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
    let before = fs::read(&file).expect("a backup");
    assert!(not_usable(&in_folder(folder.path(), &["backup", name])).contains("exists already"));
    assert_eq!(fs::read(&file).expect("a backup"), before);
    assert!(!folder.path().join("monday.db.unfinished").exists());
}

#[test]
fn what_is_no_backup_does_not_touch_the_database() {
    let folder = folder();
    stdout(&in_folder(folder.path(), &["setup-link"]));
    let database = folder.path().join("contact-point.db");
    let before = fs::read(&database).expect("a database");
    let text = folder.path().join("letter.txt");
    fs::write(&text, "a letter, long enough to be taken for something else".repeat(100)).expect("written");
    for file in [text.as_path(), Path::new("/no/such/file")] {
        not_usable(&in_folder(folder.path(), &["restore", file.to_str().expect("a path")]));
    }
    assert_eq!(fs::read(&database).expect("a database"), before);
}

#[test]
fn nothing_is_restored_while_a_server_runs() {
    let folder = folder();
    let lock = File::create(folder.path().join("server.lock")).expect("a lock");
    lock.lock().expect("locked");
    let output = in_folder(folder.path(), &["restore", "monday.db"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("stop it first"));
}
