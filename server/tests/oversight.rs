//! The house's order on the server: the same rules for good, whatever tablets bring and however often.

use domain::ids::{DeviceId, MerchantId, StaffId};
use domain::kind::EventSourced;
use domain::merchant::{ApplicationForm, Command as OnFile, MerchantFile, PermitForm};
use domain::moment::Day;
use domain::oversight::Rejection;
use domain::oversight::checklist::{Checklist, Item};
use domain::oversight::directive::{self, Directive};
use domain::oversight::inspection::{self, Answer, ByList, Inspection};
use domain::oversight::measure::{self, Found, Level, Measure, NewStep, Ruling, Standing};
use domain::oversight::report::{self, Report, Way};
use domain::role::Role;
use domain::words::Bilingual;
use serde::de::DeserializeOwned;
use server::service::verify::verify;
use server::service::{Kinds, PullScope, World};
use server::testing::TestPoint;
use sync::protocol::{EntityPayload, Op, OpId, Outcome, PROTOCOL, PushRequest, Receipt, ScopeChecksum, Seq};
use uuid::Uuid;

const SHOP: MerchantId = MerchantId(Uuid::from_u128(8));
const ROUND: u128 = 61;
const MEASURE: u128 = 62;

type Person = (StaffId, Role);

struct Mall {
    point: TestPoint,
    boss: Person,
    other: Person,
    quality: Person,
}

impl Mall {
    /// With a merchant on the register.
    async fn open() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let mut of = Vec::new();
        for (name, role) in [("主管 01", Role::Supervisor), ("主管 02", Role::Supervisor), ("品控 01", Role::Quality)]
        {
            of.push((point.add_staff(name, role, true).await.expect("staff"), role));
        }
        let mall = Self { boss: of[0], other: of[1], quality: of[2], point };
        let applied =
            mall.does::<MerchantFile>(mall.boss, SHOP.0.as_u128(), None, OnFile::Apply { form: shop() }).await;
        assert!(is_applied(&applied), "{applied:?}");
        mall
    }

    fn op<K: EventSourced>(&self, id: u128, base: Option<u64>, command: K::Command) -> Op {
        let (now, kind) = (self.point.world.now(), K::op_kind(&command));
        let payload = EntityPayload { id: Uuid::from_u128(id), base, command };
        Op::new(OpId(self.point.world.random_id()), DeviceId(Uuid::nil()), now, None, kind, &payload)
    }

    async fn push(&self, by: Person, ops: Vec<Op>) -> Vec<Receipt> {
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.point.world.now(), ops };
        self.point.service.push(request, by.into()).await.expect("stored").receipts
    }

    async fn does<K: EventSourced>(&self, by: Person, id: u128, base: Option<u64>, command: K::Command) -> Outcome {
        self.push(by, vec![self.op::<K>(id, base, command)]).await.remove(0).outcome
    }

    async fn all<T: DeserializeOwned + sync::protocol::EntityBody>(&self) -> Vec<T> {
        let scope = PullScope::Staff(Role::Regulator, Kinds::All);
        let answer = self.point.service.pull(Seq(0), None, &scope).await.expect("read");
        let mut sum = ScopeChecksum::default();
        answer.changes.iter().for_each(|change| sum.toggle(change.body.kind(), &change.id, change.rev));
        assert_eq!(answer.checksum, Some(sum.as_sent()), "what a tablet holds is what the server says");
        answer.changes.iter().filter_map(|change| change.body.read()).collect()
    }

    fn today(&self) -> Day {
        self.point.world.now().day()
    }

    fn step(&self, level: Level, days: Option<i64>) -> NewStep {
        NewStep {
            level,
            ground: "货架上有 3 盒过期牛奶".into(),
            basis: "《食品安全法》第五十四条".into(),
            due: days.map(|days| self.today().plus_days(days)),
            on: self.today(),
        }
    }

    fn impose(&self, level: Level, days: Option<i64>) -> measure::Command {
        let found = Some(Found { inspection: Uuid::from_u128(ROUND), visit: Uuid::from_u128(1) });
        measure::Command::Impose { merchant: SHOP, found, step: self.step(level, days) }
    }

    fn plan(&self) -> inspection::Command {
        inspection::Command::Plan {
            title: "L1 食品区周查".into(),
            on: self.today(),
            day: self.today(),
            inspector: self.quality.0,
            checklist: Uuid::from_u128(6),
            merchants: vec![SHOP],
        }
    }
}

fn is_applied(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Applied { .. })
}

fn reason(outcome: &Outcome) -> Option<Rejection> {
    if let Outcome::Rejected { why, .. } = outcome { why.read() } else { None }
}

fn shop() -> Box<ApplicationForm> {
    let permit = PermitForm {
        kind: "business_licence".into(),
        number: "91350100M000100Y43".into(),
        expires: "长期".into(),
        picture: None,
    };
    Box::new(ApplicationForm {
        name: "鲜果小铺".into(),
        trade: "clothing".into(),
        form: "legal_person".into(),
        legal_name: "上海鲜果有限公司".into(),
        code: "91350100M000100Y43".into(),
        responsible: "店长甲".into(),
        phone: "021-61671254".into(),
        address: "上海市长宁区示例路 1 号".into(),
        floor: "L1".into(),
        stall: "L1-008".into(),
        permits: vec![permit],
        ..ApplicationForm::default()
    })
}

