//! What is kept about keys by which a merchant's own system sends its ledger.

use std::fmt;

use async_trait::async_trait;
use domain::ids::{MerchantId, PointId, StaffId};
use domain::moment::Moment;
use uuid::Uuid;

use super::StoreError;
use crate::accounts::token::TokenHash;

/// A key.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerKeyRecord {
    /// Its name, which is part of it.
    pub id: Uuid,
    /// Whose ledger it opens.
    pub merchant: MerchantId,
    /// Which system it was given to.
    pub label: String,
    /// Of its secret.
    pub secret: TokenHash,
    /// When it was made.
    pub created_at: Moment,
    /// By whom.
    pub created_by: StaffId,
    /// When it was last used.
    pub last_used_at: Option<Moment>,
    /// Since when it opens nothing.
    pub revoked_at: Option<Moment>,
}

/// Keeps keys. Each method is one transaction.
#[async_trait]
pub trait LedgerKeyStore: fmt::Debug + Send + Sync {
    /// Keeps a new key. False where the merchant has as many as there may be.
    async fn put_ledger_key(&self, point: PointId, key: &LedgerKeyRecord, most: u32) -> Result<bool, StoreError>;

    /// The key of a name, also one that was revoked.
    async fn ledger_key(&self, point: PointId, id: Uuid) -> Result<Option<LedgerKeyRecord>, StoreError>;

    /// The keys of a merchant, the newest first.
    async fn ledger_keys(&self, point: PointId, merchant: MerchantId) -> Result<Vec<LedgerKeyRecord>, StoreError>;

    /// Notes that a key was used.
    async fn ledger_key_used(&self, point: PointId, id: Uuid, at: Moment) -> Result<(), StoreError>;

    /// Revokes a key of that merchant; it stays on record. None where there is no such one.
    async fn revoke_ledger_key(
        &self,
        point: PointId,
        merchant: MerchantId,
        id: Uuid,
        by: StaffId,
        at: Moment,
    ) -> Result<Option<LedgerKeyRecord>, StoreError>;
}
