//! What is kept of cases besides the entities: by what they are found, claim codes, numbers, and who has how many.

use super::super::tx::Tx;
use async_trait::async_trait;
use domain::case::Case;
use domain::ids::{CaseId, CaseNumber, MerchantId, PointId, StaffId};
use domain::moment::Moment;
use sqlx::{QueryBuilder, Row};
use sync::protocol::Seq;
use uuid::Uuid;

use super::super::engine::{Db, storable};
use super::super::find::{among, claim_hash};
use super::super::rows::column;
use super::super::rows::{read, role, run};
use super::super::write::ROWS;
use super::KindRows;
use crate::store::StoreError;
use crate::store::entities::{
    CaseIndexRow, CaseWrites, Changes, Found, FoundOfCases, Receiver, Waiting, Wanted, WantedOfCases,
};

/// The column by which a number is found: its hash, under a key of its own.
pub(in super::super) const PHONE: &str = "phone";

/// The rows of cases.
#[derive(Debug)]
pub(in super::super) struct CaseRows;

#[async_trait]
impl KindRows for CaseRows {
    async fn find(&self, tx: &mut Tx, point: PointId, wanted: &Wanted, found: &mut Found) -> Result<(), StoreError> {
        let Some(wanted) = wanted.ext.get::<WantedOfCases>() else { return Ok(()) };
        let mut of_cases = FoundOfCases::default();
        if !wanted.claims.is_empty() {
            let hashes = wanted.claims.iter().map(|claim| claim.0.to_vec());
            let mut query =
                among("SELECT claim_hash, case_id FROM claims WHERE point_id = ", point, "claim_hash", hashes);
            for row in query.build().persistent(wanted.claims.len() == 1).fetch_all(&mut **tx).await? {
                of_cases.claims.insert(claim_hash(row.try_get("claim_hash")?)?, CaseId(row.try_get("case_id")?));
            }
        }
        if let Some(year) = wanted.filing_in {
            of_cases.last_serial = last_serial(tx, point, year).await?;
        }
        if wanted.filing_in.is_some() || wanted.on_duty {
            of_cases.on_duty = on_duty(tx, point).await?;
        }
        found.ext.insert(of_cases);
        Ok(())
    }

    async fn write(&self, tx: &mut Tx, point: PointId, changes: &Changes) -> Result<(), StoreError> {
        for gone in changes.gone.iter().filter(|key| key.kind == domain::case::KIND.name) {
            const GONE: &str = "UPDATE case_index SET in_scope = 0 WHERE point_id = $1 AND case_id = $2";
            sqlx::query(GONE).bind(point.0).bind(gone.id).execute(&mut **tx).await?;
        }
        let Some(writes) = changes.ext.get::<CaseWrites>() else { return Ok(()) };
        index(tx, point, changes, writes).await?;
        for some in writes.claims.chunks(ROWS) {
            let mut query = QueryBuilder::<Db>::new("INSERT INTO claims (point_id, claim_hash, case_id) ");
            query.push_values(some, |mut row, (claim, case)| {
                row.push_bind(point.0).push_bind(claim.0.to_vec()).push_bind(case.0);
            });
            run(tx, query, some.len()).await?;
        }
        counters(tx, point, writes).await
    }
}

