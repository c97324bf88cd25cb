//! The deposit pool.

use domain::{
    case::{Command, Outcome, Rejection, Stance},
    fund::{Account, Ledger, Movement, Refusal, Unbalanced},
    ids::{CaseId, MerchantId, PaymentId},
    moment::Moment,
    money::Yuan,
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::bench::*;

const CASE: CaseId = CaseId(Uuid::from_u128(42));

fn deposit(amount: &str, receipt: &str) -> Movement {
    Movement::TakeDeposit { merchant: SHOP, amount: yuan(amount), receipt: receipt.into() }
}

fn approve(case: CaseId, payment: PaymentId, amount: &str) -> Movement {
    Movement::Approve { case, payment, merchant: SHOP, amount: yuan(amount) }
}

fn recover(amount: &str, receipt: &str) -> Movement {
    Movement::Recover { case: CASE, payment: PAYMENT, amount: yuan(amount), receipt: receipt.into() }
}

fn hand_over() -> Movement {
    Movement::HandOver { case: CASE, payment: PAYMENT }
}

fn post(ledger: Ledger, movement: &Movement) -> Result<Ledger, Refusal> {
    let transaction = ledger.post(movement, Moment::from_millis(0), SUPERVISOR)?;
    Ok(ledger.take(transaction))
}

fn posted(movements: &[Movement]) -> Ledger {
    movements.iter().fold(Ledger::default(), |ledger, movement| post(ledger, movement).expect("posted"))
}

#[test]
fn a_payment_is_approved_handed_over_and_made_good() {
    let ledger = posted(&[deposit("1000", "收 1"), approve(CASE, PAYMENT, "320")]);
    assert_eq!(ledger.balance(Account::Bank), yuan("1000"), "approved is not yet paid");
    assert_eq!(ledger.available(SHOP), yuan("680"));
    let ledger = post(ledger, &hand_over()).expect("paid");
    assert_eq!(ledger.balance(Account::Bank), yuan("680"));
    assert_eq!(ledger.balance(Account::Payouts(SHOP)), Yuan::ZERO);
    assert_eq!(ledger.owed(CASE, PAYMENT), Some(yuan("320")));
    let ledger = post(ledger, &recover("120", "追 1")).expect("made good in part");
    assert_eq!(post(ledger.clone(), &recover("200.01", "追 2")), Err(Refusal::MoreThanOwed { owed: yuan("200") }));
    let set_off = Movement::SetOff { case: CASE, payment: PAYMENT, amount: yuan("200"), receipt: "决 1".into() };
    let ledger = post(ledger, &set_off).expect("the rest is set off");
    assert_eq!(ledger.owed(CASE, PAYMENT), Some(Yuan::ZERO));
    assert_eq!((ledger.available(SHOP), ledger.balance(Account::Bank)), (yuan("800"), yuan("800")));
    ledger.reconcile().expect("reconciles");
}

#[test]
fn nothing_is_paid_twice_whatever_it_is_called() {
    let ledger = posted(&[deposit("1000", "收 1"), approve(CASE, PAYMENT, "320"), hand_over()]);
    assert_eq!(post(ledger.clone(), &hand_over()), Err(Refusal::PostedAlready));
    assert_eq!(post(ledger.clone(), &approve(CASE, PAYMENT, "320")), Err(Refusal::PostedAlready));
    let other = PaymentId(Uuid::from_u128(81));
    assert_eq!(post(ledger.clone(), &approve(CASE, other, "1")), Err(Refusal::PaidAlready));
    assert_eq!(post(ledger, &Movement::TakeBack { case: CASE, payment: PAYMENT }), Err(Refusal::PaymentOver));
}

#[test]
fn an_approval_that_is_taken_back_frees_the_deposit_and_the_case() {
    let back = Movement::TakeBack { case: CASE, payment: PAYMENT };
    let ledger = posted(&[deposit("320", "收 1"), approve(CASE, PAYMENT, "320"), back]);
    assert_eq!(ledger.available(SHOP), yuan("320"));
    assert_eq!(post(ledger.clone(), &hand_over()), Err(Refusal::PaymentOver));
    let other = PaymentId(Uuid::from_u128(81));
    post(ledger, &approve(CASE, other, "320")).expect("free again");
}

#[test]
fn a_deposit_that_is_too_small_is_refused_to_the_fen_with_a_reason() {
    let ledger = posted(&[deposit("320", "收 1")]);
    let why = post(ledger.clone(), &approve(CASE, PAYMENT, "320.01")).expect_err("too much");
    assert_eq!(why, Refusal::Insufficient { needed: yuan("320.01"), available: yuan("320") });
    assert_eq!(why.sentence().zh, "保证金不足：需要 320.01 元，可用 320.00 元。请先让商家补缴。");
    let rejection = Rejection::from(why);
    assert_eq!(rejection.sentence(), why.sentence());
    post(ledger, &approve(CASE, PAYMENT, "320")).expect("to the fen");
}

#[test]
fn only_a_supervisor_moves_money_and_only_amounts_with_receipts_move() {
    let ledger = Ledger::default();
    let now = Moment::from_millis(0);
    for by in [CONSUMER, SERVER, RECEPTION, MEDIATOR, REGULATOR] {
        assert_eq!(ledger.post(&deposit("1", "收 1"), now, by), Err(Refusal::SupervisorOnly));
    }
    assert_eq!(post(ledger.clone(), &deposit("0", "收 1")), Err(Refusal::BadAmount));
    assert_eq!(post(ledger.clone(), &deposit("1", " ")), Err(Refusal::ReceiptMissing));
    assert_eq!(post(ledger.clone(), &hand_over()), Err(Refusal::NoSuchPayment));
    let approved = posted(&[deposit("10", "收 1"), approve(CASE, PAYMENT, "5")]);
    assert_eq!(post(approved, &recover("5", "追 1")), Err(Refusal::NotHandedOver));
}

#[test]
fn a_deposit_that_secures_a_claim_does_not_go_back() {
    let ledger = posted(&[deposit("500", "收 1"), approve(CASE, PAYMENT, "320"), hand_over()]);
    let back = |amount: &str| Movement::ReturnDeposit { merchant: SHOP, amount: yuan(amount), receipt: "退 1".into() };
    assert!(matches!(post(ledger.clone(), &back("181")), Err(Refusal::Insufficient { .. })));
    post(ledger, &back("180")).expect("what is free");
}

#[test]
fn a_ledger_that_was_tampered_with_does_not_reconcile() {
    let good = posted(&[deposit("1000", "收 1"), approve(CASE, PAYMENT, "320"), hand_over()]);
    let mut changed = good.clone();
    changed.transactions[1].postings[0].amount = yuan("32");
    assert!(matches!(changed.reconcile(), Err(Unbalanced::Transaction(_))));
    let mut doubled = good.clone();
    doubled.transactions.push(good.transactions[2].clone());
    assert!(matches!(doubled.reconcile(), Err(Unbalanced::Twice(_))));
    let mut missing = good.clone();
    missing.transactions.remove(0);
    assert!(matches!(missing.reconcile(), Err(Unbalanced::Uncovered(_, Refusal::Insufficient { .. }))));
    let stored = serde_json::to_string(&good).expect("serialises");
    assert_eq!(serde_json::from_str::<Ledger>(&stored).expect("reads"), good);
}

fn pay(amount: &str, payment: PaymentId) -> Command {
    Command::PayInAdvance { amount: yuan(amount), payment: Some(payment), merchant: Some(SHOP), agreement: agreement() }
}

fn refused_by_merchant() -> Desk {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    desk.does(RECEPTION, Command::RecordMerchantReply { stance: Stance::Refuses, words: "不退".into() });
    desk
}

#[test]
fn the_case_and_the_pool_move_together_or_not_at_all() {
    let mut desk = refused_by_merchant();
    desk.deposits("300");
    let pool = desk.ledger.clone();
    let why = desk.refused(SUPERVISOR, &pay("320", PAYMENT));
    assert_eq!((why.code(), &desk.ledger), ("fund", &pool));
    desk.ledger = post(pool, &deposit("20", "收 2")).expect("topped up");
    desk.does(SUPERVISOR, pay("320", PAYMENT));
    desk.does(SUPERVISOR, Command::RecordAdvancePaid { payment: PAYMENT, receipt: "转账 1".into() });
    let pool = &desk.ledger;
    assert_eq!((pool.balance(Account::Bank), pool.owed(desk.id, PAYMENT)), (Yuan::ZERO, Some(yuan("320"))));
    pool.reconcile().expect("reconciles");
}

#[test]
fn a_consumer_who_gives_up_frees_what_was_approved() {
    let mut desk = refused_by_merchant();
    desk.deposits("320");
    desk.does(SUPERVISOR, pay("320", PAYMENT));
    assert_eq!(desk.ledger.available(SHOP), Yuan::ZERO);
    desk.does(RECEPTION, Command::Close { outcome: Outcome::ConsumerGaveUp, summary: "消费者不要了".into() });
    assert_eq!(desk.ledger.available(SHOP), yuan("320"));
    // They change their mind within the seven days.
    desk.does(CONSUMER, Command::Object { words: "还是要".into() }).with_merchant();
    let again = PaymentId(Uuid::from_u128(81));
    let why = desk.refused(SUPERVISOR, &pay("320", again));
    assert_eq!(why.code(), "route_not_open", "no answer in this round yet");
    desk.does(RECEPTION, Command::RecordMerchantReply { stance: Stance::Refuses, words: "还是不退".into() });
    desk.does(SUPERVISOR, pay("320", again));
    desk.replays();
}

fn any_movement() -> impl Strategy<Value = Movement> {
    let names = (0..2_u128, 0..3_u128, 0..2_u128);
    (0..7_u8, names, -5..60_000_i64, 0..4_u8).prop_map(|(which, (merchant, case, payment), fen, number)| {
        let merchant = MerchantId(Uuid::from_u128(merchant));
        let (case, payment) = (CaseId(Uuid::from_u128(case)), PaymentId(Uuid::from_u128(payment)));
        let (amount, receipt) = (Yuan::from_fen(fen), number.to_string());
        match which {
            0 => Movement::TakeDeposit { merchant, amount, receipt },
            1 => Movement::ReturnDeposit { merchant, amount, receipt },
            2 => Movement::Approve { case, payment, merchant, amount },
            3 => Movement::HandOver { case, payment },
            4 => Movement::TakeBack { case, payment },
            5 => Movement::Recover { case, payment, amount, receipt },
            _ => Movement::SetOff { case, payment, amount, receipt },
        }
    })
}

proptest! {
    #[test]
    fn whatever_is_posted_the_money_balances(movements in prop::collection::vec(any_movement(), 0..60)) {
        let mut ledger = Ledger::default();
        for movement in &movements {
            if let Ok(transaction) = ledger.post(movement, Moment::from_millis(0), SUPERVISOR) {
                prop_assert_eq!(transaction.postings.iter().map(|p| p.amount.fen()).sum::<i64>(), 0);
                ledger = ledger.take(transaction);
            }
        }
        let mut sum = ledger.balance(Account::Bank).fen();
        prop_assert!(sum >= 0, "there is no money that is not there");
        for merchant in (0..2).map(|n| MerchantId(Uuid::from_u128(n))) {
            let deposit = ledger.balance(Account::Deposit(merchant)).fen();
            let payouts = ledger.balance(Account::Payouts(merchant)).fen();
            let receivable = ledger.balance(Account::Receivable(merchant)).fen();
            prop_assert!(deposit <= 0 && payouts <= 0 && receivable >= 0);
            prop_assert!(ledger.available(merchant) >= Yuan::ZERO, "no claim without security");
            sum += deposit + payouts + receivable;
        }
        prop_assert_eq!(sum, 0, "the books balance");
        prop_assert!(ledger.reconcile().is_ok());
        for case in 0..3_u128 {
            let paid = |t: &&domain::fund::Transaction| matches!(t.movement, Movement::HandOver { case: c, .. } if c.0.as_u128() == case);
            prop_assert!(ledger.transactions.iter().filter(paid).count() <= 1, "a case is paid once");
        }
    }
}
