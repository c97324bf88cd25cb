//! Goods on the server: the same rules for good, with what only the server can see: the merchant's file, and other goods with the
//! same barcode.

use domain::form::Term;
use domain::goods::{
    Command, Finding, Findings, GoodsFile, GoodsForm, LotForm, MoveForm, NotOnSale, NoticeForm, ReceivingCheck,
    Rejection, ResultForm, SampleForm, StepForm, TakedownForm, Task, Unsaleable,
};
use domain::ids::{DeviceId, MerchantId, StaffId};
use domain::kind::EventSourced;
use domain::merchant::{ApplicationForm, MerchantFile, PermitForm, PermitKind};
use domain::moment::Day;
use domain::publication::{Category, Published};
use domain::role::Role;
use domain::rules::NearExpiry;
use server::service::verify::verify;
use server::service::{Kinds, PullScope, World};
use server::store::SyncStore;
use server::testing::TestPoint;
use sync::protocol::{EntityPayload, Op, OpId, Outcome, PROTOCOL, PushRequest, Seq};
use uuid::Uuid;

const SHOP: u128 = 1;

struct Mall {
    point: TestPoint,
    boss: (StaffId, Role),
    quality: (StaffId, Role),
    desk: (StaffId, Role),
}

impl Mall {
    /// A mall with one admitted food shop.
    async fn open() -> Self {
        let mall = Self::empty().await;
        mall.admits(SHOP, shop("2031-03-31")).await;
        mall
    }

    async fn empty() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let mut of = Vec::new();
        for (name, role) in
            [("主管 01", Role::Supervisor), ("品控 01", Role::Quality), ("接待员 01", Role::Receptionist)]
        {
            of.push((point.add_staff(name, role, true).await.expect("staff"), role));
        }
        Self { boss: of[0], quality: of[1], desk: of[2], point }
    }

    fn op<K: EventSourced>(&self, id: u128, base: Option<u64>, command: K::Command) -> Op {
        let (now, kind) = (self.point.world.now(), K::op_kind(&command));
        let payload = EntityPayload { id: Uuid::from_u128(id), base, command };
        Op::new(OpId(self.point.world.random_id()), DeviceId(Uuid::nil()), now, None, kind, &payload)
    }

    async fn pushes(&self, by: (StaffId, Role), ops: Vec<Op>) -> Vec<Outcome> {
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.point.world.now(), ops };
        let answer = self.point.service.push(request, by.into()).await.expect("stored");
        answer.receipts.into_iter().map(|receipt| receipt.outcome).collect()
    }

    async fn does(&self, by: (StaffId, Role), id: u128, base: Option<u64>, command: Command) -> Outcome {
        self.pushes(by, vec![self.op::<GoodsFile>(id, base, command)]).await.remove(0)
    }

    async fn done(&self, by: (StaffId, Role), id: u128, command: Command) {
        let base = self.goods(id).await.map(|file| file.rev);
        let outcome = self.does(by, id, base, command).await;
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }

    async fn admits(&self, id: u128, form: ApplicationForm) {
        let permits: Vec<PermitKind> =
            form.permits.iter().filter_map(|permit| PermitKind::from_code(&permit.kind)).collect();
        let apply = domain::merchant::Command::Apply { form: Box::new(form) };
        let verify = domain::merchant::Command::Verify { permits, person: true };
        self.pushes(self.desk, vec![self.op::<MerchantFile>(id, None, apply)]).await;
        self.pushes(self.quality, vec![self.op::<MerchantFile>(id, Some(1), verify)]).await;
    }

    async fn lists(&self, id: u128, form: GoodsForm) {
        self.done(self.desk, id, propose(form)).await;
        self.done(self.quality, id, conforms()).await;
    }

    async fn goods(&self, id: u128) -> Option<GoodsFile> {
        let scope = PullScope::Staff(Role::Regulator, Kinds::All);
        let answer = self.point.service.pull(Seq(0), None, &scope).await.expect("read");
        let id = Uuid::from_u128(id).to_string();
        let change = answer.changes.iter().find(|change| change.body.kind() == "goods" && change.id == id);
        change.and_then(|change| change.body.read())
    }

    fn today(&self) -> Day {
        self.point.world.now().day()
    }
}

