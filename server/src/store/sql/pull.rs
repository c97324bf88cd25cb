//! Reads a scope in one snapshot: what changed, and no more.

use super::tx::Tx;
use std::collections::HashMap;

use domain::ids::{CaseId, PointId, StaffId};
use sqlx::{QueryBuilder, Row};
use sync::protocol::Seq;
use uuid::Uuid;

use super::engine::{BY_SEQ, Db};
use super::entities::{kept_sums, kind_of, stored};
use super::find::{among, claim_hash};
use super::rows::column;
use super::rows::{point, unsigned};
use crate::store::StoreError;
use crate::store::entities::{ClaimHash, ClaimedCase, EntityKey, Point, RunningSum, Scope, ScopeRead, StoredEntity};

type Since<'a> = &'a (dyn for<'p> Fn(&'p Point) -> Seq + Sync);

pub(super) async fn scope(
    tx: &mut Tx,
    id: PointId,
    scope: &Scope,
    since: Since<'_>,
    limit: usize,
) -> Result<ScopeRead, StoreError> {
    let point = point(tx, id).await?;
    let since = since(&point);
    let entities = if since < point.head { changed(tx, id, scope, since, limit).await? } else { Vec::new() };
    let gone = if since > Seq(0) && since < point.head { gone(tx, id, scope, since).await? } else { Vec::new() };
    let mut sum = RunningSum::default();
    let kept = kept_sums(tx, id).await?;
    scope.kinds.iter().filter_map(|kind| kept.get(*kind)).for_each(|of_kind| sum.join(*of_kind));
    let mut read = ScopeRead {
        point,
        since,
        entities,
        gone,
        sum,
        claimed: Vec::new(),
        unknown_claims: Vec::new(),
        names: Vec::new(),
    };
    if let Some(claims) = &scope.claims {
        claimed(tx, id, claims, &mut read).await?;
    }
    Ok(read)
}

async fn changed(
    tx: &mut Tx,
    id: PointId,
    scope: &Scope,
    since: Seq,
    limit: usize,
) -> Result<Vec<StoredEntity>, StoreError> {
    let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let mut query = QueryBuilder::<Db>::new("SELECT kind, entity_id, rev, seq, snapshot FROM entities ");
    query
        .push(BY_SEQ)
        .push(" WHERE point_id = ")
        .push_bind(id.0)
        .push(" AND seq > ")
        .push_bind(since.0)
        .push(" AND gone_seq IS NULL AND kind IN (");
    let mut list = query.separated(", ");
    list.push("NULL");
    for kind in &scope.kinds {
        list.push_bind(*kind);
    }
    query.push(") ORDER BY seq LIMIT ").push_bind(one_more);
    query.build().fetch_all(&mut **tx).await?.iter().map(|row| stored(tx.codec(), row)).collect()
}

async fn gone(tx: &mut Tx, id: PointId, scope: &Scope, since: Seq) -> Result<Vec<(Seq, EntityKey)>, StoreError> {
    const GONE: &str =
        "SELECT gone_seq, kind, entity_id FROM entities WHERE point_id = $1 AND gone_seq > $2 ORDER BY gone_seq";
    let rows: Vec<(i64, String, Uuid)> = sqlx::query_as(GONE).bind(id.0).bind(since.0).fetch_all(&mut **tx).await?;
    let rows = rows.into_iter().filter(|(_, kind, _)| scope.kinds.contains(&kind.as_str()));
    rows.map(|(seq, kind, id)| Ok((Seq(seq), EntityKey { kind: kind_of(&kind)?, id }))).collect()
}

/// The cases of some claim codes: so few that they are read whole.
async fn claimed(tx: &mut Tx, id: PointId, claims: &[ClaimHash], read: &mut ScopeRead) -> Result<(), StoreError> {
    const SELECT: &str = "SELECT l.claim_hash, e.entity_id, e.rev, e.seq, e.snapshot FROM claims l \
                          JOIN entities e ON e.point_id = l.point_id AND e.kind = 'case' AND e.entity_id = l.case_id \
                          WHERE l.point_id = ";
    const NAMES: &str = "SELECT staff_id, name FROM staff WHERE point_id = $1";
    let mut known = HashMap::new();
    let mut query = among(SELECT, id, "l.claim_hash", claims.iter().map(|claim| claim.0.to_vec()));
    for row in query.build().persistent(claims.len() == 1).fetch_all(&mut **tx).await? {
        let (case, seq) = (CaseId(row.try_get("entity_id")?), Seq(row.try_get("seq")?));
        let is_known = known.values().any(|other| *other == case);
        known.insert(claim_hash(row.try_get("claim_hash")?)?, case);
        if !is_known {
            let snapshot = if seq > read.since { Some(column(tx.codec(), &row, "snapshot")?) } else { None };
            read.claimed.push(ClaimedCase { case, rev: unsigned(row.try_get("rev")?), seq, snapshot });
        }
    }
    read.unknown_claims = (0..claims.len()).filter(|&i| !known.contains_key(&claims[i])).collect();
    if read.claimed.iter().any(|case| case.snapshot.is_some()) {
        let rows: Vec<(Uuid, String)> = sqlx::query_as(NAMES).bind(id.0).fetch_all(&mut **tx).await?;
        read.names = rows.into_iter().map(|(id, name)| (StaffId(id), name)).collect();
    }
    Ok(())
}
