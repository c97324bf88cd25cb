//! 进销货台账 as a file: taken in whole or not at all, with what is wrong in each line; and out as a table that can be taken in again.

use domain::goods::{Command, GoodsFile, GoodsForm, LedgerReport};
use domain::ids::{DeviceId, MerchantId, StaffId};
use domain::kind::EventSourced;
use domain::merchant::{ApplicationForm, MerchantFile, PermitForm};
use domain::role::Role;
use domain::staff::StaffMember;
use domain::words::Lang;
use server::service::{LedgerFile, ListError, World};
use server::testing::TestPoint;
use sync::protocol::{Code, EntityPayload, Op, OpId, Outcome, PROTOCOL, PushRequest};
use uuid::Uuid;

const HEAD: &str = "商户,商品条码,商品名称,批号,生产日期,保质期至,进货日期,数量,单位,供货者名称,供货者地址,供货者联系方式,进货凭证号,查验：供货商资格,查验：合格证明,查验：标识,查验：质量,备注";

struct Mall {
    point: TestPoint,
    quality: StaffMember,
}

impl Mall {
    /// A shop with so many goods, which are called 商品1, 商品2, …
    async fn with_goods(count: usize) -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let quality = member(&point, Role::Quality).await;
        let mall = Self { point, quality };
        let permit =
            PermitForm { kind: "business_licence".into(), number: "1".into(), expires: "长期".into(), picture: None };
        let form = ApplicationForm {
            name: "示例超市".into(),
            trade: "household".into(),
            form: "legal_person".into(),
            legal_name: "上海示例超市有限公司".into(),
            code: "91350100M000100Y43".into(),
            identity: None,
            responsible: "店长甲".into(),
            phone: "021-61671254".into(),
            address: "示例路 1 号".into(),
            floor: "B1".into(),
            stall: "B1-001".into(),
            permits: vec![permit],
        };
        let apply = domain::merchant::Command::Apply { form: Box::new(form) };
        let mut ops = vec![mall.op::<MerchantFile>(1, apply)];
        for n in 1..=count {
            let form = GoodsForm {
                merchant: Some(MerchantId(Uuid::from_u128(1))),
                name: format!("商品{n}"),
                spec: String::new(),
                kind: "household".into(),
                barcode: String::new(),
                maker: "示例厂".into(),
            };
            ops.push(mall.op::<GoodsFile>(1_000 + n as u128, Command::Propose { form: Box::new(form) }));
        }
        for some in ops.chunks(100) {
            let sent_at = mall.point.world.now();
            let request = PushRequest { protocol: PROTOCOL, sent_at, ops: some.to_vec() };
            let by = (mall.quality.id, mall.quality.role);
            let answer = mall.point.service.push(request, by.into()).await.expect("stored");
            assert!(answer.receipts.iter().all(|receipt| matches!(receipt.outcome, Outcome::Applied { .. })));
        }
        mall
    }

    fn op<K: EventSourced>(&self, id: u128, command: K::Command) -> Op {
        let (now, kind) = (self.point.world.now(), K::op_kind(&command));
        let payload = EntityPayload { id: Uuid::from_u128(id), base: None, command };
        Op::new(OpId(self.point.world.random_id()), DeviceId(Uuid::nil()), now, None, kind, &payload)
    }

    async fn takes(&self, file: &[u8]) -> LedgerReport {
        self.point.service.import_goods_ledger(&self.quality, file.to_vec(), false).await.expect("a table")
    }

    async fn lots(&self) -> usize {
        let files = self.point.service.goods_files().await.expect("read");
        files.iter().map(|(_, file)| file.lots.len()).sum()
    }

    /// So many lots, shared out over so many goods.
    fn list(&self, lines: usize, goods: usize) -> String {
        let on = self.point.world.now().day();
        let line = |n: usize| {
            let of = n % goods + 1;
            format!(
                "示例超市,,商品{of},B{n},,2090-01-01,{on},{},件,供货者{of},示例路 {of} 号,021-61671254,JH-{n},合格,是,√,合格,x\n",
                n + 1
            )
        };
        format!("{HEAD}\n") + &(0..lines).map(line).collect::<String>()
    }
}

