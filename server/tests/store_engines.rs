//! One story on both engines: what the store says of accounts, devices, kiosks, keys, files and rosters must be the same, and what a
//! mall's history leaves in it, row by row.

use std::sync::Arc;

use domain::calendar::Arrangement;
use domain::case::{ContentHash, Media};
use domain::ids::{CaseId, DeviceId, KioskId, MerchantId, PointId, StaffId};
use domain::moment::{Day, Moment};
use domain::quiet_hours::QuietHours;
use domain::role::Role;
use domain::roster::Plan;
use server::accounts::devices::DeviceKey;
use server::accounts::hasher::PasswordHash;
use server::accounts::names::AccountName;
use server::accounts::token::TokenHash;
use server::content::Content;
use server::sample::{Place, Story, tell};
use server::seal_keys::SealKeys;
use server::service::{Caller, ClaimKey};
use server::store::Store;
use server::store::accounts::{LinkPurpose, NewLink, NewSession, NewStaff, StaffChange, StaffWriteError};
use server::store::attachments::{KeptContent, Upload};
use server::store::devices::{DeviceChange, NewDevice, Registration};
use server::store::kiosks::{KioskChange, NewKiosk, NewKioskCode};
use server::store::ledger_keys::LedgerKeyRecord;
use server::store::push_subscriptions::NewPushSubscription;
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::testing::{TestDatabase, TestPoint, TestStore, claim, file};
use sync::protocol::{KioskHealth, PROTOCOL, PushRequest, Review};
use uuid::Uuid;

fn at(millis: i64) -> Moment {
    Moment::from_millis(1_795_399_200_000 + millis)
}

fn token(number: u8) -> TokenHash {
    TokenHash::from_bytes(&[number; 32]).expect("a hash")
}

fn staff(number: u128) -> StaffId {
    StaffId(Uuid::from_u128(number))
}

fn member(number: u128, account: &str, role: Role) -> NewStaff {
    NewStaff {
        id: staff(number),
        account: AccountName::new(account).expect("a name"),
        name: format!("员工 {number}"),
        role,
        password: None,
        on_duty: true,
    }
}

fn link(number: u8, purpose: LinkPurpose) -> NewLink {
    NewLink { token: token(number), purpose, created_at: at(0), expires_at: at(1_000) }
}

fn session(number: u8) -> NewSession {
    let device = "前台\0平板".to_owned();
    NewSession { token: token(number), created_at: at(0), expires_at: at(500_000), device, device_id: None }
}

/// Everything that the store answers, as text; the text is the same on every engine.
#[derive(Debug, Default)]
struct Heard(Vec<String>);

impl Heard {
    fn hear(&mut self, what: &str, answer: &impl std::fmt::Debug) {
        self.0.push(format!("{what}: {answer:?}"));
    }
}

