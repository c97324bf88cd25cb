//! Where a case stands, and why it ended.

use serde::{Deserialize, Serialize};

use crate::{
    form::terms,
    words::{Text, text},
};

/// Where a case stands. `Draft` and `Queued` exist on a device only; the server begins with `Received`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 草稿.
    Draft,
    /// 待上传.
    Queued,
    /// 已收到.
    Received,
    /// 待补充.
    NeedsMore,
    /// 已受理.
    Accepted,
    /// 商户处理中.
    WithMerchant,
    /// 调解中.
    Mediating,
    /// 检测中.
    Testing,
    /// 待履行.
    AwaitingPerformance,
    /// 先行赔付中.
    AdvancePayment,
    /// 已办结.
    Closed,
    /// 调解不成.
    MediationFailed,
    /// 已转市场监管.
    Transferred,
    /// 不予受理.
    Declined,
    /// 已撤回.
    Withdrawn,
    /// 重新打开.
    Reopened,
}

impl State {
    /// Every state, in the order of the field's table.
    pub const ALL: [Self; 16] = [
        Self::Draft,
        Self::Queued,
        Self::Received,
        Self::NeedsMore,
        Self::Accepted,
        Self::WithMerchant,
        Self::Mediating,
        Self::Testing,
        Self::AwaitingPerformance,
        Self::AdvancePayment,
        Self::Closed,
        Self::MediationFailed,
        Self::Transferred,
        Self::Declined,
        Self::Withdrawn,
        Self::Reopened,
    ];

    /// The field's term.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Draft => text("草稿", "Draft"),
            Self::Queued => text("待上传", "Waiting to be sent"),
            Self::Received => text("已收到", "Received"),
            Self::NeedsMore => text("待补充", "More needed"),
            Self::Accepted => text("已受理", "Accepted"),
            Self::WithMerchant => text("商户处理中", "With the merchant"),
            Self::Mediating => text("调解中", "In mediation"),
            Self::Testing => text("检测中", "Being tested"),
            Self::AwaitingPerformance => text("待履行", "Agreed, to be carried out"),
            Self::AdvancePayment => text("先行赔付中", "Advance payment"),
            Self::Closed => text("已办结", "Closed"),
            Self::MediationFailed => text("调解不成", "Mediation failed"),
            Self::Transferred => text("已转市场监管", "Passed to the regulator"),
            Self::Declined => text("不予受理", "Not accepted"),
            Self::Withdrawn => text("已撤回", "Withdrawn"),
            Self::Reopened => text("重新打开", "Reopened"),
        }
    }

    /// What the consumer reads.
    #[must_use]
    pub const fn for_consumer(self) -> Text {
        match self {
            Self::Draft => text("还没有提交", "Not submitted yet"),
            Self::Queued => {
                text("已存在本机，联网后自动提交", "Saved on this device; it is sent by itself once there is a network")
            }
            Self::Received => text("我们收到了，请记好查询码", "We have received it; please keep your claim code"),
            Self::NeedsMore => text("还需要您补充一点信息", "We need a little more from you"),
            Self::Accepted => text("已经有人负责办理", "Somebody is now responsible for it"),
            Self::WithMerchant => text("商家正在处理", "The merchant is working on it"),
            Self::Mediating => text("正在帮双方商量", "We are helping both sides to agree"),
            Self::Testing => text("正在检测，时间另算", "Being tested; this time is not counted"),
            Self::AwaitingPerformance => text("已谈成，等商家兑现", "Agreed; waiting for the merchant to carry it out"),
            Self::AdvancePayment => text("商场先赔给您", "The mall pays you first"),
            Self::Closed => text("已办结，请评价", "Closed; please tell us how it went"),
            Self::MediationFailed => text(
                "没谈成，您还可以：12315、消保委、仲裁、起诉",
                "No agreement. You still have 12315, the consumer council, arbitration and the court",
            ),
            Self::Transferred => text("已转交市场监管部门", "Passed to the market regulator"),
            Self::Declined => text("不能受理，请看原因和其他办法", "We cannot take it; see the reason and other ways"),
            Self::Withdrawn => text("您已撤回", "You have withdrawn it"),
            Self::Reopened => text("已重新处理", "We are working on it again"),
        }
    }

    /// On the device only.
    #[must_use]
    pub const fn is_on_device(self) -> bool {
        matches!(self, Self::Draft | Self::Queued)
    }

    /// Nobody at the contact point has to do anything any more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Closed | Self::MediationFailed | Self::Transferred | Self::Declined | Self::Withdrawn)
    }
}

terms! {
    /// How a case was closed.
    Outcome {
        Answered = "answered", "已答复咨询", "Question answered";
        SettledOnSite = "settled_on_site", "现场和解", "Settled on the spot";
        Performed = "performed", "商家已兑现", "Carried out by the merchant";
        ConsumerGaveUp = "consumer_gave_up", "消费者不再要求", "The consumer asks for nothing more";
        Unreachable = "unreachable", "联系不上消费者", "The consumer could not be reached";
        AdvancePaid = "advance_paid", "已先行赔付", "Paid in advance by the mall";
        Recorded = "recorded", "线索已登记存档", "Report recorded";
    }
}

terms! {
    /// Why a filing is not accepted.
    DeclineReason {
        NotThisMall = "not_this_mall", "不是本商场的商户", "Not a merchant of this mall";
        NotConsumer = "not_consumer", "不属于生活消费争议", "Not a consumer dispute";
        AlreadyHandled = "already_handled", "已由法院、仲裁或行政机关处理", "Already before a court, an arbitrator or an authority";
        NoFacts = "no_facts", "没有可以核实的事实", "No facts that can be checked";
        Other = "other", "其他原因", "Another reason";
    }
}

terms! {
    /// Why mediation failed.
    FailureReason {
        MerchantRefuses = "merchant_refuses", "商家不同意", "The merchant does not agree";
        ConsumerRefuses = "consumer_refuses", "消费者不同意", "The consumer does not agree";
        NoReply = "no_reply", "一方不参加调解", "One side does not take part";
        FactsUnclear = "facts_unclear", "事实无法查清", "The facts cannot be cleared up";
    }
}
