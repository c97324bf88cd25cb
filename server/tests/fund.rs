//! The deposit pool: the mall pays first (先行赔付), out of what merchants left as security, and never twice.

use domain::case::{Case, Command, Outcome as Ending, Rejection, Signature, SignedWay, Stance, State};
use domain::fund::MerchantAccount;
use domain::fund::{Account, Movement, Refusal};
use domain::ids::{CaseId, MerchantId, PaymentId, StaffId};
use domain::money::Yuan;
use domain::role::Role;
use domain::staff::StaffMember;
use server::service::{Caller, FundError, PullScope, World};
use server::testing::{TestPoint, file, on_case};
use sync::protocol::{Body, Code, Op, OpId, Outcome, PROTOCOL, PushRequest, ScopeChecksum, Seq};
use uuid::Uuid;

const JIADIAN: MerchantId = MerchantId(Uuid::from_u128(7));

struct Mall {
    point: TestPoint,
    boss: StaffMember,
    ops: u128,
}

impl Mall {
    /// A supervisor, and a merchant without a deposit.
    async fn open() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let boss = member(&point, "主管 01", Role::Supervisor).await;
        point.service.open_account(&boss, JIADIAN, "佳电电器").await.expect("an account");
        Self { point, boss, ops: 5_000 }
    }

    async fn with_deposit(yuan: i64) -> Self {
        let mall = Self::open().await;
        mall.moves(deposit(yuan, "S-001")).await.expect("posted");
        mall
    }

    async fn moves(&self, movement: Movement) -> Result<(), FundError> {
        self.point.service.move_money(&self.boss, movement).await.map(|_| ())
    }

    fn op(&mut self, case: CaseId, command: Command) -> Op {
        self.ops += 1;
        on_case(OpId(Uuid::from_u128(self.ops)), case, self.point.world.now(), command).by_staff()
    }

    async fn push(&self, ops: Vec<Op>) -> Vec<Outcome> {
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.point.world.now(), ops };
        let caller = Caller::Staff { id: self.boss.id, role: self.boss.role };
        let answer = self.point.service.push(request, caller).await.expect("stored");
        answer.receipts.into_iter().map(|receipt| receipt.outcome).collect()
    }

    async fn does(&mut self, case: CaseId, command: Command) -> Outcome {
        let op = self.op(case, command);
        self.push(vec![op]).await.remove(0)
    }

    /// A complaint whose merchant refuses.
    async fn refused_by_merchant(&mut self, number: u64) -> CaseId {
        let request = PushRequest {
            protocol: PROTOCOL,
            sent_at: self.point.world.now(),
            ops: vec![file(number, self.point.world.now())],
        };
        let receipts = self.point.service.push(request, Caller::Public).await.expect("stored").receipts;
        let Outcome::Applied { id, .. } = receipts[0].outcome else { panic!("not filed: {receipts:?}") };
        let case = CaseId(id);
        for command in [
            Command::Accept,
            Command::SendToMerchant { request: "请退款".to_owned() },
            Command::RecordMerchantReply { stance: Stance::Refuses, words: "不退".to_owned() },
        ] {
            let outcome = self.does(case, command).await;
            assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
        }
        case
    }

    async fn pulled(&self) -> Vec<Body> {
        let answer = self.point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
        let mut sum = ScopeChecksum::default();
        for change in &answer.changes {
            sum.toggle(change.body.kind(), &change.id, change.rev);
        }
        assert_eq!(answer.checksum, Some(sum.as_sent()), "what a tablet holds is what the server has");
        answer.changes.into_iter().map(|change| change.body).collect()
    }

    async fn case(&self, id: CaseId) -> Case {
        let cases = self.pulled().await.into_iter().filter_map(|body| body.read::<Case>());
        cases.into_iter().find(|case| case.id == id).expect("the case")
    }

    async fn account(&self) -> MerchantAccount {
        let accounts = self.pulled().await.into_iter().filter_map(|body| body.read::<MerchantAccount>());
        accounts.into_iter().find(|account| account.id == JIADIAN).expect("the merchant")
    }

    /// The ledger, which must hold by its entries alone and agree with what tablets are told.
    async fn bank(&self) -> Yuan {
        let read = self.point.service.fund(&self.boss).await.expect("read");
        assert_eq!(read.ledger.reconcile(), Ok(()));
        let account = self.account().await;
        assert_eq!(read.ledger.available(JIADIAN), account.available());
        read.ledger.balance(Account::Bank)
    }
}

async fn member(point: &TestPoint, name: &str, role: Role) -> StaffMember {
    let id: StaffId = point.add_staff(name, role, true).await.expect("staff");
    StaffMember { id, name: name.to_owned(), role, on_duty: true, active: true, absent: false }
}

const fn yuan(yuan: i64) -> Yuan {
    Yuan::from_fen(yuan * 100)
}

