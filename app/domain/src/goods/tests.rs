//! The life of goods, as the people at the desk tell it.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    ids::{MerchantId, StaffId},
    kind::continued,
    moment::{Day, Moment},
    role::{Actor, Role},
    rules::{NearExpiry, NearStep},
};

const RECEPTION: Role = Role::Receptionist;
const QUALITY: Role = Role::Quality;
const BOSS: Role = Role::Supervisor;

/// Goods on a desk where it is that day.
#[derive(Clone, Debug)]
struct Desk {
    file: Option<GoodsFile>,
    now: Moment,
}

impl Desk {
    fn open() -> Self {
        Self { file: None, now: day("2026-11-28").at(9, 0) }
    }

    fn listed() -> Self {
        let mut desk = Self::open();
        desk.does(RECEPTION, Command::Propose { form: Box::new(milk()) }).expect("filed");
        desk.does(QUALITY, check(Some(Finding::Passed), Some(Finding::Passed), Some(Finding::Passed))).expect("listed");
        desk
    }

    fn decide(&self, role: Role, base: Option<u64>, command: &Command) -> Result<Vec<Event>, Rejection> {
        let context = Context { now: self.now, by: Actor::Staff { id: StaffId(Uuid::from_u128(7)), role } };
        GoodsFile::decide(self.file.as_ref(), base, command, &context)
    }

    fn does(&mut self, role: Role, command: Command) -> Result<(), Rejection> {
        let base = self.file.as_ref().map(|file| file.rev);
        self.does_on(role, base, command)
    }

    #[expect(clippy::needless_pass_by_value, reason = "a story gives its commands")]
    fn does_on(&mut self, role: Role, base: Option<u64>, command: Command) -> Result<(), Rejection> {
        let events = self.decide(role, base, &command)?;
        let context = Context { now: self.now, by: Actor::Staff { id: StaffId(Uuid::from_u128(7)), role } };
        let id = Uuid::from_u128(1);
        let (file, _) = continued::<GoodsFile>(id, self.file.as_ref(), events, self.now, &context).expect("a file");
        let json = serde_json::to_string(&file).expect("JSON");
        assert_eq!(serde_json::from_str::<GoodsFile>(&json).expect("read again"), file);
        self.file = Some(file);
        self.now = self.now.plus_millis(60_000);
        Ok(())
    }

    fn tasks(&self) -> Vec<Task> {
        self.file().tasks(self.today(), &NearExpiry::default())
    }

    fn file(&self) -> &GoodsFile {
        self.file.as_ref().expect("a file")
    }

    fn today(&self) -> Day {
        self.now.day()
    }

    fn receives(&mut self, lot: u128, quantity: &str) -> Result<(), Rejection> {
        self.does(RECEPTION, Command::Receive { lot: Uuid::from_u128(lot), form: Box::new(lot_form(lot, quantity)) })
    }

    fn moves(&mut self, lot: u128, kind: &str, quantity: &str) -> Result<(), Rejection> {
        let on = self.today().to_string();
        let form = MoveForm { kind: kind.into(), quantity: quantity.into(), on, ..MoveForm::default() };
        self.does(RECEPTION, Command::Move { lot: Uuid::from_u128(lot), form: Box::new(form) })
    }

    fn begins_recall(&mut self, lots: &[u128]) -> Result<(), Rejection> {
        let lots = lots.iter().map(|lot| Uuid::from_u128(*lot)).collect();
        self.does(QUALITY, Command::BeginRecall { why: Unsaleable::Failed, words: "抽检菌落超标".into(), lots })
    }

    fn step(&mut self, form: StepForm) -> Result<(), Rejection> {
        self.does(RECEPTION, Command::RecallStep { form: Box::new(form) })
    }
}

fn day(of: &str) -> Day {
    Day::parse(of).expect("a day")
}

fn milk() -> GoodsForm {
    GoodsForm {
        merchant: Some(MerchantId(Uuid::from_u128(11))),
        name: "鲜牛奶".into(),
        spec: "950 mL".into(),
        kind: "food".into(),
        barcode: "6901234567892".into(),
        maker: "示例乳业".into(),
    }
}

fn check(marking: Option<Finding>, certificate: Option<Finding>, permit: Option<Finding>) -> Command {
    Command::Check { findings: Findings { marking, certificate, permit } }
}

fn lot_form(lot: u128, quantity: &str) -> LotForm {
    LotForm {
        batch: format!("B{lot}"),
        produced_on: "2026-11-20".into(),
        expires_on: "2026-12-20".into(),
        received_on: "2026-11-21".into(),
        quantity: quantity.into(),
        unit: "盒".into(),
        supplier_name: "示例乳业销售公司".into(),
        supplier_address: "示例路 9 号".into(),
        supplier_contact: "021-61671254".into(),
        voucher: "JH-001".into(),
        checks: <ReceivingCheck as crate::form::Term>::ALL.to_vec(),
    }
}

