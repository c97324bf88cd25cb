//! 定期组织培训: what may be planned, who may sign in when, and when the next is due.

use domain::ids::{MerchantId, StaffId};
use domain::kind::{Context, EventSourced, Refusal, continued};
use domain::moment::{Day, Moment};
use domain::role::{Actor, Role};
use domain::roster::TimeOfDay;
use domain::training::{
    Audience, Command, Invited, Material, Plan, Rejection, Standing, Task, Training, TrainingRules, What, Who, cells,
    head, tasks,
};
use domain::words::Lang;
use uuid::Uuid;

const CODE: &str = "0123456789abcdef0123456789abcdef";
const SHOP: MerchantId = MerchantId(Uuid::from_u128(8));
const OTHER_SHOP: MerchantId = MerchantId(Uuid::from_u128(9));

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn noon(text: &str) -> Moment {
    day(text).at(12, 0)
}

fn by(actor: Actor, now: Moment) -> Context {
    Context { now, by: actor }
}

fn staff() -> Actor {
    Actor::Staff { id: StaffId(Uuid::from_u128(1)), role: Role::Receptionist }
}

fn plan() -> Plan {
    let shop = |id, name: &str, stall: &str| Invited { who: Who::Merchant(id), name: name.into(), stall: stall.into() };
    Plan {
        subject: "七日无理由退货怎么办".into(),
        audience: Audience::Merchants,
        day: day("2026-12-01"),
        time: TimeOfDay::new(14, 0).expect("a time"),
        place: "4 楼会议室".into(),
        teacher: "主管 01".into(),
        invited: vec![shop(SHOP, "鲜果小铺", "L1-008"), shop(OTHER_SHOP, "好味餐厅", "L3-012")],
        materials: vec![Material { title: "无理由退货办法".into(), link: "https://example.cn/a.pdf".into() }],
    }
}

fn planned(plan: Plan) -> Result<Training, Rejection> {
    let command = Command::Plan { plan: Box::new(plan), code: CODE.into(), on: day("2026-11-28") };
    after(None, &command, &by(staff(), noon("2026-11-28")))
}

fn after(state: Option<&Training>, command: &Command, context: &Context) -> Result<Training, Rejection> {
    let events = Training::decide(state, state.map(|state| state.rev), command, context)?;
    Ok(continued::<Training>(Uuid::nil(), state, events, context.now, context).expect("a history").0)
}

fn signs(entry: u128, name: &str, unit: &str, at: Moment) -> Command {
    let (name, unit) = (name.into(), unit.into());
    Command::SignIn { entry: Uuid::from_u128(entry), code: CODE.into(), at, name, unit, who: None }
}

fn refused(state: &Training, command: &Command, context: &Context) -> Rejection {
    after(Some(state), command, context).expect_err("refused")
}

fn held(state: &Training, at: Moment) -> Training {
    after(Some(state), &Command::Hold { at, words: "到场大半".into() }, &by(staff(), at)).expect("held")
}

#[test]
fn a_training_in_the_past_or_without_subject_and_place_is_not_planned() {
    assert_eq!(planned(Plan { day: day("2026-11-27"), ..plan() }), Err(Rejection::DayPast));
    assert_eq!(planned(Plan { day: day("2027-12-01"), ..plan() }), Err(Rejection::DayFar));
    assert_eq!(planned(Plan { subject: " \u{200B}".into(), ..plan() }), Err(Rejection::SubjectMissing));
    assert_eq!(planned(Plan { place: String::new(), ..plan() }), Err(Rejection::PlaceMissing));
    assert_eq!(planned(Plan { subject: "长".repeat(61), ..plan() }), Err(Rejection::TooLong { most: 60 }));
    let material = |title: &str, link: &str| vec![Material { title: title.into(), link: link.into() }];
    for link in ["javascript:alert(1)", "//elsewhere.example", "https://a b", "example.cn"] {
        assert_eq!(planned(Plan { materials: material("办法", link), ..plan() }), Err(Rejection::NoLink), "{link}");
    }
    assert_eq!(planned(Plan { materials: material("", "/tips"), ..plan() }), Err(Rejection::MaterialUnnamed));
    assert!(planned(Plan { materials: material("看提示", "/tips"), ..plan() }).is_ok());
    let twice = Plan { invited: [plan().invited, plan().invited].concat(), ..plan() };
    assert_eq!(planned(twice).expect("planned").plan.invited.len(), 2, "who must come is named once");
}

