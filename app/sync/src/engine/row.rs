//! One operation on its way, as the device keeps it.

use domain::{ids::StaffId, moment::Moment};
use serde::{Deserialize, Serialize};

use crate::protocol::{Code, Epoch, Op, Receipt};

/// An operation on its way, as kept on the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxRow {
    /// Its place in the order of queueing, given by the device's store. A clock that jumps must not change the order.
    pub place: u64,
    /// The operation as it is sent, to the letter.
    pub op: Op,
    /// When it was queued, by the device's clock.
    pub queued_at: Moment,
    /// In whose name.
    pub lane: Lane,
    /// What became of it.
    pub state: RowState,
    /// How often it was sent.
    #[serde(default)]
    pub attempts: u32,
}

/// In whose name an operation is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// The holder of the claim code in the operation; needs no session.
    Consumer,
    /// This member of staff. What one wrote offline never goes out under a colleague's session.
    Staff {
        /// Who.
        id: StaffId,
    },
}

/// What became of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// To be sent.
    Waiting,
    /// The server has it and it took effect. Kept, to be offered again should the server lose it.
    Receipted {
        /// The life of the database that has it.
        epoch: Epoch,
        /// The proof.
        receipt: Receipt,
    },
    /// It did not take effect, and a person should see why.
    SetAside {
        /// Why.
        why: SetAsideReason,
        /// The proof, where the server has it.
        receipt: Option<Receipt>,
    },
}

/// Why an operation was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetAsideReason {
    /// The rules refuse it; the receipt says which.
    Rejected,
    /// The server keeps it for a person to look at.
    Quarantined,
    /// The server does not know this kind yet.
    Unsupported,
    /// The server cannot take it, and it alone.
    Refused {
        /// What it answered.
        code: Code,
    },
    /// The server fails on it, and on it alone.
    ServerFails,
    /// The filing of its case is set aside.
    AwaitsFiling,
}

impl SetAsideReason {
    /// Whether it is worth trying again at the next start.
    #[must_use]
    pub const fn is_tried_again(self) -> bool {
        !matches!(self, Self::Rejected | Self::Quarantined)
    }
}
