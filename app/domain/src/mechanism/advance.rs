//! 先行赔付: the mall pays first where the merchant does not.

use super::{Decision, Mechanism};
use crate::{
    calendar::WorkCalendar,
    case::{Case, Event, FailureReason, Stance, State},
    clock::{Promise, clocks, merchant_was_silent},
    form::{Term, terms},
    moment::Moment,
    words::{Bilingual, Text, text},
};

terms! {
    /// Why the mall pays first.
    AdvanceGround {
        Silent = "silent", "商家超过时限没有答复", "the merchant has not answered in time";
        Refuses = "refuses", "商家拒绝", "the merchant refuses";
        Left = "left", "商家已撤场或失联", "the merchant has left";
        Unperformed = "unperformed", "商家没有按和解书兑现", "the merchant has not carried out the settlement";
    }
}

const TAKES: Text =
    text("进入先行赔付：{}，先行赔付协议已签", "Advance payment: {}, and the agreement on it is signed");
const UNSIGNED: Text =
    text("不能先行赔付：{}，但先行赔付协议还没有签", "No advance payment: {}, but the agreement on it is not signed");
const NO_GROUND: Text = text(
    "不能先行赔付：商家没有超时、拒绝或撤场",
    "No advance payment: the merchant is neither late, nor refuses, nor has left",
);

/// Why the mall would pay first, as the case's history gives it. The strongest ground comes first.
///
/// Silence is a breach that lasts until the merchant answers: a mediation that begins after its time ran out, or fails,
/// is no answer to the complaint, and a merchant that comes to the table late must not stand better than one that does
/// not come. An answer (however late) or a settlement ends it; a new round of the case begins without it.
#[must_use]
pub fn advance_ground(case: &Case, calendar: &WorkCalendar, now: Moment) -> Option<AdvanceGround> {
    match case.merchant_stance {
        Some(Stance::Left) => return Some(AdvanceGround::Left),
        Some(Stance::Refuses) => return Some(AdvanceGround::Refuses),
        Some(Stance::Agrees | Stance::Offers) | None => {}
    }
    if case.state == State::MediationFailed && said_no_in_mediation(case) {
        return Some(AdvanceGround::Refuses);
    }
    let late = |promise| {
        let of = |clock: &crate::clock::Clock| clock.promise == promise;
        clocks(case, calendar).iter().filter(|c| of(c)).any(|c| c.due(calendar).is_some_and(|due| due.at < now))
    };
    if case.state == State::AwaitingPerformance && late(Promise::Performance) {
        return Some(AdvanceGround::Unperformed);
    }
    let unperformed = case.timeline.iter().any(|entry| matches!(entry.event, Some(Event::Unperformed { .. })));
    if unperformed {
        return Some(AdvanceGround::Unperformed);
    }
    (late(Promise::Merchant) || merchant_was_silent(case, calendar)).then_some(AdvanceGround::Silent)
}

/// The reason that the mediator gave for the end.
fn said_no_in_mediation(case: &Case) -> bool {
    let mut ends = case.timeline.iter().rev().filter_map(|entry| match &entry.event {
        Some(Event::MediationFailed { reason, .. }) => Some(*reason),
        _ => None,
    });
    ends.next() == Some(FailureReason::MerchantRefuses)
}

/// Whether the mall pays first: there is a ground, and the agreement (先行赔付协议, which passes the claim on) is signed.
#[must_use]
pub fn advance_payment(ground: Option<AdvanceGround>, agreement_signed: bool) -> Decision {
    let Some(ground) = ground else { return Decision::leaves(Mechanism::AdvancePayment, NO_GROUND, &[]) };
    let why = if agreement_signed { TAKES } else { UNSIGNED };
    let because = Bilingual::of(|lang| why.fill(lang, &[ground.name().in_lang(lang)]));
    Decision { mechanism: Mechanism::AdvancePayment, takes: agreement_signed, because }
}
