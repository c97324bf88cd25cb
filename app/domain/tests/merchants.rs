//! Stories of the register: an application, its examination, the half-year, and what blocks.

use domain::case::ContentHash;
use domain::form::Merchant;
use domain::ids::{MerchantId, StaffId};
use domain::kind::{Context, EventSourced, Refusal, continued};
use domain::mechanism::ReturnPromise;
use domain::merchant::{
    ApplicationForm, Command, Field, FieldProblem, Hindrance, Identity, IdentityDocument, MerchantFile, NotACreditCode,
    PermitForm, PermitKind, Rejection, SigningWay, Standing, Suspension, Task, directory, proposals, signers,
};
use domain::moment::{Day, Moment};
use domain::role::{Actor, Role};
use uuid::Uuid;

const QUALITY: Actor = staff(Role::Quality);
const BOSS: Actor = staff(Role::Supervisor);
const DESK: Actor = staff(Role::Receptionist);
const LICENCE: PermitKind = PermitKind::BusinessLicence;
const FOOD: PermitKind = PermitKind::FoodTrade;

const fn staff(role: Role) -> Actor {
    Actor::Staff { id: StaffId(Uuid::from_u128(7)), role }
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn noon(text: &str) -> Moment {
    day(text).at(12, 0)
}

fn permit(kind: &str, expires: &str) -> PermitForm {
    PermitForm {
        kind: kind.to_owned(),
        number: "JY13101050000001".to_owned(),
        expires: expires.to_owned(),
        picture: None,
    }
}

/// A restaurant as a registered body.
fn restaurant() -> ApplicationForm {
    ApplicationForm {
        name: "好味餐厅".into(),
        trade: "dining".into(),
        form: "legal_person".into(),
        legal_name: "上海好味餐饮有限公司".into(),
        code: "91350100M000100Y43".into(),
        identity: None,
        responsible: "店长甲".into(),
        phone: "021-61671254".into(),
        address: "上海市长宁区示例路 1 号".into(),
        floor: "L3".into(),
        stall: "Ｌ3－012".into(),
        permits: vec![permit("business_licence", "长期"), permit("food_trade", "2028-03-31")],
    }
}

fn craftsman() -> ApplicationForm {
    let identity =
        Identity::check(IdentityDocument::ResidentCard, "11010519491231002X").expect("the standard's example");
    ApplicationForm {
        name: "手作布艺".into(),
        trade: "household".into(),
        form: "natural_person".into(),
        legal_name: "摊主甲".into(),
        identity: Some(identity),
        stall: "B1-009".into(),
        floor: "B1".into(),
        code: String::new(),
        permits: Vec::new(),
        ..restaurant()
    }
}

#[derive(Default)]
struct Register {
    file: Option<MerchantFile>,
}

impl Register {
    #[expect(clippy::needless_pass_by_value, reason = "a story reads better without references")]
    fn does(&mut self, by: Actor, on: &str, command: Command) -> Result<&MerchantFile, Rejection> {
        let context = Context { now: noon(on), by };
        let base = self.file.as_ref().map(|file| file.rev);
        let events = MerchantFile::decide(self.file.as_ref(), base, &command, &context)?;
        let id = Uuid::from_u128(1);
        let (file, _) =
            continued::<MerchantFile>(id, self.file.as_ref(), events, context.now, &context).expect("a file");
        Ok(self.file.insert(file))
    }

    fn applied(form: ApplicationForm) -> Self {
        let mut register = Self::default();
        register.does(DESK, "2026-11-28", apply(form)).expect("an application");
        register
    }

    fn admitted() -> Self {
        let mut register = Self::applied(restaurant());
        register.does(QUALITY, "2026-11-28", seen(&[LICENCE, FOOD])).expect("admitted");
        register
    }

    fn file(&self) -> &MerchantFile {
        self.file.as_ref().expect("a file")
    }
}

fn apply(form: ApplicationForm) -> Command {
    Command::Apply { form: Box::new(form) }
}

fn amend(form: ApplicationForm) -> Command {
    Command::Amend { form: Box::new(form) }
}

fn seen(permits: &[PermitKind]) -> Command {
    Command::Verify { permits: permits.to_vec(), person: true }
}

fn reason() -> String {
    "新证已受理，周五领证".to_owned()
}

#[test]
fn 商家入驻审核_a_named_person_looks_at_the_originals_and_admits() {
    let mut register = Register::applied(restaurant());
    assert_eq!(register.file().task(day("2026-11-28")), Some(Task::Examine));
    let unseen = register.does(QUALITY, "2026-11-28", seen(&[LICENCE])).expect_err("the food permit was not looked at");
    assert_eq!(unseen, Rejection::NotSeen { permits: vec![FOOD], person: false });
    assert!(unseen.sentence().zh.contains("食品经营许可"), "{:?}", unseen.sentence());
    assert_eq!(register.does(DESK, "2026-11-28", seen(&[LICENCE, FOOD])), Err(Rejection::VerifierOnly));
    let file = register.does(QUALITY, "2026-11-28", seen(&[LICENCE, FOOD])).expect("admitted");
    assert_eq!(file.standing, Standing::Admitted);
    let verification = file.verification.as_ref().expect("a named person, with the day");
    assert_eq!(
        (verification.by.0, verification.on, verification.next),
        (Uuid::from_u128(7), day("2026-11-28"), day("2027-05-28"))
    );
    assert_eq!(file.application.stall, "L3-012", "stalls are kept in plain signs");
}

#[test]
fn 商家入驻审核_a_missing_or_ended_licence_blocks() {
    let mut register = Register::applied(ApplicationForm { permits: Vec::new(), ..restaurant() });
    let blocked = register.does(BOSS, "2026-11-28", seen(&[])).expect_err("no licence");
    let missing = [LICENCE, FOOD].map(|kind| Hindrance::Missing { kind });
    assert_eq!(blocked, Rejection::Hindered { hindrances: missing.to_vec() });
    assert!(blocked.sentence().zh.contains("缺“营业执照”"), "{:?}", blocked.sentence());

    let yesterday = vec![permit("business_licence", "长期"), permit("food_trade", "2026-11-27")];
    let mut register = Register::applied(ApplicationForm { permits: yesterday, ..restaurant() });
    let blocked = register.does(BOSS, "2026-11-28", seen(&[LICENCE, FOOD])).expect_err("it ended yesterday");
    assert_eq!(
        blocked,
        Rejection::Hindered { hindrances: vec![Hindrance::Ended { kind: FOOD, last: day("2026-11-27") }] }
    );
    assert!(blocked.sentence().zh.contains("已于 2026-11-27 到期"));

    let today = vec![permit("business_licence", "长期"), permit("food_trade", "2026-11-28")];
    let mut register = Register::applied(ApplicationForm { permits: today, ..restaurant() });
    assert!(register.does(BOSS, "2026-11-28", seen(&[LICENCE, FOOD])).is_ok(), "the last day still counts");
}

#[test]
fn 商家入驻审核_has_two_branches() {
    let mut register = Register::applied(craftsman());
    let file = register.does(QUALITY, "2026-11-28", seen(&[])).expect("no licence is needed");
    assert!(!serde_json::to_string(file).expect("JSON").contains("19491231"), "no identity number in a file");
    let nobody = ApplicationForm { identity: None, ..craftsman() };
    let wrong = nobody.check().expect_err("no document");
    assert_eq!(wrong, [FieldProblem::Missing { field: Field::Identity }]);
    let wrong = ApplicationForm { code: "91350100M000100Y4O".into(), ..restaurant() }.check().expect_err("a letter O");
    assert_eq!(wrong, [FieldProblem::Code { why: NotACreditCode::Sign { place: 18, sign: 'O' } }]);
    let individual = ApplicationForm { form: "individual_business".into(), ..restaurant() };
    assert_eq!(individual.check().expect_err("a company's code"), [FieldProblem::CodeOfAnother { individual: true }]);
}

#[test]
fn every_wrong_field_is_said_at_once() {
    let wrong = ApplicationForm::default().check().expect_err("empty");
    let fields: Vec<Field> = wrong.iter().map(|problem| problem.field()).collect();
    let all = [
        Field::Name,
        Field::Trade,
        Field::Form,
        Field::LegalName,
        Field::Responsible,
        Field::Phone,
        Field::Address,
        Field::Floor,
        Field::Stall,
    ];
    assert_eq!(fields, all);
    let day = ApplicationForm { permits: vec![permit("food_trade", "")], ..restaurant() }.check().expect_err("no day");
    assert_eq!(day, [FieldProblem::PermitDay { kind: FOOD }]);
    let again = restaurant().check().expect("right").as_form().check().expect("what is kept can be typed again");
    assert_eq!(again, restaurant().check().expect("right"));
}

#[test]
fn what_was_sent_back_waits_again_once_it_is_brought_and_every_version_is_kept() {
    let mut register = Register::applied(ApplicationForm { permits: Vec::new(), ..restaurant() });
    let back = Command::Return { reason: "请带食品经营许可证原件".into() };
    let file = register.does(DESK, "2026-11-28", back).expect("sent back");
    assert_eq!(file.task(day("2026-11-28")), Some(Task::Complete));
    let file = register.does(DESK, "2026-11-30", amend(restaurant())).expect("brought");
    assert_eq!(file.task(day("2026-11-30")), Some(Task::Examine));
    assert_eq!(register.does(DESK, "2026-11-30", amend(restaurant())), Err(Rejection::NothingChanged));
    let revs: Vec<u64> = register.file().history.iter().map(|entry| entry.rev).collect();
    assert_eq!(revs, [1, 2, 3]);
}

#[test]
fn a_change_of_an_admitted_merchant_asks_for_another_look_and_it_goes_on_selling() {
    let mut register = Register::admitted();
    let moved = ApplicationForm { stall: "L3-020".into(), ..restaurant() };
    let file = register.does(DESK, "2026-12-01", amend(moved)).expect("changed");
    assert_eq!((file.is_admitted(), file.task(day("2026-12-01"))), (true, Some(Task::ExamineChange)));
    let file = register.does(QUALITY, "2026-12-02", seen(&[LICENCE, FOOD])).expect("looked at");
    assert_eq!(file.task(day("2026-12-02")), None);
}

#[test]
fn 定期核实更新_becomes_a_task_is_overdue_and_then_suspends() {
    let register = Register::admitted();
    let file = register.file();
    let (due, suspends) = (day("2027-05-28"), day("2027-06-12"));
    assert_eq!(file.task(day("2027-04-27")), None);
    assert_eq!(file.task(day("2027-04-28")), Some(Task::Review { due, suspends }), "thirty days before");
    assert!(!file.task(due).expect("a task").is_overdue(due), "its day is not late");
    assert!(file.task(day("2027-05-29")).expect("a task").is_overdue(day("2027-05-29")));
    assert_eq!(file.is_to_be_suspended(day("2027-06-11")), None, "fourteen days of grace");
    assert_eq!(file.is_to_be_suspended(suspends), Some(Suspension::ReviewOverdue { due }));
}

#[test]
fn 定期核实更新_suspended_by_the_server_only_when_it_is_so_and_a_supervisor_lifts_it_with_a_reason() {
    let mut register = Register::admitted();
    let why = Suspension::ReviewOverdue { due: day("2027-05-28") };
    let suspend = Command::Suspend { why: why.clone() };
    assert_eq!(register.does(Actor::Server, "2027-06-11", suspend.clone()), Err(Rejection::NotAdmitted));
    assert_eq!(
        register.does(BOSS, "2027-06-12", suspend.clone()),
        Err(Rejection::ReasonMissing),
        "nobody claims the calendar"
    );
    let file = register.does(Actor::Server, "2027-06-12", suspend.clone()).expect("suspended");
    assert_eq!((file.is_admitted(), file.task(day("2027-06-12"))), (false, Some(Task::Lift)));
    assert!(register.does(Actor::Server, "2027-06-12", suspend.clone()).is_err(), "once");

    let lift = |reason: String| Command::Lift { reason };
    assert_eq!(register.does(QUALITY, "2027-06-13", lift(reason())), Err(Rejection::SupervisorOnly));
    assert_eq!(register.does(BOSS, "2027-06-13", lift(" ".into())), Err(Rejection::ReasonMissing));
    let file = register.does(BOSS, "2027-06-13", lift(reason())).expect("lifted");
    assert_eq!((file.is_admitted(), file.deferred_until), (true, Some(day("2027-06-27"))));
    assert!(file.task(day("2027-06-13")).expect("still a task").is_overdue(day("2027-06-13")));
    assert_eq!(file.is_to_be_suspended(day("2027-06-27")), None);
    assert_eq!(file.is_to_be_suspended(day("2027-06-28")), Some(why), "put off, not forgotten");
    let file = register.does(QUALITY, "2027-06-20", seen(&[LICENCE, FOOD])).expect("verified");
    assert_eq!((file.task(day("2027-06-20")), file.is_to_be_suspended(day("2027-12-31"))), (None, None));
}

#[test]
fn a_permit_that_ends_is_a_task_suspends_and_no_reason_lifts_that() {
    let mut register = Register::applied(ApplicationForm {
        permits: vec![permit("business_licence", "长期"), permit("food_trade", "2026-12-15")],
        ..restaurant()
    });
    let file = register.does(QUALITY, "2026-11-28", seen(&[LICENCE, FOOD])).expect("admitted");
    let last = day("2026-12-15");
    assert_eq!(file.task(day("2026-11-28")), Some(Task::Permit { kind: FOOD, last, suspends: day("2026-12-30") }));
    let why = file.is_to_be_suspended(day("2026-12-30")).expect("fifteen days later");
    assert_eq!(why, Suspension::PermitEnded { kind: FOOD, last });
    register.does(Actor::Server, "2026-12-30", Command::Suspend { why }).expect("suspended");
    let blocked = register.does(BOSS, "2026-12-30", Command::Lift { reason: reason() });
    assert!(matches!(blocked, Err(Rejection::Hindered { .. })), "{blocked:?}");
    // The renewed permit stands beside the old one.
    let renewed = vec![
        permit("business_licence", "长期"),
        permit("food_trade", "2026-12-15"),
        permit("food_trade", "2031-12-15"),
    ];
    register.does(DESK, "2026-12-31", amend(ApplicationForm { permits: renewed, ..restaurant() })).expect("brought");
    assert!(register.does(BOSS, "2026-12-31", Command::Lift { reason: reason() }).is_ok_and(MerchantFile::is_admitted));
}

#[test]
fn two_tablets_without_a_network_do_not_overwrite_each_other() {
    let register = Register::admitted();
    let context = Context { now: noon("2026-12-01"), by: DESK };
    let moved = amend(ApplicationForm { stall: "L3-020".into(), ..restaurant() });
    let behind = MerchantFile::decide(register.file.as_ref(), Some(1), &moved, &context);
    assert_eq!(behind, Err(Rejection::ChangedSince));
    let nothing = MerchantFile::decide(None, None, &moved, &context);
    assert_eq!(nothing, Err(Rejection::NoSuchFile));
    let twice = MerchantFile::decide(register.file.as_ref(), Some(2), &apply(restaurant()), &context);
    assert_eq!(twice, Err(Rejection::FiledAlready));
}

#[test]
fn who_left_was_refused_or_merged_has_ended_and_a_merge_can_be_undone() {
    let mut register = Register::admitted();
    let merge = Command::Merge { into: MerchantId(Uuid::from_u128(2)), reason: "同一家，登记了两次".into() };
    let file = register.does(BOSS, "2026-12-01", merge).expect("merged");
    assert!(file.has_ended());
    assert_eq!(register.does(DESK, "2026-12-01", amend(craftsman())), Err(Rejection::MergedAlready));
    let file = register.does(BOSS, "2026-12-02", Command::Unmerge { reason: "是两家".into() }).expect("apart again");
    assert_eq!(file.standing, Standing::Admitted, "as it stood before");
    register.does(BOSS, "2026-12-03", Command::Leave { reason: "合同到期".into() }).expect("left");
    assert_eq!(register.does(DESK, "2026-12-04", amend(craftsman())), Err(Rejection::Ended));
}

#[test]
fn 商户管理_the_directory_names_signs_and_stalls_of_who_is_admitted_and_no_person() {
    let (in_house, waiting) = (Register::admitted(), Register::applied(craftsman()));
    let files = [(MerchantId(Uuid::from_u128(2)), waiting.file()), (MerchantId(Uuid::from_u128(1)), in_house.file())];
    let listed = serde_json::to_value(directory(files)).expect("JSON");
    let expected = serde_json::json!([{ "id": Uuid::from_u128(1), "name": "好味餐厅", "floor": "L3", "stall": "L3-012", "category": "dining" }]);
    assert_eq!(listed, expected);
}

#[test]
fn 商户管理_a_free_text_name_is_proposed_for_linking_by_similarity_and_stall() {
    let (one, two) = (Register::admitted(), Register::applied(craftsman()));
    let ids = [MerchantId(Uuid::from_u128(1)), MerchantId(Uuid::from_u128(2))];
    let of = |name: &str, stall: &str| {
        let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let named = Merchant::Named { name: said(name), stall: said(stall) };
        proposals(&named, [(ids[0], one.file()), (ids[1], two.file())])
            .iter()
            .map(|proposal| proposal.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(of("好味", ""), [ids[0]]);
    assert_eq!(of("", "b1－009"), [ids[1]]);
    assert_eq!(of("上海好味餐饮", ""), [ids[0]], "the registered name counts as well");
    assert!(of("佳电电器", "").is_empty());
    assert!(proposals(&Merchant::Unsure, [(ids[0], one.file())]).is_empty());
}

fn signs(version: u32) -> Command {
    let document = "commitments".parse().expect("a document of the board");
    Command::SignCommitment {
        document, version, signatory: " 店长甲 ".into(), way: SigningWay::OnPaper, picture: None
    }
}

#[test]
fn 质量和服务规范承诺_is_signed_as_a_version_and_a_new_version_asks_again() {
    let mut register = Register::admitted();
    assert_eq!(register.does(staff(Role::Regulator), "2026-12-01", signs(1)), Err(Rejection::StaffOnly));
    let file = register.does(DESK, "2026-12-01", signs(1)).expect("signed");
    let document = "commitments".parse().expect("a document");
    let signed = file.signed(&document, 1).expect("the signature");
    assert_eq!((&*signed.signatory, signed.on, signed.seen_by.0), ("店长甲", day("2026-12-01"), Uuid::from_u128(7)));
    assert_eq!(register.does(DESK, "2026-12-02", signs(1)), Err(Rejection::SignedAlready));
    assert!(register.file().signed(&document, 2).is_none(), "another text is another signature");
    assert!(register.does(DESK, "2026-12-03", signs(2)).is_ok());
    assert_eq!(register.file().commitments.len(), 2, "the old one stays on record");
}

#[test]
fn 质量和服务规范承诺_a_drawing_and_a_stamp_need_their_picture_a_name_and_a_tick_need_none_and_paper_is_seen_by_staff()
{
    let way = |way: SigningWay, picture: Option<ContentHash>| {
        let document = "commitments".parse().expect("a document of the board");
        Command::SignCommitment { document, version: 1, signatory: "店长甲".into(), way, picture }
    };
    let picture = Some(ContentHash([7; 32]));
    for needs in [SigningWay::OnScreen, SigningWay::Stamp] {
        let mut register = Register::admitted();
        let refused = register.does(DESK, "2026-12-01", way(needs, None));
        assert_eq!(refused, Err(Rejection::SignatureMissing), "{needs:?}");
        let file = register.does(DESK, "2026-12-01", way(needs, picture)).expect("signed");
        assert_eq!((file.commitments[0].way, file.commitments[0].picture), (needs, picture));
    }
    let mut register = Register::admitted();
    let paper = register.does(Actor::Merchant, "2026-12-01", way(SigningWay::OnPaper, None));
    assert_eq!(paper, Err(Rejection::StaffOnly));
    let file = register.does(Actor::Merchant, "2026-12-01", way(SigningWay::Typed, None)).expect("signed by itself");
    assert_eq!(file.commitments[0].seen_by.0, Uuid::nil());
    // A signature of a released version reads as it was written.
    let before = r#"{"commitment_signed":{"document":"commitments","version":1,"signatory":"甲","way":"on_paper","on":"2026-12-01"}}"#;
    let event: domain::merchant::Event = serde_json::from_str(before).expect("an event");
    assert_eq!(serde_json::to_string(&event).expect("JSON"), before);
}

#[test]
fn 第一责任人承诺_unsigned_merchants_are_listed_and_nobody_who_signed_for_one_is_named_in_public() {
    let (mut one, two, waiting) = (Register::admitted(), Register::admitted(), Register::applied(craftsman()));
    one.does(DESK, "2026-12-01", signs(1)).expect("signed");
    let files = [&one, &two, &waiting].into_iter().enumerate();
    let files: Vec<_> = files.map(|(n, of)| (MerchantId(Uuid::from_u128(n as u128 + 1)), of.file())).collect();
    let all = signers(files, &"commitments".parse().expect("a document"), 1);
    assert_eq!(
        all.signed.iter().map(|of| (of.merchant.id.0.as_u128(), of.on)).collect::<Vec<_>>(),
        [(1, day("2026-12-01"))]
    );
    assert_eq!(
        all.unsigned.iter().map(|of| of.id.0.as_u128()).collect::<Vec<_>>(),
        [2],
        "who does not sell here owes nothing"
    );
    assert!(!serde_json::to_string(&all).expect("JSON").contains("店长甲"));
}

#[test]
fn 无理由退货_the_merchants_promise_holds_from_its_day_on_and_never_backwards() {
    let mut register = Register::admitted();
    let promise = |days, from: &str| Command::PromiseReturns {
        promise: Some(ReturnPromise { days, covers: Vec::new(), excepts: Vec::new() }),
        from: day(from),
    };
    assert_eq!(register.does(DESK, "2026-12-01", promise(7, "2026-11-30")), Err(Rejection::PromiseOfThePast));
    assert_eq!(register.does(DESK, "2026-12-01", promise(0, "2026-12-01")), Err(Rejection::PromiseDays));
    let file = register.does(DESK, "2026-12-01", promise(7, "2026-12-02")).expect("promised");
    assert_eq!(file.promised_returns(day("2026-12-01")), None);
    assert_eq!(file.promised_returns(day("2026-12-02")).map(|promise| promise.days), Some(7));
    let end = Command::PromiseReturns { promise: None, from: day("2026-12-05") };
    let file = register.does(DESK, "2026-12-05", end).expect("ended");
    assert!(file.returns.is_none());
    assert_eq!(file.promised_returns(day("2026-12-03")).map(|promise| promise.days), Some(7));
}

#[test]
fn 无理由退货_what_was_bought_under_a_promise_keeps_it_whatever_is_promised_since() {
    let mut register = Register::admitted();
    let promise = |days, from: &str| Command::PromiseReturns {
        promise: Some(ReturnPromise { days, covers: Vec::new(), excepts: Vec::new() }),
        from: day(from),
    };
    let days = |file: &MerchantFile, bought: &str| file.promised_returns(day(bought)).map(|promise| promise.days);
    register.does(DESK, "2026-12-01", promise(15, "2026-12-01")).expect("promised");
    let file = register.does(DESK, "2026-12-10", promise(7, "2026-12-20")).expect("promised").clone();
    assert_eq!(
        (days(&file, "2026-11-30"), days(&file, "2026-12-19"), days(&file, "2026-12-20")),
        (None, Some(15), Some(7))
    );
    let end = Command::PromiseReturns { promise: None, from: day("2027-01-01") };
    let file = register.does(DESK, "2027-01-01", end).expect("ended").clone();
    assert_eq!((days(&file, "2026-12-31"), days(&file, "2027-01-01")), (Some(7), None));
}

#[test]
fn 商户档案_a_change_is_laid_onto_what_stands_there_now_and_overwrites_nothing_else() {
    let seen = restaurant();
    let mine = ApplicationForm {
        responsible: "店长乙".into(),
        permits: vec![permit("business_licence", "长期"), permit("food_trade", "2031-03-31")],
        ..seen.clone()
    };
    let tobacco = PermitForm { number: "沪烟 1".into(), ..permit("tobacco", "2029-01-01") };
    let now = ApplicationForm {
        phone: "021-61671255".into(),
        permits: seen.permits.iter().cloned().chain([tobacco.clone()]).collect(),
        ..seen.clone()
    };
    let laid = mine.onto(&seen, now);
    assert_eq!((&*laid.responsible, &*laid.phone), ("店长乙", "021-61671255"));
    let ends: Vec<&str> = laid.permits.iter().map(|permit| &*permit.expires).collect();
    assert_eq!(
        ends,
        ["长期", "2029-01-01", "2031-03-31"],
        "the renewed permit in the place of the old, the colleague's beside"
    );
}
