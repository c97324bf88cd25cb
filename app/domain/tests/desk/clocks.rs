//! Promised times at the edges of the calendar, and statutory times beside them.

use domain::{
    case::{Command, State},
    clock::{Clock, Promise, StatutoryKind, WorkTime, clocks, statutory_clocks},
    form::Field,
};

use crate::bench::*;

fn clock(desk: &Desk, promise: Promise) -> Clock {
    let all = clocks(desk.case(), &desk.calendar);
    all.iter().find(|clock| clock.promise == promise).unwrap_or_else(|| panic!("{promise:?} runs in {all:?}")).clone()
}

fn due(desk: &Desk, promise: Promise) -> (String, bool) {
    let due = clock(desk, promise).due(&desk.calendar).expect("running");
    (shown(due.at), due.tentative)
}

/// Sent to the merchant (three working days), asked for more at the first moment, answered at the second.
fn paused(sent: &str, from: &str, until: &str) -> String {
    let mut desk = Desk::filed(sent);
    desk.with_merchant();
    desk.at(from).does(RECEPTION, Command::AskMore { question: "请补充小票".into() });
    assert!(clock(&desk, Promise::Merchant).is_paused());
    assert_eq!(clock(&desk, Promise::Merchant).due(&desk.calendar), None, "nobody knows yet");
    desk.at(until).does(CONSUMER, Command::Supplement { words: "小票在这里".into() });
    let by_history = due(&desk, Promise::Merchant).0;
    assert_eq!(desk.case().state, State::WithMerchant);
    assert_eq!(desk.due(), by_history, "what is stored is what the history says");
    by_history
}

#[test]
fn a_saturday_that_is_worked_counts_and_a_holiday_does_not() {
    let sent = |day: &str| {
        let mut desk = Desk::filed(day);
        desk.with_merchant();
        due(&desk, Promise::Merchant).0
    };
    assert_eq!(sent("2026-11-23 10:00"), "2026-11-26 17:30");
    assert_eq!(sent("2026-11-26 10:00"), "2026-12-01 17:30", "a plain weekend");
    assert_eq!(sent("2026-05-06 10:00"), "2026-05-09 17:30", "Saturday 9 May 2026 is worked");
    assert_eq!(sent("2026-02-13 10:00"), "2026-02-25 17:30", "14 February is worked, 15 to 23 is Spring Festival");
    assert_eq!(sent("2026-09-30 10:00"), "2026-10-10 17:30", "National Day, and Saturday 10 October is worked");
    assert_eq!(sent("2025-12-30 10:00"), "2026-01-05 17:30", "year end: Sunday 4 January 2026 is worked");
}

#[test]
fn a_clock_that_starts_on_a_day_off_runs_from_the_next_working_day() {
    let mut desk = Desk::filed("2026-02-18 20:00");
    assert_eq!(due(&desk, Promise::Accept).0, "2026-02-24 17:30");
    assert_eq!(clock(&desk, Promise::Accept).percent_used(at("2026-02-23 23:00"), &desk.calendar), 0);
    desk.at("2026-02-24 09:00").does(RECEPTION, Command::Accept);
    assert_eq!(due(&desk, Promise::Answer).0, "2026-02-27 17:30");
}

#[test]
fn a_pause_over_a_holiday_moves_the_end_by_its_working_time_only() {
    // Asked at the close of the last day before Spring Festival, answered before the first day after it opens.
    assert_eq!(paused("2026-02-13 10:00", "2026-02-14 17:30", "2026-02-24 08:00"), "2026-02-25 17:30");
    // Half an hour of Saturday 14 February and half an hour of Tuesday 24 February were working time.
    assert_eq!(paused("2026-02-13 10:00", "2026-02-14 17:00", "2026-02-24 09:30"), "2026-02-26 10:00");
    // National Day.
    assert_eq!(paused("2026-09-29 10:00", "2026-09-30 17:30", "2026-10-07 12:00"), "2026-10-09 17:30");
}