fn ask(ground: &str) -> Command {
    Command::AskTakedown {
        form: Box::new(TakedownForm {
            ground: ground.into(),
            authority: "长宁区市场监管局".into(),
            number: "沪市监长通〔2026〕1 号".into(),
            person: "张科".into(),
            words: "请停止销售该批牛奶".into(),
        }),
    }
}

fn notify(proof: &str) -> Command {
    Command::NotifyRegulator {
        takedown: 0,
        form: Box::new(NoticeForm {
            authority: "长宁区市场监管局".into(),
            on: "2026-11-28".into(),
            proof: proof.into(),
        }),
    }
}

fn steps() -> [StepForm; 6] {
    let step = |step: &str| StepForm { step: step.into(), words: "已办".into(), ..StepForm::default() };
    [
        StepForm { received: "100".into(), sold: "60".into(), ..step("stop_sale") },
        step("take_off"),
        StepForm { whom: "示例乳业销售公司".into(), returned: "30".into(), ..step("return_to_supplier") },
        StepForm { taken_back: "5".into(), ..step("exchange") },
        StepForm { destroyed: "12".into(), left: "3".into(), ..step("register") },
        StepForm { whom: "长宁区市场监管局".into(), ..step("report") },
    ]
}

#[test]
fn 商品上架_goods_are_sold_once_quality_control_has_looked_at_marking_certificate_and_permit() {
    let mut desk = Desk::open();
    desk.does(RECEPTION, Command::Propose { form: Box::new(milk()) }).expect("filed");
    assert_eq!(desk.file().not_on_sale(desk.today()), [NotOnSale::NotListed]);
    assert_eq!(desk.tasks(), [Task::Check]);
    let passed = || Some(Finding::Passed);
    assert_eq!(desk.does(RECEPTION, check(passed(), passed(), passed())), Err(Rejection::QualityOnly));
    // Food is never sold without a permit, and what nobody looked at is not in order.
    let missing = desk.does(QUALITY, check(passed(), None, Some(Finding::NotNeeded)));
    assert_eq!(missing, Err(Rejection::NotLookedAt { items: vec![CheckItem::Certificate, CheckItem::Permit] }));
    desk.does(QUALITY, check(passed(), passed(), passed())).expect("listed");
    assert!(desk.file().is_on_sale(desk.today()) && desk.tasks().is_empty());
    assert_eq!(desk.does(QUALITY, check(passed(), passed(), passed())), Err(Rejection::ListedAlready));
}

#[test]
fn 商品上架_a_failing_check_blocks_until_it_is_put_right_and_checked_again() {
    let mut desk = Desk::open();
    desk.does(RECEPTION, Command::Propose { form: Box::new(milk()) }).expect("filed");
    let failed = || Some(Finding::Failed { note: "没有生产者地址".into() });
    let unsaid = desk.does(QUALITY, check(Some(Finding::Failed { note: " ".into() }), failed(), failed()));
    assert_eq!(unsaid, Err(Rejection::WordsMissing));
    desk.does(QUALITY, check(failed(), Some(Finding::Passed), Some(Finding::Passed))).expect("written down");
    assert_eq!(desk.file().standing, Standing::Nonconforming { items: vec![CheckItem::Marking] });
    assert!(!desk.file().is_on_sale(desk.today()));
    // What was decided on what stood there before is not taken.
    let base = desk.file().rev - 1;
    let passed = || Some(Finding::Passed);
    let blind = desk.does_on(QUALITY, Some(base), check(passed(), passed(), passed()));
    assert_eq!(blind, Err(Rejection::ChangedSince));
    let form = GoodsForm { maker: "示例乳业，上海市示例路 3 号".into(), ..milk() };
    desk.does(RECEPTION, Command::Amend { form: Box::new(form) }).expect("put right");
    assert_eq!(desk.tasks(), [Task::Check]);
    desk.does(QUALITY, check(passed(), passed(), passed())).expect("listed");
    assert!(desk.file().is_on_sale(desk.today()));
}

#[test]
fn goods_that_are_changed_are_checked_again_before_they_are_sold() {
    let mut desk = Desk::listed();
    let form = Box::new(GoodsForm { spec: "250 mL".into(), ..milk() });
    desk.does(RECEPTION, Command::Amend { form: form.clone() }).expect("changed");
    assert_eq!(desk.file().not_on_sale(desk.today()), [NotOnSale::NotListed]);
    assert_eq!(desk.does(RECEPTION, Command::Amend { form }), Err(Rejection::NothingChanged));
}

