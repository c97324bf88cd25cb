//! What a person asks of a case.

use serde::{Deserialize, Serialize};

use super::{Action, DeclineReason, FailureReason, Outcome};
use crate::{form::Draft, moment::Day, money::Yuan};

/// A command. Its serialised form is the payload of an operation of kind `case.*`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// The consumer files.
    File {
        /// The form as typed; the server reads it by the same rules as the device did.
        form: Draft,
        /// The version of the privacy notice that was shown.
        privacy_notice: u32,
    },
    /// Staff take the case on.
    Accept,
    /// Staff ask the consumer.
    AskMore {
        /// The question, which the consumer reads.
        question: String,
    },
    /// The consumer answers or adds something.
    Supplement {
        /// The words.
        words: String,
    },
    /// Staff write to the consumer.
    Reply {
        /// The words, which the consumer reads.
        words: String,
    },
    /// Staff write for themselves.
    Note {
        /// The words, which never leave the house.
        words: String,
    },
    /// Staff ask the merchant.
    SendToMerchant {
        /// What is asked.
        request: String,
    },
    /// Mediation begins.
    StartMediation {
        /// The consumer agreed.
        consumer_consents: bool,
        /// The merchant agreed.
        merchant_consents: bool,
    },
    /// The goods are tested.
    SendToTesting {
        /// What, where.
        what: String,
    },
    /// The result is in.
    ReportTest {
        /// The result, which the consumer reads.
        result: String,
    },
    /// Both sides signed.
    Settle {
        /// What was agreed.
        terms: String,
        /// By when the merchant carries it out.
        perform_by: Day,
        /// Both signatures are on paper.
        both_signed: bool,
    },
    /// The mall pays first.
    PayInAdvance {
        /// How much.
        amount: Yuan,
    },
    /// Done.
    Close {
        /// How.
        outcome: Outcome,
        /// What was done, which the consumer reads.
        summary: String,
    },
    /// No agreement.
    FailMediation {
        /// Why.
        reason: FailureReason,
        /// In words, which both sides read.
        words: String,
    },
    /// On to the regulator.
    Transfer {
        /// The regulator's reference number.
        reference: String,
    },
    /// Not accepted.
    Decline {
        /// Why.
        reason: DeclineReason,
        /// In words, which the consumer reads.
        words: String,
    },
    /// The consumer takes it back.
    Withdraw {
        /// Why, if they say.
        words: String,
    },
    /// 「没解决」.
    Object {
        /// What is not solved.
        words: String,
    },
    /// The merchant did not carry it out.
    ReportUnperformed {
        /// What is missing.
        words: String,
    },
}

impl Command {
    /// The move it makes; notes and replies make none.
    #[must_use]
    pub const fn action(&self) -> Option<Action> {
        match self {
            Self::Reply { .. } | Self::Note { .. } => None,
            Self::File { .. } => Some(Action::Receive),
            Self::Accept => Some(Action::Accept),
            Self::AskMore { .. } => Some(Action::AskMore),
            Self::Supplement { .. } => Some(Action::Supplement),
            Self::SendToMerchant { .. } => Some(Action::SendToMerchant),
            Self::StartMediation { .. } => Some(Action::StartMediation),
            Self::SendToTesting { .. } => Some(Action::SendToTesting),
            Self::ReportTest { .. } => Some(Action::ReportTest),
            Self::Settle { .. } => Some(Action::Settle),
            Self::PayInAdvance { .. } => Some(Action::PayInAdvance),
            Self::Close { .. } => Some(Action::Close),
            Self::FailMediation { .. } => Some(Action::FailMediation),
            Self::Transfer { .. } => Some(Action::Transfer),
            Self::Decline { .. } => Some(Action::Decline),
            Self::Withdraw { .. } => Some(Action::Withdraw),
            Self::Object { .. } => Some(Action::Object),
            Self::ReportUnperformed { .. } => Some(Action::ReportUnperformed),
        }
    }

    /// The kind of operation that carries it, `case.*`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::File { .. } => "case.file",
            Self::Accept => "case.accept",
            Self::AskMore { .. } => "case.ask_more",
            Self::Supplement { .. } => "case.supplement",
            Self::Reply { .. } => "case.reply",
            Self::Note { .. } => "case.note",
            Self::SendToMerchant { .. } => "case.send_to_merchant",
            Self::StartMediation { .. } => "case.start_mediation",
            Self::SendToTesting { .. } => "case.send_to_testing",
            Self::ReportTest { .. } => "case.report_test",
            Self::Settle { .. } => "case.settle",
            Self::PayInAdvance { .. } => "case.pay_in_advance",
            Self::Close { .. } => "case.close",
            Self::FailMediation { .. } => "case.fail_mediation",
            Self::Transfer { .. } => "case.transfer",
            Self::Decline { .. } => "case.decline",
            Self::Withdraw { .. } => "case.withdraw",
            Self::Object { .. } => "case.object",
            Self::ReportUnperformed { .. } => "case.report_unperformed",
        }
    }

    /// What the person wrote, kept even where the command is refused.
    #[must_use]
    pub fn written(&self) -> Option<&str> {
        match self {
            Self::AskMore { question: words }
            | Self::Supplement { words }
            | Self::Reply { words }
            | Self::Note { words }
            | Self::SendToMerchant { request: words }
            | Self::SendToTesting { what: words }
            | Self::ReportTest { result: words }
            | Self::Settle { terms: words, .. }
            | Self::Close { summary: words, .. }
            | Self::FailMediation { words, .. }
            | Self::Transfer { reference: words }
            | Self::Decline { words, .. }
            | Self::Withdraw { words }
            | Self::Object { words }
            | Self::ReportUnperformed { words } => Some(words),
            Self::File { .. } | Self::Accept | Self::StartMediation { .. } | Self::PayInAdvance { .. } => None,
        }
    }
}
