//! The moves of a case, by name.

use serde::{Deserialize, Serialize};

use crate::words::{Text, text};

/// A move from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The consumer presses 「提交」.
    Submit,
    /// The server stores it and gives it a number.
    Receive,
    /// Staff take it on.
    Accept,
    /// Staff ask the consumer for more.
    AskMore,
    /// The consumer answers.
    Supplement,
    /// Staff ask the merchant.
    SendToMerchant,
    /// A mediator begins, with the consent of both.
    StartMediation,
    /// A supervisor has the goods tested.
    SendToTesting,
    /// The test's result is in.
    ReportTest,
    /// Both sides signed.
    Settle,
    /// The mall pays first.
    PayInAdvance,
    /// Done, with proof.
    Close,
    /// No agreement.
    FailMediation,
    /// On to the regulator.
    Transfer,
    /// Not accepted, with a reason.
    Decline,
    /// The consumer takes it back.
    Withdraw,
    /// 「没解决」: the consumer objects to a closed case.
    Object,
    /// A settlement was not carried out.
    ReportUnperformed,
}

impl Action {
    /// What a button says.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Submit => text("提交", "Submit"),
            Self::Receive => text("送达", "Delivered"),
            Self::Accept => text("受理", "Accept"),
            Self::AskMore => text("请消费者补充", "Ask for more"),
            Self::Supplement => text("补充", "Add information"),
            Self::SendToMerchant => text("转商家处理", "Ask the merchant"),
            Self::StartMediation => text("开始调解", "Start mediation"),
            Self::SendToTesting => text("送检", "Have it tested"),
            Self::ReportTest => text("检测结果已出", "Test result is in"),
            Self::Settle => text("双方签和解书", "Both sides settle"),
            Self::PayInAdvance => text("先行赔付", "Pay in advance"),
            Self::Close => text("办结", "Close"),
            Self::FailMediation => text("调解不成", "Mediation failed"),
            Self::Transfer => text("转市场监管", "Pass to the regulator"),
            Self::Decline => text("不予受理", "Do not accept"),
            Self::Withdraw => text("撤回", "Withdraw"),
            Self::Object => text("没解决", "Not solved"),
            Self::ReportUnperformed => text("商家没兑现", "Not carried out"),
        }
    }
}