#[test]
fn a_wrong_sign_of_a_barcode_is_said_beside_the_field_and_nothing_is_filed() {
    let mut desk = Desk::open();
    let form = GoodsForm { barcode: "6901234567890".into(), maker: String::new(), ..milk() };
    let Err(why) = desk.does(RECEPTION, Command::Propose { form: Box::new(form) }) else { panic!("filed") };
    let words = crate::kind::Refusal::sentence(&why);
    assert!(words.zh.contains("最后一位应是“2”") && words.zh.contains("请填写“生产者”"), "{words:?}");
    assert!(words.en.contains("the last one is “2”") && words.en.contains("“Maker”"), "{words:?}");
}

#[test]
fn 商品下架_a_written_notice_is_in_force_at_once_and_nobody_confirms_it() {
    let mut desk = Desk::listed();
    // Whatever this tablet knew last.
    desk.does_on(RECEPTION, Some(1), ask("written_notice")).expect("taken down");
    assert_eq!(desk.file().not_on_sale(desk.today()), [NotOnSale::TakenDown]);
    assert!(matches!(desk.tasks()[..], [Task::NotifyRegulator { takedown: 0, .. }]));
    assert_eq!(
        desk.does(QUALITY, Command::ConfirmTakedown { takedown: 0 }),
        Err(Rejection::DecidedAlready),
        "there is nothing to confirm"
    );
}

#[test]
fn 商品下架_a_spoken_request_and_a_reported_complaint_wait_for_品控_and_then_hold_at_once() {
    for ground in ["spoken_request", "reported_complaint"] {
        let mut desk = Desk::listed();
        desk.does(RECEPTION, ask(ground)).expect("written down");
        assert!(desk.file().is_on_sale(desk.today()), "not before it is confirmed");
        let tasks = desk.tasks();
        assert!(matches!(tasks[..], [Task::ConfirmTakedown { takedown: 0, .. }]) && tasks[0].is_for_quality());
        assert_eq!(
            desk.does(RECEPTION, Command::ConfirmTakedown { takedown: 0 }),
            Err(Rejection::QualityOnly),
            "{ground}"
        );
        desk.does(QUALITY, Command::ConfirmTakedown { takedown: 0 }).expect("confirmed");
        assert_eq!(desk.file().not_on_sale(desk.today()), [NotOnSale::TakenDown]);
        assert!(matches!(desk.tasks()[..], [Task::NotifyRegulator { .. }]));
    }
    let mut desk = Desk::listed();
    desk.does(RECEPTION, ask("spoken_request")).expect("written down");
    let dismiss = |reason: &str| Command::DismissTakedown { takedown: 0, reason: reason.into() };
    assert_eq!(desk.does(QUALITY, dismiss("")), Err(Rejection::WordsMissing));
    desk.does(QUALITY, dismiss("回电核实，说的是另一家商场")).expect("dismissed");
    assert!(desk.file().is_on_sale(desk.today()) && desk.tasks().is_empty());
    let late = desk.does(QUALITY, Command::ConfirmTakedown { takedown: 0 });
    assert_eq!(late, Err(Rejection::DecidedAlready));
}

#[test]
fn a_notice_without_its_number_and_a_request_without_who_said_it_are_asked_for() {
    let without = |ground: &str| {
        let form = TakedownForm {
            ground: ground.into(),
            authority: "长宁区市场监管局".into(),
            words: "停售".into(),
            ..TakedownForm::default()
        };
        Desk::listed().does(RECEPTION, Command::AskTakedown { form: Box::new(form) })
    };
    let missing = |field| Err(Rejection::Wrong { wrong: vec![FieldProblem::Missing { field }] });
    assert_eq!(without("written_notice"), missing(Field::Number));
    assert_eq!(without("spoken_request"), missing(Field::Person));
}

#[test]
fn 下架后通知监管_stays_a_task_until_it_is_done_with_a_proof_and_is_stamped() {
    let mut desk = Desk::listed();
    desk.does(RECEPTION, ask("written_notice")).expect("taken down");
    let without = desk.does(RECEPTION, notify(" "));
    assert_eq!(without, Err(Rejection::Wrong { wrong: vec![FieldProblem::Missing { field: Field::Proof }] }));
    let clear = || Command::Clear { reason: "复检合格，通知已撤销".into() };
    assert_eq!(desk.does(BOSS, clear()), Err(Rejection::NotNotified), "not before the regulator knows");
    let at = desk.now;
    desk.does(RECEPTION, notify("回执 CN-20261128-7")).expect("told");
    let told = desk.file().takedowns[0].notified.clone().expect("on record");
    assert_eq!((told.proof.as_str(), told.by.at), ("回执 CN-20261128-7", at));
    assert_eq!(desk.does(RECEPTION, notify("又一次")), Err(Rejection::NotifiedAlready));
    assert!(desk.tasks().is_empty());
    // Cleared, they are checked like any others before they are sold again.
    assert_eq!(desk.does(QUALITY, clear()), Err(Rejection::SupervisorOnly));
    desk.does(BOSS, clear()).expect("cleared");
    assert_eq!(desk.file().not_on_sale(desk.today()), [NotOnSale::NotListed]);
}

