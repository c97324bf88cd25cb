//! The common replies of the desk: a kind that is nothing but its rules. Who keeps them, who sees them, and pages that do not know
//! them yet.

use domain::canned_reply::{CannedReply, Command, Reader, Rejection};
use domain::ids::{DeviceId, StaffId};
use domain::kind::EventSourced;
use domain::role::Role;
use domain::words::Bilingual;
use server::service::{Kinds, PullScope, ServiceError, World};
use server::testing::TestPoint;
use sync::protocol::{Code, EntityPayload, Op, OpId, Outcome, PROTOCOL, PullAnswer, PushRequest, ScopeChecksum, Seq};
use uuid::Uuid;

async fn mall() -> (TestPoint, StaffId) {
    let point = TestPoint::alone().await.expect("a contact point");
    let boss = point.add_staff("主管 01", Role::Supervisor, true).await.expect("staff");
    (point, boss)
}

fn written(words: &str) -> Command {
    let zh = |zh: &str| Bilingual { zh: zh.to_owned(), en: String::new() };
    Command::Write { reader: Reader::Staff, title: zh("已催商家"), words: zh(words) }
}

async fn does(point: &TestPoint, by: (StaffId, Role), id: u128, base: Option<u64>, command: Command) -> Outcome {
    let (now, kind) = (point.world.now(), CannedReply::op_kind(&command));
    let payload = EntityPayload { id: Uuid::from_u128(id), base, command };
    let op = Op::new(OpId(point.world.random_id()), DeviceId(Uuid::nil()), now, None, kind, &payload);
    let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op] };
    point.service.push(request, by.into()).await.expect("stored").receipts.remove(0).outcome
}

async fn pull(point: &TestPoint, role: Role, kinds: Kinds) -> PullAnswer {
    let answer = point.service.pull(Seq(0), None, &PullScope::Staff(role, kinds)).await.expect("read");
    let mut sum = ScopeChecksum::default();
    answer.changes.iter().for_each(|change| sum.toggle(change.body.kind(), &change.id, change.rev));
    assert_eq!(answer.checksum, Some(sum.as_sent()), "what a device holds is what the server says");
    answer
}

fn replies(answer: &PullAnswer) -> Vec<CannedReply> {
    answer.changes.iter().filter_map(|change| change.body.read()).collect()
}

fn reason(outcome: &Outcome) -> Option<Rejection> {
    if let Outcome::Rejected { why, .. } = outcome { why.read() } else { None }
}

#[tokio::test]
async fn a_contact_point_begins_with_the_delivered_replies_and_once_only() {
    let (point, _) = mall().await;
    for _ in 0..2 {
        point.restarted_with_defaults().await.expect("started");
    }
    assert_eq!(replies(&pull(&point, Role::Receptionist, Kinds::All).await).len(), 12);
}

#[tokio::test]
async fn a_supervisor_writes_a_reply_and_everybody_who_writes_reads_it() {
    let (point, boss) = mall().await;
    let by = (boss, Role::Supervisor);
    let outcome = does(&point, by, 1, None, written("已催，对方说：")).await;
    assert!(matches!(outcome, Outcome::Applied { rev: 1, number: None, .. }), "{outcome:?}");
    let outcome = does(&point, by, 1, Some(1), written("已催{商家}。")).await;
    assert!(matches!(outcome, Outcome::Applied { rev: 2, .. }), "{outcome:?}");
    let seen = replies(&pull(&point, Role::Receptionist, Kinds::All).await);
    assert!(seen.iter().any(|reply| reply.rev == 2 && reply.words.zh == "已催{商家}。"), "{seen:?}");
    let key = server::store::entities::EntityKey { kind: "canned_reply", id: Uuid::from_u128(1) };
    let events = server::store::SyncStore::events(&point.store, point.id(), key).await.expect("read");
    assert_eq!(events.iter().map(|event| event.rev).collect::<Vec<_>>(), [1, 2], "the same log keeps its history");
}

#[tokio::test]
async fn of_two_tablets_without_a_network_the_second_reads_why_and_overwrites_nothing() {
    let (point, boss) = mall().await;
    let other = point.add_staff("主管 02", Role::Supervisor, true).await.expect("staff");
    does(&point, (boss, Role::Supervisor), 1, None, written("一")).await;
    does(&point, (boss, Role::Supervisor), 1, Some(1), written("二")).await;
    let outcome = does(&point, (other, Role::Supervisor), 1, Some(1), written("三")).await;
    assert_eq!(reason(&outcome), Some(Rejection::ChangedSince));
    let seen = replies(&pull(&point, Role::Supervisor, Kinds::All).await);
    assert!(seen.iter().any(|reply| reply.words.zh == "二") && seen.iter().all(|reply| reply.words.zh != "三"));
}

