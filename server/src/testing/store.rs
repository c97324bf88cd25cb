//! What tests do to a store besides what the product does.

use async_trait::async_trait;
use domain::ids::{PointId, StaffId};
use domain::moment::Moment;
use domain::role::Role;
use sync::protocol::{Epoch, OpId, Seq};

use super::PointDump;
use crate::store::{Store, StoreError};

/// A store of whichever engine, in a test.
#[async_trait]
pub trait TestStore: Store {
    /// Adds a member of staff without an account to sign in with.
    async fn add_member(
        &self,
        point: PointId,
        who: (StaffId, &str, Role),
        on_duty: bool,
        at: Moment,
    ) -> Result<Seq, StoreError>;

    /// Sends a member on or off duty, or closes their account; none stays as it is.
    async fn change_member(
        &self,
        point: PointId,
        id: StaffId,
        on_duty: Option<bool>,
        active: Option<bool>,
    ) -> Result<Seq, StoreError>;

    /// The life of the database, and every operation that is stored in it, by its place.
    async fn places(&self, point: PointId) -> Result<(Epoch, Vec<(Seq, OpId)>), StoreError>;

    /// Copies one contact point.
    async fn dump(&self, point: PointId) -> Result<PointDump, StoreError>;

    /// Puts a copy back in place of what is there now; with `epoch` the database begins a new life.
    async fn restore(&self, dump: &PointDump, epoch: Option<Epoch>) -> Result<(), StoreError>;
}