async fn index(tx: &mut Tx, point: PointId, changes: &Changes, writes: &CaseWrites) -> Result<(), StoreError> {
    let in_scope = |case: &CaseId| {
        let key = crate::store::entities::EntityKey { kind: domain::case::KIND.name, id: case.0 };
        changes.entities.get(&key).is_none_or(|change| change.after.gone.is_none())
    };
    // Nobody looks for a number but by its hash.
    let phone = |row: &CaseIndexRow| tx.codec().blind(PHONE, &storable(&row.phone)).swap_remove(0);
    let rows: Vec<_> = writes.index.iter().map(|(case, row)| (case, row, phone(row))).collect();
    for some in rows.chunks(ROWS) {
        let mut query = QueryBuilder::<Db>::new(
            "INSERT INTO case_index (point_id, case_id, number_year, number_serial, first_receiver, assignee, received_at, \
             closed_at, warn_at, phone, merchant_id, in_scope) ",
        );
        query.push_values(some, |mut values, (case, row, phone)| {
            values
                .push_bind(point.0)
                .push_bind(case.0)
                .push_bind(row.number.map(|number| number.year))
                .push_bind(row.number.map(|number| i64::from(number.serial)))
                .push_bind(row.first_receiver.map(|staff| staff.0))
                .push_bind(row.assignee.map(|staff| staff.0))
                .push_bind(row.received_at.map(Moment::millis))
                .push_bind(row.closed_at.map(Moment::millis))
                .push_bind(row.warn_at.map(Moment::millis))
                .push_bind(phone.clone())
                .push_bind(row.merchant.map(|merchant| merchant.0))
                .push_bind(i64::from(in_scope(case)));
        });
        // 首问人 and the number are recorded once: a later write cannot change them, only fill them in.
        query.push(
            " ON CONFLICT (point_id, case_id) DO UPDATE SET \
             number_year = COALESCE(case_index.number_year, excluded.number_year), \
             number_serial = COALESCE(case_index.number_serial, excluded.number_serial), \
             first_receiver = COALESCE(case_index.first_receiver, excluded.first_receiver), \
             assignee = excluded.assignee, received_at = excluded.received_at, closed_at = excluded.closed_at, \
             warn_at = excluded.warn_at, phone = excluded.phone, merchant_id = excluded.merchant_id, in_scope = excluded.in_scope",
        );
        run(tx, query, some.len()).await?;
    }
    Ok(())
}

