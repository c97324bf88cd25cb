//! What is kept about the devices on which staff sign in.

use domain::staff::StaffMember;
use std::fmt;

use async_trait::async_trait;
use domain::ids::{DeviceId, PointId, StaffId};
use domain::moment::Moment;
use sync::protocol::Seq;

use super::StoreError;
use crate::accounts::devices::DeviceKey;
use crate::accounts::token::TokenHash;

/// A device that somebody has signed in on.
#[derive(Clone, Debug)]
pub struct NewDevice {
    /// The name that it gave itself.
    pub id: DeviceId,
    /// Its key, where it has none yet.
    pub key: DeviceKey,
    /// Of the token that will lie sealed on it.
    pub token: TokenHash,
    /// When.
    pub at: Moment,
}

/// What became of the registration of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registration {
    /// It is known now; this is its key.
    Known(DeviceKey),
    /// Nobody may work on it. The session has been ended.
    Revoked,
    /// The session has ended meanwhile.
    NoSession,
}

/// Whom a device's token speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who; they need not be active any more.
    pub staff: StaffMember,
    /// Nobody may work on the device.
    pub revoked: bool,
    /// The token opens sessions: the password is still the one by which it was given.
    pub opens: bool,
}

/// A device, for those who manage them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceRecord {
    /// Its name.
    pub id: DeviceId,
    /// What people call it.
    pub label: String,
    /// When somebody first signed in there.
    pub first_seen_at: Moment,
    /// When somebody last signed in there.
    pub last_seen_at: Moment,
    /// Since when nobody works on it.
    pub revoked_at: Option<Moment>,
    /// Who has signed in there, the latest first.
    pub people: Vec<StaffId>,
}

/// What changes about a device; `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceChange {
    /// What people call it.
    pub label: Option<String>,
    /// Whether nobody may work on it. Where true, every session there ends.
    pub revoked: Option<bool>,
}

/// Keeps devices. Each method is one transaction.
#[async_trait]
pub trait DeviceStore: fmt::Debug + Send + Sync {
    /// Notes that the member of that session works on a device. Asked again, its key is the same and the token is new.
    async fn register_device(
        &self,
        point: PointId,
        session: &TokenHash,
        device: &NewDevice,
    ) -> Result<Registration, StoreError>;

    /// The key of the device to which a session belongs.
    async fn device_key(&self, point: PointId, session: &TokenHash) -> Result<Option<DeviceKey>, StoreError>;

    /// Whom a token on a device speaks for.
    async fn standing(
        &self,
        point: PointId,
        device: DeviceId,
        staff: StaffId,
        token: &TokenHash,
    ) -> Result<Option<Standing>, StoreError>;

    /// Whether nobody may work on the device.
    async fn is_revoked(&self, point: PointId, device: DeviceId) -> Result<bool, StoreError>;

    /// Every device, the one used last first.
    async fn devices(&self, point: PointId) -> Result<Vec<DeviceRecord>, StoreError>;

    /// Changes a device. None where there is no such one. The place makes devices ask: the one that was ended learns of it.
    async fn change_device(
        &self,
        point: PointId,
        id: DeviceId,
        change: &DeviceChange,
        by: StaffId,
        at: Moment,
    ) -> Result<Option<(DeviceRecord, Seq)>, StoreError>;
}