async fn accounts(store: &dyn Store, point: PointId, heard: &mut Heard) {
    let first = NewStaff {
        password: Some(PasswordHash::from_store("$argon2id$x".to_owned())),
        ..member(1, "admin", Role::Administrator)
    };
    store.put_link(point, &link(1, LinkPurpose::FirstAdministrator)).await.expect("kept");
    store.put_link(point, &link(2, LinkPurpose::FirstAdministrator)).await.expect("kept in place of the first");
    assert!(store.open_link(point, &token(1), at(1)).await.expect("read").is_none(), "replaced");
    heard.hear("the link", &store.open_link(point, &token(2), at(1)).await.expect("read"));
    assert!(!store.has_administrator(point).await.expect("read"));
    heard.hear("the first", &store.set_up(point, &token(2), &first, &session(10)).await.expect("set up"));
    let again = store.set_up(point, &token(2), &first, &session(11)).await;
    assert!(matches!(again, Err(StaffWriteError::LinkExpired)), "used up");
    assert!(store.has_administrator(point).await.expect("read"));
    let second = member(2, "desk", Role::Receptionist);
    heard.hear(
        "added",
        &store.add_staff(point, &second, &link(3, LinkPurpose::Invitation(second.id)), at(2)).await.expect("added"),
    );
    let taken = store
        .add_staff(point, &member(3, "DESK", Role::Mediator), &link(4, LinkPurpose::Invitation(staff(3))), at(3))
        .await;
    assert!(matches!(taken, Err(StaffWriteError::NameTaken)));
    let hash = PasswordHash::from_store("$argon2id$y".to_owned());
    heard.hear("password", &store.set_password_by_link(point, &token(3), &hash, &session(12)).await.expect("set"));
    let last = StaffChange { role: Some(Role::Mediator), ..StaffChange::default() };
    let refused = store.change_staff(point, staff(1), &last, at(4)).await;
    assert!(matches!(refused, Err(StaffWriteError::LastAdministrator)));
    let away = StaffChange { on_duty: Some(false), name: Some("改名".to_owned()), ..StaffChange::default() };
    heard.hear("away", &store.change_staff(point, staff(2), &away, at(5)).await.expect("changed"));
    heard.hear("all", &store.staff(point).await.expect("read"));
    heard.hear("one", &store.staff_member(point, staff(2)).await.expect("read"));
    heard.hear(
        "credentials",
        &store.credentials(point, "desk").await.expect("read").map(|found| (found.staff, found.active)),
    );
    heard.hear("session", &store.session(point, &token(12), at(70_000), at(0)).await.expect("read"));
    heard.hear("idle", &store.session(point, &token(10), at(70_000), at(60_000)).await.expect("read"));
    heard.hear("opened", &store.open_session(point, staff(2), &session(13)).await.expect("opened"));
    store.set_password(point, staff(2), &hash, &token(13)).await.expect("set");
    assert!(store.session(point, &token(12), at(2), at(0)).await.expect("read").is_none(), "the others end");
    assert!(store.session(point, &token(13), at(2), at(0)).await.expect("read").is_some());
}

async fn devices(store: &dyn Store, point: PointId, heard: &mut Heard) {
    let device = DeviceId(Uuid::from_u128(50));
    let key = || DeviceKey::from_bytes(&[5; 32]).expect("a key");
    let new = NewDevice { id: device, key: key(), token: token(60), at: at(10) };
    let registered = store.register_device(point, &token(13), &new).await.expect("registered");
    assert!(matches!(registered, Registration::Known(_)));
    let other = NewDevice { key: DeviceKey::from_bytes(&[6; 32]).expect("a key"), at: at(11), ..new.clone() };
    assert_eq!(store.register_device(point, &token(13), &other).await.expect("again"), registered, "its key stays");
    assert_eq!(store.register_device(point, &token(99), &new).await.expect("nobody"), Registration::NoSession);
    heard.hear("standing", &store.standing(point, device, staff(2), &token(60)).await.expect("read"));
    assert!(store.standing(point, device, staff(2), &token(61)).await.expect("read").is_none());
    let subscription = NewPushSubscription {
        endpoint: "https://push.example/1".to_owned(),
        quiet: QuietHours::new(22, 7),
        at: at(12),
    };
    assert!(store.put_push_subscription(point, &token(13), &subscription).await.expect("kept"));
    assert!(!store.put_push_subscription(point, &token(99), &subscription).await.expect("nobody"));
    assert!(store.put_push_subscription(point, &token(13), &subscription).await.expect("kept"));
    let told = store.push_subscriptions(point).await.expect("read");
    assert_eq!(told.len(), 1);
    heard.hear("told", &(told[0].device, &told[0].endpoint, told[0].quiet, told[0].staff, told[0].role));
    store.delete_push_subscription(point, &token(13)).await.expect("deleted");
    assert!(store.push_subscriptions(point).await.expect("read").is_empty());
    let ended = DeviceChange { label: Some("平板一".to_owned()), revoked: Some(true) };
    heard.hear("ended", &store.change_device(point, device, &ended, staff(1), at(13)).await.expect("changed"));
    assert!(store.is_revoked(point, device).await.expect("read"));
    assert_eq!(store.device_key(point, &token(13)).await.expect("read"), None);
    let back = DeviceChange { revoked: Some(false), ..DeviceChange::default() };
    heard.hear("back", &store.change_device(point, device, &back, staff(1), at(14)).await.expect("changed"));
    heard.hear("devices", &store.devices(point).await.expect("read"));
}

