//! A clock that jumps: to 1970 when the battery is empty, two years ahead for a minute when a time server is wrong.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::running::{Running, program, said};
use domain::case::{Case, Command, Event, State};
use domain::ids::{CaseId, CaseNumber, PointId};
use domain::moment::{Day, Moment};
use server::content::Content;
use server::seal_keys::SealKeys;
use server::service::{AtStart, Caller, ClaimKey, Clocks, Kinds, PullScope, Service, Setting, SteadyWorld, World};
use server::store::SyncStore;
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::testing::{TestPoint, file, on_case};
use sync::protocol::{Epoch, Op, OpId, PROTOCOL, PushRequest, Seq};
use uuid::Uuid;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
const TWO_YEARS: i64 = 730 * DAY;
/// Ten o'clock on Monday, 23 November 2026 in Shanghai.
const MONDAY: Moment = Moment::from_millis(1_795_399_200_000);

/// Both clocks of a machine, in a test's hands.
#[derive(Clone, Debug)]
struct Hands(Arc<[AtomicI64; 2]>);

impl Hands {
    fn new() -> Self {
        Self(Arc::new([AtomicI64::new(MONDAY.millis()), AtomicI64::new(0)]))
    }

    /// Time goes by.
    fn pass(&self, millis: i64) {
        self.0.iter().for_each(|clock| {
            clock.fetch_add(millis, Ordering::SeqCst);
        });
    }

    /// Somebody, or something, sets the wall clock.
    fn jump(&self, millis: i64) {
        self.0[0].fetch_add(millis, Ordering::SeqCst);
    }

    fn wall(&self) -> i64 {
        self.0[0].load(Ordering::SeqCst)
    }
}

impl Clocks for Hands {
    fn wall(&self) -> Moment {
        Moment::from_millis(Self::wall(self))
    }

    fn passed(&self) -> Duration {
        Duration::from_millis(self.0[1].load(Ordering::SeqCst).unsigned_abs())
    }
}

fn november() -> Day {
    Content::built_in().expect("the content").rules.effective_from
}

/// A contact point on a machine whose clocks a test sets.
struct Mall {
    hands: Hands,
    service: Service,
    store: SqliteStore,
}

impl Mall {
    async fn open() -> Self {
        let store = SqliteStore::open(&SqliteOptions::memory()).await.expect("a store");
        let hands = Hands::new();
        let service = Self::started(&store, &hands, false).await;
        Self { hands, service, store }
    }

    async fn started(store: &SqliteStore, hands: &Hands, doubtful: bool) -> Service {
        let setting = Setting {
            point: PointId(Uuid::from_u128(315)),
            name: "测试".to_owned(),
            claim_key: ClaimKey::new([7; 32]),
            seal_keys: SealKeys::random().expect("random numbers"),
            content: Arc::new(Content::built_in().expect("the content")),
            with_defaults: false,
            world: Arc::new(SteadyWorld::new(hands.clone(), november(), doubtful)),
        };
        Service::open(Arc::new(store.clone()), setting).await.expect("a service")
    }

    async fn push(&self, op: Op) {
        let request = PushRequest { protocol: PROTOCOL, sent_at: self.service.world().now(), ops: vec![op] };
        self.service.push(request, Caller::Public).await.expect("stored");
    }

    /// One case that is open and one that was taken back.
    async fn with_two_cases() -> Self {
        let mall = Self::open().await;
        for number in 1..=2 {
            mall.push(file(number, MONDAY)).await;
        }
        let second = mall.cases().await[1].id;
        let withdraw = Command::Withdraw { words: "解决了".to_owned() };
        mall.push(on_case(OpId(Uuid::from_u128(99)), second, MONDAY, withdraw).with(server::testing::claim(2))).await;
        assert_eq!(mall.cases().await.iter().filter(|case| case.state == State::Withdrawn).count(), 1);
        mall
    }

    /// What the tablets hold.
    async fn cases(&self) -> Vec<Case> {
        let all = self.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
        let mut cases: Vec<Case> = all.changes.into_iter().filter_map(|change| change.body.read()).collect();
        cases.sort_by_key(|case| case.number);
        cases
    }

    async fn warnings(&self, case: CaseId) -> usize {
        let history = self.store.history(PointId(Uuid::from_u128(315)), case).await.expect("read");
        history.iter().filter(|record| matches!(record.event, Event::Warned { .. })).count()
    }

