//! The accounts and what is posted to them.

use serde::{Deserialize, Serialize};

use crate::{
    ids::MerchantId,
    money::Yuan,
    words::{Text, text},
};

/// An account of the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// 银行存款: the money itself.
    Bank,
    /// 保证金: what is held for a merchant. What is owed, so its balance is negative or zero.
    Deposit(MerchantId),
    /// 待付赔款: approved and not handed over yet. What is owed, so negative or zero.
    Payouts(MerchantId),
    /// 应收追偿: what a merchant has to make good. Positive or zero.
    Receivable(MerchantId),
}

impl Account {
    /// Whose it is; none for the pool's own.
    #[must_use]
    pub const fn merchant(self) -> Option<MerchantId> {
        match self {
            Self::Bank => None,
            Self::Deposit(merchant) | Self::Payouts(merchant) | Self::Receivable(merchant) => Some(merchant),
        }
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Bank => text("银行存款", "Bank"),
            Self::Deposit(_) => text("保证金", "Deposit"),
            Self::Payouts(_) => text("待付赔款", "Payments approved"),
            Self::Receivable(_) => text("应收追偿", "To be made good"),
        }
    }
}

/// One line of a transaction: positive is debit (借), negative is credit (贷).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Where.
    #[serde(flatten)]
    pub account: Account,
    /// How much.
    pub amount: Yuan,
}
