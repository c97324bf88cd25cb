//! What is kept, behind small traits: one for each concern, so that PostgreSQL can take SQLite's place.

pub mod accounts;
pub mod attachments;
pub mod devices;
pub mod entities;
mod error;
pub mod sqlite;

pub use accounts::AccountStore;
pub use devices::DeviceStore;
pub use entities::SyncStore;
pub use error::StoreError;

/// Everything that is kept.
pub trait Store: SyncStore + AccountStore {}

impl<S: SyncStore + AccountStore> Store for S {}
