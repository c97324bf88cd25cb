//! What is pulled is complete, in the order of commits, and only for who may know.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use domain::case::{CaseView, Command};
use domain::claim_code::ClaimCode;
use domain::role::Role;
use server::service::{Caller, Kinds, PullScope, Service, World};
use server::testing::{FaultyStore, TestPoint, claim, file, on_case};
use sync::protocol::{Change, Epoch, MAX_CHANGES, Op, OpId, PROTOCOL, PullAnswer, PushRequest, ScopeChecksum, Seq};
use uuid::Uuid;

async fn mall() -> TestPoint {
    TestPoint::alone().await.expect("a contact point")
}

async fn push(point: &TestPoint, ops: Vec<Op>, caller: Caller) {
    let request = PushRequest { protocol: PROTOCOL, sent_at: point.world.now(), ops };
    point.service.push(request, caller).await.expect("stored");
}

async fn pull(point: &TestPoint, since: Seq, epoch: Option<Epoch>, scope: &PullScope) -> PullAnswer {
    point.service.pull(since, epoch, scope).await.expect("read")
}

fn codes(numbers: &[u64]) -> PullScope {
    PullScope::Claims(numbers.iter().copied().map(claim).collect::<Vec<ClaimCode>>(), Kinds::All)
}

fn kinds(answer: &PullAnswer) -> Vec<&str> {
    answer.changes.iter().map(|change| change.body.kind()).collect()
}

/// What a device makes of the answers: its replica's checksum.
fn checksum<'a>(changes: impl Iterator<Item = &'a Change>) -> String {
    let mut newest = BTreeMap::new();
    for change in changes {
        newest.insert((change.body.kind(), change.id.clone()), change.rev);
    }
    let mut sum = ScopeChecksum::default();
    for ((kind, id), rev) in newest {
        sum.toggle(kind, &id, rev);
    }
    sum.as_sent()
}

#[tokio::test]
async fn whoever_has_no_code_reads_the_board() {
    let point = mall().await;
    let answer = pull(&point, Seq(0), None, &codes(&[])).await;
    assert_eq!(kinds(&answer), ["board"]);
    assert!(!answer.more);
    assert_eq!(answer.checksum.as_deref(), Some(checksum(answer.changes.iter()).as_str()));
    assert!(pull(&point, answer.cursor, Some(answer.epoch), &codes(&[])).await.changes.is_empty());
}

#[tokio::test]
async fn a_code_shows_its_case_and_no_other_and_no_name() {
    let point = mall().await;
    let now = point.world.now();
    push(&point, vec![file(1, now), file(2, now)], Caller::Public).await;
    let answer = pull(&point, Seq(0), None, &codes(&[9, 1])).await;
    assert_eq!(kinds(&answer), ["board", "case_view"]);
    assert_eq!(answer.unknown_claims, [0]);
    assert_eq!(answer.checksum.as_deref(), Some(checksum(answer.changes.iter()).as_str()));
    let sent = serde_json::to_string(&answer).expect("JSON");
    assert!(!sent.contains("陈女士") && !sent.contains("13800138000"));
}

#[tokio::test]
async fn a_note_stays_in_the_house_and_the_cursor_goes_on() {
    let point = mall().await;
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let now = point.world.now();
    push(&point, vec![file(1, now)], Caller::Public).await;
    let before = pull(&point, Seq(0), None, &codes(&[1])).await;
    let view: CaseView = before.changes.last().and_then(|change| change.body.read()).expect("the case");
    let note = Command::Note { words: "商家上周也有一件".into(), mentions: Vec::new() };
    let op = on_case(OpId(Uuid::from_u128(1)), view.id, now, note).by_staff();
    push(&point, vec![op], (mai, Role::Receptionist).into()).await;
    let after = pull(&point, before.cursor, Some(before.epoch), &codes(&[1])).await;
    assert!(!serde_json::to_string(&after).expect("JSON").contains("上周"));
    let staff = pull(&point, before.cursor, Some(before.epoch), &PullScope::everything()).await;
    assert!(serde_json::to_string(&staff).expect("JSON").contains("上周"));
}

