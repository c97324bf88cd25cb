//! Each move asks what it needs, and becomes its command.

use super::{
    typed::{DAY_TO_COME, DAYS},
    *,
};
use domain::{
    case::{Mover, TRANSITIONS},
    form::{Demand, GoodsKind, MESSAGE_CHARS},
    money::Yuan,
};

fn today() -> Day {
    Day::parse("2026-11-23").expect("a day")
}

fn done(desk_action: DeskAction, typed: &[(&str, &str)]) -> Result<Vec<Command>, Missing> {
    commands(desk_action, today(), Uuid::from_u128(9), |key| {
        typed.iter().find(|(name, _)| *name == key).map_or_else(String::new, |(_, value)| (*value).to_owned())
    })
}

fn made(action: Action, typed: &[(&str, &str)]) -> Result<Command, Missing> {
    done(DeskAction::Move(action), typed).map(|mut commands| commands.pop().expect("at least one"))
}

#[test]
fn closing_by_what_was_carried_out_records_the_proof_first() {
    let typed = [("reason", "performed"), ("words", "已退款 320 元"), ("proof", " 转账 20261124-7 ")];
    let commands = done(DeskAction::Move(Action::Close), &typed).expect("complete");
    let [Command::ProvePerformance { receipt, words, .. }, Command::Close { .. }] = &commands[..] else {
        panic!("other commands: {commands:?}")
    };
    assert_eq!((receipt.for_staff(), words.as_str()), ("转账 20261124-7", "已退款 320 元"));
    // Nobody is said to have seen proof that nobody named; another ending needs none.
    assert_eq!(done(DeskAction::Move(Action::Close), &typed[..2]).map_err(|missing| missing.key), Err("proof"));
    let on_site = [("reason", "settled_on_site"), ("words", "当场退款")];
    assert!(matches!(&done(DeskAction::Move(Action::Close), &on_site).expect("complete")[..], [Command::Close { .. }]));
}

#[test]
fn mediation_records_how_each_side_agreed_that_had_not_yet() {
    let desk_action = DeskAction::Mediate { asks_consumer: false, asks_merchant: true };
    assert_eq!(done(desk_action, &[]).map_err(|missing| missing.key), Err("merchant"));
    let begun = done(desk_action, &[("merchant", "phone")]).expect("complete");
    assert_eq!(
        begun,
        [
            Command::RecordConsent { party: Party::Merchant, agrees: true, way: ConsentWay::Phone },
            Command::StartMediation { consumer_consents: false, merchant_consents: false },
        ]
    );
    let both = DeskAction::Mediate { asks_consumer: true, asks_merchant: true };
    assert_eq!(done(both, &[("merchant", "phone")]).map_err(|missing| missing.key), Err("consumer"));
    assert_eq!(done(both, &[("merchant", "phone"), ("consumer", "in_person")]).expect("complete").len(), 3);
}

#[test]
fn a_side_that_does_not_agree_is_written_down_as_such() {
    let whole = [("side", "merchant"), ("agrees", "no"), ("way", "phone")];
    for (place, (expected, _)) in whole.into_iter().enumerate() {
        let mut typed = whole.to_vec();
        typed.remove(place);
        assert_eq!(done(DeskAction::Consent, &typed).map_err(|missing| missing.key), Err(expected));
    }
    let refused = done(DeskAction::Consent, &whole).expect("complete");
    assert_eq!(refused, [Command::RecordConsent { party: Party::Merchant, agrees: false, way: ConsentWay::Phone }]);
}

#[test]
fn a_case_is_passed_on_before_the_regulator_has_given_it_a_number() {
    let passed_on = made(Action::Transfer, &[]).expect("complete");
    assert_eq!(passed_on, Command::Transfer { reference: String::new() });
    assert_eq!(done(DeskAction::RecordReference, &[]).map_err(|missing| missing.key), Err("reference"));
    let later = done(DeskAction::RecordReference, &[("reference", "长市监〔2026〕18 号")]).expect("complete");
    assert_eq!(later, [Command::RecordReference { reference: "长市监〔2026〕18 号".to_owned() }]);
}

