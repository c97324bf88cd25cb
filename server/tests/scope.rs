//! Tablets hold what is open and what ended within the last 90 days; what is older leaves them, and comes back when
//! somebody has to do something about it.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::case::{Case, Command, FailureReason, Outcome as Ending, SellerInfo};
use domain::ids::{CaseId, CaseNumber, StaffId};
use domain::role::Role;
use server::service::{Caller, PullScope, World};
use server::testing::{TestPoint, claim, file, on_case};
use sync::protocol::{Change, Op, OpId, Outcome, PROTOCOL, PullAnswer, PushRequest, ScopeChecksum, Seq};
use uuid::Uuid;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

struct Mall {
    point: TestPoint,
    mai: StaffId,
    ops: u128,
}

/// What a tablet keeps of the answers, as it does.
#[derive(Default)]
struct Tablet {
    replica: BTreeMap<(String, String), Change>,
    cursor: Seq,
}

impl Mall {
    async fn open() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let mai = point.add_staff("调解员 01", Role::Mediator, true).await.expect("staff");
        Self { point, mai, ops: 1_000 }
    }

    async fn push(&self, op: Op, caller: Caller) -> CaseId {
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.point.world.now(), ops: vec![op] };
        let receipts = self.point.service.push(request, caller).await.expect("stored").receipts;
        match &receipts[0].outcome {
            Outcome::Applied { id, .. } => CaseId(*id),
            other => panic!("not applied: {other:?}"),
        }
    }

    async fn files(&self, number: u64) -> CaseId {
        self.push(file(number, self.point.world.now()), Caller::Public).await
    }

    async fn does(&mut self, case: CaseId, command: Command) {
        self.ops += 1;
        let op = on_case(OpId(Uuid::from_u128(self.ops)), case, self.point.world.now(), command).by_staff();
        self.push(op, (self.mai, Role::Mediator).into()).await;
    }

    async fn consumer_does(&mut self, number: u64, case: CaseId, command: Command) {
        self.ops += 1;
        let op = on_case(OpId(Uuid::from_u128(self.ops)), case, self.point.world.now(), command);
        self.push(op.with(claim(number)), Caller::Public).await;
    }

    async fn closes(&mut self, case: CaseId) {
        self.does(case, Command::Accept).await;
        let outcome = Ending::SettledOnSite;
        self.does(case, Command::Close { outcome, summary: "已换新".to_owned() }).await;
    }

    async fn pull(&self, since: Seq) -> PullAnswer {
        self.point.service.pull(since, None, &PullScope::everything()).await.expect("read")
    }

    /// The days go by, and whichever server is up does what is due.
    async fn days_later(&self, days: i64) -> usize {
        self.point.world.advance_millis(days * DAY_MS);
        self.point.service.expire_from_scope().await.expect("stored")
    }
}

impl Tablet {
    /// Fetches what is new, and counts what the server counts.
    async fn looks(&mut self, mall: &Mall) -> PullAnswer {
        let answer = mall.pull(self.cursor).await;
        assert!(!answer.more, "few cases");
        for change in &answer.changes {
            self.replica.insert((change.body.kind().to_owned(), change.id.clone()), change.clone());
        }
        for case in &answer.gone {
            self.replica.remove(&("case".to_owned(), case.to_string()));
        }
        self.cursor = answer.cursor;
        let mut sum = ScopeChecksum::default();
        self.replica.iter().for_each(|((kind, id), change)| sum.toggle(kind, id, change.rev));
        assert_eq!(answer.checksum, Some(sum.as_sent()), "both hold the same");
        answer
    }

    fn cases(&self) -> Vec<CaseId> {
        self.replica.values().filter_map(|change| Some(change.body.read::<Case>()?.id)).collect()
    }
}

#[tokio::test]
async fn what_ended_stays_for_ninety_days_and_leaves_on_the_day_after() {
    let mut mall = Mall::open().await;
    let (ended, open) = (mall.files(1).await, mall.files(2).await);
    mall.closes(ended).await;
    let mut tablet = Tablet::default();
    tablet.looks(&mall).await;
    assert_eq!(mall.days_later(90).await, 0, "the ninetieth day");
    assert!(tablet.looks(&mall).await.gone.is_empty());
    assert_eq!(tablet.cases().len(), 2);

    // It was closed at ten in the morning; it leaves with its day, not in the middle of it.
    mall.point.world.advance_millis(14 * HOUR_MS);
    let mut pokes = mall.point.service.heads();
    assert_eq!(mall.point.service.expire_from_scope().await.expect("stored"), 1);
    assert!(pokes.has_changed().expect("the service lives"), "tablets are told");
    pokes.borrow_and_update();
    let answer = tablet.looks(&mall).await;
    assert_eq!((answer.gone, answer.changes), (vec![ended], vec![]));
    assert_eq!(tablet.cases(), [open]);
    // Whoever begins today never sees it, nor hears of it.
    let mut new = Tablet::default();
    assert!(new.looks(&mall).await.gone.is_empty());
    assert_eq!(new.cases(), [open]);
    // Nothing happens twice, also after a restart.
    let restarted = mall.point.restarted_on(Arc::new(mall.point.store.clone())).await.expect("opened");
    assert_eq!(restarted.expire_from_scope().await.expect("stored"), 0);
    assert!(!pokes.has_changed().expect("the service lives"));
}

