//! What people do: consumers file and answer, staff work on what they see.

use domain::{
    case::{Case, Command, Outcome, Signature, SignedWay, Stance, State},
    claim_code::ClaimCode,
    form::Draft,
    ids::{CaseId, DeviceId, MerchantId, PaymentId, StaffId},
    moment::Moment,
    money::Yuan,
    role::Role,
    staff::StaffMember,
};
use sync::kinds::case::CasePayload;
use sync::{
    engine::{Engine, Lane},
    protocol::{Op, OpId},
};
use uuid::Uuid;

use crate::{
    rng::Rng,
    together::{Seen, endings, ownership},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Person {
    /// On their own telephone.
    Consumer,
    /// At the kiosk, which forgets as soon as it has the receipt.
    Passer,
    Staff(StaffId, Role),
}

impl Person {
    pub(crate) fn lane(self) -> Lane {
        match self {
            Self::Consumer | Self::Passer => Lane::Consumer,
            Self::Staff(id, _) => Lane::Staff { id },
        }
    }

    pub(crate) fn staff(self) -> Option<StaffId> {
        match self {
            Self::Staff(id, _) => Some(id),
            Self::Consumer | Self::Passer => None,
        }
    }
}

/// Words that no other operation has, by which its effect is counted.
pub(crate) fn words(op: OpId) -> String {
    format!("这是第 {op} 条")
}

/// Whose deposit pays.
pub(crate) const MERCHANT: MerchantId = MerchantId(Uuid::from_u128(7));
/// What one advance payment is.
pub(crate) const PAYMENT: Yuan = Yuan::from_fen(32_000);

fn form(op: OpId, kind: &str) -> Draft {
    let pairs = [
        ("kind", kind),
        ("demands", "refund"),
        ("demand_amount", "320"),
        ("mediation_consent", "yes"),
        ("goods", "电饭煲"),
        ("goods_kind", "appliance"),
        ("category", "quality"),
        ("name", "王女士"),
        ("phone", "13900001234"),
        ("privacy_consent", "yes"),
    ];
    let facts = words(op);
    Draft::from_pairs(pairs.into_iter().chain([("facts", facts.as_str())]))
}

/// The next act, and the claim code of a new case.
pub(crate) fn act(
    rng: &mut Rng,
    person: Person,
    engine: &Engine,
    now: Moment,
    true_millis: i64,
) -> Option<(Op, Option<ClaimCode>)> {
    let id = OpId(rng.uuid(true_millis));
    let device = DeviceId(rng.uuid(0));
    let on_case = |claim, body: &CasePayload| Op::on_case(id, device, now, claim, body);
    if let Person::Staff(me, _) = person {
        let (mut cases, mut colleagues) = (Vec::<Case>::new(), Vec::new());
        for change in engine.replica().iter() {
            cases.extend(change.body.read::<Case>());
            colleagues.extend(change.body.read::<StaffMember>().map(|member| member.id));
        }
        let cases: Vec<&Case> = cases.iter().collect();
        let case = rng.pick(&cases)?;
        let seen = Seen { me, case, cases: &cases, colleagues: &colleagues, now, true_millis };
        let command = match rng.index(10) {
            0..=2 => ownership(rng, &seen, words(id)),
            3 | 4 => endings(rng, &seen, words(id)),
            _ => of_staff(rng, case, id, true_millis),
        };
        return Some((on_case(None, &CasePayload { case: case.id, base: Some(case.rev), command }), None));
    }
    let mine: Vec<(CaseId, ClaimCode)> = engine
        .rows()
        .filter(|row| row.op.kind == "case.file")
        .filter_map(|row| Some((row.op.case_payload()?.case, row.op.claim.clone()?)))
        .collect();
    match rng.pick(&mine) {
        Some((case, claim)) if rng.percent(65) => {
            let words = words(id);
            let command = match rng.index(6) {
                0 => Command::Withdraw { words },
                1 => Command::Object { words },
                _ => Command::Supplement { words },
            };
            Some((on_case(Some(claim), &CasePayload { case, base: None, command }), None))
        }
        _ => {
            let claim = rng.claim();
            let kind = if rng.percent(50) { "inquiry" } else { "complaint" };
            let command = Command::File { form: form(id, kind), privacy_notice: 1 };
            let body = CasePayload { case: CaseId(rng.uuid(true_millis)), base: None, command };
            Some((on_case(Some(claim.clone()), &body), Some(claim)))
        }
    }
}

/// What staff do to a case as they see it: mostly the next step, sometimes what does not fit at all.
fn of_staff(rng: &mut Rng, case: &Case, id: OpId, true_millis: i64) -> Command {
    let words = words(id);
    let paying = case.payments.last().filter(|payment| payment.paid_at.is_none());
    let sensible = rng.percent(60);
    match (case.state, rng.index(10)) {
        (State::Received | State::Reopened, _) if sensible => Command::Accept,
        (State::Accepted, _) if sensible => Command::SendToMerchant { request: words },
        (State::WithMerchant, _) if sensible && case.merchant_stance.is_none() => {
            Command::RecordMerchantReply { stance: Stance::Refuses, words }
        }
        (State::WithMerchant | State::AdvancePayment, 0..=7) if sensible => match paying {
            Some(payment) => Command::RecordAdvancePaid { payment: payment.id, receipt: words },
            None => Command::PayInAdvance {
                amount: PAYMENT,
                payment: Some(PaymentId(rng.uuid(true_millis))),
                merchant: Some(MERCHANT),
                agreement: Some(Signature { name: words, way: SignedWay::OnPaper, evidence: None }),
            },
        },
        (_, 0 | 1) => Command::Accept,
        (_, 2) => Command::AskMore { question: words },
        (_, 3) => Command::Reply { words },
        (_, 4) => Command::Note { words, mentions: Vec::new() },
        (_, 5) => Command::SendToMerchant { request: words },
        (_, 6) => Command::Close { outcome: Outcome::ConsumerGaveUp, summary: words },
        (_, 7) => Command::Close { outcome: Outcome::AdvancePaid, summary: words },
        _ => Command::Close { outcome: Outcome::Answered, summary: words },
    }
}