#[test]
fn 进货查验_a_missing_check_blocks_whichever_it_is() {
    use crate::form::Term;
    for check in ReceivingCheck::ALL {
        let mut desk = Desk::listed();
        let mut form = lot_form(1, "10");
        form.checks.retain(|one| one != check);
        let refused = desk.does(RECEPTION, Command::Receive { lot: Uuid::from_u128(1), form: Box::new(form) });
        assert_eq!(refused, Err(Rejection::ChecksMissing { checks: vec![*check] }));
        assert!(desk.file().lots.is_empty());
    }
    let mut desk = Desk::listed();
    desk.receives(1, "10").expect("taken in");
    assert_eq!(desk.receives(1, "10"), Err(Rejection::LotFiledAlready));
    let same = Command::Receive { lot: Uuid::from_u128(2), form: Box::new(lot_form(1, "10")) };
    assert_eq!(desk.does(RECEPTION, same), Err(Rejection::LotFiledAlready), "the same paper, typed twice");
}

#[test]
fn 进货查验_every_field_that_the_law_asks_for_is_asked_for() {
    let form = LotForm { checks: lot_form(1, "1").checks, ..LotForm::default() };
    let wrong = form.check(Uuid::nil(), day("2026-11-28"), stamp()).expect_err("nothing is filled in");
    let fields: Vec<Field> = wrong.iter().map(|problem| problem.field()).collect();
    let all = [
        Field::Batch,
        Field::ReceivedOn,
        Field::Quantity,
        Field::Unit,
        Field::SupplierName,
        Field::SupplierAddress,
        Field::SupplierContact,
        Field::Voucher,
    ];
    assert_eq!(fields, all);
    let odd = LotForm { expires_on: "2026-11-01".into(), received_on: "2026-12-01".into(), ..lot_form(1, "0") };
    let wrong = odd.check(Uuid::nil(), day("2026-11-28"), stamp()).expect_err("it cannot be");
    assert_eq!(
        wrong,
        [
            FieldProblem::EndsBeforeItBegins,
            FieldProblem::InTheFuture { field: Field::ReceivedOn },
            FieldProblem::Nothing { field: Field::Quantity },
        ]
    );
}

fn stamp() -> Stamp {
    Stamp { by: Actor::Server, at: Moment::from_millis(0) }
}

#[test]
fn 进销货台账_a_lot_says_where_each_of_its_goods_went_and_never_gives_more_than_there_was() {
    let mut desk = Desk::listed();
    desk.receives(1, "10.5").expect("taken in");
    desk.moves(1, "sold", "6").expect("sold");
    desk.moves(1, "taken_back", "1").expect("brought back");
    desk.moves(1, "returned", "2").expect("returned");
    let lot = &desk.file().lots[0];
    let shown = [lot.sold(), lot.moved(MoveKind::Returned), lot.left()].map(|one| one.to_string());
    assert_eq!(shown, ["5", "2", "3.5"]);
    let asked = Quantity::pieces(4);
    let there = Quantity::parse("3.5").expect("a quantity");
    assert_eq!(desk.moves(1, "sold", "4"), Err(Rejection::NotThatMuch { there, asked }));
    assert_eq!(
        desk.moves(1, "taken_back", "6"),
        Err(Rejection::NotThatMuch { there: Quantity::pieces(5), asked: Quantity::pieces(6) })
    );
    assert_eq!(desk.file().lots[0].kept_until(), day("2027-06-20"), "保质期 and six months");
    let without = LotForm { expires_on: String::new(), ..lot_form(2, "1") };
    let lot = without.check(Uuid::nil(), desk.today(), stamp()).expect("no last day");
    assert_eq!(lot.kept_until(), day("2028-11-21"), "or two years");
}

#[test]
fn 不销售过期_a_lot_flags_itself_when_its_end_is_near_and_is_not_sold_after_it() {
    let mut desk = Desk::listed();
    desk.receives(1, "10").expect("taken in");
    assert!(desk.tasks().is_empty());
    let lot = &desk.file().lots[0];
    let (last, rules) = (day("2026-12-20"), NearExpiry::default());
    // Thirty days in all: the last ten are near.
    assert_eq!(lot.freshness(day("2026-12-10"), &rules), Freshness::Good { last });
    assert_eq!(lot.freshness(day("2026-12-11"), &rules), Freshness::Near { last });
    assert_eq!(lot.freshness(last, &rules), Freshness::Near { last }, "its last day is its last");
    assert_eq!(lot.freshness(day("2026-12-21"), &rules), Freshness::Expired { last });
    // A mall that decided otherwise: the rules say it, and the lot follows.
    let longer = NearExpiry { steps: vec![NearStep { keeps: 0, days: 20 }], ..NearExpiry::default() };
    assert_eq!(lot.freshness(day("2026-12-01"), &longer), Freshness::Near { last });
    assert!(desk.file().is_on_sale(last));
    desk.now = day("2026-12-21").at(9, 0);
    assert_eq!(desk.file().not_on_sale(desk.today()), [NotOnSale::AllExpired], "nobody had to do anything");
    assert!(matches!(&desk.tasks()[..], [Task::Expired { lot, .. }] if lot == "B1"));
    assert_eq!(desk.moves(1, "sold", "1"), Err(Rejection::ExpiredLot { last }));
    let again = Command::Receive { lot: Uuid::from_u128(2), form: Box::new(lot_form(2, "5")) };
    assert_eq!(desk.does(RECEPTION, again), Err(Rejection::ExpiredLot { last }), "nor taken in");
    desk.moves(1, "destroyed", "10").expect("destroyed");
    assert!(desk.tasks().is_empty());
}

