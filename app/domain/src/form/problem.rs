//! What is wrong with a field, and what to do about it.

use serde::{Deserialize, Serialize};

use super::{FACTS_CHARS, Field};
use crate::{
    money::{NotAnAmount, Yuan},
    words::{Bilingual, Text, text},
};

/// A mistake in one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FieldError {
    /// Where.
    pub field: Field,
    /// What.
    pub problem: Problem,
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was given.
    Missing,
    /// None of the offered choices.
    UnknownChoice,
    /// Fewer characters than needed.
    TooShort(usize),
    /// More characters than fit.
    TooLong(usize),
    /// Not an amount.
    NotAnAmount,
    /// A comma that can be read in two ways: the amount with it as a point, and with it as a mark of groups.
    AmountComma {
        /// As a point.
        point: Option<Yuan>,
        /// As a mark of groups.
        grouped: Option<Yuan>,
    },
    /// More than two decimals.
    AmountTooFine,
    /// Over 9,999,999.99.
    AmountTooLarge,
    /// Below zero.
    AmountNegative,
    /// An amount that must be over zero.
    AmountZero,
    /// Not a day.
    NotADay,
    /// After today.
    InTheFuture,
    /// Before 1990.
    TooLongAgo,
    /// Cannot be dialled.
    NotAPhone,
    /// Must be agreed to.
    NotAgreed,
    /// Only a report of a violation may be anonymous.
    MayNotBeAnonymous,
}

