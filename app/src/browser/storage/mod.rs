//! What is kept on the device: IndexedDB. Nothing outside this folder knows that it is IndexedDB.
//!
//! rexie writes the schema; the transactions are idb's, on which rexie stands, because neither lets a caller ask for
//! durability and only idb takes a transaction that was opened with it. Chrome's default has been *relaxed* since
//! version 121, and a kiosk loses power: "saved" is said only when a *strict* transaction is complete.
//!
//! What is kept for staff is sealed: a tab that nobody opened reads none of it. See [`vault`].
//!
//! Values are JSON texts under string keys, so that what was queued is sent to the letter.

mod attachments;
mod clock;
mod connection;
mod desk;
mod drafts;
mod filings;
mod outbox;
mod scope;
mod sealed_photos;
mod snapshot;
mod sync_state;
mod transaction;

pub use attachments::AttachmentRow;
pub(in crate::browser) use attachments::bytes;
pub use connection::{Storage, persist_storage};
pub use filings::Filing;
pub use scope::{Scope, Seal, SealedReplica, Texts};
pub use sealed_photos::SealedPhoto;
pub use snapshot::DeviceSnapshot;

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
    /// A consumer's replica, by kind and id.
    Replica,
    /// staff's replica, sealed, in records ([`sync::segments`]), and its cursor.
    Desk,
    /// What staff are writing, sealed, by person, case and place.
    Typing,
    /// Photos and PDFs on their way, by their names on this device.
    Attachments,
    /// Single values, by name.
    Meta,
}

impl Store {
    const ALL: [Self; 8] = [
        Self::Drafts,
        Self::Filings,
        Self::Outbox,
        Self::Replica,
        Self::Desk,
        Self::Typing,
        Self::Attachments,
        Self::Meta,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Filings => "filings",
            Self::Outbox => "outbox",
            Self::Replica => "replica",
            Self::Desk => "desk",
            Self::Typing => "typing",
            Self::Attachments => "attachments",
            Self::Meta => "meta",
        }
    }
}

type Result<T> = std::result::Result<T, StorageProblem>;
