//! A contact point with staff, of which many fit into one database.

use std::sync::Arc;

use domain::ids::{PointId, StaffId};
use domain::role::Role;
use sync::protocol::{Epoch, OpId, Seq};
use uuid::Uuid;

use super::TestWorld;
use crate::content::Content;
use crate::seal_keys::SealKeys;
use crate::service::{Caller, ClaimKey, Service, Setting, World};
use crate::store::sqlite::{SqliteOptions, SqliteStore, next_seq, staff_seen};
use crate::store::{StoreError, SyncStore};

/// A contact point in a test.
#[derive(Clone, Debug)]
pub struct TestPoint {
    /// The database; shared by all points that were made on it.
    pub store: SqliteStore,
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
        Self::on(SqliteStore::open(&SqliteOptions::memory()).await?, Arc::new(content), 1).await
    }

    /// A point on a database that others may use as well; each seed is another point.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn on(store: SqliteStore, content: Arc<Content>, seed: u64) -> Result<Self, StoreError> {
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
        const SQL: &str = "INSERT INTO staff (point_id, staff_id, account, account_key, name, role, on_duty, active, \
                           rev, seq, created_at, updated_at) VALUES ($1, $2, $3, $3, $4, $5, $6, 1, 1, $7, $8, $8)";
        let id = StaffId(self.world.random_id());
        let mut tx = self.store.begin_write().await?;
        let seq = next_seq(&mut tx, self.id()).await?;
        sqlx::query(SQL)
            .bind(self.id().0)
            .bind(id.0)
            .bind(id.to_string())
            .bind(name)
            .bind(role.code())
            .bind(on_duty)
            .bind(seq.0)
            .bind(self.world.now().millis())
            .execute(&mut *tx)
            .await?;
        staff_seen(&mut tx, self.id(), id).await?;
        tx.commit().await?;
        self.service.announce(seq);
        Ok(id)
    }

    /// The life of the database, and every operation that is stored in it, by its place.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn places(&self) -> Result<(Epoch, Vec<(Seq, OpId)>), StoreError> {
        const SQL: &str =
            "SELECT epoch, seq, op_id FROM points LEFT JOIN ops USING (point_id) WHERE point_id = $1 ORDER BY seq";
        let mut tx = self.store.begin_read().await?;
        let rows: Vec<(Uuid, Option<i64>, Option<Uuid>)> =
            sqlx::query_as(SQL).bind(self.id().0).fetch_all(&mut *tx).await?;
        let epoch = rows.first().map(|row| Epoch(row.0)).ok_or(StoreError::NoSuchPoint)?;
        Ok((epoch, rows.into_iter().filter_map(|(_, seq, op)| Some((Seq(seq?), OpId(op?)))).collect()))
    }

    /// Closes somebody's account.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn close_account(&self, staff: StaffId) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE staff SET active = 0, rev = rev + 1, seq = $3 WHERE point_id = $1 AND staff_id = $2";
        let mut tx = self.store.begin_write().await?;
        let seq = next_seq(&mut tx, self.id()).await?;
        sqlx::query(SQL).bind(self.id().0).bind(staff.0).bind(seq.0).execute(&mut *tx).await?;
        staff_seen(&mut tx, self.id(), staff).await?;
        tx.commit().await?;
        self.service.announce(seq);
        Ok(())
    }

    /// Sends a member of staff on or off duty.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn set_on_duty(&self, staff: StaffId, on_duty: bool) -> Result<(), StoreError> {
        const SQL: &str =
            "UPDATE staff SET on_duty = $3, rev = rev + 1, seq = $4 WHERE point_id = $1 AND staff_id = $2";
        let mut tx = self.store.begin_write().await?;
        let seq = next_seq(&mut tx, self.id()).await?;
        let update = sqlx::query(SQL).bind(self.id().0).bind(staff.0).bind(on_duty).bind(seq.0);
        update.execute(&mut *tx).await?;
        staff_seen(&mut tx, self.id(), staff).await?;
        tx.commit().await?;
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