async fn kiosks(store: &dyn Store, point: PointId, heard: &mut Heard) {
    let code = |number, expires| NewKioskCode {
        code: token(number),
        name: "一层\0".to_owned(),
        keyboard: true,
        by: staff(1),
        created_at: at(0),
        expires_at: at(expires),
    };
    store.put_kiosk_code(point, &code(70, 100)).await.expect("kept");
    store.put_kiosk_code(point, &code(71, 100)).await.expect("kept");
    let new = NewKiosk { id: KioskId(Uuid::from_u128(80)), token: token(81), at: at(20) };
    heard.hear("enrolled", &store.enrol_kiosk(point, &token(70), &new).await.expect("enrolled"));
    assert!(store.enrol_kiosk(point, &token(70), &new).await.expect("used up").is_none());
    let late = NewKiosk { at: at(100), ..new.clone() };
    assert!(store.enrol_kiosk(point, &token(71), &late).await.expect("too late").is_none());
    let health = KioskHealth {
        version: "1".to_owned(),
        clock: at(35),
        queued: 2,
        oldest_queued_at: None,
        storage_used: None,
        storage_quota: None,
        persisted: true,
    };
    store.kiosk_reported(point, new.id, &health, at(30)).await.expect("noted");
    heard.hear("kiosk", &store.kiosk(point, &token(81)).await.expect("read"));
    let change = KioskChange { name: Some("二层".to_owned()), keyboard: Some(false), revoked: true };
    heard.hear("changed", &store.change_kiosk(point, new.id, &change, staff(1), at(40)).await.expect("changed"));
    heard.hear("again", &store.change_kiosk(point, new.id, &change, staff(1), at(50)).await.expect("changed"));
    heard.hear("kiosks", &store.kiosks(point).await.expect("read"));
}

async fn keys_and_files(store: &dyn Store, point: PointId, heard: &mut Heard) {
    let key = |number| LedgerKeyRecord {
        id: Uuid::from_u128(number),
        merchant: MerchantId(Uuid::from_u128(1)),
        label: "收银".to_owned(),
        secret: token(90),
        created_at: at(i64::try_from(number).expect("a number")),
        created_by: staff(1),
        last_used_at: None,
        revoked_at: None,
    };
    assert!(store.put_ledger_key(point, &key(1), 2).await.expect("kept"));
    assert!(store.put_ledger_key(point, &key(2), 2).await.expect("kept"));
    assert!(!store.put_ledger_key(point, &key(3), 2).await.expect("too many"));
    store.ledger_key_used(point, Uuid::from_u128(1), at(5)).await.expect("noted");
    let merchant = MerchantId(Uuid::from_u128(1));
    heard.hear(
        "revoked",
        &store.revoke_ledger_key(point, merchant, Uuid::from_u128(1), staff(1), at(6)).await.expect("revoked"),
    );
    heard.hear("key", &store.ledger_key(point, Uuid::from_u128(2)).await.expect("read"));
    heard.hear("keys", &store.ledger_keys(point, merchant).await.expect("read"));

    let upload = Upload {
        id: Uuid::from_u128(7),
        case: CaseId(Uuid::from_u64_pair(1, 0)),
        kiosk: None,
        staff: Some(staff(2)),
        hash: ContentHash([3; 32]),
        purpose: Some(domain::case::Purpose::Redaction { of: ContentHash([4; 32]) }),
        length: 9_000,
        pieces: vec![4_000],
        touched_at: at(1),
    };
    store.keep_upload(point, &upload).await.expect("kept");
    store
        .keep_upload(point, &Upload { pieces: vec![4_000, 5_000], touched_at: at(2), ..upload.clone() })
        .await
        .expect("kept");
    heard.hear("upload", &store.upload(point, upload.id).await.expect("read"));
    heard.hear("uploads", &store.uploads_of(point, upload.case).await.expect("read"));
    heard.hear("abandoned", &store.abandoned(point, at(3), 10).await.expect("read"));
    store.end_upload(point, upload.id).await.expect("ended");
    for number in [9, 1, 200] {
        let content = KeptContent { hash: ContentHash([number; 32]), media: Media::Pdf, bytes: u64::from(number) };
        store.keep_content(point, content, at(1)).await.expect("kept");
        store.keep_content(point, content, at(2)).await.expect("once");
    }
    heard.hear("contents", &store.contents(point, None, 2).await.expect("read"));
    heard.hear("behind", &store.contents(point, Some(ContentHash([9; 32])), 2).await.expect("read"));
}

