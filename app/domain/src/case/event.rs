//! What happened to a case. Events are never changed; a new kind is added beside the old.

use serde::{Deserialize, Serialize};

use super::{Action, DeclineReason, FailureReason, Outcome};
use crate::{
    calendar::Due,
    form::Complaint,
    ids::{CaseNumber, StaffId},
    moment::{Day, Moment},
    money::Yuan,
    role::Actor,
};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The complaint arrived.
    Filed {
        /// What was filed.
        complaint: Box<Complaint>,
    },
    /// The server numbered it and named who is responsible.
    Registered {
        /// The case's number.
        number: CaseNumber,
        /// 首问人: recorded once, never changed.
        first_receiver: Option<StaffId>,
        /// Until when it is accepted or refused.
        due: Due,
    },
    /// Staff took it on.
    Accepted {
        /// Until when the merchant is asked and the consumer answered.
        due: Due,
    },
    /// Staff asked the consumer.
    MoreAsked {
        /// The question.
        question: String,
        /// Until when an answer is hoped for.
        due: Due,
    },
    /// The consumer answered or added something.
    Supplemented {
        /// The words.
        words: String,
    },
    /// Staff wrote to the consumer.
    Replied {
        /// The words.
        words: String,
    },
    /// Staff wrote for themselves.
    Noted {
        /// The words.
        words: String,
    },
    /// The merchant was asked.
    SentToMerchant {
        /// What was asked.
        request: String,
        /// Until when the merchant answers.
        due: Due,
    },
    /// Mediation began, with the consent of both.
    MediationStarted {
        /// Until when it ends.
        due: Due,
    },
    /// The goods are being tested.
    SentToTesting {
        /// What, where.
        what: String,
    },
    /// The test's result.
    TestReported {
        /// In words.
        result: String,
    },
    /// Both signed.
    Settled {
        /// What was agreed.
        terms: String,
        /// By when it is carried out.
        perform_by: Day,
    },
    /// The mall pays first.
    AdvancePaymentApproved {
        /// How much.
        amount: Yuan,
    },
    /// Done.
    Closed {
        /// How.
        outcome: Outcome,
        /// In words.
        summary: String,
        /// Until when the consumer may object.
        object_until: Moment,
    },
    /// No agreement.
    MediationFailed {
        /// Why.
        reason: FailureReason,
        /// In words.
        words: String,
    },
    /// Passed to the regulator.
    Transferred {
        /// The regulator's reference.
        reference: String,
    },
    /// Not accepted.
    Declined {
        /// Why.
        reason: DeclineReason,
        /// In words.
        words: String,
    },
    /// The consumer took it back.
    Withdrawn {
        /// Why, if they said.
        words: String,
    },
    /// The consumer says it is not solved.
    Objected {
        /// What is not solved.
        words: String,
    },
    /// The merchant did not carry out what was agreed.
    Unperformed {
        /// What is missing.
        words: String,
    },
    /// A command was refused; what the person wrote stays on the timeline.
    Refused {
        /// The move that was tried.
        action: Option<Action>,
        /// Why it was refused.
        code: String,
        /// What the person wrote.
        written: Option<String>,
    },
}

/// An event with its place, time and author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// 1, 2, 3, … within the case.
    pub rev: u64,
    /// When the server took it.
    pub at: Moment,
    /// When the device says it was done, corrected by the difference of the clocks; statutory times use this.
    pub made_at: Moment,
    /// Who.
    pub by: Actor,
    /// What.
    pub event: Event,
}