    async fn numbers(&self) -> Vec<CaseNumber> {
        self.cases().await.iter().filter_map(|case| case.number).collect()
    }
}

#[tokio::test]
async fn a_clock_two_years_ahead_for_a_minute_warns_of_nothing_and_takes_no_case_from_the_tablets() {
    let mall = Mall::with_two_cases().await;
    let open = mall.cases().await[0].id;
    mall.hands.jump(TWO_YEARS);
    for _ in 0..2 {
        mall.service.do_what_is_due().await;
        mall.hands.pass(MINUTE / 2);
    }
    mall.push(file(3, MONDAY)).await;
    mall.hands.jump(-TWO_YEARS);
    mall.service.do_what_is_due().await;
    assert_eq!((mall.cases().await.len(), mall.warnings(open).await), (3, 0));
    let filed = mall.cases().await.pop().expect("the case of that minute");
    let number = CaseNumber { year: 2026, serial: 3 };
    assert_eq!((filed.number, filed.received_at.map(Moment::day)), (Some(number), Some(MONDAY.day())));
    assert_eq!(mall.service.world().now().millis(), mall.hands.wall(), "and the clock is believed again");
}

#[tokio::test]
async fn a_clock_that_falls_to_1970_is_never_believed() {
    let mall = Mall::with_two_cases().await;
    mall.hands.jump(-MONDAY.millis());
    for _ in 0..48 {
        mall.hands.pass(30 * MINUTE);
        mall.service.do_what_is_due().await;
    }
    let now = mall.service.world().now();
    assert_eq!(now, MONDAY.plus_millis(DAY), "time goes on by what has passed");
    mall.push(file(3, now)).await;
    assert_eq!(mall.numbers().await.last(), Some(&CaseNumber { year: 2026, serial: 3 }));
    mall.hands.jump(MONDAY.millis());
    assert_eq!(mall.service.world().now(), now);
}

#[tokio::test]
async fn a_machine_that_slept_over_the_weekend_is_believed_after_ten_minutes() {
    let mall = Mall::with_two_cases().await;
    let open = mall.cases().await[0].id;
    mall.hands.jump(3 * DAY);
    mall.service.do_what_is_due().await;
    assert_eq!(mall.warnings(open).await, 0, "not at once");
    for _ in 0..11 {
        mall.hands.pass(MINUTE);
        mall.service.do_what_is_due().await;
    }
    assert_eq!(mall.service.world().now().millis(), mall.hands.wall());
    assert!(mall.warnings(open).await > 0, "what is due is not forgotten");
}

#[test]
fn a_time_server_that_corrects_by_seconds_is_followed_at_once() {
    let hands = Hands::new();
    let world = SteadyWorld::new(hands.clone(), november(), false);
    for step in [5_000, -3_000, 59_000, -59_000, 1] {
        hands.jump(step);
        assert_eq!(world.now().millis(), hands.wall());
        hands.pass(MINUTE);
        assert_eq!(world.now().millis(), hands.wall());
    }
}

#[tokio::test]
async fn a_server_that_starts_two_years_ahead_waits_before_anything_falls_due() {
    let mall = Mall::with_two_cases().await;
    let open = mall.cases().await[0].id;
    mall.hands.jump(TWO_YEARS);
    let last_seen = Some(MONDAY);
    let at_start = AtStart::of(Clocks::wall(&mall.hands), november(), last_seen);
    assert_eq!(at_start, AtStart::FarAhead(730));
    let restarted = Mall::started(&mall.store, &mall.hands, at_start != AtStart::Plausible).await;
    mall.hands.pass(MINUTE);
    restarted.do_what_is_due().await;
    mall.hands.jump(-TWO_YEARS);
    restarted.do_what_is_due().await;
    assert_eq!((mall.cases().await.len(), mall.warnings(open).await), (2, 0));
    assert_eq!(restarted.world().now().millis(), mall.hands.wall(), "a doubtful time is given up at once");
    mall.hands.pass(DAY);
    restarted.do_what_is_due().await;
    assert!(mall.warnings(open).await > 0, "and then all goes on");
}

