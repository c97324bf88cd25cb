//! Cases from the filing to each of their ends.

use domain::case::{
    Command, ConsentWay, DeclineReason, Event, Exit, FailureReason, Gap, Outcome, Party, PublicWords, Rejection,
    SellerInfo, SignedWay, Stance, State, decide_on,
};

use crate::bench::*;

fn close(outcome: Outcome) -> Command {
    Command::Close { outcome, summary: "已处理完毕".into() }
}

fn consent(party: Party, agrees: bool) -> Command {
    Command::RecordConsent { party, agrees, way: ConsentWay::Phone }
}

#[test]
fn a_settlement_is_signed_carried_out_proven_closed_confirmed_and_rated() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    desk.does(RECEPTION, Command::RecordMerchantReply { stance: Stance::Agrees, words: "同意退款".into() });
    desk.does(RECEPTION, Command::SignSettlement { settlement: settlement("320", "2026-11-27") });
    assert_eq!(desk.case().state, State::AwaitingPerformance);
    assert_eq!(desk.due(), "2026-11-27 23:59");
    assert_eq!(desk.refused(RECEPTION, &close(Outcome::Performed)), Rejection::ProofMissing);
    desk.at("2026-11-26 15:00");
    let photo = "0f".repeat(32);
    desk.does(
        RECEPTION,
        Command::ProvePerformance {
            words: "已退 320 元".into(),
            evidence: vec![photo.clone(), photo.clone()],
            receipt: "收条 1".into(),
        },
    );
    assert_eq!(desk.case().proof.as_ref().map(|proof| proof.evidence.clone()), Some(vec![photo]));
    desk.does(RECEPTION, close(Outcome::Performed));
    desk.does(CONSUMER, Command::ConfirmSolved);
    assert_eq!(
        desk.refused(CONSUMER, &Command::Rate { stars: 6, words: "".into() }),
        Rejection::Incomplete { part: Gap::Stars }
    );
    desk.does(CONSUMER, Command::Rate { stars: 5, words: "很快".into() });
    assert_eq!(desk.refused(CONSUMER, &Command::Rate { stars: 1, words: "".into() }), Rejection::DoneAlready);
    let view = desk.case().for_consumer(|_| None);
    assert!(view.confirmed && view.stars == Some(5));
    desk.replays();
}

#[test]
fn a_settlement_lacks_nothing() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    let mut refused = |change: &dyn Fn(&mut domain::case::Settlement)| {
        let mut settlement = settlement("320", "2026-11-27");
        change(&mut settlement);
        desk.refused(RECEPTION, &Command::SignSettlement { settlement })
    };
    let gap = |part| Rejection::Incomplete { part };
    assert_eq!(refused(&|s| s.performs.clear()), gap(Gap::Performs));
    assert_eq!(refused(&|s| s.amount = None), gap(Gap::Amount));
    assert_eq!(refused(&|s| s.perform_by = day("2026-11-22")), gap(Gap::PerformBy));
    assert_eq!(refused(&|s| s.merchant.name = "  ".into()), Rejection::SignatureMissing);
    assert_eq!(refused(&|s| s.consumer.evidence = Some("no hash".into())), gap(Gap::Evidence));
    assert_eq!(
        refused(&|s| s.consumer.evidence = None),
        Rejection::SignatureMissing,
        "nothing was drawn on the screen"
    );
    assert_eq!(refused(&|s| s.terms.clear()), Rejection::WordsMissing);
    assert_eq!(settlement("320", "2026-11-27").merchant.way, SignedWay::OnPaper);
}

#[test]
fn mediation_begins_only_once_each_side_has_agreed_and_each_is_recorded() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    let start = Command::StartMediation { consumer_consents: false, merchant_consents: false };
    assert_eq!(desk.refused(MEDIATOR, &start), Rejection::ConsentMissing);
    desk.does(CONSUMER, consent(Party::Consumer, true));
    assert_eq!(desk.refused(MEDIATOR, &start), Rejection::ConsentMissing);
    assert_eq!(desk.refused(CONSUMER, &consent(Party::Merchant, true)), Rejection::StaffOnly);
    desk.does(RECEPTION, consent(Party::Merchant, false));
    assert_eq!(desk.refused(MEDIATOR, &start), Rejection::ConsentMissing);
    desk.does(RECEPTION, consent(Party::Merchant, true));
    assert_eq!(desk.refused(RECEPTION, &start), Rejection::WrongRole { role: domain::role::Role::Receptionist });
    desk.does(MEDIATOR, start);
    assert_eq!(desk.case().state, State::Mediating);
    assert_eq!(desk.case().consents.len(), 2);
}

