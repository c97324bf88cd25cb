//! 分析汇总: what is kept of the figures is what the cases add up to, whatever happens to them.

use std::collections::BTreeMap;

use domain::analysis::suppression::{LEAST, could_be};
use domain::analysis::{Contribution, Cube, Figures, Measure, Period, PublishedFigures, RULE};
use domain::case::{
    Case, Command, ConsentWay, DeclineReason, FailureReason, Outcome as Ending, Party, Settlement, Signature,
    SignedWay, Stance,
};
use domain::form::{Category, Demand, Draft, Field, GoodsKind, Kind, Term};
use domain::ids::{CaseId, DeviceId, MerchantId};
use domain::kind::EventSourced;
use domain::mechanism::{Grounds, Mechanism};
use domain::moment::Day;
use domain::money::Yuan;
use domain::oversight::report::{self, Command as Report, Content, Way, of_period};
use domain::role::Role;
use domain::words::Lang;
use server::service::{Caller, FigureFile, World};
use server::store::SyncStore;
use server::store::entities::{Along, EntityKey, FigureSum, WantedFigures};
use server::testing::{TestPoint, claim, on_case};
use sync::protocol::{EntityPayload, Op, OpId, Outcome, PROTOCOL, PushRequest};
use uuid::Uuid;

const HOUR: i64 = 3_600_000;

struct Random(u64);

impl Random {
    /// `SplitMix64`.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most as u64).expect("a small number")
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

struct Mall {
    point: TestPoint,
    random: Random,
    staff: [(domain::ids::StaffId, Role); 3],
    cases: Vec<(CaseId, u64)>,
    ops: u128,
    applied: usize,
}

impl Mall {
    async fn open(seed: u64) -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let receptionist = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
        let mediator = point.add_staff("调解员 01", Role::Mediator, true).await.expect("staff");
        let boss = point.add_staff("主管 01", Role::Supervisor, true).await.expect("staff");
        let staff = [(receptionist, Role::Receptionist), (mediator, Role::Mediator), (boss, Role::Supervisor)];
        Self { point, random: Random(seed), staff, cases: Vec::new(), ops: 1 << 100, applied: 0 }
    }

