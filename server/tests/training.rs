//! 定期组织培训 on the server: signed by the code at the door or by whoever keeps it, whenever it arrives and however often.

use calamine::{Data, Reader, Xlsx};
use domain::ids::{DeviceId, MerchantId, StaffId};
use domain::kind::EventSourced;
use domain::moment::Moment;
use domain::role::Role;
use domain::roster::TimeOfDay;
use domain::staff::StaffMember;
use domain::training::{Audience, Command, Invited, Plan, Rejection, Training, Who};
use domain::words::Lang;
use server::service::verify::verify;
use server::service::{Caller, Kinds, LedgerFile, ListError, PullScope, World};
use server::testing::{TestPoint, claim};
use sync::protocol::{Code, EntityPayload, Op, OpId, Outcome, PROTOCOL, PushRequest, ScopeChecksum, Seq};
use uuid::Uuid;

const TRAINING: Uuid = Uuid::from_u128(71);
const SHOP: MerchantId = MerchantId(Uuid::from_u128(8));
const CODE: &str = "0123456789abcdef0123456789abcdef";
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

struct Mall {
    point: TestPoint,
    mai: StaffId,
}

impl Mall {
    /// With a training that is planned for today.
    async fn open() -> Self {
        let point = TestPoint::alone().await.expect("a contact point");
        let mai = point.add_staff("接待员 01", Role::Receptionist, true).await.expect("staff");
        let mall = Self { point, mai };
        let today = mall.now().day();
        let plan = Plan {
            subject: "七日无理由退货怎么办".into(),
            audience: Audience::Merchants,
            day: today,
            time: TimeOfDay::new(9, 0).expect("a time"),
            place: "4 楼会议室".into(),
            teacher: String::new(),
            invited: vec![Invited { who: Who::Merchant(SHOP), name: "鲜果小铺".into(), stall: "L1-008".into() }],
            materials: Vec::new(),
        };
        let command = Command::Plan { plan: Box::new(plan), code: CODE.into(), on: today };
        assert_eq!(mall.at_the_desk(command).await, None);
        mall
    }

    fn now(&self) -> Moment {
        self.point.world.now()
    }

    fn op(&self, made_at: Moment, command: Command) -> Op {
        let kind = Training::op_kind(&command);
        let payload = EntityPayload { id: TRAINING, base: None, command };
        Op::new(OpId(self.point.world.random_id()), DeviceId(Uuid::nil()), made_at, None, kind, &payload)
    }

    async fn push(&self, op: Op, sent_at: Moment, caller: Caller) -> Option<Rejection> {
        let request = PushRequest { protocol: PROTOCOL, sent_at, ops: vec![op] };
        let outcome = self.point.service.push(request, caller).await.expect("stored").receipts.remove(0).outcome;
        match outcome {
            Outcome::Applied { .. } => None,
            Outcome::Rejected { why, detail, .. } => {
                assert!(!detail.zh.is_empty() && !detail.en.is_empty(), "a sentence in both languages");
                why.read()
            }
            other => panic!("{other:?}"),
        }
    }

    async fn at_the_desk(&self, command: Command) -> Option<Rejection> {
        let caller = Caller::Staff { id: self.mai, role: Role::Receptionist };
        self.push(self.op(self.now(), command), self.now(), caller).await
    }

    /// Somebody's own device, whose operation has a code of its own that opens nothing.
    async fn by_phone(&self, code: &str, name: &str, unit: &str) -> Option<Rejection> {
        let op = self.op(self.now(), signs(code, name, unit, self.now()));
        self.push(Op { claim: Some(claim(1)), ..op }, self.now(), Caller::Public).await
    }

    async fn training(&self, role: Role) -> Option<Training> {
        let scope = PullScope::Staff(role, Kinds::All);
        let answer = self.point.service.pull(Seq(0), None, &scope).await.expect("read");
        let mut sum = ScopeChecksum::default();
        answer.changes.iter().for_each(|change| sum.toggle(change.body.kind(), &change.id, change.rev));
        assert_eq!(answer.checksum, Some(sum.as_sent()), "what a tablet holds is what the server says");
        answer.changes.iter().find_map(|change| change.body.read())
    }

    fn member(&self, role: Role) -> StaffMember {
        let name = "接待员 01".to_owned();
        StaffMember { id: self.mai, name, role, on_duty: true, active: true, absent: false }
    }
}

fn signs(code: &str, name: &str, unit: &str, at: Moment) -> Command {
    let (code, name, unit) = (code.into(), name.into(), unit.into());
    Command::SignIn { entry: Uuid::from_u128(at.millis().unsigned_abs().into()), code, at, name, unit, who: None }
}

