//! A contact point in a database file, with staff on duty, and what consumers file at it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use domain::ids::{PointId, StaffId};
use domain::moment::Moment;
use domain::role::Role;
use server::content::Content;
use server::seal_keys::SealKeys;
use server::service::{ClaimKey, Service, Setting, World};
use server::store::SyncStore;
use server::store::sqlite::{SqliteOptions, SqliteStore};
use server::testing::{PointDump, TestPoint, file};
use sync::protocol::{Op, PROTOCOL, PushRequest, Seq};
use uuid::Uuid;

use crate::{Result, raw};

/// Ten o'clock on Monday, 23 November 2026 in Shanghai.
pub(crate) const START: Moment = Moment::from_millis(1_795_399_200_000);

/// Under which claim codes are hashed.
pub(crate) const CLAIM_KEY: ClaimKey = ClaimKey::new([7; 32]);

/// A clock that goes on with every look at it. A push looks once in each transaction, so that whatever was received at
/// one moment shared a transaction.
#[derive(Debug)]
struct Ticking {
    now: AtomicI64,
    drawn: AtomicU64,
}

impl World for Ticking {
    fn now(&self) -> Moment {
        Moment::from_millis(self.now.fetch_add(1, Ordering::Relaxed))
    }

    fn random_id(&self) -> Uuid {
        Uuid::from_u64_pair(2, self.drawn.fetch_add(1, Ordering::Relaxed))
    }
}

/// A contact point in a database file.
#[derive(Debug)]
pub(crate) struct Mall {
    pub(crate) file: PathBuf,
    pub(crate) id: PointId,
    pub(crate) store: SqliteStore,
    pub(crate) service: Service,
    pub(crate) staff: StaffId,
    pub(crate) world: Arc<dyn World>,
    pub(crate) filed: u64,
}

impl Mall {
    /// Opens it, making it where there is none.
    pub(crate) async fn open(file: &Path) -> Result<Self> {
        Self::over(file, |store| Arc::new(store)).await
    }

    /// The same, with something between the service and its store.
    pub(crate) async fn over(file: &Path, around: impl FnOnce(SqliteStore) -> Arc<dyn SyncStore>) -> Result<Self> {
        let is_new = !file.exists();
        let store = SqliteStore::open(&SqliteOptions::file(file)).await?;
        let content = Arc::new(Content::built_in()?);
        let point = TestPoint::on(store.clone(), Arc::clone(&content), 1).await?;
        let mut staff = StaffId(Uuid::nil());
        if is_new {
            point.add_staff("接待员 01", Role::Receptionist, true).await?;
            staff = point.add_staff("接待员 02", Role::Receptionist, true).await?;
        }
        let world: Arc<dyn World> =
            Arc::new(Ticking { now: AtomicI64::new(START.millis()), drawn: AtomicU64::default() });
        let setting = Setting {
            point: point.id(),
            name: "长宁购物中心消费维权联络点".to_owned(),
            claim_key: CLAIM_KEY,
            seal_keys: SealKeys::random()?,
            content,
            with_defaults: false,
            world: Arc::clone(&world),
        };
        let service = Service::open(around(store.clone()), setting).await?.taking_without_limit(true);
        Ok(Self { file: file.to_owned(), id: point.id(), store, service, staff, world, filed: 0 })
    }

    /// The newest place in its history.
    pub(crate) async fn head(&self) -> Result<Seq> {
        Ok(self.store.point(self.id).await?.head)
    }

    /// All its rows but sessions, and the figures that follow from the cases: those are no part of what is compared.
    pub(crate) async fn dump(&self) -> Result<PointDump> {
        let mut connection = raw::connect(&self.file).await?;
        sqlx::query("DELETE FROM sessions").execute(&mut connection).await?;
        sqlx::query("DELETE FROM case_figures").execute(&mut connection).await?;
        Ok(self.store.dump_point(self.id).await?)
    }

    /// A push that files so many complaints; each is another one.
    pub(crate) fn filing(&mut self, ops: usize) -> PushRequest {
        let ops: Vec<Op> = (0..ops)
            .map(|_| {
                self.filed += 1;
                file(self.filed, START)
            })
            .collect();
        PushRequest { protocol: PROTOCOL, sent_at: START, ops }
    }
}
