//! What happens to the pool.

use serde::{Deserialize, Serialize};

use super::{Account, Posting};
use crate::{
    ids::{CaseId, MerchantId, PaymentId},
    money::Yuan,
    words::{Text, text},
};

/// A movement of money. Its key names it: the same key is never posted twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// A merchant pays in a deposit.
    TakeDeposit {
        /// Who.
        merchant: MerchantId,
        /// How much.
        amount: Yuan,
        /// Number of the receipt, which occurs once.
        receipt: String,
    },
    /// What is not needed as security goes back.
    ReturnDeposit {
        /// To whom.
        merchant: MerchantId,
        /// How much.
        amount: Yuan,
        /// Number of the receipt, which occurs once.
        receipt: String,
    },
    /// A supervisor approves an advance payment.
    Approve {
        /// For which case.
        case: CaseId,
        /// Its name.
        payment: PaymentId,
        /// Whose deposit secures it.
        merchant: MerchantId,
        /// How much.
        amount: Yuan,
    },
    /// The consumer has the money.
    HandOver {
        /// For which case.
        case: CaseId,
        /// Which payment.
        payment: PaymentId,
    },
    /// An approval is taken back before the money was handed over.
    TakeBack {
        /// For which case.
        case: CaseId,
        /// Which payment.
        payment: PaymentId,
    },
    /// The merchant makes good what was paid for it (追偿).
    Recover {
        /// For which case.
        case: CaseId,
        /// Which payment.
        payment: PaymentId,
        /// How much of it.
        amount: Yuan,
        /// Number of the receipt, which occurs once.
        receipt: String,
    },
    /// What it does not make good is taken from its deposit.
    SetOff {
        /// For which case.
        case: CaseId,
        /// Which payment.
        payment: PaymentId,
        /// How much of it.
        amount: Yuan,
        /// Number of the decision, which occurs once.
        receipt: String,
    },
}

/// An approved payment, as later movements need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Approved {
    pub(super) merchant: MerchantId,
    pub(super) amount: Yuan,
}

impl Movement {
    /// The key of its transaction: unique in a contact point's ledger, and in its database.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::TakeDeposit { merchant, receipt, .. } => format!("deposit/{merchant}/{receipt}"),
            Self::ReturnDeposit { merchant, receipt, .. } => format!("return/{merchant}/{receipt}"),
            Self::Approve { case, payment, .. } => format!("approve/{case}/{payment}"),
            Self::HandOver { case, payment } => format!("pay/{case}/{payment}"),
            Self::TakeBack { case, payment } => format!("take_back/{case}/{payment}"),
            Self::Recover { case, payment, receipt, .. } => format!("recover/{case}/{payment}/{receipt}"),
            Self::SetOff { case, payment, receipt, .. } => format!("set_off/{case}/{payment}/{receipt}"),
        }
    }

    /// What a statement calls it.
    #[must_use]
    pub const fn name(&self) -> Text {
        match self {
            Self::TakeDeposit { .. } => text("收保证金", "Deposit in"),
            Self::ReturnDeposit { .. } => text("退保证金", "Deposit returned"),
            Self::Approve { .. } => text("批准先行赔付", "Payment approved"),
            Self::HandOver { .. } => text("付给消费者", "Paid to the consumer"),
            Self::TakeBack { .. } => text("取消先行赔付", "Approval taken back"),
            Self::Recover { .. } => text("商家补缴（追偿）", "Made good by the merchant"),
            Self::SetOff { .. } => text("抵扣保证金（追偿）", "Set off against the deposit"),
        }
    }

    /// The payment that it is about.
    #[must_use]
    pub const fn payment(&self) -> Option<(CaseId, PaymentId)> {
        match self {
            Self::TakeDeposit { .. } | Self::ReturnDeposit { .. } => None,
            Self::Approve { case, payment, .. }
            | Self::HandOver { case, payment }
            | Self::TakeBack { case, payment }
            | Self::Recover { case, payment, .. }
            | Self::SetOff { case, payment, .. } => Some((*case, *payment)),
        }
    }

    /// The amount that it names itself.
    pub(super) const fn amount(&self) -> Option<Yuan> {
        match self {
            Self::TakeDeposit { amount, .. }
            | Self::ReturnDeposit { amount, .. }
            | Self::Approve { amount, .. }
            | Self::Recover { amount, .. }
            | Self::SetOff { amount, .. } => Some(*amount),
            Self::HandOver { .. } | Self::TakeBack { .. } => None,
        }
    }

    /// The number of the receipt or decision behind it.
    #[must_use]
    pub const fn receipt(&self) -> Option<&String> {
        match self {
            Self::TakeDeposit { receipt, .. }
            | Self::ReturnDeposit { receipt, .. }
            | Self::Recover { receipt, .. }
            | Self::SetOff { receipt, .. } => Some(receipt),
            _ => None,
        }
    }

    /// Debit, credit and amount. `approved` is the payment that a later movement is about.
    pub(super) fn postings(&self, approved: Option<Approved>) -> Option<[Posting; 2]> {
        use Account as A;
        let (debit, credit, amount) = match (self, approved) {
            (Self::TakeDeposit { merchant, amount, .. }, _) => (A::Bank, A::Deposit(*merchant), *amount),
            (Self::ReturnDeposit { merchant, amount, .. }, _) => (A::Deposit(*merchant), A::Bank, *amount),
            (Self::Approve { merchant, amount, .. }, _) => (A::Receivable(*merchant), A::Payouts(*merchant), *amount),
            (Self::HandOver { .. }, Some(of)) => (A::Payouts(of.merchant), A::Bank, of.amount),
            (Self::TakeBack { .. }, Some(of)) => (A::Payouts(of.merchant), A::Receivable(of.merchant), of.amount),
            (Self::Recover { amount, .. }, Some(of)) => (A::Bank, A::Receivable(of.merchant), *amount),
            (Self::SetOff { amount, .. }, Some(of)) => (A::Deposit(of.merchant), A::Receivable(of.merchant), *amount),
            _ => return None,
        };
        let against = Yuan::from_fen(amount.fen().checked_neg()?);
        Some([Posting { account: debit, amount }, Posting { account: credit, amount: against }])
    }
}