#[tokio::test]
async fn no_case_number_is_given_twice_whatever_year_the_clock_says() {
    let point = TestPoint::alone().await.expect("a contact point");
    let mut filed = 0;
    for jump in [0, TWO_YEARS, -TWO_YEARS, 40 * DAY, -40 * DAY, TWO_YEARS] {
        point.world.advance_millis(jump);
        for _ in 0..2 {
            filed += 1;
            let op = file(filed, point.world.now());
            let request = PushRequest { protocol: PROTOCOL, sent_at: point.world.now(), ops: vec![op] };
            point.service.push(request, Caller::Public).await.expect("stored");
        }
    }
    let all = point.service.pull(Seq(0), None, &PullScope::everything()).await.expect("read");
    let numbers =
        all.changes.into_iter().filter_map(|change| change.body.read::<Case>()).filter_map(|case| case.number);
    assert_eq!(numbers.collect::<BTreeSet<_>>().len() as u64, filed);
}

#[tokio::test]
async fn a_shorter_history_is_noticed_also_where_its_life_began_under_a_clock_two_years_ahead() {
    let point = TestPoint::alone().await.expect("a contact point");
    let (store, id, now) = (&point.store, point.id(), point.world.now());
    let old = store.point(id).await.expect("a point");
    let ahead = Epoch(Uuid::from_u128(7));
    store.begin_epoch(id, old.epoch, ahead, now.plus_millis(TWO_YEARS)).await.expect("begun");
    let of_nobody = PullScope::Claims(Vec::new(), Kinds::All);
    let answer = point.service.pull(Seq(old.head.0 + 100), Some(ahead), &of_nobody).await.expect("read");
    assert_ne!(answer.epoch, ahead, "devices offer again what they hold receipts for");
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_clock_that_goes_to_and_fro_does_not_fill_the_log() {
    let (log, hands) = (Log::default(), Hands::new());
    let world = SteadyWorld::new(hands.clone(), november(), false);
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
    tracing::subscriber::with_default(subscriber, || {
        for minute in 0..60 {
            hands.jump(if minute % 2 == 0 { TWO_YEARS } else { -TWO_YEARS });
            for _ in 0..100 {
                world.now();
            }
            hands.pass(MINUTE);
        }
    });
    let log = String::from_utf8(log.0.lock().expect("the log").clone()).expect("text");
    assert!((1..=7).contains(&log.lines().count()), "{log}");
    assert!(log.contains("the clock jumped by 63072000 s"), "{log}");
}

#[test]
fn what_a_clock_says_at_the_start_is_compared_with_what_was_seen_last() {
    let not_before = november();
    let of = |now: Moment, seen: Option<Moment>| AtStart::of(now, not_before, seen);
    assert_eq!(of(Moment::from_millis(0), None), AtStart::Impossible);
    assert_eq!(of(not_before.at(0, 0).plus_millis(-1), Some(MONDAY)), AtStart::Impossible);
    assert_eq!(of(MONDAY, None), AtStart::Plausible, "a first start");
    assert_eq!(of(MONDAY, Some(MONDAY.plus_millis(DAY))), AtStart::Plausible);
    assert_eq!(of(MONDAY, Some(MONDAY.plus_millis(TWO_YEARS))), AtStart::Behind(730));
    assert_eq!(of(MONDAY.plus_millis(20 * DAY), Some(MONDAY)), AtStart::Plausible, "closed over the Spring Festival");
    assert_eq!(of(MONDAY.plus_millis(40 * DAY), Some(MONDAY)), AtStart::FarAhead(40));
}

#[test]
fn a_server_does_not_start_in_1970_and_says_what_it_sees_two_years_ahead() {
    let here = tempfile::tempdir().expect("a folder");
    let start = |wrong_by: i64| {
        let mut command = program(here.path(), &["--listen", "127.0.0.1:0", "serve"]);
        command.env("TEST_CLOCK_WRONG_BY", wrong_by.to_string());
        command
    };
    let in_1970 = start(-server::service::SystemWorld.now().millis());
    let refused = { in_1970 }.output().expect("the program runs");
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("the clock says 1970-01-01"), "{}", said(&refused));

    let mut server = Running::of(start(0));
    server.file(0..2);
    assert!(!server.logged().contains("WARN"), "{}", server.logged());
    server.stop();
    let mut ahead = Running::of(start(TWO_YEARS));
    assert!(ahead.logged().contains("730 days after this server last ran"), "{}", ahead.logged());
    assert_eq!(ahead.has(0..2), 2);
    ahead.stop();
    let mut back = Running::of(start(0));
    assert!(back.logged().contains("days before this server last ran"), "{}", back.logged());
    assert_eq!(back.file(2..3).len(), 1);
}
