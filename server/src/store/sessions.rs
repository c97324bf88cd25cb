//! Where a member is signed in, and which browser opened a one-time link.

use async_trait::async_trait;
use domain::ids::{DeviceId, PointId, StaffId};
use domain::moment::Moment;

use super::StoreError;
use crate::accounts::token::TokenHash;

/// A session that lives.
#[derive(Clone, Debug)]
pub struct LivingSession {
    /// Of the token in its cookie.
    pub token: TokenHash,
    /// When it began.
    pub created_at: Moment,
    /// The last request under it, to the minute.
    pub last_seen_at: Moment,
    /// When it ends, whatever happens.
    pub expires_at: Moment,
    /// The device, where it is a known one.
    pub device: Option<DeviceId>,
    /// What people call the device; empty where nobody calls it anything.
    pub label: String,
}

/// Finds and ends them. Each method is one transaction.
#[async_trait]
pub trait SessionStore {
    /// Those of a member that live at that moment and were used at `idle_since` or later, the one used last first.
    async fn sessions_of(
        &self,
        point: PointId,
        staff: StaffId,
        at: Moment,
        idle_since: Moment,
    ) -> Result<Vec<LivingSession>, StoreError>;

    /// Ends these sessions of a member. What the devices of those keep opens no other: there, a password is asked for.
    async fn end_sessions(&self, point: PointId, staff: StaffId, sessions: &[TokenHash]) -> Result<(), StoreError>;

    /// Ends every session of a member but perhaps one; as [`SessionStore::end_sessions`], on every device.
    async fn end_all_sessions(
        &self,
        point: PointId,
        staff: StaffId,
        keep: Option<&TokenHash>,
    ) -> Result<(), StoreError>;

    /// Binds a one-time link to the browser that opens it first; without one, nothing is bound. Whether the link is that browser's
    /// afterwards, or nobody's yet.
    async fn bind_link(&self, point: PointId, link: &TokenHash, opener: Option<&TokenHash>)
    -> Result<bool, StoreError>;
}
