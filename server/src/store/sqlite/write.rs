//! Writes what a batch decided: one statement for each table and up to [`ROWS`] rows.

use domain::ids::PointId;
use domain::moment::Moment;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::fund;
use super::rows::{json, outcome_word, signed};
use crate::store::StoreError;
use crate::store::cases::{ChangedCase, Changes, NewEvent, NewOp, NewQuarantine};

/// Rows of one statement: fifteen columns of fifty rows are far below SQLite's limit of 32,766 parameters.
const ROWS: usize = 50;

pub(super) async fn write(tx: &mut SqliteConnection, point: PointId, changes: &Changes) -> Result<(), StoreError> {
    cases(tx, point, changes.cases.values().collect()).await?;
    for some in changes.events.chunks(ROWS) {
        events(tx, point, some).await?;
    }
    for some in changes.ops.chunks(ROWS) {
        ops(tx, point, some).await?;
    }
    for some in changes.quarantined.chunks(ROWS) {
        quarantined(tx, point, some).await?;
    }
    for some in changes.claims.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new("INSERT INTO claims (point_id, claim_hash, case_id) ");
        query.push_values(some, |mut row, (claim, case)| {
            row.push_bind(point.0).push_bind(claim.0.to_vec()).push_bind(case.0);
        });
        run(tx, query, some.len()).await?;
    }
    fund::write(tx, point, changes).await?;
    counters(tx, point, changes).await
}

/// A push of one operation, by far the most frequent, finds its statements prepared: one row for each table, and two
/// events for a filing.
async fn run(tx: &mut SqliteConnection, mut query: QueryBuilder<Sqlite>, rows: usize) -> Result<(), StoreError> {
    query.build().persistent(rows <= 2).execute(tx).await?;
    Ok(())
}

async fn cases(tx: &mut SqliteConnection, point: PointId, all: Vec<&ChangedCase>) -> Result<(), StoreError> {
    for some in all.chunks(ROWS) {
        let snapshots: Vec<String> = some.iter().map(|changed| json(&changed.case)).collect::<Result<_, _>>()?;
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO cases (point_id, case_id, rev, seq, state, number_year, number_serial, first_receiver, assignee, \
             snapshot, received_at, closed_at, warn_at) ",
        );
        query.push_values(some.iter().zip(snapshots), |mut row, (changed, snapshot)| {
            let case = &changed.case;
            row.push_bind(point.0)
                .push_bind(case.id.0)
                .push_bind(signed(case.rev))
                .push_bind(changed.seq.0)
                .push_bind(word(&case.state))
                .push_bind(case.number.map(|n| n.year))
                .push_bind(case.number.map(|n| n.serial))
                .push_bind(case.first_receiver.map(|s| s.0))
                .push_bind(case.assignee.map(|s| s.0))
                .push_bind(snapshot)
                .push_bind(case.received_at.map(Moment::millis))
                .push_bind(changed.closed_at.map(Moment::millis))
                .push_bind(changed.warn_at.map(Moment::millis));
        });
        // What ended long ago stays out of the staff's scope, whatever is added to it; what is taken up again comes back.
        // 首问人 and the number are recorded once: a later write cannot change them, only fill them in.
        query.push(
            " ON CONFLICT (point_id, case_id) DO UPDATE SET rev = excluded.rev, seq = excluded.seq, \
             state = excluded.state, number_year = COALESCE(cases.number_year, excluded.number_year), \
             number_serial = COALESCE(cases.number_serial, excluded.number_serial), \
             first_receiver = COALESCE(cases.first_receiver, excluded.first_receiver), assignee = excluded.assignee, \
             snapshot = excluded.snapshot, received_at = excluded.received_at, closed_at = excluded.closed_at, \
             warn_at = excluded.warn_at, \
             gone_seq = CASE WHEN excluded.closed_at = cases.closed_at THEN cases.gone_seq END",
        );
        run(tx, query, some.len()).await?;
    }
    Ok(())
}

/// The stable word of a state or another plain enum.
fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

async fn events(tx: &mut SqliteConnection, point: PointId, some: &[NewEvent]) -> Result<(), StoreError> {
    let texts = some.iter().map(|new| Ok((json(&new.record.by)?, json(&new.record.event)?)));
    let texts: Vec<(String, String)> = texts.collect::<Result<_, StoreError>>()?;
    let mut query = QueryBuilder::<Sqlite>::new(
        "INSERT INTO events (point_id, case_id, rev, seq, at, made_at, made_at_claimed, actor, event, op_id) ",
    );
    query.push_values(some.iter().zip(texts), |mut row, (new, (by, event))| {
        row.push_bind(point.0)
            .push_bind(new.case.0)
            .push_bind(signed(new.record.rev))
            .push_bind(new.seq.0)
            .push_bind(new.record.at.millis())
            .push_bind(new.record.made_at.millis())
            .push_bind(new.made_at_claimed.millis())
            .push_bind(by)
            .push_bind(event)
            .push_bind(new.op.0);
    });
    run(tx, query, some.len()).await
}

