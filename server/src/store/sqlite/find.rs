//! Reads what a batch needs to know: one statement for each table, whatever the number of operations.

use domain::case::Case;
use domain::ids::{CaseId, CaseNumber, PointId, StaffId};
use domain::moment::Moment;
use sqlx::{Encode, QueryBuilder, Row, Sqlite, SqliteConnection, Type};
use sync::protocol::{OpId, Seq};
use uuid::Uuid;

use super::fund;
use super::rows::{read, receipt, role};
use crate::store::StoreError;
use crate::store::cases::{ClaimHash, Found, Receiver, Waiting, Wanted};

pub(super) async fn find(tx: &mut SqliteConnection, point: PointId, wanted: &Wanted) -> Result<Found, StoreError> {
    let mut found = Found::default();
    receipts(tx, point, wanted, &mut found).await?;
    let cases = wanted.cases.iter().map(|case| case.0);
    let mut query = among("SELECT case_id, snapshot FROM cases WHERE point_id = ", point, "case_id", cases);
    for row in query.build().persistent(wanted.cases.len() == 1).fetch_all(&mut *tx).await? {
        let case: Case = read(row.try_get("snapshot")?)?;
        found.cases.insert(CaseId(row.try_get("case_id")?), case);
    }
    let hashes = wanted.claims.iter().map(|claim| claim.0.to_vec());
    let mut query = among("SELECT claim_hash, case_id FROM claims WHERE point_id = ", point, "claim_hash", hashes);
    for row in query.build().persistent(wanted.claims.len() == 1).fetch_all(&mut *tx).await? {
        found.claims.insert(claim_hash(row.try_get("claim_hash")?)?, CaseId(row.try_get("case_id")?));
    }
    if let Some(year) = wanted.filing_in {
        found.last_serial = last_serial(tx, point, year).await?;
    }
    if wanted.filing_in.is_some() || wanted.on_duty {
        found.on_duty = on_duty(tx, point).await?;
    }
    if !wanted.merchants.is_empty() {
        let rows = fund::merchants(tx, point, Some(&wanted.merchants)).await?;
        found.merchants = rows.into_iter().map(|row| (row.account.id, row)).collect();
        found.ledger = fund::ledger(tx, point, Some(&wanted.merchants)).await?;
    }
    Ok(found)
}

async fn receipts(
    tx: &mut SqliteConnection,
    point: PointId,
    wanted: &Wanted,
    found: &mut Found,
) -> Result<(), StoreError> {
    let ops = || wanted.ops.iter().map(|op| op.0);
    let persistent = wanted.ops.len() == 1;
    let mut query = among("SELECT op_id, hash, seq, receipt FROM ops WHERE point_id = ", point, "op_id", ops());
    for row in query.build().persistent(persistent).fetch_all(&mut *tx).await? {
        found.receipts.insert(OpId(row.try_get("op_id")?), receipt(&row)?);
    }
    let mut query = among("SELECT op_id, hash, seq, receipt FROM quarantine WHERE point_id = ", point, "op_id", ops());
    for row in query.build().persistent(persistent).fetch_all(&mut *tx).await? {
        let receipt = receipt(&row)?;
        found.quarantined.insert((OpId(row.try_get("op_id")?), receipt.hash.clone()), receipt);
    }
    Ok(())
}

pub(super) async fn unowned(
    tx: &mut SqliteConnection,
    point: PointId,
    after: Option<Waiting>,
    most: u32,
) -> Result<Vec<Waiting>, StoreError> {
    const SQL: &str = "SELECT received_at, case_id FROM cases WHERE point_id = $1 AND closed_at IS NULL \
                       AND (assignee IS NULL OR assignee IN (SELECT s.staff_id FROM staff s LEFT JOIN rosters r \
                       ON r.point_id = s.point_id AND r.staff_id = s.staff_id WHERE s.point_id = $1 \
                       AND (s.active = 0 OR (s.on_duty = 0 AND r.standing = 'on_leave')))) \
                       AND (received_at, case_id) > ($2, $3) ORDER BY received_at, case_id LIMIT $4";
    let (since, case) = after.map_or((i64::MIN, Uuid::nil()), |last| (last.received_at.millis(), last.case.0));
    let rows: Vec<(i64, Uuid)> =
        sqlx::query_as(SQL).bind(point.0).bind(since).bind(case).bind(most).fetch_all(tx).await?;
    let waiting = |(at, case)| Waiting { received_at: Moment::from_millis(at), case: CaseId(case) };
    Ok(rows.into_iter().map(waiting).collect())
}

