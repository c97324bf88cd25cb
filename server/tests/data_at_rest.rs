//! 个人信息保护法 51: whoever takes the database, its log or a backup, without the keys, reads nobody's words, name or number.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::case::Command;
use domain::ids::CaseId;
use domain::role::Role;
use server::content::Content;
use server::data_keys::DataKeys;
use server::service::{Caller, World};
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::store::tables::TABLES;
use server::store::{StoreError, SyncStore};
use server::testing::{TestDatabase, TestPoint, TestStore, claim, complaint, file, on_case};
use sqlx::{AssertSqlSafe, Row};
use sync::protocol::{Op, OpId, Outcome, PROTOCOL, Payload, PushRequest};
use tempfile::TempDir;
use uuid::Uuid;

/// What a consumer wrote: a name, a number, a sentence; in a complaint that was received, one that was kept aside and one that was refused.
const WORDS: [&str; 5] = ["陈女士", "13800138000", "充电时屏幕变黑", "看不懂的一段话", "商家当面骂了我"];

async fn push<S: TestStore + Clone + 'static>(point: &TestPoint<S>, op: Op, caller: Caller) -> Outcome {
    let request = PushRequest { protocol: PROTOCOL, sent_at: point.world.now(), ops: vec![op] };
    let mut answer = point.service.push(request, caller).await.expect("stored");
    answer.receipts.remove(0).outcome
}

/// A complaint that has left the tablets, an operation that cannot be read, and one that is refused.
async fn visited<S: TestStore + Clone + 'static>(point: &TestPoint<S>) {
    let now = point.world.now();
    point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    assert!(matches!(push(point, file(5, now), Caller::Public).await, Outcome::Applied { .. }));
    let case = CaseId(Uuid::from_u64_pair(5, 0));
    let mut unreadable = file(7, now);
    unreadable.payload = Payload::Plain(r#"{"case":"看不懂的一段话"}"#.to_owned());
    assert!(matches!(push(point, unreadable, Caller::Public).await, Outcome::Quarantined { .. }));
    let strange = Command::Supplement { words: "商家当面骂了我".into() };
    let strange = on_case(OpId(Uuid::from_u128(8)), case, now, strange).with(claim(99));
    assert!(matches!(push(point, strange, Caller::Public).await, Outcome::Rejected { .. }));
    let close = Command::Withdraw { words: String::new() };
    let close = on_case(OpId(Uuid::from_u128(6)), case, now, close).with(claim(5));
    assert!(matches!(push(point, close, Caller::Public).await, Outcome::Applied { .. }));
    point.world.set(now.plus_millis(91 * 24 * 3_600_000));
    point.service.expire_from_scope().await.expect("done");
}

/// That all of it is still there for whoever has the keys.
async fn is_read_again<S: TestStore + Clone + 'static>(point: &TestPoint<S>) {
    let service = point.restarted_on(Arc::new(point.store.clone())).await.expect("opens");
    let [case] = &service.archived_of("13800138000").await.expect("read")[..] else { panic!("found by its number") };
    let contact = case.complaint.contact.as_ref().expect("a contact");
    assert_eq!((contact.name.as_str(), contact.phone.number()), ("陈女士", "13800138000"));
    let kept = point.store.quarantine(point.id(), 10).await.expect("read");
    assert!(kept.iter().any(|kept| kept.text.contains("看不懂的一段话")), "{kept:?}");
    let view = service.track(&claim(5)).await.expect("read").expect("found by its code");
    assert!(view.number.is_some());
    assert!(point.store.wrong_sums(point.id()).await.expect("counted").is_empty());
    assert!(point.store.figures_hold(point.id()).await.expect("counted"));
}

async fn resealed<S: TestStore + Clone + 'static>(point: &TestPoint<S>) {
    while !point.service.reseal_some().await.expect("sealed anew") {}
}

fn content() -> Arc<Content> {
    Arc::new(Content::built_in().expect("the content"))
}

async fn opened(folder: &Path) -> SqliteStore {
    SqliteStore::open(&SqliteOptions::file(database(folder))).await.expect("a store")
}

fn database(folder: &Path) -> PathBuf {
    folder.join("contact-point.db")
}

/// Which of the words stand in one of these files.
fn readable(files: &[PathBuf]) -> Vec<(&'static str, PathBuf)> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.exists()) {
        let bytes = fs::read(file).expect("read");
        let stands = |word: &&str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
        found.extend(WORDS.into_iter().filter(|word| stands(word)).map(|word| (word, file.clone())));
    }
    found
}

