//! Why a command is refused, in words for the person who gave it.

mod sentence;

use serde::{Deserialize, Serialize};

use super::{Action, Gap, State};
use crate::{form::FieldError, fund, mechanism::Mechanism, role::Role, words::Bilingual};

/// Why a command is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// No case of that name at this contact point.
    #[error("no such case")]
    NoSuchCase,
    /// There is a case of that name already.
    #[error("filed already")]
    FiledAlready,
    /// The state does not allow the move.
    #[error("{action:?} is not possible from {state:?}")]
    WrongState {
        /// Where the case stands.
        state: State,
        /// The move that was tried.
        action: Action,
    },
    /// The role may not do this.
    #[error("{role:?} may not do this")]
    WrongRole {
        /// The role of who tried.
        role: Role,
    },
    /// Only the person who filed may do this.
    #[error("only the consumer may do this")]
    ConsumerOnly,
    /// Only staff may do this.
    #[error("only staff may do this")]
    StaffOnly,
    /// Only the server does this, by itself.
    #[error("only the server does this")]
    ServerOnly,
    /// That side has attached as many as there may be.
    #[error("more than {most} attachments")]
    TooManyAttachments {
        /// How many there may be.
        most: usize,
    },
    /// The case has no such photo of which there could be a copy.
    #[error("the case has no such photo")]
    NoSuchPhoto,
    /// Words are needed.
    #[error("words are missing")]
    WordsMissing,
    /// Too many words.
    #[error("more than {most} characters")]
    WordsTooLong {
        /// How many fit.
        most: usize,
    },
    /// Mediation needs the consent of both sides.
    #[error("the consent of both is needed")]
    ConsentMissing,
    /// A settlement needs both signatures.
    #[error("both signatures are needed")]
    SignatureMissing,
    /// The seven days to object are over.
    #[error("too late to object")]
    TooLateToObject,
    /// The state does not allow it.
    #[error("not possible from {state:?}")]
    NotInThisState {
        /// Where the case stands.
        state: State,
    },
    /// The case moved since the person saw it.
    #[error("the case was {was:?} and is {now:?}")]
    MovedSince {
        /// Where it stood for the person.
        was: State,
        /// Where it stands.
        now: State,
    },
    /// Something that this needs is missing or wrong.
    #[error("{part:?} is missing")]
    Incomplete {
        /// What.
        part: Gap,
    },
    /// 已办结 as performed needs proof of 履行.
    #[error("proof of performance is missing")]
    ProofMissing,
    /// That ending belongs to another kind of case.
    #[error("the outcome does not fit the case")]
    OutcomeUnfit,
    /// Illegal conduct is reported, not mediated.
    #[error("a report is not mediated")]
    NotForReports,
    /// Another proposal stands there by now, or none.
    #[error("not the proposal that stands")]
    ProposalChanged,
    /// It is so already.
    #[error("done already")]
    DoneAlready,
    /// Somebody else has the case.
    #[error("somebody else has the case")]
    OwnedByOther,
    /// Who should get the case is not on duty, or takes no cases.
    #[error("not on duty")]
    NotOnDuty,
    /// That person stepped aside (回避).
    #[error("recused")]
    Recused,
    /// It goes on in another case.
    #[error("merged into another case")]
    Merged,
    /// The cases cannot be merged.
    #[error("the cases cannot be merged")]
    CannotMerge,
    /// The mechanism's rule says no.
    #[error("the rule of {mechanism:?} says no")]
    RouteNotOpen {
        /// Which.
        mechanism: Mechanism,
        /// The rule's words.
        because: Bilingual,
    },
    /// Seller information is given after mediation failed, and on application.
    #[error("seller information is not due")]
    SellerInfoNotDue,
    /// There is no legal hold on it.
    #[error("not under legal hold")]
    NotHeld,
    /// The consumer council was not asked.
    #[error("the consumer council was not asked")]
    CouncilNotAsked,
    /// The consumer has not agreed that the council gets their name and number.
    #[error("the consumer has not agreed that it is passed on")]
    PassingNotAgreed,
    /// A day that is still to come, or long past.
    #[error("not a day on which this was done")]
    DayUnfit,
    /// The warning does not fall due, or its clock has ended.
    #[error("the warning is not due")]
    WarningNotDue,
    /// The fund refuses the payment.
    #[error("the fund refuses: {refusal}")]
    Fund {
        /// Why.
        refusal: fund::Refusal,
    },
    /// The filing breaks a rule of the form.
    #[error("the filing breaks a rule of the form")]
    FormInvalid {
        /// Every mistake.
        errors: Vec<FieldError>,
    },
}

impl Rejection {
    /// The stable word for it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchCase => "no_such_case",
            Self::FiledAlready => "filed_already",
            Self::WrongState { .. } => "wrong_state",
            Self::WrongRole { .. } => "wrong_role",
            Self::ConsumerOnly => "consumer_only",
            Self::StaffOnly => "staff_only",
            Self::ServerOnly => "server_only",
            Self::TooManyAttachments { .. } => "too_many_attachments",
            Self::NoSuchPhoto => "no_such_photo",
            Self::WordsMissing => "words_missing",
            Self::WordsTooLong { .. } => "words_too_long",
            Self::ConsentMissing => "consent_missing",
            Self::SignatureMissing => "signature_missing",
            Self::TooLateToObject => "too_late_to_object",
            Self::NotInThisState { .. } => "not_in_this_state",
            Self::MovedSince { .. } => "moved_since",
            Self::Incomplete { .. } => "incomplete",
            Self::ProofMissing => "proof_missing",
            Self::OutcomeUnfit => "outcome_unfit",
            Self::NotForReports => "not_for_reports",
            Self::ProposalChanged => "proposal_changed",
            Self::DoneAlready => "done_already",
            Self::OwnedByOther => "owned_by_other",
            Self::NotOnDuty => "not_on_duty",
            Self::Recused => "recused",
            Self::Merged => "merged",
            Self::CannotMerge => "cannot_merge",
            Self::RouteNotOpen { .. } => "route_not_open",
            Self::SellerInfoNotDue => "seller_info_not_due",
            Self::NotHeld => "not_held",
            Self::CouncilNotAsked => "council_not_asked",
            Self::PassingNotAgreed => "passing_not_agreed",
            Self::DayUnfit => "day_unfit",
            Self::WarningNotDue => "warning_not_due",
            Self::Fund { .. } => "fund",
            Self::FormInvalid { .. } => "form_invalid",
        }
    }
}

impl From<fund::Refusal> for Rejection {
    fn from(refusal: fund::Refusal) -> Self {
        Self::Fund { refusal }
    }
}
