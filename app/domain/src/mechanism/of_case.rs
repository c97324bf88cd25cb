//! The mechanisms of one case: rules, what staff established, and a supervisor's override on top.

use serde::{Deserialize, Serialize};

use super::{
    Decision, Mechanism, ReturnFacts, ReturnPromise, advance_ground, advance_payment, first_receiver, green_lane,
    no_reason_return, small_claim,
};
use crate::{
    calendar::WorkCalendar,
    case::Case,
    form::Term,
    moment::Moment,
    rules::Rules,
    words::{Bilingual, Text, text},
};

/// What staff establish when they try a mechanism on a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grounds {
    /// 小额快速.
    SmallClaim {
        /// The evidence is clear.
        evidence_clear: bool,
    },
    /// 无理由退货.
    NoReasonReturn {
        /// The merchant's own promise, if there is one.
        promise: Option<ReturnPromise>,
        /// The return.
        facts: ReturnFacts,
    },
    /// 绿色通道.
    GreenLane {
        /// The merchant has joined it.
        merchant_opted_in: bool,
    },
}

impl Grounds {
    /// What the rule says of them, a supervisor's override on top.
    #[must_use]
    pub fn decide(&self, case: &Case, rules: &Rules) -> Decision {
        let by_rule = match self {
            Self::SmallClaim { evidence_clear } => {
                small_claim(case.complaint.amount, *evidence_clear, rules.small_claim_limit)
            }
            Self::NoReasonReturn { promise, facts } => {
                no_reason_return(promise.as_ref(), facts, rules.desk.remote_return_days)
            }
            Self::GreenLane { merchant_opted_in } => green_lane(&case.complaint.green_reasons, *merchant_opted_in),
        };
        with_override(case, by_rule)
    }
}

const UNTRIED_TO_TAKE: Text =
    text("主管批准进入{}（还没有按规则判断）", "{}: admitted by a supervisor (the rule was not asked yet)");
const UNTRIED_TO_LEAVE: Text =
    text("主管决定不进入{}（还没有按规则判断）", "{}: taken out by a supervisor (the rule was not asked yet)");

const OVERRIDDEN_TO_TAKE: Text = text("主管批准进入{}（原判断：{}）", "{}: admitted by a supervisor (by the rule: {})");
const OVERRIDDEN_TO_LEAVE: Text =
    text("主管决定不进入{}（原判断：{}）", "{}: taken out by a supervisor (by the rule: {})");

/// A decision with the supervisor's word on top. The reason stays among staff; the rule's own words stay beside.
#[must_use]
pub fn with_override(case: &Case, by_rule: Decision) -> Decision {
    let Some(word) = case.overrides.iter().rfind(|word| word.mechanism == by_rule.mechanism) else { return by_rule };
    if word.takes == by_rule.takes {
        return by_rule;
    }
    let why = if word.takes { OVERRIDDEN_TO_TAKE } else { OVERRIDDEN_TO_LEAVE };
    let name = by_rule.mechanism.name();
    let because = Bilingual::of(|lang| why.fill(lang, &[name.in_lang(lang), by_rule.because.in_lang(lang)]));
    Decision { takes: word.takes, because, ..by_rule }
}

/// Whether a case goes by the 绿色通道.
#[must_use]
pub fn is_green(case: &Case) -> bool {
    let word = case.overrides.iter().rfind(|word| word.mechanism == Mechanism::GreenLane);
    word.map_or(!case.complaint.green_reasons.is_empty() || case.takes(Mechanism::GreenLane), |word| word.takes)
}

/// What one mechanism says of this case now: the rule's answer, as far as staff have established what it needs, and a
/// supervisor's word on top. None where nobody has tried it and no supervisor has said anything.
#[must_use]
pub fn decision(case: &Case, which: Mechanism, calendar: &WorkCalendar, now: Moment) -> Option<Decision> {
    let decided = || case.routes.iter().rfind(|route| route.mechanism == which).cloned();
    let by_rule = match which {
        Mechanism::FirstReceiver => Some(first_receiver(case.first_receiver)),
        Mechanism::NoReasonReturn | Mechanism::SmallClaim => decided(),
        Mechanism::AdvancePayment => {
            Some(advance_payment(advance_ground(case, calendar, now), !case.payments.is_empty()))
        }
        Mechanism::GreenLane => decided().or_else(|| Some(green_lane(&case.complaint.green_reasons, false))),
    };
    by_rule.map_or_else(|| untried(case, which), |by_rule| Some(with_override(case, by_rule)))
}

/// A supervisor's word where the rule was never asked.
fn untried(case: &Case, which: Mechanism) -> Option<Decision> {
    let word = case.overrides.iter().rfind(|word| word.mechanism == which)?;
    let why = if word.takes { UNTRIED_TO_TAKE } else { UNTRIED_TO_LEAVE };
    let because = Bilingual::of(|lang| why.fill(lang, &[which.name().in_lang(lang)]));
    Some(Decision { mechanism: which, takes: word.takes, because })
}

/// Whether a case takes a mechanism now: the one answer for menus, cards and clocks.
#[must_use]
pub fn holds(case: &Case, which: Mechanism, calendar: &WorkCalendar, now: Moment) -> bool {
    decision(case, which, calendar, now).is_some_and(|decision| decision.takes)
}

/// Every mechanism and what it says of this case now, in the order of the duty. What needs facts that staff have not
/// established yet is answered by the latest decision on the case, or left out.
#[must_use]
pub fn decisions(case: &Case, calendar: &WorkCalendar, now: Moment) -> Vec<Decision> {
    Mechanism::ALL.iter().filter_map(|which| decision(case, *which, calendar, now)).collect()
}