fn with_log(folder: &Path) -> [PathBuf; 2] {
    [database(folder), folder.join("contact-point.db-wal")]
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

#[tokio::test]
async fn name_number_and_words_stand_neither_in_the_database_nor_its_log_nor_a_backup() {
    let folder = folder();
    let keys = DataKeys::of(&folder.path().join("secrets")).expect("keys");
    let point = TestPoint::on(opened(folder.path()).await.sealed_under(keys), content(), 1).await.expect("a point");
    visited(&point).await;
    let backup = folder.path().join("backup.db");
    fs::write(&backup, []).expect("an empty file");
    point.store.copy_into(&backup).await.expect("copied");
    let [file, log] = with_log(folder.path());
    assert!(fs::metadata(&log).expect("a log").len() > 100_000, "there is something to be found");
    assert_eq!(readable(&[file, log, backup]), []);
    is_read_again(&point).await;
}

#[tokio::test]
async fn what_an_earlier_version_wrote_in_the_clear_is_sealed_and_wiped_while_people_work() {
    let folder = folder();
    let before = TestPoint::on(opened(folder.path()).await, content(), 1).await.expect("a point");
    visited(&before).await;
    let found = readable(&with_log(folder.path()));
    assert!(found.iter().any(|(word, _)| *word == "13800138000"), "without keys it could be read: {found:?}");
    let known = before.store.entities(before.id(), None, 1_000).await.expect("read");

    let keys = DataKeys::of(&folder.path().join("secrets")).expect("keys");
    let point = TestPoint::on(before.store.clone().sealed_under(keys), content(), 1).await.expect("the same point");
    is_read_again(&point).await;
    resealed(&point).await;
    assert_eq!(readable(&with_log(folder.path())), [], "and nothing of it is left in a corner of the file");
    assert_eq!(point.store.entities(point.id(), None, 1_000).await.expect("read"), known);
    is_read_again(&point).await;
}

#[tokio::test]
async fn a_key_that_is_thought_to_be_known_is_replaced_while_the_server_runs_and_then_needed_no_more() {
    let folder = folder();
    let secrets = folder.path().join("secrets");
    let keys = DataKeys::of(&secrets).expect("keys");
    let point = TestPoint::on(opened(folder.path()).await.sealed_under(keys), content(), 1).await.expect("a point");
    visited(&point).await;
    resealed(&point).await;
    DataKeys::rotate(&secrets).expect("a new key");
    resealed(&point).await;
    is_read_again(&point).await;

    fs::remove_file(secrets.join("data-keys/0001.key")).expect("taken away");
    let keys = DataKeys::known(&secrets).expect("the new one");
    assert_eq!(keys.names().len(), 1);
    let point = TestPoint::on(point.store.clone().sealed_under(keys), content(), 1).await.expect("the same point");
    is_read_again(&point).await;
}

#[tokio::test]
async fn without_its_keys_nothing_is_read_and_nothing_is_written_over() {
    let folder = folder();
    let keys = DataKeys::of(&folder.path().join("secrets")).expect("keys");
    let point =
        TestPoint::on(opened(folder.path()).await.sealed_under(keys.clone()), content(), 1).await.expect("a point");
    visited(&point).await;
    let stranger = point.store.clone().sealed_under(DataKeys::known(&folder.path().join("elsewhere")).expect("no key"));
    let why = stranger.entities(point.id(), None, 1).await.expect_err("not read");
    assert!(matches!(&why, StoreError::Unreadable(says) if says.contains(&keys.names()[0].to_string())), "{why}");
    assert!(point.restarted_on(Arc::new(stranger)).await.is_err(), "nobody is served from it");
    is_read_again(&point).await;
}

#[tokio::test]
async fn a_database_whose_keys_are_lost_is_not_opened_and_gets_no_new_one() {
    let folder = folder();
    let secrets = folder.path().join("secrets");
    let keys = DataKeys::of(&secrets).expect("keys");
    let point = TestPoint::on(opened(folder.path()).await.sealed_under(keys), content(), 1).await.expect("a point");
    visited(&point).await;
    point.store.close().await;
    fs::rename(secrets.join("data-keys"), folder.path().join("elsewhere")).expect("lost");
    let run = |command: &str| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_server"));
        let point = point.id().0.to_string();
        program.args(["--data-dir", folder.path().to_str().expect("a path"), "--point-id", &point, command]);
        program.output().expect("the program runs")
    };
    for command in ["serve", "verify"] {
        let output = run(command);
        let says = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && says.contains("put the folder data-keys back"), "{command}: {says}");
    }
    assert!(!secrets.join("data-keys").exists(), "no key was made in its place");
    fs::rename(folder.path().join("elsewhere"), secrets.join("data-keys")).expect("found again");
    let output = run("verify");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test]
async fn the_same_holds_in_postgresql() {
    let database = TestDatabase::new().await.expect("a database");
    let folder = folder();
    let before = TestPoint::on(database.store().await.expect("a store"), content(), 1).await.expect("a point");
    visited(&before).await;
    assert!(stands_in_tables(&database, "13800138000").await, "without keys it could be read");
    DataKeys::of(folder.path()).expect("a first key");
    let sealed = async || {
        let keys = DataKeys::known(folder.path()).expect("keys");
        TestPoint::on(before.store.clone().sealed_under(keys), content(), 1).await.expect("the same point")
    };
    let point = sealed().await;
    resealed(&point).await;
    is_read_again(&point).await;
    for word in WORDS {
        assert!(!stands_in_tables(&database, word).await, "{word}");
    }
    DataKeys::rotate(folder.path()).expect("a new key");
    resealed(&point).await;
    fs::remove_file(folder.path().join("data-keys/0001.key")).expect("taken away");
    is_read_again(&sealed().await).await;
    point.store.close().await;
    before.store.close().await;
    database.remove().await.expect("removed");
}

/// As text, which is how a dump has it.
async fn stands_in_tables(database: &TestDatabase, word: &str) -> bool {
    let mut connection = database.connect().await.expect("a connection");
    for table in TABLES {
        let sql = AssertSqlSafe(format!("SELECT CAST(t AS TEXT) AS row FROM {} t", table.name));
        let rows = sqlx::query(sql).fetch_all(&mut connection).await.expect("read");
        let hex = hex::encode(word);
        let stands = |text: &str| text.contains(word) || text.contains(&hex);
        if rows.iter().any(|row| stands(row.get::<&str, _>("row"))) {
            return true;
        }
    }
    false
}

#[test]
fn a_complaint_of_these_tests_holds_what_is_looked_for() {
    let form = format!("{:?}", complaint("充电时屏幕变黑"));
    assert!(WORDS[..3].iter().all(|word| form.contains(word)), "{form}");
}