/// What is filed, found again, asked for by number, telephone and code, reviewed, and planned.
async fn desk<S: TestStore + Clone + 'static>(point: &TestPoint<S>, heard: &mut Heard) {
    let (store, id) = (&point.store, point.id());
    let now = server::service::World::now(&*point.world);
    let ops = vec![file(1, now), file(2, now), file(1, now), file(3, now)];
    let pushed = point.service.push(PushRequest { protocol: PROTOCOL, sent_at: now, ops }, Caller::Public).await;
    heard.hear("receipts", &pushed.expect("stored").receipts);
    heard.hear("track", &point.service.track(&claim(2)).await.expect("read").is_some());
    heard.hear(
        "newest",
        &store.newest_cases(id, 2).await.expect("read").iter().map(|case| case.number).collect::<Vec<_>>(),
    );
    let number = store.newest_cases(id, 1).await.expect("read")[0].number.expect("a number");
    heard.hear("numbered", &store.numbered(id, number).await.expect("read").map(|case| case.id));
    heard.hear("open", &store.census(id).await.expect("read").open.len());
    heard.hear("archived", &store.archived_of(id, "13800138000", 5).await.expect("read").len());
    heard.hear("figures", &store.figures_since(id).await.expect("read"));
    assert!(store.figures_hold(id).await.expect("counted"));
    store.count_figures(id).await.expect("counted");
    assert!(store.figures_hold(id).await.expect("counted"));
    let entities = store.entities(id, None, 4).await.expect("read");
    heard.hear("by name", &entities.iter().map(|entity| (entity.key, entity.rev, entity.seq)).collect::<Vec<_>>());
    let behind = store.entities(id, entities.last().map(|entity| entity.key), 4).await.expect("read");
    heard.hear("behind", &behind.iter().map(|entity| (entity.key, entity.rev, entity.seq)).collect::<Vec<_>>());
    let mut batch = store.begin(id).await.expect("begun");
    heard.hear("unowned", &batch.unowned(None, 1).await.expect("read"));
    let first = batch.unowned(None, 1).await.expect("read").pop();
    heard.hear("after", &batch.unowned(first, 5).await.expect("read"));
    heard.hear("warn by", &batch.warn_by(at(1_000_000_000), 5).await.expect("read"));
    heard.hear("ended", &batch.ended_before(at(0), 5).await.expect("read"));
    heard.hear("nobody", &batch.keep_plan((staff(404), &Plan::default()), staff(1), at(1)).await.expect("read"));
    drop(batch);
    let claims = [1, 2, 9].map(|number| ClaimKey::new([7; 32]).hash(&claim(number)));
    let known = store.put_case_push_subscription(id, &claims, "https://push.example/2", at(1)).await.expect("kept");
    assert_eq!(known.len(), 2);
    let cases = [1, 2].map(|number| CaseId(Uuid::from_u64_pair(number, 0)));
    heard.hear("told", &store.case_push_subscriptions(id, &cases).await.expect("read"));
    heard.hear("nobody", &store.case_push_subscriptions(id, &[]).await.expect("read"));
    store.forget_endpoint(id, "https://push.example/2").await.expect("forgotten");
    heard.hear("none", &store.case_push_subscriptions(id, &cases).await.expect("read"));
    let arrangement = Arrangement::default();
    store.keep_workdays(id, (2027, &arrangement), staff(1), at(1)).await.expect("kept");
    store.keep_workdays(id, (2027, &arrangement), staff(1), at(2)).await.expect("kept");
    heard.hear("workdays", &store.workdays(id).await.expect("read"));
    heard.hear("quarantine", &store.quarantine(id, 5).await.expect("read"));
}

