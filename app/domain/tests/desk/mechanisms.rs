//! The five fast mechanisms at their edges, and what they say.

use domain::{
    case::{Command, Rejection, Stance},
    form::{Field, GoodsKind},
    mechanism::{
        AdvanceGround, Decision, Grounds, Mechanism, ReturnException, ReturnFacts, ReturnPromise, advance_ground,
        advance_payment, decisions, green_lane, holds, is_green, no_reason_return, queue_place, small_claim,
    },
};

use crate::bench::*;

#[test]
fn a_small_claim_is_at_the_threshold_and_not_above_it() {
    let decide = |amount: &str, clear| small_claim(Some(yuan(amount)), clear, yuan("500"));
    let small = decide("320", true);
    assert!(small.takes && small.because.zh.starts_with("进入小额快速：金额 ¥320 ≤ ¥500"), "{small:?}");
    assert!(small.because.en.contains("¥320 ≤ ¥500"));
    assert!(decide("500.00", true).takes);
    let above = decide("500.01", true);
    assert!(!above.takes && above.because.zh.contains("¥500.01 > ¥500"));
    assert!(!decide("320", false).takes);
    assert!(!small_claim(None, true, yuan("500")).takes);
}

fn facts(asked_on: &str) -> ReturnFacts {
    ReturnFacts {
        goods_kind: GoodsKind::Clothing,
        remote: false,
        exception: None,
        received_on: day("2026-11-01"),
        asked_on: day(asked_on),
        intact: true,
        quality_fault: false,
    }
}

fn promise() -> ReturnPromise {
    ReturnPromise {
        days: 7,
        covers: vec![GoodsKind::Clothing, GoodsKind::Food],
        excepts: vec![ReturnException::Perishable, ReturnException::MadeToOrder],
    }
}

fn returned(facts: &ReturnFacts) -> Decision {
    no_reason_return(Some(&promise()), facts, 7)
}

#[test]
fn the_seventh_day_is_in_time_and_the_eighth_is_not() {
    assert!(returned(&facts("2026-11-01")).takes, "the day of receipt itself");
    let seventh = returned(&facts("2026-11-08"));
    assert!(seventh.takes && seventh.because.zh.contains("第 7 天"), "{seventh:?}");
    let eighth = returned(&facts("2026-11-09"));
    assert!(!eighth.takes);
    assert_eq!(eighth.because.zh, "不能无理由退货：第 8 天提出，超过 7 天");
    assert!(!returned(&facts("2026-10-31")).takes, "before it came");
}

#[test]
fn a_refused_return_names_its_exception() {
    let made = ReturnFacts { exception: Some(ReturnException::MadeToOrder), ..facts("2026-11-02") };
    let decision = returned(&made);
    assert!(
        !decision.takes && decision.because.zh.contains("消费者定作的商品（第二十五条第一款第一项）"),
        "{decision:?}"
    );
    assert!(decision.because.en.contains("art. 25 (1) 1"));
    let not_excepted = ReturnFacts { exception: Some(ReturnException::Periodical), ..facts("2026-11-02") };
    assert!(returned(&not_excepted).takes, "a voluntary promise may go further than the law");
}

#[test]
fn in_a_shop_it_is_the_merchants_promise_and_from_afar_it_is_the_law() {
    let no_promise = no_reason_return(None, &facts("2026-11-02"), 7);
    assert!(!no_promise.takes && no_promise.because.zh.contains("没有作出"));
    let remote = ReturnFacts { remote: true, ..facts("2026-11-08") };
    let by_law = no_reason_return(None, &remote, 7);
    assert!(by_law.takes && by_law.because.zh.contains("第二十五条"));
    let shorter = ReturnPromise { days: 3, ..promise() };
    assert!(no_reason_return(Some(&shorter), &remote, 7).takes, "nobody promises less than the law");
    let longer = ReturnPromise { days: 15, ..promise() };
    assert!(no_reason_return(Some(&longer), &facts("2026-11-16"), 7).takes);
    let excepted = ReturnFacts { exception: Some(ReturnException::Periodical), ..remote };
    let refused = no_reason_return(None, &excepted, 7);
    assert!(!refused.takes && refused.because.zh.contains("报纸、期刊"));
    let shoes = ReturnFacts { goods_kind: GoodsKind::Jewellery, ..facts("2026-11-02") };
    assert!(returned(&shoes).because.zh.contains("珠宝首饰"));
}

