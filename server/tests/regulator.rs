//! 接受社会监督: the regulator sees what the table says and nothing else, each look at a case is on record, and nobody is found in
//! what is published.

use std::collections::BTreeMap;

use domain::access;
use domain::case::{Case, Command};
use domain::form::{Draft, Field};
use domain::ids::{CaseId, CaseNumber};
use domain::oversight::look::{RegulatorLook, Seen};
use domain::role::Role;
use domain::staff::StaffMember;
use server::evidence::EvidenceKey;
use server::service::{AskedPack, Caller, Kinds, PullScope, World};
use server::testing::{TestPoint, claim, on_case};
use sync::protocol::{Code, OpId, Outcome, PROTOCOL, PushRequest, Seq};
use uuid::Uuid;

async fn member(point: &TestPoint, role: Role) -> StaffMember {
    let name = role.code().to_owned();
    let id = point.add_staff(&name, role, true).await.expect("staff");
    StaffMember { id, name, role, on_duty: true, active: true, absent: false }
}

async fn file(point: &TestPoint, number: u64, kind: &str) -> CaseNumber {
    let pairs = [
        (Field::Kind, kind),
        (Field::MerchantName, "星辰数码"),
        (Field::Goods, "手机"),
        (Field::GoodsKind, "electronics"),
        (Field::PurchasedOn, "2026-11-20"),
        (Field::Amount, "320"),
        (Field::Category, "quality"),
        (Field::Facts, "充电时屏幕变黑，按了电源键也没有反应。"),
        (Field::Demands, if kind == "complaint" { "repair" } else { "" }),
        (Field::MediationConsent, "yes"),
        (Field::Name, "陈女士"),
        (Field::Phone, "13800138000"),
        (Field::PrivacyConsent, "yes"),
    ];
    // A report demands nothing.
    let filled = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let form = Draft::from_pairs(filled.map(|(field, value)| (field.name(), value)));
    let case = CaseId(Uuid::from_u64_pair(number, 9));
    let now = point.world.now();
    let op = on_case(OpId(Uuid::from_u64_pair(number, 8)), case, now, Command::File { form, privacy_notice: 1 });
    let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op.with(claim(number))] };
    let stored = point.service.push(request, Caller::Public).await.expect("stored");
    assert!(stored.receipts.iter().all(|one| matches!(one.outcome, Outcome::Applied { .. })), "{stored:?}");
    let answer = point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    let found = answer.changes.iter().filter_map(|change| change.body.read::<Case>()).find(|one| one.id == case);
    found.and_then(|case| case.number).expect("a number")
}

#[tokio::test]
async fn each_role_sees_what_the_table_of_access_says_and_nothing_else() {
    let point = TestPoint::alone().await.expect("a contact point");
    let number = file(&point, 1, "complaint").await;
    let service = point.service.clone().with_evidence_key(EvidenceKey::random().expect("a key"));
    let today = point.world.now().day();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for role in Role::ALL {
        let who = member(&point, role).await;
        let mut holds = |code: &'static str, may: bool| {
            assert_eq!(may, access::may(role, code), "{code} for {role:?}");
            *seen.entry(code).or_default() += 1;
        };
        let kinds = |name: &str| PullScope::Staff(role, Kinds::read(Some(name)));
        let pulls = async |name: &str| service.pull(Seq(0), None, &kinds(name)).await.is_ok();
        holds("cases", pulls("case").await);
        let filter = domain::ledger::CaseFilter::default();
        let masked = domain::ledger::PersonalData::Masked;
        let ledger = service.export_ledger(&who, filter, masked, domain::words::Lang::Zh).await;
        holds("cases", ledger.is_ok());
        holds("drafts", pulls("publication").await);
        holds("merchants", pulls("merchant_file").await);
        holds("goods", pulls("goods").await);
        holds("oversight", pulls("inspection,measure,regulator_report,regulator_directive").await);
        holds("looks", pulls("regulator_look").await);
        holds("fund", service.fund(&who).await.is_ok());
        holds("roster", service.roster(&who).await.is_ok());
        holds("regulator_list", service.regulator_list(&who, today, today).await.is_ok());
        holds("regulator_case", service.regulator_case(&who, number).await.is_ok());
        let asked = AskedPack { cases: Vec::new(), to: String::new(), ground: String::new() };
        let packs = service.make_evidence_pack(&who, asked).await.expect_err("of nothing");
        holds("evidence", !matches!(packs, server::service::EvidenceError::Unfit(why) if why.code == Code::Forbidden));
        holds("figures", role.reads_figures());
    }
    let unheld: Vec<_> = access::TABLE.iter().filter(|row| !seen.contains_key(row.code)).collect();
    assert!(unheld.is_empty(), "a row that nothing is held against: {unheld:?}");
}

