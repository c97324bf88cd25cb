//! What every store promises, whatever the engine; and how each says that it cannot.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::fund::MerchantAccount;
use domain::ids::{MerchantId, PointId};
use domain::moment::{Day, Moment};
use domain::money::Yuan;
use domain::role::Actor;
use server::content::Content;
use server::service::{Caller, IncomingPush, ServiceError, World};
use server::store::entities::{Changes, Entity, EntityChange, EntityKey, NewEvent, NewNotice, NewPoint, Scope, Wanted};
use server::store::postgres::PostgresStore;
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::store::{StoreError, SyncStore};
use server::testing::{FaultyStore, TestDatabase, TestPoint, claim, file};
use sqlx::{Connection, SqliteConnection};
use sync::protocol::{Code, Epoch, OpId, Outcome, PROTOCOL, PushRequest, Seq};
use uuid::Uuid;

fn new_point(id: u128, board: u8) -> NewPoint {
    let at = Moment::from_millis(1_795_399_200_000);
    NewPoint {
        id: PointId(Uuid::from_u128(id)),
        name: "联络点".into(),
        epoch: Epoch(Uuid::from_u128(id)),
        board_hash: [board; 32],
        board: format!("{{\"board\":{board}}}"),
        notices: vec![NewNotice {
            id: "duties".to_owned(),
            version: u32::from(board),
            kind: "duty".to_owned(),
            effective_from: Day::parse("2026-11-23").expect("a day"),
            body: "{}".to_owned(),
        }],
        at,
    }
}

fn opened_point() -> PointId {
    PointId(Uuid::from_u128(1))
}