#[test]
fn 不销售_whoever_sees_三无_or_spoiled_goods_stops_them_and_品控_decides() {
    use crate::form::Term;
    for why in Unsaleable::ALL {
        let mut desk = Desk::listed();
        desk.receives(1, "10").expect("taken in");
        let stop = || Command::StopSale { why: *why, words: "包装上没有生产者名称".into() };
        desk.does_on(RECEPTION, Some(1), stop()).expect("stopped, whatever this tablet knew");
        assert_eq!(desk.file().not_on_sale(desk.today()), [NotOnSale::Stopped(*why)]);
        assert_eq!(desk.tasks(), [Task::Decide { why: *why }]);
        assert_eq!(desk.does(RECEPTION, stop()), Err(Rejection::StoppedAlready));
        let day = desk.today();
        assert_eq!(desk.moves(1, "sold", "1"), Err(Rejection::NotOnSale { since: day }));
        let before = MoveForm {
            kind: "sold".into(),
            quantity: "2".into(),
            on: desk.today().to_string(),
            before_stop: true,
            ..MoveForm::default()
        };
        let late = Command::Move { lot: Uuid::from_u128(1), form: Box::new(before) };
        desk.does(RECEPTION, late).expect("what was sold before that is not lost");
        let resume = || Command::ResumeSale { reason: "复检合格".into() };
        assert_eq!(desk.does(RECEPTION, resume()), Err(Rejection::QualityOnly));
        desk.does(QUALITY, resume()).expect("sold again");
        assert!(desk.file().is_on_sale(desk.today()));
    }
}

#[test]
fn a_stop_that_somebody_did_not_see_is_not_lifted_by_them() {
    let mut desk = Desk::listed();
    desk.does(RECEPTION, Command::StopSale { why: Unsaleable::Spoiled, words: "有异味".into() }).expect("stopped");
    let seen = desk.file().rev;
    desk.does(RECEPTION, Command::StopSale { why: Unsaleable::Dangerous, words: "瓶口碎裂".into() }).expect("stopped");
    let resume = Command::ResumeSale { reason: "换货了".into() };
    assert_eq!(desk.does_on(QUALITY, Some(seen), resume), Err(Rejection::ChangedSince));
}

#[test]
fn 不合格商品退市_goes_through_every_step_and_the_quantities_balance() {
    let mut desk = Desk::listed();
    desk.receives(1, "100").expect("taken in");
    desk.moves(1, "sold", "60").expect("sold");
    assert_eq!(
        desk.does(RECEPTION, Command::BeginRecall { why: Unsaleable::Failed, words: "x".into(), lots: vec![] }),
        Err(Rejection::QualityOnly)
    );
    desk.begins_recall(&[]).expect("begun");
    assert_eq!(desk.file().not_on_sale(desk.today()), [NotOnSale::Recalled], "sale ends with its beginning");
    for (done, form) in steps().into_iter().enumerate() {
        let open = desk.file().open_recall().expect("open").open();
        assert_eq!(open.len(), 6 - done);
        assert_eq!(desk.does(QUALITY, Command::CloseRecall), Err(Rejection::StepsOpen { steps: open }));
        desk.step(form).expect("done");
    }
    let balance = desk.file().open_recall().expect("open").balance();
    assert!(balance.is_even(), "{balance:?}");
    assert_eq!(balance.accounted(), Quantity::pieces(100));
    assert_eq!(desk.tasks(), [Task::CloseRecall]);
    assert_eq!(desk.does(RECEPTION, Command::CloseRecall), Err(Rejection::QualityOnly));
    desk.does(QUALITY, Command::CloseRecall).expect("closed");
    assert_eq!(desk.file().not_on_sale(desk.today()), [NotOnSale::TakenDown], "unsaleable until cleared");
    assert!(desk.tasks().is_empty());
    assert_eq!(desk.moves(1, "sold", "1"), Err(Rejection::NotOnSale { since: desk.today() }));
}