#[tokio::test]
async fn 接受社会监督_each_look_of_the_regulator_at_a_case_is_on_record_and_only_what_was_passed_on_is_read_in_whole() {
    let point = TestPoint::alone().await.expect("a contact point");
    let service = point.service.clone().with_evidence_key(EvidenceKey::random().expect("a key"));
    let (boss, eye) = (member(&point, Role::Supervisor).await, member(&point, Role::Regulator).await);
    let complaint = file(&point, 1, "complaint").await;
    let report = file(&point, 2, "report").await;
    let today = point.world.now().day();

    let list = service.regulator_list(&eye, today, today).await.expect("a list");
    assert_eq!(
        list.iter().map(|line| (line.number, line.whole)).collect::<Vec<_>>(),
        [(report, true), (complaint, false)]
    );
    let said = serde_json::to_string(&list).expect("JSON");
    assert!(!said.contains("陈女士") && !said.contains("13800138000") && !said.contains("屏幕变黑"), "{said}");

    let closed = service.regulator_case(&eye, complaint).await.expect("a case");
    let said = serde_json::to_string(&closed).expect("JSON");
    assert!(closed.whole.is_none() && !said.contains("屏幕变黑") && !said.contains("陈女士"), "{said}");
    // Whoever reports illegal conduct stays unknown, also to the regulator, until it is passed on.
    let told = service.regulator_case(&eye, report).await.expect("a report");
    let whole = told.whole.expect("reports are the regulator's");
    assert!(whole.complaint.facts.contains("屏幕变黑") && whole.complaint.contact.is_none());

    let asked = AskedPack { cases: vec![complaint.to_string()], to: "局".to_owned(), ground: "协查".to_owned() };
    service.make_evidence_pack(&boss, asked).await.expect("a pack");
    let whole = service.regulator_case(&eye, complaint).await.expect("a case").whole.expect("passed on");
    assert_eq!(whole.complaint.contact.expect("named").name, "陈女士");
    service.regulator_case(&boss, complaint).await.expect("a supervisor sees what the regulator sees");

    let answer = service.pull(Seq(0), None, &PullScope::Staff(Role::Supervisor, Kinds::All)).await.expect("read");
    let mut looks: Vec<RegulatorLook> = answer.changes.iter().filter_map(|change| change.body.read()).collect();
    looks.sort_by_key(|look| look.at);
    assert!(looks.iter().all(|look| look.what.by == eye.id), "the house's own looks are nobody's business");
    let count = |of: &Seen| looks.iter().filter(|look| look.what.seen == *of).count();
    assert_eq!(looks.len(), 4, "{looks:?}");
    assert_eq!(count(&Seen::List { cases: 2 }), 1);
    assert_eq!(count(&Seen::Case { number: complaint, whole: false }), 1);
    assert_eq!(count(&Seen::Case { number: complaint, whole: true }), 1);
    assert_eq!(count(&Seen::Case { number: report, whole: true }), 1);
    let for_desk = service.pull(Seq(0), None, &PullScope::Staff(Role::Receptionist, Kinds::All)).await.expect("read");
    assert_eq!(for_desk.changes.iter().filter_map(|change| change.body.read::<RegulatorLook>()).count(), 0);
}