    async fn push(&mut self, ops: Vec<Op>, caller: Caller) {
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.point.world.now(), ops };
        let receipts = self.point.service.push(request, caller).await.expect("stored").receipts;
        self.applied += receipts.iter().filter(|one| matches!(one.outcome, Outcome::Applied { .. })).count();
    }

    fn name(&mut self) -> OpId {
        self.ops += 1;
        OpId(Uuid::from_u128(self.ops))
    }

    fn filing(&mut self) -> Op {
        let merchant = self.random.of(&["星辰数码", "好味食府", "ＡＢＣ 服饰", "abc 服饰"]);
        let category = self.random.of(Category::ALL);
        let kind = self.random.of(&[Kind::Complaint, Kind::Complaint, Kind::Complaint, Kind::Inquiry, Kind::Report]);
        self.filing_of(kind, merchant, category)
    }

    fn filing_of(&mut self, kind: Kind, merchant: &str, category: Category) -> Op {
        let number = self.cases.len() as u64 + 1;
        let amount = self.random.of(&["320", "1200"]);
        let asks = if kind == Kind::Complaint { self.random.of(&["refund", "repair"]) } else { "" };
        let pairs = [
            (Field::Kind, kind.code()),
            (Field::MerchantName, merchant),
            (Field::Goods, "手机"),
            (Field::GoodsKind, self.random.of(GoodsKind::ALL).code()),
            (Field::PurchasedOn, "2026-11-20"),
            (Field::Amount, amount),
            (Field::Category, category.code()),
            (Field::Facts, "充电时屏幕变黑，按了电源键也没有反应。"),
            (Field::Demands, asks),
            (Field::DemandAmount, if asks == "refund" { "300" } else { "" }),
            (Field::MediationConsent, "yes"),
            (Field::Name, "陈女士"),
            (Field::Phone, "13800138000"),
            (Field::PrivacyConsent, "yes"),
        ];
        let form = Draft::from_pairs(pairs.map(|(field, value)| (field.name(), value)));
        let case = CaseId(Uuid::from_u64_pair(number, 0));
        self.cases.push((case, number));
        let command = Command::File { form, privacy_notice: 1 };
        on_case(OpId(Uuid::from_u64_pair(number, 1)), case, self.point.world.now(), command).with(claim(number))
    }

    /// Something that somebody does to a case; the rules refuse much of it.
    async fn something(&mut self) {
        // Mostly to a young one, so that some come far.
        let young = self.cases.len().saturating_sub(5);
        let place = if self.random.below(4) == 0 {
            self.random.below(self.cases.len())
        } else {
            young + self.random.below(self.cases.len() - young)
        };
        let (case, number) = self.cases[place];
        let other = self.random.below(self.cases.len());
        let other = self.cases[other].0;
        let words = || "写几句".to_owned();
        let today = self.point.world.now().day();
        let pick = self.random.below(26);
        let by_consumer = matches!(pick, 20..=23);
        let command = match pick {
            0..=2 => Command::Accept,
            3 => Command::AskMore { question: words() },
            4 => Command::Reply { words: words() },
            5 | 6 => Command::SendToMerchant { request: words() },
            7 => Command::RecordMerchantReply { stance: self.random.of(Stance::ALL), words: words() },
            8 => Command::StartMediation { consumer_consents: true, merchant_consents: true },
            9 => Command::RecordConsent { party: Party::Merchant, agrees: true, way: ConsentWay::Phone },
            10 => Command::SignSettlement { settlement: Box::new(self.settlement(today)) },
            11 | 12 => Command::ProvePerformance { words: words(), evidence: Vec::new(), receipt: "收条".into() },
            13..=15 => Command::Close {
                outcome: self.random.of(&[
                    Ending::SettledOnSite,
                    Ending::SettledOnSite,
                    Ending::Performed,
                    Ending::Performed,
                    Ending::Answered,
                    Ending::Recorded,
                    Ending::Unreachable,
                ]),
                summary: words(),
            },
            16 => Command::FailMediation { reason: FailureReason::MerchantRefuses, words: words() },
            17 => Command::Decline { reason: DeclineReason::NoFacts, words: words() },
            18 => Command::Merge { into: other, words: words() },
            19 => Command::Unmerge { words: words() },
            20 => Command::Rate { stars: u8::try_from(1 + self.random.below(5)).expect("few"), words: String::new() },
            21 => Command::Object { words: words() },
            22 => Command::Withdraw { words: words() },
            23 => Command::Supplement { words: words() },
            24 => Command::TakeRoute { grounds: Grounds::SmallClaim { evidence_clear: true } },
            _ => {
                let merchant = Some(MerchantId(Uuid::from_u128(7)));
                match self.random.below(4) {
                    0 => Command::OverrideMechanism { which: Mechanism::GreenLane, takes: true, reason: words() },
                    1 => Command::Transfer { reference: String::new() },
                    2 => Command::ReportUnperformed { words: words() },
                    _ => Command::LinkMerchant { merchant },
                }
            }
        };
        let op = on_case(self.name(), case, self.point.world.now(), command);
        if by_consumer {
            self.push(vec![op.with(claim(number))], Caller::Public).await;
        } else {
            let by = self.random.of(&self.staff);
            self.push(vec![op.by_staff()], by.into()).await;
        }
    }

    /// A complaint from its filing to a compensation that was carried out: chance alone seldom comes so far.
    async fn carried_out(&mut self) {
        let filing = self.filing_of(Kind::Complaint, "星辰数码", Category::Quality);
        self.push(vec![filing], Caller::Public).await;
        let case = self.cases.last().expect("a case").0;
        let [.., boss] = self.staff;
        let today = self.point.world.now().day();
        let settlement = Settlement { performs: vec![Demand::Compensate], ..self.settlement(today) };
        let before = self.applied;
        let commands = [
            Command::Accept,
            Command::SignSettlement { settlement: Box::new(settlement) },
            Command::ProvePerformance { words: "已转账".to_owned(), evidence: Vec::new(), receipt: "收条".into() },
            Command::Close { outcome: Ending::Performed, summary: "已赔".to_owned() },
        ];
        for command in commands {
            let op = on_case(self.name(), case, self.point.world.now(), command).by_staff();
            self.push(vec![op], boss.into()).await;
        }
        assert_eq!(self.applied, before + 4, "all of it took effect");
    }

    fn settlement(&mut self, today: Day) -> Settlement {
        let signature = || Signature { name: "签字".to_owned(), way: SignedWay::OnPaper, evidence: None };
        let performs = vec![self.random.of(&[Demand::Refund, Demand::Compensate])];
        let amount = Some(Yuan::from_fen(10_000 + i64::try_from(self.random.below(50_000)).expect("few")));
        Settlement {
            performs,
            terms: "退款".to_owned(),
            amount,
            perform_by: today.plus_days(5),
            consumer: signature(),
            merchant: signature(),
        }
    }

    /// Every case, read one by one.
    async fn all(&self) -> Vec<Case> {
        let after = Some(EntityKey { kind: domain::case::KIND.name, id: Uuid::nil() });
        let read = self.point.store.entities(self.point.id(), after, 100_000).await.expect("read");
        let cases = read.iter().filter(|entity| entity.key.kind == domain::case::KIND.name);
        cases.map(|entity| serde_json::from_str(&entity.snapshot).expect("a case")).collect()
    }

    async fn asked(&self, wanted: WantedFigures) -> Vec<FigureSum> {
        self.point.store.figures(self.point.id(), &[wanted]).await.expect("read").remove(0)
    }

    /// A period is asked for, and added up from all cases.
    async fn compare(&mut self, all: &[Contribution], first: Day) {
        let from = first.plus_days(i64::try_from(self.random.below(150)).expect("few") - 20);
        let length = i64::try_from(self.random.below(140)).expect("few");
        let period = Period::new(from, from.plus_days(length)).expect("a period");
        let within = || all.iter().filter(|one| period.from <= one.day && one.day <= period.to);
        for cube in Cube::ALL {
            let mut slow: BTreeMap<(String, String), Figures> = BTreeMap::new();
            for one in within() {
                let (category, about) = (one.category.code().to_owned(), one.about.to_string());
                let key = match cube {
                    Cube::Goods => (category, one.goods.code().to_owned()),
                    Cube::Merchant => (about, String::new()),
                    Cube::Issue => (category, about),
                    Cube::Hour => (format!("{:02}", one.hour), String::new()),
                };
                slow.entry(key).or_default().join(&one.figures);
            }
            let wanted = WantedFigures { cube: *cube, period, along: Along::Cells, measures: Measure::ALL };
            let kept = self.asked(wanted).await.into_iter().filter(|sum| !sum.figures.is_nothing());
            let kept: BTreeMap<_, _> = kept.map(|sum| ((sum.row, sum.column), sum.figures)).collect();
            assert_eq!(kept, slow, "{cube:?} of {period:?}");
        }
        for along in [Along::Days, Along::Months] {
            let mut slow: BTreeMap<Day, Figures> = BTreeMap::new();
            for one in within() {
                let bucket = if along == Along::Days { one.day } else { one.day.first_of_month() };
                slow.entry(bucket).or_default().join(&one.figures);
            }
            let wanted = WantedFigures { cube: Cube::Goods, period, along, measures: Measure::ALL };
            let kept = self.asked(wanted).await.into_iter().filter(|sum| !sum.figures.is_nothing());
            let kept: BTreeMap<Day, Figures> = kept.map(|sum| (sum.bucket.expect("a bucket"), sum.figures)).collect();
            assert_eq!(kept, slow, "{along:?} of {period:?}");
        }
    }

    async fn looked_at(&mut self, first: Day) -> Figures {
        let all: Vec<Contribution> = self.all().await.iter().filter_map(Contribution::of).collect();
        assert!(self.point.store.figures_hold(self.point.id()).await.expect("read"));
        for _ in 0..6 {
            self.compare(&all, first).await;
        }
        let mut total = Figures::default();
        all.iter().for_each(|one| total.join(&one.figures));
        total
    }
}

