//! What people establish while a case is worked on: consents, replies, proof, words for staff only.

use serde::{Deserialize, Serialize};

use crate::{
    form::terms,
    ids::{CaseId, MerchantId, PaymentId},
    moment::Moment,
    money::Yuan,
};

/// Words for staff only. They are of another type than what a consumer reads, so that a note can become public by
/// nobody's slip: only [`StaffOnly::for_staff`] gives them out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StaffOnly(String);

impl StaffOnly {
    /// The words, for a page that only staff see.
    #[must_use]
    pub fn for_staff(&self) -> &str {
        &self.0
    }

    /// Nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for StaffOnly {
    fn from(words: String) -> Self {
        Self(words)
    }
}

impl From<&str> for StaffOnly {
    fn from(words: &str) -> Self {
        Self(words.to_owned())
    }
}

terms! {
    /// A side of the dispute.
    Party {
        Consumer = "consumer", "消费者", "the consumer";
        Merchant = "merchant", "商家", "the merchant";
    }
}

terms! {
    /// How somebody agreed.
    ConsentWay {
        InPerson = "in_person", "当面", "In person";
        Phone = "phone", "电话", "By telephone";
        Written = "written", "书面", "In writing";
        Online = "online", "本人在线确认", "Online, by themselves";
        /// Confirmed by who begins the mediation.
        Attested = "attested", "经办人确认", "Confirmed by staff";
    }
}

terms! {
    /// Where a merchant stands on a complaint.
    Stance {
        Agrees = "agrees", "同意诉求", "Agrees";
        Offers = "offers", "提出其他方案", "Offers something else";
        Refuses = "refuses", "不同意", "Refuses";
        Left = "left", "已撤场或失联", "Has left";
    }
}

terms! {
    /// Why a case is given to somebody else than by handing over.
    AssignReason {
        NobodyOnDuty = "nobody_on_duty", "收到时无人在岗", "It came in while nobody was on duty";
        Absent = "absent", "经办人不在岗", "Who worked on it is absent";
        Recused = "recused", "经办人回避", "Who worked on it steps aside";
        Workload = "workload", "均衡工作量", "To share the work";
    }
}

terms! {
    /// What a linked case is to this one.
    LinkKind {
        Report = "report", "由本件分立的举报线索", "Report split off from this case";
        Origin = "origin", "分立前的投诉", "The complaint it was split from";
    }
}

terms! {
    /// What a command lacks.
    Gap {
        Performs = "performs", "履行方式（修理、退款等）", "what is performed (repair, refund, …)";
        Amount = "amount", "金额（大于 0）", "the amount (more than nothing)";
        PerformBy = "perform_by", "履行日期（今天或以后）", "the day (today or later)";
        Evidence = "evidence", "凭证（文件标识不对）", "the evidence (its name is not right)";
        Payment = "payment", "付款编号", "the payment's name";
        Merchant = "merchant", "付款对应的商户", "the merchant whose deposit is used";
        Stars = "stars", "评价（1 到 5 分）", "the rating (1 to 5)";
        SellerInfo = "seller_info", "销售者的名称、地址和联系方式", "the seller's name, address and contact";
        ReadBack = "read_back", "向消费者复述并得到确认", "reading it back to the consumer";
        PrivacyConsent = "privacy_consent", "消费者同意处理个人信息的说明", "how the consumer agreed to the processing of personal data";
        ReferralNumber = "referral_number", "转办单号", "the number under which it was referred";
        Reminder = "reminder", "提醒的日期（今天或以后）", "the day of the reminder (today or later)";
        Facts = "facts", "线索的事实（10 到 2000 字）", "the facts (10 to 2000 characters)";
    }
}

/// Whether one side agrees to mediation. The latest of each side holds: consent is voluntary to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Whose.
    pub party: Party,
    /// Agreed, or refused.
    pub agrees: bool,
    /// How it was given.
    pub way: ConsentWay,
    /// When it was recorded.
    pub at: Moment,
}

/// Proof that what was agreed has been carried out (履行).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// What was done, which the consumer reads.
    pub words: String,
    /// SHA-256 of photos, receipts and transfers, in lower-case hexadecimal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// What shows it, in a line for staff.
    #[serde(default, skip_serializing_if = "StaffOnly::is_empty")]
    pub receipt: StaffOnly,
}

/// A payment out of the deposit pool (先行赔付).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdvancePayment {
    /// Its name: together with the case it is paid once.
    pub id: PaymentId,
    /// From whose deposit.
    pub merchant: MerchantId,
    /// How much.
    pub amount: Yuan,
    /// When the money was handed over; none while it is only approved.
    pub paid_at: Option<Moment>,
}

/// What a consumer thinks of how it went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// 1 to 5.
    pub stars: u8,
    /// In words; may be empty.
    pub words: String,
}

/// What is given to a consumer who applies after mediation failed (依申请提供销售者信息): these three and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SellerInfo {
    /// The seller's real name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Where it can be reached.
    pub contact: String,
}

/// Another case that belongs to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Which.
    pub case: CaseId,
    /// What it is to this one.
    pub is: LinkKind,
}
