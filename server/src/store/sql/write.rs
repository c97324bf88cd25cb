//! Writes what a batch decided: one statement for each table and up to [`ROWS`] rows.

use super::tx::Tx;
use domain::ids::PointId;
use sqlx::QueryBuilder;
use sync::protocol::Seq;

use super::engine::{Db, storable};
use super::rows::{json, outcome_word, run, signed};
use super::{entities, kinds, unread};
use crate::store::StoreError;
use crate::store::entities::{Changes, EntityKey, NewEvent, NewOp, NewQuarantine};

/// Rows of one statement: fifteen columns of fifty rows are far below the limits of 32,766 parameters (SQLite) and 65,535 (PostgreSQL).
pub(super) const ROWS: usize = 50;

pub(super) async fn write(tx: &mut Tx, point: PointId, changes: &Changes) -> Result<(), StoreError> {
    entities::write(tx, point, changes).await?;
    for kind in kinds::ALL {
        kind.write(tx, point, changes).await?;
    }
    let happened =
        changes.entities.iter().flat_map(|(key, change)| change.events.iter().map(move |(seq, new)| (key, *seq, new)));
    let happened: Vec<_> = happened.collect();
    for some in happened.chunks(ROWS) {
        events(tx, point, some).await?;
    }
    for some in changes.ops.chunks(ROWS) {
        ops(tx, point, some).await?;
    }
    for some in changes.quarantined.chunks(ROWS) {
        quarantined(tx, point, some).await?;
    }
    for some in changes.unread.chunks(ROWS) {
        unread::write(tx, point, some).await?;
    }
    for decided in &changes.decided_after_all {
        unread::forget(tx, point, decided.0.0, &decided.1.0).await?;
    }
    sqlx::query("UPDATE points SET head_seq = $2 WHERE point_id = $1")
        .bind(point.0)
        .bind(changes.head.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn events(tx: &mut Tx, point: PointId, some: &[(&EntityKey, Seq, &NewEvent)]) -> Result<(), StoreError> {
    let texts = some.iter().map(|(_, _, new)| Ok((json(&new.by)?, tx.codec().encode("event", &new.event)?)));
    let texts: Vec<(String, Vec<u8>)> = texts.collect::<Result<_, StoreError>>()?;
    let mut query = QueryBuilder::<Db>::new(
        "INSERT INTO events (point_id, kind, entity_id, rev, seq, at, made_at, made_at_claimed, actor, event, op_id) ",
    );
    query.push_values(some.iter().zip(texts), |mut row, ((key, seq, new), (by, event))| {
        row.push_bind(point.0)
            .push_bind(key.kind)
            .push_bind(key.id)
            .push_bind(signed(new.rev))
            .push_bind(seq.0)
            .push_bind(new.at.millis())
            .push_bind(new.made_at.millis())
            .push_bind(new.made_at_claimed.millis())
            .push_bind(by)
            .push_bind(event)
            .push_bind(new.op.0);
    });
    run(tx, query, some.len()).await
}

/// Hash, actor, receipt, attachments and the payload that no event holds, as they are stored.
type OpTexts = (Vec<u8>, String, Vec<u8>, Option<String>, Option<String>);

async fn ops(tx: &mut Tx, point: PointId, some: &[NewOp]) -> Result<(), StoreError> {
    let texts = some.iter().map(|new| {
        let attachments = if new.attachments.is_empty() { None } else { Some(json(&new.attachments)?) };
        let hash = hex::decode(&new.hash.0).map_err(|why| StoreError::Failed(format!("an operation's hash: {why}")))?;
        let payload = new.kept_payload.as_deref().map(|text| tx.codec().encode_text("payload", &storable(text)));
        let receipt = tx.codec().encode("receipt", &json(&new.outcome)?)?;
        Ok((hash, json(&new.actor)?, receipt, attachments, payload.transpose()?))
    });
    let texts: Vec<OpTexts> = texts.collect::<Result<_, StoreError>>()?;
    let mut query = QueryBuilder::<Db>::new(
        "INSERT INTO ops (point_id, op_id, hash, kind, device_id, made_at, sent_at, received_at, seq, actor, entity_id, \
         outcome, receipt, kept_payload, attachments) ",
    );
    query.push_values(some.iter().zip(texts), |mut row, (new, (hash, actor, receipt, attachments, payload))| {
        row.push_bind(point.0)
            .push_bind(new.id.0)
            .push_bind(hash)
            .push_bind(storable(&new.kind).into_owned())
            .push_bind(new.device.0)
            .push_bind(new.made_at.millis())
            .push_bind(new.sent_at.millis())
            .push_bind(new.received_at.millis())
            .push_bind(new.seq.0)
            .push_bind(actor)
            .push_bind(new.target)
            .push_bind(outcome_word(&new.outcome))
            .push_bind(receipt)
            .push_bind(payload)
            .push_bind(attachments);
    });
    // What was not supported once can be decided later, under the same name and for the same content only.
    query.push(
        " ON CONFLICT (point_id, op_id) DO UPDATE SET seq = excluded.seq, actor = excluded.actor, \
         entity_id = excluded.entity_id, outcome = excluded.outcome, receipt = excluded.receipt, \
         kept_payload = excluded.kept_payload WHERE ops.outcome = 'unsupported' AND ops.hash = excluded.hash",
    );
    run(tx, query, some.len()).await
}

async fn quarantined(tx: &mut Tx, point: PointId, some: &[NewQuarantine]) -> Result<(), StoreError> {
    let texts = some.iter().map(|new| {
        let payload = tx.codec().encode_text("payload", &storable(&new.payload))?;
        // Why it could not be read cites it.
        Ok((payload, tx.codec().encode_text("receipt", &json(&new.outcome)?)?))
    });
    let texts: Vec<(String, String)> = texts.collect::<Result<_, StoreError>>()?;
    let mut query = QueryBuilder::<Db>::new(
        "INSERT INTO quarantine (point_id, op_id, hash, seq, kind, code, made_at, received_at, payload, receipt) ",
    );
    query.push_values(some.iter().zip(texts), |mut row, (new, (payload, receipt))| {
        let code = match &new.outcome {
            sync::protocol::Outcome::Quarantined { code, .. } => code.clone(),
            other => outcome_word(other).to_owned(),
        };
        row.push_bind(point.0)
            .push_bind(new.op.0)
            .push_bind(new.hash.0.clone())
            .push_bind(new.seq.0)
            .push_bind(storable(&new.kind).into_owned())
            .push_bind(code)
            .push_bind(new.made_at.millis())
            .push_bind(new.received_at.millis())
            .push_bind(payload)
            .push_bind(receipt);
    });
    run(tx, query, some.len()).await
}