/// What is published of a synthetic year: no small cell, and none that follows from the others.
fn assert_nobody_is_found(figures: &PublishedFigures, measured: &mut [usize; 3]) {
    let tables = [&figures.kinds, &figures.by_category, &figures.by_goods].into_iter().chain(&figures.by_merchant);
    for table in tables {
        for cell in table.rows().iter().flatten() {
            measured[0] += 1;
            measured[1] += usize::from(cell.is_none());
            assert!(cell.is_none_or(|cell| cell == 0 || cell >= LEAST), "{table:?}");
        }
        for (low, high) in could_be(table) {
            let could = usize::try_from(high - low + 1).unwrap_or(usize::MAX);
            measured[2] = measured[2].min(could);
            assert!(high - low >= LEAST - 1, "{table:?}");
        }
    }
}

fn seeds() -> Vec<u64> {
    std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).map_or_else(|| vec![1, 2, 3], |seed| vec![seed])
}

#[tokio::test]
async fn 分析汇总_figures_of_any_period_equal_the_slow_query_over_all_cases_whatever_happens_to_them() {
    let mut came_about = Figures::default();
    for seed in seeds() {
        println!("SEED={seed}");
        let mut mall = Mall::open(seed).await;
        let first = mall.point.world.now().day();
        let mut seen = Figures::default();
        for round in 0..40 {
            let filings: Vec<Op> = (0..=mall.random.below(4)).map(|_| mall.filing()).collect();
            mall.push(filings, Caller::Public).await;
            for _ in 0..40 {
                mall.something().await;
            }
            let hours = i64::try_from(mall.random.below(80)).expect("few");
            mall.point.world.advance_millis(hours * HOUR);
            // Clocks that ran out are on the cases.
            mall.point.service.do_what_is_due().await;
            if round % 10 == 9 {
                mall.carried_out().await;
                seen = mall.looked_at(first).await;
            }
        }
        came_about.join(&seen);
        assert!(mall.applied > 200, "{} took effect: SEED={seed}", mall.applied);
    }
    let is_one = seeds().len() == 1;
    // A test of figures that are all nothing would say nothing.
    for measure in [
        Measure::Answered,
        Measure::Late,
        Measure::SettledOnSite,
        Measure::Performed,
        Measure::Recovered,
        Measure::Compensated,
        Measure::Reopened,
        Measure::SmallClaim,
    ] {
        assert!(came_about.of(measure) > 0 || is_one, "{measure:?} never came about");
    }
}