#[tokio::test]
async fn a_receptionist_may_not_keep_them_and_the_regulator_does_not_see_them() {
    let (point, _) = mall().await;
    let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
    let outcome = does(&point, (mai, Role::Receptionist), 1, None, written("一")).await;
    assert_eq!(reason(&outcome), Some(Rejection::SupervisorOnly));
    assert!(replies(&pull(&point, Role::Regulator, Kinds::All).await).is_empty());
    let asked = PullScope::Staff(Role::Regulator, Kinds::read(Some("board,canned_reply")));
    let refused = point.service.pull(Seq(0), None, &asked).await.expect_err("not theirs");
    assert!(matches!(refused, ServiceError::Refused(Code::KindForbidden)), "{refused:?}");
    let asked = PullScope::Staff(Role::Supervisor, Kinds::read(Some("parcel")));
    let refused = point.service.pull(Seq(0), None, &asked).await.expect_err("unknown");
    assert!(matches!(refused, ServiceError::Refused(Code::KindUnknown)), "{refused:?}");
}

#[tokio::test]
async fn a_page_of_the_first_version_is_sent_nothing_that_it_cannot_read_and_its_checksum_fits() {
    let (point, boss) = mall().await;
    does(&point, (boss, Role::Supervisor), 1, None, written("一")).await;
    let answer = pull(&point, Role::Supervisor, Kinds::read(None)).await;
    let known = ["board", "case", "staff", "merchant"];
    assert!(answer.changes.iter().all(|change| known.contains(&change.body.kind())), "{:?}", answer.changes);
    assert_eq!(
        answer.cursor,
        pull(&point, Role::Supervisor, Kinds::All).await.cursor,
        "it goes on from the same place"
    );
}

#[tokio::test]
async fn a_sum_that_does_not_fit_is_said_and_repaired_and_nothing_is_lost() {
    let (point, _) = mall().await;
    let before = pull(&point, Role::Supervisor, Kinds::All).await;
    let mut changes = server::store::entities::Changes::default();
    let mut batch = server::store::SyncStore::begin(&point.store, point.id()).await.expect("begun");
    changes.head = batch.point().head;
    // As a fault of ours would: a count without its entity.
    let key = server::store::entities::EntityKey { kind: "canned_reply", id: Uuid::from_u128(9) };
    let ghost = server::store::entities::Entity { rev: 1, gone: None, state: None };
    let change =
        server::store::entities::EntityChange { before: None, after: ghost, seq: changes.head, events: Vec::new() };
    changes.entities.insert(key, change);
    batch.write(&changes).await.expect("written");
    batch.commit().await.expect("committed");
    assert_eq!(server::store::SyncStore::wrong_sums(&point.store, point.id()).await.expect("counted").len(), 1);
    let found = point.service.check_integrity().await.expect("checked");
    assert!(
        matches!(&found, server::service::Integrity::Repaired(wrong) if wrong[0].kind == "canned_reply"),
        "{found:?}"
    );
    assert_eq!(point.service.integrity(), found);
    let after = pull(&point, Role::Supervisor, Kinds::All).await;
    assert_eq!(after.changes, before.changes);
}

#[tokio::test]
async fn what_a_later_version_stored_waits_for_it_and_is_not_lost() {
    let (point, boss) = mall().await;
    does(&point, (boss, Role::Supervisor), 1, None, written("一")).await;
    point.store.store_as_later_version("canned_reply", Uuid::from_u128(1)).await.expect("stored");
    let outcome = does(&point, (boss, Role::Supervisor), 1, Some(1), Command::Retire).await;
    assert!(matches!(&outcome, Outcome::Unsupported { kind } if kind == "canned_reply.retire"), "{outcome:?}");
    let all = pull(&point, Role::Supervisor, Kinds::All).await;
    let id = Uuid::from_u128(1).to_string();
    let kept = all.changes.iter().find(|change| change.id == id).expect("it is sent to pages, which may be newer");
    assert_eq!(kept.body.read::<CannedReply>(), None);
}
