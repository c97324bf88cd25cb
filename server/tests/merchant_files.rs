//! The register of merchants on the server: the same rules for good, every version in the log, and what the calendar does by
//! itself.

use domain::ids::{DeviceId, MerchantId, StaffId};
use domain::kind::EventSourced;
use domain::merchant::{
    ApplicationForm, Command, Identity, IdentityDocument, MerchantFile, PermitForm, PermitKind, Rejection, Standing,
    Suspension, Task,
};
use domain::moment::Day;
use domain::role::{Actor, Role};
use server::service::verify::verify;
use server::service::{Kinds, PullScope, World};
use server::store::SyncStore;
use server::store::entities::EntityKey;
use server::testing::TestPoint;
use sync::protocol::{EntityPayload, Op, OpId, Outcome, PROTOCOL, PullAnswer, PushRequest, ScopeChecksum, Seq};
use uuid::Uuid;

const KIND: &str = "merchant_file";

struct Mall {
    point: TestPoint,
    boss: (StaffId, Role),
    quality: (StaffId, Role),
    desk: (StaffId, Role),
}

impl Mall {
    async fn open() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let mut of = Vec::new();
        for (name, role) in
            [("主管 01", Role::Supervisor), ("品控 01", Role::Quality), ("接待员 01", Role::Receptionist)]
        {
            of.push((point.add_staff(name, role, true).await.expect("staff"), role));
        }
        Self { boss: of[0], quality: of[1], desk: of[2], point }
    }

    async fn does(&self, by: (StaffId, Role), id: u128, base: Option<u64>, command: Command) -> Outcome {
        let (now, kind) = (self.point.world.now(), MerchantFile::op_kind(&command));
        let payload = EntityPayload { id: Uuid::from_u128(id), base, command };
        let op = Op::new(OpId(self.point.world.random_id()), DeviceId(Uuid::nil()), now, None, kind, &payload);
        let request = PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![op] };
        self.point.service.push(request, by.into()).await.expect("stored").receipts.remove(0).outcome
    }

    async fn pull(&self, role: Role) -> PullAnswer {
        let scope = PullScope::Staff(role, Kinds::All);
        let answer = self.point.service.pull(Seq(0), None, &scope).await.expect("read");
        let mut sum = ScopeChecksum::default();
        answer.changes.iter().for_each(|change| sum.toggle(change.body.kind(), &change.id, change.rev));
        assert_eq!(answer.checksum, Some(sum.as_sent()), "what a tablet holds is what the server says");
        answer
    }

    async fn file(&self, id: u128) -> MerchantFile {
        let id = Uuid::from_u128(id).to_string();
        let answer = self.pull(Role::Regulator).await;
        let change = answer.changes.iter().find(|change| change.body.kind() == KIND && change.id == id);
        change.and_then(|change| change.body.read()).expect("the file")
    }

    async fn admitted(&self, id: u128, form: ApplicationForm) {
        let permits = form.permits.iter().filter_map(|permit| domain::form::Term::from_code(&permit.kind)).collect();
        assert!(is_applied(&self.does(self.desk, id, None, apply(form)).await));
        let seen = Command::Verify { permits, person: true };
        let outcome = self.does(self.quality, id, Some(1), seen).await;
        assert!(is_applied(&outcome), "{outcome:?}");
    }

    fn today(&self) -> Day {
        self.point.world.now().day()
    }

    fn days_pass(&self, days: i64) {
        self.point.world.set(self.today().plus_days(days).at(9, 0));
    }
}

fn is_applied(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Applied { .. })
}

fn reason(outcome: &Outcome) -> Option<Rejection> {
    if let Outcome::Rejected { why, .. } = outcome { why.read() } else { None }
}

fn apply(form: ApplicationForm) -> Command {
    Command::Apply { form: Box::new(form) }
}

fn shop() -> ApplicationForm {
    let permit = |kind: &str, expires: &str| PermitForm {
        kind: kind.into(),
        number: "JY13101050000001".into(),
        expires: expires.into(),
        picture: None,
    };
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
        stall: "L3-012".into(),
        permits: vec![permit("business_licence", "长期"), permit("food_trade", "2031-03-31")],
    }
}

fn stand() -> ApplicationForm {
    let identity =
        Identity::check(IdentityDocument::ResidentCard, "11010519491231002X").expect("the standard's example");
    ApplicationForm {
        name: "手作布艺".into(),
        trade: "household".into(),
        form: "natural_person".into(),
        legal_name: "摊主甲".into(),
        code: String::new(),
        identity: Some(identity),
        stall: "B1-009".into(),
        floor: "B1".into(),
        permits: Vec::new(),
        ..shop()
    }
}