#[tokio::test]
async fn 分析汇总_figures_that_somebody_changed_by_hand_are_found_and_counted_anew() {
    let mut mall = Mall::open(9).await;
    let first = mall.point.world.now().day();
    let filings: Vec<Op> = (0..12).map(|_| mall.filing()).collect();
    mall.push(filings, Caller::Public).await;
    assert!(mall.point.service.check_figures().await.expect("checked"));
    let changed = mall
        .point
        .store
        .change_by_hand("UPDATE case_figures SET complaints = complaints + 1 WHERE cube = 'hour'")
        .await;
    assert!(changed.expect("changed") > 0);
    assert!(!mall.point.service.check_figures().await.expect("checked"), "they differed");
    mall.looked_at(first).await;

    // An update of the server that counts other things counts anew at its start, and so does a database from before.
    mall.point.store.change_by_hand("DELETE FROM case_figures").await.expect("changed");
    mall.point.store.change_by_hand("UPDATE points SET figures_version = 0").await.expect("changed");
    let store = std::sync::Arc::new(mall.point.store.clone());
    mall.point.restarted_on(store).await.expect("started");
    mall.looked_at(first).await;
}

#[tokio::test]
async fn 接受社会监督_nobody_is_found_in_what_is_published_of_synthetic_quarters() {
    let seed = seeds()[0];
    println!("SEED={seed}");
    let mut mall = Mall::open(seed).await;
    for _ in 0..60 {
        let filings: Vec<Op> = (0..=mall.random.below(7)).map(|_| mall.filing()).collect();
        mall.push(filings, Caller::Public).await;
        for _ in 0..12 {
            mall.something().await;
        }
        mall.point.world.advance_millis(130 * HOUR);
    }
    let statistics = mall.point.service.statistics().await.expect("read");
    assert!(statistics.quarters.len() >= 3, "{}", statistics.quarters.len());
    let all: Vec<Contribution> = mall.all().await.iter().filter_map(Contribution::of).collect();
    let mut measured = [0, 0, usize::MAX];
    for quarter in &statistics.quarters {
        assert_nobody_is_found(quarter, &mut measured);
        assert!(
            quarter.merchants.is_empty() && quarter.by_merchant.is_none(),
            "merchants only where the house so decides"
        );
        let of_quarter = all.iter().filter(|one| quarter.period.from <= one.day && one.day <= quarter.period.to);
        let complaints: i64 = of_quarter.map(|one| one.figures.of(Measure::Complaints)).sum();
        assert!(quarter.filed(Kind::Complaint).is_none_or(|printed| printed == complaints), "what is printed is true");
    }
    let text = serde_json::to_string(&statistics).expect("JSON");
    for word in ["陈女士", "13800138000", "星辰数码", "屏幕", "写几句"] {
        assert!(!text.contains(word), "{word}");
    }
    let [cells, hidden, fewest] = measured;
    println!(
        "{} quarters, {} cases: {cells} cells, {hidden} hidden; each hidden one could be one of {fewest} numbers or more",
        statistics.quarters.len(),
        all.len()
    );
    // The same for the regulator, where merchants of the register are named: still nobody who complained is found.
    let named = mall.point.service.clone().publishing_merchants(true).statistics().await.expect("read");
    named.quarters.iter().for_each(|quarter| assert_nobody_is_found(quarter, &mut measured));
    assert!(named.quarters.iter().all(|quarter| quarter.by_merchant.is_some()));
    assert!(
        !serde_json::to_string(&named).expect("JSON").contains("好味"),
        "who is not in the register is nobody by name"
    );
}