fn shop(food_until: &str) -> ApplicationForm {
    let permit = |kind: &str, expires: &str| PermitForm {
        kind: kind.into(),
        number: "JY13101050000001".into(),
        expires: expires.into(),
        picture: None,
    };
    ApplicationForm {
        name: "好味超市".into(),
        trade: "food".into(),
        form: "legal_person".into(),
        legal_name: "上海好味超市有限公司".into(),
        code: "91350100M000100Y43".into(),
        identity: None,
        responsible: "店长甲".into(),
        phone: "021-61671254".into(),
        address: "上海市长宁区示例路 1 号".into(),
        floor: "B1".into(),
        stall: "B1-001".into(),
        permits: vec![permit("business_licence", "长期"), permit("food_trade", food_until)],
    }
}

fn milk() -> GoodsForm {
    GoodsForm {
        merchant: Some(MerchantId(Uuid::from_u128(SHOP))),
        name: "鲜牛奶".into(),
        spec: "950 mL".into(),
        kind: "food".into(),
        barcode: "6901234567892".into(),
        maker: "示例乳业".into(),
    }
}

fn propose(form: GoodsForm) -> Command {
    Command::Propose { form: Box::new(form) }
}

fn conforms() -> Command {
    let passed = || Some(Finding::Passed);
    Command::Check { findings: Findings { marking: passed(), certificate: passed(), permit: passed() } }
}

fn ask(ground: &str) -> Command {
    Command::AskTakedown {
        form: Box::new(TakedownForm {
            ground: ground.into(),
            authority: "长宁区市场监管局".into(),
            number: "沪市监长通〔2026〕1 号".into(),
            person: "张科".into(),
            words: "请停止销售".into(),
        }),
    }
}

fn reason(outcome: &Outcome) -> Option<Rejection> {
    if let Outcome::Rejected { why, .. } = outcome { why.read() } else { None }
}

