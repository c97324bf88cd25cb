//! Where posted forms are handed in.

use std::fmt;

use async_trait::async_trait;
use domain::case::{CaseView, Command, Rejection};
use domain::claim_code::ClaimCode;
use domain::form::{Draft, FieldError};
use sync::protocol::{Code, OpId};
use thiserror::Error;

/// Takes what consumers hand in without a script. Each operation has its effect once, however often it is posted.
#[async_trait]
pub trait Desk: fmt::Debug + Send + Sync {
    /// Files a form under a code.
    async fn file(&self, draft: &Draft, claim: &ClaimCode, op: OpId) -> Result<CaseView, FileError>;

    /// The case of a code.
    async fn look_up(&self, claim: &ClaimCode) -> Result<Option<CaseView>, Code>;

    /// Takes a photo or PDF for the case of a code.
    async fn attach(&self, claim: &ClaimCode, bytes: Vec<u8>) -> Result<(), Code>;

    /// Does something to the case of a code. `base` is the revision that the person saw.
    async fn act(&self, claim: &ClaimCode, op: OpId, base: Option<u64>, command: Command)
    -> Result<CaseView, ActError>;
}

/// Why a form was not filed.
#[derive(Clone, PartialEq, Eq, Error)]
pub enum FileError {
    /// The rules of the form.
    #[error("{} mistakes", .0.len())]
    Mistakes(Vec<FieldError>),
    /// Something else.
    #[error("{}", .0.as_str())]
    Failed(Code),
}

/// Why nothing was done to a case.
#[derive(Clone, PartialEq, Eq, Error)]
pub enum ActError {
    /// The rules of the case; what the person wrote is kept as an attempt.
    #[error("{}", .0.code())]
    Refused(Rejection),
    /// Something else.
    #[error("{}", .0.as_str())]
    Failed(Code),
}

impl fmt::Debug for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileError({self})")
    }
}

impl fmt::Debug for ActError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActError({self})")
    }
}
