//! What is kept adds up, and what does not is found: by `server verify`, by the server itself, and by whoever watches it.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::case::{Command, Signature, SignedWay, Stance};
use domain::fund::Movement;
use domain::ids::{CaseId, MerchantId, PaymentId};
use domain::money::Yuan;
use domain::role::Role;
use domain::staff::StaffMember;
use http_body_util::BodyExt;
use server::http::health;
use server::service::verify::{Finding, Verified, verify};
use server::service::{Caller, Integrity, World};
use server::store::SyncStore;
use server::store::entities::EntityKey;
use server::testing::{TestPoint, file, on_case};
use sync::protocol::{Op, OpId, Outcome, PROTOCOL, PushRequest};
use tower::ServiceExt;
use uuid::Uuid;

const MERCHANT: MerchantId = MerchantId(Uuid::from_u128(7));
const CASE: Uuid = Uuid::from_u64_pair(1, 0);

struct Mall {
    point: TestPoint,
    boss: StaffMember,
}

impl Mall {
    /// Three cases, one of them paid in advance out of a deposit, and the replies that are delivered.
    async fn at_work() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        point.restarted_with_defaults().await.expect("started");
        let id = point.add_staff("主管 01", Role::Supervisor, true).await.expect("staff");
        let name = "主管 01".to_owned();
        let boss = StaffMember { id, name, role: Role::Supervisor, on_duty: true, active: true, absent: false };
        let mall = Self { point, boss };
        let now = mall.point.world.now();
        mall.push(Caller::Public, (1..=3).map(|number| file(number, now)).collect()).await;
        mall.point.service.open_account(&mall.boss, MERCHANT, "佳电电器").await.expect("an account");
        let deposit =
            Movement::TakeDeposit { merchant: MERCHANT, amount: Yuan::from_fen(100_000), receipt: "S-001".to_owned() };
        mall.point.service.move_money(&mall.boss, deposit).await.expect("posted");
        let pay = Command::PayInAdvance {
            amount: Yuan::from_fen(32_000),
            payment: Some(PaymentId(Uuid::from_u128(1))),
            merchant: Some(MERCHANT),
            agreement: Some(Signature { name: "王女士".to_owned(), way: SignedWay::OnPaper, evidence: None }),
        };
        let refuses = Command::RecordMerchantReply { stance: Stance::Refuses, words: "不退".to_owned() };
        let asks = Command::SendToMerchant { request: "请退款".to_owned() };
        let commands = [Command::Accept, asks, refuses, pay];
        let op = |(name, command)| on_case(OpId(Uuid::from_u128(name)), CaseId(CASE), now, command).by_staff();
        mall.push((mall.boss.id, mall.boss.role).into(), (1..).zip(commands).map(op).collect()).await;
        mall
    }

    async fn push(&self, caller: Caller, ops: Vec<Op>) {
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.point.world.now(), ops };
        let receipts = self.point.service.push(request, caller).await.expect("stored").receipts;
        assert!(receipts.iter().all(|one| matches!(one.outcome, Outcome::Applied { .. })), "{receipts:?}");
    }

    async fn verified(&self) -> Verified {
        verify(&self.point.store, self.point.id()).await.expect("read")
    }

    async fn by_hand(&self, sql: &'static str) {
        assert_eq!(self.point.store.change_by_hand(sql).await.expect("changed"), 1, "{sql}");
    }

    async fn asked(&self, path: &str) -> (StatusCode, String) {
        let request = Request::builder().uri(path).body(Body::empty()).expect("a request");
        let response = health::routes(self.point.service.clone()).oneshot(request).await.expect("an answer");
        let status = response.status();
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        (status, String::from_utf8_lossy(&body).into_owned())
    }
}

#[tokio::test]
async fn everything_that_was_done_is_played_again_and_adds_up() {
    let verified = Mall::at_work().await.verified().await;
    assert_eq!(verified.findings, []);
    assert_eq!(verified.entities["case"], 3);
    assert_eq!(verified.entities["canned_reply"], 12);
    assert!(verified.events >= 3 * 2 + 4 + 12, "{verified:?}");
    assert_eq!(verified.transactions, 2, "a deposit and a payment");
}

#[tokio::test]
async fn what_was_changed_by_hand_is_found_by_name() {
    let case = EntityKey { kind: "case", id: CASE };
    let merchant = EntityKey { kind: "merchant", id: MERCHANT.0 };
    for (sql, finding) in [
        (
            "UPDATE entities SET snapshot = (SELECT snapshot FROM entities WHERE entity_id = x'00000000000000020000000000000000') \
             WHERE entity_id = x'00000000000000010000000000000000'",
            Finding::History(case),
        ),
        (
            "UPDATE entities SET snapshot = '{}' WHERE entity_id = x'00000000000000010000000000000000'",
            Finding::Unreadable(case),
        ),
        ("DELETE FROM events WHERE entity_id = x'00000000000000010000000000000000' AND rev = 3", Finding::Gap(case)),
        ("UPDATE merchants SET deposit = 99999", Finding::Account(merchant)),
        ("UPDATE case_figures SET open = open + 1 WHERE cube = 'hour' AND grain = 'day'", Finding::Figures),
    ] {
        let mall = Mall::at_work().await;
        mall.by_hand(sql).await;
        let mut found = mall.verified().await.findings;
        // A case that is another one, or none, counts otherwise as well.
        found.retain(|one| !(*one == Finding::Figures && finding != Finding::Figures && sql.contains("snapshot")));
        assert_eq!(found, [finding], "{sql}");
    }
    let mall = Mall::at_work().await;
    mall.by_hand("UPDATE kind_sums SET entities = 4 WHERE kind = 'case'").await;
    assert!(matches!(&mall.verified().await.findings[..], [Finding::Sum(wrong)] if wrong.kind == "case"));
    let mall = Mall::at_work().await;
    mall.by_hand("UPDATE fund_postings SET amount = amount + 1 WHERE account = 'payouts'").await;
    let found = mall.verified().await.findings;
    assert!(found.iter().any(|finding| matches!(finding, Finding::Ledger(_))), "{found:?}");
}

#[tokio::test]
async fn a_server_is_ready_once_what_differed_is_repaired_and_says_so_until_then() {
    let mall = Mall::at_work().await;
    assert_eq!(mall.asked("/readyz").await, (StatusCode::OK, "ready".to_owned()));
    mall.by_hand("UPDATE kind_sums SET entities = 4 WHERE kind = 'case'").await;
    mall.point.store.set_read_only(true).await.expect("read-only");
    mall.point.service.check_integrity().await.expect_err("it cannot be repaired now");
    let (status, body) = mall.asked("/readyz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(body.contains("sums_differ") && body.contains("核对"), "{body}");
    assert_eq!(mall.asked("/healthz").await.0, StatusCode::OK, "it need not be started again for that");
    mall.point.store.set_read_only(false).await.expect("writable");
    assert!(matches!(mall.point.service.check_integrity().await.expect("repaired"), Integrity::Repaired(_)));
    assert_eq!(mall.asked("/readyz").await.0, StatusCode::OK);
    assert_eq!(mall.point.store.wrong_sums(mall.point.id()).await.expect("counted"), []);
    assert_eq!(mall.verified().await.findings, []);
}
