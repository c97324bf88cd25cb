//! What tests do to a database by hand.

use uuid::Uuid;

use super::SqliteStore;
use crate::store::StoreError;

impl SqliteStore {
    /// As a database is from before numbers were noted.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn forget_phones(&self) -> Result<(), StoreError> {
        let mut tx = self.begin_whole().await?;
        sqlx::query("UPDATE case_index SET phone = NULL").execute(&mut *tx).await?;
        tx.commit().await
    }

    /// As a database is from before the ledger was searched by lines.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn forget_goods_lines(&self) -> Result<(), StoreError> {
        let mut tx = self.begin_whole().await?;
        sqlx::query("DELETE FROM goods_lines").execute(&mut *tx).await?;
        tx.commit().await
    }

    /// Lets nothing be written any more (or again), as when a disk's file system turns read-only.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn set_read_only(&self, read_only: bool) -> Result<(), StoreError> {
        let pragma = if read_only { "PRAGMA query_only = ON" } else { "PRAGMA query_only = OFF" };
        sqlx::query(pragma).execute(&self.writer).await?;
        Ok(())
    }

    /// Reads from one snapshot for as long as this is kept, as a backup that takes its time.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn hold_snapshot(&self) -> Result<impl Send + 'static, StoreError> {
        let mut snapshot = self.begin_read().await?;
        sqlx::query("SELECT COUNT(*) FROM points").execute(&mut *snapshot).await?;
        Ok(snapshot)
    }

    /// Stores an entity as a later version of the program would, in a shape that this one cannot read.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn store_as_later_version(&self, kind: &str, id: Uuid) -> Result<(), StoreError> {
        const SQL: &str =
            r#"UPDATE entities SET snapshot = '{"shape":"of a later version"}' WHERE kind = $1 AND entity_id = $2"#;
        sqlx::query(SQL).bind(kind).bind(id).execute(&self.writer).await?;
        Ok(())
    }

    /// Changes a row by hand, as somebody does who opens the file with another program.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn change_by_hand(&self, sql: &'static str) -> Result<u64, StoreError> {
        Ok(sqlx::query(sql).execute(&self.writer).await?.rows_affected())
    }
}
