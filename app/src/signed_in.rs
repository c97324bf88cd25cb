//! What somebody signed at a training, on a device of their own.

use domain::{moment::Moment, words::Bilingual};
use sync::protocol::OpId;
use uuid::Uuid;

/// A name on the list of a training, as this device knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSignIn {
    /// The operation.
    pub op: OpId,
    /// Which training.
    pub training: Uuid,
    /// Who.
    pub name: String,
    /// From where.
    pub unit: String,
    /// When that was pressed, by the device's clock.
    pub at: Moment,
    /// Whether the server has it.
    pub state: SignInState,
}

/// Whether it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInState {
    /// Kept on this device, on its way.
    Waiting,
    /// On the list.
    Taken,
    /// Not on the list.
    Refused {
        /// Why, and what to do.
        why: Bilingual,
    },
}
