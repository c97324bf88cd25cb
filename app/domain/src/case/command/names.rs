//! The names of commands: the move they make, the kind of operation that carries them, and the words in them.

use super::Command;
use crate::{
    case::Action,
    ids::{CaseId, StaffId},
    words::{Text, text},
};

impl Command {
    /// What a person calls it; where it makes a move of the table, as the move's button says. No two commands share one,
    /// so that a list of what waits or was refused says which is which.
    #[must_use]
    pub const fn name(&self) -> Text {
        match self {
            Self::File { .. } => text("提交投诉", "File"),
            Self::Register { .. } => text("代录", "Register for the consumer"),
            Self::Accept => Action::Accept.name(),
            Self::AskMore { .. } => Action::AskMore.name(),
            Self::Supplement { .. } => Action::Supplement.name(),
            Self::Reply { .. } => text("答复消费者", "Reply to the consumer"),
            Self::Note { .. } => text("内部备注", "Internal note"),
            Self::LogCall { .. } => text("记录电话", "Write down a call"),
            Self::SetReminder { .. } => text("提醒自己", "Set a reminder"),
            Self::CompleteReminder { .. } => text("提醒已办", "Tick a reminder off"),
            Self::SendToMerchant { .. } => Action::SendToMerchant.name(),
            Self::RecordConsent { .. } => text("记录调解意愿", "Record a word on mediation"),
            Self::RecordMerchantReply { .. } => text("记录商家答复", "Record the merchant’s answer"),
            Self::ProposeSettlement { .. } => text("向商家提方案", "Propose a settlement to the merchant"),
            Self::AnswerProposal { .. } => text("商家答复方案", "The merchant’s answer to a proposal"),
            Self::StartMediation { .. } => Action::StartMediation.name(),
            Self::SendToTesting { .. } => Action::SendToTesting.name(),
            Self::ReportTest { .. } => Action::ReportTest.name(),
            Self::SignSettlement { .. } => Action::Settle.name(),
            Self::Settle { .. } => text("登记纸质和解书", "Record a settlement on paper"),
            Self::PayInAdvance { .. } => Action::PayInAdvance.name(),
            Self::RecordAdvancePaid { .. } => text("记录已付给消费者", "Record that the consumer was paid"),
            Self::ProvePerformance { .. } => text("登记商家兑现", "Record what was carried out"),
            Self::Close { .. } => Action::Close.name(),
            Self::FailMediation { .. } => Action::FailMediation.name(),
            Self::Transfer { .. } => Action::Transfer.name(),
            Self::RecordReference { .. } => text("登记受理编号", "Record the regulator’s number"),
            Self::Decline { .. } => Action::Decline.name(),
            Self::Withdraw { .. } => Action::Withdraw.name(),
            Self::Object { .. } => Action::Object.name(),
            Self::ReportUnperformed { .. } => Action::ReportUnperformed.name(),
            Self::ConfirmSolved => text("确认已解决", "Confirm that it is solved"),
            Self::Rate { .. } => text("评价", "Rate"),
            Self::HandOver { .. } => text("转交同事", "Hand over to a colleague"),
            Self::Recuse { .. } => text("回避", "Step aside"),
            Self::Assign { .. } => text("分派经办人", "Give to a colleague"),
            Self::TakeRoute { .. } => text("判断快速机制", "Try a fast mechanism"),
            Self::OverrideMechanism { .. } => text("主管决定快速机制", "Override a fast mechanism"),
            Self::Merge { .. } => text("与另一件合并", "Merge with another case"),
            Self::Unmerge { .. } => text("恢复单独办理", "Let it go on by itself again"),
            Self::SplitReport { .. } => text("另立举报线索", "Split off a report"),
            Self::RequestSellerInfo { .. } => text("申请销售者信息", "Apply for the seller’s information"),
            Self::ReleaseSellerInfo { .. } => text("提供销售者信息", "Give the seller’s information"),
            Self::LinkMerchant { .. } => text("关联商户档案", "Link to the merchant’s file"),
            Self::RaiseWarning { .. } => text("时限提醒", "Warn of a time limit"),
            Self::Hold { .. } => text("依法留存", "Put under legal hold"),
            Self::LiftHold { .. } => text("解除留存", "Lift the legal hold"),
            Self::PackEvidence { .. } => text("做成证据包", "Make an evidence pack"),
            Self::PassToCouncil { .. } => text("请消保委协助", "Ask the consumer council for help"),
            Self::RecordCouncilReceipt { .. } => text("登记消保委回执", "Record the council’s receipt"),
            Self::RecordCouncilAnswer { .. } => text("登记消保委答复", "Record the council’s answer"),
            Self::Attach { .. } => text("收到附件", "Take an attachment in"),
        }
    }

