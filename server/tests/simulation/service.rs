//! The real case service on either engine, as the simulation's server. One database holds the contact points of all schedules.

use domain::staff::StaffMember;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::board::Board;
use domain::case::{Case, replay};
use domain::fund::Movement;
use domain::ids::{CaseId, StaffId};
use domain::moment::Moment;
use domain::money::Yuan;
use domain::role::Role;
use server::content::Content;
use server::data_keys::DataKeys;
use server::service::{Caller, Kinds, PullScope, Service, ServiceError, World};
use server::store::postgres::PostgresStore;
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::testing::{Crash as StoreCrash, FaultyStore, PointDump, TestDatabase, TestPoint, TestStore};
use sync::engine::{Failure, ScopeRequest};
use sync::protocol::{Epoch, OpId, PullAnswer, PushAnswer, PushRequest, Seq};
use tokio::runtime::Runtime;

use crate::person::{MERCHANT, PAYMENT};
use crate::under_test::{Crash, ServerUnderTest};

/// How many advance payments were made in all schedules: a play without money would show nothing about it.
pub(crate) static PAID: AtomicUsize = AtomicUsize::new(0);

/// A store that fits into a schedule.
pub(crate) trait Engine: TestStore + Clone + 'static {}

impl<S: TestStore + Clone + 'static> Engine for S {}

/// Where schedules run one after the other: a runtime of one thread and a database.
#[derive(Debug)]
pub(crate) struct Place<S = SqliteStore> {
    runtime: Runtime,
    store: S,
    content: Arc<Content>,
    database: Option<TestDatabase>,
}

impl Place {
    /// In memory.
    pub(crate) fn new() -> Self {
        let runtime = runtime();
        let store = runtime.block_on(SqliteStore::open(&SqliteOptions::memory())).expect("a database");
        let store = store.sealed_under(DataKeys::random().expect("keys"));
        Self { runtime, store, content: content(), database: None }
    }
}

impl Place<PostgresStore> {
    /// In PostgreSQL.
    pub(crate) fn in_postgresql() -> Self {
        let runtime = runtime();
        let (database, store) = runtime.block_on(async {
            let database = TestDatabase::new().await.expect("a database");
            let store = database.store().await.expect("a store");
            (database, store)
        });
        Self { runtime, store, content: content(), database: Some(database) }
    }
}

impl<S> Drop for Place<S> {
    fn drop(&mut self) {
        if let Some(database) = self.database.take() {
            self.runtime.block_on(database.remove()).expect("removed");
        }
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// The board is the same for everybody and never changes; without its text schedules run faster.
fn content() -> Arc<Content> {
    Arc::new(Content { board: Board::default(), ..Content::built_in().expect("the content reads") })
}

impl<S: Engine> Place<S> {
    pub(crate) fn point(&self, seed: u64) -> (SimulatedServer<'_, S>, Vec<(StaffId, Role)>) {
        let (point, staff) = self.runtime.block_on(async {
            let point =
                TestPoint::on(self.store.clone(), Arc::clone(&self.content), seed).await.expect("a contact point");
            let mut staff = Vec::new();
            for (name, role) in [("接待员 01", Role::Receptionist), ("主管 01", Role::Supervisor)] {
                staff.push((point.add_staff(name, role, true).await.expect("staff"), role));
            }
            leave_a_deposit(&point, staff[1]).await;
            (point, staff)
        });
        let faulty = FaultyStore::around(Arc::new(point.store.clone()));
        let mut server = SimulatedServer {
            place: self,
            service: point.service.clone(),
            point,
            faulty,
            roles: staff.iter().copied().collect(),
        };
        server.restart();
        (server, staff)
    }
}

#[derive(Debug)]
pub(crate) struct SimulatedServer<'a, S: Engine> {
    place: &'a Place<S>,
    point: TestPoint<S>,
    faulty: FaultyStore,
    service: Service,
    roles: BTreeMap<StaffId, Role>,
}

impl<S: Engine> SimulatedServer<'_, S> {
    /// What the process held in memory is gone; a crash that was meant for it as well.
    fn restart(&mut self) {
        self.faulty = FaultyStore::around(Arc::new(self.point.store.clone()));
        let restarted = self.point.restarted_on(Arc::new(self.faulty.clone()));
        self.service = self.place.runtime.block_on(restarted).expect("the server starts");
    }

