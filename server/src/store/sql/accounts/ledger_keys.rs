//! The table `ledger_keys`.

use async_trait::async_trait;
use domain::ids::{MerchantId, PointId, StaffId};
use domain::moment::Moment;
use sqlx::Row;
use uuid::Uuid;

use super::super::engine::{DbRow, Store, storable};
use crate::accounts::token::TokenHash;
use crate::store::StoreError;
use crate::store::ledger_keys::{LedgerKeyRecord, LedgerKeyStore};

#[async_trait]
impl LedgerKeyStore for Store {
    async fn put_ledger_key(&self, point: PointId, key: &LedgerKeyRecord, most: u32) -> Result<bool, StoreError> {
        const COUNT: &str =
            "SELECT COUNT(*) FROM ledger_keys WHERE point_id = $1 AND merchant_id = $2 AND revoked_at IS NULL";
        const SQL: &str = "INSERT INTO ledger_keys (point_id, key_id, merchant_id, label, secret_hash, created_at, \
                           created_by) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let mut tx = self.begin_write(point).await?;
        let count: i64 = sqlx::query_scalar(COUNT).bind(point.0).bind(key.merchant.0).fetch_one(&mut *tx).await?;
        if count >= i64::from(most) {
            return Ok(false);
        }
        sqlx::query(SQL)
            .bind(point.0)
            .bind(key.id)
            .bind(key.merchant.0)
            .bind(storable(&key.label))
            .bind(key.secret.bytes().as_slice())
            .bind(key.created_at.millis())
            .bind(key.created_by.0)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn ledger_key(&self, point: PointId, id: Uuid) -> Result<Option<LedgerKeyRecord>, StoreError> {
        const SQL: &str = "SELECT * FROM ledger_keys WHERE point_id = $1 AND key_id = $2";
        let query = sqlx::query(SQL).bind(point.0).bind(id);
        query.fetch_optional(&mut *self.begin_read().await?).await?.as_ref().map(record).transpose()
    }

    async fn ledger_keys(&self, point: PointId, merchant: MerchantId) -> Result<Vec<LedgerKeyRecord>, StoreError> {
        const SQL: &str = "SELECT * FROM ledger_keys WHERE point_id = $1 AND merchant_id = $2 \
                           ORDER BY created_at DESC, key_id DESC";
        let query = sqlx::query(SQL).bind(point.0).bind(merchant.0);
        query.fetch_all(&mut *self.begin_read().await?).await?.iter().map(record).collect()
    }

    async fn ledger_key_used(&self, point: PointId, id: Uuid, at: Moment) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE ledger_keys SET last_used_at = $3 WHERE point_id = $1 AND key_id = $2";
        let mut tx = self.begin_write(point).await?;
        sqlx::query(SQL).bind(point.0).bind(id).bind(at.millis()).execute(&mut *tx).await?;
        tx.commit().await
    }

    async fn revoke_ledger_key(
        &self,
        point: PointId,
        merchant: MerchantId,
        id: Uuid,
        by: StaffId,
        at: Moment,
    ) -> Result<Option<LedgerKeyRecord>, StoreError> {
        const REVOKE: &str = "UPDATE ledger_keys SET revoked_at = $4, revoked_by = $5 \
                              WHERE point_id = $1 AND merchant_id = $2 AND key_id = $3 AND revoked_at IS NULL";
        const SQL: &str = "SELECT * FROM ledger_keys WHERE point_id = $1 AND merchant_id = $2 AND key_id = $3";
        let mut tx = self.begin_write(point).await?;
        let revoke = sqlx::query(REVOKE).bind(point.0).bind(merchant.0).bind(id).bind(at.millis()).bind(by.0);
        revoke.execute(&mut *tx).await?;
        let row = sqlx::query(SQL).bind(point.0).bind(merchant.0).bind(id).fetch_optional(&mut *tx).await?;
        let revoked = row.as_ref().map(record).transpose()?;
        tx.commit().await?;
        Ok(revoked)
    }
}

fn record(row: &DbRow) -> Result<LedgerKeyRecord, StoreError> {
    let hash: &[u8] = row.try_get("secret_hash")?;
    let secret = TokenHash::from_bytes(hash);
    let moment = |column: &str| Ok::<_, StoreError>(row.try_get::<Option<i64>, _>(column)?.map(Moment::from_millis));
    Ok(LedgerKeyRecord {
        id: row.try_get("key_id")?,
        merchant: MerchantId(row.try_get("merchant_id")?),
        label: row.try_get("label")?,
        secret: secret.ok_or_else(|| StoreError::Unreadable("a hash has 32 bytes".to_owned()))?,
        created_at: Moment::from_millis(row.try_get("created_at")?),
        created_by: StaffId(row.try_get("created_by")?),
        last_used_at: moment("last_used_at")?,
        revoked_at: moment("revoked_at")?,
    })
}
