//! 排班 at a contact point: who goes on and off duty by plan, whose cases go to others, and what waits for whom.

use domain::staff::StaffMember;
use std::sync::Arc;

use domain::case::{AssignReason, Case, Event};
use domain::ids::{CaseId, StaffId};
use domain::moment::{Day, Moment};
use domain::role::{Actor, Role};
use domain::roster::{Days, Exception, Plan, Shift, TimeOfDay};
use server::service::{Caller, PullScope, RosterError, World};
use server::store::SyncStore;
use server::testing::{TestPoint, file};
use sync::protocol::{Code, Epoch, Outcome, PROTOCOL, PushRequest, Seq};
use uuid::Uuid;

struct Mall {
    point: TestPoint,
    mai: StaffId,
    lin: StaffId,
    boss: StaffMember,
    filed: u64,
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

fn leave(first: &str, last: &str) -> Exception {
    Exception::Leave { first: day(first), last: day(last) }
}

/// Nine to half past five on working days.
fn office(exceptions: Vec<Exception>) -> Plan {
    Plan { shifts: vec![Shift { on: Days::Workdays, from: time("09:00"), to: time("17:30") }], exceptions }
}

impl Mall {
    /// Monday, 23 November 2026, at ten; nobody on duty yet.
    async fn open() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let mai = point.add_staff("接待员 01", Role::Receptionist, false).await.expect("staff");
        let lin = point.add_staff("接待员 02", Role::Receptionist, false).await.expect("staff");
        let id = point.add_staff("主管 01", Role::Supervisor, false).await.expect("staff");
        let (name, role) = ("主管 01".to_owned(), Role::Supervisor);
        let boss = StaffMember { id, name, role, on_duty: false, active: true, absent: false };
        Self { point, mai, lin, boss, filed: 0 }
    }

    async fn plan(&self, staff: StaffId, plan: Plan) {
        self.point.service.plan(&self.boss, staff, plan).await.expect("planned");
        // What the service does beside is done when the test looks.
        self.point.service.auto_assign().await.expect("stored");
    }

    /// It is so late now, and whichever server is up does what is due.
    async fn later(&self, moment: &str) {
        self.point.world.set(at(moment));
        self.tick().await;
    }

    async fn tick(&self) {
        self.point.service.turn_roster().await.expect("stored");
        self.point.service.auto_assign().await.expect("stored");
    }

    /// An administrator enters the year as it was announced.
    async fn announces(&self, year: i32, off: &str) {
        let off = domain::calendar::Arrangement::announced(year, off, "").expect("a year");
        let boss = StaffMember { role: Role::Administrator, ..self.boss.clone() };
        self.point.service.enter_workdays(&boss, year, off).await.expect("entered");
    }

    async fn files(&mut self) -> CaseId {
        self.filed += 1;
        let ops = vec![file(self.filed, self.point.world.now())];
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.point.world.now(), ops };
        let receipts = self.point.service.push(request, Caller::Public).await.expect("stored").receipts;
        match receipts[0].outcome {
            Outcome::Applied { id, .. } => CaseId(id),
            ref other => panic!("not applied: {other:?}"),
        }
    }

    async fn member(&self, id: StaffId) -> StaffMember {
        let all = self.point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
        let mut members = all.changes.into_iter().filter_map(|change| change.body.read::<StaffMember>());
        members.find(|member| member.id == id).expect("the member")
    }

    async fn on_duty(&self, id: StaffId) -> bool {
        self.member(id).await.on_duty
    }

    async fn case(&self, id: CaseId) -> Case {
        let history = self.point.store.history(self.point.id(), id).await.expect("read");
        domain::case::replay(id, &history).expect("the case")
    }

    async fn owner(&self, id: CaseId) -> Option<StaffId> {
        self.case(id).await.assignee
    }
}

