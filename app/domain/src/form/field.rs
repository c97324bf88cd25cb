//! The fields of the form and the calm steps in which they are asked.

use serde::{Deserialize, Serialize};

use crate::words::{Text, text};

macro_rules! fields {
    ($($variant:ident = $name:literal, $step:ident, $many:literal, $zh:literal, $en:literal;)+) => {
        /// A field of the form; its name is the name of the HTML control and the key of its error.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Field { $(#[doc = $zh] #[serde(rename = $name)] $variant,)+ }

        impl Field {
            /// Every field, in the order in which it is asked.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name of the control.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The label people read.
            #[must_use]
            pub const fn label(self) -> Text {
                match self { $(Self::$variant => text($zh, $en)),+ }
            }

            /// The step on which it is asked.
            #[must_use]
            pub const fn step(self) -> Step {
                match self { $(Self::$variant => Step::$step),+ }
            }

            /// Whether several values can be chosen.
            #[must_use]
            pub const fn takes_many(self) -> bool {
                match self { $(Self::$variant => $many),+ }
            }
        }
    };
}

fields! {
    Kind = "kind", Kind, false, "您要办什么", "What you need";
    MerchantUnsure = "merchant_unsure", Purchase, false, "不确定是哪家商户", "Not sure which merchant";
    MerchantName = "merchant_name", Purchase, false, "商户名称", "Merchant";
    Stall = "stall", Purchase, false, "铺位号", "Stall number";
    Goods = "goods", Purchase, false, "商品或服务", "Goods or service";
    GoodsKind = "goods_kind", Purchase, false, "商品或服务的种类", "Kind of goods or service";
    PurchasedOn = "purchased_on", Purchase, false, "消费日期", "Date of purchase";
    Amount = "amount", Purchase, false, "涉及金额（元）", "Amount concerned (yuan)";
    Category = "category", Facts, false, "问题类别", "Kind of problem";
    Tags = "tags", Facts, true, "是否涉及", "Does it concern";
    Facts = "facts", Facts, false, "发生了什么", "What happened";
    Demands = "demands", Demand, true, "您希望怎么解决", "What you ask for";
    DemandAmount = "demand_amount", Demand, false, "希望退款或赔偿多少元", "Refund or compensation asked for (yuan)";
    DemandWords = "demand_words", Demand, false, "其他要求", "Other demand";
    MediationConsent = "mediation_consent", Demand, false, "我愿意由联络点调解", "I agree to mediation by the contact point";
    Anonymous = "anonymous", Contact, false, "匿名举报", "Report without my name";
    Name = "name", Contact, false, "姓名", "Name";
    Phone = "phone", Contact, false, "手机或电话", "Telephone";
    Address = "address", Contact, false, "联系地址（选填）", "Address (optional)";
    AgentName = "agent_name", Contact, false, "代办人姓名（选填）", "Name of the person acting for you (optional)";
    AgentAuthorised = "agent_authorised", Contact, false, "本人已授权代办人办理", "The person concerned has authorised this agent";
    GreenReasons = "green_reasons", Contact, true, "需要优先照顾吗（选填）", "Do you need priority (optional)";
    PublicationConsent = "publication_consent", Contact, false, "同意隐去个人信息后公开处理结果（选填）", "The outcome may be published without personal data (optional)";
    PrivacyConsent = "privacy_consent", Contact, false, "我已阅读并同意个人信息处理说明", "I have read and agree to the privacy notice";
}

impl Field {
    /// The field of a control's name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.name() == name)
    }
}

/// One calm step at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 咨询, 投诉 or 举报线索.
    Kind,
    /// Where, what, when, how much.
    Purchase,
    /// What happened.
    Facts,
    /// What should be done.
    Demand,
    /// Who is asking.
    Contact,
    /// Everything once more, then submit.
    Review,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 6] = [Self::Kind, Self::Purchase, Self::Facts, Self::Demand, Self::Contact, Self::Review];

    /// 1 to 6.
    #[must_use]
    pub const fn number(self) -> usize {
        self as usize + 1
    }

    /// The next step, where there is one.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The step before, where there is one.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        (self as usize).checked_sub(1).and_then(|i| Self::ALL.get(i).copied())
    }

    /// The question the step asks.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Kind => text("您要办什么？", "What do you need?"),
            Self::Purchase => text("在哪家买的，买了什么？", "Where and what did you buy?"),
            Self::Facts => text("发生了什么？", "What happened?"),
            Self::Demand => text("您希望怎么解决？", "What do you ask for?"),
            Self::Contact => text("怎么联系您？", "How can we reach you?"),
            Self::Review => text("请核对一遍", "Please check once more"),
        }
    }
}
