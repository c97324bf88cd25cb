//! What can go wrong with the store, in the words that decide what a device is told.

use sync::protocol::Code;
use thiserror::Error;

/// Why the store did not do what it was asked. Nothing is half done.
#[derive(Clone, Debug, Error)]
pub enum StoreError {
    /// Somebody else holds the database for longer than we wait.
    #[error("the database is busy")]
    Busy,
    /// The database cannot be written.
    #[error("the database is read-only")]
    ReadOnly,
    /// The disk, or the room given to the database, is full.
    #[error("the database is full")]
    Full,
    /// The disk failed, a quota is used up, or no file can be opened: it may pass.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// A rule of the schema was broken: a fault of ours.
    #[error("a rule of the schema was broken: {0}")]
    Constraint(String),
    /// No contact point of that id.
    #[error("no such contact point")]
    NoSuchPoint,
    /// What is stored cannot be read.
    #[error("what is stored cannot be read: {0}")]
    Unreadable(String),
    /// The schema cannot be brought up to date.
    #[error("the schema cannot be brought up to date: {0}")]
    Migration(String),
    /// The database failed in another way.
    #[error("the database failed: {0}")]
    Failed(String),
}

impl StoreError {
    /// What a device is told.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Busy => Code::StoreBusy,
            Self::ReadOnly => Code::StoreReadOnly,
            Self::Full => Code::StoreFull,
            Self::Unavailable(_) => Code::StoreUnavailable,
            Self::Constraint(_) | Self::NoSuchPoint | Self::Unreadable(_) | Self::Migration(_) | Self::Failed(_) => {
                Code::Internal
            }
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}