#[tokio::test]
async fn a_clock_that_is_set_back_brings_nothing_back_and_fetches_nothing_again() {
    let mut mall = Mall::open().await;
    let ended = mall.files(1).await;
    mall.closes(ended).await;
    let mut tablet = Tablet::default();
    tablet.looks(&mall).await;
    assert_eq!(mall.days_later(91).await, 1);
    tablet.looks(&mall).await;
    for _ in 0..4 {
        mall.point.world.advance_millis(-DAY_MS);
        assert_eq!(mall.point.service.expire_from_scope().await.expect("stored"), 0);
        let answer = tablet.looks(&mall).await;
        assert!(answer.changes.is_empty() && answer.gone.is_empty());
        mall.point.world.advance_millis(DAY_MS);
    }
}

#[tokio::test]
async fn an_old_case_comes_back_when_somebody_waits_for_an_answer_and_leaves_when_they_have_it() {
    let mut mall = Mall::open().await;
    let case = mall.files(1).await;
    mall.does(case, Command::Accept).await;
    mall.does(case, Command::SendToMerchant { request: "请答复".to_owned() }).await;
    let words = "商家不肯谈".to_owned();
    mall.does(case, Command::FailMediation { reason: FailureReason::MerchantRefuses, words }).await;
    let mut tablet = Tablet::default();
    tablet.looks(&mall).await;
    assert_eq!(mall.days_later(100).await, 1);
    tablet.looks(&mall).await;
    assert_eq!(tablet.cases(), []);

    // A word alone needs no answer from anybody; the consumer still has their case.
    mall.consumer_does(1, case, Command::Rate { stars: 2, words: String::new() }).await;
    assert!(tablet.looks(&mall).await.changes.is_empty());
    assert!(mall.point.service.track(&claim(1)).await.expect("read").is_some());

    mall.consumer_does(1, case, Command::RequestSellerInfo { words: "我要起诉".to_owned() }).await;
    tablet.looks(&mall).await;
    assert_eq!(tablet.cases(), [case]);
    assert_eq!(mall.days_later(1).await, 0, "somebody has to answer");
    let info = SellerInfo { name: "佳电电器".into(), address: "一楼".into(), contact: "021-1".into() };
    mall.does(case, Command::ReleaseSellerInfo { info }).await;
    tablet.looks(&mall).await;
    assert_eq!(tablet.cases(), [case], "for the rest of the day");
    assert_eq!(mall.days_later(1).await, 1);
    tablet.looks(&mall).await;
    assert_eq!(tablet.cases(), []);
}

#[tokio::test]
async fn however_many_servers_there_are_each_case_leaves_once_and_a_restored_backup_catches_up() {
    let mut mall = Mall::open().await;
    for number in 1..=3 {
        let case = mall.files(number).await;
        mall.closes(case).await;
    }
    let backup = mall.point.store.dump_point(mall.point.id()).await.expect("a dump");
    mall.point.world.advance_millis(91 * DAY_MS);
    let other = mall.point.restarted_on(Arc::new(mall.point.store.clone())).await.expect("opened");
    let (one, two) = tokio::join!(mall.point.service.expire_from_scope(), other.expire_from_scope());
    assert_eq!(one.expect("stored") + two.expect("stored"), 3);

    mall.point.store.restore_point(&backup, Some(sync::protocol::Epoch(Uuid::from_u128(42)))).await.expect("restored");
    let mut tablet = Tablet::default();
    tablet.looks(&mall).await;
    assert_eq!(tablet.cases().len(), 3);
    assert_eq!(mall.point.service.expire_from_scope().await.expect("stored"), 3);
    tablet.looks(&mall).await;
    assert_eq!(tablet.cases(), []);
}

#[tokio::test]
async fn a_page_of_an_older_build_reads_the_answer_and_finds_by_the_checksum_that_it_has_too_much() {
    let mut mall = Mall::open().await;
    let ended = mall.files(1).await;
    mall.closes(ended).await;
    let before = mall.pull(Seq(0)).await;
    mall.days_later(91).await;
    let answer = mall.pull(before.cursor).await;
    let mut sent = serde_json::to_value(&answer).expect("JSON");
    assert_eq!(sent["gone"], serde_json::json!([ended]));
    assert!(sent.as_object_mut().expect("an object").remove("gone").is_some());
    // What an older build sees: everything it knows, nothing that it cannot read, and another checksum.
    assert!(PullAnswer::read(&sent.to_string()).is_ok());
    assert_ne!(answer.checksum, before.checksum);
}

#[tokio::test]
async fn a_case_that_no_tablet_holds_is_still_found_by_its_number() {
    let mut mall = Mall::open().await;
    let case = mall.files(1).await;
    mall.closes(case).await;
    let number = CaseNumber::parse("2026-1").expect("a number");
    assert_eq!(mall.days_later(91).await, 1);
    let found = mall.point.service.numbered(number).await.expect("read").expect("the case");
    assert_eq!((found.id, found.number), (case, Some(number)));
    let none = CaseNumber { serial: 2, ..number };
    assert!(mall.point.service.numbered(none).await.expect("read").is_none());
}
