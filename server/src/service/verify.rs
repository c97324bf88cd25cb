//! `server verify`: whether what is kept adds up. Reads everything and changes nothing; a server may go on writing meanwhile.

use std::collections::BTreeMap;
use std::fmt;

use domain::fund::Account;
use domain::ids::PointId;
use domain::money::Yuan;

use crate::kinds::{self, Replay};
use crate::store::entities::{EntityKey, StoredEntity, WrongSum};
use crate::store::{StoreError, SyncStore};

/// So many entities are read at once.
const PAGE: u32 = 500;

/// What was read, and what does not add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Entities that were read, by kind.
    pub entities: BTreeMap<&'static str, u64>,
    /// Events that were played again.
    pub events: u64,
    /// Transactions of the deposit pool.
    pub transactions: usize,
    /// What does not add up.
    pub findings: Vec<Finding>,
}

/// Something that does not add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The running sum of a kind is not what its entities add up to. A server repairs it when it starts.
    Sum(WrongSum),
    /// An entity is not what its history makes of it.
    History(EntityKey),
    /// The history of an entity has a gap, or ends before the entity.
    Gap(EntityKey),
    /// A later version of the program wrote an entity, or it is damaged.
    Unreadable(EntityKey),
    /// The deposit pool's ledger does not balance.
    Ledger(String),
    /// The figures are not what the cases add up to. A server counts them anew when it starts.
    Figures,
    /// A merchant's account does not stand at what was posted.
    Account(EntityKey),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sum(WrongSum { kind, kept, counted }) => write!(
                f,
                "the running sum of {kind} differs ({} entities kept, {} counted); a server repairs it from the rows when it starts",
                kept.entities, counted.entities
            ),
            Self::History(key) => write!(f, "{} {} is not what its events make of it", key.kind, key.id),
            Self::Gap(key) => write!(f, "events of {} {} are missing", key.kind, key.id),
            Self::Unreadable(key) => {
                write!(f, "{} {} cannot be read: a later version wrote it, or it is damaged", key.kind, key.id)
            }
            Self::Figures => f.write_str(
                "the figures (分析汇总) are not what the cases add up to; a server counts them anew when it starts",
            ),
            Self::Ledger(why) => write!(f, "the deposit pool does not balance: {why}"),
            Self::Account(key) => write!(f, "merchant {} does not stand at what was posted", key.id),
        }
    }
}

/// Counts every sum anew, plays every history again, and balances the deposit pool.
///
/// # Errors
///
/// When the store cannot be read.
pub async fn verify(store: &dyn SyncStore, point: PointId) -> Result<Verified, StoreError> {
    let mut verified = Verified::default();
    verified.findings.extend(store.wrong_sums(point).await?.into_iter().map(Finding::Sum));
    if !store.figures_hold(point).await? {
        verified.findings.push(Finding::Figures);
    }
    let mut after = None;
    loop {
        let page = store.entities(point, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.key);
        for entity in &page {
            *verified.entities.entry(entity.key.kind).or_default() += 1;
            verified.findings.extend(history(store, point, entity, &mut verified.events).await?);
        }
    }
    let fund = store.fund(point).await?;
    verified.transactions = fund.ledger.transactions.len();
    if let Err(why) = fund.ledger.reconcile() {
        verified.findings.push(Finding::Ledger(format!("{why:?}")));
    }
    for account in &fund.merchants {
        let deposit = Yuan::from_fen(fund.ledger.balance(Account::Deposit(account.id)).fen().saturating_neg());
        let owed = fund.ledger.balance(Account::Receivable(account.id));
        if (deposit, owed) != (account.deposit, account.owed) {
            verified.findings.push(Finding::Account(kinds::merchant::key(account.id)));
        }
    }
    Ok(verified)
}

/// The log only grows: played up to the entity's revision it makes the entity, whatever was added since.
async fn history(
    store: &dyn SyncStore,
    point: PointId,
    entity: &StoredEntity,
    events_read: &mut u64,
) -> Result<Option<Finding>, StoreError> {
    let key = entity.key;
    if matches!(kinds::replay(key, &[]), Replay::NoHistory) {
        return Ok(None);
    }
    let mut events = store.events(point, key).await?;
    events.retain(|event| event.rev <= entity.rev);
    *events_read += events.len() as u64;
    if !events.iter().map(|event| event.rev).eq(1..=entity.rev) {
        return Ok(Some(Finding::Gap(key)));
    }
    let Replay::Entity(made) = kinds::replay(key, &events) else { return Ok(Some(Finding::Unreadable(key))) };
    // Read and written again: an earlier version left out what this one writes.
    let Some(kept) = kinds::read_state(key.kind, &entity.snapshot) else { return Ok(Some(Finding::Unreadable(key))) };
    Ok((kept.json()? != made.json()?).then_some(Finding::History(key)))
}
