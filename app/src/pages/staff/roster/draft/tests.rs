//! What is typed is the plan that is kept.

use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

#[test]
fn a_plan_that_is_opened_and_saved_is_the_same_without_what_is_long_over() {
    let owner = Owner::new();
    owner.with(|| {
        let time = |text| TimeOfDay::parse(text).expect("a time");
        let leave = |first, last| Exception::Leave { first: day(first), last: day(last) };
        let away = Exception::Away { day: day("2026-11-25"), from: time("13:00"), to: time("15:00") };
        let kept = vec![leave("2026-11-02", "2026-11-03"), away, leave("2026-12-01", "2026-12-04")];
        let weekend = Days::Weekdays([Weekday::Saturday, Weekday::Sunday].into());
        let shifts = vec![
            Shift { on: Days::Workdays, from: time("09:00"), to: time("17:30") },
            Shift { on: weekend, from: time("22:00"), to: time("06:00") },
        ];
        let exceptions = [vec![leave("2026-01-05", "2026-01-06")], kept.clone()].concat();
        let draft = Draft::of(&Plan { shifts: shifts.clone(), exceptions }, day("2026-11-23"));
        assert_eq!(draft.exceptions.with_untracked(Vec::len), 2, "what is over is not shown");
        assert_eq!(draft.read(), Ok(Plan { shifts, exceptions: kept }));
    });
}

#[test]
fn what_is_missing_is_said() {
    let owner = Owner::new();
    owner.with(|| {
        let draft = Draft::of(&Plan::default(), day("2026-11-23"));
        draft.add_ordinary_shift();
        let shift = draft.shifts.with_untracked(|shifts| shifts[0]);
        shift.to.set(String::new());
        assert_eq!(draft.read(), Err(Wrong::Time));
        shift.to.set("17:30".to_owned());
        shift.workdays.set(false);
        assert_eq!(draft.read(), Err(Wrong::Plan(NotAPlan::NoDays)));
        shift.workdays.set(true);
        draft.add_leave(day("2026-11-24"));
        draft.exceptions.with_untracked(|all| all[0].last.set(String::new()));
        assert_eq!(draft.read(), Err(Wrong::Day));
    });
}