#[test]
fn 停售_退供_退换_no_step_is_skipped() {
    let mut desk = Desk::listed();
    desk.begins_recall(&[]).expect("begun");
    let all = steps();
    for (index, form) in all.iter().enumerate().skip(1) {
        let next = RecallStep::StopSale;
        assert_eq!(desk.step(form.clone()), Err(Rejection::StepSkipped { next }), "{index}");
    }
    desk.step(all[0].clone()).expect("counted");
    assert_eq!(desk.step(all[2].clone()), Err(Rejection::StepSkipped { next: RecallStep::TakeOff }));
}

#[test]
fn 登记名单数量处置并报告_quantities_that_do_not_add_up_are_told_with_the_difference() {
    let mut desk = Desk::listed();
    desk.receives(1, "100").expect("taken in");
    desk.moves(1, "sold", "60").expect("sold");
    desk.begins_recall(&[1]).expect("begun");
    let [count, take_off, returned, exchange, register, report] = steps();
    let wrong = StepForm { sold: "59".into(), ..count.clone() };
    let (received, sold) = (Quantity::pieces(100), Quantity::pieces(60));
    assert_eq!(desk.step(wrong), Err(Rejection::LedgerDiffers { received, sold }));
    for form in [count, take_off, returned.clone(), exchange] {
        desk.step(form).expect("done");
    }
    let short = StepForm { left: "1".into(), ..register.clone() };
    let Err(why) = desk.step(short) else { panic!("it does not add up") };
    let words = crate::kind::Refusal::sentence(&why).zh;
    assert!(words.contains("共进货 100") && words.contains("相差 2"), "{words}");
    desk.step(register.clone()).expect("it adds up");
    desk.step(report.clone()).expect("reported");
    // What is counted anew is registered anew, and reported anew.
    desk.step(StepForm { returned: "31".into(), ..returned }).expect("corrected");
    let open = desk.file().open_recall().expect("open").open();
    assert_eq!(open, [RecallStep::Register, RecallStep::Report]);
    assert!(matches!(desk.step(register.clone()), Err(Rejection::OutOfBalance { .. })));
    desk.step(StepForm { left: "2".into(), ..register }).expect("it adds up");
    desk.step(report).expect("reported");
    desk.does(QUALITY, Command::CloseRecall).expect("closed");
    assert!(desk.file().is_on_sale(desk.today()), "the other lots may be sold");
    assert!(desk.file().is_recalled(Uuid::from_u128(1)));
    assert!(matches!(desk.moves(1, "sold", "1"), Err(Rejection::NotOnSale { .. })), "and this one never");
}

#[test]
fn 不合格商品退市_begun_on_two_tablets_goes_on_once() {
    let mut desk = Desk::listed();
    desk.begins_recall(&[]).expect("begun");
    let since = desk.file().recalls[0].begun.at;
    let Err(why) = desk.begins_recall(&[]) else { panic!("begun twice") };
    assert_eq!(why, Rejection::RecallUnderWay { since });
    assert!(crate::kind::Refusal::sentence(&why).zh.contains("没有重复开始"));
    assert_eq!(desk.file().recalls.len(), 1);
    let seen = desk.file().rev;
    desk.step(steps()[0].clone()).expect("counted");
    let blind = Command::RecallStep { form: Box::new(steps()[0].clone()) };
    assert_eq!(desk.does_on(RECEPTION, Some(seen), blind), Err(Rejection::ChangedSince));
}

#[test]
fn whoever_only_reads_changes_nothing() {
    let mut desk = Desk::listed();
    for command in
        [ask("written_notice"), notify("x"), Command::CloseRecall, Command::Propose { form: Box::new(milk()) }]
    {
        assert_eq!(desk.does(Role::Regulator, command), Err(Rejection::StaffOnly));
    }
}

proptest! {
    #[test]
    fn a_recall_is_closed_only_where_the_quantities_balance(
        received in 0_u32..200, sold in 0_u32..200, back in 0_u32..200,
        returned in 0_u32..200, destroyed in 0_u32..200, left in 0_u32..200,
    ) {
        let mut desk = Desk::listed();
        desk.begins_recall(&[]).expect("begun");
        let [count, take_off, to_supplier, exchange, register, report] = steps();
        let forms = [
            StepForm { received: received.to_string(), sold: sold.to_string(), ..count },
            take_off,
            StepForm { returned: returned.to_string(), ..to_supplier },
            StepForm { taken_back: back.to_string(), ..exchange },
            StepForm { destroyed: destroyed.to_string(), left: left.to_string(), ..register },
            report,
        ];
        let all_done = forms.into_iter().all(|form| desk.step(form).is_ok());
        let fits = sold <= received && back <= sold && received == sold - back + returned + destroyed + left;
        prop_assert_eq!(all_done, fits);
        prop_assert_eq!(desk.does(QUALITY, Command::CloseRecall).is_ok(), fits);
    }

    #[test]
    fn whatever_is_written_into_the_ledger_it_adds_up(moves in prop::collection::vec((0_usize..4, 1_u32..40), 0..30)) {
        let mut desk = Desk::listed();
        desk.receives(1, "100").expect("taken in");
        for (kind, quantity) in moves {
            let kind = ["sold", "taken_back", "returned", "destroyed"][kind];
            let _ = desk.moves(1, kind, &quantity.to_string());
            let lot = &desk.file().lots[0];
            let gone = lot.sold().plus(lot.moved(MoveKind::Returned)).plus(lot.moved(MoveKind::Destroyed));
            prop_assert_eq!(gone.plus(lot.left()), lot.quantity);
        }
    }
}