/// The contract.
async fn keeps_the_contract(store: &dyn SyncStore) {
    let opened = store.open_point(&new_point(1, 1)).await.expect("opened");
    assert_eq!(opened.head, Seq(1));
    let again =
        store.open_point(&NewPoint { epoch: Epoch(Uuid::from_u128(9)), ..new_point(1, 1) }).await.expect("opened");
    assert_eq!(again, opened, "a restart changes nothing");
    let hung = store.posted(opened_point(), "duties").await.expect("read");
    assert_eq!(hung.iter().map(|notice| notice.version).collect::<Vec<_>>(), [1], "posted once, however often opened");
    let posted = store.open_point(&new_point(1, 2)).await.expect("opened");
    assert_eq!(posted.head, Seq(2));
    let board = store.read_scope(opened_point(), &of_kinds(&["board"]), &|_| Seq(0), 10).await.expect("read").entities;
    assert_eq!(board.len(), 1, "there is one board");
    assert_eq!((board[0].rev, board[0].seq, board[0].snapshot.as_str()), (2, Seq(2), r#"{"board":2}"#));

    let nobody = PointId(Uuid::from_u128(404));
    assert!(matches!(store.point(nobody).await, Err(StoreError::NoSuchPoint)));
    assert!(matches!(store.begin(nobody).await.err(), Some(StoreError::NoSuchPoint)));

    let id = PointId(Uuid::from_u128(1));
    let mut dropped = store.begin(id).await.expect("begun");
    dropped.write(&Changes { head: Seq(50), ..Changes::default() }).await.expect("written");
    drop(dropped);
    assert_eq!(store.point(id).await.expect("read").head, Seq(2), "what is not committed has never been");

    let mut kept = store.begin(id).await.expect("begun");
    assert!(kept.find(&Wanted::default()).await.expect("found").receipts.is_empty());
    kept.write(&Changes { head: Seq(3), ..Changes::default() }).await.expect("written");
    kept.commit().await.expect("committed");
    assert_eq!(store.point(id).await.expect("read").head, Seq(3));

    let (old, new) = (posted.epoch, Epoch(Uuid::from_u128(77)));
    assert_eq!(store.begin_epoch(id, old, new, Moment::from_millis(5)).await.expect("begun").epoch, new);
    let other = Epoch(Uuid::from_u128(78));
    assert_eq!(store.begin_epoch(id, old, other, Moment::from_millis(6)).await.expect("no effect").epoch, new);

    sums_follow_what_is_written(store).await;
}

/// An entity of any kind is written with its history; the running sum is what a count of all of them says, after every step.
async fn sums_follow_what_is_written(store: &dyn SyncStore) {
    let id = opened_point();
    let merchant = |number: u128| EntityKey { kind: "merchant", id: Uuid::from_u128(number) };
    let sum = async || store.read_scope(id, &of_kinds(&["merchant"]), &|point| point.head, 10).await.expect("read").sum;
    let none = sum().await;
    write(store, &[(merchant(1), None, 1), (merchant(2), None, 1)], 4).await;
    let two = sum().await;
    assert_eq!(two.entities, none.entities + 2);
    write(store, &[(merchant(1), Some(1), 2)], 5).await;
    assert_eq!(sum().await.entities, two.entities);
    assert_ne!(sum().await, two, "another revision is another sum");
    let read = store.read_scope(id, &of_kinds(&["merchant"]), &|_| Seq(4), 10).await.expect("read");
    assert_eq!(read.entities.iter().map(|entity| (entity.key, entity.rev)).collect::<Vec<_>>(), [(merchant(1), 2)]);
    let events = store.events(id, merchant(1)).await.expect("read");
    assert_eq!(events.iter().map(|event| (event.rev, event.event.as_str())).collect::<Vec<_>>(), [(1, "1"), (2, "2")]);

    let mut batch = store.begin(id).await.expect("begun");
    let head = Seq(batch.point().head.0 + 1);
    batch.write(&Changes { head, gone: vec![merchant(2)], ..Changes::default() }).await.expect("written");
    batch.commit().await.expect("committed");
    assert_eq!(sum().await.entities, none.entities + 1, "what has left the scope is in no sum");
    let read = store.read_scope(id, &of_kinds(&["merchant"]), &|_| Seq(5), 10).await.expect("read");
    assert_eq!(read.gone, [(head, merchant(2))]);
    assert!(store.wrong_sums(id).await.expect("counted").is_empty(), "the running sums are the slow count");
    assert_eq!(store.repair_sums(id).await.expect("repaired"), 0);
}

fn of_kinds(kinds: &[&'static str]) -> Scope {
    Scope { kinds: kinds.to_vec(), claims: None }
}

/// Writes merchants: which, from which revision, to which; each revision's event is its number.
async fn write(store: &dyn SyncStore, merchants: &[(EntityKey, Option<u64>, u64)], head: i64) {
    let mut batch = store.begin(opened_point()).await.expect("begun");
    let mut changes = Changes { head: Seq(head), ..Changes::default() };
    for (place, &(key, before, rev)) in (0..).zip(merchants) {
        let account =
            MerchantAccount { id: MerchantId(key.id), name: key.id.to_string(), deposit: Yuan::ZERO, owed: Yuan::ZERO };
        let at = Moment::from_millis(5);
        let (made_at, made_at_claimed, by, op) = (at, at, Actor::Server, OpId(Uuid::nil()));
        let event = NewEvent { rev, at, made_at, made_at_claimed, by, event: rev.to_string(), op };
        let seq = Seq(head - place);
        let after = Entity { rev, gone: None, state: Some(Arc::new(account)) };
        let before = before.map(|rev| (rev, None));
        changes.entities.insert(key, EntityChange { before, after, seq, events: vec![(seq, event)] });
    }
    batch.write(&changes).await.expect("written");
    batch.commit().await.expect("committed");
}

#[tokio::test]
async fn sqlite_in_memory_keeps_the_contract() {
    keeps_the_contract(&SqliteStore::open(&SqliteOptions::memory()).await.expect("a store")).await;
}

#[tokio::test]
async fn sqlite_in_a_file_keeps_the_contract() {
    let folder = tempfile::tempdir().expect("a folder");
    keeps_the_contract(&SqliteStore::open(&SqliteOptions::file(folder.path().join("a.db"))).await.expect("a store"))
        .await;
}

#[tokio::test]
async fn postgresql_keeps_the_contract() {
    let database = TestDatabase::new().await.expect("a database");
    let store = database.store().await.expect("a store");
    keeps_the_contract(&store).await;
    store.close().await;
    database.remove().await.expect("removed");
}

async fn point_in(options: &SqliteOptions) -> TestPoint {
    let store = SqliteStore::open(options).await.expect("a store");
    TestPoint::on(store, Arc::new(Content::built_in().expect("content")), 1).await.expect("a point")
}

async fn push<S>(point: &TestPoint<S>, numbers: impl Iterator<Item = u64>) -> Result<usize, ServiceError> {
    let now = point.world.now();
    let ops = numbers.map(|number| file(number, now)).collect();
    let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops };
    Ok(point.service.push(request, Caller::Public).await?.receipts.len())
}

#[tokio::test]
async fn a_locked_database_says_busy_and_takes_the_same_push_afterwards() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("point.db");
    let options = SqliteOptions { busy: Duration::from_millis(50), ..SqliteOptions::file(&file) };
    let point = point_in(&options).await;
    let mut other = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.expect("another process");
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.expect("a lock");
    let busy = push(&point, 1..2).await.expect_err("locked");
    assert_eq!(busy.code(), Code::StoreBusy);
    sqlx::query("ROLLBACK").execute(&mut other).await.expect("unlocked");
    assert_eq!(push(&point, 1..2).await.expect("stored"), 1);
    assert_eq!(point.store.dump_point(point.id()).await.expect("a dump").rows("case_index"), 1);
}

#[tokio::test]
async fn a_database_that_turns_read_only_says_so_can_be_read_and_takes_the_same_push_afterwards() {
    let folder = tempfile::tempdir().expect("a folder");
    let point = point_in(&SqliteOptions::file(folder.path().join("point.db"))).await;
    push(&point, 1..2).await.expect("stored");
    point.store.set_read_only(true).await.expect("read-only");
    assert_eq!(push(&point, 1..3).await.expect_err("read-only").code(), Code::StoreReadOnly);
    assert!(point.service.track(&claim(1)).await.expect("read").is_some());
    point.store.set_read_only(false).await.expect("writable");
    assert_eq!(push(&point, 1..3).await.expect("stored"), 2);
    assert_eq!(point.store.dump_point(point.id()).await.expect("a dump").rows("case_index"), 2);
}

#[tokio::test]
async fn a_server_does_not_start_on_a_database_that_it_cannot_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = SqliteOptions::file(folder.path().join("point.db"));
    let point = point_in(&options).await;
    push(&point, 1..2).await.expect("stored");
    let read_only = SqliteStore::open(&SqliteOptions { read_only: true, ..options }).await.expect("a store");
    assert_eq!(read_only.dump_point(point.id()).await.expect("a dump").rows("case_index"), 1);
    assert_eq!(point.restarted_on(Arc::new(read_only)).await.expect_err("read-only").code(), Code::StoreReadOnly);
}

