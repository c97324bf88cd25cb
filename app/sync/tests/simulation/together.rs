//! What staff do with a case beside its next step: who has it, which cases belong together, and how it ends otherwise.

use domain::{
    case::{AssignReason, Case, Command, FailureReason, Outcome, Settlement, Signature, SignedWay, State},
    form::Demand,
    ids::{CaseId, StaffId},
    mechanism::Grounds,
    moment::Moment,
};

use crate::{person::PAYMENT, rng::Rng};

/// What a tablet shows while somebody decides.
pub(crate) struct Seen<'a> {
    pub(crate) me: StaffId,
    pub(crate) case: &'a Case,
    pub(crate) cases: &'a [&'a Case],
    pub(crate) colleagues: &'a [StaffId],
    pub(crate) now: Moment,
    pub(crate) true_millis: i64,
}

/// Two cases at once, or who has one: mostly what the page would offer, sometimes what no longer fits.
pub(crate) fn ownership(rng: &mut Rng, seen: &Seen<'_>, words: String) -> Command {
    let Seen { case, me, .. } = *seen;
    let colleague = rng.pick(seen.colleagues).unwrap_or(me);
    let open = |other: &&&Case| {
        let fits = other.complaint.kind == case.complaint.kind && other.merged_into.is_none();
        other.id != case.id && fits && !other.state.is_final()
    };
    let others: Vec<CaseId> = seen.cases.iter().filter(open).map(|other| other.id).collect();
    match rng.index(10) {
        0..=3 if case.merged_into.is_some() => Command::Unmerge { words },
        0..=3 => match rng.pick(&others) {
            Some(into) => Command::Merge { into, words },
            None => Command::Note { words, mentions: Vec::new() },
        },
        4 => Command::SplitReport { report: CaseId(rng.uuid(seen.true_millis)), facts: words },
        5 => Command::Recuse { staff: rng.percent(30).then_some(colleague), words },
        6 | 7 => Command::HandOver { to: colleague, words },
        _ => Command::Assign { to: colleague, seen: case.assignee, why: AssignReason::Workload },
    }
}

/// Mediation, a settlement and what becomes of it, a test, the regulator. Words that are kept in two places would count
/// twice, so those commands have none of their own.
pub(crate) fn endings(rng: &mut Rng, seen: &Seen<'_>, words: String) -> Command {
    let today = seen.now.day();
    match (seen.case.state, rng.index(8)) {
        (State::Testing, 0..=5) => Command::ReportTest { result: words },
        (State::AwaitingPerformance, 0 | 1) => Command::ReportUnperformed { words },
        (State::AwaitingPerformance, 2..=4) => {
            Command::ProvePerformance { words: "已退款".into(), evidence: Vec::new(), receipt: "收条".into() }
        }
        (State::AwaitingPerformance, _) => Command::Close { outcome: Outcome::Performed, summary: words },
        (State::MediationFailed, 0..=5) | (_, 5) => Command::Transfer { reference: String::new() },
        (_, 0) => Command::StartMediation { consumer_consents: true, merchant_consents: rng.percent(80) },
        (_, 1) => Command::FailMediation { reason: FailureReason::MerchantRefuses, words },
        (_, 2) => Command::Settle { terms: words, perform_by: today.plus_days(3), both_signed: true },
        (_, 3) => {
            let signed = |name: &str| Signature { name: name.into(), way: SignedWay::OnPaper, evidence: None };
            Command::SignSettlement {
                settlement: Box::new(Settlement {
                    performs: vec![Demand::Refund],
                    terms: "商家退款".into(),
                    amount: Some(PAYMENT),
                    perform_by: today.plus_days(3),
                    consumer: signed("王女士"),
                    merchant: signed("佳电电器"),
                }),
            }
        }
        (_, 4) => Command::SendToTesting { what: words },
        (_, 6) => Command::TakeRoute { grounds: Grounds::SmallClaim { evidence_clear: true } },
        _ => Command::ReportTest { result: words },
    }
}