    /// The books hold, and say what the cases say: no case is paid twice.
    fn check_money(&self, cases: &[Case]) {
        let read = self.place.runtime.block_on(self.point.store.fund(self.point.id())).expect("the books");
        assert_eq!(read.ledger.reconcile(), Ok(()));
        let posted = |which: fn(&Movement) -> bool| {
            read.ledger.transactions.iter().filter(|transaction| which(&transaction.movement)).count()
        };
        let paid = cases.iter().flat_map(|case| &case.payments).filter(|payment| payment.paid_at.is_some()).count();
        assert_eq!(posted(|movement| matches!(movement, Movement::HandOver { .. })), paid);
        PAID.fetch_add(paid, Ordering::Relaxed);
        let approved: usize = cases.iter().map(|case| case.payments.len()).sum();
        assert_eq!(posted(|movement| matches!(movement, Movement::Approve { .. })), approved);
        for case in cases {
            assert!(case.payments.iter().filter(|payment| payment.paid_at.is_some()).count() <= 1, "paid twice");
        }
    }

    fn history(&self, case: CaseId) -> Option<Case> {
        let records = self.place.runtime.block_on(self.point.store.history(self.point.id(), case)).expect("a history");
        replay(case, &records)
    }
}

/// It secures three payments and not a fourth.
async fn leave_a_deposit<S: Engine>(point: &TestPoint<S>, (id, role): (StaffId, Role)) {
    let by = StaffMember { id, name: "主管 01".to_owned(), role, on_duty: true, active: true, absent: false };
    point.service.open_account(&by, MERCHANT, "佳电电器").await.expect("an account");
    let amount = Yuan::from_fen(3 * PAYMENT.fen() + 1);
    let deposit = Movement::TakeDeposit { merchant: MERCHANT, amount, receipt: "S-001".to_owned() };
    point.service.move_money(&by, deposit).await.expect("posted");
}

fn refused(error: &ServiceError) -> Failure {
    Failure::from(error.code().problem())
}

impl<S: Engine> ServerUnderTest for SimulatedServer<'_, S> {
    type Backup = PointDump;

    fn push(
        &mut self,
        now: Moment,
        by: Option<StaffId>,
        request: &PushRequest,
        crash: Crash,
    ) -> Result<PushAnswer, Failure> {
        self.point.world.set(now);
        let caller = by.and_then(|id| Some((id, *self.roles.get(&id)?))).map_or(Caller::Public, Caller::from);
        // A push is one transaction: it is stored as a whole or not at all.
        match crash {
            Crash::Never => {}
            Crash::After(0) => self.faulty.crash_next(StoreCrash::BeforeCommit),
            Crash::After(_) => self.faulty.crash_next(StoreCrash::AfterCommit),
        }
        let answer = self.place.runtime.block_on(self.service.push(request.clone(), caller));
        if crash != Crash::Never {
            self.restart();
            return Err(Failure::Network);
        }
        answer.map_err(|error| refused(&error))
    }

    fn pull(
        &mut self,
        now: Moment,
        since: Seq,
        epoch: Option<Epoch>,
        asking: &ScopeRequest,
    ) -> Result<PullAnswer, Failure> {
        self.point.world.set(now);
        let scope = match asking {
            ScopeRequest::Staff(_) => PullScope::everything(),
            ScopeRequest::Claims(claims) => PullScope::Claims(claims.clone(), Kinds::All),
        };
        self.place.runtime.block_on(self.service.pull(since, epoch, &scope)).map_err(|error| refused(&error))
    }

    fn backup(&mut self) -> PointDump {
        self.place.runtime.block_on(self.point.store.dump(self.point.id())).expect("a backup")
    }

    fn restore(&mut self, backup: &PointDump) {
        let epoch = Epoch(self.point.world.random_id());
        self.place.runtime.block_on(self.point.store.restore(backup, Some(epoch))).expect("restored");
        self.restart();
    }

    fn places(&mut self) -> (Epoch, Vec<(Seq, OpId)>) {
        self.place.runtime.block_on(self.point.places()).expect("the operations")
    }

    /// As staff see them; each must be what its history sums up to.
    fn cases(&mut self) -> Vec<Case> {
        let answer =
            self.place.runtime.block_on(self.service.pull(Seq(0), None, &PullScope::everything())).expect("everything");
        let cases = answer.changes.into_iter().filter_map(|change| change.body.read::<Case>());
        let cases: Vec<Case> = cases.collect();
        self.check_money(&cases);
        let wrong = self.place.runtime.block_on(self.point.store.wrong_sums(self.point.id())).expect("counted");
        assert!(wrong.is_empty(), "the running sums are not what the entities add up to: {wrong:?}");
        for case in &cases {
            assert_eq!(self.history(case.id).as_ref(), Some(case), "a case differs from its history");
        }
        cases
    }
}