    /// The move it makes; none for what leaves the case where it stands.
    #[must_use]
    pub const fn action(&self) -> Option<Action> {
        Some(match self {
            Self::File { .. } | Self::Register { .. } => Action::Receive,
            Self::Accept => Action::Accept,
            Self::AskMore { .. } => Action::AskMore,
            Self::Supplement { .. } => Action::Supplement,
            Self::SendToMerchant { .. } => Action::SendToMerchant,
            Self::StartMediation { .. } => Action::StartMediation,
            Self::SendToTesting { .. } => Action::SendToTesting,
            Self::ReportTest { .. } => Action::ReportTest,
            Self::Settle { .. } | Self::SignSettlement { .. } => Action::Settle,
            Self::PayInAdvance { .. } => Action::PayInAdvance,
            Self::Close { .. } => Action::Close,
            Self::FailMediation { .. } => Action::FailMediation,
            Self::Transfer { .. } => Action::Transfer,
            Self::Decline { .. } => Action::Decline,
            Self::Withdraw { .. } => Action::Withdraw,
            Self::Object { .. } => Action::Object,
            Self::ReportUnperformed { .. } => Action::ReportUnperformed,
            _ => return None,
        })
    }

    /// Applies whatever happened in between: a note, a reply, what a consumer adds, a recorded consent. Everything else
    /// is decided on the state that its author saw.
    #[must_use]
    pub const fn commutes(&self) -> bool {
        matches!(
            self,
            Self::Note { .. }
                | Self::LogCall { .. }
                | Self::SetReminder { .. }
                | Self::CompleteReminder { .. }
                | Self::Reply { .. }
                | Self::Supplement { .. }
                | Self::RecordConsent { .. }
                | Self::Rate { .. }
                | Self::LinkMerchant { .. }
                | Self::RaiseWarning { .. }
                | Self::Attach { .. }
                // Who has the case is checked by name.
                | Self::Assign { .. }
                | Self::Recuse { .. }
                | Self::SplitReport { .. }
                | Self::OverrideMechanism { .. }
                | Self::RecordReference { .. }
                // Decided on the hold and on what the council was asked, not on where the case stands.
                | Self::Hold { .. }
                | Self::LiftHold { .. }
                | Self::PackEvidence { .. }
                | Self::PassToCouncil { .. }
                | Self::RecordCouncilReceipt { .. }
                | Self::RecordCouncilAnswer { .. }
                // A consumer's own will does not depend on what staff did meanwhile.
                | Self::Withdraw { .. }
                | Self::Object { .. }
        )
    }

    /// Another case that must be at hand for the decision: see [`crate::case::decide_linked`].
    #[must_use]
    pub const fn other_case(&self) -> Option<CaseId> {
        match self {
            Self::Merge { into, .. } => Some(*into),
            Self::SplitReport { report, .. } => Some(*report),
            _ => None,
        }
    }

    /// Who is to have the case after it; whether that person can be given one is for whoever knows the roster.
    #[must_use]
    pub const fn gives_to(&self) -> Option<StaffId> {
        match self {
            Self::HandOver { to, .. } | Self::Assign { to, .. } => Some(*to),
            _ => None,
        }
    }

