//! The rules change in the middle of a case.

use domain::{
    case::Command,
    clock::{Promise, clocks},
};

use crate::bench::*;

#[test]
fn a_clock_keeps_the_version_under_which_it_started() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.with_merchant();
    let version = desk.rules.version;
    // From now on merchants get one day, and the desk closes at 20:00.
    desk.rules.version += 1;
    desk.rules.merchant_within = 1;
    desk.rules.closing_time = (20, 0);
    desk.at("2026-11-24 10:00").does(RECEPTION, Command::AskMore { question: "小票？".into() });
    desk.at("2026-11-24 19:00").does(CONSUMER, Command::Supplement { words: "在这里".into() });
    let all = clocks(desk.case(), &desk.calendar);
    let merchant = all.iter().find(|clock| clock.promise == Promise::Merchant).expect("running");
    assert_eq!((merchant.terms.rules, merchant.terms.days), (version, 3));
    // Paused from 10:00 to 17:30, when a day ended under the rules of this clock: seven hours and a half.
    assert_eq!(desk.due(), "2026-11-27 16:30");
    // A clock that starts now runs under the new rules.
    desk.does(MEDIATOR, Command::StartMediation { consumer_consents: true, merchant_consents: true });
    let all = clocks(desk.case(), &desk.calendar);
    assert_eq!(all.iter().map(|clock| clock.terms.rules).collect::<Vec<_>>(), [version + 1]);
    assert_eq!(desk.due(), "2026-12-08 20:00");
    desk.replays();
}