pub(super) async fn warn_by(
    tx: &mut SqliteConnection,
    point: PointId,
    now: Moment,
    most: u32,
) -> Result<Vec<CaseId>, StoreError> {
    const SQL: &str = "SELECT case_id FROM cases WHERE point_id = $1 AND warn_at <= $2 ORDER BY warn_at LIMIT $3";
    let ids: Vec<Uuid> = sqlx::query_scalar(SQL).bind(point.0).bind(now.millis()).bind(most).fetch_all(tx).await?;
    Ok(ids.into_iter().map(CaseId).collect())
}

pub(super) async fn ended_before(
    tx: &mut SqliteConnection,
    point: PointId,
    before: Moment,
    most: u32,
) -> Result<Vec<CaseId>, StoreError> {
    const SQL: &str = "SELECT case_id FROM cases WHERE point_id = $1 AND closed_at < $2 AND gone_seq IS NULL \
                       ORDER BY closed_at LIMIT $3";
    let ids: Vec<Uuid> = sqlx::query_scalar(SQL).bind(point.0).bind(before.millis()).bind(most).fetch_all(tx).await?;
    Ok(ids.into_iter().map(CaseId).collect())
}

pub(super) async fn numbered(
    tx: &mut SqliteConnection,
    point: PointId,
    number: CaseNumber,
) -> Result<Option<Case>, StoreError> {
    const SQL: &str = "SELECT snapshot FROM cases WHERE point_id = $1 AND number_year = $2 AND number_serial = $3";
    let query = sqlx::query_scalar::<_, String>(SQL).bind(point.0).bind(number.year).bind(number.serial);
    query.fetch_optional(tx).await?.map(|snapshot| read(&snapshot)).transpose()
}

/// `… point_id = $1 AND column IN (NULL, $2, …)`. The parts are literals of this module, never a device's words.
pub(super) fn among<T>(
    select: &'static str,
    point: PointId,
    column: &'static str,
    values: impl Iterator<Item = T>,
) -> QueryBuilder<Sqlite>
where
    T: for<'q> Encode<'q, Sqlite> + Type<Sqlite> + Send + 'static,
{
    let mut query = QueryBuilder::new(select);
    query.push_bind(point.0).push(" AND ").push(column).push(" IN (");
    let mut list = query.separated(", ");
    // An empty list is no SQL that both engines accept.
    list.push("NULL");
    for value in values {
        list.push_bind(value);
    }
    query.push(")");
    query
}

pub(super) fn claim_hash(bytes: &[u8]) -> Result<ClaimHash, StoreError> {
    bytes.try_into().map(ClaimHash).map_err(|_| StoreError::Unreadable("a claim's hash has 32 bytes".to_owned()))
}

async fn last_serial(tx: &mut SqliteConnection, point: PointId, year: i32) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT last_serial FROM case_numbers WHERE point_id = $1 AND year = $2";
    let last: Option<i64> = sqlx::query_scalar(SQL).bind(point.0).bind(year).fetch_optional(tx).await?;
    Ok(last.and_then(|last| u32::try_from(last).ok()).unwrap_or_default())
}

async fn on_duty(tx: &mut SqliteConnection, point: PointId) -> Result<Vec<Receiver>, StoreError> {
    const SQL: &str = "SELECT s.staff_id, s.role, COALESCE(w.open_cases, 0), COALESCE(w.last_assigned, 0) \
                       FROM staff s LEFT JOIN workloads w ON w.point_id = s.point_id AND w.staff_id = s.staff_id \
                       WHERE s.point_id = $1 AND s.on_duty = 1 AND s.active = 1";
    let rows: Vec<(Uuid, String, i64, i64)> = sqlx::query_as(SQL).bind(point.0).fetch_all(tx).await?;
    let receiver = |(id, code, open_cases, last): (Uuid, String, i64, i64)| {
        Ok(Receiver { staff: StaffId(id), role: role(&code)?, open_cases, last_assigned: Seq(last) })
    };
    rows.into_iter().map(receiver).collect()
}