#[tokio::test]
async fn a_tablet_catches_up_in_parts_and_misses_nothing() {
    let point = mall().await;
    point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let now = point.world.now();
    let cases = u64::try_from(MAX_CHANGES).expect("a number") + 20;
    for first in (1..=cases).step_by(100) {
        push(&point, (first..=cases.min(first + 99)).map(|n| file(n, now)).collect(), Caller::Public).await;
    }
    let mut all = Vec::new();
    let mut answer = pull(&point, Seq(0), None, &PullScope::everything()).await;
    assert!(answer.more && answer.checksum.is_none());
    loop {
        assert!(answer.changes.is_sorted_by_key(|change| change.seq), "in the order of commits");
        all.append(&mut answer.changes);
        if !answer.more {
            break;
        }
        answer = pull(&point, answer.cursor, Some(answer.epoch), &PullScope::everything()).await;
    }
    assert_eq!(all.iter().filter(|change| change.body.kind() == "case").count(), MAX_CHANGES + 20);
    assert_eq!(all.iter().filter(|change| change.body.kind() == "staff").count(), 1);
    assert_eq!(answer.checksum.as_deref(), Some(checksum(all.iter()).as_str()));
}

/// A device that asks again and again, and what it has read so far.
struct Poller {
    cursor: Seq,
    epoch: Option<Epoch>,
    changes: Vec<Change>,
}

impl Poller {
    const fn new() -> Self {
        Self { cursor: Seq(0), epoch: None, changes: Vec::new() }
    }

    async fn polls(&mut self, service: &Service) {
        let answer = service.pull(self.cursor, self.epoch, &PullScope::everything()).await.expect("read");
        assert!(answer.cursor >= self.cursor, "a cursor never goes back");
        assert!(answer.changes.iter().all(|change| change.seq > self.cursor && change.seq <= answer.cursor));
        (self.cursor, self.epoch) = (answer.cursor, Some(answer.epoch));
        self.changes.extend(answer.changes);
    }

    fn cases(&self) -> BTreeSet<String> {
        let cases = self.changes.iter().filter(|change| change.body.kind() == "case");
        cases.map(|change| change.id.clone()).collect()
    }
}

