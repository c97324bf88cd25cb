//! What staff can do to a case from the panel, and which of it comes first.

use domain::{
    case::{Action, Case, Outcome, State},
    form::{GoodsKind, Kind},
    ids::PaymentId,
    moment::Day,
    words::{Text, text},
};

/// Something that staff do to a case from the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskAction {
    /// A move of the table.
    Move(Action),
    /// Mediation begins; whoever has not agreed on paper yet is asked how they agreed.
    Mediate {
        /// The consumer's consent is not recorded.
        asks_consumer: bool,
        /// The merchant's consent is not recorded.
        asks_merchant: bool,
    },
    /// One side's word on mediation is written down: that it agrees, or that it does not.
    Consent,
    /// The merchant's answer is written down.
    MerchantReply,
    /// A settlement is proposed to the merchant.
    Propose,
    /// A call is written down, with a reminder where one is wanted.
    LogCall,
    /// Somebody sets themselves a reminder.
    SetReminder,
    /// Somebody steps aside (回避).
    Recuse,
    /// A supervisor takes a colleague off the case.
    RecuseOther,
    /// The consumer applies for the seller's information at the counter.
    RequestSellerInfo,
    /// The regulator's own number has come.
    RecordReference,
    /// The consumer gets the seller's name, address and contact.
    ReleaseSellerInfo,
    /// A colleague goes on with it; the first receiver stays (首问人不变).
    HandOver,
    /// The same matter was filed twice.
    Merge,
    /// They were two matters after all.
    Unmerge,
    /// What is also a report (举报线索) becomes a case of its own.
    SplitReport,
    /// The case is tried as a small claim (小额快速).
    SmallClaim,
    /// The case is tried for the green lane (绿色通道).
    GreenLane,
    /// The goods go back without a reason (无理由退货).
    NoReasonReturn {
        /// The kind of goods.
        goods_kind: GoodsKind,
        /// When the consumer asked for it: the day of the filing.
        asked_on: Day,
    },
    /// A supervisor decides against a mechanism's rule.
    Override,
    /// Nothing of the case is erased from here on (依法留存).
    Hold,
    /// It may be again.
    LiftHold,
    /// The consumer council is asked to help (消保委协助).
    PassToCouncil,
    /// The council has the packet.
    CouncilReceipt,
    /// The council answered.
    CouncilAnswer,
    /// The mall's money was handed over to the consumer.
    AdvancePaid(PaymentId),
}

impl DeskAction {
    /// What a button says.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Move(action) => action.name(),
            Self::Mediate { .. } => Action::StartMediation.name(),
            Self::Consent => text("记录调解意愿", "Record a word on mediation"),
            Self::MerchantReply => text("记录商家答复", "Record the merchant’s answer"),
            Self::Propose => text("向商家提方案", "Propose a settlement to the merchant"),
            Self::LogCall => text("记录电话或回访", "Write down a call"),
            Self::SetReminder => text("提醒自己", "Set a reminder"),
            Self::Recuse => text("我要回避", "Step aside"),
            Self::RecuseOther => text("请同事回避", "Have a colleague step aside"),
            Self::RequestSellerInfo => {
                text("代消费者申请销售者信息", "Apply for the seller’s information for the consumer")
            }
            Self::RecordReference => text("登记受理编号", "Record the regulator’s number"),
            Self::ReleaseSellerInfo => text("提供销售者信息", "Give the seller’s information"),
            Self::HandOver => text("转交同事", "Hand over to a colleague"),
            Self::Merge => text("与另一件合并", "Merge with another case"),
            Self::Unmerge => text("恢复单独办理", "Let it go on by itself again"),
            Self::SplitReport => text("另立举报线索", "Split off a report"),
            Self::SmallClaim => text("进入小额快速", "Take the small-claims fast track"),
            Self::GreenLane => text("进入绿色通道", "Take the green lane"),
            Self::NoReasonReturn { .. } => text("判断无理由退货", "Try a no-reason return"),
            Self::Override => text("主管决定快速机制", "Override a fast mechanism"),
            Self::Hold => text("依法留存", "Put under legal hold"),
            Self::LiftHold => text("解除留存", "Lift the legal hold"),
            Self::PassToCouncil => text("请消保委协助", "Ask the consumer council for help"),
            Self::CouncilReceipt => text("登记消保委回执", "Record the council’s receipt"),
            Self::CouncilAnswer => text("登记消保委答复", "Record the council’s answer"),
            Self::AdvancePaid(_) => text("记录已付给消费者", "Record that the consumer was paid"),
        }
    }
}

/// The move that most cases take next; the first of these that the role may make is the big button.
#[must_use]
pub const fn usual(state: State, kind: Kind) -> &'static [Action] {
    match (state, kind) {
        (State::Received | State::Reopened, _) => &[Action::Accept],
        (State::Accepted, Kind::Inquiry) | (State::AwaitingPerformance | State::AdvancePayment, _) => &[Action::Close],
        (State::Accepted, _) => &[Action::SendToMerchant],
        (State::WithMerchant | State::Mediating, _) => &[Action::Settle],
        (State::Testing, _) => &[Action::ReportTest],
        (State::MediationFailed, _) => &[Action::Transfer],
        _ => &[],
    }
}

/// How a case can be closed now. 已兑现 is offered where something was agreed: closing by it records the proof.
#[must_use]
pub fn outcomes(case: &Case) -> Vec<Outcome> {
    let mut outcomes = case.endings();
    if case.state == State::AwaitingPerformance && !outcomes.contains(&Outcome::Performed) {
        outcomes.insert(0, Outcome::Performed);
    }
    outcomes
}
