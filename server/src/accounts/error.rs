//! What can go wrong with accounts.

use sync::protocol::Code;
use thiserror::Error;

use super::hasher::HashingFailed;
use super::limiter::Wait;
use super::token::NoRandomness;
use crate::store::StoreError;
use crate::store::accounts::StaffWriteError;

/// Why something about an account was not done.
#[derive(Debug, Error)]
pub enum AccountError {
    /// The person can do something about it; the code has the sentence.
    #[error("refused: {}", .0.as_str())]
    Refused(Code),
    /// Too many tries.
    #[error(transparent)]
    TooManyTries(#[from] Wait),
    /// Too many batches by one key, or too many wrong keys.
    #[error("too many batches: {0}")]
    TooManyBatches(Wait),
    /// Too many tries of a code that enrols a kiosk.
    #[error("too many codes: {0}")]
    TooManyCodes(Wait),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A password could not be hashed.
    #[error(transparent)]
    Hashing(#[from] HashingFailed),
    /// No random numbers for a token.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl From<Code> for AccountError {
    fn from(code: Code) -> Self {
        Self::Refused(code)
    }
}

impl From<StaffWriteError> for AccountError {
    fn from(error: StaffWriteError) -> Self {
        match error {
            StaffWriteError::NameTaken => Self::Refused(Code::NameTaken),
            StaffWriteError::NotFound => Self::Refused(Code::NotFound),
            StaffWriteError::LastAdministrator => Self::Refused(Code::LastAdministrator),
            StaffWriteError::LinkExpired => Self::Refused(Code::LinkExpired),
            StaffWriteError::Store(error) => Self::Store(error),
        }
    }
}
