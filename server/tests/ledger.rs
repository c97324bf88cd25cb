//! 受理台账 as a file: who may have it, what stands in it, and that it is on record.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use domain::ids::StaffId;
use domain::kind::Viewer;
use domain::ledger::{CaseFilter, LedgerExport, PersonalData};
use domain::role::Role;
use domain::staff::StaffMember;
use domain::words::Lang;
use server::service::{Caller, LedgerError, World};
use server::testing::{TestPoint, claim, complaint, on_case};
use sync::protocol::{Code, OpId, Outcome, PROTOCOL, PushRequest, Seq};
use uuid::Uuid;

async fn point() -> (TestPoint, StaffMember, StaffMember) {
    let point = TestPoint::alone().await.expect("a contact point");
    let member = async |name: &str, role| {
        let id: StaffId = point.add_staff(name, role, true).await.expect("staff");
        StaffMember { id, name: name.to_owned(), role, on_duty: true, active: true, absent: false }
    };
    let desk = member("接待员 01", Role::Receptionist).await;
    let boss = member("主管 01", Role::Supervisor).await;
    (point, desk, boss)
}

async fn file(point: &TestPoint, number: u64, changes: &[(domain::form::Field, &str)]) {
    let mut form = complaint("充电时屏幕变黑，按了电源键也没有反应。");
    changes.iter().for_each(|(field, value)| form.set(*field, *value));
    let command = domain::case::Command::File { form, privacy_notice: 1 };
    let now = point.world.now();
    let case = domain::ids::CaseId(Uuid::from_u128(u128::from(number)));
    let op = on_case(OpId(Uuid::from_u128(u128::from(number))), case, now, command).with(claim(number));
    let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op] };
    let answer = point.service.push(request, Caller::Public).await.expect("stored");
    assert!(matches!(answer.receipts[0].outcome, Outcome::Applied { .. }), "{answer:?}");
}

fn rows(file: Vec<u8>) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("that reads");
    sheet.rows().map(<[Data]>::to_vec).collect()
}

fn words(row: &[Data]) -> String {
    row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")
}

#[tokio::test]
async fn names_and_numbers_are_masked_unless_a_supervisor_says_otherwise_and_each_export_is_on_record() {
    let (point, desk, boss) = point().await;
    file(&point, 1, &[]).await;
    let masked = point.service.export_ledger(&desk, CaseFilter::default(), PersonalData::Masked, Lang::Zh).await;
    let masked = rows(masked.expect("exported"));
    assert_eq!(masked.len(), 2, "heads and one case");
    assert!(words(&masked[0]).starts_with("案号|收到|来源"));
    let line = words(&masked[1]);
    assert!(line.contains("陈**") && line.contains("138****8000") && !line.contains("陈女士"), "{line}");
    assert!(masked[1].contains(&Data::Float(1200.0)), "money adds up: {line}");

    let refused = point.service.export_ledger(&desk, CaseFilter::default(), PersonalData::Full, Lang::Zh).await;
    assert!(matches!(refused, Err(LedgerError::Unfit(Code::Forbidden))), "{refused:?}");
    let full = point.service.export_ledger(&boss, CaseFilter::default(), PersonalData::Full, Lang::En).await;
    let full = rows(full.expect("exported"));
    assert!(words(&full[1]).contains("陈女士|138 0013 8000"), "{}", words(&full[1]));

    let scope = server::service::PullScope::everything();
    let pulled = point.service.pull(Seq(0), None, &scope).await.expect("pulled");
    let mut exports: Vec<_> = pulled
        .changes
        .iter()
        .filter_map(|change| change.body.read::<LedgerExport>())
        .map(|export| export.what)
        .collect();
    exports.sort_by_key(|what| what.personal_data);
    let on_record: Vec<_> = exports.iter().map(|what| (what.by, what.cases, what.personal_data)).collect();
    assert_eq!(on_record, [(desk.id, 1, false), (boss.id, 1, true)]);
    let kind = domain::kinds::named("ledger_export").expect("a kind");
    assert!(
        !(kind.visible_to)(Viewer::Staff(Role::Receptionist)) && (kind.visible_to)(Viewer::Staff(Role::Supervisor))
    );
}

#[tokio::test]
async fn the_file_has_what_the_filter_shows_and_words_are_never_formulas() {
    use domain::form::{Category, Field};
    let (point, desk, _) = point().await;
    file(&point, 1, &[(Field::MerchantName, "好味食府"), (Field::Category, "price")]).await;
    file(&point, 2, &[(Field::Goods, "=HYPERLINK(\"http://evil\",\"点我\")")]).await;
    let of = async |filter: CaseFilter| {
        let file = point.service.export_ledger(&desk, filter, PersonalData::Masked, Lang::Zh).await;
        rows(file.expect("exported")).iter().skip(1).map(|row| words(row)).collect::<Vec<_>>()
    };
    let by_price = of(CaseFilter { category: Some(Category::Price), ..CaseFilter::default() }).await;
    assert!(by_price.len() == 1 && by_price[0].contains("好味食府"), "{by_price:?}");
    let by_name = of(CaseFilter { merchant: "Ｌ２－０３１".into(), ..CaseFilter::default() }).await;
    assert_eq!(by_name.len(), 2, "the stall, however it is typed");
    let today = point.world.now().day();
    let later = of(CaseFilter { from: Some(today.next()), ..CaseFilter::default() }).await;
    assert!(later.is_empty());
    let all = of(CaseFilter::default()).await;
    assert!(all.iter().any(|line| line.contains("=HYPERLINK(\"http://evil\"")), "as words: {all:?}");
}

#[tokio::test]
async fn nobody_writes_the_record_of_an_export_by_hand() {
    let (point, _, boss) = point().await;
    let payload = serde_json::json!({
        "id": Uuid::from_u128(9),
        "do": { "record": { "by": boss.id, "filter": {}, "cases": 0, "personal_data": false } },
    });
    let now = point.world.now();
    let device = domain::ids::DeviceId(Uuid::from_u128(1));
    let op = sync::protocol::Op::new(OpId(Uuid::from_u128(9)), device, now, None, "ledger_export.record", &payload);
    let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op] };
    let answer = point.service.push(request, (boss.id, Role::Supervisor).into()).await.expect("stored");
    let outcome = serde_json::to_string(&answer.receipts[0].outcome).expect("JSON");
    assert!(outcome.contains("server_only"), "{outcome}");
}