#[test]
fn the_code_of_another_training_an_empty_name_and_a_second_time_are_each_said() {
    let training = planned(plan()).expect("planned");
    let at = noon("2026-12-01");
    let anybody = by(Actor::Consumer, at);
    let mut wrong = signs(1, "王小明", "鲜果小铺", at);
    if let Command::SignIn { code, .. } = &mut wrong {
        *code = "fedcba9876543210fedcba9876543210".into();
    }
    assert_eq!(refused(&training, &wrong, &anybody), Rejection::WrongCode);
    assert_eq!(Training::decide(None, None, &wrong, &anybody), Err(Rejection::NotThere), "a code from elsewhere");
    assert_eq!(refused(&training, &signs(1, " \u{3000}", "鲜果小铺", at), &anybody), Rejection::NameMissing);
    assert_eq!(refused(&training, &signs(1, "王小明", "", at), &anybody), Rejection::UnitMissing);

    let one = after(Some(&training), &signs(1, "王小明", "鲜果小铺", at), &anybody).expect("signed in");
    assert_eq!(refused(&one, &signs(1, "王小明", "鲜果小铺", at), &anybody), Rejection::SignedInAlready, "sent again");
    // By another device, by the stall's number, or by whoever keeps the door.
    assert_eq!(refused(&one, &signs(2, "王 小明", "Ｌ1-008", at), &anybody), Rejection::SignedInAlready);
    let door = Command::SignIn {
        entry: Uuid::from_u128(3),
        code: String::new(),
        at,
        name: "王小明".into(),
        unit: String::new(),
        who: Some(Who::Merchant(SHOP)),
    };
    assert_eq!(refused(&one, &door, &by(staff(), at)), Rejection::SignedInAlready);
    let two = after(Some(&one), &signs(4, "王小明（收银）", "鲜果小铺", at), &anybody).expect("another of that name");
    assert_eq!((two.attendances.len(), two.missing().len()), (2, 1));
    assert_eq!(two.missing()[0].name, "好味餐厅");
}

#[test]
fn one_signs_in_on_the_day_until_it_is_over_and_what_was_pressed_before_counts_when_it_arrives() {
    let training = planned(plan()).expect("planned");
    let public = |now| by(Actor::Consumer, now);
    let early = noon("2026-11-30");
    assert_eq!(refused(&training, &signs(1, "王", "好味餐厅", early), &public(early)), Rejection::TooEarly);
    let late = noon("2026-12-02");
    assert_eq!(refused(&training, &signs(1, "王", "好味餐厅", late), &public(late)), Rejection::Ended);
    let at = noon("2026-12-01");
    assert_eq!(
        refused(&training, &Command::Hold { at, words: String::new() }, &by(staff(), at)),
        Rejection::NobodyCame
    );
    let one = after(Some(&training), &signs(1, "王", "好味餐厅", at), &public(at)).expect("signed in");
    let over = held(&one, at.plus_millis(3_600_000));
    let pressed = at.plus_millis(60_000);
    let arrives = noon("2026-12-05");
    let two =
        after(Some(&over), &signs(2, "李", "鲜果小铺", pressed), &public(arrives)).expect("pressed before the end");
    assert_eq!(two.attendances[1].at, pressed);
    let after_end = at.plus_millis(2 * 3_600_000);
    assert_eq!(refused(&over, &signs(3, "赵", "鲜果小铺", after_end), &public(after_end)), Rejection::Ended);
    // Whoever was there and is not on the list is written down afterwards, and that is seen.
    let added = after(Some(&over), &signs(3, "赵", "鲜果小铺", arrives), &by(staff(), arrives)).expect("written down");
    assert_eq!(added.attendances[1].way(&added).zh, "补签");
    let months = noon("2027-02-01");
    assert_eq!(refused(&over, &signs(4, "钱", "鲜果小铺", months), &by(staff(), months)), Rejection::Ended);
    let gone = after(Some(&training), &Command::Cancel { reason: "讲师病了".into() }, &by(staff(), at)).expect("gone");
    assert_eq!(refused(&gone, &signs(5, "孙", "鲜果小铺", at), &public(at)), Rejection::Cancelled);
    assert_eq!(refused(&one, &Command::Cancel { reason: "不办了".into() }, &by(staff(), at)), Rejection::HasBegun);
}

#[test]
fn only_staff_plan_and_what_was_planned_meanwhile_is_looked_at_first() {
    let training = planned(plan()).expect("planned");
    let (now, on) = (noon("2026-11-29"), day("2026-11-29"));
    let moved = |seen| Command::Amend { plan: Box::new(Plan { day: day("2026-12-08"), ..plan() }), seen, on };
    let regulator = Actor::Staff { id: StaffId(Uuid::from_u128(2)), role: Role::Regulator };
    for somebody in [Actor::Consumer, Actor::Merchant, Actor::Server, regulator] {
        assert_eq!(refused(&training, &moved(1), &by(somebody, now)), Rejection::StaffOnly, "{somebody:?}");
    }
    let new = after(Some(&training), &moved(1), &by(staff(), now)).expect("moved");
    assert_eq!((new.version, new.plan.day), (2, day("2026-12-08")));
    assert_eq!(refused(&new, &moved(1), &by(staff(), now)), Rejection::ChangedSince);
    assert_eq!(refused(&new, &moved(2), &by(staff(), now)), Rejection::NothingChanged);
    let early = Command::Hold { at: now, words: String::new() };
    assert_eq!(refused(&new, &early, &by(staff(), now)), Rejection::NotYet);
}