#[tokio::test]
async fn 商家入驻审核_a_missing_licence_blocks_on_the_server_too_and_a_named_person_admits() {
    let mall = Mall::open().await;
    let without = ApplicationForm { permits: Vec::new(), ..shop() };
    assert!(is_applied(&mall.does(mall.desk, 1, None, apply(without)).await));
    let seen = || Command::Verify { permits: vec![PermitKind::BusinessLicence, PermitKind::FoodTrade], person: true };
    let outcome = mall.does(mall.quality, 1, Some(1), seen()).await;
    assert!(matches!(reason(&outcome), Some(Rejection::Hindered { .. })), "{outcome:?}");
    let outcome = mall.does(mall.desk, 1, Some(1), Command::Amend { form: Box::new(shop()) }).await;
    assert!(is_applied(&outcome), "{outcome:?}");
    let outcome = mall.does(mall.desk, 1, Some(2), seen()).await;
    assert_eq!(reason(&outcome), Some(Rejection::VerifierOnly));
    assert!(is_applied(&mall.does(mall.quality, 1, Some(2), seen()).await));
    let file = mall.file(1).await;
    let verification = file.verification.expect("verified");
    assert_eq!((verification.by, verification.on), (mall.quality.0, mall.today()));
    let key = EntityKey { kind: KIND, id: Uuid::from_u128(1) };
    let events = mall.point.store.events(mall.point.id(), key).await.expect("read");
    assert_eq!(events.iter().map(|event| event.rev).collect::<Vec<_>>(), [1, 2, 3], "the log has every version");
}

#[tokio::test]
async fn 商户管理_an_identity_number_is_neither_in_the_file_nor_in_the_log_nor_in_what_tablets_pull() {
    let mall = Mall::open().await;
    mall.admitted(1, stand()).await;
    let answer = serde_json::to_string(&mall.pull(Role::Regulator).await).expect("JSON");
    assert!(answer.contains("002X") && !answer.contains("19491231"), "its end, and no more");
    let key = EntityKey { kind: KIND, id: Uuid::from_u128(1) };
    let events = mall.point.store.events(mall.point.id(), key).await.expect("read");
    assert!(events.iter().all(|event| !event.event.contains("19491231")));
}

#[tokio::test]
async fn 商户管理_staff_and_regulator_see_the_register_and_the_public_does_not() {
    let mall = Mall::open().await;
    mall.admitted(1, shop()).await;
    assert_eq!(mall.file(1).await.application.name, "好味餐厅");
    let public = mall.point.service.pull(Seq(0), None, &PullScope::Claims(Vec::new(), Kinds::All)).await.expect("read");
    assert!(public.changes.iter().all(|change| change.body.kind() == "board"), "{:?}", public.changes);
    let directory = mall.point.service.merchant_directory().await.expect("read");
    assert_eq!(
        directory.iter().map(|entry| (&*entry.name, &*entry.stall)).collect::<Vec<_>>(),
        [("好味餐厅", "L3-012")]
    );
    // It is read once, and again after every change of the register.
    let again = mall.point.service.merchant_directory().await.expect("read");
    assert!(std::sync::Arc::ptr_eq(&directory, &again));
    let moved = ApplicationForm { stall: "L3-020".into(), ..shop() };
    assert!(is_applied(&mall.does(mall.boss, 1, Some(2), Command::Amend { form: Box::new(moved) }).await));
    let changed = mall.point.service.merchant_directory().await.expect("read");
    assert_eq!(changed.iter().map(|entry| &*entry.stall).collect::<Vec<_>>(), ["L3-020"]);
}

#[tokio::test]
async fn of_two_tablets_without_a_network_the_second_reads_why_and_overwrites_nothing() {
    let mall = Mall::open().await;
    mall.admitted(1, shop()).await;
    let moved = |stall: &str| Command::Amend { form: Box::new(ApplicationForm { stall: stall.into(), ..shop() }) };
    assert!(is_applied(&mall.does(mall.desk, 1, Some(2), moved("L3-020")).await));
    let outcome = mall.does(mall.boss, 1, Some(2), moved("L3-030")).await;
    assert_eq!(reason(&outcome), Some(Rejection::ChangedSince));
    assert_eq!(mall.file(1).await.application.stall, "L3-020");
}

