//! 商户名单: a list that the mall keeps is taken in whole or not at all, and says of each line what is wrong.

use domain::ids::StaffId;
use domain::merchant::{ImportReport, Standing};
use domain::role::Role;
use domain::staff::StaffMember;
use domain::words::Lang;
use server::service::ListError;
use server::testing::TestPoint;
use sync::protocol::Code;

const HEAD: &str = "招牌名称,经营类别,主体类型,主体名称,统一社会信用代码,证件号码,负责人,联系电话,地址,楼层,铺位,营业执照编号,营业执照有效期至";

struct Mall {
    point: TestPoint,
    boss: StaffMember,
}

impl Mall {
    async fn open() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let boss = member(&point, Role::Supervisor).await;
        Self { point, boss }
    }

    async fn takes(&self, file: &[u8]) -> ImportReport {
        self.point.service.import_merchants(&self.boss, file.to_vec(), false).await.expect("a table")
    }

    async fn names(&self) -> Vec<String> {
        let files = self.point.service.merchant_files().await.expect("read");
        let mut names: Vec<_> = files.into_iter().map(|(_, file)| file.application.name).collect();
        names.sort();
        names
    }
}

async fn member(point: &TestPoint, role: Role) -> StaffMember {
    let id: StaffId = point.add_staff("某人", role, true).await.expect("staff");
    StaffMember { id, name: "某人".to_owned(), role, on_duty: true, active: true, absent: false }
}

/// A list of so many shops, each at a stall of its own.
fn list(count: usize) -> String {
    let line = |n: usize| {
        format!(
            "第{n}号店,服装鞋帽,法人,上海示例{n}有限公司,91350100M000100Y43,,店长,13800001111,示例路 {n} 号,L2,L2-{n:03},照{n},长期\n"
        )
    };
    format!("{HEAD}\n") + &(1..=count).map(line).collect::<String>()
}

#[tokio::test]
async fn 商户管理_a_list_in_gbk_is_taken_in_and_each_merchant_waits_for_its_examination() {
    let mall = Mall::open().await;
    let gbk = encoding_rs::GBK.encode(&list(200)).0.into_owned();
    let checked = mall.point.service.import_merchants(&mall.boss, gbk.clone(), true).await.expect("a table");
    assert_eq!((checked.lines, checked.imported, mall.names().await.len()), (200, 0, 0), "looked at only");
    let report = mall.takes(&gbk).await;
    assert_eq!((report.lines, report.imported, report.bad.len()), (200, 200, 0));
    let files = mall.point.service.merchant_files().await.expect("read");
    assert!(files.iter().all(|(_, file)| file.standing == Standing::Applied), "nobody is admitted by a list");
    let by = files[0].1.history[0].by;
    assert_eq!(by, domain::role::Actor::Staff { id: mall.boss.id, role: Role::Supervisor }, "whose doing it was");
}

#[tokio::test]
async fn 商户管理_with_three_bad_lines_nothing_is_taken_in_and_the_three_are_shown() {
    let mall = Mall::open().await;
    let good = list(50);
    let bad = good
        .replace("第7号店,服装鞋帽", "第7号店,乱写")
        .replace("上海示例20有限公司,91350100M000100Y43", "上海示例20有限公司,91350100M000100Y44")
        .replace("L2-033", "=B2");
    let report = mall.takes(bad.as_bytes()).await;
    assert_eq!((report.lines, report.imported), (50, 0));
    assert_eq!(report.bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [8, 21, 34]);
    let said = |index: usize| report.bad[index].problems[0].sentence().zh;
    assert!(said(1).contains("最后一位应是“3”"), "{}", said(1));
    assert!(said(2).contains("公式"), "{}", said(2));
    assert!(mall.names().await.is_empty(), "nothing is half done");
    assert_eq!(mall.takes(good.as_bytes()).await.imported, 50);
    let again = mall.takes(good.as_bytes()).await;
    assert_eq!((again.imported, again.bad.len()), (0, 50), "the same list again doubles nobody");
}

#[tokio::test]
async fn 商户管理_other_columns_no_table_and_whoever_may_not_are_told_so() {
    let mall = Mall::open().await;
    let service = &mall.point.service;
    let other = service.import_merchants(&mall.boss, "店名,电话\n好味,1\n".into(), false).await;
    let Err(ListError::Table(problem)) = other else { panic!("taken: {other:?}") };
    assert!(problem.detail.zh.contains("店名、电话"), "{:?}", problem.detail);
    let nothing = service.import_merchants(&mall.boss, b"PK\x03\x04".to_vec(), false).await;
    assert!(matches!(nothing, Err(ListError::Unfit(Code::TableUnreadable))), "{nothing:?}");
    let desk = member(&mall.point, Role::Receptionist).await;
    let refused = service.import_merchants(&desk, list(1).into_bytes(), false).await;
    assert!(matches!(refused, Err(ListError::Unfit(Code::Forbidden))), "{refused:?}");
}

#[tokio::test]
async fn 商户管理_what_is_exported_can_be_taken_in_elsewhere() {
    let mall = Mall::open().await;
    mall.takes(list(3).as_bytes()).await;
    for lang in [Lang::Zh, Lang::En] {
        let file = mall.point.service.export_merchants(&mall.boss, lang).await.expect("a file");
        let other = Mall::open().await;
        assert_eq!(other.takes(&file).await.imported, 3);
        assert_eq!(other.names().await, mall.names().await);
    }
}
