//! Reads what a batch needs to know: one statement for each table, whatever the number of operations.

use super::tx::Tx;
use domain::ids::PointId;
use sqlx::{Encode, QueryBuilder, Row, Type};
use sync::protocol::{OpId, PayloadHash};

use super::engine::Db;
use super::rows::receipt;
use super::{entities, kinds};
use crate::store::StoreError;
use crate::store::entities::{ClaimHash, Found, Wanted};

pub(super) async fn find(tx: &mut Tx, point: PointId, wanted: &Wanted) -> Result<Found, StoreError> {
    let mut found = Found::default();
    if !wanted.ops.is_empty() {
        receipts(tx, point, wanted, &mut found).await?;
    }
    found.entities.extend(entities::find(tx, point, &wanted.entities).await?);
    for kind in kinds::ALL {
        kind.find(tx, point, wanted, &mut found).await?;
    }
    Ok(found)
}

async fn receipts(tx: &mut Tx, point: PointId, wanted: &Wanted, found: &mut Found) -> Result<(), StoreError> {
    let ops = || wanted.ops.iter().map(|op| op.0);
    let persistent = wanted.ops.len() == 1;
    let mut query = among("SELECT op_id, hash, seq, receipt FROM ops WHERE point_id = ", point, "op_id", ops());
    for row in query.build().persistent(persistent).fetch_all(&mut **tx).await? {
        let hash = PayloadHash(hex::encode(row.try_get::<&[u8], _>("hash")?));
        found.receipts.insert(OpId(row.try_get("op_id")?), receipt(tx.codec(), &row, hash)?);
    }
    let mut query = among("SELECT op_id, hash, seq, receipt FROM quarantine WHERE point_id = ", point, "op_id", ops());
    for row in query.build().persistent(persistent).fetch_all(&mut **tx).await? {
        let receipt = receipt(tx.codec(), &row, PayloadHash(row.try_get("hash")?))?;
        found.quarantined.insert((OpId(row.try_get("op_id")?), receipt.hash.clone()), receipt);
    }
    Ok(())
}

/// `… point_id = $1 AND column IN (NULL, $2, …)`. The parts are literals of this module, never a device's words.
pub(super) fn among<T>(
    select: &'static str,
    point: PointId,
    column: &'static str,
    values: impl Iterator<Item = T>,
) -> QueryBuilder<Db>
where
    T: for<'q> Encode<'q, Db> + Type<Db> + Send + 'static,
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