#[tokio::test]
async fn 定期核实更新_overdue_the_server_suspends_once_over_restarts_and_a_supervisor_lifts_it() {
    let mall = Mall::open().await;
    mall.admitted(1, shop()).await;
    mall.admitted(2, stand()).await;
    let due = mall.today().plus_months(6);
    mall.days_pass(due.days_since(mall.today()) + 14);
    assert_eq!(mall.point.service.suspend_overdue_merchants().await.expect("looked"), 0, "within the grace");
    assert!(mall.file(1).await.task(mall.today()).is_some_and(|task| task.is_overdue(mall.today())), "and flagged");
    // One of the two is verified in time.
    let seen = Command::Verify { permits: Vec::new(), person: true };
    assert!(is_applied(&mall.does(mall.quality, 2, Some(2), seen).await));
    mall.days_pass(1);
    mall.point.service.do_what_is_due().await;
    let file = mall.file(1).await;
    assert_eq!(file.standing, Standing::Suspended { why: Suspension::ReviewOverdue { due } });
    assert_eq!(file.history.last().map(|entry| entry.by), Some(Actor::Server));
    assert!(mall.file(2).await.is_admitted());
    let listed = mall.point.service.merchant_directory().await.expect("read");
    assert_eq!(listed.iter().map(|entry| entry.id).collect::<Vec<_>>(), [MerchantId(Uuid::from_u128(2))]);

    let restarted = mall.point.restarted_with_defaults().await.expect("restarted");
    assert_eq!(restarted.suspend_overdue_merchants().await.expect("looked"), 0, "once");
    let lift = || Command::Lift { reason: "证照原件周五送到".into() };
    assert_eq!(reason(&mall.does(mall.quality, 1, Some(3), lift()).await), Some(Rejection::SupervisorOnly));
    assert!(is_applied(&mall.does(mall.boss, 1, Some(3), lift()).await));
    assert!(matches!(mall.file(1).await.task(mall.today()), Some(Task::Review { .. })), "it stays a task");
    mall.days_pass(15);
    assert_eq!(mall.point.service.suspend_overdue_merchants().await.expect("looked"), 1, "put off, not forgotten");
}

#[tokio::test]
async fn nobody_suspends_in_the_name_of_the_calendar() {
    let mall = Mall::open().await;
    mall.admitted(1, shop()).await;
    let why = Suspension::ReviewOverdue { due: mall.today() };
    let outcome = mall.does(mall.boss, 1, Some(2), Command::Suspend { why }).await;
    assert_eq!(reason(&outcome), Some(Rejection::ReasonMissing));
}

#[tokio::test]
async fn 商户管理_doubled_files_go_on_in_one_and_never_in_each_other() {
    let mall = Mall::open().await;
    mall.admitted(1, shop()).await;
    mall.admitted(2, stand()).await;
    let merge = |into: u128| Command::Merge {
        into: MerchantId(Uuid::from_u128(into)),
        reason: "同一家，登记了两次".into(),
    };
    for into in [1, 9] {
        let outcome = mall.does(mall.boss, 1, Some(2), merge(into)).await;
        assert_eq!(reason(&outcome), Some(Rejection::CannotMergeInto), "itself, or nothing");
    }
    assert!(is_applied(&mall.does(mall.boss, 1, Some(2), merge(2)).await));
    let outcome = mall.does(mall.boss, 2, Some(2), merge(1)).await;
    assert_eq!(reason(&outcome), Some(Rejection::CannotMergeInto), "not in a circle");
    assert_eq!(mall.point.service.merchant_directory().await.expect("read").len(), 1);
}

#[tokio::test]
async fn the_history_of_every_file_makes_what_is_kept() {
    let mall = Mall::open().await;
    mall.admitted(1, shop()).await;
    mall.days_pass(220);
    mall.point.service.do_what_is_due().await;
    let verified = verify(&mall.point.store, mall.point.id()).await.expect("played again");
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert_eq!(verified.entities.get(KIND), Some(&1));
}

#[tokio::test]
async fn 质量和服务规范承诺_anybody_sees_who_has_signed_the_text_that_hangs_there_and_who_has_not() {
    let mall = Mall::open().await;
    mall.admitted(1, shop()).await;
    mall.admitted(2, stand()).await;
    let document: domain::board::DocumentId = "commitments".parse().expect("a document of the board");
    let version = mall.point.service.notice().board.document(&document).expect("it hangs there").version;
    let signs = Command::SignCommitment {
        document: document.clone(),
        version,
        signatory: "店长甲".into(),
        way: domain::merchant::SigningWay::OnPaper,
        picture: None,
    };
    assert!(is_applied(&mall.does(mall.desk, 1, Some(2), signs).await));
    let all = mall.point.service.commitment_signers().await.expect("read");
    let of = &all[&document];
    assert_eq!(of.signed.iter().map(|one| &*one.merchant.name).collect::<Vec<_>>(), ["好味餐厅"]);
    assert_eq!(of.unsigned.iter().map(|one| &*one.name).collect::<Vec<_>>(), ["手作布艺"]);
}
