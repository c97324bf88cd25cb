//! Warnings at 50, 80 and 100 percent of the working time, each once.

use domain::{
    case::{Command, Rejection},
    clock::{Promise, next_warning},
    mechanism::queue_place,
};

use crate::bench::*;

fn next(desk: &Desk) -> Option<(String, String)> {
    let warning = next_warning(desk.case(), &desk.calendar, &desk.rules, desk.now)?;
    Some((warning.key.to_string(), shown(warning.at)))
}

fn raise(desk: &mut Desk) -> Result<(), Rejection> {
    let warning = next_warning(desk.case(), &desk.calendar, &desk.rules, desk.now).expect("something to raise").key;
    desk.tries(SERVER, &Command::RaiseWarning { warning })
}

#[test]
fn warnings_fall_at_shares_of_the_working_time_and_not_of_the_calendar() {
    let mut desk = Desk::filed("2026-11-19 17:30");
    desk.with_merchant();
    // Thursday at closing, three working days: Friday, Monday, Tuesday, of eight hours and a half each.
    let expected = [("50", "2026-11-23 13:15"), ("80", "2026-11-24 12:24"), ("100", "2026-11-24 17:30")];
    for (percent, moment) in expected {
        assert_eq!(next(&desk), Some((format!("merchant/4/{percent}"), moment.into())));
        assert_eq!(raise(&mut desk), Err(Rejection::WarningNotDue), "not before its time");
        desk.at(moment);
        raise(&mut desk).expect("due");
    }
    assert_eq!(next(&desk), None);
    assert!(desk.case().is_escalated());
    assert!(!desk.public().contains("escalat") && !desk.public().contains("warn"));
    desk.replays();
}

#[test]
fn a_warning_is_raised_once_whoever_tries() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant().at("2026-11-25 09:30");
    let warning = next_warning(desk.case(), &desk.calendar, &desk.rules, desk.now).expect("due").key;
    desk.does(SERVER, Command::RaiseWarning { warning });
    assert_eq!(desk.refused(SERVER, &Command::RaiseWarning { warning }), Rejection::DoneAlready);
    assert_eq!(desk.refused(SUPERVISOR, &Command::RaiseWarning { warning }), Rejection::WarningNotDue);
}

#[test]
fn a_server_that_was_down_raises_the_last_step_only() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant().at("2026-12-10 09:00");
    assert_eq!(next(&desk).map(|(key, _)| key).as_deref(), Some("merchant/4/100"));
    raise(&mut desk).expect("due");
    assert_eq!(next(&desk), None, "the earlier steps are said by it");
}

#[test]
fn a_paused_clock_warns_nobody_and_warns_later_once_it_runs_again() {
    let mut desk = Desk::filed("2026-11-19 17:30");
    desk.with_merchant();
    desk.at("2026-11-20 09:00").does(RECEPTION, Command::AskMore { question: "小票？".into() });
    let key = next(&desk).expect("the consumer's clock").0;
    assert!(key.starts_with("supplement/"), "{key}");
    desk.at("2026-11-24 09:00").does(CONSUMER, Command::Supplement { words: "在这里".into() });
    assert_eq!(next(&desk), Some(("merchant/4/50".into(), "2026-11-25 13:15".into())));
}

#[test]
fn a_clock_that_starts_again_warns_again_under_its_own_name() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant().at("2026-11-26 17:30");
    raise(&mut desk).expect("due");
    desk.does(RECEPTION, Command::RecordMerchantReply { stance: domain::case::Stance::Offers, words: "换新".into() });
    let warning = next_warning(desk.case(), &desk.calendar, &desk.rules, desk.now).expect("staff's own clock");
    assert_eq!((warning.key.promise, warning.key.percent), (Promise::Answer, 50));
}

#[test]
fn an_agreed_day_that_passes_is_passed_up() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    desk.does(RECEPTION, Command::SignSettlement { settlement: settlement("320", "2026-11-28") });
    desk.at("2026-11-29 00:00");
    assert_eq!(next(&desk), Some(("performance/5/100".into(), "2026-11-28 23:59".into())));
}

#[test]
fn what_was_passed_up_comes_before_what_was_not() {
    let mut late = Desk::filed("2026-11-23 10:00");
    let other = Desk::filed("2026-11-23 09:00");
    late.at("2026-11-25 09:00");
    assert!(queue_place(other.case()) < queue_place(late.case()));
    raise(&mut late).expect("due");
    assert!(queue_place(late.case()) < queue_place(other.case()));
}