fn deposit(amount: i64, receipt: &str) -> Movement {
    Movement::TakeDeposit { merchant: JIADIAN, amount: yuan(amount), receipt: receipt.to_owned() }
}

fn pay(amount: i64, payment: u128) -> Command {
    Command::PayInAdvance {
        amount: yuan(amount),
        payment: Some(PaymentId(Uuid::from_u128(payment))),
        merchant: Some(JIADIAN),
        agreement: Some(Signature { name: "王女士".to_owned(), way: SignedWay::OnPaper, evidence: None }),
    }
}

fn handed_over(payment: u128) -> Command {
    Command::RecordAdvancePaid { payment: PaymentId(Uuid::from_u128(payment)), receipt: "转账 20261124-1".to_owned() }
}

fn refusal(outcome: &Outcome) -> Refusal {
    match outcome.case_rejection() {
        Some(Rejection::Fund { refusal }) => refusal,
        other => panic!("the fund did not refuse: {other:?}"),
    }
}

#[tokio::test]
async fn the_mall_pays_first_and_the_merchant_makes_it_good() {
    let mut mall = Mall::with_deposit(1_000).await;
    let case = mall.refused_by_merchant(1).await;
    let payment = PaymentId(Uuid::from_u128(1));
    assert!(matches!(mall.does(case, pay(320, 1)).await, Outcome::Applied { .. }));
    assert_eq!(mall.case(case).await.state, State::AdvancePayment);
    assert_eq!(mall.account().await.available(), yuan(680), "what is promised is not there for another");
    assert_eq!(mall.bank().await, yuan(1_000), "and is still in the bank");

    assert!(matches!(mall.does(case, handed_over(1)).await, Outcome::Applied { .. }));
    assert_eq!(mall.bank().await, yuan(680));
    let close = Command::Close { outcome: Ending::AdvancePaid, summary: "商场已先赔付 320 元".to_owned() };
    assert!(matches!(mall.does(case, close).await, Outcome::Applied { .. }));
    assert_eq!(mall.account().await.owed, yuan(320));

    let part =
        |amount, receipt: &str| Movement::Recover { case, payment, amount: yuan(amount), receipt: receipt.into() };
    mall.moves(part(120, "R-1")).await.expect("posted");
    let too_much = mall.moves(part(201, "R-2")).await;
    assert!(matches!(too_much, Err(FundError::Refused(Refusal::MoreThanOwed { owed })) if owed == yuan(200)));
    let set_off = Movement::SetOff { case, payment, amount: yuan(200), receipt: "决定 1".to_owned() };
    mall.moves(set_off).await.expect("posted");
    assert_eq!((mall.account().await.deposit, mall.account().await.owed), (yuan(800), yuan(0)));
    assert_eq!(mall.bank().await, yuan(800));
}

#[tokio::test]
async fn approved_on_two_tablets_at_once_it_is_paid_once() {
    let mut mall = Mall::with_deposit(1_000).await;
    let case = mall.refused_by_merchant(1).await;
    let (one, other) = (mall.op(case, pay(320, 1)), mall.op(case, pay(320, 2)));
    let (one, other) = tokio::join!(mall.push(vec![one]), mall.push(vec![other]));
    let applied = [&one[0], &other[0]].iter().filter(|outcome| matches!(outcome, Outcome::Applied { .. })).count();
    assert_eq!(applied, 1, "{one:?} {other:?}");
    assert_eq!(mall.account().await.owed, yuan(320));
    assert_eq!(mall.case(case).await.payments.len(), 1);
    mall.bank().await;
}

#[tokio::test]
async fn a_deposit_that_secures_one_payment_does_not_secure_two() {
    let mut mall = Mall::with_deposit(500).await;
    let (first, second) = (mall.refused_by_merchant(1).await, mall.refused_by_merchant(2).await);
    // In one request, so in one transaction: the second sees what the first took.
    let ops = vec![mall.op(first, pay(320, 1)), mall.op(second, pay(320, 2))];
    let outcomes = mall.push(ops).await;
    assert!(matches!(outcomes[0], Outcome::Applied { .. }));
    assert_eq!(refusal(&outcomes[1]), Refusal::Insufficient { needed: yuan(320), available: yuan(180) });
    assert_eq!(mall.case(second).await.state, State::WithMerchant, "nothing happened to the second case");
    mall.moves(deposit(200, "S-002")).await.expect("posted");
    assert!(matches!(mall.does(second, pay(320, 2)).await, Outcome::Applied { .. }), "now it is secured");
    mall.bank().await;
}

#[tokio::test]
async fn a_merchant_that_left_no_deposit_secures_nothing() {
    let mut mall = Mall::open().await;
    let case = mall.refused_by_merchant(1).await;
    let outcome = mall.does(case, pay(320, 1)).await;
    assert_eq!(refusal(&outcome), Refusal::Insufficient { needed: yuan(320), available: yuan(0) });
}

