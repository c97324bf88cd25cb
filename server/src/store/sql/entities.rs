//! Entities of every kind: read, written, and summed up as they change.

use super::tx::Tx;
use std::collections::BTreeMap;

use domain::ids::PointId;
use sqlx::{QueryBuilder, Row};
use sync::protocol::{ScopeChecksum, Seq};
use uuid::Uuid;

use super::engine::{Db, DbRow};
use super::rows::column;
use super::rows::{run, signed, unsigned};
use super::write::ROWS;
use crate::kinds;
use crate::store::StoreError;
use crate::store::codec::Codec;
use crate::store::entities::{Changes, Entity, EntityKey, RunningSum, StoredEntity};

/// The sums of kinds, by their names.
pub(super) type Sums = BTreeMap<String, RunningSum>;

/// The kind's own name, which lives as long as the program.
pub(super) fn kind_of(name: &str) -> Result<&'static str, StoreError> {
    let known = domain::kinds::named(name).map(|kind| kind.name);
    known.ok_or_else(|| StoreError::Unreadable(format!("a later version stored entities of the kind {name}")))
}

/// What these entities are. One that only a later version can read is there, without its state.
pub(super) async fn find(
    tx: &mut Tx,
    point: PointId,
    keys: &[EntityKey],
) -> Result<Vec<(EntityKey, Entity)>, StoreError> {
    let mut by_kind: BTreeMap<&'static str, Vec<Uuid>> = BTreeMap::new();
    for key in keys {
        by_kind.entry(key.kind).or_default().push(key.id);
    }
    let mut found = Vec::new();
    for (kind, ids) in by_kind {
        let mut query =
            QueryBuilder::<Db>::new("SELECT entity_id, rev, gone_seq, snapshot FROM entities WHERE point_id = ");
        query.push_bind(point.0).push(" AND kind = ").push_bind(kind).push(" AND entity_id IN (");
        let mut list = query.separated(", ");
        for id in &ids {
            list.push_bind(*id);
        }
        query.push(")");
        for row in query.build().persistent(ids.len() == 1).fetch_all(&mut **tx).await? {
            let key = EntityKey { kind, id: row.try_get("entity_id")? };
            let state = kinds::read_state(kind, &column(tx.codec(), &row, "snapshot")?);
            let gone = row.try_get::<Option<i64>, _>("gone_seq")?.map(Seq);
            found.push((key, Entity { rev: unsigned(row.try_get("rev")?), gone, state }));
        }
    }
    Ok(found)
}

/// Of columns `kind, entity_id, rev, seq, snapshot`.
pub(super) fn stored(codec: &Codec, row: &DbRow) -> Result<StoredEntity, StoreError> {
    Ok(StoredEntity {
        key: EntityKey { kind: kind_of(row.try_get("kind")?)?, id: row.try_get("entity_id")? },
        rev: unsigned(row.try_get("rev")?),
        seq: Seq(row.try_get("seq")?),
        snapshot: column(codec, row, "snapshot")?,
    })
}

/// Those of kinds that are known here, in the order of their names.
pub(super) async fn by_name(
    tx: &mut Tx,
    point: PointId,
    after: Option<EntityKey>,
    most: u32,
) -> Result<Vec<StoredEntity>, StoreError> {
    let mut query =
        QueryBuilder::<Db>::new("SELECT kind, entity_id, rev, seq, snapshot FROM entities WHERE point_id = ");
    query.push_bind(point.0);
    if let Some(key) = after {
        query.push(" AND (kind, entity_id) > (").push_bind(key.kind).push(", ").push_bind(key.id).push(")");
    }
    query.push(" AND kind IN (");
    let mut list = query.separated(", ");
    for kind in domain::kinds::ALL {
        list.push_bind(kind.name);
    }
    query.push(") ORDER BY kind, entity_id LIMIT ").push_bind(i64::from(most));
    let rows = query.build().fetch_all(&mut **tx).await?;
    rows.iter().map(|row| stored(tx.codec(), row)).collect()
}

/// Writes what a batch changed, and the sums with it.
pub(super) async fn write(tx: &mut Tx, point: PointId, changes: &Changes) -> Result<(), StoreError> {
    let mut steps: BTreeMap<&'static str, RunningSum> = BTreeMap::new();
    let mut rows = Vec::with_capacity(changes.entities.len());
    for (key, change) in &changes.entities {
        let step = steps.entry(key.kind).or_default();
        if let Some((rev, None)) = change.before {
            step.take_out(key, rev);
        }
        if change.after.gone.is_none() {
            step.add(key, change.after.rev);
        }
        let Some(state) = &change.after.state else { continue };
        rows.push((key, &change.after, change.seq, tx.codec().encode("snapshot", &state.json()?)?));
    }
    for some in rows.chunks(ROWS) {
        let mut query =
            QueryBuilder::<Db>::new("INSERT INTO entities (point_id, kind, entity_id, rev, seq, gone_seq, snapshot) ");
        query.push_values(some, |mut row, (key, after, seq, snapshot)| {
            row.push_bind(point.0)
                .push_bind(key.kind)
                .push_bind(key.id)
                .push_bind(signed(after.rev))
                .push_bind(seq.0)
                .push_bind(after.gone.map(|seq| seq.0))
                .push_bind(snapshot.clone());
        });
        query.push(
            " ON CONFLICT (point_id, kind, entity_id) DO UPDATE SET rev = excluded.rev, seq = excluded.seq, \
             gone_seq = excluded.gone_seq, snapshot = excluded.snapshot",
        );
        run(tx, query, some.len()).await?;
    }
    for key in &changes.gone {
        const GONE: &str = "UPDATE entities SET gone_seq = $4 WHERE point_id = $1 AND kind = $2 AND entity_id = $3 \
                            AND gone_seq IS NULL RETURNING rev";
        let gone = sqlx::query_scalar(GONE).bind(point.0).bind(key.kind).bind(key.id).bind(changes.head.0);
        if let Some(rev) = gone.fetch_optional(&mut **tx).await? {
            steps.entry(key.kind).or_default().take_out(key, unsigned(rev));
        }
    }
    for (kind, step) in steps {
        add_to_sum(tx, point, kind, step).await?;
    }
    Ok(())
}