#[tokio::test]
async fn 商品上架_a_merchant_that_is_not_admitted_or_holds_no_permit_has_nothing_listed() {
    let mall = Mall::empty().await;
    let outcome = mall.does(mall.desk, 10, None, propose(milk())).await;
    assert_eq!(reason(&outcome), Some(Rejection::NoSuchMerchant));
    let apply = domain::merchant::Command::Apply { form: Box::new(shop("2031-03-31")) };
    mall.pushes(mall.desk, vec![mall.op::<MerchantFile>(SHOP, None, apply)]).await;
    mall.done(mall.desk, 10, propose(milk())).await;
    let outcome = mall.does(mall.quality, 10, Some(1), conforms()).await;
    assert_eq!(reason(&outcome), Some(Rejection::MerchantNotAdmitted));
    let verify = domain::merchant::Command::Verify {
        permits: vec![PermitKind::BusinessLicence, PermitKind::FoodTrade],
        person: true,
    };
    mall.pushes(mall.quality, vec![mall.op::<MerchantFile>(SHOP, Some(1), verify)]).await;
    mall.done(mall.quality, 10, conforms()).await;
    assert!(mall.goods(10).await.is_some_and(|file| file.is_on_sale(mall.today())));
    // Its permit ends: nothing more is listed, and the sentence says which.
    mall.point.world.set(Day::parse("2031-04-01").expect("a day").at(9, 0));
    mall.done(mall.desk, 11, propose(GoodsForm { barcode: String::new(), ..milk() })).await;
    let outcome = mall.does(mall.quality, 11, Some(1), conforms()).await;
    assert!(
        matches!(
            reason(&outcome),
            Some(Rejection::PermitMissing { kind: PermitKind::FoodTrade } | Rejection::MerchantNotAdmitted)
        ),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn 商品上架_a_doubled_barcode_is_refused_in_words_also_within_one_push_and_free_again_once_the_goods_are_gone() {
    let mall = Mall::open().await;
    mall.done(mall.desk, 10, propose(milk())).await;
    let again = GoodsForm { name: "牛奶".into(), barcode: "690 1234 567892".into(), ..milk() };
    let outcome = mall.does(mall.desk, 11, None, propose(again.clone())).await;
    assert_eq!(reason(&outcome), Some(Rejection::BarcodeTaken { name: "鲜牛奶".into() }));
    let Outcome::Rejected { detail, .. } = &outcome else { panic!("{outcome:?}") };
    assert!(detail.zh.contains("已有同一条码的商品“鲜牛奶”"), "{detail:?}");
    // Written down offline on one tablet, twice.
    let other = GoodsForm { barcode: "96385074".into(), ..milk() };
    let ops =
        vec![mall.op::<GoodsFile>(20, None, propose(other.clone())), mall.op::<GoodsFile>(21, None, propose(other))];
    let outcomes = mall.pushes(mall.desk, ops).await;
    assert!(matches!(outcomes[0], Outcome::Applied { .. }), "{outcomes:?}");
    assert!(matches!(reason(&outcomes[1]), Some(Rejection::BarcodeTaken { .. })), "{outcomes:?}");
    // Another merchant sells the same goods.
    mall.admits(2, ApplicationForm { name: "便利店".into(), ..shop("2031-03-31") }).await;
    let elsewhere = GoodsForm { merchant: Some(MerchantId(Uuid::from_u128(2))), ..milk() };
    mall.done(mall.desk, 12, propose(elsewhere)).await;
    mall.done(mall.boss, 10, Command::Withdraw { reason: "换包装".into() }).await;
    mall.done(mall.desk, 11, propose(again)).await;
}

#[tokio::test]
async fn 商品下架_a_written_notice_holds_at_once_whatever_else_happened_and_a_spoken_request_waits_for_品控() {
    let mall = Mall::open().await;
    mall.lists(10, milk()).await;
    // From a tablet that has not heard of anything since the goods were written down.
    let outcome = mall.does(mall.desk, 10, Some(1), ask("written_notice")).await;
    assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    let file = mall.goods(10).await.expect("a file");
    assert_eq!(file.not_on_sale(mall.today()), [NotOnSale::TakenDown]);
    mall.lists(11, GoodsForm { barcode: "96385074".into(), ..milk() }).await;
    mall.done(mall.desk, 11, ask("spoken_request")).await;
    assert!(mall.goods(11).await.is_some_and(|file| file.is_on_sale(mall.today())));
    let outcome = mall.does(mall.desk, 11, Some(3), Command::ConfirmTakedown { takedown: 0 }).await;
    assert_eq!(reason(&outcome), Some(Rejection::QualityOnly));
    mall.done(mall.quality, 11, Command::ConfirmTakedown { takedown: 0 }).await;
    assert!(mall.goods(11).await.is_some_and(|file| !file.is_on_sale(mall.today())));
}

#[tokio::test]
async fn 下架后通知监管_is_stamped_by_the_servers_clock_and_kept_with_its_proof() {
    let mall = Mall::open().await;
    mall.lists(10, milk()).await;
    mall.done(mall.desk, 10, ask("written_notice")).await;
    let file = mall.goods(10).await.expect("a file");
    assert!(matches!(file.tasks(mall.today(), &NearExpiry::default())[..], [Task::NotifyRegulator { .. }]));
    let form =
        NoticeForm {
            authority: "长宁区市场监管局".into(), on: mall.today().to_string(), proof: "回执 CN-7".into()
        };
    mall.done(mall.desk, 10, Command::NotifyRegulator { takedown: 0, form: Box::new(form) }).await;
    let told = mall.goods(10).await.expect("a file").takedowns[0].notified.clone().expect("told");
    assert_eq!((told.proof.as_str(), told.by.at), ("回执 CN-7", mall.point.world.now()));
}

#[tokio::test]
async fn 不合格商品退市_of_two_tablets_that_begin_it_without_a_network_the_second_reads_why_and_nothing_is_lost() {
    let mall = Mall::open().await;
    mall.lists(10, milk()).await;
    let begin =
        || Command::BeginRecall { why: Unsaleable::Failed, words: "抽检菌落超标".into(), lots: Vec::new() };
    let first = mall.does(mall.quality, 10, Some(2), begin()).await;
    assert!(matches!(first, Outcome::Applied { .. }), "{first:?}");
    let second = mall.does(mall.boss, 10, Some(2), begin()).await;
    assert!(matches!(reason(&second), Some(Rejection::RecallUnderWay { .. })), "{second:?}");
    let step = |step: &str| StepForm { step: step.into(), words: "已办".into(), ..StepForm::default() };
    let steps = [
        StepForm { received: "10".into(), sold: "4".into(), ..step("stop_sale") },
        step("take_off"),
        StepForm { whom: "示例乳业".into(), returned: "5".into(), ..step("return_to_supplier") },
        StepForm { taken_back: "1".into(), ..step("exchange") },
        StepForm { destroyed: "2".into(), left: "0".into(), ..step("register") },
        StepForm { whom: "长宁区市场监管局".into(), ..step("report") },
    ];
    for form in steps {
        let outcome = mall.does(mall.quality, 10, None, Command::CloseRecall).await;
        assert!(matches!(reason(&outcome), Some(Rejection::StepsOpen { .. })), "{outcome:?}");
        mall.done(mall.desk, 10, Command::RecallStep { form: Box::new(form) }).await;
    }
    mall.done(mall.quality, 10, Command::CloseRecall).await;
    let file = mall.goods(10).await.expect("a file");
    assert!(file.recalls[0].balance().is_even() && !file.is_on_sale(mall.today()));
}

#[tokio::test]
async fn the_history_of_all_goods_makes_what_is_kept() {
    let mall = Mall::open().await;
    mall.lists(10, milk()).await;
    let form = LotForm {
        batch: "B1".into(),
        received_on: mall.today().to_string(),
        quantity: "10".into(),
        unit: "盒".into(),
        supplier_name: "示例乳业".into(),
        supplier_address: "示例路 9 号".into(),
        supplier_contact: "021-61671254".into(),
        voucher: "JH-1".into(),
        checks: ReceivingCheck::ALL.to_vec(),
        ..LotForm::default()
    };
    mall.done(mall.desk, 10, Command::Receive { lot: Uuid::from_u128(77), form: Box::new(form) }).await;
    mall.done(mall.desk, 10, ask("spoken_request")).await;
    let verified = verify(&mall.point.store, mall.point.id()).await.expect("played again");
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!(verified.entities.get("goods"), Some(&1));
}

#[tokio::test]
async fn the_public_sees_no_goods_and_the_regulator_does() {
    let mall = Mall::open().await;
    mall.lists(10, milk()).await;
    let public = mall.point.service.pull(Seq(0), None, &PullScope::Claims(Vec::new(), Kinds::All)).await.expect("read");
    assert!(public.changes.iter().all(|change| change.body.kind() != "goods"));
    assert!(mall.goods(10).await.is_some());
}

#[tokio::test]
async fn 不合格商品退市_with_a_delisting_its_bulletin_is_published_once_or_neither_is_there() {
    let mall = Mall::open().await;
    mall.lists(10, milk()).await;
    let begin = |words: &str| Command::BeginRecall { why: Unsaleable::Failed, words: words.into(), lots: Vec::new() };
    let everybody = || async {
        let scope = PullScope::Claims(Vec::new(), Kinds::All);
        let answer = mall.point.service.pull(Seq(0), None, &scope).await.expect("read");
        answer.changes.into_iter().filter_map(|change| change.body.read::<Published>()).collect::<Vec<_>>()
    };
    // Whoever may not begin one, and one that says nothing, publish nothing.
    for (by, words) in [(mall.desk, "抽检菌落超标"), (mall.quality, "  ")] {
        let refused = mall.does(by, 10, Some(2), begin(words)).await;
        assert!(matches!(refused, Outcome::Rejected { .. }), "{refused:?}");
    }
    assert_eq!(everybody().await, Vec::new());
    // The reply is lost and the tablet sends it again; another one begins it as well.
    let op = mall.op::<GoodsFile>(10, Some(2), begin("王女士送检，菌落超标"));
    for _ in 0..2 {
        let outcome = mall.pushes(mall.quality, vec![op.clone()]).await.remove(0);
        assert!(matches!(outcome, Outcome::Applied { rev: 3, .. }), "{outcome:?}");
    }
    mall.does(mall.boss, 10, Some(2), begin("另一台")).await;
    let all = everybody().await;
    let [bulletin] = &all[..] else { panic!("one bulletin: {all:?}") };
    let (wording, since) = bulletin.on(mall.today()).expect("it hangs there");
    assert_eq!((wording.category, since), (Category::Delisting, mall.today()));
    assert!(wording.urgent && wording.words.zh.contains("检验不合格") && wording.words.zh.contains("全部"));
    assert!(!wording.words.zh.contains("王女士"), "what was written for the house stays there");
    let verified = verify(&mall.point.store, mall.point.id()).await.expect("played again");
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
}

#[tokio::test]
async fn 送检_a_result_that_two_tablets_bring_counts_once_and_the_regulator_reads_it() {
    let mall = Mall::open().await;
    mall.lists(10, milk()).await;
    let sample = Uuid::from_u128(40);
    let form = SampleForm {
        items: "菌落总数".into(),
        laboratory: "市食品检验所".into(),
        sent_on: mall.today().to_string(),
        cost: "800".into(),
        ..SampleForm::default()
    };
    mall.done(mall.quality, 10, Command::TakeSample { sample, form: Box::new(form) }).await;
    let result = |report: &str| {
        let (verdict, on, words) = ("failed".into(), mall.today().to_string(), "菌落总数超标".into());
        let form = ResultForm { verdict, report: report.into(), on, words, cost: String::new() };
        Command::RecordResult { sample, form: Box::new(form) }
    };
    let first = mall.does(mall.quality, 10, Some(3), result("JY-1")).await;
    assert!(matches!(first, Outcome::Applied { .. }), "{first:?}");
    let second = mall.does(mall.boss, 10, Some(3), result("JY-2")).await;
    assert_eq!(reason(&second), Some(Rejection::TestedAlready));
    let file = mall.goods(10).await.expect("a file");
    assert_eq!(file.not_on_sale(mall.today()), vec![NotOnSale::Stopped(Unsaleable::Failed)]);
    assert_eq!(file.samples[0].costs().map(domain::money::Yuan::fen), Some(80_000));
}

#[tokio::test]
async fn 追溯_a_batch_leads_to_its_supplier_and_its_sales_a_receipt_leads_back_and_older_ledgers_are_found_too() {
    let mall = Mall::open().await;
    mall.lists(10, milk()).await;
    mall.lists(11, GoodsForm { barcode: String::new(), name: "酸奶".into(), ..milk() }).await;
    let on = mall.today().to_string();
    let receive = |lot: u128, batch: &str, supplier: &str| Command::Receive {
        lot: Uuid::from_u128(lot),
        form: Box::new(LotForm {
            batch: batch.into(),
            received_on: on.clone(),
            quantity: "100".into(),
            unit: "盒".into(),
            supplier_name: supplier.into(),
            supplier_address: "示例路 9 号".into(),
            supplier_contact: "021-61671254".into(),
            voucher: format!("JH-{lot}"),
            checks: ReceivingCheck::ALL.to_vec(),
            ..LotForm::default()
        }),
    };
    let sold = |lot: u128, receipt: &str| Command::Move {
        lot: Uuid::from_u128(lot),
        form: Box::new(MoveForm {
            kind: "sold".into(),
            quantity: "30".into(),
            on: on.clone(),
            words: receipt.into(),
            before_stop: false,
        }),
    };
    mall.done(mall.desk, 10, receive(1, "B20261120", "示例乳业")).await;
    mall.done(mall.desk, 10, receive(2, "B20261121", "示例奶站")).await;
    mall.done(mall.desk, 11, receive(3, "S_100%", "示例乳业")).await;
    mall.done(mall.desk, 10, sold(1, "XS-0315")).await;
    for round in ["as it is written", "as it is filled in"] {
        let lots = async |sought: &str| {
            let traced = mall.point.service.trace_goods(sought).await.expect("read");
            assert!(!traced.more);
            let mut lots: Vec<u128> = traced.lots.iter().map(|found| found.lot.id.as_u128()).collect();
            lots.sort_unstable();
            (lots, traced)
        };
        let (found, traced) = lots("ｂ20261120").await;
        assert_eq!(found, [1], "{round}");
        let one = &traced.lots[0];
        assert_eq!((one.name.as_str(), one.lot.supplier.name.as_str()), ("鲜牛奶 950 mL", "示例乳业"));
        assert_eq!((one.sold.to_string(), one.left.to_string(), one.moves), ("30".into(), "70".into(), 1));
        assert_eq!(lots("xs-0315").await.0, [1], "and back from a receipt");
        assert_eq!(lots("示例乳业").await.0, [1, 2, 3], "a supplier, and the maker of that name");
        assert_eq!(lots("JH-2").await.0, [2]);
        assert_eq!(lots("6901234567892").await.0, [1, 2], "goods by their barcode");
        assert_eq!(lots("s_100%").await.0, [3], "no sign stands for others");
        assert!(lots("S?100").await.0.is_empty() && lots("B").await.0.is_empty(), "a single sign finds nothing");
        // A database of before has no lines; the next start fills them in.
        mall.point.store.forget_goods_lines().await.expect("forgotten");
        assert!(mall.point.service.trace_goods("B20261120").await.expect("read").lots.is_empty());
        while mall.point.store.fill_goods_lines(mall.point.id(), 1).await.expect("filled") {}
    }
    // What goods are called now is what they are found by.
    let renamed = GoodsForm { name: "巴氏鲜奶".into(), ..milk() };
    mall.done(mall.desk, 10, Command::Amend { form: Box::new(renamed) }).await;
    assert!(mall.point.service.trace_goods("鲜牛奶").await.expect("read").lots.is_empty());
    assert_eq!(mall.point.service.trace_goods("巴氏").await.expect("read").lots.len(), 2);
}