#[tokio::test]
async fn an_approval_that_is_not_carried_out_is_taken_back_when_the_case_ends_otherwise() {
    let mut mall = Mall::with_deposit(1_000).await;
    let case = mall.refused_by_merchant(1).await;
    assert!(matches!(mall.does(case, pay(320, 1)).await, Outcome::Applied { .. }));
    let close = Command::Close { outcome: Ending::ConsumerGaveUp, summary: "消费者不要了".to_owned() };
    assert!(matches!(mall.does(case, close).await, Outcome::Applied { .. }));
    assert_eq!(mall.account().await.available(), yuan(1_000));
    assert_eq!(mall.bank().await, yuan(1_000));
}

#[tokio::test]
async fn the_same_receipt_is_posted_once_and_never_for_another_amount() {
    let mall = Mall::with_deposit(1_000).await;
    mall.moves(deposit(1_000, " S-001 ")).await.expect("the answer was lost, so it is asked for again");
    assert_eq!(mall.bank().await, yuan(1_000));
    let other = mall.moves(deposit(2_000, "S-001")).await;
    assert!(matches!(other, Err(FundError::Refused(Refusal::PostedAlready))), "{other:?}");
}

#[tokio::test]
async fn what_secures_a_payment_does_not_go_back_to_the_merchant() {
    let mut mall = Mall::with_deposit(500).await;
    let case = mall.refused_by_merchant(1).await;
    assert!(matches!(mall.does(case, pay(320, 1)).await, Outcome::Applied { .. }));
    let back = |amount| Movement::ReturnDeposit { merchant: JIADIAN, amount: yuan(amount), receipt: "T-1".to_owned() };
    let refused = mall.moves(back(200)).await;
    assert!(matches!(refused, Err(FundError::Refused(Refusal::Insufficient { .. }))), "{refused:?}");
    mall.moves(back(180)).await.expect("this much is free");
    mall.bank().await;
}

#[tokio::test]
async fn who_does_not_supervise_neither_moves_money_nor_reads_the_ledger() {
    let mall = Mall::with_deposit(500).await;
    let mai = member(&mall.point, "接待员 01", Role::Receptionist).await;
    let regulator = member(&mall.point, "市场监管所", Role::Regulator).await;
    let forbidden = |error| matches!(error, FundError::Unfit(Code::Forbidden));
    assert!(mall.point.service.fund(&mai).await.is_err_and(forbidden));
    assert!(mall.point.service.move_money(&mai, deposit(1, "X")).await.is_err_and(forbidden));
    assert!(
        mall.point.service.open_account(&regulator, MerchantId(Uuid::from_u128(8)), "乙").await.is_err_and(forbidden)
    );
    assert!(mall.point.service.fund(&regulator).await.is_ok(), "the regulator reads");
}

#[tokio::test]
async fn an_account_is_opened_once_and_under_a_name_of_its_own() {
    let mall = Mall::open().await;
    let open = async |id: u128, name: &str| {
        mall.point.service.open_account(&mall.boss, MerchantId(Uuid::from_u128(id)), name).await
    };
    assert!(open(7, " 佳电电器 ").await.is_ok(), "the same once more");
    assert!(matches!(open(8, "佳电电器").await, Err(FundError::Unfit(Code::MerchantNameTaken))));
    assert!(matches!(open(8, "  ").await, Err(FundError::Unfit(Code::MerchantNameInvalid))));
    assert!(matches!(open(8, &"电".repeat(500)).await, Err(FundError::Unfit(Code::MerchantNameInvalid))));
    let unknown =
        Movement::TakeDeposit { merchant: MerchantId(Uuid::from_u128(9)), amount: yuan(1), receipt: "1".into() };
    assert!(matches!(mall.moves(unknown).await, Err(FundError::Unfit(Code::NoSuchMerchant))));
    assert!(matches!(mall.moves(deposit(1, &"9".repeat(500))).await, Err(FundError::Unfit(Code::ReceiptTooLong))));
    let approve = Movement::Approve {
        case: CaseId(Uuid::from_u128(1)),
        payment: PaymentId(Uuid::from_u128(1)),
        merchant: JIADIAN,
        amount: yuan(1),
    };
    assert!(matches!(mall.moves(approve).await, Err(FundError::Unfit(Code::Malformed))), "a case's own movement");
}

#[tokio::test]
async fn a_restored_backup_has_its_ledger_back() {
    let mut mall = Mall::with_deposit(1_000).await;
    let backup = mall.point.store.dump_point(mall.point.id()).await.expect("copied");
    let case = mall.refused_by_merchant(1).await;
    assert!(matches!(mall.does(case, pay(320, 1)).await, Outcome::Applied { .. }));
    mall.point.store.restore_point(&backup, None).await.expect("restored");
    assert_eq!(mall.account().await.available(), yuan(1_000));
    assert_eq!(mall.bank().await, yuan(1_000));
}
