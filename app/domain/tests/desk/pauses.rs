//! Several reasons to pause at once, and clocks that start while the others stand still.

use domain::{
    case::{Case, Command, State},
    clock::{Promise, clocks},
    ids::CaseId,
    mechanism::Grounds,
};
use uuid::Uuid;

use crate::bench::*;

const OTHER: CaseId = CaseId(Uuid::from_u128(41));

fn small_claim() -> Command {
    Command::TakeRoute { grounds: Grounds::SmallClaim { evidence_clear: true } }
}

fn ask() -> Command {
    Command::AskMore { question: "请补充小票".into() }
}

fn answer() -> Command {
    Command::Supplement { words: "小票在这里".into() }
}

/// When that promise ends: `paused` while nobody knows, `none` where it does not run.
fn ends(desk: &Desk, promise: Promise) -> String {
    let all = clocks(desk.case(), &desk.calendar);
    let Some(clock) = all.iter().find(|clock| clock.promise == promise) else { return "none".into() };
    clock.due(&desk.calendar).map_or_else(|| "paused".into(), |due| shown(due.at))
}

/// This case goes on in another one that is as open.
fn merge(desk: &mut Desk) {
    let other = Case { id: OTHER, ..Desk::filed("2026-11-23 09:00").case().clone() };
    let command = Command::Merge { into: OTHER, words: "同一件事".into() };
    let linked = desk.linked(SUPERVISOR, &command, Some(&other)).expect("merged");
    desk.take(SUPERVISOR, linked.here);
}

fn unmerge(desk: &mut Desk) {
    let linked = desk.linked(SUPERVISOR, &Command::Unmerge { words: "是两件事".into() }, None).expect("separated");
    desk.take(SUPERVISOR, linked.here);
}

#[test]
fn a_small_claim_found_while_the_consumer_looks_for_the_receipt_waits_for_the_receipt() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant().does(RECEPTION, ask());
    assert_eq!(desk.due(), "2026-11-30 17:30", "the consumer has five working days to answer");
    desk.at("2026-11-24 10:00").does(RECEPTION, small_claim());
    assert_eq!(desk.due(), "2026-11-30 17:30", "the consumer is not hurried by a clock of ours");
    assert_eq!(ends(&desk, Promise::SmallClaim), "paused");
    assert_eq!(ends(&desk, Promise::Supplement), "2026-11-30 17:30");
    desk.at("2026-11-26 10:00").does(CONSUMER, answer());
    // It had a working day, from Tuesday 10:00 to Wednesday 17:30, and none of it has run.
    assert_eq!(ends(&desk, Promise::SmallClaim), "2026-11-27 17:30");
    assert_eq!(desk.due(), "2026-11-27 17:30", "the soonest of what goes on");
    desk.replays();
}

#[test]
fn a_small_claim_found_during_a_test_waits_for_the_result() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant().does(SUPERVISOR, Command::SendToTesting { what: "电饭煲".into() });
    desk.does(RECEPTION, small_claim());
    assert_eq!((desk.due().as_str(), desk.case().state), ("none", State::Testing), "检测中，时间另算");
    desk.at("2026-11-25 10:00").does(SUPERVISOR, Command::ReportTest { result: "断路".into() });
    assert_eq!(desk.due(), "2026-11-26 17:30");
}

#[test]
fn a_question_asked_twice_does_not_lose_the_first_pause() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    for (asked, answered) in [("2026-11-24 10:00", "2026-11-25 10:00"), ("2026-11-26 10:00", "2026-11-27 10:00")] {
        desk.at(asked).does(RECEPTION, ask());
        desk.at(answered).does(CONSUMER, answer());
    }
    assert_eq!(ends(&desk, Promise::Merchant), "2026-11-30 17:30", "two working days of pause");
}

#[test]
fn a_case_merged_and_separated_while_it_waits_for_the_consumer_goes_on_waiting() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant().does(RECEPTION, ask());
    desk.at("2026-11-24 10:00");
    merge(&mut desk);
    assert_eq!((ends(&desk, Promise::Supplement), desk.due()), ("paused".into(), "none".into()));
    desk.at("2026-11-26 10:00");
    unmerge(&mut desk);
    assert_eq!(ends(&desk, Promise::Supplement), "2026-12-02 17:30", "two working days were not counted");
    assert_eq!(desk.due(), "2026-12-02 17:30", "and the consumer is told by when");
    assert_eq!(ends(&desk, Promise::Merchant), "paused", "the question is still open");
    desk.does(CONSUMER, answer());
    assert_eq!(ends(&desk, Promise::Supplement), "none");
    assert_eq!(ends(&desk, Promise::Merchant), "2026-12-01 17:30", "asked on Monday at 10:00, answered on Thursday");
    assert_eq!(desk.due(), "2026-12-01 17:30");
    desk.replays();
}

#[test]
fn an_answer_that_comes_while_the_case_is_merged_ends_the_question_and_not_the_merge() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant().does(RECEPTION, ask());
    merge(&mut desk);
    desk.at("2026-11-24 10:00").does(CONSUMER, answer());
    assert_eq!((ends(&desk, Promise::Merchant), desk.due()), ("paused".into(), "none".into()));
    desk.at("2026-11-25 10:00");
    unmerge(&mut desk);
    assert_eq!(desk.due(), "2026-11-30 17:30");
    assert_eq!(ends(&desk, Promise::Merchant), desk.due());
}

#[test]
fn a_case_merged_while_it_is_tested_stays_without_a_time_until_the_result_is_in() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant().does(SUPERVISOR, Command::SendToTesting { what: "电饭煲".into() });
    merge(&mut desk);
    desk.at("2026-11-24 10:00");
    unmerge(&mut desk);
    assert_eq!((ends(&desk, Promise::Merchant), desk.due()), ("paused".into(), "none".into()));
    desk.at("2026-11-25 10:00").does(SUPERVISOR, Command::ReportTest { result: "断路".into() });
    assert_eq!(desk.due(), "2026-11-30 17:30");
}
