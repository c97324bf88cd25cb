//! Where tablets are reached when no desk is open on them.

use std::fmt;

use async_trait::async_trait;
use domain::ids::{CaseId, DeviceId, PointId, StaffId};
use domain::moment::Moment;
use domain::quiet_hours::QuietHours;
use domain::role::Role;

use super::StoreError;
use super::entities::ClaimHash;
use crate::accounts::token::TokenHash;

/// What a tablet asked for.
#[derive(Clone)]
pub struct NewPushSubscription {
    /// As its browser gave it.
    pub endpoint: String,
    /// When it is not to be told.
    pub quiet: Option<QuietHours>,
    /// When it asked.
    pub at: Moment,
}

/// A tablet that is told, and who works on it.
#[derive(Clone)]
pub struct PushSubscription {
    /// Which tablet.
    pub device: DeviceId,
    /// As its browser gave it.
    pub endpoint: String,
    /// When it is not to be told.
    pub quiet: Option<QuietHours>,
    /// Who asked, and can still open a session there.
    pub staff: StaffId,
    /// In which role.
    pub role: Role,
}

/// Keeps subscriptions, one for each device. Each method is one transaction.
#[async_trait]
pub trait PushSubscriptionStore: fmt::Debug + Send + Sync {
    /// Keeps where the device of a session is reached, in place of what was kept of it. False where the session has ended, or is of
    /// no device.
    async fn put_push_subscription(
        &self,
        point: PointId,
        session: &TokenHash,
        subscription: &NewPushSubscription,
    ) -> Result<bool, StoreError>;

    /// The device of a session is told no more.
    async fn delete_push_subscription(&self, point: PointId, session: &TokenHash) -> Result<(), StoreError>;

    /// Every tablet that is told.
    async fn push_subscriptions(&self, point: PointId) -> Result<Vec<PushSubscription>, StoreError>;

    /// Keeps at which address a consumer's browser is told of the cases of these codes, and of no others any more. Answers which
    /// of the codes are known.
    async fn put_case_push_subscription(
        &self,
        point: PointId,
        claims: &[ClaimHash],
        endpoint: &str,
        at: Moment,
    ) -> Result<Vec<ClaimHash>, StoreError>;

    /// Where consumers are told of any of these cases, each address once.
    async fn case_push_subscriptions(&self, point: PointId, cases: &[CaseId]) -> Result<Vec<String>, StoreError>;

    /// Forgets an address: it is no more, or is not to be told.
    async fn forget_endpoint(&self, point: PointId, endpoint: &str) -> Result<(), StoreError>;
}

/// An endpoint stays out of logs: whoever has it can be seen by it.
impl fmt::Debug for NewPushSubscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPushSubscription(…)")
    }
}

impl fmt::Debug for PushSubscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PushSubscription({:?})", self.device)
    }
}