#[tokio::test]
async fn a_commit_that_takes_long_is_not_passed_by_a_cursor() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = server::store::sqlite::SqliteOptions::file(folder.path().join("point.db"));
    let store = server::store::sqlite::SqliteStore::open(&options).await.expect("a store");
    let content = Arc::new(server::content::Content::built_in().expect("content"));
    let point = TestPoint::on(store.clone(), content, 1).await.expect("a point");
    let now = point.world.now();
    push(&point, vec![file(1, now)], Caller::Public).await;

    // One server has written a case and its place, and its commit hangs; another one takes in the next case.
    let slow = FaultyStore::around(Arc::new(store));
    let hanging = point.restarted_on(Arc::new(slow.clone())).await.expect("a service");
    let mut poller = Poller::new();
    poller.polls(&point.service).await;
    let head = poller.cursor;
    let go_on = slow.hold_next();
    let request = move |number| PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![file(number, now)] };
    let first = tokio::spawn({
        let hanging = hanging.clone();
        async move { hanging.push(request(2), Caller::Public).await.expect("stored") }
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    let second = tokio::spawn({
        let service = point.service.clone();
        async move { service.push(request(3), Caller::Public).await.expect("stored") }
    });
    for _ in 0..20 {
        poller.polls(&point.service).await;
        poller.polls(&hanging).await;
        assert_eq!(poller.cursor, head, "nothing after what hangs can be seen before it");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(!first.is_finished() && !second.is_finished());
    go_on.send(()).expect("it waits");
    while !(first.is_finished() && second.is_finished()) {
        poller.polls(&point.service).await;
    }
    let seq = |receipts: &[sync::protocol::Receipt]| receipts[0].seq;
    let (first, second) = (first.await.expect("pushed"), second.await.expect("pushed"));
    assert!(seq(&first.receipts) < seq(&second.receipts), "the place was taken before the commit hung");
    poller.polls(&point.service).await;
    assert_eq!(poller.cases().len(), 3, "the one that hung is not skipped: {:?}", poller.cases());
    let mut fresh = Poller::new();
    fresh.polls(&point.service).await;
    assert_eq!(fresh.cases(), poller.cases());
}

#[tokio::test]
async fn a_restored_backup_begins_a_new_epoch_and_old_cursors_read_everything_again() {
    let point = mall().await;
    let now = point.world.now();
    push(&point, vec![file(1, now)], Caller::Public).await;
    let backup = point.store.dump_point(point.id()).await.expect("a dump");
    push(&point, vec![file(2, now)], Caller::Public).await;
    let before = pull(&point, Seq(0), None, &PullScope::everything()).await;

    let new = Epoch(Uuid::from_u128(42));
    point.store.restore_point(&backup, Some(new)).await.expect("restored");
    let after = pull(&point, before.cursor, Some(before.epoch), &PullScope::everything()).await;
    assert_eq!(after.epoch, new);
    assert_eq!(kinds(&after), ["board", "case"], "everything that is left, from the start");

    // The device offers what it kept: nothing that a consumer was told is received disappears.
    push(&point, vec![file(1, now), file(2, now)], Caller::Public).await;
    assert_eq!(kinds(&pull(&point, Seq(0), None, &codes(&[2])).await), ["board", "case_view"]);
}

#[tokio::test]
async fn a_database_file_copied_back_is_noticed_by_a_cursor_from_its_future() {
    let point = mall().await;
    let now = point.world.now();
    let backup = point.store.dump_point(point.id()).await.expect("a dump");
    push(&point, vec![file(1, now)], Caller::Public).await;
    let before = pull(&point, Seq(0), None, &codes(&[1])).await;
    point.store.restore_point(&backup, None).await.expect("copied back");

    // At first anybody's cursor could be invented; the answer is complete all the same.
    let first = pull(&point, before.cursor, Some(before.epoch), &codes(&[1])).await;
    assert_eq!((first.epoch, kinds(&first)), (before.epoch, vec!["board"]));
    point.world.advance_millis(11 * 60_000);
    let noticed = pull(&point, before.cursor, Some(before.epoch), &codes(&[1])).await;
    assert_ne!(noticed.epoch, before.epoch);
    assert_eq!(point.service.heads().borrow().map(|poke| poke.epoch), Some(noticed.epoch));
    assert_eq!(pull(&point, noticed.cursor, Some(noticed.epoch), &codes(&[1])).await.epoch, noticed.epoch);
}

#[tokio::test]
async fn a_commit_pokes_whoever_listens() {
    let point = mall().await;
    let mut pokes = point.service.heads();
    push(&point, vec![file(1, point.world.now())], Caller::Public).await;
    pokes.changed().await.expect("a poke");
    let poke = pokes.borrow_and_update().expect("the service lives");
    assert_eq!(pull(&point, Seq(0), None, &codes(&[])).await.cursor, poke.seq);
    point.service.end_streams();
    pokes.changed().await.expect("the end");
    assert!(pokes.borrow().is_none());
}

#[tokio::test]
async fn new_content_is_posted_once_and_reaches_everybody() {
    let point = mall().await;
    let before = pull(&point, Seq(0), None, &codes(&[])).await;
    let restarted = point.restarted_on(Arc::new(point.store.clone())).await.expect("a service");
    assert!(restarted.pull(before.cursor, Some(before.epoch), &codes(&[])).await.expect("read").changes.is_empty());

    let mut content = (*restarted.board()).clone();
    content.rules.version += 1;
    let content = server::content::Content::new(content.board, content.rules, content.calendar).expect("content");
    let newer = point.restarted_with(Arc::new(content)).await.expect("a service");
    let after = newer.pull(before.cursor, Some(before.epoch), &codes(&[])).await.expect("read");
    assert_eq!(after.changes.iter().map(|change| (change.body.kind(), change.rev)).collect::<Vec<_>>(), [("board", 2)]);
}
