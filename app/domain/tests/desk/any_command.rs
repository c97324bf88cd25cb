//! Any command by anybody, from a few small numbers.

use domain::{
    case::{
        AssignReason, Call, CallDirection, CallResult, CallWith, Command, ConsentWay, DeclineReason, FailureReason,
        Outcome, SellerInfo, Stance,
    },
    form::Term,
    ids::{CaseId, PaymentId, StaffId},
    mechanism::{Grounds, Mechanism},
    role::Actor,
};
use uuid::Uuid;

use crate::bench::*;

/// What only staff may read has this in it, and so does whatever must never reach a consumer.
pub(crate) const SECRET: &str = "内部";

pub(crate) fn pick<T: Term>(n: u8) -> T {
    T::ALL[usize::from(n) % T::ALL.len()]
}

fn staff(n: u8) -> StaffId {
    [MAI, LIN, ZHOU][usize::from(n) % 3]
}

pub(crate) fn command(which: u8, n: u8) -> Command {
    let secret = || format!("{SECRET} {n}");
    let words = || format!("公开 {n}");
    match which {
        0 => Command::Accept,
        1 => Command::AskMore { question: words() },
        2 => Command::Supplement { words: words() },
        3 => Command::Reply { words: words() },
        4 => Command::Note { words: secret(), mentions: if n.is_multiple_of(2) { vec![staff(n)] } else { Vec::new() } },
        5 => Command::SendToMerchant { request: secret() },
        6 => Command::RecordConsent { party: pick(n), agrees: !n.is_multiple_of(4), way: ConsentWay::Phone },
        7 => Command::RecordMerchantReply { stance: pick::<Stance>(n), words: secret() },
        8 => {
            Command::StartMediation { consumer_consents: !n.is_multiple_of(3), merchant_consents: !n.is_multiple_of(5) }
        }
        9 => Command::SendToTesting { what: secret() },
        10 => Command::ReportTest { result: words() },
        11 => Command::SignSettlement {
            settlement: settlement("320", if n.is_multiple_of(7) { "2026-01-01" } else { "2027-01-15" }),
        },
        12 => Command::Settle { terms: words(), perform_by: day("2026-12-01"), both_signed: !n.is_multiple_of(4) },
        13 => Command::PayInAdvance {
            amount: yuan("320"),
            payment: Some(PaymentId(Uuid::from_u128(u128::from(n % 4)))),
            merchant: Some(SHOP),
            agreement: agreement(),
        },
        14 => Command::RecordAdvancePaid { payment: PaymentId(Uuid::from_u128(u128::from(n % 4))), receipt: secret() },
        15 => Command::ProvePerformance { words: words(), evidence: vec!["ab".repeat(32)], receipt: "收条 1".into() },
        16 | 17 => Command::Close { outcome: pick::<Outcome>(n), summary: words() },
        18 => Command::FailMediation { reason: pick::<FailureReason>(n), words: words() },
        19 => Command::Transfer { reference: words() },
        20 => Command::Decline { reason: pick::<DeclineReason>(n), words: words() },
        21 => Command::Withdraw { words: words() },
        22 => Command::Object { words: words() },
        23 => Command::ReportUnperformed { words: secret() },
        24 => Command::ConfirmSolved,
        25 => Command::Rate { stars: n % 7, words: words() },
        26 => Command::HandOver { to: staff(n), words: secret() },
        27 => Command::Recuse { staff: n.is_multiple_of(3).then(|| staff(n)), words: secret() },
        28 => Command::Assign {
            to: staff(n),
            seen: n.is_multiple_of(2).then(|| staff(n / 2)),
            why: pick::<AssignReason>(n),
        },
        29 => Command::TakeRoute { grounds: Grounds::SmallClaim { evidence_clear: n.is_multiple_of(2) } },
        30 => Command::OverrideMechanism { which: pick::<Mechanism>(n), takes: n.is_multiple_of(2), reason: secret() },
        31 => Command::Merge { into: CaseId(Uuid::from_u128(u128::from(n))), words: secret() },
        32 => Command::Unmerge { words: secret() },
        33 => Command::RequestSellerInfo { words: words() },
        34 => Command::ReleaseSellerInfo { info: SellerInfo { name: words(), address: words(), contact: words() } },
        35 => Command::SplitReport { report: CaseId(Uuid::from_u128(u128::from(n) + 100)), facts: secret().repeat(3) },
        36 => Command::LogCall {
            call: Call {
                direction: pick::<CallDirection>(n),
                with: pick::<CallWith>(n),
                result: pick::<CallResult>(n),
                follow_up: n.is_multiple_of(2),
                words: secret().into(),
            },
        },
        37 => Command::SetReminder {
            on: day(if n.is_multiple_of(5) { "2026-01-01" } else { "2026-12-01" }),
            words: secret(),
        },
        38 => Command::CompleteReminder { reminder: u64::from(n) },
        _ => Command::RecordReference { reference: words() },
    }
}

/// Mostly whoever may do it, so that cases come far; now and then anybody.
pub(crate) fn actor(who: u8, what: u8) -> Actor {
    match (who, what) {
        (0, _) => CONSUMER,
        (1, _) => RECEPTION,
        (2, _) => MEDIATOR,
        (3, _) => SERVER,
        (4, _) => REGULATOR,
        (5..=7, _) | (_, 9 | 10 | 13 | 14 | 19 | 20 | 28 | 30..=32) => SUPERVISOR,
        (_, 2 | 21 | 22 | 24 | 25 | 33) => CONSUMER,
        (_, 8 | 18) => MEDIATOR,
        _ => RECEPTION,
    }
}