fn sample(cost: &str) -> Box<SampleForm> {
    Box::new(SampleForm {
        lot: Some(Uuid::from_u128(1)),
        items: "菌落总数、大肠菌群".into(),
        laboratory: "市食品检验所".into(),
        sent_on: "2026-11-28".into(),
        cost: cost.into(),
    })
}

fn result(verdict: &str, words: &str, cost: &str) -> Box<ResultForm> {
    let (verdict, report, on) = (verdict.into(), "JY-2026-118".into(), "2026-11-28".into());
    Box::new(ResultForm { verdict, report, on, words: words.into(), cost: cost.into() })
}

#[test]
fn 送检_a_sample_that_fails_stops_the_sale_with_the_number_of_its_report() {
    let mut desk = Desk::listed();
    desk.receives(1, "100").expect("taken in");
    let id = Uuid::from_u128(40);
    let take = |cost: &str| Command::TakeSample { sample: id, form: sample(cost) };
    assert_eq!(desk.does(RECEPTION, take("800")), Err(Rejection::QualityOnly));
    desk.does(QUALITY, take("八百元五角")).expect("sent");
    assert_eq!(desk.file().samples[0].cost.map(crate::money::Yuan::fen), Some(80_050), "in fen");
    assert!(desk.file().is_on_sale(desk.today()), "whoever waits for a result goes on selling");
    let awaits = desk.tasks();
    assert!(awaits.iter().any(|task| matches!(task, Task::Await { laboratory, .. } if laboratory == "市食品检验所")));
    assert_eq!(desk.does(QUALITY, take("800")), Err(Rejection::SampleFiledAlready));

    let unsaid = Command::RecordResult { sample: id, form: result("failed", "", "") };
    let missing = FieldProblem::Missing { field: Field::Words };
    assert_eq!(desk.does(QUALITY, unsaid), Err(Rejection::Wrong { wrong: vec![missing] }));
    let fails = Command::RecordResult { sample: id, form: result("failed", "菌落总数超标", "") };
    desk.does_on(QUALITY, None, fails.clone()).expect("a result counts, whatever happened meanwhile");
    assert_eq!(desk.file().not_on_sale(desk.today()), vec![NotOnSale::Stopped(Unsaleable::Failed)]);
    assert_eq!(desk.file().stops[0].words, "菌落总数超标（JY-2026-118）");
    assert!(desk.tasks().contains(&Task::Decide { why: Unsaleable::Failed }));
    assert_eq!(desk.does(QUALITY, fails), Err(Rejection::TestedAlready));
    assert!(desk.moves(1, "sold", "1").is_err(), "it is sold no more");
    desk.begins_recall(&[]).expect("delisted, on that ground");
}

#[test]
fn 送检_a_sample_that_passes_stops_nothing_and_says_what_it_cost() {
    let mut desk = Desk::listed();
    desk.receives(1, "100").expect("taken in");
    let id = Uuid::from_u128(41);
    desk.does(QUALITY, Command::TakeSample { sample: id, form: sample("") }).expect("the cost comes with the bill");
    let passes = |cost: &str| Command::RecordResult { sample: id, form: result("passed", "", cost) };
    let no_cost = FieldProblem::Missing { field: Field::Cost };
    assert_eq!(desk.does(QUALITY, passes("")), Err(Rejection::Wrong { wrong: vec![no_cost] }));
    let not_money = FieldProblem::NotMoney { field: Field::Cost };
    assert_eq!(desk.does(QUALITY, passes("免费?")), Err(Rejection::Wrong { wrong: vec![not_money] }));
    desk.does(QUALITY, passes("1,200.50")).expect("passed");
    assert!(desk.file().is_on_sale(desk.today()) && desk.tasks().is_empty());
    assert_eq!(desk.file().samples[0].costs().map(crate::money::Yuan::fen), Some(120_050));
    let none = Command::RecordResult { sample: Uuid::from_u128(9), form: result("passed", "", "1") };
    assert_eq!(desk.does(QUALITY, none), Err(Rejection::NoSuchSample));
}

