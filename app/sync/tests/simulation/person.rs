//! What people do: consumers file and answer, staff work on what they see.

use domain::{
    case::{Command, Outcome},
    claim_code::ClaimCode,
    form::Draft,
    ids::{CaseId, DeviceId, StaffId},
    moment::Moment,
    role::Role,
};
use sync::{
    engine::{Engine, Lane},
    protocol::{Body, CasePayload, Op, OpId},
};

use crate::rng::Rng;

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

fn form(op: OpId) -> Draft {
    let pairs = [
        ("kind", "inquiry"),
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
    if let Person::Staff(..) = person {
        let seen: Vec<_> = engine
            .replica()
            .iter()
            .filter_map(|c| if let Body::Case(case) = &c.body { Some((case.id, case.rev)) } else { None })
            .collect();
        let (case, rev) = rng.pick(&seen)?;
        let words = words(id);
        let command = match rng.index(9) {
            0..=2 => Command::Accept,
            3 => Command::AskMore { question: words },
            4 => Command::Reply { words },
            5 => Command::Note { words },
            6 => Command::SendToMerchant { request: words },
            _ => Command::Close { outcome: Outcome::Answered, summary: words },
        };
        return Some((on_case(None, &CasePayload { case, base: Some(rev), command }), None));
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
            let command = Command::File { form: form(id), privacy_notice: 1 };
            let body = CasePayload { case: CaseId(rng.uuid(true_millis)), base: None, command };
            Some((on_case(Some(claim.clone()), &body), Some(claim)))
        }
    }
}