#[tokio::test]
async fn people_go_on_and_off_duty_by_plan_and_a_new_case_goes_to_whoever_is_there() {
    let mut mall = Mall::open().await;
    let (mai, lin) = (mall.mai, mall.lin);
    let late = Shift { on: Days::Workdays, from: time("13:00"), to: time("21:00") };
    mall.plan(mai, office(vec![])).await;
    mall.plan(lin, Plan { shifts: vec![late], exceptions: vec![] }).await;
    assert!(mall.on_duty(mai).await, "it is ten: the plan holds at once");
    assert!(!mall.on_duty(lin).await);
    let morning = mall.files().await;
    assert_eq!(mall.owner(morning).await, Some(mai));
    mall.later("2026-11-23 13:00").await;
    let noon = mall.files().await;
    assert_eq!(mall.owner(noon).await, Some(lin), "the fewest open cases");
    mall.later("2026-11-23 17:30").await;
    assert!(!mall.on_duty(mai).await);
    for _ in 0..3 {
        let evening = mall.files().await;
        assert_eq!(mall.owner(evening).await, Some(lin));
    }
    assert_eq!(mall.owner(morning).await, Some(mai), "the end of a shift takes no case away");
}

#[tokio::test]
async fn a_hand_turns_the_switch_until_the_next_planned_change() {
    let mall = Mall::open().await;
    mall.plan(mall.mai, office(vec![])).await;
    mall.point.set_on_duty(mall.mai, false).await.expect("by hand");
    for moment in ["2026-11-23 10:01", "2026-11-23 13:00", "2026-11-23 17:29"] {
        mall.later(moment).await;
        assert!(!mall.on_duty(mall.mai).await, "{moment}");
    }
    mall.later("2026-11-23 17:30").await;
    mall.point.set_on_duty(mall.mai, true).await.expect("by hand");
    mall.later("2026-11-24 02:00").await;
    assert!(mall.on_duty(mall.mai).await, "she stays on for the night");
    mall.later("2026-11-24 09:00").await;
    assert!(mall.on_duty(mall.mai).await);
    mall.later("2026-11-24 17:30").await;
    assert!(!mall.on_duty(mall.mai).await);
}

#[tokio::test]
async fn a_server_that_was_down_over_a_planned_change_makes_up_for_it() {
    let mall = Mall::open().await;
    mall.plan(mall.mai, office(vec![])).await;
    mall.point.set_on_duty(mall.mai, false).await.expect("by hand");
    // It was down from Monday to Tuesday: the same is planned now as was then, but the day has changed in between.
    mall.point.world.set(at("2026-11-24 10:00"));
    let restarted = mall.point.restarted_on(Arc::new(mall.point.store.clone())).await.expect("opened");
    assert_eq!(restarted.turn_roster().await.expect("stored"), 1);
    assert!(mall.on_duty(mall.mai).await);
}

#[tokio::test]
async fn however_many_servers_there_are_each_change_is_made_once() {
    let mall = Mall::open().await;
    mall.plan(mall.mai, office(vec![])).await;
    let other = mall.point.restarted_on(Arc::new(mall.point.store.clone())).await.expect("opened");
    for moment in ["2026-11-23 17:30", "2026-11-24 09:00", "2026-11-24 09:01"] {
        mall.point.world.set(at(moment));
        let (one, two) = tokio::join!(mall.point.service.turn_roster(), other.turn_roster());
        let made = one.expect("stored") + two.expect("stored");
        assert_eq!(made, usize::from(moment != "2026-11-24 09:01"), "{moment}");
    }
}

