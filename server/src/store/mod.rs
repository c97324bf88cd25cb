//! What is kept, behind small traits: one for each concern, so that PostgreSQL can take SQLite's place.

pub mod accounts;
pub mod cases;
pub mod devices;
mod error;
pub mod sqlite;

pub use accounts::AccountStore;
pub use cases::CaseStore;
pub use devices::DeviceStore;
pub use error::StoreError;

/// Everything that is kept.
pub trait Store: CaseStore + AccountStore {}

impl<S: CaseStore + AccountStore> Store for S {}
