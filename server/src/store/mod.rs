//! What is kept, behind small traits: one for each concern, so that PostgreSQL can take SQLite's place.

pub mod accounts;
pub mod attachments;
pub mod devices;
pub mod entities;
mod error;
pub mod kiosks;
pub mod ledger_keys;
pub mod push_subscriptions;
pub mod sessions;
pub mod sqlite;
pub mod unread;

pub use accounts::AccountStore;
pub use devices::DeviceStore;
pub use entities::SyncStore;
pub use error::StoreError;
pub use kiosks::KioskStore;
pub use push_subscriptions::PushSubscriptionStore;
pub use sessions::SessionStore;

/// Everything that is kept.
pub trait Store: SyncStore + AccountStore {}

impl<S: SyncStore + AccountStore> Store for S {}