#[test]
fn the_consumers_application_is_written_down_at_the_counter_with_or_without_a_purpose() {
    let asked = done(DeskAction::RequestSellerInfo, &[]).expect("complete");
    assert_eq!(asked, [Command::RequestSellerInfo { words: String::new() }]);
    let asked = done(DeskAction::RequestSellerInfo, &[("words", "准备起诉")]).expect("complete");
    assert_eq!(asked, [Command::RequestSellerInfo { words: "准备起诉".to_owned() }]);
}

#[test]
fn somebody_steps_aside_or_is_taken_off_the_case_and_it_is_said_why() {
    let lin = Uuid::from_u128(7).to_string();
    assert_eq!(done(DeskAction::Recuse, &[]).map_err(|missing| missing.key), Err("words"));
    let own = done(DeskAction::Recuse, &[("words", "店长是我表哥")]).expect("complete");
    assert_eq!(own, [Command::Recuse { staff: None, words: "店长是我表哥".to_owned() }]);
    assert_eq!(done(DeskAction::RecuseOther, &[("words", "亲属")]).map_err(|missing| missing.key), Err("reason"));
    let other = done(DeskAction::RecuseOther, &[("reason", &lin), ("words", "亲属")]).expect("complete");
    assert_eq!(other, [Command::Recuse { staff: Some(StaffId(Uuid::from_u128(7))), words: "亲属".to_owned() }]);
}

#[test]
fn the_seller_is_given_by_name_address_and_contact_and_none_is_left_out() {
    let mut typed = vec![("name", "佳电电器有限公司"), ("address", "长宁路 1 号"), ("contact", "021-60000000")];
    assert!(matches!(
        &done(DeskAction::ReleaseSellerInfo, &typed).expect("complete")[..],
        [Command::ReleaseSellerInfo { .. }]
    ));
    typed.pop();
    assert_eq!(done(DeskAction::ReleaseSellerInfo, &typed).map_err(|missing| missing.key), Err("contact"));
}

#[test]
fn a_merchants_answer_needs_where_it_stands() {
    assert_eq!(done(DeskAction::MerchantReply, &[("words", "不退")]).map_err(|missing| missing.key), Err("reason"));
    let said = done(DeskAction::MerchantReply, &[("reason", "refuses"), ("words", "不退")]).expect("complete");
    assert!(matches!(&said[..], [Command::RecordMerchantReply { stance: Stance::Refuses, .. }]));
}

#[test]
fn every_move_of_staff_becomes_its_own_command() {
    let all = [
        ("words", "写的话"),
        ("day", "2026-11-30"),
        ("consumer", "张三"),
        ("merchant", "李店长"),
        ("performs", "refund"),
        ("proof", "收条 1"),
        ("signed", "yes"),
        ("amount", "320"),
        ("signer", "王女士"),
    ];
    for row in TRANSITIONS.iter().filter(|row| matches!(row.by, Mover::Staff(_))) {
        let reason = match row.action {
            Action::PayInAdvance => "00000000-0000-0000-0000-000000000007",
            Action::Close => "performed",
            Action::FailMediation => "no_reply",
            _ => "other",
        };
        let typed: Vec<_> = all.into_iter().chain([("reason", reason)]).collect();
        let command = made(row.action, &typed).expect("complete");
        assert_eq!(command.action(), Some(row.action));
    }
}

