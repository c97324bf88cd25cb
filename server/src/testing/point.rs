//! A contact point with staff, of which many fit into one database.

use std::sync::Arc;

use domain::ids::{PointId, StaffId};
use domain::role::Role;
use sync::protocol::{Epoch, OpId, Seq};

use super::{TestStore, TestWorld};
use crate::content::Content;
use crate::data_keys::DataKeys;
use crate::seal_keys::SealKeys;
use crate::service::{Caller, ClaimKey, Service, Setting, World};
use crate::store::sqlite::{SqliteOptions, SqliteStore};
use crate::store::{StoreError, SyncStore};

/// A contact point in a test.
#[derive(Clone, Debug)]
pub struct TestPoint<S = SqliteStore> {
    /// The database; shared by all points that were made on it.
    pub store: S,
    /// Its service.
    pub service: Service,
    /// Its clock.
    pub world: Arc<TestWorld>,
    setting: Setting,
}

impl TestPoint {
    /// A point in a database of its own, in memory.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn alone() -> Result<Self, StoreError> {
        let content = Content::built_in().map_err(|error| StoreError::Unreadable(error.to_string()))?;
        let keys = DataKeys::random().map_err(|error| StoreError::Unreadable(error.to_string()))?;
        let store = SqliteStore::open(&SqliteOptions::memory()).await?.sealed_under(keys);
        Self::on(store, Arc::new(content), 1).await
    }
}

impl<S: TestStore + Clone + 'static> TestPoint<S> {
    /// A point on a database that others may use as well; each seed is another point.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn on(store: S, content: Arc<Content>, seed: u64) -> Result<Self, StoreError> {
        let world = Arc::new(TestWorld::new(seed));
        let setting = Setting {
            point: PointId(world.random_id()),
            name: "长宁购物中心消费维权联络点".to_owned(),
            claim_key: ClaimKey::new([7; 32]),
            seal_keys: SealKeys::random().map_err(|error| StoreError::Unreadable(error.to_string()))?,
            content,
            with_defaults: false,
            world: Arc::clone(&world) as Arc<dyn World>,
        };
        let service = Service::open(Arc::new(store.clone()), setting.clone()).await?;
        Ok(Self { store, service, world, setting })
    }

    /// The point's id.
    #[must_use]
    pub const fn id(&self) -> PointId {
        self.setting.point
    }

    /// The same point after a restart of the server, perhaps on a store that fails.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn restarted_on(&self, store: Arc<dyn SyncStore>) -> Result<Service, StoreError> {
        Service::open(store, self.setting.clone()).await
    }

    /// The same point after an update of the server with other content.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn restarted_with(&self, content: Arc<Content>) -> Result<Service, StoreError> {
        let setting = Setting { content, ..self.setting.clone() };
        Service::open(Arc::new(self.store.clone()), setting).await
    }

    /// The same point, whose kiosks seal to those keys.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn sealing_to(&self, seal_keys: SealKeys) -> Result<Service, StoreError> {
        let setting = Setting { seal_keys, ..self.setting.clone() };
        Service::open(Arc::new(self.store.clone()), setting).await
    }

    /// The same point, where it begins with what each kind delivers, as a real one does.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn restarted_with_defaults(&self) -> Result<Service, StoreError> {
        let setting = Setting { with_defaults: true, ..self.setting.clone() };
        Service::open(Arc::new(self.store.clone()), setting).await
    }

    /// Adds a member of staff without an account to sign in with.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn add_staff(&self, name: &str, role: Role, on_duty: bool) -> Result<StaffId, StoreError> {
        let id = StaffId(self.world.random_id());
        let seq = self.store.add_member(self.id(), (id, name, role), on_duty, self.world.now()).await?;
        self.service.announce(seq);
        Ok(id)
    }

    /// The life of the database, and every operation that is stored in it, by its place.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn places(&self) -> Result<(Epoch, Vec<(Seq, OpId)>), StoreError> {
        self.store.places(self.id()).await
    }

    /// Closes somebody's account.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn close_account(&self, staff: StaffId) -> Result<(), StoreError> {
        let seq = self.store.change_member(self.id(), staff, None, Some(false)).await?;
        self.service.announce(seq);
        Ok(())
    }

    /// Sends a member of staff on or off duty.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn set_on_duty(&self, staff: StaffId, on_duty: bool) -> Result<(), StoreError> {
        let seq = self.store.change_member(self.id(), staff, Some(on_duty), None).await?;
        self.service.announce(seq);
        Ok(())
    }
}

/// A member of staff as a caller.
impl From<(StaffId, Role)> for Caller {
    fn from((id, role): (StaffId, Role)) -> Self {
        Self::Staff { id, role }
    }
}