fn begin() -> inspection::Command {
    let zh = |zh: &str| Bilingual { zh: zh.into(), en: String::new() };
    let items = vec![Item { words: zh("不过期"), basis: String::new() }];
    inspection::Command::Begin { by_list: ByList { version: 1, title: zh("日常巡查"), items } }
}

fn found(visit: u128, merchant: MerchantId) -> inspection::Command {
    inspection::Command::Check {
        visit: Uuid::from_u128(visit),
        merchant,
        version: 1,
        answers: vec![Answer::Fail { words: "3 盒牛奶过期".into(), corrected: false, photos: Vec::new() }],
        met: String::new(),
        note: String::new(),
    }
}

#[tokio::test]
async fn 监督检查_a_contact_point_begins_with_checklists_and_only_once() {
    let mall = Mall::open().await;
    for _ in 0..2 {
        mall.point.restarted_with_defaults().await.expect("started");
        assert_eq!(mall.all::<Checklist>().await.len(), 3);
    }
}

#[tokio::test]
async fn 监督检查_what_a_tablet_found_without_a_network_arrives_whole_and_once_though_the_reply_was_lost() {
    let mall = Mall::open().await;
    let ops = vec![
        mall.op::<Inspection>(ROUND, None, mall.plan()),
        mall.op::<Inspection>(ROUND, Some(1), begin()),
        mall.op::<Inspection>(ROUND, Some(2), found(1, SHOP)),
        mall.op::<Measure>(MEASURE, None, mall.impose(Level::Rectification, Some(7))),
        mall.op::<Inspection>(ROUND, Some(3), inspection::Command::Finish { words: String::new() }),
    ];
    let first = mall.push(mall.quality, ops.clone()).await;
    assert!(first.iter().all(|receipt| is_applied(&receipt.outcome)), "{first:?}");
    // The tablet never heard of it and sends everything again, hours later.
    mall.point.world.set(mall.today().at(20, 0));
    let again = mall.push(mall.quality, ops).await;
    assert_eq!(again, first, "the receipts of then");
    let (rounds, measures) = (mall.all::<Inspection>().await, mall.all::<Measure>().await);
    assert_eq!((rounds.len(), rounds[0].visits.len(), measures.len(), measures[0].steps.len()), (1, 1, 1, 1));
    assert_eq!(measures[0].found.map(|found| found.inspection), Some(Uuid::from_u128(ROUND)));
    let verified = verify(&mall.point.store, mall.point.id()).await.expect("played again");
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
}

#[tokio::test]
async fn 监督检查_each_finding_is_for_a_merchant_of_the_register() {
    let mall = Mall::open().await;
    let nobody = MerchantId(Uuid::from_u128(404));
    assert!(is_applied(&mall.does::<Inspection>(mall.quality, ROUND, None, mall.plan()).await));
    assert!(is_applied(&mall.does::<Inspection>(mall.quality, ROUND, Some(1), begin()).await));
    let outcome = mall.does::<Inspection>(mall.quality, ROUND, Some(2), found(1, nobody)).await;
    assert_eq!(reason(&outcome), Some(Rejection::NoSuchMerchant));
    let measure::Command::Impose { step, .. } = mall.impose(Level::Warning, None) else { unreachable!() };
    let imposed = measure::Command::Impose { merchant: nobody, found: None, step };
    let outcome = mall.does::<Measure>(mall.boss, MEASURE, None, imposed).await;
    assert_eq!(reason(&outcome), Some(Rejection::NoSuchMerchant));
    assert!(mall.all::<Measure>().await.is_empty() && mall.all::<Inspection>().await[0].visits.is_empty());
    let outcome = mall.does::<Inspection>(mall.boss, ROUND, Some(2), found(2, SHOP)).await;
    assert!(is_applied(&outcome), "{outcome:?}");
}

#[tokio::test]
async fn 及时制止违法行为_two_tablets_decide_one_measure_at_once_and_one_decision_holds() {
    let mall = Mall::open().await;
    let imposed = mall.does::<Measure>(mall.quality, MEASURE, None, mall.impose(Level::Rectification, Some(7))).await;
    assert!(is_applied(&imposed), "{imposed:?}");
    let passed = measure::Command::Recheck { passed: true, words: "看过，已清理".into() };
    let raised = measure::Command::Raise { step: mall.step(Level::SaleStopped, None) };
    let (one, other) = tokio::join!(
        mall.does::<Measure>(mall.boss, MEASURE, Some(1), passed),
        mall.does::<Measure>(mall.other, MEASURE, Some(1), raised),
    );
    assert_ne!(is_applied(&one), is_applied(&other), "{one:?} {other:?}");
    let refused = if is_applied(&one) { other } else { one };
    assert_eq!(reason(&refused), Some(Rejection::ChangedSince));
    assert_eq!(mall.all::<Measure>().await[0].rev, 2);
}

