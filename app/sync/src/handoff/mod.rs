//! A sealed complaint as QR codes: the way from a kiosk without a network to the phone before it, which delivers it by its own.
//!
//! Each code is the address of a page of this contact point with a part of the complaint in its fragment, which no server and no
//! log ever sees. A part names the complaint that it belongs to and carries a checksum, so that parts of two complaints never
//! mix and a damaged one is noticed before anything is done with it.

mod envelope;
mod part;

use domain::claim_code::ClaimCode;

use crate::protocol::Op;

pub use part::{Part, PartError, join, split};

/// What the phone gets: an operation that only the server can open, and the code by which its case is followed, which stands
/// beside it on the kiosk's screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handoff {
    /// Sealed.
    pub op: Op,
    /// Of the case that it begins.
    pub claim: ClaimCode,
}

#[cfg(test)]
mod tests;
