//! What is kept on the device: IndexedDB. Nothing outside this folder knows that it is IndexedDB.
//!
//! rexie writes the schema; the transactions are idb's, on which rexie stands, because neither lets a caller ask for
//! durability and only idb takes a transaction that was opened with it. Chrome's default has been *relaxed* since
//! version 121, and a kiosk loses power: "saved" is said only when a *strict* transaction is complete.
//!
//! Values are JSON texts under string keys, so that what was queued is sent to the letter.

mod clock;
mod connection;
mod drafts;
mod filings;
mod kept;
mod staff;
mod sync_state;
mod transaction;

pub use connection::{Storage, persist_storage};
pub use filings::Filing;
pub use kept::Kept;

use crate::device::StorageProblem;

/// A store of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Store {
    /// Forms not submitted, by draft.
    Drafts,
    /// Cases filed or followed here, by case.
    Filings,
    /// Operations, by operation.
    Outbox,
    /// The replica, by kind and id.
    Replica,
    /// Single values, by name.
    Meta,
}

impl Store {
    const ALL: [Self; 5] = [Self::Drafts, Self::Filings, Self::Outbox, Self::Replica, Self::Meta];

    const fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Filings => "filings",
            Self::Outbox => "outbox",
            Self::Replica => "replica",
            Self::Meta => "meta",
        }
    }
}

type Result<T> = std::result::Result<T, StorageProblem>;