#[tokio::test]
async fn 及时制止违法行为_whoever_imposed_it_reads_that_another_decides_the_appeal() {
    let mall = Mall::open().await;
    let imposed = mall.does::<Measure>(mall.boss, MEASURE, None, mall.impose(Level::SaleStopped, None)).await;
    assert!(is_applied(&imposed), "{imposed:?}");
    let appeal = measure::Command::Appeal { appellant: "店长甲".into(), words: "当天已下架".into() };
    assert!(is_applied(&mall.does::<Measure>(mall.quality, MEASURE, Some(1), appeal).await));
    let rules = || measure::Command::DecideAppeal { ruling: Ruling::Annulled, reason: "照片为证".into() };
    let outcome = mall.does::<Measure>(mall.boss, MEASURE, Some(2), rules()).await;
    assert_eq!(reason(&outcome), Some(Rejection::DecidedByImposer));
    let Outcome::Rejected { detail, .. } = &outcome else { panic!("{outcome:?}") };
    assert!(detail.zh.contains("另一位主管"), "in words: {detail:?}");
    assert!(is_applied(&mall.does::<Measure>(mall.other, MEASURE, Some(2), rules()).await));
    assert_eq!(mall.all::<Measure>().await[0].standing, Standing::Annulled);
}

#[tokio::test]
async fn 及时制止违法行为_a_deadline_that_passed_on_the_way_is_taken_in_and_overdue_and_one_set_in_the_past_is_refused()
{
    let mall = Mall::open().await;
    let measure::Command::Impose { step, .. } = mall.impose(Level::Rectification, Some(2)) else { unreachable!() };
    let past = NewStep { due: Some(mall.today()), ..step.clone() };
    let of = |step| measure::Command::Impose { merchant: SHOP, found: None, step };
    let outcome = mall.does::<Measure>(mall.quality, MEASURE, None, of(past)).await;
    assert_eq!(reason(&outcome), Some(Rejection::DuePast));
    let on_a_tablet = mall.op::<Measure>(MEASURE, None, of(step));
    mall.point.world.set(mall.today().plus_days(5).at(9, 0));
    let outcome = mall.push(mall.quality, vec![on_a_tablet]).await.remove(0).outcome;
    assert!(is_applied(&outcome), "{outcome:?}");
    assert!(mall.all::<Measure>().await[0].is_overdue(mall.today()));
}

#[tokio::test]
async fn 报告与配合_the_log_keeps_the_proof_of_sending_and_receipt_and_the_regulator_reads_it() {
    let mall = Mall::open().await;
    let content = report::Content {
        subject: "过期食品".into(),
        to: "长宁区市场监督管理局".into(),
        words: "巡查发现过期牛奶 3 盒，已下架。".into(),
        merchant: Some(SHOP),
        due: None,
        period: None,
        pack: None,
    };
    let today = mall.today();
    let steps = [
        report::Command::Write { content },
        report::Command::Send { way: Way::Post, on: today, proof: "EMS 1050".into() },
        report::Command::Receive { on: today, from: "王科长".into(), number: "回执 7".into() },
    ];
    for (rev, command) in (0..).zip(steps) {
        let base = (rev > 0).then_some(rev);
        let outcome = mall.does::<Report>(mall.quality, 63, base, command).await;
        assert!(is_applied(&outcome), "{outcome:?}");
    }
    let report = mall.all::<Report>().await.remove(0);
    assert_eq!(report.sendings[0].proof, "EMS 1050");
    assert_eq!(report.receipt.map(|receipt| receipt.number), Some("回执 7".into()));
}

#[tokio::test]
async fn 报告与配合_what_the_regulator_asks_is_held_by_somebody_until_it_is_done() {
    let mall = Mall::open().await;
    let content = directive::Content {
        from: "长宁区市场监督管理局".into(),
        number: String::new(),
        words: "提供进货凭证".into(),
        received_on: mall.today(),
        merchant: Some(SHOP),
    };
    let receive = directive::Command::Receive { content, due: mall.today().plus_days(3), holder: mall.quality.0 };
    assert!(is_applied(&mall.does::<Directive>(mall.boss, 64, None, receive).await));
    mall.point.world.set(mall.today().plus_days(4).at(9, 0));
    assert!(mall.all::<Directive>().await[0].is_overdue(mall.today()));
    let comply =
        directive::Command::Comply { on: mall.today(), words: "已交".into(), proof: "王科长签收".into() };
    assert!(is_applied(&mall.does::<Directive>(mall.quality, 64, Some(1), comply).await));
    assert!(!mall.all::<Directive>().await[0].is_overdue(mall.today()));
    let public = mall.point.service.pull(Seq(0), None, &PullScope::Claims(Vec::new(), Kinds::All)).await.expect("read");
    assert!(public.changes.iter().all(|change| change.body.kind() == "board"), "{:?}", public.changes);
}
