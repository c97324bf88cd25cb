//! Whose case it is: 首问人, handing over, stepping aside, coming on duty.

use domain::{
    case::{AssignReason, Command, OnDuty, Rejection, assignments},
    form::Field,
    ids::{CaseId, StaffId},
    role::Role,
};
use uuid::Uuid;

use crate::bench::*;

fn on_duty(staff: StaffId, open_cases: u32) -> OnDuty {
    OnDuty { staff, role: Role::Receptionist, open_cases, last_given: 0 }
}

fn hand_over(to: StaffId) -> Command {
    Command::HandOver { to, words: "请跟进".into() }
}

#[test]
fn handing_over_keeps_the_first_receiver() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.does(RECEPTION, Command::Accept).does(RECEPTION, hand_over(LIN));
    assert_eq!((desk.case().first_receiver, desk.case().assignee), (Some(MAI), Some(LIN)));
    assert_eq!(desk.refused(RECEPTION, &hand_over(MAI)), Rejection::OwnedByOther);
    desk.does(SUPERVISOR, hand_over(ZHOU));
    assert_eq!((desk.case().first_receiver, desk.case().assignee), (Some(MAI), Some(ZHOU)));
}

#[test]
fn who_steps_aside_cannot_work_on_it_nor_get_it_back() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    desk.mediating().does(RECEPTION, hand_over(LIN));
    desk.does(MEDIATOR, Command::Recuse { staff: None, words: "店主是亲戚".into() });
    assert_eq!(desk.case().assignee, None);
    let settle = Command::SignSettlement { settlement: settlement("320", "2026-11-27") };
    assert_eq!(desk.refused(MEDIATOR, &settle), Rejection::Recused);
    assert_eq!(desk.refused(SUPERVISOR, &hand_over(LIN)), Rejection::Recused);
    desk.does(MEDIATOR, Command::Note { words: "材料在柜子里".into(), mentions: Vec::new() });
    let given = assignments(&[desk.case().clone()], &[on_duty(LIN, 0), on_duty(ZHOU, 5)], &[]);
    let assign = Command::Assign { to: ZHOU, seen: None, why: AssignReason::Recused };
    assert_eq!(given, [(desk.id, assign.clone())]);
    desk.does(SERVER, assign);
    assert_eq!(desk.case().first_receiver, Some(MAI), "stepping aside does not change who received it first");
    assert!(!desk.public().contains("亲戚"));
}

#[test]
fn a_supervisor_can_take_somebody_off_a_case() {
    let mut desk = Desk::filed("2026-11-23 10:00");
    let off = Command::Recuse { staff: Some(MAI), words: "消费者申请回避".into() };
    assert!(matches!(desk.refused(MEDIATOR, &off), Rejection::WrongRole { .. }));
    desk.does(SUPERVISOR, off);
    assert_eq!(desk.case().recused, [MAI]);
}

#[test]
fn a_case_of_the_night_is_given_to_who_comes_on_duty_and_that_is_its_first_receiver() {
    let mut night = Desk::empty("2026-11-22 23:10");
    night.on_duty = None;
    night.does(CONSUMER, Command::File { form: form("complaint", &[]), privacy_notice: 1 });
    assert_eq!((night.case().first_receiver, night.case().assignee), (None, None));
    assert!(assignments(&[night.case().clone()], &[], &[]).is_empty(), "nobody is there yet");
    let given = assignments(&[night.case().clone()], &[on_duty(LIN, 3), on_duty(MAI, 1)], &[]);
    let [(_, assign)] = given.as_slice() else { panic!("{given:?}") };
    night.at("2026-11-23 09:00").does(SERVER, assign.clone());
    assert_eq!((night.case().first_receiver, night.case().assignee), (Some(MAI), Some(MAI)));
    assert_eq!(night.refused(SERVER, assign), Rejection::OwnedByOther, "a second server finds it done");
    night.does(RECEPTION, hand_over(LIN));
    assert_eq!(night.case().first_receiver, Some(MAI));
    assert!(assignments(&[night.case().clone()], &[on_duty(MAI, 0)], &[]).is_empty());
}

#[test]
fn the_cases_of_who_is_away_go_to_the_others_the_green_lane_first_and_evenly() {
    let mut cases = Vec::new();
    for (number, green) in [(1, false), (2, true), (3, false)] {
        let changes: &[(Field, &str)] = if green { &[(Field::GreenReasons, "elderly")] } else { &[] };
        let mut desk = Desk::filed_as("2026-11-23 10:00", "complaint", changes);
        desk.case.as_mut().expect("filed").id = CaseId(Uuid::from_u128(number));
        cases.push(desk.case().clone());
    }
    let given = assignments(&cases, &[on_duty(MAI, 0), on_duty(LIN, 0), on_duty(ZHOU, 1)], &[MAI]);
    let plan: Vec<_> = given
        .iter()
        .map(|(case, command)| match command {
            Command::Assign { to, seen, why } => (case.0.as_u128(), *to, *seen, *why),
            other => panic!("{other:?}"),
        })
        .collect();
    let away = |case, to| (case, to, Some(MAI), AssignReason::Absent);
    assert_eq!(plan, [away(2, LIN), away(1, ZHOU), away(3, LIN)]);
}