#[test]
fn an_entry_that_was_a_mistake_is_struck_with_a_reason() {
    let at = noon("2026-12-01");
    let training = planned(plan()).expect("planned");
    let one = after(Some(&training), &signs(1, "王", "好味餐厅", at), &by(Actor::Consumer, at)).expect("signed in");
    let strike = |entry, why: &str| Command::Strike { entry: Uuid::from_u128(entry), why: why.into() };
    assert_eq!(refused(&one, &strike(1, " "), &by(staff(), at)), Rejection::ReasonMissing);
    assert_eq!(refused(&one, &strike(2, "写错了"), &by(staff(), at)), Rejection::NotSignedIn);
    let none = after(Some(&one), &strike(1, "写错了"), &by(staff(), at)).expect("struck");
    assert_eq!(none.missing().len(), 2);
}

#[test]
fn the_next_is_due_by_the_rules_and_overdue_it_says_so() {
    let rules = TrainingRules::default();
    let of = |all: &[Training], today: &str| {
        let all: Vec<(Uuid, &Training)> = all.iter().map(|one| (Uuid::from_u128(5), one)).collect();
        let tasks = tasks(&all.iter().copied(), day(today), &rules);
        tasks.into_iter().filter(|task| task.audience == Audience::Merchants).collect::<Vec<Task>>()
    };
    let only = |what| vec![Task { audience: Audience::Merchants, what }];
    assert_eq!(of(&[], "2026-11-28"), only(What::First));
    let training = planned(plan()).expect("planned");
    assert_eq!(of(std::slice::from_ref(&training), "2026-11-28"), [], "it is planned");
    let past = of(std::slice::from_ref(&training), "2026-12-02");
    assert_eq!(past, only(What::WriteDown { training: Uuid::from_u128(5), day: day("2026-12-01") }));
    assert!(past[0].is_overdue(day("2026-12-02")));

    let at = noon("2026-12-01");
    let one = after(Some(&training), &signs(1, "王", "好味餐厅", at), &by(Actor::Consumer, at)).expect("signed in");
    let held = held(&one, at);
    assert!(matches!(held.standing, Standing::Held { .. }));
    let held = std::slice::from_ref(&held);
    let by_day = day("2027-06-01");
    assert_eq!(of(held, "2027-05-17"), []);
    assert_eq!(of(held, "2027-05-18"), only(What::PlanNext { by: by_day }), "two weeks before");
    assert!(!of(held, "2027-06-01")[0].is_overdue(by_day) && of(held, "2027-06-02")[0].is_overdue(by_day.next()));
    let late = planned(Plan { day: day("2027-06-09"), ..plan() }).expect("planned");
    let late = of(&[held[0].clone(), late], "2027-05-01");
    assert_eq!(late, only(What::PlannedLate { training: Uuid::from_u128(5), by: by_day }));
}

#[test]
fn the_record_has_a_line_for_everybody_who_came_and_who_did_not() {
    let at = noon("2026-12-01");
    let training = planned(plan()).expect("planned");
    let one = after(Some(&training), &signs(1, "王", "L3-012", at), &by(Actor::Consumer, at)).expect("signed in");
    let lines = cells(&one, Lang::Zh);
    assert!(lines.iter().all(|line| line.len() == head(Lang::Zh).len()));
    assert_eq!(lines[0][7..11], ["王", "L3-012", "2026-12-01 12:00", "本人扫码"]);
    assert_eq!(lines[1][7..11], ["", "L1-008 鲜果小铺", "", "未到"]);
    assert_eq!(
        cells(&planned(Plan { invited: vec![], ..plan() }).expect("planned"), Lang::En)[0][10],
        "Nobody signed in"
    );
}

#[test]
fn every_reason_is_a_whole_sentence_in_both_languages_and_its_code_is_the_word_on_the_wire() {
    for why in [Rejection::WrongCode, Rejection::Ended, Rejection::SignedInAlready, Rejection::TooLong { most: 60 }] {
        let sentence = why.sentence();
        assert!(!sentence.zh.contains('{') && !sentence.en.contains('{') && !sentence.en.is_empty(), "{why:?}");
        let wire = serde_json::to_value(why).expect("JSON");
        let word = wire.as_str().map(str::to_owned).or_else(|| wire.as_object()?.keys().next().cloned());
        assert_eq!(word.as_deref(), Some(why.code()));
    }
}
