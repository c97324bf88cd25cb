//! Merchants' accounts: changed by what the ledger posts, in the transaction that posts it.

use std::sync::Arc;

use domain::fund::{Account, Ledger, MERCHANT_KIND, MerchantAccount, MerchantEvent, Transaction};
use domain::ids::MerchantId;
use domain::kind::{KindInfo, Record};
use domain::moment::Moment;
use domain::money::Yuan;
use domain::role::Actor;
use http::Extensions;
use sync::protocol::{Op, Seq};

use super::{PreparedCommand, ServerKind};
use crate::service::{Batch, Changed, Prepared};
use crate::store::entities::{EntityKey, EntityState, FoundOfFund, FundWrites, NewTransaction};

/// Merchants' accounts.
#[derive(Debug)]
pub(super) struct MerchantKind;

impl ServerKind for MerchantKind {
    fn info(&self) -> &'static KindInfo {
        &MERCHANT_KIND
    }

    /// Money is posted beside the sync, or with a case's events.
    fn prepare(&self, _: &Op) -> Option<Box<dyn PreparedCommand>> {
        None
    }

    fn read_state(&self, json: &str) -> Option<Arc<dyn EntityState>> {
        let account: MerchantAccount = serde_json::from_str(json).ok()?;
        Some(Arc::new(account))
    }

    /// Posts what an operation moves.
    fn wrote(&self, batch: &mut Batch<'_>, op: &Prepared, ext: &Extensions, _: Seq) {
        for transaction in ext.get::<Moved>().map(|moved| moved.0.clone()).into_iter().flatten() {
            post(batch, op, transaction);
        }
    }
}

/// What an operation moves in the deposit pool, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moved(pub(crate) Vec<Transaction>);

/// Takes a transaction into the ledger; what the merchant's account stands at follows.
pub(crate) fn post(batch: &mut Batch<'_>, op: &Prepared, transaction: Transaction) {
    let ledger = &mut batch.found.ext.get_or_insert_default::<FoundOfFund>().0;
    ledger.transactions.push(transaction.clone());
    let ledger = ledger.clone();
    let mut seq = None;
    if let Some(account) = transaction.merchant().and_then(|id| batch.state::<MerchantAccount>(&key(id))).cloned() {
        let (after, event) = posted(&account, &ledger, &transaction);
        seq = Some(change(batch, op, after, &event, transaction.at, transaction.by));
    }
    let seq = seq.unwrap_or_else(|| batch.next_seq());
    let new = NewTransaction { transaction, seq };
    batch.changes.ext.get_or_insert_default::<FundWrites>().0.push(new);
}

/// Opens the account of a merchant.
pub(crate) fn open(batch: &mut Batch<'_>, op: &Prepared, account: MerchantAccount, by: Actor) {
    let event = MerchantEvent::Opened { name: account.name.clone() };
    let now = batch.now;
    change(batch, op, account, &event, now, by);
}

fn change(
    batch: &mut Batch<'_>,
    op: &Prepared,
    after: MerchantAccount,
    event: &MerchantEvent,
    at: Moment,
    by: Actor,
) -> Seq {
    let key = key(after.id);
    let rev = batch.found.entities.get(&key).map_or(0, |entity| entity.rev) + 1;
    let event = serde_json::to_string(event).unwrap_or_default();
    let records = vec![Record { rev, at, made_at: at, by, event }];
    batch.change_beside(Changed { key, rev, state: Arc::new(after), records, stays_gone: false }, op)
}

/// The name of a merchant's account among the entities.
pub(crate) const fn key(merchant: MerchantId) -> EntityKey {
    EntityKey { kind: MERCHANT_KIND.name, id: merchant.0 }
}

/// What the account stands at after a transaction that is in the ledger already, and what its history says of it.
fn posted(account: &MerchantAccount, ledger: &Ledger, transaction: &Transaction) -> (MerchantAccount, MerchantEvent) {
    let after = MerchantAccount {
        deposit: Yuan::from_fen(ledger.balance(Account::Deposit(account.id)).fen().saturating_neg()),
        owed: ledger.balance(Account::Receivable(account.id)),
        ..account.clone()
    };
    let event = MerchantEvent::Posted { key: transaction.key.clone(), deposit: after.deposit, owed: after.owed };
    (after, event)
}