#[tokio::test]
async fn whoever_goes_on_leave_leaves_no_case_behind_and_stays_the_first_receiver() {
    let mut mall = Mall::open().await;
    let (mai, lin) = (mall.mai, mall.lin);
    mall.plan(mai, office(vec![leave("2026-11-24", "2026-11-26")])).await;
    let cases = [mall.files().await, mall.files().await];
    mall.plan(lin, office(vec![])).await;
    mall.later("2026-11-24 00:00").await;
    assert!(mall.member(mai).await.absent);
    // Nobody works at midnight: they wait, and everybody can see for whom.
    assert_eq!(mall.owner(cases[0]).await, Some(mai));
    mall.later("2026-11-24 09:00").await;
    for case in cases {
        let case = mall.case(case).await;
        assert_eq!((case.assignee, case.first_receiver), (Some(lin), Some(mai)));
        let said = case.timeline.last().expect("a line");
        let event = Event::Assigned { to: lin, why: AssignReason::Absent };
        assert_eq!((said.by, said.event.as_ref()), (Actor::Server, Some(&event)));
    }
    mall.later("2026-11-27 00:00").await;
    assert!(!mall.member(mai).await.absent);
    mall.later("2026-11-27 09:00").await;
    assert!(mall.on_duty(mai).await);
    assert_eq!(mall.owner(cases[0]).await, Some(lin), "a case does not go to and fro");
}

#[tokio::test]
async fn leave_over_a_holiday_takes_no_case_and_one_working_day_more_takes_all() {
    for (last, taken) in [("2027-02-11", false), ("2027-02-12", true)] {
        let mut mall = Mall::open().await;
        mall.announces(2027, "2月5日至2月11日放假").await;
        mall.point.world.set(at("2027-02-04 10:00"));
        mall.plan(mall.mai, office(vec![leave("2027-02-05", last)])).await;
        let case = mall.files().await;
        mall.point.set_on_duty(mall.lin, true).await.expect("the mall is open");
        mall.later("2027-02-07 10:00").await;
        assert_eq!(mall.owner(case).await, Some(if taken { mall.lin } else { mall.mai }), "{last}");
    }
}

#[tokio::test]
async fn an_hour_away_or_a_day_off_by_hand_takes_no_case() {
    let mut mall = Mall::open().await;
    let away = Exception::Away { day: day("2026-11-23"), from: time("13:00"), to: time("15:00") };
    mall.plan(mall.mai, office(vec![away])).await;
    let case = mall.files().await;
    mall.point.set_on_duty(mall.lin, true).await.expect("on duty");
    mall.later("2026-11-23 13:30").await;
    assert!(!mall.on_duty(mall.mai).await);
    let new = mall.files().await;
    assert_eq!((mall.owner(case).await, mall.owner(new).await), (Some(mall.mai), Some(mall.lin)));
    mall.later("2026-11-23 15:00").await;
    mall.point.set_on_duty(mall.mai, false).await.expect("by hand");
    mall.tick().await;
    assert_eq!(mall.owner(case).await, Some(mall.mai));
}

#[tokio::test]
async fn whoever_comes_in_on_leave_keeps_what_nobody_took_yet() {
    let mut mall = Mall::open().await;
    mall.plan(mall.mai, office(vec![])).await;
    let case = mall.files().await;
    mall.plan(mall.mai, office(vec![leave("2026-11-24", "2026-11-24")])).await;
    mall.later("2026-11-24 08:00").await;
    mall.point.set_on_duty(mall.mai, true).await.expect("she came in");
    assert!(!mall.member(mall.mai).await.absent);
    mall.point.set_on_duty(mall.lin, true).await.expect("on duty");
    mall.tick().await;
    assert_eq!(mall.owner(case).await, Some(mall.mai));
}

#[tokio::test]
async fn what_came_in_while_nobody_was_there_is_given_out_when_the_day_begins() {
    let mut mall = Mall::open().await;
    mall.plan(mall.mai, office(vec![])).await;
    mall.plan(mall.lin, office(vec![])).await;
    mall.later("2026-11-23 22:00").await;
    let mut cases = Vec::new();
    for _ in 0..4 {
        cases.push(mall.files().await);
    }
    assert_eq!(mall.owner(cases[0]).await, None);
    mall.later("2026-11-24 09:00").await;
    let mut each = [0; 2];
    for case in cases {
        let owner = mall.owner(case).await.expect("somebody");
        each[usize::from(owner == mall.lin)] += 1;
    }
    assert_eq!(each, [2, 2]);
}

