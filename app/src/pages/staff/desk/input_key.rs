//! What can be asked of the person who does something: each part has one control, and one key.

use domain::{case::Party, words::Text};

/// One thing that is asked. Its name is the key under which what was typed is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Words {
        /// What to write.
        label: Text,
        /// The consumer reads it.
        public: bool,
    },
    /// One line, which the consumer reads.
    Line {
        /// Its key.
        key: &'static str,
        /// What to write.
        label: Text,
    },
    /// Who signed, and the signature.
    Signature {
        /// The key of the name.
        key: &'static str,
        /// Whose.
        party: Party,
        /// What to write.
        label: Text,
    },
    /// One line that may stay empty.
    MaybeLine {
        /// Its key.
        key: &'static str,
        /// What to write.
        label: Text,
    },
    /// What shows that it was carried out; asked where the case is closed by that.
    Proof,
    /// One of the colleagues who are there.
    Colleague,
    /// One of the colleagues who may have a conflict of interest, there or not.
    Whom,
    /// One of the cases that may be the same matter.
    OtherCase,
    /// A mechanism that the case is to take, or to leave.
    Route,
    /// A merchant that left a deposit.
    Merchant,
    /// An amount of money.
    Amount {
        /// What for.
        label: Text,
    },
    /// An amount of money, needed for some of what is performed.
    MaybeAmount {
        /// What for.
        label: Text,
    },
    /// What the merchant does: several.
    Performs,
    /// Which side.
    Side,
    /// Whether that side agrees.
    Agrees,
    /// How somebody agreed, or said no.
    Way {
        /// Its key.
        key: &'static str,
        /// Who.
        label: Text,
    },
    /// Where the merchant stands.
    Stance,
    /// How it was closed.
    Outcome,
    /// Why mediation failed.
    FailureReason,
    /// Why it is not accepted.
    DeclineReason,
    /// Who called whom.
    CallDirection,
    /// Who was at the other end.
    CallWith,
    /// What became of the call.
    CallResult,
    /// Words that may stay empty; for staff.
    MaybeWords {
        /// What to write.
        label: Text,
    },
    /// A day, today or later.
    Day {
        /// Which day.
        label: Text,
    },
    /// The same, where there is one.
    MaybeDay {
        /// Which day.
        label: Text,
    },
    /// A day that is past.
    PastDay {
        /// Its key.
        key: &'static str,
        /// Which day.
        label: Text,
    },
    /// A number of days; none is nought.
    Days {
        /// Its key.
        key: &'static str,
        /// Of what.
        label: Text,
    },
    /// What 消费者权益保护法 第二十五条 takes out, or nothing of it.
    Exception,
    /// Something that holds or does not.
    Fact {
        /// Its key.
        key: &'static str,
        /// What holds.
        label: Text,
    },
    /// Something to confirm.
    Confirm {
        /// Its key.
        key: &'static str,
        /// What is confirmed.
        label: Text,
    },
}

impl Part {
    /// The key under which what was typed is kept, within the move.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Words { .. } | Self::MaybeWords { .. } => "words",
            Self::Proof => PROOF,
            Self::Performs => "performs",
            Self::Side => "side",
            Self::Agrees => "agrees",
            Self::Outcome
            | Self::FailureReason
            | Self::DeclineReason
            | Self::Stance
            | Self::Colleague
            | Self::Whom
            | Self::OtherCase
            | Self::Merchant
            | Self::Exception
            | Self::Route => "reason",
            Self::Amount { .. } | Self::MaybeAmount { .. } => "amount",
            Self::Day { .. } | Self::MaybeDay { .. } => "day",
            Self::CallDirection => DIRECTION,
            Self::CallWith => WITH,
            Self::CallResult => RESULT,
            Self::Confirm { key, .. }
            | Self::Line { key, .. }
            | Self::Signature { key, .. }
            | Self::MaybeLine { key, .. }
            | Self::Way { key, .. }
            | Self::PastDay { key, .. }
            | Self::Days { key, .. }
            | Self::Fact { key, .. } => key,
        }
    }
}

/// What shows that it was carried out.
pub(super) const PROOF: &str = "proof";
pub(super) const CONSUMER: &str = "consumer";
pub(super) const MERCHANT: &str = "merchant";
/// Where a signature stands, beside the name.
pub(super) const INK: &str = ".ink";
pub(super) const WAY: &str = "way";
pub(super) const REFERENCE: &str = "reference";
pub(super) const SIGNED: &str = "signed";
pub(super) const CLEAR: &str = "clear";
pub(super) const JOINED: &str = "joined";
/// The consumer agrees that the council gets their papers.
pub(super) const PASSING_AGREED: &str = "passing_agreed";
/// On which day somebody else did it.
pub(super) const DONE_ON: &str = "done_on";
/// Who of the council confirmed it.
pub(super) const COUNCIL_FROM: &str = "council_from";
pub(super) const SIGNER: &str = "signer";
pub(super) const RECEIPT: &str = "receipt";
pub(super) const SELLER_NAME: &str = "name";
pub(super) const SELLER_ADDRESS: &str = "address";
pub(super) const SELLER_CONTACT: &str = "contact";

pub(super) const DIRECTION: &str = "direction";
pub(super) const WITH: &str = "with";
pub(super) const RESULT: &str = "result";
pub(super) const FOLLOW_UP: &str = "follow_up";

pub(super) const RECEIVED_ON: &str = "received";
pub(super) const PROMISED_DAYS: &str = "promised";
pub(super) const REMOTE: &str = "remote";
pub(super) const INTACT: &str = "intact";
pub(super) const FAULT: &str = "fault";
/// Chosen where no exception applies.
pub(super) const NO_EXCEPTION: &str = "none";