#[tokio::test]
async fn a_full_database_says_so_keeps_what_it_has_and_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = SqliteOptions::file(folder.path().join("point.db"));
    let point = point_in(&SqliteOptions { max_pages: Some(120), ..options.clone() }).await;
    let mut stored = 0;
    let full = loop {
        match push(&point, stored + 1..stored + 11).await {
            Ok(_) => stored += 10,
            Err(error) => break error,
        }
        assert!(stored < 10_000, "it never became full");
    };
    assert_eq!(full.code(), Code::StoreFull);
    let dump = point.store.dump_point(point.id()).await.expect("a dump");
    let cases = usize::try_from(stored).expect("a number");
    assert_eq!(
        (dump.rows("case_index"), dump.rows("ops"), dump.rows("events")),
        (cases, cases, 2 * cases),
        "nothing half done"
    );

    point.store.close().await;
    let roomy = SqliteStore::open(&options).await.expect("a store");
    let service = point.restarted_on(Arc::new(roomy)).await.expect("a service");
    let now = point.world.now();
    let ops = (stored + 1..stored + 11).map(|number| file(number, now)).collect();
    let answer = service.push(PushRequest { protocol: PROTOCOL, sent_at: now, ops }, Caller::Public).await;
    assert_eq!(answer.expect("stored").receipts.len(), 10);
}