#[test]
fn a_settlement_needs_what_is_done_words_a_day_to_come_and_who_signed() {
    let whole = [
        ("performs", "return,refund"),
        ("words", "退回电饭煲，退款"),
        ("amount", "320"),
        ("day", "2026-11-23"),
        ("consumer", " 张三 "),
        ("merchant", "李店长"),
        ("signed", "yes"),
    ];
    let key = |typed: &[(&str, &str)]| made(Action::Settle, typed).map_err(|missing| missing.key);
    for (place, (expected, _)) in whole.into_iter().enumerate() {
        let mut typed = whole.to_vec();
        typed.remove(place);
        assert_eq!(key(&typed), Err(expected));
    }
    let mut past = whole;
    past[3] = ("day", "2026-11-22");
    assert_eq!(key(&past), Err("day"));
    let Ok(Command::SignSettlement { settlement }) = key(&whole) else { panic!("incomplete") };
    assert_eq!(settlement.performs, [Demand::Return, Demand::Refund]);
    assert_eq!((settlement.amount, settlement.consumer.name.as_str()), (Some(Yuan::from_fen(32_000)), "张三"));
    // Where no money is owed, none is asked for.
    let mut repair = whole.to_vec();
    (repair[0], repair[2]) = (("performs", "repair"), ("amount", ""));
    let Ok(Command::SignSettlement { settlement }) = key(&repair) else { panic!("incomplete") };
    assert_eq!(settlement.amount, None);
}

#[test]
fn two_thousand_characters_fit_and_one_more_does_not() {
    assert!(made(Action::AskMore, &[("words", &"字".repeat(MESSAGE_CHARS))]).is_ok());
    assert!(made(Action::AskMore, &[("words", &"字".repeat(MESSAGE_CHARS + 1))]).is_err());
}

#[test]
fn a_case_goes_to_a_colleague_who_was_chosen_with_words_for_them() {
    let lin = Uuid::from_u128(7).to_string();
    assert_eq!(done(DeskAction::HandOver, &[("words", "我下班了")]).map_err(|missing| missing.key), Err("reason"));
    assert_eq!(done(DeskAction::HandOver, &[("reason", &lin)]).map_err(|missing| missing.key), Err("words"));
    let handed = done(DeskAction::HandOver, &[("reason", &lin), ("words", "我下班了")]).expect("complete");
    assert_eq!(handed, [Command::HandOver { to: StaffId(Uuid::from_u128(7)), words: "我下班了".to_owned() }]);
}

#[test]
fn a_report_needs_as_many_words_as_a_filing_does() {
    assert_eq!(FACTS_CHARS.0, 10, "the sentence names the number");
    let short = done(DeskAction::SplitReport, &[("words", "没有合格证")]);
    assert_eq!(short.map_err(|missing| missing.what), Err(Lack::Words(TOO_SHORT)));
    let split = done(DeskAction::SplitReport, &[("words", "柜台上的手机都没有合格证")]).expect("complete");
    assert!(matches!(&split[..], [Command::SplitReport { report, .. }] if *report == CaseId(Uuid::from_u128(9))));
}

#[test]
fn a_supervisor_turns_a_mechanism_away_from_what_holds_and_says_why() {
    for takes_now in [true, false] {
        let code = Turn::away_from(Mechanism::SmallClaim, takes_now).code();
        assert_eq!(done(DeskAction::Override, &[("reason", &code)]).map_err(|missing| missing.key), Err("words"));
        let decided = done(DeskAction::Override, &[("reason", &code), ("words", "情况特殊")]).expect("complete");
        assert!(matches!(
            &decided[..],
            [Command::OverrideMechanism { which: Mechanism::SmallClaim, takes, .. }] if *takes != takes_now
        ));
    }
}

#[test]
fn an_advance_payment_needs_a_merchant_an_amount_and_the_agreement() {
    let merchant = ("reason", "00000000-0000-0000-0000-000000000007");
    let whole = [merchant, ("amount", "￥３２０．５"), ("signer", " 王女士 "), ("signed", "yes")];
    let key = |typed: &[(&str, &str)]| made(Action::PayInAdvance, typed).map_err(|missing| missing.key);
    for (place, expected) in ["reason", "amount", "signer", "signed"].into_iter().enumerate() {
        let mut typed = whole.to_vec();
        typed.remove(place);
        assert_eq!(key(&typed), Err(expected));
    }
    for wrong in ["0", "-5", "几百", "12,50", "1.234"] {
        assert_eq!(key(&[merchant, ("amount", wrong), whole[2], whole[3]]), Err("amount"), "{wrong}");
    }
    let Ok(Command::PayInAdvance { amount, payment, agreement, .. }) = key(&whole) else { panic!("incomplete") };
    assert_eq!((amount, payment), (Yuan::from_fen(32_050), Some(PaymentId(Uuid::from_u128(9)))));
    assert_eq!(agreement.map(|signature| signature.name).as_deref(), Some("王女士"));
}

