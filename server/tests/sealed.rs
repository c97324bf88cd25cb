//! What a kiosk seals is taken in like any other complaint; what cannot be opened is kept and never lost.

use std::convert::Infallible;

use domain::case::{Case, Command};
use domain::ids::CaseId;
use domain::role::Role;
use seal::PublicKey;
use server::seal_keys::SealKeys;
use server::service::{Caller, Kinds, PullScope, Service, World};
use server::testing::{TestPoint, claim, file, on_case};
use sync::handoff::{Handoff, Part, join, split};
use sync::protocol::{Op, OpId, Outcome, PROTOCOL, Payload, PushRequest, Receipt, Seq};
use uuid::Uuid;

struct Random;

impl seal::TryRng for Random {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(getrandom::u32().expect("random numbers"))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(getrandom::u64().expect("random numbers"))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        getrandom::fill(bytes).expect("random numbers");
        Ok(())
    }
}

impl seal::TryCryptoRng for Random {}

/// A contact point, the folder of its secrets, and its service with the keys in it.
struct Mall {
    point: TestPoint,
    secrets: tempfile::TempDir,
    service: Service,
}

impl Mall {
    async fn open() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
        let secrets = tempfile::tempdir().expect("a folder");
        let service = point.sealing_to(SealKeys::of(secrets.path()).expect("keys")).await.expect("a service");
        Self { point, secrets, service }
    }

    fn newest(&self) -> PublicKey {
        SealKeys::of(self.secrets.path()).expect("keys").newest().public().clone()
    }

    fn sealed(&self, number: u64) -> Op {
        seal::seal(&file(number, self.point.world.now()), &self.newest(), &mut Random).expect("sealed")
    }

    async fn push(&self, op: Op) -> Receipt {
        push(&self.service, &self.point, op).await
    }
}

async fn push(service: &Service, point: &TestPoint, op: Op) -> Receipt {
    let request = PushRequest { protocol: PROTOCOL, sent_at: point.world.now(), ops: vec![op] };
    service.push(request, Caller::Public).await.expect("stored").receipts.remove(0)
}

fn applied(receipt: &Receipt) -> CaseId {
    match &receipt.outcome {
        Outcome::Applied { id, .. } => CaseId(*id),
        other => panic!("not applied: {other:?}"),
    }
}

async fn cases(service: &Service) -> Vec<Case> {
    let all = service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    all.changes.iter().filter_map(|change| change.body.read::<Case>()).collect()
}

#[tokio::test]
async fn a_sealed_complaint_becomes_a_case_and_its_code_opens_it() {
    let mall = Mall::open().await;
    let op = mall.sealed(1);
    let receipt = mall.push(op.clone()).await;
    applied(&receipt);
    assert_eq!(receipt.hash, op.hash, "the receipt is for what was sent");
    assert_eq!(mall.push(op).await, receipt, "sent again it is the same case");
    assert_eq!(cases(&mall.service).await.len(), 1);
    let own = mall.service.pull(Seq(0), None, &PullScope::Claims(vec![claim(1)], Kinds::All)).await.expect("read");
    assert!(
        own.changes.iter().any(|change| change.key().kind.as_ref() == "case_view"),
        "the code given at the kiosk works"
    );
}

#[tokio::test]
async fn a_phone_that_scanned_the_kiosks_code_delivers_it_and_both_get_the_same_receipt() {
    for phone_first in [true, false] {
        let mall = Mall::open().await;
        let at_kiosk = mall.sealed(1);
        let codes = split(&Handoff { op: at_kiosk.clone(), claim: claim(1) });
        assert_eq!(codes.len(), 1, "an ordinary complaint is one code");
        let parts: Vec<_> = codes.iter().map(|code| Part::read(code).expect("read")).collect();
        let scanned = join(&parts).expect("undamaged").expect("all of it");
        assert_eq!((&scanned.op, scanned.claim), (&at_kiosk, claim(1)));
        let (first, second) = if phone_first { (scanned.op, at_kiosk) } else { (at_kiosk, scanned.op) };
        let receipt = mall.push(first).await;
        applied(&receipt);
        assert_eq!(mall.push(second).await, receipt);
        assert_eq!(cases(&mall.service).await.len(), 1);
    }
}

#[tokio::test]
async fn what_a_visitor_adds_at_the_kiosk_is_sealed_too() {
    let mall = Mall::open().await;
    let case = applied(&mall.push(mall.sealed(1)).await);
    let command = Command::Withdraw { words: "已经换了".to_owned() };
    let op = on_case(OpId(Uuid::from_u128(9)), case, mall.point.world.now(), command).with(claim(1));
    applied(&mall.push(seal::seal(&op, &mall.newest(), &mut Random).expect("sealed")).await);
    let other =
        on_case(OpId(Uuid::from_u128(10)), case, mall.point.world.now(), Command::Withdraw { words: String::new() })
            .with(claim(2));
    let refused = mall.push(seal::seal(&other, &mall.newest(), &mut Random).expect("sealed")).await;
    assert!(!matches!(refused.outcome, Outcome::Applied { .. }), "somebody else's code does not: {refused:?}");
}

#[tokio::test]
async fn a_seal_to_an_old_key_is_opened_after_a_new_one_was_made() {
    let mall = Mall::open().await;
    let waiting = mall.sealed(1);
    SealKeys::rotate(mall.secrets.path()).expect("rotated");
    let fresh = mall.sealed(2);
    assert_ne!(key_of(&waiting), key_of(&fresh));
    applied(&mall.push(fresh).await);
    applied(&mall.push(waiting).await);
}

#[tokio::test]
async fn a_seal_whose_key_is_missing_is_kept_and_decided_once_the_key_is_back() {
    let mall = Mall::open().await;
    let op = mall.sealed(1);
    let without = mall.point.sealing_to(SealKeys::random().expect("keys")).await.expect("a service");
    let kept = push(&without, &mall.point, op.clone()).await;
    assert!(matches!(kept.outcome, Outcome::Unsupported { .. }), "{kept:?}");
    assert!(cases(&without).await.is_empty());
    applied(&push(&mall.service, &mall.point, op).await);
}

#[tokio::test]
async fn a_broken_seal_is_set_aside_and_holds_nothing_up() {
    let mall = Mall::open().await;
    let mut broken = mall.sealed(1);
    if let Payload::Sealed { ciphertext, .. } = &mut broken.payload {
        ciphertext.replace_range(50..54, "AAAA");
    }
    broken.hash = broken.payload.hash();
    let receipt = mall.push(broken).await;
    assert!(matches!(&receipt.outcome, Outcome::Quarantined { code, .. } if code == "seal_broken"), "{receipt:?}");
    let without_code = Op { claim: None, ..file(2, mall.point.world.now()) };
    let receipt = mall.push(seal::seal(&without_code, &mall.newest(), &mut Random).expect("sealed")).await;
    assert!(matches!(receipt.outcome, Outcome::Quarantined { .. }), "nobody answers for it: {receipt:?}");
    applied(&mall.push(mall.sealed(3)).await);
}

fn key_of(op: &Op) -> String {
    match &op.payload {
        Payload::Sealed { key_id, .. } => key_id.clone(),
        Payload::Plain(_) => panic!("not sealed"),
    }
}