async fn point_on(store: PostgresStore) -> TestPoint<PostgresStore> {
    TestPoint::on(store, Arc::new(Content::built_in().expect("content")), 1).await.expect("a point")
}

#[tokio::test]
async fn postgresql_whose_lock_another_holds_says_busy_and_takes_the_same_push_afterwards() {
    let database = TestDatabase::new().await.expect("a database");
    let store = PostgresStore::open(&database.url.clone().waiting(50)).await.expect("a store");
    let point = point_on(store.clone()).await;
    let mut other = database.connect().await.expect("another server");
    sqlx::raw_sql("BEGIN; SELECT 1 FROM points FOR UPDATE").execute(&mut other).await.expect("a lock");
    assert_eq!(push(&point, 1..2).await.expect_err("locked").code(), Code::StoreBusy);
    sqlx::raw_sql("ROLLBACK").execute(&mut other).await.expect("unlocked");
    assert_eq!(push(&point, 1..2).await.expect("stored"), 1);
    assert_eq!(point.store.dump_point(point.id()).await.expect("a dump").rows("case_index"), 1);
    store.close().await;
    other.close().await.expect("closed");
    database.remove().await.expect("removed");
}

#[tokio::test]
async fn postgresql_that_turns_read_only_says_so_and_can_be_read() {
    let database = TestDatabase::new().await.expect("a database");
    let store = database.store().await.expect("a store");
    let point = point_on(store.clone()).await;
    push(&point, 1..2).await.expect("stored");
    database.set("default_transaction_read_only = on").await.expect("set");
    let read_only = PostgresStore::reach(&database.url).await.expect("a store");
    assert_eq!(read_only.dump_point(point.id()).await.expect("a dump").rows("case_index"), 1);
    let refused = point.restarted_on(Arc::new(read_only.clone())).await.expect_err("read-only");
    assert_eq!(refused.code(), Code::StoreReadOnly);
    read_only.close().await;
    store.close().await;
    database.remove().await.expect("removed");
}

#[tokio::test]
async fn postgresql_that_cuts_every_connection_is_found_again_by_the_next_push() {
    const CUT: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() \
                       AND pid <> pg_backend_pid()";
    let database = TestDatabase::new().await.expect("a database");
    let store = database.store().await.expect("a store");
    let point = point_on(store.clone()).await;
    push(&point, 1..2).await.expect("stored");
    database.by_hand(CUT).await.expect("cut");
    assert_eq!(push(&point, 1..3).await.expect("stored"), 2);
    store.close().await;
    let gone = database.url.clone();
    database.remove().await.expect("removed");
    let why = PostgresStore::open(&gone).await.expect_err("no such database");
    assert!(!why.to_string().is_empty());
}

#[tokio::test]
async fn two_servers_that_start_at_once_make_one_schema() {
    let database = TestDatabase::new().await.expect("a database");
    let (one, other) = tokio::join!(database.store(), database.store());
    let (one, other) = (one.expect("a store"), other.expect("a store"));
    let version = one.schema_version().await.expect("read").expect("there is one");
    assert_eq!(version.kept, version.known);
    one.close().await;
    other.close().await;
    database.remove().await.expect("removed");
}

