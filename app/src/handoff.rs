//! What pages know of a hand-off from a kiosk to the phone before it.

use domain::{claim_code::ClaimCode, ids::CaseNumber};
use sync::protocol::{OpId, Problem};

use crate::device::Delivery;

/// What a scanned code turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// It is damaged, or none of ours.
    Damaged,
    /// Of a later version than this page.
    Newer,
    /// One of several; the others are still to be scanned.
    Partial(Partial),
    /// All of it; it is delivered from here.
    Whole {
        /// What is delivered: see [`crate::device::Device::relayed`].
        op: OpId,
        /// By which its case is followed.
        claim: ClaimCode,
    },
    /// A part of one that was whole before.
    Before {
        /// What was delivered.
        op: OpId,
    },
}

/// What is here and what is missing of a hand-off in several codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partial {
    /// Which was scanned.
    pub number: u8,
    /// Of so many.
    pub of: u8,
    /// Which are still missing.
    pub missing: Vec<u8>,
    /// It was here before.
    pub again: bool,
    /// What is missing of another one that was begun before.
    pub other: Option<Vec<u8>>,
    /// It is kept while another code is scanned; otherwise this browser keeps nothing.
    pub kept: bool,
}

/// A kiosk's complaint that this phone delivers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relayed {
    /// Which.
    pub op: OpId,
    /// Whether the server has it, from here or from the kiosk itself.
    pub delivery: Delivery,
    /// It is on this phone's disk.
    pub saved: bool,
    /// Of the case.
    pub number: Option<CaseNumber>,
}

/// Why this phone did not get the form that was begun at a kiosk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// There is no network.
    Offline,
    /// There is no answer that counts.
    NoAnswer,
    /// The code was cut off, or its key does not fit.
    WrongKey,
    /// This browser cannot decrypt.
    NoCipher,
    /// The server says why.
    Problem(Box<Problem>),
}
