//! The house's order, told in the words of the field: rounds, measures, and what is said to and asked by the regulator.

use domain::ids::{MerchantId, StaffId};
use domain::kind::{Context, EventSourced, continued};
use domain::moment::Day;
use domain::oversight::checklist::{self, Checklist, Item};
use domain::oversight::directive::{self, Directive};
use domain::oversight::inspection::{self, Answer, ByList, Inspection, Standing as OfRound};
use domain::oversight::measure::{self, Level, Measure, NewStep, Ruling, Standing, Task, in_force, suggested};
use domain::oversight::report::{self, Report, Way};
use domain::oversight::{RULES, Rejection};
use domain::role::{Actor, Role};
use domain::words::Bilingual;
use proptest::prelude::*;
use uuid::Uuid;

const SHOP: MerchantId = MerchantId(Uuid::from_u128(8));

fn who(id: u128, role: Role) -> Actor {
    Actor::Staff { id: StaffId(Uuid::from_u128(id)), role }
}

fn boss() -> Actor {
    who(1, Role::Supervisor)
}

fn other_boss() -> Actor {
    who(2, Role::Supervisor)
}

fn quality() -> Actor {
    who(3, Role::Quality)
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn today() -> Day {
    day("2026-11-28")
}

/// An entity, and what is asked of it on the day that it is.
#[derive(Debug)]
struct Told<K: EventSourced> {
    state: Option<K::State>,
    today: Day,
}

impl<K: EventSourced> Told<K> {
    const fn on(today: Day) -> Self {
        Self { state: None, today }
    }

    fn tries(&mut self, by: Actor, base: Option<u64>, command: &K::Command) -> Result<(), K::Rejection> {
        let context = Context { now: self.today.at(10, 0), by };
        let events = K::decide(self.state.as_ref(), base, command, &context)?;
        let continued = continued::<K>(Uuid::nil(), self.state.as_ref(), events, context.now, &context);
        self.state = Some(continued.expect("a history").0);
        Ok(())
    }

    /// On what stands there now.
    fn asks(&mut self, by: Actor, command: &K::Command) -> Result<(), K::Rejection> {
        let base = self.state.as_ref().map(K::rev);
        self.tries(by, base, command)
    }

    fn does(&mut self, by: Actor, command: &K::Command) {
        self.asks(by, command).expect("done");
    }

    fn now(&self) -> &K::State {
        self.state.as_ref().expect("an entity")
    }
}

fn item(zh: &str) -> Item {
    Item { words: Bilingual { zh: zh.into(), en: String::new() }, basis: String::new() }
}

fn list(items: &[&str]) -> checklist::Command {
    let title = Bilingual { zh: "日常巡查".into(), en: "Daily round".into() };
    checklist::Command::Write { title, items: items.iter().copied().map(item).collect() }
}

fn plan(on: Day, of: Day, inspector: u128, merchants: &[MerchantId]) -> inspection::Command {
    inspection::Command::Plan {
        title: "L1 食品区周查".into(),
        on,
        day: of,
        inspector: StaffId(Uuid::from_u128(inspector)),
        checklist: Uuid::from_u128(6),
        merchants: merchants.to_vec(),
    }
}

fn begin(version: u32) -> inspection::Command {
    let title = Bilingual { zh: "日常巡查".into(), en: String::new() };
    inspection::Command::Begin { by_list: ByList { version, title, items: vec![item("有标识"), item("不过期")] } }
}

fn check(visit: u128, merchant: MerchantId, answers: &[Answer]) -> inspection::Command {
    inspection::Command::Check {
        visit: Uuid::from_u128(visit),
        merchant,
        version: 1,
        answers: answers.to_vec(),
        met: "店长".into(),
        note: String::new(),
    }
}

fn fail(words: &str) -> Answer {
    Answer::Fail { words: words.into(), corrected: false, photos: Vec::new() }
}

fn step(level: Level, due: Option<&str>) -> NewStep {
    NewStep {
        level,
        ground: "11 月 28 日上午，货架上有 3 盒过期牛奶".into(),
        basis: "《食品安全法》第五十四条".into(),
        due: due.map(day),
        on: today(),
    }
}

fn impose(level: Level, due: Option<&str>) -> measure::Command {
    measure::Command::Impose { merchant: SHOP, found: None, step: step(level, due) }
}

fn appeal() -> measure::Command {
    measure::Command::Appeal { appellant: "店长甲".into(), words: "当天已下架".into() }
}

fn rules_on(ruling: Ruling) -> measure::Command {
    measure::Command::DecideAppeal { ruling, reason: "看过照片和现场记录".into() }
}

fn looked(passed: bool) -> measure::Command {
    measure::Command::Recheck { passed, words: "看过货架".into() }
}

#[test]
fn 监督检查_a_supervisor_edits_the_checklist_and_each_time_it_is_a_version() {
    let mut told = Told::<Checklist>::on(today());
    assert_eq!(told.asks(quality(), &list(&["有标识"])), Err(Rejection::SupervisorOnly));
    assert_eq!(told.asks(boss(), &list(&["", " "])), Err(Rejection::ItemsCount));
    told.does(boss(), &list(&["有标识", ""]));
    told.does(boss(), &list(&["有标识", "不过期"]));
    assert_eq!((told.now().version, told.now().items.len(), told.now().history.len()), (2, 2, 2));
    assert_eq!(told.asks(boss(), &list(&["有标识", "不过期"])), Err(Rejection::NothingChanged));
    assert_eq!(told.tries(other_boss(), Some(1), &list(&["有价签"])), Err(Rejection::ChangedSince));
    told.does(boss(), &checklist::Command::Retire);
    assert_eq!(told.now().version, 2, "put away it is no other version");
}

#[test]
fn 监督检查_a_round_is_planned_made_by_its_checklist_and_finished() {
    let mut told = Told::<Inspection>::on(today());
    let yesterday = today().plus_days(-1);
    assert_eq!(told.asks(boss(), &plan(today(), yesterday, 3, &[])), Err(Rejection::PlannedPast));
    assert_eq!(told.asks(quality(), &plan(today(), today(), 1, &[])), Err(Rejection::SendsOthers));
    told.does(boss(), &plan(today(), today(), 3, &[SHOP, MerchantId(Uuid::from_u128(9))]));
    assert_eq!(told.asks(quality(), &check(1, SHOP, &[Answer::Pass, Answer::Pass])), Err(Rejection::NotBegun));
    told.does(quality(), &begin(1));
    assert_eq!(told.asks(quality(), &begin(1)), Err(Rejection::Begun));
    assert_eq!(told.asks(quality(), &check(1, SHOP, &[Answer::Pass])), Err(Rejection::OtherChecklist));
    assert_eq!(told.asks(quality(), &check(1, SHOP, &[Answer::Pass, fail(" ")])), Err(Rejection::FindingUnsaid));
    told.does(quality(), &check(1, SHOP, &[Answer::NotApplicable, fail("3 盒牛奶过期")]));
    assert_eq!(told.now().visits[0].findings().collect::<Vec<_>>(), [(1, "3 盒牛奶过期", false)]);
    let finish = |words: &str| inspection::Command::Finish { words: words.into() };
    assert_eq!(told.asks(quality(), &finish("")), Err(Rejection::NotVisited), "one of the plan was not visited");
    told.does(quality(), &finish("9 号铺今天没开门"));
    assert!(matches!(told.now().standing, OfRound::Finished { .. }));
    assert_eq!(told.asks(boss(), &finish("再")), Err(Rejection::Ended));
}

#[test]
fn 监督检查_what_two_tablets_found_in_one_round_stands_side_by_side_and_late_ones_too() {
    let mut told = Told::<Inspection>::on(today());
    told.does(quality(), &plan(today(), today(), 3, &[]));
    told.does(quality(), &begin(1));
    let base = Some(told.now().rev);
    let all_well = [Answer::Pass, Answer::Pass];
    told.tries(quality(), base, &check(1, SHOP, &all_well)).expect("the first");
    told.tries(boss(), base, &check(2, SHOP, &[fail("无标识"), Answer::Pass])).expect("and the second");
    assert_eq!(told.tries(boss(), base, &check(2, SHOP, &all_well)), Err(Rejection::ThereAlready), "once each");
    told.does(quality(), &inspection::Command::Finish { words: String::new() });
    told.tries(boss(), base, &check(3, SHOP, &all_well)).expect("a tablet that was without a network until now");
    assert_eq!((told.now().visits.len(), told.now().findings()), (3, 1));
}

#[test]
fn 监督检查_a_tablet_may_bring_its_plan_days_later_and_an_overdue_round_shows_itself() {
    let mut told = Told::<Inspection>::on(today());
    told.does(quality(), &plan(today().plus_days(-3), today().plus_days(-2), 3, &[]));
    assert!(told.now().is_overdue(today()));
    let long_ago = today().plus_days(-RULES.late_days - 1);
    let mut late = Told::<Inspection>::on(today());
    assert_eq!(late.asks(quality(), &plan(long_ago, today(), 3, &[])), Err(Rejection::DayLongPast));
    let moved =
        inspection::Command::Move { on: today(), day: today().plus_days(2), inspector: StaffId(Uuid::from_u128(3)) };
    told.does(quality(), &moved);
    assert!(!told.now().is_overdue(today()));
    told.does(boss(), &inspection::Command::Cancel { reason: "商场闭店".into() });
    assert!(told.now().has_ended());
}

#[test]
fn 及时制止违法行为_has_four_grades_and_what_is_stopped_is_stopped_by_a_supervisor() {
    for level in [Level::SaleStopped, Level::ServiceStopped] {
        let mut told = Told::<Measure>::on(today());
        assert_eq!(told.asks(quality(), &impose(level, None)), Err(Rejection::SupervisorStops));
        told.does(boss(), &impose(level, None));
        assert_eq!(in_force(SHOP, [told.now()]), Some(level));
        assert_eq!(told.asks(quality(), &looked(true)), Err(Rejection::SupervisorOnly), "and begun again by one");
        told.does(boss(), &looked(true));
        assert_eq!(in_force(SHOP, [told.now()]), None);
    }
    let mut told = Told::<Measure>::on(today());
    let without = |change: fn(&mut NewStep)| {
        let mut step = step(Level::Warning, None);
        change(&mut step);
        measure::Command::Impose { merchant: SHOP, found: None, step }
    };
    assert_eq!(told.asks(quality(), &without(|step| step.ground.clear())), Err(Rejection::GroundMissing));
    assert_eq!(told.asks(quality(), &without(|step| step.basis.clear())), Err(Rejection::BasisMissing));
    assert_eq!(told.asks(who(5, Role::Regulator), &impose(Level::Warning, None)), Err(Rejection::StaffOnly));
    told.does(quality(), &impose(Level::Warning, None));
    assert_eq!(told.now().steps[0].by, StaffId(Uuid::from_u128(3)), "a named person");
}

#[test]
fn 及时制止违法行为_a_rectification_date_in_the_past_is_refused_and_one_that_has_passed_since_shows_itself() {
    let mut told = Told::<Measure>::on(today());
    for (due, why) in [
        (None, Rejection::DueMissing),
        (Some("2026-11-27"), Rejection::DuePast),
        (Some("2026-11-28"), Rejection::DuePast),
        (Some("2028-11-28"), Rejection::DueFar),
    ] {
        assert_eq!(told.asks(quality(), &impose(Level::Rectification, due)), Err(why), "{due:?}");
    }
    told.does(quality(), &impose(Level::Rectification, Some("2026-12-05")));
    assert_eq!(told.now().task(), Some(Task::Recheck { due: day("2026-12-05") }));
    assert!(!told.now().is_overdue(day("2026-12-05")) && told.now().is_overdue(day("2026-12-06")));
    // Imposed on a tablet that found its network again after the deadline.
    let mut late = Told::<Measure>::on(day("2026-12-10"));
    late.does(quality(), &impose(Level::Rectification, Some("2026-12-05")));
    assert!(late.now().is_overdue(day("2026-12-10")), "nothing is lost, and it is seen");
}

#[test]
fn 及时制止违法行为_a_re_inspection_closes_the_measure_or_leads_to_the_next_grade() {
    let mut told = Told::<Measure>::on(today());
    told.does(quality(), &impose(Level::Rectification, Some("2026-12-05")));
    told.does(quality(), &looked(false));
    assert_eq!(told.now().task(), Some(Task::DecideNext));
    let raise = |level| measure::Command::Raise { step: step(level, Some("2026-12-20")) };
    assert_eq!(told.asks(boss(), &raise(Level::Warning)), Err(Rejection::NotStronger));
    assert_eq!(told.asks(quality(), &raise(Level::SaleStopped)), Err(Rejection::SupervisorStops));
    told.does(boss(), &raise(Level::SaleStopped));
    assert_eq!((told.now().level(), told.now().steps.len()), (Level::SaleStopped, 2));
    let extend = measure::Command::Extend { due: day("2026-12-25"), on: today(), reason: "配件周五到".into() };
    told.does(boss(), &extend);
    assert_eq!(told.now().task(), Some(Task::Recheck { due: day("2026-12-25") }));
    told.does(boss(), &looked(true));
    assert_eq!((&told.now().standing, told.now().task()), (&Standing::Rectified, None));
    assert_eq!(told.asks(boss(), &looked(true)), Err(Rejection::Ended));
}

#[test]
fn 及时制止违法行为_of_two_tablets_that_decide_one_measure_at_once_the_second_reads_why() {
    let mut told = Told::<Measure>::on(today());
    told.does(quality(), &impose(Level::Rectification, Some("2026-12-05")));
    let seen = Some(told.now().rev);
    told.tries(boss(), seen, &looked(true)).expect("the first");
    let raise = measure::Command::Raise { step: step(Level::SaleStopped, None) };
    assert_eq!(told.tries(other_boss(), seen, &raise), Err(Rejection::ChangedSince));
    assert_eq!(told.now().standing, Standing::Rectified);
}

#[test]
fn 及时制止违法行为_an_appeal_is_decided_by_another_person_than_who_imposed_it() {
    let mut told = Told::<Measure>::on(today());
    told.does(boss(), &impose(Level::SaleStopped, None));
    assert_eq!(told.asks(other_boss(), &rules_on(Ruling::Upheld)), Err(Rejection::NoAppeal));
    let seen = Some(told.now().rev);
    told.does(boss(), &measure::Command::Extend { due: day("2026-12-20"), on: today(), reason: "等检测".into() });
    told.tries(quality(), seen, &appeal()).expect("the merchant's word counts whatever happened meanwhile");
    assert_eq!(told.asks(quality(), &appeal()), Err(Rejection::AppealedAlready));
    assert_eq!(told.asks(boss(), &rules_on(Ruling::Upheld)), Err(Rejection::DecidedByImposer));
    assert_eq!(told.asks(quality(), &rules_on(Ruling::Upheld)), Err(Rejection::SupervisorOnly));
    let stronger = Ruling::Eased { level: Level::ServiceStopped, due: None, on: today() };
    assert_eq!(told.asks(other_boss(), &rules_on(stronger)), Err(Rejection::NotMilder), "no worse for having appealed");
    let eased = Ruling::Eased { level: Level::Rectification, due: Some(day("2026-12-08")), on: today() };
    told.does(other_boss(), &rules_on(eased));
    assert_eq!((told.now().level(), told.now().open_appeal()), (Level::Rectification, None));
    // Who eased it has imposed the step that holds now.
    told.does(quality(), &appeal());
    assert_eq!(told.asks(other_boss(), &rules_on(Ruling::Annulled)), Err(Rejection::DecidedByImposer));
    told.does(who(4, Role::Administrator), &rules_on(Ruling::Annulled));
    assert_eq!((&told.now().standing, in_force(SHOP, [told.now()])), (&Standing::Annulled, None));
}

#[test]
fn 及时制止违法行为_the_next_grade_is_proposed_by_what_was_imposed_within_a_year() {
    assert_eq!(suggested(SHOP, [], today()), Level::Warning);
    let mut warned = Told::<Measure>::on(today());
    warned.does(quality(), &impose(Level::Warning, None));
    let other = MerchantId(Uuid::from_u128(9));
    assert_eq!(suggested(other, [warned.now()], today()), Level::Warning, "of another merchant");
    assert_eq!(suggested(SHOP, [warned.now()], today()), Level::Rectification);
    assert_eq!(suggested(SHOP, [warned.now()], today().plus_days(366)), Level::Warning, "it lapses");
    warned.does(boss(), &measure::Command::Withdraw { reason: "认错了店".into() });
    assert_eq!(suggested(SHOP, [warned.now()], today()), Level::Warning, "what was withdrawn does not count");
}

fn a_report(subject: &str) -> report::Command {
    report::Command::Write {
        content: report::Content {
            subject: subject.into(),
            to: "长宁区市场监督管理局".into(),
            words: "11 月 28 日巡查发现过期牛奶 3 盒，已下架。".into(),
            merchant: Some(SHOP),
            due: Some(day("2026-11-30")),
            period: None,
            pack: None,
        },
    }
}

#[test]
fn 报告与配合_a_report_is_sent_with_proof_and_open_until_its_receipt() {
    let mut told = Told::<Report>::on(today());
    assert_eq!(told.asks(quality(), &a_report(" ")), Err(Rejection::TitleMissing));
    told.does(quality(), &a_report("过期食品"));
    let task = told.now().task().expect("to be sent");
    assert!(!task.is_overdue(day("2026-11-30")) && task.is_overdue(day("2026-12-01")));
    let receive = report::Command::Receive { on: today(), from: "王科长".into(), number: String::new() };
    assert_eq!(told.asks(quality(), &receive), Err(Rejection::NotSent));
    let send = |proof: &str, on| report::Command::Send { way: Way::Post, on, proof: proof.into() };
    assert_eq!(told.asks(quality(), &send(" ", today())), Err(Rejection::ProofMissing));
    assert_eq!(told.asks(quality(), &send("EMS 1", today().plus_days(5))), Err(Rejection::DayAhead));
    told.does(quality(), &send("EMS 1", today()));
    assert_eq!(told.asks(quality(), &a_report("改")), Err(Rejection::SentAlready), "what was sent stays as it was");
    let task = told.now().task().expect("to be asked about");
    assert!(!task.is_overdue(today().plus_days(7)) && task.is_overdue(today().plus_days(8)));
    told.does(quality(), &receive);
    assert_eq!(told.now().task(), None);
    assert_eq!(told.asks(boss(), &send("EMS 2", today())), Err(Rejection::Ended));
}

#[test]
fn 报告与配合_what_the_regulator_asks_is_a_task_with_a_deadline_that_shows_when_it_is_overdue() {
    let mut told = Told::<Directive>::on(today());
    let receive = |due: &str| directive::Command::Receive {
        content: directive::Content {
            from: "长宁区市场监督管理局 王科长".into(),
            number: "长市监〔2026〕12 号".into(),
            words: "提供 3 家商户的进货凭证".into(),
            received_on: day("2026-11-25"),
            merchant: None,
        },
        due: day(due),
        holder: StaffId(Uuid::from_u128(3)),
    };
    assert_eq!(told.asks(quality(), &receive("2026-11-24")), Err(Rejection::DueBefore));
    told.does(quality(), &receive("2026-11-27"));
    assert!(told.now().is_overdue(today()), "one that was found late is overdue at once, and seen");
    let extend = |due: &str| directive::Command::Extend { due: day(due), reason: "王科长电话同意".into() };
    assert_eq!(told.asks(quality(), &extend("2026-12-04")), Err(Rejection::SupervisorOnly));
    assert_eq!(told.asks(boss(), &extend("2026-11-26")), Err(Rejection::NotLater));
    told.does(boss(), &extend("2026-12-04"));
    assert!(!told.now().is_overdue(today()));
    let comply = |proof: &str| directive::Command::Comply { on: today(), words: "已交".into(), proof: proof.into() };
    assert_eq!(told.asks(quality(), &comply("")), Err(Rejection::ProofMissing));
    told.does(quality(), &comply("王科长签收"));
    assert!(!told.now().is_overdue(day("2027-01-01")));
    let reopen = directive::Command::Reopen { due: day("2026-12-10"), on: today(), reason: "还缺 1 家".into() };
    told.does(boss(), &reopen);
    assert!(told.now().done.is_none() && told.now().is_overdue(day("2026-12-11")));
}

fn any_on_a_measure() -> impl Strategy<Value = measure::Command> {
    let level = || {
        prop_oneof![
            Just(Level::Warning),
            Just(Level::Rectification),
            Just(Level::SaleStopped),
            Just(Level::ServiceStopped)
        ]
    };
    let due = || prop::option::of((-3..40_i64).prop_map(|days| today().plus_days(days)));
    let step = move || {
        (level(), due(), "[过期 ]{0,2}").prop_map(|(level, due, ground)| NewStep {
            level,
            ground,
            basis: "制度".into(),
            due,
            on: today(),
        })
    };
    let ruling = prop_oneof![
        Just(Ruling::Upheld),
        Just(Ruling::Annulled),
        (level(), due()).prop_map(|(level, due)| Ruling::Eased { level, due, on: today() }),
    ];
    prop_oneof![
        4 => step().prop_map(|step| measure::Command::Impose { merchant: SHOP, found: None, step }),
        2 => any::<bool>().prop_map(looked),
        4 => step().prop_map(|step| measure::Command::Raise { step }),
        1 => due().prop_map(|due| measure::Command::Extend { due: due.unwrap_or_else(today), on: today(), reason: "等".into() }),
        3 => Just(appeal()),
        3 => ruling.prop_map(rules_on),
        1 => Just(measure::Command::Withdraw { reason: "错".into() }),
    ]
}

proptest! {
    #[test]
    fn 及时制止违法行为_whoever_asks_for_what_nobody_decides_on_an_own_measure_and_no_grade_falls_but_by_an_appeal(
        asked in prop::collection::vec((0..4_u8, 0..3_u64, any_on_a_measure()), 1..30)
    ) {
        let people = [boss(), other_boss(), quality(), who(4, Role::Administrator)];
        let mut told = Told::<Measure>::on(today());
        for (by, behind, command) in asked {
            let before = told.state.clone();
            let base = before.as_ref().map(|before| before.rev.saturating_sub(behind));
            if told.tries(people[usize::from(by)], base, &command).is_err() {
                prop_assert_eq!(&before, &told.state, "what is refused changes nothing");
                continue;
            }
            let after = told.now();
            for appeal in &after.appeals {
                let imposer = &after.steps[appeal.step].by;
                prop_assert!(appeal.decision.as_ref().is_none_or(|decision| decision.by != *imposer));
            }
            let Some(before) = before else { continue };
            let eased = matches!(command, measure::Command::DecideAppeal { ruling: Ruling::Eased { .. }, .. });
            prop_assert!(eased || after.level() >= before.level());
            prop_assert!(before.is_in_force() || !after.is_in_force(), "what has ended does not begin again");
            prop_assert!(after.step().and_then(|step| step.due).is_none_or(|due| due > today()));
            let moves = !matches!(command, measure::Command::Appeal { .. });
            prop_assert!(!moves || behind == 0, "nobody decides on what they have not seen");
        }
    }
}
