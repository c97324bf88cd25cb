//! A filing that passed every rule of the form.

use serde::{Deserialize, Serialize};

use super::{Category, Demand, GoodsKind, GreenReason, Kind, Phone, Tag};
use crate::{
    moment::Day,
    money::{Amount, Yuan},
};

/// A checked filing: 咨询, 投诉 or 举报线索.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// What the person wants.
    pub kind: Kind,
    /// Whom it is about.
    pub merchant: Merchant,
    /// 商品或服务, in the person's words.
    pub goods: String,
    /// The kind of goods or service.
    pub goods_kind: GoodsKind,
    /// The day of purchase; a question about nothing bought has none.
    pub purchased_on: Option<Day>,
    /// 涉及金额; a question may have none.
    pub amount: Option<Yuan>,
    /// It was written with 「约」.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub amount_is_about: bool,
    /// 问题类别.
    pub category: Category,
    /// Prepaid card, minor, elderly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// What happened, as written.
    pub facts: String,
    /// 诉求.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub demands: Vec<Demand>,
    /// 诉求金额, for 退款 and 赔偿.
    pub demand_amount: Option<Yuan>,
    /// It was written with 「约」.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demand_is_about: bool,
    /// The demand in words, for 其他.
    pub demand_words: Option<String>,
    /// Agrees to mediation by the contact point.
    pub mediation_consent: bool,
    /// Who filed; none for an anonymous 举报线索.
    pub contact: Option<Contact>,
    /// Reasons for the 绿色通道.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub green_reasons: Vec<GreenReason>,
    /// The outcome may be published without personal data.
    pub publication_consent: bool,
    /// Version of the privacy notice agreed to (个人信息保护法 第十四条、第十七条).
    pub privacy_notice: u32,
}

impl Complaint {
    /// What a list shows: the goods.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.goods
    }

    /// 涉及金额, as it was said.
    #[must_use]
    pub fn concerned(&self) -> Option<Amount> {
        self.amount.map(|yuan| Amount { yuan, about: self.amount_is_about })
    }

    /// 诉求金额, as it was said.
    #[must_use]
    pub fn demanded(&self) -> Option<Amount> {
        self.demand_amount.map(|yuan| Amount { yuan, about: self.demand_is_about })
    }
}

/// Whom it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Merchant {
    /// 「不确定」: staff find out.
    Unsure,
    /// By name, by stall, or both.
    Named {
        /// Name on the sign.
        name: Option<String>,
        /// Stall number, such as `L2-031`.
        stall: Option<String>,
    },
}

/// How to reach the person. Never an identity number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Name as given.
    pub name: String,
    /// Number to call.
    pub phone: Phone,
    /// Where to write to.
    pub address: Option<String>,
    /// Who acts for the person.
    pub agent: Option<Agent>,
}

/// Somebody who files for the person concerned, with authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    /// Name as given.
    pub name: String,
}