#[tokio::test]
async fn 分析汇总集中问题_a_cluster_at_one_merchant_is_told_with_its_reason_and_three_cases_are_not() {
    let mut mall = Mall::open(4).await;
    // Without a past nothing is said.
    let today = || mall.point.world.now().day();
    let young = mall.point.service.unusual(today()).await.expect("read");
    assert_eq!((young.said.months, young.said.alerts.len()), (0, 0));
    for _ in 0..50 {
        let filings = vec![mall.filing(), mall.filing()];
        mall.push(filings, Caller::Public).await;
        mall.point.world.advance_millis(80 * HOUR);
    }
    let quiet = mall.point.service.unusual(mall.point.world.now().day()).await.expect("read");
    assert!(quiet.said.months >= RULE.least_months, "{quiet:?}");
    assert!(quiet.said.alerts.is_empty(), "{quiet:?}");
    let mut few = Vec::new();
    while few.len() < 3 {
        few.push(mall.filing_of(Kind::Complaint, "新来的小店", Category::Safety));
    }
    mall.push(few, Caller::Public).await;
    let three = mall.point.service.unusual(mall.point.world.now().day()).await.expect("read");
    assert!(three.said.alerts.is_empty(), "{three:?}");
    let many: Vec<Op> = (0..14).map(|_| mall.filing_of(Kind::Complaint, "星辰数码", Category::Safety)).collect();
    mall.push(many, Caller::Public).await;
    let told = mall.point.service.unusual(mall.point.world.now().day()).await.expect("read");
    let (alert, name, because) = told.alerts().next().expect("an alert");
    assert_eq!((alert.category, name), (Category::Safety, "星辰数码"));
    assert!(because.zh.contains("安全") && because.zh.contains("星辰数码"), "{}", because.zh);
    assert!(because.en.contains("by chance alone"), "{}", because.en);
}

#[tokio::test]
async fn 分析汇总_what_comes_again_is_told_as_facts_with_its_number_masked() {
    let mut mall = Mall::open(8).await;
    let filings: Vec<Op> = (0..4).map(|_| mall.filing_of(Kind::Complaint, "星辰数码", Category::Quality)).collect();
    mall.push(filings, Caller::Public).await;
    let told = mall.point.service.repeats(mall.point.world.now().day()).await.expect("read");
    assert_eq!(told.read, 4, "{told:?}");
    let [caller] = told.callers.as_slice() else { panic!("one number filed four times: {told:?}") };
    assert_eq!((caller.cases.len(), caller.merchants), (4, 1));
    assert!(caller.phone.contains("****"), "{}", caller.phone);
    let [matter] = told.matters.as_slice() else { panic!("one matter: {told:?}") };
    assert_eq!((matter.cases.len(), matter.callers), (4, 1));
    // What is older than the days that are looked at is not told.
    mall.point.world.advance_millis(100 * 24 * HOUR);
    let later = mall.point.service.repeats(mall.point.world.now().day()).await.expect("read");
    assert_eq!((later.read, later.callers.len(), later.matters.len()), (0, 0, 0));
}

