//! What is kept, behind small traits: one for each concern, in SQLite and in PostgreSQL.

pub mod accounts;
pub mod attachments;
mod codec;
pub mod copy;
pub mod devices;
#[cfg(any(test, feature = "testing"))]
pub mod dump;
mod engine_error;
pub mod entities;
mod error;
pub mod kiosks;
pub mod ledger_keys;
pub mod postgres;
pub mod push_subscriptions;
pub mod reseal;
pub mod sessions;
pub mod sqlite;
pub mod tables;
pub mod transfer;
pub mod unread;

pub use accounts::AccountStore;
pub use attachments::AttachmentStore;
pub use devices::DeviceStore;
pub use entities::SyncStore;
pub use error::StoreError;
pub use kiosks::KioskStore;
pub use push_subscriptions::PushSubscriptionStore;
pub use sessions::SessionStore;

/// How far a database's schema has come, and how far this program knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchemaVersion {
    /// Of the database.
    pub kept: i64,
    /// Of this program.
    pub known: i64,
}

/// Everything that is kept.
pub trait Store: SyncStore + AccountStore + AttachmentStore {}

impl<S: SyncStore + AccountStore + AttachmentStore> Store for S {}
