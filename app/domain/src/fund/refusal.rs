//! Why money does not move.

use serde::{Deserialize, Serialize};

use crate::{
    money::Yuan,
    words::{Bilingual, text},
};

/// Why a movement is refused. Nothing was posted then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It is in the ledger already.
    #[error("posted already")]
    PostedAlready,
    /// The case has a payment already.
    #[error("the case has a payment already")]
    PaidAlready,
    /// The merchant's deposit does not secure so much.
    #[error("{needed} is needed, {available} is there")]
    Insufficient {
        /// How much is asked.
        needed: Yuan,
        /// How much is free.
        available: Yuan,
    },
    /// There is no such payment.
    #[error("no such payment")]
    NoSuchPayment,
    /// The payment was taken back, or handed over, before.
    #[error("the payment is over")]
    PaymentOver,
    /// The money was not handed over yet.
    #[error("not handed over yet")]
    NotHandedOver,
    /// More than is still owed.
    #[error("only {owed} is owed")]
    MoreThanOwed {
        /// How much is.
        owed: Yuan,
    },
    /// Not an amount that can move.
    #[error("not an amount")]
    BadAmount,
    /// The number of a receipt or decision is missing.
    #[error("the receipt is missing")]
    ReceiptMissing,
    /// Only a supervisor may do this.
    #[error("only a supervisor may do this")]
    SupervisorOnly,
}

impl Refusal {
    /// What happened and what to do now.
    #[must_use]
    pub fn sentence(self) -> Bilingual {
        match self {
            Self::PostedAlready => {
                text("这笔账已经记过了，没有重复记账。", "This is in the ledger already; nothing was posted twice.")
            }
            Self::PaidAlready => text(
                "这个案件已经批准过先行赔付，不能再付一次。",
                "An advance payment was approved for this case already; it is not paid twice.",
            ),
            Self::Insufficient { needed, available } => {
                return text(
                    "保证金不足：需要 {} 元，可用 {} 元。请先让商家补缴。",
                    "The deposit is too small: {} yuan are needed, {} are free. The merchant has to pay in first.",
                )
                .filled(&[&needed.to_string(), &available.to_string()]);
            }
            Self::NoSuchPayment => text("没有这笔先行赔付，请核对。", "There is no such payment; please check."),
            Self::PaymentOver => text(
                "这笔赔付已经付出或取消，不能再变。",
                "This payment was made or taken back and cannot change any more.",
            ),
            Self::NotHandedOver => text(
                "这笔赔付还没有付给消费者，不能追偿。",
                "The consumer has not been paid yet; there is nothing to recover.",
            ),
            Self::MoreThanOwed { owed } => {
                return text("超过应追偿的金额：还差 {} 元。", "More than is owed: {} yuan are.")
                    .filled(&[&owed.to_string()]);
            }
            Self::BadAmount => text(
                "金额要大于 0，且不超过 9,999,999.99 元。",
                "The amount must be more than 0 and at most 9,999,999.99 yuan.",
            ),
            Self::ReceiptMissing => {
                text("请填写收据或决定的编号。", "Please give the number of the receipt or decision.")
            }
            Self::SupervisorOnly => text("资金由主管操作。", "Only a supervisor moves money."),
        }
        .into()
    }
}