#[tokio::test]
async fn 消费侵权赔偿_totals_are_what_was_agreed_and_carried_out_and_stand_in_the_exported_file() {
    let mut mall = Mall::open(6).await;
    let first = mall.point.world.now().day();
    let [.., boss] = mall.staff;
    let mut agreed = 0;
    for number in 0..7 {
        let filing = mall.filing_of(Kind::Complaint, "星辰数码", Category::Quality);
        mall.push(vec![filing], Caller::Public).await;
        let case = mall.cases.last().expect("a case").0;
        let settlement = Settlement { performs: vec![Demand::Compensate], ..mall.settlement(first) };
        agreed += settlement.amount.expect("an amount").fen();
        let mut commands = vec![Command::Accept, Command::SignSettlement { settlement: Box::new(settlement.clone()) }];
        if number < 6 {
            commands.push(Command::ProvePerformance {
                words: "已转账".to_owned(),
                evidence: Vec::new(),
                receipt: "收条".into(),
            });
            commands.push(Command::Close { outcome: Ending::Performed, summary: "已赔".to_owned() });
        } else {
            // Agreed, and not carried out yet.
            agreed -= settlement.amount.expect("an amount").fen();
        }
        for command in commands {
            let op = on_case(mall.name(), case, mall.point.world.now(), command).by_staff();
            mall.push(vec![op], boss.into()).await;
        }
    }
    assert_eq!(mall.applied, 7 + 6 * 4 + 2, "all of it took effect");
    let period = Period::month_of(first);
    let overview = mall.point.service.overview(period).await.expect("read");
    assert_eq!((overview.now.of(Measure::Compensations), overview.now.of(Measure::Compensated)), (6, agreed));
    let figures = mall.point.service.published_figures(period, true).await.expect("read");
    assert_eq!(figures.compensated, Some(agreed / 100));
    let csv = FigureFile::of(std::slice::from_ref(&figures), true, Lang::Zh).expect("a file").bytes;
    let csv = String::from_utf8(csv).expect("UTF-8");
    assert!(csv.contains(&format!("赔偿损失的和解金额（元）,,{}", agreed / 100)), "{csv}");
    assert!(FigureFile::of(&[figures], false, Lang::En).expect("a file").bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn 向市场监管反映_the_report_of_a_period_is_one_whoever_writes_it_and_is_sent_with_a_receipt() {
    let mall = Mall::open(8).await;
    let [.., boss] = mall.staff;
    let period = Period::month_of(mall.point.world.now().day());
    let id = of_period(period);
    assert_ne!(id, of_period(period.before()));
    let figures = mall.point.service.published_figures(period, true).await.expect("read");
    let content = |subject: &str| Content {
        subject: subject.to_owned(),
        to: "长宁区市场监督管理局".to_owned(),
        words: figures.in_words(),
        merchant: None,
        due: None,
        period: Some(period),
        pack: None,
    };
    let today = mall.point.world.now().day();
    let push = |base: Option<u64>, command: Report| {
        let (service, now) = (mall.point.service.clone(), mall.point.world.now());
        async move {
            let kind = report::Report::op_kind(&command);
            let payload = EntityPayload { id, base, command };
            let op = Op::new(OpId(Uuid::new_v4()), DeviceId(Uuid::nil()), now, None, kind, &payload);
            let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op] };
            service.push(request, boss.into()).await.expect("stored").receipts.remove(0).outcome
        }
    };
    assert!(matches!(push(None, Report::Write { content: content("第一份") }).await, Outcome::Applied { .. }));
    // A colleague on another tablet, who has not seen it yet.
    let again = push(None, Report::Write { content: content("第二份") }).await;
    assert!(matches!(again, Outcome::Rejected { .. }), "{again:?}");
    let send = || Report::Send { way: Way::InPerson, on: today, proof: "窗口签收".to_owned() };
    assert!(matches!(push(Some(1), send()).await, Outcome::Applied { .. }));
    // Pressed twice: the second is told that something has happened since.
    assert!(matches!(push(Some(1), send()).await, Outcome::Rejected { .. }));
    let receive = Report::Receive { on: today, from: "窗口".to_owned(), number: "1".to_owned() };
    assert!(matches!(push(Some(2), receive).await, Outcome::Applied { .. }));
    assert!(
        matches!(push(Some(3), send()).await, Outcome::Rejected { .. }),
        "it has arrived: nothing is sent any more"
    );
}
