//! `openapi`: the document of the interface.

use super::{Failure, out};
use crate::http::api;

/// Prints it as JSON.
pub(super) fn print() -> Result<(), Failure> {
    out::say(&api::openapi());
    Ok(())
}