#[tokio::test]
async fn a_saturday_that_is_worked_begins_like_any_day_once_the_year_is_announced() {
    let mall = Mall::open().await;
    mall.point.world.set(at("2026-10-09 18:00"));
    mall.plan(mall.mai, office(vec![])).await;
    mall.later("2026-10-10 09:00").await;
    assert!(mall.on_duty(mall.mai).await, "调休: Saturday, 10 October 2026");
    mall.later("2026-10-10 17:30").await;
    mall.later("2026-10-11 10:00").await;
    assert!(!mall.on_duty(mall.mai).await);

    // 2027 is not announced: its Mondays are worked, until somebody enters that this one is off.
    mall.later("2027-02-08 10:00").await;
    assert!(mall.on_duty(mall.mai).await);
    mall.announces(2027, "2月5日至2月11日放假").await;
    mall.tick().await;
    assert!(!mall.on_duty(mall.mai).await);
}

#[tokio::test]
async fn a_plan_that_says_the_same_about_now_leaves_the_switch_alone() {
    let mall = Mall::open().await;
    mall.plan(mall.mai, office(vec![])).await;
    mall.point.set_on_duty(mall.mai, false).await.expect("by hand");
    mall.plan(mall.mai, office(vec![leave("2026-12-01", "2026-12-02")])).await;
    assert!(!mall.on_duty(mall.mai).await, "leave next week is no reason to go on duty now");
    mall.plan(mall.mai, Plan::default()).await;
    mall.later("2026-11-24 10:00").await;
    assert!(!mall.on_duty(mall.mai).await, "without a plan the switch alone decides");
}

#[tokio::test]
async fn leave_that_is_taken_back_ends_the_absence_and_a_closed_account_stays_off() {
    let mall = Mall::open().await;
    mall.plan(mall.mai, office(vec![leave("2026-11-23", "2026-11-27")])).await;
    assert!(mall.member(mall.mai).await.absent);
    mall.plan(mall.mai, Plan::default()).await;
    assert!(!mall.member(mall.mai).await.absent);
    mall.plan(mall.lin, office(vec![])).await;
    mall.point.close_account(mall.lin).await.expect("closed");
    mall.point.set_on_duty(mall.lin, false).await.expect("off");
    mall.later("2026-11-24 09:00").await;
    assert!(!mall.on_duty(mall.lin).await);
}

#[tokio::test]
async fn only_supervisors_plan_and_only_for_members_and_only_what_can_be() {
    let mall = Mall::open().await;
    let service = &mall.point.service;
    let as_role = |role| StaffMember { role, ..mall.boss.clone() };
    for (role, may) in [(Role::Receptionist, false), (Role::Regulator, false), (Role::Administrator, true)] {
        let planned = service.plan(&as_role(role), mall.mai, office(vec![])).await;
        assert_eq!(planned.is_ok(), may, "{role:?}");
        assert_eq!(service.roster(&as_role(role)).await.is_ok(), role != Role::Regulator, "{role:?}");
    }
    let nobody = service.plan(&mall.boss, StaffId(Uuid::from_u128(404)), office(vec![])).await;
    assert!(matches!(nobody, Err(RosterError::Unfit(Code::NotFound))));
    let wrong = office(vec![leave("2026-11-24", "2026-11-23")]);
    assert!(matches!(service.plan(&mall.boss, mall.mai, wrong).await, Err(RosterError::Wrong(_))));
    assert_eq!(service.roster(&mall.boss).await.expect("read"), [(mall.mai, office(vec![]))]);
}