async fn everything<S: TestStore + Clone + 'static>(store: S) -> Vec<String> {
    let mut heard = Heard::default();
    let content = Arc::new(Content::built_in().expect("content"));
    let point = TestPoint::on(store, content, 5).await.expect("a point");
    accounts(&point.store, point.id(), &mut heard).await;
    devices(&point.store, point.id(), &mut heard).await;
    kiosks(&point.store, point.id(), &mut heard).await;
    keys_and_files(&point.store, point.id(), &mut heard).await;
    desk(&point, &mut heard).await;
    aside(&point, &mut heard).await;
    point.store.close_all(point.id()).await.expect("closed");
    heard.hear("devices", &point.store.devices(point.id()).await.expect("read").len());
    heard.0
}

/// What cannot be read is kept aside, once, and reviewed once.
async fn aside<S: TestStore + Clone + 'static>(point: &TestPoint<S>, heard: &mut Heard) {
    let now = server::service::World::now(&*point.world);
    let mut damaged = file(8, now);
    damaged.hash = file(9, now).hash;
    let push = || PushRequest { protocol: PROTOCOL, sent_at: now, ops: vec![damaged.clone()] };
    let receipts = point.service.push(push(), Caller::Public).await.expect("receipted").receipts;
    assert_eq!(point.service.push(push(), Caller::Public).await.expect("receipted").receipts, receipts, "once");
    let kept = point.store.quarantine(point.id(), 5).await.expect("read");
    assert_eq!((kept.len(), point.store.census(point.id()).await.expect("read").aside), (1, 1));
    let review = Review { op: kept[0].op, hash: kept[0].hash.clone() };
    point.store.review(point.id(), &review, staff(1), at(1)).await.expect("reviewed");
    point.store.review(point.id(), &review, staff(2), at(2)).await.expect("whoever was first stays");
    heard.hear("aside", &point.store.quarantine(point.id(), 5).await.expect("read"));
    assert_eq!(point.store.census(point.id()).await.expect("read").aside, 0);
}

#[tokio::test]
async fn both_engines_answer_the_same() {
    let sqlite = everything(SqliteStore::open(&SqliteOptions::memory()).await.expect("a store")).await;
    let database = TestDatabase::new().await.expect("a database");
    let store = database.store().await.expect("a store");
    let postgresql = everything(store.clone()).await;
    store.close().await;
    database.remove().await.expect("removed");
    assert!(sqlite.len() > 40);
    for (one, other) in sqlite.iter().zip(&postgresql) {
        // PostgreSQL keeps no U+0000 (a kiosk here is named with one): the sign for a lost one is in its place.
        assert_eq!(one.replace("\\0", "\u{fffd}"), *other);
    }
    assert_eq!(sqlite.len(), postgresql.len());
}

const POINT: PointId = PointId(Uuid::from_u128(315));

/// A mall's months, told into a store.
pub(crate) async fn told(store: Arc<dyn Store>) {
    let place = Place {
        point: POINT,
        name: "示例联络点".to_owned(),
        claim_key: ClaimKey::new([7; 32]),
        seal_keys: SealKeys::random().expect("keys"),
        content: Content::built_in().expect("content"),
    };
    let until = Day::parse("2026-11-20").expect("a day");
    tell(Story { seed: 3, merchants: 20, goods: 40, months: 1, until }, place, store).await.expect("told");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_malls_history_leaves_the_same_rows_in_both_engines() {
    let sqlite = SqliteStore::open(&SqliteOptions::memory()).await.expect("a store");
    told(Arc::new(sqlite.clone())).await;
    let database = TestDatabase::new().await.expect("a database");
    let store = database.store().await.expect("a store");
    told(Arc::new(store.clone())).await;
    let (one, other) = (sqlite.dump(POINT).await.expect("a dump"), store.dump(POINT).await.expect("a dump"));
    assert!(one.rows("events") > 500 && one.rows("fund_postings") > 20, "{}", one.rows("events"));
    // Links to set a password have random tokens.
    assert_eq!(one.differs_but_in(&["setup_links"], &other).expect("readable"), None);
    store.close().await;
    database.remove().await.expect("removed");
}