#[tokio::test]
async fn a_sign_that_postgresql_does_not_keep_stops_nothing_that_comes_with_it() {
    let database = TestDatabase::new().await.expect("a database");
    let store = database.store().await.expect("a store");
    let point = point_on(store.clone()).await;
    let body = |hash: &str| {
        let op = Uuid::from_u128(5);
        format!(r#"{{"protocol":1,"sent_at":1,"ops":[{{"id":"{op}","hash":"{hash}","kind":"a\u0000b","made_at":1}}]}}"#)
    };
    let pushed = point
        .service
        .push_incoming(IncomingPush::read(body(&"0".repeat(64)).as_bytes()).expect("read"), Caller::Public);
    let receipts = pushed.await.expect("receipted").receipts;
    assert!(matches!(receipts[0].outcome, Outcome::Quarantined { .. } | Outcome::Unsupported { .. }), "{receipts:?}");
    let again = point
        .service
        .push_incoming(IncomingPush::read(body(&"0".repeat(64)).as_bytes()).expect("read"), Caller::Public);
    assert_eq!(again.await.expect("receipted").receipts[0].seq, receipts[0].seq, "once");
    store.close().await;
    database.remove().await.expect("removed");
}

/// 32 servers write to one contact point, and some of their commits are late by as much as others take; a device that asks for what is
/// new, again and again, has seen everything in the end.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn with_32_writers_and_late_commits_no_cursor_ever_skips_a_row() {
    const WRITERS: u64 = 32;
    const EACH: u64 = 6;
    let database = TestDatabase::new().await.expect("a database");
    let store = database.store().await.expect("a store");
    let point = point_on(store.clone()).await;
    let done = Arc::new(AtomicBool::new(false));
    let reader = {
        let (store, id, done) = (store.clone(), point.id(), Arc::clone(&done));
        tokio::spawn(async move {
            let (mut seen, mut cursor) = (BTreeSet::new(), Seq(0));
            loop {
                let last = done.load(Ordering::SeqCst);
                let read = store.read_scope(id, &of_kinds(&["case"]), &|_| cursor, 7).await.expect("read");
                let some = read.entities.len().min(7);
                for entity in &read.entities[..some] {
                    assert!(entity.seq > cursor, "in the order of places");
                    cursor = entity.seq;
                    seen.insert(entity.key.id);
                }
                if read.entities.len() <= 7 {
                    // As a pull does: up to here there is nothing else.
                    cursor = read.point.head;
                    if last {
                        return (seen, read.point.head);
                    }
                }
            }
        })
    };
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        let (faulty, world) = (FaultyStore::around(Arc::new(store.clone())), Arc::clone(&point.world));
        let service = point.restarted_on(Arc::new(faulty.clone())).await.expect("a server");
        writers.push(tokio::spawn(async move {
            for number in 1..=EACH {
                if (writer + number).is_multiple_of(3) {
                    let go_on = faulty.hold_next();
                    tokio::spawn(async move {
                        tokio::time::sleep(Duration::from_millis(1 + (writer * 7 + number * 13) % 12)).await;
                        let _ = go_on.send(());
                    });
                }
                let now = world.now();
                let ops = vec![file(writer * 100 + number, now)];
                let pushed = service.push(PushRequest { protocol: PROTOCOL, sent_at: now, ops }, Caller::Public).await;
                assert_eq!(pushed.expect("stored").receipts.len(), 1);
            }
        }));
    }
    for writer in writers {
        writer.await.expect("written");
    }
    done.store(true, Ordering::SeqCst);
    let (seen, head) = reader.await.expect("read");
    assert_eq!(seen.len(), usize::try_from(WRITERS * EACH).expect("a number"));
    assert_eq!(store.point(point.id()).await.expect("read").head, head);
    assert!(store.wrong_sums(point.id()).await.expect("counted").is_empty());
    store.close().await;
    database.remove().await.expect("removed");
}