#[tokio::test]
async fn a_case_that_nobody_here_may_have_does_not_hold_up_those_behind_it() {
    let mut mall = Mall::open().await;
    let mai = mall.mai;
    // More of them than are looked at in one go, and each older than the one that can be given.
    let stuck = 205;
    for _ in 0..stuck {
        mall.files().await;
    }
    let op = |number: u128, case: CaseId| {
        let words = "是我亲戚的店".to_owned();
        let recuse = domain::case::Command::Recuse { staff: None, words };
        server::testing::on_case(
            sync::protocol::OpId(Uuid::from_u128(9_000_000 + number)),
            case,
            at("2026-11-23 10:00"),
            recuse,
        )
        .by_staff()
    };
    let cases: Vec<CaseId> = (1..=stuck).map(|number| CaseId(Uuid::from_u64_pair(number, 0))).collect();
    for (place, some) in cases.chunks(100).enumerate() {
        let base = u128::try_from(place * 100).expect("a number");
        let ops = (base..).zip(some).map(|(number, case)| op(number, *case)).collect();
        let request = PushRequest { protocol: PROTOCOL, sent_at: mall.point.world.now(), ops };
        mall.point.service.push(request, (mai, Role::Receptionist).into()).await.expect("stored");
    }
    mall.point.world.advance_millis(60_000);
    let free = mall.files().await;
    mall.point.set_on_duty(mai, true).await.expect("on duty");
    assert_eq!(mall.point.service.auto_assign().await.expect("stored"), 1);
    assert_eq!((mall.owner(free).await, mall.owner(cases[0]).await), (Some(mai), None));
}

#[tokio::test]
async fn what_the_server_gave_out_itself_is_given_out_again_after_a_restore() {
    let mut mall = Mall::open().await;
    let (waiting, hers) = (mall.files().await, {
        mall.plan(mall.mai, office(vec![leave("2026-11-24", "2026-11-24")])).await;
        mall.files().await
    });
    let backup = mall.point.store.dump_point(mall.point.id()).await.expect("a dump");
    mall.plan(mall.lin, office(vec![])).await;
    mall.later("2026-11-24 09:30").await;
    assert_eq!((mall.owner(waiting).await, mall.owner(hers).await), (Some(mall.lin), Some(mall.lin)));

    // The backup is from Monday: her leave has not begun in it, Lin has no plan, nobody has offered anything again.
    mall.point.store.restore_point(&backup, Some(Epoch(Uuid::from_u128(42)))).await.expect("restored");
    assert_eq!(mall.owner(hers).await, Some(mall.mai));
    mall.point.set_on_duty(mall.lin, true).await.expect("by hand");
    mall.tick().await;
    assert!(mall.member(mall.mai).await.absent);
    assert_eq!((mall.owner(waiting).await, mall.owner(hers).await), (Some(mall.lin), Some(mall.lin)));
    assert_eq!(mall.case(hers).await.first_receiver, Some(mall.mai));
}

#[tokio::test]
async fn a_merged_case_is_no_work_of_anybody() {
    let mut mall = Mall::open().await;
    let (mai, lin) = (mall.mai, mall.lin);
    mall.point.set_on_duty(mai, true).await.expect("on duty");
    let (first, again) = (mall.files().await, mall.files().await);
    let merge = domain::case::Command::Merge { into: first, words: String::new() };
    let op = server::testing::on_case(sync::protocol::OpId(Uuid::from_u128(7)), again, at("2026-11-23 10:00"), merge);
    let request = PushRequest { protocol: PROTOCOL, sent_at: mall.point.world.now(), ops: vec![op.by_staff()] };
    mall.point.service.push(request, (mall.boss.id, Role::Supervisor).into()).await.expect("stored");
    // Mai has one open case now, as Lin gets one; the third goes to whoever waited longest.
    mall.point.set_on_duty(lin, true).await.expect("on duty");
    let (third, fourth) = (mall.files().await, mall.files().await);
    assert_eq!((mall.owner(third).await, mall.owner(fourth).await), (Some(lin), Some(mai)));
    // Nobody is given what goes on elsewhere, when its owner is away.
    mall.point.set_on_duty(mai, false).await.expect("off duty");
    mall.plan(mai, office(vec![leave("2026-11-23", "2026-11-24")])).await;
    assert_eq!((mall.owner(first).await, mall.owner(again).await), (Some(lin), Some(mai)));
}