/// One entity that is written beside a batch, such as a member of staff.
pub(super) async fn put(tx: &mut Tx, point: PointId, entity: &StoredEntity) -> Result<(), StoreError> {
    const BEFORE: &str = "SELECT rev FROM entities WHERE point_id = $1 AND kind = $2 AND entity_id = $3";
    const PUT: &str = "INSERT INTO entities (point_id, kind, entity_id, rev, seq, snapshot) VALUES ($1, $2, $3, $4, $5, $6) \
                       ON CONFLICT (point_id, kind, entity_id) DO UPDATE SET rev = excluded.rev, seq = excluded.seq, \
                       snapshot = excluded.snapshot";
    let StoredEntity { key, rev, seq, snapshot } = entity;
    let query = sqlx::query_scalar(BEFORE).bind(point.0).bind(key.kind).bind(key.id);
    let before: Option<i64> = query.fetch_optional(&mut **tx).await?;
    let query = sqlx::query(PUT).bind(point.0).bind(key.kind).bind(key.id).bind(signed(*rev)).bind(seq.0);
    query.bind(tx.codec().encode("snapshot", snapshot)?).execute(&mut **tx).await?;
    let mut step = RunningSum::default();
    if let Some(rev) = before {
        step.take_out(key, unsigned(rev));
    }
    step.add(key, *rev);
    add_to_sum(tx, point, key.kind, step).await
}

async fn add_to_sum(tx: &mut Tx, point: PointId, kind: &str, step: RunningSum) -> Result<(), StoreError> {
    let mut sum = sum(tx, point, kind).await?.unwrap_or_default();
    sum.join(step);
    put_sum(tx, point, kind, sum).await
}

async fn put_sum(tx: &mut Tx, point: PointId, kind: &str, sum: RunningSum) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO kind_sums (point_id, kind, sum, entities) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (point_id, kind) DO UPDATE SET sum = excluded.sum, entities = excluded.entities";
    let query = sqlx::query(SQL).bind(point.0).bind(kind).bind(sum.sum.0.to_vec()).bind(sum.entities);
    query.execute(&mut **tx).await?;
    Ok(())
}

async fn sum(tx: &mut Tx, point: PointId, kind: &str) -> Result<Option<RunningSum>, StoreError> {
    const SQL: &str = "SELECT sum, entities FROM kind_sums WHERE point_id = $1 AND kind = $2";
    let row: Option<(Vec<u8>, i64)> = sqlx::query_as(SQL).bind(point.0).bind(kind).fetch_optional(&mut **tx).await?;
    row.map(|(sum, entities)| running(&sum, entities)).transpose()
}

fn running(sum: &[u8], entities: i64) -> Result<RunningSum, StoreError> {
    let sum = sum.try_into().map_err(|_| StoreError::Unreadable("a checksum has 16 bytes".to_owned()))?;
    Ok(RunningSum { sum: ScopeChecksum(sum), entities })
}

/// The running sums as they are kept.
pub(super) async fn kept_sums(tx: &mut Tx, point: PointId) -> Result<Sums, StoreError> {
    const SQL: &str = "SELECT kind, sum, entities FROM kind_sums WHERE point_id = $1";
    let rows: Vec<(String, Vec<u8>, i64)> = sqlx::query_as(SQL).bind(point.0).fetch_all(&mut **tx).await?;
    rows.into_iter().map(|(kind, sum, entities)| Ok((kind, running(&sum, entities)?))).collect()
}

/// What the entities add up to: reads every one of them.
pub(super) async fn counted_sums(tx: &mut Tx, point: PointId) -> Result<Sums, StoreError> {
    use futures::TryStreamExt;
    const SQL: &str = "SELECT kind, entity_id, rev FROM entities WHERE point_id = $1 AND gone_seq IS NULL";
    let mut sums = Sums::new();
    let mut rows = sqlx::query_as::<_, (String, Uuid, i64)>(SQL).bind(point.0).fetch(&mut **tx);
    while let Some((kind, id, rev)) = rows.try_next().await? {
        let Ok(known) = kind_of(&kind) else { continue };
        sums.entry(kind).or_default().add(&EntityKey { kind: known, id }, unsigned(rev));
    }
    Ok(sums)
}

/// Puts what was counted in place of what is kept.
pub(super) async fn replace_sums(tx: &mut Tx, point: PointId, sums: Sums) -> Result<(), StoreError> {
    for kind in domain::kinds::ALL {
        put_sum(tx, point, kind.name, sums.get(kind.name).copied().unwrap_or_default()).await?;
    }
    Ok(())
}