async fn counters(tx: &mut Tx, point: PointId, writes: &CaseWrites) -> Result<(), StoreError> {
    const NUMBER: &str = "INSERT INTO case_numbers (point_id, year, last_serial) VALUES ($1, $2, $3) \
                          ON CONFLICT (point_id, year) DO UPDATE SET last_serial = excluded.last_serial";
    const WORK: &str = "INSERT INTO workloads (point_id, staff_id, open_cases, last_assigned) VALUES ($1, $2, $3, $4) \
                        ON CONFLICT (point_id, staff_id) DO UPDATE SET \
                        open_cases = workloads.open_cases + excluded.open_cases, last_assigned = CASE WHEN \
                        excluded.last_assigned > workloads.last_assigned THEN excluded.last_assigned \
                        ELSE workloads.last_assigned END";
    const WARN: &str = "UPDATE case_index SET warn_at = $3 WHERE point_id = $1 AND case_id = $2";
    if let Some(number) = writes.last_number {
        sqlx::query(NUMBER).bind(point.0).bind(number.year).bind(i64::from(number.serial)).execute(&mut **tx).await?;
    }
    for (case, warn_at) in &writes.warn_rescheduled {
        let query = sqlx::query(WARN).bind(point.0).bind(case.0).bind(warn_at.map(Moment::millis));
        query.execute(&mut **tx).await?;
    }
    for (staff, work) in &writes.work {
        let query = sqlx::query(WORK).bind(point.0).bind(staff.0).bind(work.open_cases).bind(work.last_assigned.0);
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

pub(in super::super) async fn unowned(
    tx: &mut Tx,
    point: PointId,
    after: Option<Waiting>,
    most: u32,
) -> Result<Vec<Waiting>, StoreError> {
    const SQL: &str = "SELECT received_at, case_id FROM case_index WHERE point_id = $1 AND closed_at IS NULL \
                       AND (assignee IS NULL OR assignee IN (SELECT s.staff_id FROM staff s LEFT JOIN rosters r \
                       ON r.point_id = s.point_id AND r.staff_id = s.staff_id WHERE s.point_id = $1 \
                       AND (s.active = FALSE OR (s.on_duty = FALSE AND r.standing = 'on_leave')))) \
                       AND (received_at, case_id) > ($2, $3) ORDER BY received_at, case_id LIMIT $4";
    let (since, case) = after.map_or((i64::MIN, Uuid::nil()), |last| (last.received_at.millis(), last.case.0));
    let rows: Vec<(i64, Uuid)> =
        sqlx::query_as(SQL).bind(point.0).bind(since).bind(case).bind(i64::from(most)).fetch_all(&mut **tx).await?;
    let waiting = |(at, case)| Waiting { received_at: Moment::from_millis(at), case: CaseId(case) };
    Ok(rows.into_iter().map(waiting).collect())
}

pub(in super::super) async fn warn_by(
    tx: &mut Tx,
    point: PointId,
    now: Moment,
    most: u32,
) -> Result<Vec<CaseId>, StoreError> {
    const SQL: &str =
        "SELECT case_id FROM case_index WHERE point_id = $1 AND warn_at <= $2 ORDER BY warn_at, case_id LIMIT $3";
    let ids: Vec<Uuid> =
        sqlx::query_scalar(SQL).bind(point.0).bind(now.millis()).bind(i64::from(most)).fetch_all(&mut **tx).await?;
    Ok(ids.into_iter().map(CaseId).collect())
}

pub(in super::super) async fn ended_before(
    tx: &mut Tx,
    point: PointId,
    before: Moment,
    most: u32,
) -> Result<Vec<CaseId>, StoreError> {
    const SQL: &str = "SELECT case_id FROM case_index WHERE point_id = $1 AND closed_at < $2 AND in_scope = 1 \
                       ORDER BY closed_at, case_id LIMIT $3";
    let ids: Vec<Uuid> =
        sqlx::query_scalar(SQL).bind(point.0).bind(before.millis()).bind(i64::from(most)).fetch_all(&mut **tx).await?;
    Ok(ids.into_iter().map(CaseId).collect())
}

pub(in super::super) async fn numbered(
    tx: &mut Tx,
    point: PointId,
    number: CaseNumber,
) -> Result<Option<Case>, StoreError> {
    const SQL: &str = "SELECT e.snapshot FROM case_index i JOIN entities e ON e.point_id = i.point_id \
                       AND e.kind = 'case' AND e.entity_id = i.case_id \
                       WHERE i.point_id = $1 AND i.number_year = $2 AND i.number_serial = $3";
    let query = sqlx::query(SQL).bind(point.0).bind(number.year).bind(i64::from(number.serial));
    query.fetch_optional(&mut **tx).await?.map(|row| read(&column(tx.codec(), &row, "snapshot")?)).transpose()
}

/// Cases of a telephone number that have left the tablets, the newest first.
pub(in super::super) async fn archived_of(
    tx: &mut Tx,
    point: PointId,
    phone: &str,
    most: u32,
) -> Result<Vec<Case>, StoreError> {
    const SQL: &str = "SELECT e.snapshot FROM case_index i JOIN entities e ON e.point_id = i.point_id \
                       AND e.kind = 'case' AND e.entity_id = i.case_id WHERE i.point_id = ";
    // Also as an earlier version wrote it, until that is sealed.
    let plain = storable(phone).into_owned();
    let hashes = tx.codec().blind(PHONE, &plain).into_iter().chain([plain]);
    let mut query = among(SQL, point, "i.phone", hashes);
    query
        .push(" AND i.in_scope = 0 ORDER BY i.received_at DESC NULLS LAST, i.case_id LIMIT ")
        .push_bind(i64::from(most));
    let rows = query.build().fetch_all(&mut **tx).await?;
    rows.iter().map(|row| read(&column(tx.codec(), row, "snapshot")?)).collect()
}

/// The cases that were received last, by the numbers that were given in that order.
pub(in super::super) async fn newest(tx: &mut Tx, point: PointId, most: u32) -> Result<Vec<Case>, StoreError> {
    const SQL: &str = "SELECT e.snapshot FROM case_index i JOIN entities e ON e.point_id = i.point_id \
                       AND e.kind = 'case' AND e.entity_id = i.case_id \
                       WHERE i.point_id = $1 AND i.number_year IS NOT NULL \
                       ORDER BY i.number_year DESC, i.number_serial DESC LIMIT $2";
    let rows = sqlx::query(SQL).bind(point.0).bind(i64::from(most)).fetch_all(&mut **tx).await?;
    rows.iter().map(|row| read(&column(tx.codec(), row, "snapshot")?)).collect()
}

/// Every case that is linked to one of those files, the newest first.
pub(in super::super) async fn of_merchants(
    tx: &mut Tx,
    point: PointId,
    merchants: &[MerchantId],
) -> Result<Vec<Case>, StoreError> {
    const SQL: &str = "SELECT e.snapshot FROM case_index i JOIN entities e ON e.point_id = i.point_id \
                       AND e.kind = 'case' AND e.entity_id = i.case_id \
                       WHERE i.point_id = $1 AND i.merchant_id = $2 ORDER BY i.received_at DESC NULLS LAST, i.case_id";
    let mut cases = Vec::new();
    for merchant in merchants {
        let rows = sqlx::query(SQL).bind(point.0).bind(merchant.0).fetch_all(&mut **tx).await?;
        for row in &rows {
            cases.push(read(&column(tx.codec(), row, "snapshot")?)?);
        }
    }
    Ok(cases)
}

/// Every case that has not ended.
pub(in super::super) async fn open(tx: &mut Tx, point: PointId) -> Result<Vec<Case>, StoreError> {
    const SQL: &str = "SELECT e.snapshot FROM case_index i JOIN entities e ON e.point_id = i.point_id \
                       AND e.kind = 'case' AND e.entity_id = i.case_id \
                       WHERE i.point_id = $1 AND i.closed_at IS NULL";
    let rows = sqlx::query(SQL).bind(point.0).fetch_all(&mut **tx).await?;
    let mut open = Vec::with_capacity(rows.len());
    for row in &rows {
        // One that only a later version reads is counted by that version.
        open.extend(read::<Case>(&column(tx.codec(), row, "snapshot")?).ok());
    }
    Ok(open)
}

/// Fills in the number of cases from before it was kept; false once there is none left.
pub(in super::super) async fn fill_phones(
    tx: &mut Tx,
    point: PointId,
    most: u32,
    phone_of: fn(&Case) -> String,
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT i.case_id, e.snapshot FROM case_index i JOIN entities e ON e.point_id = i.point_id \
                       AND e.kind = 'case' AND e.entity_id = i.case_id WHERE i.point_id = $1 AND i.phone IS NULL LIMIT $2";
    const FILL: &str = "UPDATE case_index SET phone = $3 WHERE point_id = $1 AND case_id = $2";
    let rows = sqlx::query(SQL).bind(point.0).bind(i64::from(most)).fetch_all(&mut **tx).await?;
    for row in &rows {
        let id: Uuid = row.try_get("case_id")?;
        // One that only a later version reads is found by its number of the case.
        let phone = read::<Case>(&column(tx.codec(), row, "snapshot")?).map(|case| phone_of(&case)).unwrap_or_default();
        let phone = tx.codec().blind(PHONE, &storable(&phone)).swap_remove(0);
        sqlx::query(FILL).bind(point.0).bind(id).bind(phone).execute(&mut **tx).await?;
    }
    Ok(!rows.is_empty())
}

/// Other working days or rules: every clock is checked again.
pub(in super::super) async fn check_clocks(tx: &mut Tx, point: PointId) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE case_index SET warn_at = 0 WHERE point_id = $1 AND closed_at IS NULL";
    sqlx::query(SQL).bind(point.0).execute(&mut **tx).await?;
    Ok(())
}

async fn last_serial(tx: &mut Tx, point: PointId, year: i32) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT last_serial FROM case_numbers WHERE point_id = $1 AND year = $2";
    let last: Option<i64> = sqlx::query_scalar(SQL).bind(point.0).bind(year).fetch_optional(&mut **tx).await?;
    Ok(last.and_then(|last| u32::try_from(last).ok()).unwrap_or_default())
}

async fn on_duty(tx: &mut Tx, point: PointId) -> Result<Vec<Receiver>, StoreError> {
    const SQL: &str = "SELECT s.staff_id, s.role, COALESCE(w.open_cases, 0), COALESCE(w.last_assigned, 0) \
                       FROM staff s LEFT JOIN workloads w ON w.point_id = s.point_id AND w.staff_id = s.staff_id \
                       WHERE s.point_id = $1 AND s.on_duty = TRUE AND s.active = TRUE ORDER BY s.staff_id";
    let rows: Vec<(Uuid, String, i64, i64)> = sqlx::query_as(SQL).bind(point.0).fetch_all(&mut **tx).await?;
    let receiver = |(id, code, open_cases, last): (Uuid, String, i64, i64)| {
        Ok(Receiver { staff: StaffId(id), role: role(&code)?, open_cases, last_assigned: Seq(last) })
    };
    rows.into_iter().map(receiver).collect()
}