#[test]
fn 送检_a_sample_is_of_a_lot_that_is_there_and_its_report_is_not_older() {
    let mut desk = Desk::listed();
    let take = |form: SampleForm| Command::TakeSample { sample: Uuid::from_u128(42), form: Box::new(form) };
    assert_eq!(desk.does(QUALITY, take(*sample("1"))), Err(Rejection::NoSuchLot));
    let ahead = SampleForm { lot: None, sent_on: "2026-11-29".into(), ..*sample("1") };
    let wrong = vec![FieldProblem::InTheFuture { field: Field::SentOn }];
    assert_eq!(desk.does(QUALITY, take(ahead)), Err(Rejection::Wrong { wrong }));
    desk.does(QUALITY, take(SampleForm { lot: None, ..*sample("1") })).expect("of the goods as such");
    let form = ResultForm { on: "2026-11-27".into(), ..*result("passed", "", "") };
    let early = Command::RecordResult { sample: Uuid::from_u128(42), form: Box::new(form) };
    assert_eq!(desk.does(QUALITY, early), Err(Rejection::Wrong { wrong: vec![FieldProblem::BeforeItWasSent] }));
}

#[test]
fn 不合格商品退市_a_bulletin_says_what_it_is_which_lots_why_and_what_to_do_and_never_what_was_written_for_the_house() {
    let mut desk = Desk::listed();
    desk.receives(1, "100").expect("taken in");
    desk.receives(2, "50").expect("taken in");
    desk.begins_recall(&[2]).expect("begun");
    let file = desk.file();
    let recall = file.open_recall().expect("open");
    let bulletin = file.bulletin(recall, Some("好味超市"), desk.today());
    assert_eq!(bulletin.title.zh, "退市：鲜牛奶 950 mL");
    for part in ["鲜牛奶", "销售商户：好味超市", "涉及批次：B2。", "检验不合格", "退货退款"]
    {
        assert!(bulletin.words.zh.contains(part), "{part}: {}", bulletin.words.zh);
    }
    assert!(!bulletin.words.zh.contains("B1") && !bulletin.words.zh.contains("菌落"), "{}", bulletin.words.zh);
    assert!(bulletin.urgent && bulletin.until == Some(desk.today().plus_days(RULES.bulletin_days)));
}

#[test]
fn 不合格商品退市_whatever_goods_are_called_their_bulletin_can_be_published() {
    use crate::publication::{Command as OnPublication, Publication};
    let mut desk = Desk::listed();
    for lot in 1..40 {
        desk.receives(1_000_000_000_000 + lot, "1").expect("taken in");
    }
    desk.begins_recall(&(1..40).map(|lot| 1_000_000_000_000 + lot).collect::<Vec<_>>()).expect("begun");
    let long = "长".repeat(60);
    for name in ["一次性消费警示贴", long.as_str()] {
        let mut file = desk.file().clone();
        name.clone_into(&mut file.particulars.name);
        file.particulars.spec.clone_from(&long);
        file.particulars.maker = "厂".repeat(200);
        let wording = file.bulletin(file.open_recall().expect("open"), Some(&long), desk.today());
        let by_server = Context { now: desk.now, by: Actor::Server };
        let published = Publication::decide(None, None, &OnPublication::Write { wording }, &by_server);
        assert_eq!(published.map(|events| events.len()), Ok(3), "{name}");
    }
}

#[test]
fn 追溯_from_a_batch_to_its_supplier_and_its_sales_and_back() {
    let mut desk = Desk::listed();
    desk.receives(1, "10").expect("taken in");
    let sale = MoveForm {
        kind: "sold".into(),
        quantity: "4".into(),
        on: desk.today().to_string(),
        words: "销售单 ＸＳ-0315".into(),
        ..MoveForm::default()
    };
    desk.does(RECEPTION, Command::Move { lot: Uuid::from_u128(1), form: Box::new(sale) }).expect("sold");
    let lot = &desk.file().lots[0];
    for typed in [lot.batch.as_str(), &lot.supplier.name, &lot.voucher, " xs-0315 "] {
        assert!(lot.is_found_by(&sought(typed)), "{typed}");
    }
    assert!(!lot.is_found_by(&sought("XS-0316")));
    let traced = desk.file().traced(Uuid::from_u128(9), lot.id).expect("the lot");
    assert_eq!((traced.sold, traced.left, traced.moves), (Quantity::pieces(4), Quantity::pieces(6), 1));
    assert_eq!((traced.lot.supplier.name.as_str(), traced.goods), (lot.supplier.name.as_str(), Uuid::from_u128(9)));
    let (older, newer) =
        (traced.clone(), TracedLot { lot: Lot { received_on: day("2026-12-01"), ..lot.clone() }, ..traced });
    let found = Traced::of(vec![older, newer], 1);
    assert!(found.more && found.lots[0].lot.received_on == day("2026-12-01"), "the newest first");
}
