//! Reads a scope in one snapshot.

use std::collections::{BTreeMap, HashMap};

use domain::case::Case;
use domain::ids::{CaseId, PointId};
use sqlx::{Row, SqliteConnection};
use sync::protocol::Seq;
use uuid::Uuid;

use super::find::{among, claim_hash};
use super::fund;
use super::rows::{point, read, staff, unsigned};
use crate::store::StoreError;
use crate::store::cases::{ClaimHash, Point, ScopeRead};

type Since<'a> = &'a (dyn for<'p> Fn(&'p Point) -> Seq + Sync);

/// The cases of some claim codes: so few that they are read whole.
pub(super) async fn claims(
    tx: &mut SqliteConnection,
    id: PointId,
    claims: &[ClaimHash],
    since: Since<'_>,
) -> Result<ScopeRead, StoreError> {
    const SELECT: &str = "SELECT l.claim_hash, c.case_id, c.rev, c.seq, c.snapshot FROM claims l \
                          JOIN cases c ON c.point_id = l.point_id AND c.case_id = l.case_id WHERE l.point_id = ";
    let point = point(tx, id).await?;
    let since = since(&point);
    let mut known = HashMap::new();
    let mut by_seq = BTreeMap::new();
    let mut revisions = BTreeMap::new();
    let mut query = among(SELECT, id, "l.claim_hash", claims.iter().map(|claim| claim.0.to_vec()));
    for row in query.build().persistent(claims.len() == 1).fetch_all(&mut *tx).await? {
        let case = CaseId(row.try_get("case_id")?);
        let seq = Seq(row.try_get("seq")?);
        known.insert(claim_hash(row.try_get("claim_hash")?)?, case);
        revisions.insert(case, unsigned(row.try_get("rev")?));
        if seq > since {
            by_seq.insert(seq, read::<Case>(row.try_get("snapshot")?)?);
        }
    }
    let unknown_claims = (0..claims.len()).filter(|&i| !known.contains_key(&claims[i])).collect();
    let staff = staff(tx, id).await?;
    let revisions = Some(revisions.into_iter().collect());
    let cases = by_seq.into_iter().collect();
    Ok(ScopeRead { point, since, cases, gone: Vec::new(), staff, merchants: Vec::new(), revisions, unknown_claims })
}

/// The cases in the scope of staff: those that are open or ended lately.
pub(super) async fn whole_point(
    tx: &mut SqliteConnection,
    id: PointId,
    since: Since<'_>,
    limit: usize,
) -> Result<ScopeRead, StoreError> {
    const CHANGED: &str = "SELECT seq, snapshot FROM cases WHERE point_id = $1 AND seq > $2 AND gone_seq IS NULL \
                           ORDER BY seq LIMIT $3";
    const GONE: &str = "SELECT gone_seq, case_id FROM cases WHERE point_id = $1 AND gone_seq > $2 ORDER BY gone_seq";
    const REVISIONS: &str = "SELECT case_id, rev FROM cases WHERE point_id = $1 AND gone_seq IS NULL";
    let point = point(tx, id).await?;
    let since = since(&point);
    let one_more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let rows: Vec<(i64, String)> =
        sqlx::query_as(CHANGED).bind(id.0).bind(since.0).bind(one_more).fetch_all(&mut *tx).await?;
    let cases = rows.iter().map(|(seq, snapshot)| Ok((Seq(*seq), read(snapshot)?)));
    let cases: Vec<(Seq, Case)> = cases.collect::<Result<_, StoreError>>()?;
    let mut gone = Vec::new();
    if since > Seq(0) {
        let rows: Vec<(i64, Uuid)> = sqlx::query_as(GONE).bind(id.0).bind(since.0).fetch_all(&mut *tx).await?;
        gone.extend(rows.into_iter().map(|(seq, case)| (Seq(seq), CaseId(case))));
    }
    let staff = staff(tx, id).await?;
    let merchants = fund::merchants(tx, id, None).await?;
    let changed = cases.len()
        + staff.iter().filter(|row| row.seq > since).count()
        + merchants.iter().filter(|row| row.seq > since).count()
        + usize::from(point.board_seq > since);
    let mut revisions = None;
    if changed <= limit {
        let rows: Vec<(Uuid, i64)> = sqlx::query_as(REVISIONS).bind(id.0).fetch_all(&mut *tx).await?;
        revisions = Some(rows.into_iter().map(|(case, rev)| (CaseId(case), unsigned(rev))).collect());
    }
    Ok(ScopeRead { point, since, cases, gone, staff, merchants, revisions, unknown_claims: Vec::new() })
}