#[test]
fn faulty_goods_have_a_better_right_and_spoilt_ones_none() {
    let faulty = returned(&ReturnFacts { quality_fault: true, ..facts("2026-11-02") });
    assert!(!faulty.takes && faulty.because.zh.contains("第二十四条"));
    let worn = returned(&ReturnFacts { intact: false, ..facts("2026-11-02") });
    assert!(!worn.takes && worn.because.zh.contains("不完好"));
}

#[test]
fn the_mall_pays_first_for_silence_past_the_clock_refusal_leaving_or_a_broken_settlement() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    let ground = |desk: &Desk| advance_ground(desk.case(), &desk.calendar, desk.now);
    desk.at("2026-11-26 17:30");
    assert_eq!(ground(&desk), None, "the last minute is still in time");
    desk.at("2026-11-26 17:31");
    assert_eq!(ground(&desk), Some(AdvanceGround::Silent));
    let mut broken = desk.clone();
    for (stance, expected) in [
        (Stance::Offers, None),
        (Stance::Refuses, Some(AdvanceGround::Refuses)),
        (Stance::Left, Some(AdvanceGround::Left)),
    ] {
        desk.does(RECEPTION, Command::RecordMerchantReply { stance, words: String::new() });
        assert_eq!(ground(&desk), expected, "{stance:?}");
    }
    broken.does(RECEPTION, Command::SignSettlement { settlement: settlement("320", "2026-11-27") });
    assert_eq!(ground(&broken), None);
    broken.at("2026-11-28 00:00");
    assert_eq!(ground(&broken), Some(AdvanceGround::Unperformed));
    assert!(!advance_payment(Some(AdvanceGround::Left), false).takes, "the agreement must be signed");
    assert!(advance_payment(Some(AdvanceGround::Left), true).because.zh.contains("已撤场"));
    assert!(!advance_payment(None, true).takes);
}

#[test]
fn the_green_lane_tops_the_queue_whatever_was_promised_sooner() {
    let usual = Desk::filed("2026-11-20 10:00");
    let green = Desk::filed_as("2026-11-23 10:00", "complaint", &[(Field::GreenReasons, "danger")]);
    assert!(queue_place(green.case()) < queue_place(usual.case()));
    assert!(green_lane(&green.case().complaint.green_reasons, false).because.zh.contains("涉及人身安全"));
    assert!(green_lane(&[], true).because.zh.contains("商家加入了"));
    assert!(!green_lane(&[], false).takes);
}

#[test]
fn a_supervisor_overrides_a_rule_with_a_reason_that_stays_in_the_house() {
    let mut desk = Desk::filed_as("2026-11-23 10:00", "complaint", &[(Field::Amount, "800")]);
    desk.does(RECEPTION, Command::Accept);
    let grounds = Grounds::SmallClaim { evidence_clear: true };
    desk.does(RECEPTION, Command::TakeRoute { grounds: grounds.clone() });
    assert!(!desk.case().takes(Mechanism::SmallClaim));
    assert!(desk.public().contains("¥800 > ¥500"), "a refusal says why");
    let word =
        |takes, reason: &str| Command::OverrideMechanism { which: Mechanism::SmallClaim, takes, reason: reason.into() };
    assert!(matches!(desk.refused(MEDIATOR, &word(true, "老客户")), Rejection::WrongRole { .. }));
    assert_eq!(desk.refused(SUPERVISOR, &word(true, " ")), Rejection::WordsMissing);
    desk.does(SUPERVISOR, word(true, "老客户，店长已口头同意"));
    desk.does(RECEPTION, Command::TakeRoute { grounds });
    let decision = decisions(desk.case(), &desk.calendar, desk.now)
        .into_iter()
        .find(|decision| decision.mechanism == Mechanism::SmallClaim)
        .expect("decided");
    assert!(decision.takes && decision.because.zh.contains("主管批准") && decision.because.zh.contains("¥800 > ¥500"));
    assert_eq!(desk.due(), "2026-11-24 17:30");
    assert!(!desk.public().contains("老客户"));
    let first = Command::OverrideMechanism { which: Mechanism::FirstReceiver, takes: false, reason: "换人".into() };
    assert_eq!(desk.refused(SUPERVISOR, &first), Rejection::DoneAlready, "首问人 is nobody's to override");
    desk.replays();
}

