//! 商户档案: the figures of a merchant's file follow from the cases that are linked to it.

use domain::{
    case::{Case, Command, Rejection, Stance},
    merchant::MerchantRecord,
};

use crate::bench::*;

fn linked() -> Command {
    Command::LinkMerchant { merchant: Some(SHOP) }
}

fn answers() -> Command {
    Command::RecordMerchantReply { stance: Stance::Agrees, words: "同意退款".into() }
}

fn record(cases: &[&Case], now: &str) -> MerchantRecord {
    MerchantRecord::of(cases.iter().copied(), at(now))
}

#[test]
fn 商户档案_a_case_is_linked_once_by_whoever_writes_and_the_link_can_be_taken_back() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    let filed = desk.case().complaint.clone();
    assert!(matches!(desk.refused(REGULATOR, &linked()), Rejection::WrongRole { .. }));
    assert_eq!(desk.refused(CONSUMER, &linked()), Rejection::StaffOnly);
    desk.does(RECEPTION, linked());
    assert_eq!(desk.refused(MEDIATOR, &linked()), Rejection::DoneAlready);
    assert_eq!((desk.case().merchant, &desk.case().complaint), (Some(SHOP), &filed), "what was filed stays as it was");
    assert!(!desk.public().contains(&SHOP.to_string()), "the register is the staff's");
    desk.does(RECEPTION, Command::LinkMerchant { merchant: None });
    assert_eq!(desk.case().merchant, None);
    desk.replays();
}

#[test]
fn 商户档案_response_rate_and_time_count_what_was_asked_and_silence() {
    let mut quick = Desk::filed("2026-11-23 10:00");
    quick.with_merchant();
    assert_eq!(record(&[quick.case()], "2026-11-23 12:00").response_rate(), None, "its time still runs");
    quick.at("2026-11-24 10:00").does(RECEPTION, answers());
    let mut silent = Desk::filed("2026-11-23 10:00");
    silent.with_merchant();
    let both = record(&[quick.case(), silent.case()], "2026-12-10 10:00");
    assert_eq!((both.complaints, both.open, both.asked, both.answered, both.in_time, both.silent), (2, 2, 2, 1, 1, 1));
    assert_eq!((both.response_rate(), both.response_hours()), (Some(50), Some(24)));
    silent.at("2026-12-10 10:00").does(RECEPTION, answers());
    let late = record(&[silent.case()], "2026-12-11 10:00");
    assert_eq!(
        (late.answered, late.in_time, late.silent, late.response_rate()),
        (1, 0, 0, Some(0)),
        "late is not in time"
    );
}

#[test]
fn 商户档案_settlements_and_what_the_mall_paid_first_count() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.mediating().does(MEDIATOR, Command::SignSettlement { settlement: settlement("320", "2026-11-30") });
    let proof =
        Command::ProvePerformance { words: "已退款".into(), evidence: Vec::new(), receipt: "转账 1".into() };
    desk.does(RECEPTION, proof);
    let inquiry = Desk::filed_as("2026-11-23 10:00", "inquiry", &[]);
    let figures = record(&[desk.case(), inquiry.case()], "2026-12-01 10:00");
    assert_eq!((figures.complaints, figures.settled, figures.performed, figures.unperformed), (1, 1, 1, 0));
}

#[test]
fn 商户答复_a_merchant_answers_for_itself_sees_no_consumer_and_not_without_end() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    let answer = |stance, words: &str| Command::RecordMerchantReply { stance, words: words.into() };
    assert_eq!(desk.case().for_merchant(), None, "nothing was asked yet");
    desk.with_merchant();
    let seen = serde_json::to_string(&desk.case().for_merchant().expect("the question")).expect("JSON");
    for secret in ["王女士", "13800138000", "接待"] {
        assert!(!seen.contains(secret), "{seen}");
    }
    assert!(seen.contains("请给消费者退款"));
    desk.refused(MERCHANT, &answer(Stance::Offers, "  "));
    desk.refused(MERCHANT, &Command::Accept);
    desk.refused(MERCHANT, &Command::Note { words: "x".into(), mentions: Vec::new() });
    for n in 0..10 {
        desk.does(MERCHANT, answer(Stance::Offers, &format!("换新 {n}")));
    }
    assert_eq!(desk.refused(MERCHANT, &answer(Stance::Agrees, "退款")), Rejection::DoneAlready);
    assert_eq!(desk.case().for_merchant().expect("the question").answers.len(), 10);
    let figures = record(&[desk.case()], "2026-11-23 12:00");
    assert_eq!((figures.asked, figures.answered, figures.in_time), (1, 1, 1), "one question, answered once");
    desk.replays();
}