#[test]
fn the_money_that_was_handed_over_needs_its_receipt() {
    let desk_action = DeskAction::AdvancePaid(PaymentId(Uuid::from_u128(1)));
    assert_eq!(done(desk_action, &[("receipt", " ")]).map_err(|missing| missing.key), Err("receipt"));
    let paid = done(desk_action, &[("receipt", "收条 1")]).expect("complete");
    assert!(matches!(&paid[..], [Command::RecordAdvancePaid { receipt, .. }] if receipt == "收条 1"));
}

#[test]
fn a_return_without_a_reason_is_tried_by_the_day_the_goods_came() {
    let desk_action = DeskAction::NoReasonReturn { goods_kind: GoodsKind::Clothing, asked_on: today() };
    let whole = [("received", "2026-11-16"), ("promised", "７天"), ("reason", "none"), ("intact", "yes")];
    for (place, expected) in ["received", "promised", "reason"].into_iter().enumerate() {
        let mut typed = whole.to_vec();
        typed.remove(place);
        assert_eq!(done(desk_action, &typed).map_err(|missing| missing.key), Err(expected));
    }
    let to_come = [("received", "2026-11-24"), whole[1], whole[2]];
    assert_eq!(done(desk_action, &to_come).map_err(|missing| missing.what), Err(Lack::Words(DAY_TO_COME)));
    for wrong in ["七", "-1", "366", "7.5"] {
        assert_eq!(
            done(desk_action, &[whole[0], ("promised", wrong), whole[2]]).map_err(|missing| missing.what),
            Err(Lack::Words(DAYS))
        );
    }
    let tried = done(desk_action, &whole).expect("complete");
    let [Command::TakeRoute { grounds: Grounds::NoReasonReturn { promise, facts } }] = &tried[..] else {
        panic!("another command: {tried:?}")
    };
    assert_eq!(promise.as_ref().map(|promise| promise.days), Some(7));
    assert_eq!((facts.intact, facts.remote, facts.exception), (true, false, None));
    assert_eq!(facts.asked_on.days_since(facts.received_on), 7);
    let none = done(desk_action, &[whole[0], ("promised", "0"), whole[2]]).expect("complete");
    assert!(matches!(&none[..], [Command::TakeRoute { grounds: Grounds::NoReasonReturn { promise: None, .. } }]));
}

#[test]
fn an_amount_at_the_desk_is_read_as_everywhere_and_a_doubtful_comma_is_asked_for_again() {
    let paid = |typed: &str| {
        let merchant = Uuid::from_u128(70).to_string();
        let whole = [("reason", merchant.as_str()), ("amount", typed), ("signer", "王女士"), ("signed", "yes")];
        made(Action::PayInAdvance, &whole)
    };
    for (typed, fen) in
        [("一千二百", 120_000), ("1.2万", 1_200_000), ("1200块", 120_000), ("约300", 30_000), ("320。50", 32_050)]
    {
        let Ok(Command::PayInAdvance { amount, .. }) = paid(typed) else { panic!("not read: {typed}") };
        assert_eq!(amount, Yuan::from_fen(fen), "{typed}");
    }
    let twice = paid("12,50").expect_err("two readings").what.in_lang(domain::words::Lang::Zh);
    assert!(twice.contains("12.50 元") && twice.contains("1250 元"), "{twice}");
}

#[test]
fn words_of_invisible_signs_are_missing_at_the_desk_too() {
    for nothing in ["\u{200B}", "\u{2800}\u{3164}", "\u{FEFF}\n"] {
        let missing = made(Action::AskMore, &[("words", nothing)]).map_err(|missing| missing.key);
        assert_eq!(missing, Err("words"), "{}", nothing.escape_unicode());
    }
}