async fn member(point: &TestPoint, role: Role) -> StaffMember {
    let id: StaffId = point.add_staff("某人", role, true).await.expect("staff");
    StaffMember { id, name: "某人".to_owned(), role, on_duty: true, active: true, absent: false }
}

#[tokio::test]
async fn 进销货台账_of_ten_thousand_lines_with_three_bad_ones_the_three_are_shown_and_nothing_is_half_done() {
    let mall = Mall::with_goods(100).await;
    let good = mall.list(10_000, 100);
    let bad = good
        .replace(",B6999,,2090-01-01", ",B6999,,2020-01-01")
        .replace("JH-41,合格,是,√,合格", "JH-41,合格,是,√,不合格")
        .replace(",商品1,B300,", ",没有的商品,B300,");
    let report = mall.takes(bad.as_bytes()).await;
    assert_eq!((report.lines, report.imported), (10_000, 0));
    assert_eq!(report.bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [43, 302, 7_001]);
    let said = |index: usize| report.bad[index].problems[0].zh.clone();
    assert!(said(0).contains("进货查验缺“质量”"), "{}", said(0));
    assert!(said(1).contains("没有登记过商品“没有的商品”"), "{}", said(1));
    assert!(said(2).contains("保质期到 2020-01-01，已经过期"), "{}", said(2));
    assert_eq!(mall.lots().await, 0, "nothing is half done");
    assert_eq!(mall.takes(good.as_bytes()).await.imported, 10_000);
    assert_eq!(mall.lots().await, 10_000);
}

#[tokio::test]
async fn 进销货台账_in_gbk_is_taken_in_once_however_often_it_is_sent() {
    let mall = Mall::with_goods(3).await;
    let gbk = encoding_rs::GBK.encode(&mall.list(9, 3)).0.into_owned();
    let checked = mall.point.service.import_goods_ledger(&mall.quality, gbk.clone(), true).await.expect("a table");
    assert_eq!((checked.lines, checked.imported, mall.lots().await), (9, 0, 0), "looked at only");
    assert_eq!(mall.takes(&gbk).await.imported, 9);
    let again = mall.takes(&gbk).await;
    assert_eq!((again.imported, again.bad.len(), mall.lots().await), (0, 9, 9), "no lot is doubled");
    assert!(again.bad[0].problems[0].zh.contains("这一批已经登记过了"));
}

#[tokio::test]
async fn 进销货台账_formulas_other_columns_no_table_and_whoever_may_not_are_told_so() {
    let mall = Mall::with_goods(1).await;
    let service = &mall.point.service;
    let formula = mall.list(1, 1).replace(",1,件,", ",=B2,件,");
    let report = mall.takes(formula.as_bytes()).await;
    assert!(report.bad[0].problems[0].zh.contains("“数量”这一格是公式"), "{report:?}");
    let other = service.import_goods_ledger(&mall.quality, "品名,数\n牛奶,1\n".into(), false).await;
    let Err(ListError::Table(problem)) = other else { panic!("taken: {other:?}") };
    assert!(problem.detail.zh.contains("品名、数"), "{:?}", problem.detail);
    let nothing = service.import_goods_ledger(&mall.quality, b"PK\x03\x04".to_vec(), false).await;
    assert!(matches!(nothing, Err(ListError::Unfit(Code::TableUnreadable))), "{nothing:?}");
    let desk = member(&mall.point, Role::Receptionist).await;
    let refused = service.import_goods_ledger(&desk, mall.list(1, 1).into_bytes(), false).await;
    assert!(matches!(refused, Err(ListError::Unfit(Code::Forbidden))), "{refused:?}");
}

#[tokio::test]
async fn 进销货台账_what_is_exported_can_be_taken_in_elsewhere() {
    let mall = Mall::with_goods(3).await;
    mall.takes(mall.list(7, 3).as_bytes()).await;
    for (kind, lang) in [(LedgerFile::Xlsx, Lang::Zh), (LedgerFile::Csv, Lang::Zh), (LedgerFile::Csv, Lang::En)] {
        let file = mall.point.service.export_goods_ledger(kind, lang).await.expect("a file");
        let other = Mall::with_goods(3).await;
        let report = other.takes(&file).await;
        assert_eq!((report.imported, report.bad), (7, Vec::new()), "{kind:?} {lang:?}");
    }
}
