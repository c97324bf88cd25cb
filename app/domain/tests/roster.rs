//! 排班 in the field's words: early and late shifts, nights, holidays, 调休 days, leave, and a word by hand.

use domain::{
    calendar::WorkCalendar,
    moment::{Day, Moment},
    roster::{Days, Exception, NotAPlan, Plan, Shift, Standing, TimeOfDay, Weekday},
};
use proptest::prelude::*;

use Standing::{Free, Off, OnLeave, OnShift};

fn calendar() -> WorkCalendar {
    serde_json::from_str(include_str!("../../../server/content/workdays-cn.json")).expect("the calendar reads")
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn time(text: &str) -> TimeOfDay {
    TimeOfDay::parse(text).expect("a time")
}

fn at(text: &str) -> Moment {
    let (on, when) = text.split_once(' ').expect("day and time");
    time(when).on(day(on))
}

fn workdays(from: &str, to: &str) -> Shift {
    Shift { on: Days::Workdays, from: time(from), to: time(to) }
}

fn weekly(days: &[Weekday], from: &str, to: &str) -> Shift {
    Shift { on: Days::Weekdays(days.iter().copied().collect()), from: time(from), to: time(to) }
}

fn leave(first: &str, last: &str) -> Exception {
    Exception::Leave { first: day(first), last: day(last) }
}

fn office(exceptions: Vec<Exception>) -> Plan {
    Plan { shifts: vec![workdays("09:00", "17:30")], exceptions }.checked().expect("a plan")
}

/// What is planned, at one moment after the other.
fn says(plan: &Plan, moments: &[(&str, Standing)]) {
    for (moment, expected) in moments {
        assert_eq!(plan.standing(at(moment), &calendar()), *expected, "{moment}");
    }
}

#[test]
fn an_ordinary_day_begins_and_ends_to_the_minute() {
    says(
        &office(vec![]),
        &[
            ("2026-11-23 08:59", Off),
            ("2026-11-23 09:00", OnShift),
            ("2026-11-23 17:29", OnShift),
            ("2026-11-23 17:30", Off),
        ],
    );
}

#[test]
fn a_shift_of_working_days_is_off_on_a_holiday_and_worked_on_the_saturday_that_makes_up_for_it() {
    says(&office(vec![]), &[("2026-10-01 10:00", Off), ("2026-10-10 10:00", OnShift), ("2026-10-11 10:00", Off)]);
}

#[test]
fn whoever_works_saturdays_works_them_whatever_the_calendar_says() {
    let plan =
        Plan { shifts: vec![weekly(&[Weekday::Saturday, Weekday::Thursday], "10:00", "22:00")], exceptions: vec![] };
    says(
        &plan,
        &[
            ("2026-10-01 12:00", OnShift),
            ("2026-10-10 12:00", OnShift),
            ("2026-11-28 12:00", OnShift),
            ("2026-11-27 12:00", Off),
        ],
    );
}

#[test]
fn a_night_shift_belongs_to_the_day_on_which_it_begins() {
    let night = weekly(&[Weekday::Friday], "22:00", "06:00");
    let plan = Plan { shifts: vec![night], exceptions: vec![] };
    let nights = [
        ("2026-11-27 21:59", Off),
        ("2026-11-27 22:00", OnShift),
        ("2026-11-28 00:00", OnShift),
        ("2026-11-28 05:59", OnShift),
        ("2026-11-28 06:00", Off),
        ("2026-11-28 22:00", Off),
    ];
    says(&plan, &nights);
    // Monday's leave begins when Sunday's night is over, and takes Monday's night.
    let plan = Plan {
        shifts: vec![weekly(&Weekday::ALL, "22:00", "06:00")],
        exceptions: vec![leave("2026-11-23", "2026-11-23")],
    };
    says(
        &plan,
        &[
            ("2026-11-23 05:59", OnShift),
            ("2026-11-23 06:00", OnLeave),
            ("2026-11-23 22:30", OnLeave),
            ("2026-11-24 00:00", Off),
            ("2026-11-24 22:00", OnShift),
        ],
    );
}

#[test]
fn leave_over_a_working_day_is_an_absence_from_its_first_minute_to_its_last() {
    says(
        &office(vec![leave("2026-11-23", "2026-11-24")]),
        &[
            ("2026-11-22 23:59", Off),
            ("2026-11-23 00:00", OnLeave),
            ("2026-11-24 23:59", OnLeave),
            ("2026-11-25 00:00", Off),
            ("2026-11-25 09:00", OnShift),
        ],
    );
}

#[test]
fn leave_that_lies_within_a_holiday_takes_no_case_from_anybody() {
    says(&office(vec![leave("2026-10-01", "2026-10-07")]), &[("2026-10-01 10:00", Off), ("2026-10-07 10:00", Off)]);
    // One working day more, and it is an absence from the start: 30 September is a Wednesday that is worked.
    let longer = office(vec![leave("2026-09-30", "2026-10-07")]);
    says(&longer, &[("2026-09-30 10:00", OnLeave), ("2026-10-05 10:00", OnLeave), ("2026-10-08 09:00", OnShift)]);
}

#[test]
fn a_saturday_off_is_no_absence_but_a_saturday_that_is_worked_is() {
    says(&office(vec![leave("2026-11-28", "2026-11-29")]), &[("2026-11-28 10:00", Off)]);
    says(&office(vec![leave("2026-10-10", "2026-10-10")]), &[("2026-10-10 10:00", OnLeave)]);
}

#[test]
fn leave_over_the_turn_of_a_year_that_is_not_announced_counts_monday_to_friday() {
    let plan = office(vec![leave("2026-12-31", "2027-01-04")]);
    says(&plan, &[("2027-01-02 10:00", OnLeave), ("2027-01-05 09:00", OnShift)]);
}

#[test]
fn whoever_is_away_for_hours_takes_no_new_case_and_loses_none() {
    let away = Exception::Away { day: day("2026-11-23"), from: time("13:00"), to: time("15:00") };
    says(
        &office(vec![away]),
        &[("2026-11-23 12:59", OnShift), ("2026-11-23 13:00", Off), ("2026-11-23 15:00", OnShift)],
    );
}

#[test]
fn an_extra_shift_counts_on_a_day_off_and_even_on_a_day_of_leave() {
    let extra = |on| Exception::Extra { day: day(on), from: time("18:00"), to: time("02:00") };
    let plan = office(vec![leave("2026-11-24", "2026-11-25"), extra("2026-11-24"), extra("2026-11-28")]);
    says(
        &plan,
        &[
            ("2026-11-24 17:59", OnLeave),
            ("2026-11-24 18:00", OnShift),
            ("2026-11-25 01:59", OnShift),
            ("2026-11-25 02:00", OnLeave),
            ("2026-11-28 20:00", OnShift),
            ("2026-11-29 02:00", Off),
        ],
    );
}

#[test]
fn whoever_has_no_hours_in_the_plan_goes_on_duty_by_hand_and_is_off_for_leave_only() {
    let plan = Plan { shifts: vec![], exceptions: vec![leave("2026-11-24", "2026-11-24")] };
    says(&plan, &[("2026-11-23 10:00", Free), ("2026-11-24 10:00", OnLeave), ("2026-11-25 10:00", Free)]);
    assert_eq!(Plan::default().next_change(at("2026-11-23 10:00"), &calendar()), None);
}

#[test]
fn the_next_change_is_the_next_and_two_shifts_that_touch_are_one() {
    let plan = Plan {
        shifts: vec![workdays("09:00", "13:00"), workdays("13:00", "21:00")],
        exceptions: vec![leave("2026-11-30", "2026-12-01")],
    };
    let mut now = at("2026-11-27 10:00");
    let mut changes = Vec::new();
    for _ in 0..5 {
        now = plan.next_change(now, &calendar()).expect("a change");
        changes.push((now, plan.standing(now, &calendar())));
    }
    let expected = [
        ("2026-11-27 21:00", Off),
        ("2026-11-30 00:00", OnLeave),
        ("2026-12-02 00:00", Off),
        ("2026-12-02 09:00", OnShift),
        ("2026-12-02 21:00", Off),
    ];
    assert_eq!(changes, expected.map(|(moment, standing)| (at(moment), standing)));
}

#[test]
fn what_cannot_be_planned_says_why_in_both_languages() {
    let none = Plan { shifts: vec![weekly(&[], "09:00", "17:00")], exceptions: vec![] };
    let never = Plan { shifts: vec![workdays("09:00", "09:00")], exceptions: vec![] };
    let back = Plan { shifts: vec![], exceptions: vec![leave("2026-11-24", "2026-11-23")] };
    let long = Plan { shifts: vec![], exceptions: vec![leave("2026-01-01", "2027-06-01")] };
    let much = Plan { shifts: vec![workdays("09:00", "17:00"); 22], exceptions: vec![] };
    let whys: Vec<NotAPlan> =
        [none, never, back, long, much].into_iter().map(|plan| plan.checked().expect_err("no plan")).collect();
    assert!(matches!(
        whys[..],
        [
            NotAPlan::NoDays,
            NotAPlan::NoTime { .. },
            NotAPlan::BackToFront { .. },
            NotAPlan::TooLong { .. },
            NotAPlan::TooMuch
        ]
    ));
    for why in whys {
        let said = why.sentence();
        assert!(!said.zh.is_empty() && !said.en.is_empty() && !said.zh.contains("{}") && !said.en.contains("{}"));
    }
}

#[test]
fn a_plan_is_the_same_after_it_was_kept() {
    let plan = office(vec![leave("2026-11-24", "2026-11-25")]);
    let kept = serde_json::to_string(&plan).expect("it is JSON");
    assert_eq!(serde_json::from_str::<Plan>(&kept).ok(), Some(plan), "{kept}");
    for wrong in ["24:00", "9:5", "nine", "", "09:60", "-1:00"] {
        assert_eq!(TimeOfDay::parse(wrong), None, "{wrong}");
    }
    assert_eq!(TimeOfDay::parse("９：３０").map(|time| time.to_string()).as_deref(), Some("09:30"));
}

fn any_time() -> impl Strategy<Value = TimeOfDay> {
    (0u8..24, 0u8..60).prop_map(|(hour, minute)| TimeOfDay::new(hour, minute).expect("a time"))
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let days = proptest::collection::btree_set(0usize..7, 1..7)
        .prop_map(|days| Days::Weekdays(days.into_iter().map(|day| Weekday::ALL[day]).collect()));
    let on = prop_oneof![Just(Days::Workdays), days];
    let shift = (on, any_time(), any_time()).prop_map(|(on, from, to)| Shift { on, from, to });
    let start = || (0i64..60).prop_map(|after| day("2026-09-20").plus_days(after));
    let exception = prop_oneof![
        (start(), 0i64..12).prop_map(|(first, more)| Exception::Leave { first, last: first.plus_days(more) }),
        (start(), any_time(), any_time()).prop_map(|(day, from, to)| Exception::Away { day, from, to }),
        (start(), any_time(), any_time()).prop_map(|(day, from, to)| Exception::Extra { day, from, to }),
    ];
    (proptest::collection::vec(shift, 0..4), proptest::collection::vec(exception, 0..6))
        .prop_map(|(shifts, exceptions)| Plan { shifts, exceptions })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Between now and the next change nothing else is planned, in whichever minute one looks; at the change it is.
    #[test]
    fn no_change_is_missed(plan in any_plan(), minute in 0i64..60 * 24 * 60, probe in 0i64..1_000) {
        let (calendar, now) = (calendar(), day("2026-09-21").at(0, 0).plus_millis(minute * 60_000));
        let standing = plan.standing(now, &calendar);
        if let Some(change) = plan.next_change(now, &calendar) {
            prop_assert!(change > now);
            prop_assert_ne!(plan.standing(change, &calendar), standing);
            let within = (change.millis() - now.millis() - 1) * probe / 1_000;
            let between = now.plus_millis(within);
            prop_assert_eq!(plan.standing(between, &calendar), standing);
        }
    }
}
