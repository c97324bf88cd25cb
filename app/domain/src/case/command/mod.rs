//! What a person asks of a case.

mod names;

use serde::{Deserialize, Serialize};

use super::{
    AssignReason, Attachment, Call, ConsentWay, CouncilReceipt, DeclineReason, EvidencePack, FailureReason, Intake,
    Outcome, Party, Proposal, SellerInfo, Settlement, Signature, StaffOnly, Stance,
};
use crate::{
    clock::WarningKey,
    form::Draft,
    ids::{CaseId, MerchantId, PaymentId, StaffId},
    mechanism::{Grounds, Mechanism},
    moment::Day,
    money::Yuan,
};

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
    /// Staff file for somebody who calls, comes by, or was sent by another office (代录). Whoever does is its 首问人.
    Register {
        /// The form as typed, read by the same rules.
        form: Draft,
        /// The version of the privacy notice that was read out.
        privacy_notice: u32,
        /// How it came in.
        intake: Box<Intake>,
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
        /// The words, which never leave staff.
        words: String,
        /// Colleagues who are to read it: it shows on their day.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mentions: Vec<StaffId>,
    },
    /// Staff write down a call.
    LogCall {
        /// The call.
        call: Call,
    },
    /// Staff set themselves a reminder.
    SetReminder {
        /// From which day on it shows.
        on: Day,
        /// What is to be done, for staff.
        words: String,
    },
    /// Somebody ticks a reminder of theirs off.
    CompleteReminder {
        /// Which: the revision of the event that set it.
        reminder: u64,
    },
    /// Staff ask the merchant.
    SendToMerchant {
        /// What is asked.
        request: String,
    },
    /// One side agrees to mediation, or refuses it: a fact of its own.
    RecordConsent {
        /// Which side.
        party: Party,
        /// Agrees, or refuses.
        agrees: bool,
        /// How.
        way: ConsentWay,
    },
    /// The merchant's answer.
    RecordMerchantReply {
        /// Where it stands.
        stance: Stance,
        /// What it said, for staff.
        words: String,
    },
    /// Staff propose a settlement to the merchant (和解方案).
    ProposeSettlement {
        /// What the merchant would do.
        proposal: Box<Proposal>,
    },
    /// The merchant says what it thinks of the proposal; staff may write it down for it.
    AnswerProposal {
        /// Which: the revision of the event that made it.
        proposal: u64,
        /// Agrees: it accepts. Offers: something else. Refuses.
        stance: Stance,
        /// In its words; may be empty where it accepts.
        words: String,
    },
    /// Mediation begins. Both sides must have agreed: in consents recorded before, or confirmed with this.
    StartMediation {
        /// Whoever begins it confirms that the consumer agreed.
        consumer_consents: bool,
        /// Whoever begins it confirms that the merchant agreed.
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
    /// Both sides signed a 和解书.
    SignSettlement {
        /// What they signed.
        settlement: Box<Settlement>,
    },
    /// Both sides signed, in the short form: terms in words only, the paper kept at the desk.
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
        /// The payment's name, made by the device: it is paid once.
        #[serde(default)]
        payment: Option<PaymentId>,
        /// From whose deposit.
        #[serde(default)]
        merchant: Option<MerchantId>,
        /// The consumer's signature under the 先行赔付协议, by which the claim passes to the mall.
        #[serde(default)]
        agreement: Option<Signature>,
    },
    /// The money was handed over; given together with the fund's own entry.
    RecordAdvancePaid {
        /// Which payment.
        payment: PaymentId,
        /// Number of the receipt or transfer.
        receipt: String,
    },
    /// What was agreed has been carried out.
    ProvePerformance {
        /// What was done, which the consumer reads.
        words: String,
        /// SHA-256 of photos, receipts, transfers.
        #[serde(default)]
        evidence: Vec<String>,
        /// What shows it, in a line for staff: a receipt, the number of a transfer, or that it was seen in person.
        #[serde(default)]
        receipt: StaffOnly,
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
    /// On to the regulator, as a packet that gets a number of ours.
    Transfer {
        /// The regulator's own reference number; empty while it is not known.
        reference: String,
    },
    /// The regulator's own number has come.
    RecordReference {
        /// The number.
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
    /// The consumer says that it is solved.
    ConfirmSolved,
    /// The consumer says how it went.
    Rate {
        /// 1 to 5.
        stars: u8,
        /// In words; may be empty.
        words: String,
    },
    /// A colleague goes on with it. 首问人 stays who it was.
    HandOver {
        /// Who.
        to: StaffId,
        /// What they need to know, for staff.
        words: String,
    },
    /// Somebody steps aside for a conflict of interest (回避).
    Recuse {
        /// Whom a supervisor takes off the case; none: who gives the command.
        #[serde(default)]
        staff: Option<StaffId>,
        /// Why, for staff.
        words: String,
    },
    /// A case without an owner, or whose owner is away, gets one: by the server when somebody comes on duty, or by a
    /// supervisor.
    Assign {
        /// To whom.
        to: StaffId,
        /// Who had it when this was decided; where somebody else has it by now, nothing happens.
        #[serde(default)]
        seen: Option<StaffId>,
        /// Why.
        why: AssignReason,
    },
    /// Staff try a fast mechanism; the rule answers and says why.
    TakeRoute {
        /// What they established.
        grounds: Grounds,
    },
    /// A supervisor's word against a mechanism's rule.
    OverrideMechanism {
        /// Which.
        which: Mechanism,
        /// Whether the case takes it from now on.
        takes: bool,
        /// Why, for staff.
        reason: String,
    },
    /// The same matter was filed twice: this case goes on in the other.
    Merge {
        /// In which.
        into: CaseId,
        /// Why, for staff.
        words: String,
    },
    /// They were two matters after all.
    Unmerge {
        /// Why, for staff.
        words: String,
    },
    /// The filing also reports illegal conduct: that becomes a case of its own, which mediation's end does not end.
    SplitReport {
        /// The name of the new case.
        report: CaseId,
        /// What is reported.
        facts: String,
    },
    /// The consumer applies for the seller's name, address and contact, after mediation failed.
    RequestSellerInfo {
        /// What for, if they say.
        words: String,
    },
    /// Staff give it.
    ReleaseSellerInfo {
        /// The three things.
        info: SellerInfo,
    },
    /// The merchant of the filing is one of the register: its file counts the case. Or it is not after all.
    LinkMerchant {
        /// Which file; none takes the link back.
        merchant: Option<MerchantId>,
    },
    /// A clock has come so far that somebody must be told. By the server.
    RaiseWarning {
        /// Which warning.
        warning: WarningKey,
    },
    /// 依法留存: nothing of the case is erased from here on. A supervisor.
    Hold {
        /// On what ground: who looks into it, by which paper.
        ground: String,
    },
    /// It may be erased again when its time comes. A supervisor.
    LiftHold {
        /// On what ground.
        ground: String,
    },
    /// 协助查处: an evidence pack was made. By the server, which makes it.
    PackEvidence {
        /// Which.
        pack: EvidencePack,
    },
    /// 请消保委协助: the consumer council gets a packet.
    PassToCouncil {
        /// What it is asked.
        ask: String,
        /// The consumer agrees that the council gets their name and number.
        consumer_agrees: bool,
    },
    /// The council has the packet.
    RecordCouncilReceipt {
        /// When, who says so, and its number.
        receipt: CouncilReceipt,
    },
    /// The council answered.
    RecordCouncilAnswer {
        /// On which day.
        on: Day,
        /// What, which the consumer reads.
        words: String,
    },
    /// A photo or PDF has arrived whole and was looked through. By the server.
    Attach {
        /// What is kept.
        attachment: Attachment,
    },
}