#[test]
fn a_consent_that_is_confirmed_with_the_move_is_recorded_as_a_fact_of_its_own() {
    let mut desk = Desk::filed_as("2026-11-23 10:00", "complaint", &[(domain::form::Field::MediationConsent, "yes")]);
    desk.with_merchant();
    desk.does(MEDIATOR, Command::StartMediation { consumer_consents: false, merchant_consents: true });
    let recorded: Vec<_> = desk
        .records
        .iter()
        .filter_map(|r| match &r.event {
            Event::ConsentRecorded { party, way, .. } => Some((*party, *way)),
            _ => None,
        })
        .collect();
    assert_eq!(recorded, [(Party::Merchant, ConsentWay::Attested)], "the consumer's box on the form is their own word");
}

#[test]
fn an_unperformed_settlement_reopens_the_case_with_a_clock() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.mediating();
    desk.does(MEDIATOR, Command::SignSettlement { settlement: settlement("320", "2026-11-27") });
    desk.at("2026-11-30 09:30").does(RECEPTION, Command::ReportUnperformed { words: "没有退款".into() });
    assert_eq!(desk.case().state, State::Reopened);
    assert_eq!(desk.case().settlement, None);
    assert_eq!(desk.due(), "2026-12-01 17:30");
    desk.does(RECEPTION, Command::Accept);
    desk.replays();
}

#[test]
fn when_mediation_fails_the_ways_on_are_shown_and_the_seller_is_named_on_application() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    let ask = Command::RequestSellerInfo { words: "准备起诉".into() };
    assert_eq!(desk.refused(CONSUMER, &ask), Rejection::SellerInfoNotDue);
    desk.mediating();
    desk.does(MEDIATOR, Command::FailMediation { reason: FailureReason::MerchantRefuses, words: "商家不同意".into() });
    let exits = desk.case().for_consumer(|_| None).exits;
    assert_eq!(exits, [Exit::Hotline, Exit::Council, Exit::Arbitration, Exit::Court, Exit::SellerInfo]);
    let info =
        SellerInfo {
            name: "好味电器有限公司".into(), address: "长宁路 1 号".into(), contact: "021-12345678".into()
        };
    let release = Command::ReleaseSellerInfo { info: info.clone() };
    assert_eq!(desk.refused(RECEPTION, &release), Rejection::SellerInfoNotDue);
    desk.does(CONSUMER, ask);
    let gap = Command::ReleaseSellerInfo { info: SellerInfo { contact: " ".into(), ..info.clone() } };
    assert_eq!(desk.refused(RECEPTION, &gap), Rejection::Incomplete { part: Gap::SellerInfo });
    assert_eq!(desk.refused(REGULATOR, &release), Rejection::WrongRole { role: domain::role::Role::Regulator });
    desk.does(RECEPTION, release.clone());
    assert_eq!(desk.refused(RECEPTION, &release), Rejection::SellerInfoNotDue, "once for each application");
    let view = desk.case().for_consumer(|_| None);
    assert!(view.timeline.iter().any(|line| line.words == Some(PublicWords::Seller { info: info.clone() })));
    assert!(
        desk.case()
            .timeline
            .iter()
            .any(|e| e.by == RECEPTION && matches!(e.event, Some(Event::SellerInfoReleased { .. })))
    );
    desk.does(SUPERVISOR, Command::Transfer { reference: String::new() });
    assert_eq!(desk.case().packet.as_deref(), Some("2026-0042-Z"));
    desk.does(RECEPTION, Command::RecordReference { reference: "长市监〔2026〕18 号".into() });
    let view = desk.case().for_consumer(|_| None);
    assert_eq!(view.reference.as_deref(), Some("长市监〔2026〕18 号"));
    desk.replays();
}

