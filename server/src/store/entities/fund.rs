//! What is kept of the deposit pool besides the merchants' accounts: the ledger's transactions.

use domain::fund::{Ledger, MerchantAccount, Transaction};
use domain::ids::MerchantId;
use sync::protocol::Seq;

/// Merchants whose transactions must be known.
#[derive(Clone, Debug, Default)]
pub struct WantedOfFund(pub Vec<MerchantId>);

/// Every transaction of these merchants, oldest first of each.
#[derive(Clone, Debug, Default)]
pub struct FoundOfFund(pub Ledger);

/// A transaction to be appended.
#[derive(Clone, Debug)]
pub struct NewTransaction {
    /// What is posted.
    pub transaction: Transaction,
    /// Its place in the point's history.
    pub seq: Seq,
}

/// What was posted, in order.
#[derive(Clone, Debug, Default)]
pub struct FundWrites(pub Vec<NewTransaction>);

/// The whole pool at one moment.
#[derive(Clone, Debug, Default)]
pub struct FundRead {
    /// Every merchant, by name.
    pub merchants: Vec<MerchantAccount>,
    /// Every transaction, oldest first.
    pub ledger: Ledger,
}
