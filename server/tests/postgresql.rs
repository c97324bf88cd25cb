//! The program on PostgreSQL, as it is started: it serves, is killed and goes on; what belongs to a file says what to do instead; and
//! everything is carried over from the file and back.

use std::path::Path;
use std::process::Output;

use domain::ids::PointId;
use server::store::SyncStore;
use server::store::postgres::PostgresStore;
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::store::transfer::Tables;
use server::testing::{TestDatabase, TestStore};
use tempfile::TempDir;
use uuid::uuid;

use crate::running::{Running, done, program, run, said};

const POINT: PointId = PointId(uuid!("019ab5e0-0000-7000-8000-000000000315"));

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn start(folder: &Path, url: &str) -> Running {
    Running::of(program(folder, &["--listen", "127.0.0.1:0", "--database-url", url, "serve"]))
}

fn on(folder: &Path, url: &str, arguments: &[&str]) -> Output {
    run(folder, &[&["--database-url", url], arguments].concat())
}

/// The one sentence after exit code 2.
fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{}", said(output));
    said(output)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_killed_has_what_it_receipted_and_goes_on() {
    let (folder, database) = (folder(), TestDatabase::new().await.expect("a database"));
    let url = database.url_text();
    let server = start(folder.path(), &url);
    assert_eq!(server.file(1..6).len(), 5);
    server.kill();
    let server = start(folder.path(), &url);
    assert_eq!(server.has(1..6), 5);
    let serials = server.file(6..8);
    assert_eq!(serials, [6, 7], "numbers have no gap");
    server.stop();
    done(&on(folder.path(), &url, &["verify"]));
    assert!(!folder.path().join("contact-point.db").exists(), "no file of another engine");
    database.remove().await.expect("removed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shorter_history_begins_a_new_life_and_an_empty_database_is_not_taken_for_the_same() {
    let (folder, database) = (folder(), TestDatabase::new().await.expect("a database"));
    let url = database.url_text();
    let server = start(folder.path(), &url);
    server.file(1..3);
    let store = database.store().await.expect("a store");
    let backup = store.dump(POINT).await.expect("a dump");
    server.file(3..5);
    server.stop();
    let before = store.point(POINT).await.expect("read");
    store.restore(&backup, None).await.expect("restored");
    let server = start(folder.path(), &url);
    assert_ne!(store.point(POINT).await.expect("read").epoch, before.epoch, "devices offer again what they sent");
    assert_eq!(server.has(1..5), 2);
    server.stop();
    store.close().await;
    let other = TestDatabase::new().await.expect("a database");
    let why = refused(&on(folder.path(), &other.url_text(), &["--listen", "127.0.0.1:0", "serve"]));
    assert!(why.contains("holds nothing of this contact point"), "{why}");
    database.remove().await.expect("removed");
    other.remove().await.expect("removed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_a_file_says_what_to_do_instead_and_the_doctor_looks_at_postgresql() {
    let (folder, database) = (folder(), TestDatabase::new().await.expect("a database"));
    let url = database.url_text();
    let found = said(&on(folder.path(), &url, &["doctor"]));
    assert!(found.contains("is empty yet"), "{found}");
    start(folder.path(), &url).stop();
    let found = said(&on(folder.path(), &url, &["doctor"]));
    assert!(found.contains("is reached, version 1") && found.contains("ok    schema"), "{found}");
    assert!(found.contains("look  backup"), "{found}");
    let file = folder.path().join("copy.db").display().to_string();
    for (arguments, instead) in [
        (vec!["backup", &file], "pg_dump"),
        (vec!["restore", &file], "pg_restore"),
        (vec!["sample-data"], "migrate-store"),
    ] {
        assert!(refused(&on(folder.path(), &url, &arguments)).contains(instead));
    }
    let gone = url.clone();
    database.remove().await.expect("removed");
    let found = said(&on(folder.path(), &gone, &["doctor"]));
    assert!(found.contains("wrong database"), "{found}");
    assert!(!on(folder.path(), &gone, &["--listen", "127.0.0.1:0", "serve"]).status.success());
}

#[test]
fn a_password_on_the_command_line_is_refused_and_never_repeated() {
    let folder = folder();
    let url = "postgres://u:secretword@127.0.0.1:1/d";
    let typed = refused(&on(folder.path(), url, &["verify"]));
    assert!(typed.contains("environment") && !typed.contains("secretword"), "{typed}");
    let typed = refused(&run(folder.path(), &["migrate-store", "--to", url]));
    assert!(typed.contains("environment") && !typed.contains("secretword"), "{typed}");
    let output = program(folder.path(), &["verify"])
        .env("CONTACT_POINT_DATABASE_URL", url)
        .env("CONTACT_POINT_LOG", "trace")
        .output()
        .expect("the program runs");
    assert!(!output.status.success() && !said(&output).contains("secretword"), "{}", said(&output));
    let help = program(folder.path(), &["--help"]).env("CONTACT_POINT_DATABASE_URL", url).output().expect("help");
    assert!(!said(&help).contains("secretword"));
}

/// A folder in which a server ran, with complaints in a file.
fn with_complaints(folder: &Path, numbers: std::ops::Range<u64>) {
    let server = Running::start(folder);
    server.file(numbers);
    server.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_goes_into_postgresql_and_back_wherever_it_is_cut_off() {
    let (folder, database) = (folder(), TestDatabase::new().await.expect("a database"));
    let (path, url) = (folder.path(), database.url_text());
    with_complaints(path, 1..40);
    let file = SqliteStore::open(&SqliteOptions::file(crate::running::database(path))).await.expect("a store");
    let there = file.dump(POINT).await.expect("a dump");
    assert_eq!(there.rows("case_index"), 39);
    file.close().await;
    // After each page, and between the end of the one and the beginning of the other.
    let mut cuts = 0;
    let copied = loop {
        let mut cut = program(path, &["migrate-store", "--to", &url]);
        let output = cut.env("TEST_DIES_AT_STEP", "1").output().expect("the program runs");
        if output.status.success() {
            break said(&output);
        }
        cuts += 1;
        assert!(cuts < 50, "{}", said(&output));
        if cuts == 3 {
            let why = refused(&on(path, &url, &["--listen", "127.0.0.1:0", "serve"]));
            assert!(why.contains("run it again"), "one half is not served: {why}");
        }
    };
    assert!(cuts > 8, "{cuts}");
    assert!(copied.contains("are right"), "{copied}");
    let store = PostgresStore::reach(&database.url).await.expect("a store");
    assert_eq!(store.dump(POINT).await.expect("a dump").differs_in(&there).expect("readable"), None);
    let why = refused(&run(path, &["--listen", "127.0.0.1:0", "serve"]));
    assert!(why.contains("it was copied to"), "the file is served no more: {why}");

    let server = start(path, &url);
    assert_eq!(server.has(1..40), 39);
    server.file(40..45);
    server.stop();
    let there = store.dump(POINT).await.expect("a dump");
    let back = folder.path().join("back.db");
    done(&on(path, &url, &["migrate-store", "--to", &format!("sqlite:{}", back.display())]));
    let again = SqliteStore::open(&SqliteOptions::file(&back)).await.expect("a store");
    assert_eq!(again.dump(POINT).await.expect("a dump").differs_in(&there).expect("readable"), None);
    assert_eq!(again.moving().await.expect("read"), None);
    again.close().await;
    store.close().await;
    let server = start(path, &format!("sqlite:{}", back.display()));
    assert_eq!(server.has(1..45), 44);
    server.stop();
    database.remove().await.expect("removed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_goes_into_nothing_but_an_empty_database_or_its_own_half() {
    let (folder, other) = (folder(), tempfile::tempdir().expect("a folder"));
    let database = TestDatabase::new().await.expect("a database");
    let (path, url) = (folder.path(), database.url_text());
    with_complaints(path, 1..3);
    with_complaints(other.path(), 1..4);
    let mut cut = program(path, &["migrate-store", "--to", &url]);
    assert!(!cut.env("TEST_DIES_AT_STEP", "2").output().expect("the program runs").status.success());
    let why = said(&run(other.path(), &["migrate-store", "--to", &url]));
    assert!(why.contains("one half of another copy"), "{why}");
    // What is copied was served since: it is no half of it any more.
    with_complaints(path, 3..4);
    let why = said(&run(path, &["migrate-store", "--to", &url]));
    assert!(why.contains("served since"), "{why}");
    database.remove().await.expect("removed");

    let database = TestDatabase::new().await.expect("a database");
    start(other.path(), &database.url_text()).stop();
    let output = run(path, &["migrate-store", "--to", &database.url_text()]);
    assert!(!output.status.success() && said(&output).contains("empty database only"), "{}", said(&output));
    let server = Running::start(path);
    let why = said(&run(path, &["migrate-store", "--to", &database.url_text()]));
    assert!(why.contains("stop it first"), "{why}");
    server.stop();
    let itself = format!("sqlite:{}", crate::running::database(path).display());
    assert!(refused(&run(path, &["migrate-store", "--to", &itself])).contains("the database itself"));
    database.remove().await.expect("removed");
}
