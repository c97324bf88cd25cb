//! What happened to a case. Events are never changed; a new kind is added beside the old.

use serde::{Deserialize, Serialize};

use super::{
    Action, AssignReason, Attachment, Call, ConsentWay, CouncilReceipt, DeclineReason, EvidencePack, FailureReason,
    Intake, LinkKind, Outcome, Party, Proposal, SellerInfo, Settlement, Signature, StaffOnly, Stance,
};
use crate::{
    calendar::Due,
    clock::{ClockTerms, WarningKey},
    form::Complaint,
    ids::{CaseId, CaseNumber, MerchantId, PaymentId, StaffId},
    mechanism::{Decision, Mechanism},
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
    /// Staff took it down for the consumer.
    TakenDown {
        /// How it came in.
        intake: Box<Intake>,
    },
    /// The server numbered it and named who is responsible.
    Registered {
        /// The case's number.
        number: CaseNumber,
        /// 首问人: recorded once, never changed.
        first_receiver: Option<StaffId>,
        /// Until when it is accepted or refused.
        due: Due,
        /// Until when a refusal is reasoned.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decline: Option<Due>,
        /// The rules that the refusal's clock runs under; none in a history older than that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decline_clock: Option<ClockTerms>,
        /// The rules that the clock runs under; none in a history older than that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<ClockTerms>,
    },
    /// Staff took it on.
    Accepted {
        /// Until when the merchant is asked and the consumer answered.
        due: Due,
        /// The rules that the clock runs under; none in a history older than that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<ClockTerms>,
    },
    /// Staff asked the consumer.
    MoreAsked {
        /// The question.
        question: String,
        /// Until when an answer is hoped for.
        due: Due,
        /// The rules that the clock runs under; none in a history older than that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<ClockTerms>,
    },
    /// The consumer answered or added something.
    Supplemented {
        /// The words.
        words: String,
        /// The promised time that goes on by it, moved by the pause.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Due>,
    },
    /// Staff wrote to the consumer.
    Replied {
        /// The words.
        words: String,
    },
    /// Staff wrote for themselves.
    Noted {
        /// The words: of a type that no page for consumers takes.
        words: StaffOnly,
        /// Colleagues who are to read it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mentions: Vec<StaffId>,
    },
    /// A call was written down.
    CallLogged {
        /// The call.
        call: Call,
    },
    /// Somebody wants to be reminded.
    ReminderSet {
        /// From which day on.
        on: Day,
        /// Of what.
        words: StaffOnly,
    },
    /// A reminder was ticked off.
    ReminderCompleted {
        /// Which: the revision of the event that set it.
        reminder: u64,
    },
    /// The merchant was asked.
    SentToMerchant {
        /// What was asked.
        request: String,
        /// Until when the merchant answers.
        due: Due,
        /// The rules that the clock runs under; none in a history older than that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<ClockTerms>,
    },
    /// Mediation began, with the consent of both.
    MediationStarted {
        /// Until when it ends.
        due: Due,
        /// The rules that the clock runs under; none in a history older than that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<ClockTerms>,
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
        /// The promised time that goes on by it, moved by the pause.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Due>,
    },
    /// Both signed.
    Settled {
        /// What was agreed.
        terms: String,
        /// By when it is carried out.
        perform_by: Day,
        /// The whole 和解书; none where the paper is kept at the desk.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settlement: Option<Box<Settlement>>,
    },
    /// The mall pays first.
    AdvancePaymentApproved {
        /// How much.
        amount: Yuan,
        /// The payment's name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payment: Option<PaymentId>,
        /// From whose deposit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        merchant: Option<MerchantId>,
        /// The consumer's signature under the 先行赔付协议.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        agreement: Option<Signature>,
        /// The rule's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decision: Option<Box<Decision>>,
        /// Until when it is handed over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Due>,
        /// The rules that the clock runs under; none in a history older than that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<ClockTerms>,
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
        /// The number of our packet; none in a history older than that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        packet: Option<String>,
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
        /// Until when it is accepted again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Due>,
        /// The rules that the clock runs under; none in a history older than that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<ClockTerms>,
    },
    /// The merchant did not carry out what was agreed.
    Unperformed {
        /// What is missing.
        words: String,
        /// Until when it is accepted again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Due>,
        /// The rules that the clock runs under; none in a history older than that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<ClockTerms>,
    },
    /// One side agreed to mediation, or refused.
    ConsentRecorded {
        /// Which.
        party: Party,
        /// Agreed, or refused.
        agrees: bool,
        /// How.
        way: ConsentWay,
    },
    /// A settlement was proposed to the merchant.
    SettlementProposed {
        /// What it would do.
        proposal: Box<Proposal>,
    },
    /// The merchant answered.
    MerchantReplied {
        /// Where it stands.
        stance: Stance,
        /// What it said.
        words: StaffOnly,
        /// Until when staff act on it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Due>,
        /// The rules that the clock runs under; none in a history older than that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<ClockTerms>,
        /// To which proposal: the revision that made it; none where it answers what was asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposal: Option<u64>,
    },
    /// The mall's money was handed over.
    AdvancePaid {
        /// Which payment.
        payment: PaymentId,
        /// How much.
        amount: Yuan,
        /// Number of the receipt or transfer.
        receipt: StaffOnly,
    },
    /// What was agreed has been carried out.
    PerformanceProven {
        /// What was done.
        words: String,
        /// SHA-256 of photos, receipts, transfers.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<String>,
        /// What shows it; nothing in a history older than that.
        #[serde(default, skip_serializing_if = "StaffOnly::is_empty")]
        receipt: StaffOnly,
    },
    /// The regulator's own number has come.
    ReferenceRecorded {
        /// The number.
        reference: String,
    },
    /// The consumer says that it is solved.
    ConfirmedSolved,
    /// The consumer said how it went.
    Rated {
        /// 1 to 5.
        stars: u8,
        /// In words.
        words: String,
    },
    /// A colleague goes on with it.
    HandedOver {
        /// Who.
        to: StaffId,
        /// What they need to know.
        words: StaffOnly,
    },
    /// Somebody stepped aside (回避).
    Recused {
        /// Who.
        staff: StaffId,
        /// Why.
        words: StaffOnly,
    },
    /// Given to somebody.
    Assigned {
        /// To whom; 首问人 as well where there was none.
        to: StaffId,
        /// Why.
        why: AssignReason,
    },
    /// A mechanism's rule was asked.
    RouteDecided {
        /// What it answered.
        decision: Decision,
        /// Until when, where the mechanism has a clock of its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Due>,
        /// The rules that the clock runs under; none in a history older than that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<ClockTerms>,
    },
    /// A supervisor's word against a rule.
    MechanismOverridden {
        /// Which.
        which: Mechanism,
        /// Whether the case takes it.
        takes: bool,
        /// Why.
        reason: StaffOnly,
        /// Until when, where a mechanism's own clock begins by it; what else runs, where such a clock is taken away.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Due>,
        /// The rules that the clock runs under.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<ClockTerms>,
    },
    /// It goes on in another case.
    Merged {
        /// In which.
        into: CaseId,
        /// Why.
        words: StaffOnly,
    },
    /// It goes on by itself again.
    Unmerged {
        /// Why.
        words: StaffOnly,
        /// The promised time that goes on by it, moved by the pause.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Due>,
    },
    /// Another case goes on in this one.
    DuplicateTaken {
        /// Which.
        from: CaseId,
    },
    /// It does no longer.
    DuplicateReleased {
        /// Which.
        from: CaseId,
    },
    /// The case in which this one goes on has ended.
    MergedCaseEnded {
        /// Where that case stands.
        state: super::State,
        /// Until when this case's consumer may object.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        object_until: Option<Moment>,
    },
    /// The case in which this one goes on was taken a step further.
    MergedCaseMoved {
        /// Where that case stands.
        state: super::State,
    },
    /// Another case belongs to this one.
    Linked {
        /// Which.
        case: CaseId,
        /// What it is to this one.
        is: LinkKind,
    },
    /// The consumer applied for the seller's name, address and contact.
    SellerInfoRequested {
        /// What for, if they said.
        words: String,
    },
    /// They were given.
    SellerInfoReleased {
        /// What was given.
        info: SellerInfo,
    },
    /// The merchant is one of the register, or is not after all.
    MerchantLinked {
        /// Which file.
        merchant: Option<MerchantId>,
    },
    /// Somebody was told that a clock runs out; at 100 % a supervisor.
    Warned {
        /// Which warning.
        warning: WarningKey,
    },
    /// A photo or PDF arrived.
    Attached {
        /// What is kept.
        attachment: Attachment,
    },
    /// 依法留存: from here nothing of the case is erased.
    Held {
        /// On what ground.
        ground: StaffOnly,
    },
    /// It may be erased again when its time comes.
    HoldLifted {
        /// On what ground.
        ground: StaffOnly,
    },
    /// 协助查处: an evidence pack was made of it.
    EvidencePacked {
        /// Which, by whom and for whom.
        pack: EvidencePack,
    },
    /// The consumer council was asked to help.
    PassedToCouncil {
        /// The number of our packet.
        packet: String,
        /// What it was asked.
        ask: String,
    },
    /// The council has the packet.
    CouncilReceived {
        /// When, who says so, and its number.
        receipt: CouncilReceipt,
    },
    /// The council answered.
    CouncilAnswered {
        /// On which day.
        on: Day,
        /// What, which the consumer reads.
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

impl Event {
    /// The server's own doing, whoever's command led to it.
    #[must_use]
    pub const fn is_by_server(&self) -> bool {
        matches!(self, Self::Registered { .. } | Self::MergedCaseEnded { .. } | Self::MergedCaseMoved { .. })
    }
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
