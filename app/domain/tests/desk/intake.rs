//! Complaints that come by telephone or on foot, the calls that follow, and what nobody must forget.

use domain::case::{
    Call, CallDirection, CallResult, CallWith, Channel, Command, Gap, Intake, Referral, Rejection, Reminder, State,
};

use crate::bench::*;

fn intake(channel: Channel) -> Intake {
    let number = "12315-20261123-0071".into();
    let referral = (!channel.is_spoken()).then(|| Referral { number, due: Some(day("2026-11-30")) });
    Intake { channel, read_back: channel.is_spoken(), consent: "已口头告知，王女士说同意".into(), referral }
}

fn by(intake: Intake) -> Command {
    Command::Register { form: form("complaint", &[]), privacy_notice: 1, intake: Box::new(intake) }
}

pub(crate) fn register(channel: Channel) -> Command {
    by(intake(channel))
}

fn call(result: CallResult, words: &str) -> Command {
    let (direction, with) = (CallDirection::Outgoing, CallWith::Consumer);
    Command::LogCall { call: Call { direction, with, result, follow_up: true, words: words.into() } }
}

#[test]
fn who_takes_a_call_is_the_first_receiver_whoever_is_on_duty() {
    let mut desk = Desk::empty("2026-11-23 10:00");
    desk.does(MEDIATOR, register(Channel::Phone));
    let case = desk.case();
    assert_eq!((case.state, case.first_receiver, case.assignee), (State::Received, Some(LIN), Some(LIN)));
    assert_eq!(case.intake.as_deref(), Some(&intake(Channel::Phone)));
    let public = desk.public();
    assert!(public.contains("由工作人员代您登记（来电）") && !public.contains("口头告知"), "{public}");
    assert_eq!(desk.refused(MEDIATOR, &register(Channel::Phone)), Rejection::FiledAlready, "pressed twice");
    desk.does(MEDIATOR, Command::Accept);
    desk.does(CONSUMER, Command::Supplement { words: "小票在家里".into() });
    desk.replays();
}

#[test]
fn at_night_it_waits_for_nobody_because_somebody_took_it() {
    let mut desk = Desk::empty("2026-11-22 23:10");
    desk.on_duty = None;
    desk.does(RECEPTION, register(Channel::WalkIn));
    assert_eq!(desk.case().assignee, Some(MAI));
}

#[test]
fn only_staff_who_receive_cases_register_for_others() {
    let mut desk = Desk::empty("2026-11-23 10:00");
    for who in [CONSUMER, SERVER, REGULATOR] {
        let why = desk.refused(who, &register(Channel::Phone));
        assert!(matches!(why, Rejection::StaffOnly | Rejection::WrongRole { .. }), "{who:?}: {why:?}");
    }
}

#[test]
fn a_caller_hears_it_read_back_agrees_in_words_and_a_referral_has_its_number() {
    let mut desk = Desk::empty("2026-11-23 10:00");
    let gap = |part| Rejection::Incomplete { part };
    let not_read = Intake { read_back: false, ..intake(Channel::WalkIn) };
    assert_eq!(desk.refused(RECEPTION, &by(not_read)), gap(Gap::ReadBack));
    let silent = Intake { consent: " \u{200b} ".into(), ..intake(Channel::Phone) };
    assert_eq!(desk.refused(RECEPTION, &by(silent)), gap(Gap::PrivacyConsent));
    let nameless = Intake { referral: None, ..intake(Channel::Hotline12315) };
    assert_eq!(desk.refused(RECEPTION, &by(nameless)), gap(Gap::ReferralNumber));
    let wordless = Command::Register {
        form: form("complaint", &[(domain::form::Field::Facts, "坏")]),
        privacy_notice: 1,
        intake: Box::new(intake(Channel::Phone)),
    };
    assert!(matches!(desk.refused(RECEPTION, &wordless), Rejection::FormInvalid { .. }));
    desk.does(RECEPTION, register(Channel::Referred));
    let kept = desk.case().intake.clone().and_then(|intake| intake.referral).expect("kept");
    assert_eq!((kept.number.as_str(), kept.due), ("12315-20261123-0071", Some(day("2026-11-30"))));
}

#[test]
fn calls_stand_on_the_timeline_also_after_the_end_and_no_consumer_reads_them() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    assert_eq!(desk.refused(RECEPTION, &call(CallResult::Reached, " ")), Rejection::WordsMissing);
    desk.does(RECEPTION, call(CallResult::NoAnswer, ""));
    desk.does(CONSUMER, Command::Withdraw { words: String::new() });
    desk.does(RECEPTION, call(CallResult::Reached, "回访：王女士说店里已经退了"));
    assert_eq!(desk.case().state, State::Withdrawn);
    assert!(!desk.public().contains("回访"));
    assert!(matches!(desk.refused(CONSUMER, &call(CallResult::Reached, "我打的")), Rejection::StaffOnly));
    desk.replays();
}

#[test]
fn a_reminder_shows_from_its_day_on_until_its_owner_ticks_it_off() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    let remind = |on| Command::SetReminder { on: day(on), words: "给王女士回电".into() };
    assert_eq!(desk.refused(RECEPTION, &remind("2026-11-22")), Rejection::Incomplete { part: Gap::Reminder });
    desk.does(RECEPTION, remind("2026-11-25"));
    let set = desk.case().rev;
    let words = "给王女士回电".into();
    assert_eq!(desk.case().reminders, [Reminder { rev: set, of: MAI, by: MAI, on: day("2026-11-25"), words }]);
    let done = Command::CompleteReminder { reminder: set };
    assert_eq!(desk.refused(MEDIATOR, &done), Rejection::DoneAlready, "it is not hers");
    desk.does(RECEPTION, done.clone());
    assert!(desk.case().reminders.is_empty());
    assert_eq!(desk.refused(RECEPTION, &done), Rejection::DoneAlready);
    assert!(!desk.public().contains("回电"));
    desk.replays();
}

#[test]
fn colleagues_who_are_named_in_a_note_find_it_on_their_day_each_by_themselves() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.does(RECEPTION, Command::Note { words: "店长下午在，请去一趟".into(), mentions: vec![LIN, ZHOU, LIN] });
    let note = desk.case().rev;
    let of: Vec<_> = desk.case().reminders.iter().map(|one| (one.rev, one.of, one.by)).collect();
    assert_eq!(of, [(note, LIN, MAI), (note, ZHOU, MAI)]);
    desk.does(MEDIATOR, Command::CompleteReminder { reminder: note });
    assert_eq!(desk.case().reminders.len(), 1, "the supervisor's stays");
    assert!(!desk.public().contains("店长"));
    desk.replays();
}