#[test]
fn a_pause_that_begins_and_ends_on_one_day_counts_by_the_minute() {
    assert_eq!(paused("2026-11-23 10:00", "2026-11-24 10:00", "2026-11-24 15:00"), "2026-11-27 14:00");
    assert_eq!(paused("2026-11-23 10:00", "2026-11-24 18:00", "2026-11-24 22:00"), "2026-11-26 17:30", "after closing");
    assert_eq!(
        paused("2026-11-23 10:00", "2026-11-24 12:00", "2026-11-24 12:00"),
        "2026-11-26 17:30",
        "no time at all"
    );
    assert_eq!(paused("2026-11-20 10:00", "2026-11-21 10:00", "2026-11-22 20:00"), "2026-11-25 17:30", "a weekend");
}

#[test]
fn several_pauses_add_up_and_whole_days_move_it_by_whole_days() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.mediating();
    assert_eq!(desk.due(), "2026-12-07 17:30");
    desk.at("2026-11-24 10:00").does(RECEPTION, Command::AskMore { question: "小票？".into() });
    desk.at("2026-11-25 10:00").does(CONSUMER, Command::Supplement { words: "在这里".into() });
    assert_eq!(desk.due(), "2026-12-08 17:30");
    desk.at("2026-11-26 10:00").does(SUPERVISOR, Command::SendToTesting { what: "送检".into() });
    desk.at("2026-12-03 10:00").does(SUPERVISOR, Command::ReportTest { result: "不合格".into() });
    assert_eq!(desk.due(), "2026-12-15 17:30");
    assert_eq!(due(&desk, Promise::Mediation).0, desk.due());
}

#[test]
fn what_the_consumer_adds_unasked_moves_no_clock() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    desk.at("2026-11-24 10:00").does(CONSUMER, Command::Supplement { words: "再说一点".into() });
    assert_eq!(
        (desk.due().as_str(), due(&desk, Promise::Merchant).0.as_str()),
        ("2026-11-26 17:30", "2026-11-26 17:30")
    );
}

#[test]
fn a_year_that_is_not_announced_is_tentative_until_it_is() {
    let mut desk = Desk::filed("2026-12-30 10:00");
    desk.with_merchant();
    assert_eq!(due(&desk, Promise::Merchant), ("2027-01-04 17:30".into(), true), "Friday 1 January counts for now");
    let announced =
        serde_json::json!({ "holidays": ["2027-01-01", "2027-01-02", "2027-01-03"], "makeup_workdays": [] });
    desk.calendar.years.insert(2027, serde_json::from_value(announced).expect("a year"));
    assert_eq!(due(&desk, Promise::Merchant), ("2027-01-05 17:30".into(), false), "counted anew");
}

#[test]
fn the_time_for_a_reasoned_refusal_is_counted_anew_as_well() {
    let mut desk = Desk::filed("2026-12-28 10:00");
    assert_eq!(due(&desk, Promise::Accept), ("2026-12-29 17:30".into(), false));
    assert_eq!(due(&desk, Promise::Decline), ("2027-01-06 17:30".into(), true), "seven working days, 暂定");
    let terms = clock(&desk, Promise::Decline).terms;
    assert_eq!((terms.rules, terms.days), (desk.rules.version, 7), "under terms of its own");
    let announced =
        serde_json::json!({ "holidays": ["2027-01-01", "2027-01-02", "2027-01-03"], "makeup_workdays": [] });
    desk.calendar.years.insert(2027, serde_json::from_value(announced).expect("a year"));
    assert_eq!(due(&desk, Promise::Decline), ("2027-01-07 17:30".into(), false));
}

#[test]
fn a_refusal_promised_before_its_terms_were_kept_stays_as_promised() {
    let mut desk = Desk::filed("2026-12-28 10:00");
    let mut records = serde_json::to_value(&desk.records).expect("serialises");
    records[1]["event"]["registered"].as_object_mut().expect("registered").remove("decline_clock");
    let records: Vec<domain::case::Record> = serde_json::from_value(records).expect("reads");
    desk.case = domain::case::replay(desk.id, &records);
    assert_eq!(due(&desk, Promise::Decline), ("2027-01-06 17:30".into(), true), "nobody knows from how many days");
}

