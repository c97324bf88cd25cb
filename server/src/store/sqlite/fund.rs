//! The deposit pool in SQLite.

use std::collections::HashMap;

use domain::fund::{Account, Ledger, Posting, Transaction};
use domain::ids::{MerchantId, PointId};
use domain::moment::Moment;
use domain::money::Yuan;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};
use sync::protocol::{MerchantAccount, Seq};
use uuid::Uuid;

use super::rows::{json, read, signed, unsigned};
use crate::store::StoreError;
use crate::store::cases::{Changes, MerchantRow, NewTransaction};

/// The merchants of a contact point, or those of these; by name.
pub(super) async fn merchants(
    tx: &mut SqliteConnection,
    point: PointId,
    only: Option<&[MerchantId]>,
) -> Result<Vec<MerchantRow>, StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new(
        "SELECT merchant_id, name, deposit, owed, rev, seq FROM merchants t WHERE t.point_id = ",
    );
    query.push_bind(point.0);
    of_these(&mut query, only);
    query.push(" ORDER BY name");
    let rows: Vec<(Uuid, String, i64, i64, i64, i64)> = query.build_query_as().fetch_all(tx).await?;
    let row = |(id, name, deposit, owed, rev, seq)| MerchantRow {
        account: MerchantAccount {
            id: MerchantId(id),
            name,
            deposit: Yuan::from_fen(deposit),
            owed: Yuan::from_fen(owed),
        },
        rev: unsigned(rev),
        seq: Seq(seq),
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Every transaction, or those of these merchants; oldest first.
pub(super) async fn ledger(
    tx: &mut SqliteConnection,
    point: PointId,
    only: Option<&[MerchantId]>,
) -> Result<Ledger, StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new(
        "SELECT p.key, p.account, p.merchant_id, p.amount FROM fund_postings p JOIN fund_transactions t \
         ON t.point_id = p.point_id AND t.key = p.key WHERE t.point_id = ",
    );
    query.push_bind(point.0);
    of_these(&mut query, only);
    query.push(" ORDER BY p.key, p.line");
    let rows: Vec<(String, String, Option<Uuid>, i64)> = query.build_query_as().fetch_all(&mut *tx).await?;
    let mut postings: HashMap<String, Vec<Posting>> = HashMap::new();
    for (key, word, merchant, amount) in rows {
        let posting = Posting { account: account(&word, merchant)?, amount: Yuan::from_fen(amount) };
        postings.entry(key).or_default().push(posting);
    }
    let mut query = QueryBuilder::<Sqlite>::new(
        "SELECT t.key, t.at, t.actor, t.movement FROM fund_transactions t WHERE t.point_id = ",
    );
    query.push_bind(point.0);
    of_these(&mut query, only);
    query.push(" ORDER BY t.seq");
    let rows = query.build().fetch_all(tx).await?;
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

pub(super) async fn write(tx: &mut SqliteConnection, point: PointId, changes: &Changes) -> Result<(), StoreError> {
    const MERCHANT: &str = "INSERT INTO merchants (point_id, merchant_id, name, deposit, owed, rev, seq) \
                            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (point_id, merchant_id) DO UPDATE SET \
                            name = excluded.name, deposit = excluded.deposit, owed = excluded.owed, \
                            rev = excluded.rev, seq = excluded.seq";
    for MerchantRow { account, rev, seq } in changes.merchants.values() {
        sqlx::query(MERCHANT)
            .bind(point.0)
            .bind(account.id.0)
            .bind(&account.name)
            .bind(account.deposit.fen())
            .bind(account.owed.fen())
            .bind(signed(*rev))
            .bind(seq.0)
            .execute(&mut *tx)
            .await?;
    }
    for new in &changes.money {
        post(tx, point, new).await?;
    }
    Ok(())
}

async fn post(tx: &mut SqliteConnection, point: PointId, new: &NewTransaction) -> Result<(), StoreError> {
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
        .execute(&mut *tx)
        .await?;
    for (line, posting) in (1_i64..).zip(&transaction.postings) {
        sqlx::query(POSTING)
            .bind(point.0)
            .bind(&transaction.key)
            .bind(line)
            .bind(word(posting.account))
            .bind(posting.account.merchant().map(|merchant| merchant.0))
            .bind(posting.amount.fen())
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

fn of_these(query: &mut QueryBuilder<Sqlite>, only: Option<&[MerchantId]>) {
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