impl FieldError {
    /// What to do, in both languages. Short, spoken, with an example where one helps.
    #[must_use]
    pub fn sentence(self) -> Bilingual {
        let plain: Text = match (self.problem, self.field) {
            (Problem::Missing, Field::Kind) => text(
                "请先选一项：咨询、投诉，还是举报线索。",
                "Please choose one: a question, a complaint or a report.",
            ),
            (Problem::Missing, Field::MerchantName) => text(
                "请写商户名称或铺位号；不清楚就选“不确定”。",
                "Please write the merchant or the stall number, or choose “not sure”.",
            ),
            (Problem::Missing, Field::Goods) => {
                text("请写买的是什么，例如：电饭煲。", "Please write what you bought, for example: rice cooker.")
            }
            (Problem::Missing, Field::GoodsKind) => {
                text("请选一种商品或服务。", "Please choose the kind of goods or service.")
            }
            (Problem::Missing, Field::PurchasedOn) => text(
                "请选哪一天买的；记不清就选大概的日子。",
                "Please choose the day of purchase; a rough date will do.",
            ),
            (Problem::Missing, Field::Amount) => text(
                "请写涉及多少钱，例如 1200；没有就写 0。",
                "Please write the amount, for example 1200; write 0 if none.",
            ),
            (Problem::Missing, Field::Category) => text(
                "请选是哪一类问题；拿不准就选“其他”。",
                "Please choose the kind of problem; choose “other” if unsure.",
            ),
            (Problem::Missing, Field::Facts) => {
                text("请写发生了什么，至少 10 个字。", "Please write what happened, at least 10 characters.")
            }
            (Problem::Missing, Field::Demands) => {
                text("请至少选一项您的要求。", "Please choose at least one thing you ask for.")
            }
            (Problem::Missing, Field::DemandAmount) => text(
                "选了退款或赔偿，请写要多少元，例如 320。",
                "You ask for a refund or compensation: please write how much, for example 320.",
            ),
            (Problem::Missing, Field::DemandWords) => text(
                "选了“其他”，请用一句话写您的要求。",
                "You chose “something else”: please write it in one sentence.",
            ),
            (Problem::Missing, Field::Name) => {
                text("请写姓名，方便我们称呼您。", "Please write your name so that we know how to address you.")
            }
            (Problem::Missing, Field::Phone) => {
                text("请写手机或电话，方便我们联系您。", "Please write a telephone number so that we can reach you.")
            }
            (Problem::Missing | Problem::NotAgreed, Field::PrivacyConsent) => text(
                "请先阅读并同意个人信息处理说明，才能提交。",
                "Please read and agree to the privacy notice before submitting.",
            ),
            (Problem::NotAgreed, Field::AgentAuthorised) => text(
                "替别人办理，请确认本人已经授权。",
                "If you act for someone, please confirm that they have authorised you.",
            ),
            (Problem::Missing | Problem::NotAgreed, _) => text("请填写这一项。", "Please fill in this field."),
            (Problem::UnknownChoice, _) => text("请从列出的选项里选一个。", "Please choose one of the options."),
            (Problem::TooShort(_), _) => text(
                "再多写一点，至少 {} 个字，我们才能弄清楚。",
                "Please write a little more, at least {} characters, so that we understand.",
            ),
            (Problem::TooLong(_), _) => text(
                "写得太长了，最多 {} 个字；可以先写要点，以后再补充。",
                "This is too long: at most {} characters. Write the main points; you can add more later.",
            ),
            (Problem::NotAnAmount, _) => return NotAnAmount::NotANumber.sentence(),
            (Problem::AmountComma { point, grouped }, _) => return NotAnAmount::Comma { point, grouped }.sentence(),
            (Problem::AmountTooFine, _) => return NotAnAmount::TooFine.sentence(),
            (Problem::AmountTooLarge, _) => return NotAnAmount::TooLarge.sentence(),
            (Problem::AmountNegative, _) => return NotAnAmount::Negative.sentence(),
            (Problem::AmountZero, _) => {
                text("请写大于 0 的金额，例如 320。", "Please write an amount above 0, for example 320.")
            }
            (Problem::NotADay, _) => {
                text("请写日期，例如 2026-11-20。", "Please write a date, for example 2026-11-20.")
            }
            (Problem::InTheFuture, _) => {
                text("日期不能晚于今天，请再看一下。", "The date cannot be after today; please check it.")
            }
            (Problem::TooLongAgo, _) => {
                text("日期太早了，请再看一下年份。", "The date is too long ago; please check the year.")
            }
            (Problem::NotAPhone, _) => text(
                "请写 11 位手机号，或座机号码，例如 021-61671254；有分机就写“转801”。",
                "Please write an 11-digit mobile number, or a telephone with area or country code, for example 021-61671254; an extension as “ext. 801”.",
            ),
            (Problem::MayNotBeAnonymous, _) => text(
                "只有举报线索可以匿名；咨询和投诉请留下联系方式。",
                "Only a report may be anonymous; for a question or complaint please leave your contact.",
            ),
        };
        match self.problem {
            Problem::TooShort(n) | Problem::TooLong(n) => plain.filled(&[&n.to_string()]),
            _ => plain.into(),
        }
    }

    /// A stable word for interfaces: `facts.too_short`.
    #[must_use]
    pub fn code(self) -> String {
        let problem = match self.problem {
            Problem::Missing => "missing",
            Problem::UnknownChoice => "unknown_choice",
            Problem::TooShort(_) => "too_short",
            Problem::TooLong(_) => "too_long",
            Problem::NotAnAmount => "not_an_amount",
            Problem::AmountComma { .. } => "amount_comma",
            Problem::AmountTooFine => "amount_too_fine",
            Problem::AmountTooLarge => "amount_too_large",
            Problem::AmountNegative => "amount_negative",
            Problem::AmountZero => "amount_zero",
            Problem::NotADay => "not_a_day",
            Problem::InTheFuture => "in_the_future",
            Problem::TooLongAgo => "too_long_ago",
            Problem::NotAPhone => "not_a_phone",
            Problem::NotAgreed => "not_agreed",
            Problem::MayNotBeAnonymous => "may_not_be_anonymous",
        };
        format!("{}.{problem}", self.field.name())
    }
}

/// The fewest characters of the facts, for the sentence above.
const _: () = assert!(FACTS_CHARS.0 == 10, "the sentence for missing facts names this number");
