//! What came without an account, was kept aside, and nobody has looked at yet.

use async_trait::async_trait;
use domain::ids::{DeviceId, PointId};
use domain::moment::Moment;
use sync::protocol::{Discarded, OpId, PayloadHash};
use uuid::Uuid;

use super::StoreError;

/// Something of that sort that a batch writes.
#[derive(Clone, Debug)]
pub struct NewUnread {
    /// Its name.
    pub op: OpId,
    /// The hash of what came.
    pub hash: PayloadHash,
    /// From which device, as it calls itself.
    pub device: DeviceId,
    /// How long it is.
    pub bytes: u64,
    /// When, by our clock.
    pub received_at: Moment,
}

/// How much of it there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnreadTotal {
    /// How many.
    pub ops: u64,
    /// From how many devices.
    pub devices: u64,
    /// How many bytes.
    pub bytes: u64,
    /// When the first and the last came; none where there is nothing.
    pub between: Option<(Moment, Moment)>,
}

/// Keeps account of it. Each method is one transaction.
#[async_trait]
pub trait UnreadStore: Send + Sync {
    /// How much there is.
    async fn unread(&self, point: PointId) -> Result<UnreadTotal, StoreError>;

    /// Bytes of photos and PDFs of consumers that have begun to arrive and belong to no case yet, as announced.
    async fn unbound_bytes(&self, point: PointId) -> Result<u64, StoreError>;

    /// Empties what came up to the last moment that `what` names, and keeps `what` with the numbers as they were. None where there is
    /// nothing to discard.
    async fn discard(&self, point: PointId, id: Uuid, what: Discarded) -> Result<Option<Discarded>, StoreError>;

    /// What was discarded, the newest first; at most so much.
    async fn discards(&self, point: PointId, most: u32) -> Result<Vec<Discarded>, StoreError>;
}
