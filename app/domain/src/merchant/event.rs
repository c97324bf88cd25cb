//! What is asked of a merchant's file, and what happened to it.

use serde::{Deserialize, Serialize};

use super::{Application, ApplicationForm, PermitKind, SigningWay, Suspension};
use crate::{board::DocumentId, case::ContentHash, ids::MerchantId, mechanism::ReturnPromise, moment::Day};

/// What a person, or the server's calendar, asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// 入驻申请: begins a file.
    Apply {
        /// As typed.
        form: Box<ApplicationForm>,
    },
    /// 变更: a new version of what it says of itself.
    Amend {
        /// As typed.
        form: Box<ApplicationForm>,
    },
    /// 核实: whoever is signed in has looked at these originals. Admits an applicant; of an admitted merchant, the next half year
    /// begins.
    Verify {
        /// The permits that were held in hand.
        permits: Vec<PermitKind>,
        /// And the person, or the person who acts for the body, with a document.
        person: bool,
    },
    /// 退回补正.
    Return {
        /// What is to be brought.
        reason: String,
    },
    /// 不予入驻.
    Refuse {
        /// Why.
        reason: String,
    },
    /// 暂停经营.
    Suspend {
        /// Why.
        why: Suspension,
    },
    /// 恢复经营: a supervisor lifts a suspension.
    Lift {
        /// Why.
        reason: String,
    },
    /// 退场.
    Leave {
        /// Why.
        reason: String,
    },
    /// 签署承诺: the merchant has signed a document of the board, which staff saw, or by its link.
    SignCommitment {
        /// Which.
        document: DocumentId,
        /// In which version.
        version: u32,
        /// Who signed for the merchant.
        signatory: String,
        /// Where the signature stands.
        way: SigningWay,
        /// Its picture, as it is sent: needed where it was drawn or stamped.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        picture: Option<ContentHash>,
    },
    /// 无理由退货承诺: the merchant's own promise, or its end.
    PromiseReturns {
        /// Days, goods and exceptions; none ends it.
        promise: Option<ReturnPromise>,
        /// For purchases from this day on.
        from: Day,
    },
    /// 合并: one merchant had two files; this one goes on in the other.
    Merge {
        /// In which.
        into: MerchantId,
        /// Why they are one.
        reason: String,
    },
    /// 取消合并: they were two merchants.
    Unmerge {
        /// Why.
        reason: String,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It applied.
    Applied {
        /// What it said of itself.
        application: Box<Application>,
    },
    /// A new version of that.
    Amended {
        /// What it says now.
        application: Box<Application>,
    },
    /// Somebody has looked at the originals.
    Verified {
        /// The permits that were held in hand.
        permits: Vec<PermitKind>,
        /// On which day.
        on: Day,
        /// When it is due again.
        next: Day,
        /// [`super::MerchantRules::version`].
        rules: u32,
    },
    /// The merchant has to bring something.
    Returned {
        /// What.
        reason: String,
    },
    /// It was not admitted.
    Refused {
        /// Why.
        reason: String,
    },
    /// Sale was suspended.
    Suspended {
        /// Why.
        why: Suspension,
    },
    /// The suspension was lifted.
    Lifted {
        /// Why.
        reason: String,
        /// What is overdue is put off until then.
        until: Option<Day>,
    },
    /// It has left.
    Left {
        /// Why.
        reason: String,
    },
    /// It has signed a document of the board.
    CommitmentSigned {
        /// Which.
        document: DocumentId,
        /// In which version.
        version: u32,
        /// Who signed for it.
        signatory: String,
        /// Where the signature stands.
        way: SigningWay,
        /// Its picture.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        picture: Option<ContentHash>,
        /// On which day.
        on: Day,
    },
    /// It has promised to take goods back, or ended that.
    ReturnsPromised {
        /// Days, goods and exceptions.
        promise: Option<ReturnPromise>,
        /// For purchases from this day on.
        from: Day,
    },
    /// It goes on in another file.
    Merged {
        /// In which.
        into: MerchantId,
        /// Why they are one.
        reason: String,
    },
    /// It goes on by itself again.
    Unmerged {
        /// Why.
        reason: String,
    },
}

impl Command {
    /// The operation that carries it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Apply { .. } => "merchant_file.apply",
            Self::Amend { .. } => "merchant_file.amend",
            Self::Verify { .. } => "merchant_file.verify",
            Self::Return { .. } => "merchant_file.return",
            Self::Refuse { .. } => "merchant_file.refuse",
            Self::Suspend { .. } => "merchant_file.suspend",
            Self::Lift { .. } => "merchant_file.lift",
            Self::Leave { .. } => "merchant_file.leave",
            Self::SignCommitment { .. } => "merchant_file.sign_commitment",
            Self::PromiseReturns { .. } => "merchant_file.promise_returns",
            Self::Merge { .. } => "merchant_file.merge",
            Self::Unmerge { .. } => "merchant_file.unmerge",
        }
    }
}
