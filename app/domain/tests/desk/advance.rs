//! 先行赔付: which grounds hold for how long, and from where the mall can pay.

use domain::{
    case::{Command, FailureReason, Outcome, Rejection, Stance, State},
    ids::PaymentId,
    mechanism::{AdvanceGround, advance_ground},
};
use uuid::Uuid;

use crate::bench::*;

fn pay(payment: PaymentId) -> Command {
    Command::PayInAdvance { amount: yuan("320"), payment: Some(payment), merchant: Some(SHOP), agreement: agreement() }
}

fn ground(desk: &Desk) -> Option<AdvanceGround> {
    advance_ground(desk.case(), &desk.calendar, desk.now)
}

fn mediate() -> Command {
    Command::StartMediation { consumer_consents: true, merchant_consents: true }
}

fn fail(reason: FailureReason) -> Command {
    Command::FailMediation { reason, words: "没有谈成".into() }
}

/// Sent to the merchant on Monday, who should answer by Thursday; now it is Friday.
fn silent() -> Desk {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant().at("2026-11-27 09:00");
    assert_eq!(ground(&desk), Some(AdvanceGround::Silent));
    desk
}

#[test]
fn a_merchant_that_let_its_time_run_out_is_not_excused_by_sitting_down_to_mediate() {
    let mut desk = silent();
    desk.does(MEDIATOR, mediate());
    assert_eq!(ground(&desk), Some(AdvanceGround::Silent), "it still has not answered");
    desk.does(SUPERVISOR, Command::SendToTesting { what: "电饭煲".into() });
    desk.does(SUPERVISOR, Command::ReportTest { result: "断路".into() });
    assert_eq!(ground(&desk), Some(AdvanceGround::Silent));
    desk.does(SUPERVISOR, pay(PAYMENT));
    assert_eq!(desk.case().state, State::AdvancePayment);
    desk.replays();
}

#[test]
fn an_answer_however_late_ends_the_silence_and_so_does_a_settlement() {
    let mut answered = silent();
    answered.does(MEDIATOR, mediate());
    answered.does(RECEPTION, Command::RecordMerchantReply { stance: Stance::Offers, words: "换新".into() });
    assert_eq!(ground(&answered), None);
    let mut settled = silent();
    settled.does(MEDIATOR, mediate());
    settled.does(RECEPTION, Command::SignSettlement { settlement: settlement("320", "2026-11-30") });
    assert_eq!(ground(&settled), None);
}

#[test]
fn a_merchant_that_answered_in_time_was_never_silent() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant().at("2026-11-25 09:00").does(MEDIATOR, mediate());
    desk.at("2026-12-04 09:00");
    assert_eq!(ground(&desk), None, "its clock had not run out when mediation took its place");
}

#[test]
fn what_was_agreed_and_not_done_is_paid_for_as_soon_as_somebody_has_the_case_again() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    desk.does(RECEPTION, Command::SignSettlement { settlement: settlement("320", "2026-11-27") });
    desk.at("2026-11-30 09:00").does(RECEPTION, Command::ReportUnperformed { words: "一直没退款".into() });
    assert_eq!((desk.case().state, ground(&desk)), (State::Reopened, Some(AdvanceGround::Unperformed)));
    assert!(matches!(desk.refused(SUPERVISOR, &pay(PAYMENT)), Rejection::WrongState { .. }), "nobody has it yet");
    desk.does(RECEPTION, Command::Accept);
    desk.does(SUPERVISOR, pay(PAYMENT));
    assert_eq!((desk.case().state, desk.due().as_str()), (State::AdvancePayment, "2026-12-03 17:30"));
}

#[test]
fn after_mediation_failed_the_mall_can_still_pay_and_the_case_is_open_again() {
    let mut desk = silent();
    desk.does(MEDIATOR, mediate()).does(MEDIATOR, fail(FailureReason::NoReply));
    desk.does(CONSUMER, Command::Rate { stars: 2, words: "没谈成".into() });
    assert_eq!(ground(&desk), Some(AdvanceGround::Silent));
    desk.does(SUPERVISOR, pay(PAYMENT));
    assert_eq!(desk.due(), "2026-12-02 17:30");
    desk.does(SUPERVISOR, Command::RecordAdvancePaid { payment: PAYMENT, receipt: "转账 1".into() });
    desk.does(RECEPTION, Command::Close { outcome: Outcome::AdvancePaid, summary: "已先行赔付".into() });
    desk.does(CONSUMER, Command::Rate { stars: 5, words: "商场先赔了".into() });
    assert_eq!(desk.case().rating.as_ref().map(|rating| rating.stars), Some(5), "this ending has a word of its own");
    desk.replays();
}

#[test]
fn a_merchant_that_says_no_in_mediation_refuses() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.mediating().does(MEDIATOR, fail(FailureReason::MerchantRefuses));
    assert_eq!(ground(&desk), Some(AdvanceGround::Refuses));
    let mut other = Desk::filed("2026-11-23 10:00");
    other.mediating().does(MEDIATOR, fail(FailureReason::ConsumerRefuses));
    assert_eq!(ground(&other), None, "what the consumer does not want is no fault of the merchant's");
    assert!(matches!(other.refused(SUPERVISOR, &pay(PAYMENT)), Rejection::RouteNotOpen { .. }));
    desk.does(SUPERVISOR, pay(PAYMENT));
    let other = PaymentId(Uuid::from_u128(81));
    assert!(matches!(desk.refused(SUPERVISOR, &pay(other)), Rejection::WrongState { .. }));
}

#[test]
fn a_new_round_begins_without_the_silence_of_the_last() {
    let mut desk = silent();
    desk.does(RECEPTION, Command::Close { outcome: Outcome::SettledOnSite, summary: "当场换新".into() });
    desk.does(CONSUMER, Command::Object { words: "又坏了".into() });
    desk.does(RECEPTION, Command::Accept);
    assert_eq!(ground(&desk), None);
}