#[test]
fn a_merchant_that_refuses_is_paid_for_and_never_twice() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    let pay = |payment| Command::PayInAdvance {
        amount: yuan("320"),
        payment: Some(payment),
        merchant: Some(SHOP),
        agreement: agreement(),
    };
    assert!(matches!(desk.refused(SUPERVISOR, &pay(PAYMENT)), Rejection::RouteNotOpen { .. }));
    desk.does(RECEPTION, Command::RecordMerchantReply { stance: Stance::Refuses, words: "不退".into() });
    assert_eq!(desk.refused(MEDIATOR, &pay(PAYMENT)), Rejection::WrongRole { role: domain::role::Role::Mediator });
    let unsigned =
        Command::PayInAdvance { amount: yuan("320"), payment: Some(PAYMENT), merchant: Some(SHOP), agreement: None };
    assert_eq!(desk.refused(SUPERVISOR, &unsigned), Rejection::SignatureMissing);
    desk.does(SUPERVISOR, pay(PAYMENT));
    assert_eq!(desk.case().state, State::AdvancePayment);
    assert_eq!(desk.due(), "2026-11-26 17:30");
    assert_eq!(desk.refused(RECEPTION, &close(Outcome::AdvancePaid)), Rejection::OutcomeUnfit);
    let paid = Command::RecordAdvancePaid { payment: PAYMENT, receipt: "转账 0001".into() };
    desk.does(SUPERVISOR, paid.clone());
    assert_eq!(desk.refused(SUPERVISOR, &paid), Rejection::DoneAlready);
    desk.does(RECEPTION, close(Outcome::AdvancePaid));
    // The consumer objects, the case goes round again: there is no second payment.
    desk.does(CONSUMER, Command::Object { words: "少了".into() });
    desk.with_merchant();
    let other = domain::ids::PaymentId(uuid::Uuid::from_u128(81));
    assert_eq!(desk.refused(SUPERVISOR, &pay(other)), Rejection::DoneAlready);
    desk.replays();
}

#[test]
fn goods_are_tested_while_the_clock_stands_still() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.mediating();
    let due = desk.due();
    desk.does(SUPERVISOR, Command::SendToTesting { what: "电饭煲，送市质检院".into() });
    assert_eq!(desk.due(), "none");
    desk.at("2026-11-25 10:00").does(SUPERVISOR, Command::ReportTest { result: "发热盘断路".into() });
    assert_eq!((due.as_str(), desk.due().as_str()), ("2026-12-07 17:30", "2026-12-09 17:30"));
    assert_eq!(desk.case().state, State::Mediating);
}

#[test]
fn what_cannot_be_taken_is_declined_with_a_reason_and_other_ways() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    let decline = Command::Decline { reason: DeclineReason::NotThisMall, words: "不是本商场的商户".into() };
    assert!(matches!(desk.refused(RECEPTION, &decline), Rejection::WrongRole { .. }));
    desk.does(SUPERVISOR, decline);
    assert!(desk.case().for_consumer(|_| None).exits.contains(&Exit::Court));
}

#[test]
fn the_consumer_may_take_it_back_and_then_nobody_works_on_it() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.does(CONSUMER, Command::Withdraw { words: String::new() });
    assert_eq!(
        desk.refused(RECEPTION, &Command::Accept),
        Rejection::WrongState { state: State::Withdrawn, action: domain::case::Action::Accept }
    );
    assert!(desk.public().contains("withdrawn"));
}

#[test]
fn seven_days_to_object_are_seven_whole_days() {
    let mut desk = Desk::filed("2026-11-02 10:00");
    desk.does(RECEPTION, Command::Accept).does(RECEPTION, close(Outcome::SettledOnSite));
    let object = Command::Object { words: "还是坏的".into() };
    let mut late = desk.clone();
    assert_eq!(late.at("2026-11-10 00:00").refused(CONSUMER, &object), Rejection::TooLateToObject);
    desk.at("2026-11-09 23:59").does(CONSUMER, object);
    assert_eq!(desk.case().state, State::Reopened);
}

#[test]
fn an_answered_question_has_an_ending_of_its_own() {
    let mut question = Desk::filed_as("2026-11-23 10:00", "inquiry", &[]);
    question.does(RECEPTION, Command::Accept);
    assert_eq!(question.refused(RECEPTION, &close(Outcome::SettledOnSite)), Rejection::OutcomeUnfit);
    assert!(question.case().endings().contains(&Outcome::Answered));
    question.does(RECEPTION, close(Outcome::Answered));
    let mut complaint = Desk::filed("2026-11-23 10:00");
    complaint.does(RECEPTION, Command::Accept);
    assert_eq!(complaint.refused(RECEPTION, &close(Outcome::Answered)), Rejection::OutcomeUnfit);
}

