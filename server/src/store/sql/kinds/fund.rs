//! The deposit pool.

use super::super::tx::Tx;
use std::collections::HashMap;

use async_trait::async_trait;
use domain::fund::{Account, Ledger, MERCHANT_KIND, MerchantAccount, Posting, Transaction};
use domain::ids::{MerchantId, PointId};
use domain::moment::Moment;
use domain::money::Yuan;
use sqlx::{QueryBuilder, Row};
use uuid::Uuid;

use super::super::engine::{Db, storable};
use super::super::rows::{json, read};
use super::KindRows;
use crate::store::StoreError;
use crate::store::entities::{Changes, Found, FoundOfFund, FundWrites, NewTransaction, Wanted, WantedOfFund};

/// The rows of the ledger.
#[derive(Debug)]
pub(in super::super) struct FundRows;

#[async_trait]
impl KindRows for FundRows {
    async fn find(&self, tx: &mut Tx, point: PointId, wanted: &Wanted, found: &mut Found) -> Result<(), StoreError> {
        if let Some(WantedOfFund(merchants)) = wanted.ext.get::<WantedOfFund>().filter(|of| !of.0.is_empty()) {
            found.ext.insert(FoundOfFund(ledger(tx, point, Some(merchants)).await?));
        }
        Ok(())
    }

    async fn write(&self, tx: &mut Tx, point: PointId, changes: &Changes) -> Result<(), StoreError> {
        for (key, change) in changes.entities.iter().filter(|(key, _)| key.kind == MERCHANT_KIND.name) {
            if let Some(account) = change.after.as_type::<MerchantAccount>() {
                merchant(tx, point, MerchantId(key.id), account).await?;
            }
        }
        for new in changes.ext.get::<FundWrites>().map(|writes| writes.0.iter()).into_iter().flatten() {
            post(tx, point, new).await?;
        }
        Ok(())
    }
}

/// The merchants of a contact point, by name.
pub(in super::super) async fn merchants(tx: &mut Tx, point: PointId) -> Result<Vec<MerchantAccount>, StoreError> {
    const SQL: &str = "SELECT merchant_id, name, deposit, owed FROM merchants WHERE point_id = $1 ORDER BY name";
    let rows: Vec<(Uuid, String, i64, i64)> = sqlx::query_as(SQL).bind(point.0).fetch_all(&mut **tx).await?;
    let account = |(id, name, deposit, owed)| MerchantAccount {
        id: MerchantId(id),
        name,
        deposit: Yuan::from_fen(deposit),
        owed: Yuan::from_fen(owed),
    };
    Ok(rows.into_iter().map(account).collect())
}

async fn merchant(tx: &mut Tx, point: PointId, id: MerchantId, account: &MerchantAccount) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO merchants (point_id, merchant_id, name, deposit, owed) VALUES ($1, $2, $3, $4, $5) \
                       ON CONFLICT (point_id, merchant_id) DO UPDATE SET name = excluded.name, \
                       deposit = excluded.deposit, owed = excluded.owed";
    let query = sqlx::query(SQL).bind(point.0).bind(id.0).bind(storable(&account.name));
    query.bind(account.deposit.fen()).bind(account.owed.fen()).execute(&mut **tx).await?;
    Ok(())
}

/// Every transaction, or those of these merchants; oldest first.
pub(in super::super) async fn ledger(
    tx: &mut Tx,
    point: PointId,
    only: Option<&[MerchantId]>,
) -> Result<Ledger, StoreError> {
    let mut query = QueryBuilder::<Db>::new(
        "SELECT p.key, p.account, p.merchant_id, p.amount FROM fund_postings p JOIN fund_transactions t \
         ON t.point_id = p.point_id AND t.key = p.key WHERE t.point_id = ",
    );
    query.push_bind(point.0);
    of_these(&mut query, only);
    query.push(" ORDER BY p.key, p.line");
    let rows: Vec<(String, String, Option<Uuid>, i64)> = query.build_query_as().fetch_all(&mut **tx).await?;
    let mut postings: HashMap<String, Vec<Posting>> = HashMap::new();
    for (key, word, merchant, amount) in rows {
        let posting = Posting { account: account(&word, merchant)?, amount: Yuan::from_fen(amount) };
        postings.entry(key).or_default().push(posting);
    }
    let mut query =
        QueryBuilder::<Db>::new("SELECT t.key, t.at, t.actor, t.movement FROM fund_transactions t WHERE t.point_id = ");
    query.push_bind(point.0);
    of_these(&mut query, only);
    query.push(" ORDER BY t.seq");
    let rows = query.build().fetch_all(&mut **tx).await?;
    let transactions = rows.iter().map(|row| {
        let key: String = row.try_get("key")?;
        Ok(Transaction {
            postings: postings.remove(&key).unwrap_or_default(),
            key,
            at: Moment::from_millis(row.try_get("at")?),
            by: read(row.try_get("actor")?)?,
            movement: read(row.try_get("movement")?)?,
        })
    });
    Ok(Ledger { transactions: transactions.collect::<Result<_, StoreError>>()? })
}

async fn post(tx: &mut Tx, point: PointId, new: &NewTransaction) -> Result<(), StoreError> {
    const TRANSACTION: &str = "INSERT INTO fund_transactions (point_id, key, seq, merchant_id, at, actor, movement) \
                               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    const POSTING: &str = "INSERT INTO fund_postings (point_id, key, line, account, merchant_id, amount) \
                           VALUES ($1, $2, $3, $4, $5, $6)";
    let NewTransaction { transaction, seq } = new;
    sqlx::query(TRANSACTION)
        .bind(point.0)
        .bind(&transaction.key)
        .bind(seq.0)
        .bind(transaction.merchant().map(|merchant| merchant.0))
        .bind(transaction.at.millis())
        .bind(json(&transaction.by)?)
        .bind(json(&transaction.movement)?)
        .execute(&mut **tx)
        .await?;
    for (line, posting) in (1_i64..).zip(&transaction.postings) {
        sqlx::query(POSTING)
            .bind(point.0)
            .bind(&transaction.key)
            .bind(line)
            .bind(word(posting.account))
            .bind(posting.account.merchant().map(|merchant| merchant.0))
            .bind(posting.amount.fen())
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

fn of_these(query: &mut QueryBuilder<Db>, only: Option<&[MerchantId]>) {
    let Some(only) = only else { return };
    query.push(" AND t.merchant_id IN (");
    let mut list = query.separated(", ");
    // An empty list is no SQL that both engines accept.
    list.push("NULL");
    for merchant in only {
        list.push_bind(merchant.0);
    }
    query.push(")");
}

const fn word(account: Account) -> &'static str {
    match account {
        Account::Bank => "bank",
        Account::Deposit(_) => "deposit",
        Account::Payouts(_) => "payouts",
        Account::Receivable(_) => "receivable",
    }
}

fn account(word: &str, merchant: Option<Uuid>) -> Result<Account, StoreError> {
    match (word, merchant.map(MerchantId)) {
        ("bank", None) => Ok(Account::Bank),
        ("deposit", Some(merchant)) => Ok(Account::Deposit(merchant)),
        ("payouts", Some(merchant)) => Ok(Account::Payouts(merchant)),
        ("receivable", Some(merchant)) => Ok(Account::Receivable(merchant)),
        _ => Err(StoreError::Unreadable(format!("no account is called {word}"))),
    }
}