async fn ops(tx: &mut SqliteConnection, point: PointId, some: &[NewOp]) -> Result<(), StoreError> {
    let texts = some.iter().map(|new| {
        let attachments = if new.attachments.is_empty() { None } else { Some(json(&new.attachments)?) };
        Ok((json(&new.actor)?, json(&new.outcome)?, attachments))
    });
    let texts: Vec<(String, String, Option<String>)> = texts.collect::<Result<_, StoreError>>()?;
    let mut query = QueryBuilder::<Sqlite>::new(
        "INSERT INTO ops (point_id, op_id, hash, kind, device_id, made_at, sent_at, received_at, seq, actor, case_id, \
         outcome, receipt, kept_payload, attachments) ",
    );
    query.push_values(some.iter().zip(texts), |mut row, (new, (actor, receipt, attachments))| {
        row.push_bind(point.0)
            .push_bind(new.id.0)
            .push_bind(new.hash.0.clone())
            .push_bind(new.kind.clone())
            .push_bind(new.device.0)
            .push_bind(new.made_at.millis())
            .push_bind(new.sent_at.millis())
            .push_bind(new.received_at.millis())
            .push_bind(new.seq.0)
            .push_bind(actor)
            .push_bind(new.case.map(|case| case.0))
            .push_bind(outcome_word(&new.outcome))
            .push_bind(receipt)
            .push_bind(new.kept_payload.clone())
            .push_bind(attachments);
    });
    // What was not supported once can be decided later, under the same name and for the same content only.
    query.push(
        " ON CONFLICT (point_id, op_id) DO UPDATE SET seq = excluded.seq, actor = excluded.actor, \
         case_id = excluded.case_id, outcome = excluded.outcome, receipt = excluded.receipt, \
         kept_payload = excluded.kept_payload WHERE ops.outcome = 'unsupported' AND ops.hash = excluded.hash",
    );
    run(tx, query, some.len()).await
}

async fn quarantined(tx: &mut SqliteConnection, point: PointId, some: &[NewQuarantine]) -> Result<(), StoreError> {
    let receipts: Vec<String> = some.iter().map(|new| json(&new.outcome)).collect::<Result<_, _>>()?;
    let mut query = QueryBuilder::<Sqlite>::new(
        "INSERT INTO quarantine (point_id, op_id, hash, seq, kind, code, made_at, received_at, payload, receipt) ",
    );
    query.push_values(some.iter().zip(receipts), |mut row, (new, receipt)| {
        let code = match &new.outcome {
            sync::protocol::Outcome::Quarantined { code, .. } => code.clone(),
            other => outcome_word(other).to_owned(),
        };
        row.push_bind(point.0)
            .push_bind(new.op.0)
            .push_bind(new.hash.0.clone())
            .push_bind(new.seq.0)
            .push_bind(new.kind.clone())
            .push_bind(code)
            .push_bind(new.made_at.millis())
            .push_bind(new.received_at.millis())
            .push_bind(new.payload.clone())
            .push_bind(receipt);
    });
    run(tx, query, some.len()).await
}

async fn counters(tx: &mut SqliteConnection, point: PointId, changes: &Changes) -> Result<(), StoreError> {
    const NUMBER: &str = "INSERT INTO case_numbers (point_id, year, last_serial) VALUES ($1, $2, $3) \
                          ON CONFLICT (point_id, year) DO UPDATE SET last_serial = excluded.last_serial";
    const WORK: &str = "INSERT INTO workloads (point_id, staff_id, open_cases, last_assigned) VALUES ($1, $2, $3, $4) \
                        ON CONFLICT (point_id, staff_id) DO UPDATE SET \
                        open_cases = workloads.open_cases + excluded.open_cases, last_assigned = CASE WHEN \
                        excluded.last_assigned > workloads.last_assigned THEN excluded.last_assigned \
                        ELSE workloads.last_assigned END";
    const LOOKED_AT: &str = "UPDATE cases SET warn_at = $3 WHERE point_id = $1 AND case_id = $2";
    const GONE: &str = "UPDATE cases SET gone_seq = $3 WHERE point_id = $1 AND case_id = $2";
    if let Some(number) = changes.last_number {
        sqlx::query(NUMBER).bind(point.0).bind(number.year).bind(number.serial).execute(&mut *tx).await?;
    }
    for (case, warn_at) in &changes.warn_rescheduled {
        let query = sqlx::query(LOOKED_AT).bind(point.0).bind(case.0).bind(warn_at.map(Moment::millis));
        query.execute(&mut *tx).await?;
    }
    for case in &changes.gone {
        sqlx::query(GONE).bind(point.0).bind(case.0).bind(changes.head.0).execute(&mut *tx).await?;
    }
    for (staff, work) in &changes.work {
        let query = sqlx::query(WORK).bind(point.0).bind(staff.0).bind(work.open_cases).bind(work.last_assigned.0);
        query.execute(&mut *tx).await?;
    }
    sqlx::query("UPDATE points SET head_seq = $2 WHERE point_id = $1")
        .bind(point.0)
        .bind(changes.head.0)
        .execute(&mut *tx)
        .await?;
    Ok(())
}