#[tokio::test]
async fn 定期组织培训_by_the_code_at_the_door_anybody_signs_in_once_and_only_staff_see_who_came() {
    let mall = Mall::open().await;
    assert_eq!(
        mall.by_phone("fedcba9876543210fedcba9876543210", "王小明", "鲜果小铺").await,
        Some(Rejection::WrongCode)
    );
    assert_eq!(mall.by_phone(CODE, " ", "鲜果小铺").await, Some(Rejection::NameMissing));
    // Sent twice, since the first answer was lost: the same receipt, one entry.
    let op = Op { claim: Some(claim(2)), ..mall.op(mall.now(), signs(CODE, "王小明", "L1-008", mall.now())) };
    assert_eq!(mall.push(op.clone(), mall.now(), Caller::Public).await, None);
    assert_eq!(mall.push(op, mall.now(), Caller::Public).await, None);
    mall.point.world.advance_millis(60_000);
    assert_eq!(mall.by_phone(CODE, "王小明", "鲜果小铺").await, Some(Rejection::SignedInAlready));
    let training = mall.training(Role::Receptionist).await.expect("staff see it");
    assert_eq!((training.attendances.len(), training.missing().len()), (1, 0));
    assert_eq!(mall.training(Role::Regulator).await, None, "names are for whoever works here");
    let everybody = PullScope::Claims(Vec::new(), Kinds::All);
    let public = mall.point.service.pull(Seq(0), None, &everybody).await.expect("read");
    assert!(public.changes.iter().all(|change| change.body.kind() != "training"));
    assert!(verify(&mall.point.store, mall.point.id()).await.expect("read").findings.is_empty());
}

#[tokio::test]
async fn without_a_code_of_any_case_nobody_is_heard_and_who_is_not_staff_plans_nothing() {
    let mall = Mall::open().await;
    let request = |op| PushRequest { protocol: PROTOCOL, sent_at: mall.now(), ops: vec![op] };
    let op = mall.op(mall.now(), signs(CODE, "王小明", "鲜果小铺", mall.now()));
    assert!(mall.point.service.push(request(op), Caller::Public).await.is_err(), "somebody has to answer for it");
    let op = mall.op(mall.now(), Command::Cancel { reason: "不办了".into() });
    let op = Op { claim: Some(claim(3)), ..op };
    assert_eq!(mall.push(op, mall.now(), Caller::Public).await, Some(Rejection::StaffOnly));
}

#[tokio::test]
async fn what_was_signed_without_a_network_counts_by_the_servers_clock_when_it_arrives_days_later() {
    let mall = Mall::open().await;
    let pressed = mall.now();
    // The phone's clock is two days ahead, and it says so when it sends: the difference is taken off.
    let ahead = 2 * DAY;
    let op = mall.op(pressed.plus_millis(ahead), signs(CODE, "李", "鲜果小铺", pressed.plus_millis(ahead)));
    let late = mall.op(pressed.plus_millis(2 * HOUR), signs(CODE, "赵", "鲜果小铺", pressed.plus_millis(2 * HOUR)));
    let nobody = Command::Hold { at: pressed, words: String::new() };
    assert_eq!(mall.at_the_desk(nobody).await, Some(Rejection::NobodyCame));
    assert_eq!(mall.by_phone(CODE, "王小明", "鲜果小铺").await, None);
    mall.point.world.advance_millis(HOUR);
    assert_eq!(mall.at_the_desk(Command::Hold { at: mall.now(), words: "办了".into() }).await, None);
    mall.point.world.advance_millis(3 * DAY - HOUR);
    let sent = pressed.plus_millis(3 * DAY + ahead);
    assert_eq!(mall.push(Op { claim: Some(claim(4)), ..op }, sent, Caller::Public).await, None);
    let after_the_end = Op { claim: Some(claim(5)), ..late };
    assert_eq!(mall.push(after_the_end, mall.now(), Caller::Public).await, Some(Rejection::Ended));
    let training = mall.training(Role::Receptionist).await.expect("there");
    let times: Vec<_> = training.attendances.iter().map(|one| (one.name.as_str(), one.at)).collect();
    assert_eq!(times, [("王小明", pressed), ("李", pressed)]);
}

#[tokio::test]
async fn the_record_leaves_the_house_as_a_table_and_the_regulator_gets_none() {
    let mall = Mall::open().await;
    assert_eq!(mall.by_phone(CODE, "=1+1", "鲜果小铺").await, None);
    let (service, mai) = (&mall.point.service, mall.member(Role::Receptionist));
    let csv = service.export_trainings(&mai, None, LedgerFile::Csv, Lang::Zh).await.expect("a file");
    let csv = String::from_utf8(csv).expect("text");
    assert!(csv.starts_with("\u{FEFF}培训,对象,日期"), "{csv}");
    assert!(csv.contains(",'=1+1,鲜果小铺,"), "what somebody wrote is never a formula: {csv}");
    let xlsx = service.export_trainings(&mai, Some(TRAINING), LedgerFile::Xlsx, Lang::En).await.expect("a file");
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(xlsx)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("read");
    assert_eq!(sheet.get_value((0, 7)), Some(&Data::String("Name".into())));
    assert_eq!(sheet.get_value((1, 7)), Some(&Data::String("=1+1".into())));
    let none = service.export_trainings(&mai, Some(Uuid::nil()), LedgerFile::Xlsx, Lang::Zh).await;
    assert!(matches!(none, Err(ListError::Unfit(Code::NotFound))));
    let regulator = mall.member(Role::Regulator);
    let none = service.export_trainings(&regulator, None, LedgerFile::Xlsx, Lang::Zh).await;
    assert!(matches!(none, Err(ListError::Unfit(Code::Forbidden))));
}
