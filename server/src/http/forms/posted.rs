//! What a posted form led to: everything that the page needs which answers it.

use std::fmt;

use domain::case::CaseView;
use domain::claim_code::ClaimCode;
use domain::form::{Draft, FieldError};
use domain::words::{Bilingual, Lang};
use sync::protocol::{Code, OpId};

use super::Act;

/// An answer before it is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What happened.
    pub posted: Posted,
    /// In the language in which the form was shown.
    pub lang: Lang,
    /// The HTTP status.
    pub status: u16,
}

/// What a posted form led to.
#[derive(Clone, PartialEq, Eq)]
pub enum Posted {
    /// The form again, with what is wrong beside each field. Nothing typed is lost.
    Complaint {
        /// As typed.
        draft: Draft,
        /// What is wrong.
        errors: Vec<FieldError>,
        /// The hidden claim code.
        claim: ClaimCode,
        /// The hidden name of the operation.
        op: OpId,
    },
    /// It is stored.
    Receipt {
        /// The case.
        view: Box<CaseView>,
        /// The code to keep.
        claim: ClaimCode,
    },
    /// The case of a code, also after something was done to it.
    Tracked {
        /// The case.
        view: Box<CaseView>,
        /// Its code, hidden in the forms of the page.
        claim: ClaimCode,
        /// The hidden name of the next operation.
        op: OpId,
        /// What was tried and not done.
        refused: Option<Refused>,
    },
    /// The code leads to no case.
    TrackFailed {
        /// As typed.
        typed: String,
        /// Why.
        code: Code,
        /// Seconds to wait, after too many tries.
        retry_after: Option<u64>,
    },
    /// The complaint could not be stored now; posting the same form again is safe.
    Failed {
        /// As typed.
        draft: Draft,
        /// Why.
        code: Code,
        /// The hidden claim code.
        claim: ClaimCode,
        /// The hidden name of the operation.
        op: OpId,
    },
}

/// Something that was tried on a case and not done.
#[derive(Clone, PartialEq, Eq)]
pub struct Refused {
    /// What was tried.
    pub act: Act,
    /// What the person wrote.
    pub words: String,
    /// Why, and what to do.
    pub detail: Bilingual,
}

impl Posted {
    /// The page that shows it, among the application's routes.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        match self {
            Self::Complaint { .. } | Self::Failed { .. } => "/complain",
            Self::Receipt { .. } | Self::Tracked { .. } | Self::TrackFailed { .. } => "/track",
        }
    }
}

/// What people typed stays out of every log.
impl fmt::Debug for Posted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Complaint { errors, .. } => {
                f.debug_struct("Complaint").field("errors", errors).finish_non_exhaustive()
            }
            Self::Receipt { .. } => f.write_str("Receipt(…)"),
            Self::Tracked { refused, .. } => {
                f.debug_struct("Tracked").field("refused", refused).finish_non_exhaustive()
            }
            Self::TrackFailed { code, .. } => f.debug_struct("TrackFailed").field("code", code).finish_non_exhaustive(),
            Self::Failed { code, .. } => f.debug_struct("Failed").field("code", code).finish_non_exhaustive(),
        }
    }
}

impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refused").field("act", &self.act).finish_non_exhaustive()
    }
}
