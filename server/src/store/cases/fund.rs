//! What is kept of the deposit pool: merchants, and the ledger's transactions.

use domain::fund::{Ledger, Transaction};
use sync::protocol::{MerchantAccount, Seq};

/// A merchant's account, and when staff last saw it change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MerchantRow {
    /// As the ledger sums up.
    pub account: MerchantAccount,
    /// Counted up with every change.
    pub rev: u64,
    /// The place of the last change.
    pub seq: Seq,
}

/// A transaction to be appended.
#[derive(Clone, Debug)]
pub struct NewTransaction {
    /// What is posted.
    pub transaction: Transaction,
    /// Its place in the point's history.
    pub seq: Seq,
}

/// The whole pool at one moment.
#[derive(Clone, Debug, Default)]
pub struct FundRead {
    /// Every merchant, by name.
    pub merchants: Vec<MerchantRow>,
    /// Every transaction, oldest first.
    pub ledger: Ledger,
}