#[test]
fn a_pause_into_a_year_that_is_not_announced_makes_the_end_tentative() {
    let mut desk = Desk::filed("2026-12-28 10:00");
    desk.with_merchant();
    assert_eq!(due(&desk, Promise::Merchant), ("2026-12-31 17:30".into(), false));
    desk.at("2026-12-31 09:00").does(RECEPTION, Command::AskMore { question: "小票？".into() });
    desk.at("2027-01-04 09:00").does(CONSUMER, Command::Supplement { words: "在这里".into() });
    // Thursday 31 December and, as far as known, Friday 1 January were paused.
    assert_eq!(due(&desk, Promise::Merchant), ("2027-01-04 17:30".into(), true));
    assert!(desk.case().due.is_some_and(|due| due.tentative));
}

#[test]
fn a_server_in_utc_counts_the_day_in_shanghai() {
    // 00:30 on Tuesday in Shanghai is still Monday in UTC.
    let desk = Desk::filed("2026-11-24 00:30");
    assert_eq!(due(&desk, Promise::Accept).0, "2026-11-25 17:30");
}

#[test]
fn working_time_is_what_it_says() {
    let calendar = calendar();
    let work = WorkTime::new(&calendar, (9, 0), (17, 30));
    const HOUR: i64 = 3_600_000;
    assert_eq!(work.between(at("2026-11-23 10:00"), at("2026-11-24 10:00")), 17 * HOUR / 2);
    assert_eq!(work.between(at("2026-11-24 10:00"), at("2026-11-23 10:00")), 0);
    assert_eq!(work.between(at("2026-11-21 00:00"), at("2026-11-22 23:59")), 0);
    assert_eq!(shown(work.after(at("2026-11-20 17:00"), HOUR).0), "2026-11-23 09:30");
    assert_eq!(
        shown(work.after(at("2026-11-20 17:00"), HOUR / 2).0),
        "2026-11-20 17:30",
        "the close, not the next opening"
    );
    let whole_day = WorkTime::new(&calendar, (18, 0), (9, 0));
    assert!(whole_day.between(at("2026-11-23 00:00"), at("2026-11-23 23:59")) > 23 * HOUR);
}

#[test]
fn the_green_lane_has_shorter_clocks_and_a_small_claim_one_of_its_own() {
    let mut green = Desk::filed_as("2026-11-23 10:00", "complaint", &[(Field::GreenReasons, "pregnant")]);
    green.with_merchant();
    assert_eq!(green.due(), "2026-11-24 17:30");
    let mut small = Desk::filed("2026-11-23 10:00");
    small.does(RECEPTION, Command::Accept);
    let grounds = domain::mechanism::Grounds::SmallClaim { evidence_clear: true };
    small.does(RECEPTION, Command::TakeRoute { grounds });
    assert_eq!(small.due(), "2026-11-24 17:30");
    small.does(RECEPTION, Command::SendToMerchant { request: "请退款".into() });
    assert_eq!(due(&small, Promise::SmallClaim).0, "2026-11-24 17:30", "it goes on beside the merchant's");
    assert_eq!(due(&small, Promise::Merchant).0, "2026-11-26 17:30");
    small.does(RECEPTION, Command::SignSettlement { settlement: settlement("320", "2026-11-27") });
    assert_eq!(clocks(small.case(), &small.calendar).len(), 1, "only the performance is left");
}

#[test]
fn statutory_times_stand_apart_with_their_sources() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    let terms = desk.rules.statutory.clone();
    let shown = |desk: &Desk| -> Vec<(StatutoryKind, String, bool)> {
        let all = statutory_clocks(desk.case(), &desk.calendar, &terms);
        all.iter().map(|c| (c.term.kind, c.due.last_day.to_string(), c.term.needs_review)).collect()
    };
    let limitation = [
        (StatutoryKind::DefectClaim, "2027-12-01".to_owned(), false),
        (StatutoryKind::GeneralClaim, "2028-12-01".to_owned(), true),
    ];
    assert_eq!(shown(&desk), limitation);
    desk.does(RECEPTION, Command::Accept).does(SUPERVISOR, Command::Transfer { reference: String::new() });
    assert_eq!(
        shown(&desk)[..2],
        [
            (StatutoryKind::RegulatorDecides, "2026-12-02".to_owned(), false),
            (StatutoryKind::RegulatorMediates, "2027-01-22".to_owned(), true),
        ]
    );
    assert!(clocks(desk.case(), &desk.calendar).is_empty(), "the regulator's times are no promise of ours");
}
