//! Failures of accounts, as problems.

use sync::protocol::{Code, Problem};
use tracing::error;

use crate::accounts::AccountError;
use crate::http::error::ApiError;

impl From<AccountError> for ApiError {
    fn from(failure: AccountError) -> Self {
        match failure {
            AccountError::Refused(code) => code.into(),
            AccountError::TooManyBatches(wait) => {
                Problem { retry_after: Some(wait.seconds()), ..Code::RateLimited.problem() }.into()
            }
            AccountError::TooManyTries(wait) => {
                Problem { retry_after: Some(wait.seconds()), ..Code::SignInLimited.problem() }.into()
            }
            AccountError::TooManyCodes(wait) => {
                Problem { retry_after: Some(wait.seconds()), ..Code::KioskCodeLimited.problem() }.into()
            }
            AccountError::Store(failure) => failure.into(),
            AccountError::Hashing(failure) => {
                error!(%failure, "accounts");
                Code::Internal.into()
            }
            AccountError::NoRandomness(failure) => {
                error!(%failure, "accounts");
                Code::Internal.into()
            }
        }
    }
}