#[test]
fn a_supervisor_can_admit_to_the_green_lane_and_take_out_again() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    assert!(!is_green(desk.case()));
    for takes in [true, false] {
        let word = Command::OverrideMechanism { which: Mechanism::GreenLane, takes, reason: "情况特殊".into() };
        desk.does(SUPERVISOR, word);
        assert_eq!(is_green(desk.case()), takes);
    }
    let all = decisions(desk.case(), &desk.calendar, desk.now);
    assert_eq!(
        all.first().map(|decision| (decision.mechanism, decision.takes)),
        Some((Mechanism::FirstReceiver, true))
    );
}

/// What the card says of a mechanism, where it says anything.
fn said(desk: &Desk, which: Mechanism) -> Option<Decision> {
    decisions(desk.case(), &desk.calendar, desk.now).into_iter().find(|decision| decision.mechanism == which)
}

#[test]
fn a_supervisors_word_turns_any_mechanism_on_and_off_and_on_again_and_the_card_says_it() {
    use Mechanism::{AdvancePayment, GreenLane, NoReasonReturn, SmallClaim};
    for which in [SmallClaim, NoReasonReturn, AdvancePayment, GreenLane] {
        let mut desk = Desk::filed("2026-11-23 10:00");
        desk.does(RECEPTION, Command::Accept);
        assert!(!holds(desk.case(), which, &desk.calendar, desk.now), "{which:?}: nobody tried it");
        for takes in [true, false, true] {
            desk.does(SUPERVISOR, Command::OverrideMechanism { which, takes, reason: "情况特殊".into() });
            assert_eq!(holds(desk.case(), which, &desk.calendar, desk.now), takes, "{which:?}");
            let card = said(&desk, which).expect("the card says it");
            assert_eq!(
                (card.takes, card.because.zh.contains("主管")),
                (takes, takes || which == SmallClaim || which == NoReasonReturn)
            );
        }
        assert_eq!(which == GreenLane, is_green(desk.case()));
        desk.replays();
    }
}

#[test]
fn a_rule_that_was_asked_is_turned_off_and_on_again() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.does(RECEPTION, Command::Accept);
    desk.does(RECEPTION, Command::TakeRoute { grounds: Grounds::SmallClaim { evidence_clear: true } });
    for takes in [false, true] {
        let which = Mechanism::SmallClaim;
        desk.does(SUPERVISOR, Command::OverrideMechanism { which, takes, reason: "金额有争议".into() });
        assert_eq!(holds(desk.case(), which, &desk.calendar, desk.now), takes);
    }
    let card = said(&desk, Mechanism::SmallClaim).expect("decided");
    assert!(card.because.zh.starts_with("进入小额快速：金额 ¥320 ≤ ¥500"), "the rule's own word holds again: {card:?}");
}

#[test]
fn a_small_claim_by_a_supervisors_word_starts_its_working_day_once() {
    let mut desk = Desk::filed_as("2026-11-23 10:00", "complaint", &[(Field::Amount, "800")]);
    desk.does(RECEPTION, Command::Accept);
    assert_eq!(desk.due(), "2026-11-26 17:30");
    let word =
        |takes| Command::OverrideMechanism { which: Mechanism::SmallClaim, takes, reason: "店长同意".into() };
    desk.does(SUPERVISOR, word(true));
    assert_eq!(desk.due(), "2026-11-24 17:30");
    desk.replays();
    // Trying the rule afterwards, and saying it once more, start nothing new.
    desk.at("2026-11-24 10:00");
    desk.does(RECEPTION, Command::TakeRoute { grounds: Grounds::SmallClaim { evidence_clear: true } });
    desk.does(SUPERVISOR, word(true));
    assert_eq!(desk.due(), "2026-11-24 17:30");
    assert_eq!(domain::clock::clocks(desk.case(), &desk.calendar).len(), 2);
    // Taken out again, the case has the time that it had before.
    desk.does(SUPERVISOR, word(false));
    assert_eq!(desk.due(), "2026-11-26 17:30");
    desk.does(SUPERVISOR, word(true));
    assert_eq!(desk.due(), "2026-11-25 17:30");
    desk.replays();
}
