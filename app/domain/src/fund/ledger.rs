//! The ledger: transactions in order, never changed, and what follows from them.

use serde::{Deserialize, Serialize};

use super::{Account, Movement, Posting, Refusal, movement::Approved};
use crate::{
    ids::{CaseId, MerchantId, PaymentId},
    moment::Moment,
    money::Yuan,
    role::Actor,
};

/// A transaction. Its postings sum to zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaction {
    /// [`Movement::key`]: unique.
    pub key: String,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: Actor,
    /// What.
    pub movement: Movement,
    /// The lines.
    pub postings: Vec<Posting>,
}

impl Transaction {
    /// Whose deposit it is about.
    #[must_use]
    pub fn merchant(&self) -> Option<MerchantId> {
        self.postings.iter().find_map(|posting| posting.account.merchant())
    }
}

/// The transactions of a contact point; for a decision those of one merchant and one case are enough.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger {
    /// Oldest first.
    pub transactions: Vec<Transaction>,
}

/// What [`Ledger::reconcile`] found wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unbalanced {
    /// Postings that do not sum to zero, or are not those of the movement.
    #[error("{0} does not balance")]
    Transaction(String),
    /// A key that occurs twice.
    #[error("{0} is posted twice")]
    Twice(String),
    /// A movement that the ledger before it would not have allowed.
    #[error("{0} is not covered: {1}")]
    Uncovered(String, Refusal),
}

impl Ledger {
    /// What an account stands at: debit positive.
    #[must_use]
    pub fn balance(&self, account: Account) -> Yuan {
        let postings = self.transactions.iter().flat_map(|t| &t.postings).filter(|posting| posting.account == account);
        Yuan::from_fen(postings.fold(0, |sum, posting| sum.saturating_add(posting.amount.fen())))
    }

    /// What a merchant's deposit still secures: deposit less what it has to make good.
    #[must_use]
    pub fn available(&self, merchant: MerchantId) -> Yuan {
        let deposit = self.balance(Account::Deposit(merchant)).fen().saturating_neg();
        Yuan::from_fen(deposit.saturating_sub(self.balance(Account::Receivable(merchant)).fen()))
    }

    /// What a merchant still has to make good of one payment; none where there is no such payment.
    #[must_use]
    pub fn owed(&self, case: CaseId, payment: PaymentId) -> Option<Yuan> {
        self.approved(case, payment)?;
        let of = self.transactions.iter().filter(|t| t.movement.payment() == Some((case, payment)));
        let lines = of.flat_map(|t| &t.postings).filter(|p| matches!(p.account, Account::Receivable(_)));
        Some(Yuan::from_fen(lines.map(|posting| posting.amount.fen()).sum()))
    }

    /// The transaction of a movement, to be kept by [`Ledger::take`] and in one database transaction with what it belongs to.
    ///
    /// # Errors
    /// A [`Refusal`] with the reason; nothing is to be kept then.
    pub fn post(&self, movement: &Movement, at: Moment, by: Actor) -> Result<Transaction, Refusal> {
        let may = match by {
            Actor::Staff { role, .. } => role.supervises(),
            // A case that is closed otherwise takes its approval back by itself.
            Actor::Server => matches!(movement, Movement::TakeBack { .. }),
            Actor::Consumer | Actor::Merchant => false,
        };
        if !may {
            return Err(Refusal::SupervisorOnly);
        }
        let postings = self.covered(movement)?;
        Ok(Transaction { key: movement.key(), at, by, movement: movement.clone(), postings: postings.to_vec() })
    }

    /// The ledger with one more transaction.
    #[must_use]
    pub fn take(mut self, transaction: Transaction) -> Self {
        self.transactions.push(transaction);
        self
    }

    /// Checks the whole ledger from its entries alone: each sums to zero, none occurs twice, none was uncovered.
    ///
    /// # Errors
    /// The first transaction that is wrong.
    pub fn reconcile(&self) -> Result<(), Unbalanced> {
        let mut before = Self::default();
        for transaction in &self.transactions {
            let key = || transaction.key.clone();
            let postings = before.covered(&transaction.movement).map_err(|why| match why {
                Refusal::PostedAlready => Unbalanced::Twice(key()),
                why => Unbalanced::Uncovered(key(), why),
            })?;
            if postings[..] != transaction.postings[..] || transaction.key != transaction.movement.key() {
                return Err(Unbalanced::Transaction(key()));
            }
            before.transactions.push(transaction.clone());
        }
        Ok(())
    }

    fn covered(&self, movement: &Movement) -> Result<[Posting; 2], Refusal> {
        if self.has(&movement.key()) {
            return Err(Refusal::PostedAlready);
        }
        if movement.amount().is_some_and(|amount| amount <= Yuan::ZERO || amount > Yuan::MAX) {
            return Err(Refusal::BadAmount);
        }
        if movement.receipt().is_some_and(|receipt| receipt.trim().is_empty()) {
            return Err(Refusal::ReceiptMissing);
        }
        let approved = movement.payment().and_then(|(case, payment)| self.approved(case, payment));
        match movement {
            Movement::TakeDeposit { .. } => {}
            Movement::ReturnDeposit { merchant, amount, .. } => self.has_free(*merchant, *amount)?,
            Movement::Approve { case, merchant, amount, .. } => {
                self.has_no_payment(*case)?;
                self.has_free(*merchant, *amount)?;
            }
            Movement::HandOver { case, payment } | Movement::TakeBack { case, payment } => {
                approved.ok_or(Refusal::NoSuchPayment)?;
                if self.is_handed_over(*case, *payment) || self.is_taken_back(*case, *payment) {
                    return Err(Refusal::PaymentOver);
                }
            }
            Movement::Recover { case, payment, amount, .. } | Movement::SetOff { case, payment, amount, .. } => {
                let owed = self.owed(*case, *payment).ok_or(Refusal::NoSuchPayment)?;
                if !self.is_handed_over(*case, *payment) {
                    return Err(Refusal::NotHandedOver);
                }
                if *amount > owed {
                    return Err(Refusal::MoreThanOwed { owed });
                }
            }
        }
        movement.postings(approved).ok_or(Refusal::BadAmount)
    }

    fn has_free(&self, merchant: MerchantId, needed: Yuan) -> Result<(), Refusal> {
        let available = self.available(merchant);
        if needed > available { Err(Refusal::Insufficient { needed, available }) } else { Ok(()) }
    }

    /// A case is paid once, whatever name a second payment has; one that was taken back does not count.
    fn has_no_payment(&self, of: CaseId) -> Result<(), Refusal> {
        let is_alive = |t: &Transaction| match t.movement {
            Movement::Approve { case, payment, .. } => case == of && !self.is_taken_back(case, payment),
            _ => false,
        };
        if self.transactions.iter().any(is_alive) { Err(Refusal::PaidAlready) } else { Ok(()) }
    }

    fn approved(&self, of: CaseId, named: PaymentId) -> Option<Approved> {
        self.transactions.iter().find_map(|t| match t.movement {
            Movement::Approve { case, payment, merchant, amount } if (case, payment) == (of, named) => {
                Some(Approved { merchant, amount })
            }
            _ => None,
        })
    }

    fn is_handed_over(&self, case: CaseId, payment: PaymentId) -> bool {
        self.has(&Movement::HandOver { case, payment }.key())
    }

    fn is_taken_back(&self, case: CaseId, payment: PaymentId) -> bool {
        self.has(&Movement::TakeBack { case, payment }.key())
    }

    fn has(&self, key: &str) -> bool {
        self.transactions.iter().any(|t| t.key == key)
    }
}