    /// The kind of operation that carries it, `case.*`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::File { .. } => "case.file",
            Self::Register { .. } => "case.register",
            Self::Accept => "case.accept",
            Self::AskMore { .. } => "case.ask_more",
            Self::Supplement { .. } => "case.supplement",
            Self::Reply { .. } => "case.reply",
            Self::Note { .. } => "case.note",
            Self::LogCall { .. } => "case.log_call",
            Self::SetReminder { .. } => "case.set_reminder",
            Self::CompleteReminder { .. } => "case.complete_reminder",
            Self::SendToMerchant { .. } => "case.send_to_merchant",
            Self::RecordConsent { .. } => "case.record_consent",
            Self::RecordMerchantReply { .. } => "case.record_merchant_reply",
            Self::ProposeSettlement { .. } => "case.propose_settlement",
            Self::AnswerProposal { .. } => "case.answer_proposal",
            Self::StartMediation { .. } => "case.start_mediation",
            Self::SendToTesting { .. } => "case.send_to_testing",
            Self::ReportTest { .. } => "case.report_test",
            Self::SignSettlement { .. } => "case.sign_settlement",
            Self::Settle { .. } => "case.settle",
            Self::PayInAdvance { .. } => "case.pay_in_advance",
            Self::RecordAdvancePaid { .. } => "case.record_advance_paid",
            Self::ProvePerformance { .. } => "case.prove_performance",
            Self::Close { .. } => "case.close",
            Self::FailMediation { .. } => "case.fail_mediation",
            Self::Transfer { .. } => "case.transfer",
            Self::RecordReference { .. } => "case.record_reference",
            Self::Decline { .. } => "case.decline",
            Self::Withdraw { .. } => "case.withdraw",
            Self::Object { .. } => "case.object",
            Self::ReportUnperformed { .. } => "case.report_unperformed",
            Self::ConfirmSolved => "case.confirm_solved",
            Self::Rate { .. } => "case.rate",
            Self::HandOver { .. } => "case.hand_over",
            Self::Recuse { .. } => "case.recuse",
            Self::Assign { .. } => "case.assign",
            Self::TakeRoute { .. } => "case.take_route",
            Self::OverrideMechanism { .. } => "case.override_mechanism",
            Self::Merge { .. } => "case.merge",
            Self::Unmerge { .. } => "case.unmerge",
            Self::SplitReport { .. } => "case.split_report",
            Self::RequestSellerInfo { .. } => "case.request_seller_info",
            Self::ReleaseSellerInfo { .. } => "case.release_seller_info",
            Self::LinkMerchant { .. } => "case.link_merchant",
            Self::RaiseWarning { .. } => "case.raise_warning",
            Self::Hold { .. } => "case.hold",
            Self::LiftHold { .. } => "case.lift_hold",
            Self::PackEvidence { .. } => "case.pack_evidence",
            Self::PassToCouncil { .. } => "case.pass_to_council",
            Self::RecordCouncilReceipt { .. } => "case.record_council_receipt",
            Self::RecordCouncilAnswer { .. } => "case.record_council_answer",
            Self::Attach { .. } => "case.attach",
        }
    }

    /// What the person wrote, kept even where the command is refused.
    #[must_use]
    pub fn written(&self) -> Option<&str> {
        match self {
            Self::AskMore { question: words }
            | Self::Supplement { words }
            | Self::Reply { words }
            | Self::Note { words, .. }
            | Self::SetReminder { words, .. }
            | Self::SendToMerchant { request: words }
            | Self::RecordMerchantReply { words, .. }
            | Self::AnswerProposal { words, .. }
            | Self::SendToTesting { what: words }
            | Self::ReportTest { result: words }
            | Self::Settle { terms: words, .. }
            | Self::ProvePerformance { words, .. }
            | Self::RecordAdvancePaid { receipt: words, .. }
            | Self::Close { summary: words, .. }
            | Self::FailMediation { words, .. }
            | Self::Transfer { reference: words }
            | Self::RecordReference { reference: words }
            | Self::Decline { words, .. }
            | Self::Withdraw { words }
            | Self::Object { words }
            | Self::ReportUnperformed { words }
            | Self::Rate { words, .. }
            | Self::HandOver { words, .. }
            | Self::Recuse { words, .. }
            | Self::OverrideMechanism { reason: words, .. }
            | Self::Merge { words, .. }
            | Self::Unmerge { words }
            | Self::SplitReport { facts: words, .. }
            | Self::Hold { ground: words }
            | Self::LiftHold { ground: words }
            | Self::PassToCouncil { ask: words, .. }
            | Self::RecordCouncilAnswer { words, .. }
            | Self::RequestSellerInfo { words } => Some(words),
            Self::SignSettlement { settlement } => Some(&settlement.terms),
            Self::ProposeSettlement { proposal } => Some(&proposal.terms),
            Self::LogCall { call } => Some(call.words.for_staff()),
            Self::RecordCouncilReceipt { receipt } => Some(&receipt.from),
            Self::File { .. }
            | Self::Register { .. }
            | Self::CompleteReminder { .. }
            | Self::Accept
            | Self::RecordConsent { .. }
            | Self::StartMediation { .. }
            | Self::PayInAdvance { .. }
            | Self::ConfirmSolved
            | Self::Assign { .. }
            | Self::TakeRoute { .. }
            | Self::ReleaseSellerInfo { .. }
            | Self::LinkMerchant { .. }
            | Self::RaiseWarning { .. }
            | Self::PackEvidence { .. }
            | Self::Attach { .. } => None,
        }
    }
}