#[test]
fn what_was_decided_on_another_state_is_not_done_behind_its_authors_back() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.does(RECEPTION, Command::Accept);
    let base = Some(desk.case().rev);
    desk.does(SUPERVISOR, Command::SendToMerchant { request: "请退款".into() });
    let on = |desk: &Desk, command| decide_on(base, desk.case.as_ref(), &command, &desk.context(RECEPTION));
    // The table would allow it from where the case stands now, but its author did not know.
    assert_eq!(
        on(&desk, close(Outcome::SettledOnSite)),
        Err(Rejection::MovedSince { was: State::Accepted, now: State::WithMerchant })
    );
    assert!(
        on(&desk, Command::Note { words: "店长下午在".into(), mentions: Vec::new() }).is_ok(),
        "a note always applies"
    );
}

#[test]
fn a_tablet_without_network_queues_several_moves_and_each_finds_its_place() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    let base = desk.case().rev;
    // On the tablet: accepted, then sent to the merchant. Meanwhile somebody else left a note on the server.
    desk.does(SUPERVISOR, Command::Note { words: "留意这家店".into(), mentions: Vec::new() });
    for (behind, command) in [(0, Command::Accept), (1, Command::SendToMerchant { request: "请退款".into() })] {
        let events = decide_on(Some(base + behind), desk.case.as_ref(), &command, &desk.context(RECEPTION));
        desk.take(RECEPTION, events.expect("their own moves are no surprise to them"));
    }
    assert_eq!(desk.case().state, State::WithMerchant);
}

#[test]
fn what_a_note_says_stays_in_the_house_and_a_reply_does_not() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.does(RECEPTION, Command::Note { words: "店长很难说话".into(), mentions: Vec::new() });
    desk.does(RECEPTION, Command::Reply { words: "我们明天联系商家".into() });
    desk.with_merchant();
    desk.does(RECEPTION, Command::RecordMerchantReply { stance: Stance::Refuses, words: "说是消费者摔坏的".into() });
    desk.does(RECEPTION, Command::HandOver { to: LIN, words: "客人脾气急".into() });
    let public = desk.public();
    assert!(public.contains("我们明天联系商家"));
    for internal in ["难说话", "摔坏", "脾气"] {
        assert!(!public.contains(internal), "{internal}");
    }
}

#[test]
fn histories_from_before_read_and_go_on() {
    let old = r#"[
        {"rev":2,"at":0,"made_at":0,"by":"server","event":{"registered":{"number":{"year":2026,"serial":1},"first_receiver":null,"due":{"at":1000,"tentative":false}}}},
        {"rev":3,"at":0,"made_at":0,"by":"consumer","event":{"supplemented":{"words":"补充"}}},
        {"rev":4,"at":0,"made_at":0,"by":"server","event":{"noted":{"words":"备注"}}},
        {"rev":5,"at":0,"made_at":0,"by":"server","event":{"settled":{"terms":"退款","perform_by":"2026-11-30"}}},
        {"rev":6,"at":0,"made_at":0,"by":"server","event":{"advance_payment_approved":{"amount":100}}},
        {"rev":7,"at":0,"made_at":0,"by":"server","event":{"transferred":{"reference":"1"}}}
    ]"#;
    assert_eq!(serde_json::from_str::<Vec<domain::case::Record>>(old).expect("reads").len(), 6);
    let settle = r#"{"settle":{"terms":"退款","perform_by":"2026-11-30","both_signed":true}}"#;
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant().does(RECEPTION, serde_json::from_str(settle).expect("reads"));
    assert!(serde_json::from_str::<Command>(r#"{"pay_in_advance":{"amount":100}}"#).is_ok());
}

#[test]
fn a_settlement_on_paper_is_not_for_a_day_that_was_past_when_it_was_signed() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    let settle =
        |until: &str| Command::Settle { terms: "退款 320 元".into(), perform_by: day(until), both_signed: true };
    assert_eq!(desk.refused(RECEPTION, &settle("2026-11-22")), Rejection::Incomplete { part: Gap::PerformBy });
    desk.does(RECEPTION, settle("2026-11-23"));
    desk.replays();
}

#[test]
fn a_proof_from_before_receipts_were_named_still_reads() {
    let old = r#"{"performance_proven":{"words":"已退款"}}"#;
    let event: Event = serde_json::from_str(old).expect("reads");
    assert_eq!(serde_json::to_string(&event).expect("writes"), old);
    let command = r#"{"prove_performance":{"words":"已退款","evidence":[]}}"#;
    assert!(serde_json::from_str::<Command>(command).is_ok());
    let word = r#"{"mechanism_overridden":{"which":"small_claim","takes":true,"reason":"店长同意"}}"#;
    let event: Event = serde_json::from_str(word).expect("reads");
    assert_eq!(serde_json::to_string(&event).expect("writes"), word);
}
