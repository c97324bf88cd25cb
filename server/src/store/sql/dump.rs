//! Backup and restore of one contact point among many in one database; for tests of what a restored server does.

use domain::ids::PointId;
use sqlx::AssertSqlSafe;
use sync::protocol::Epoch;

use super::engine::Store;
use super::transfer::{add, columns, page};
use crate::store::StoreError;
use crate::store::dump::PointDump;
use crate::store::tables::TABLES;

/// More than a test has.
const EVERYTHING: u32 = u32::MAX;

impl Store {
    /// Copies one contact point.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn dump_point(&self, point: PointId) -> Result<PointDump, StoreError> {
        let mut tx = self.begin_read().await?;
        let mut tables = Vec::with_capacity(TABLES.len());
        for table in TABLES {
            let columns = columns(&mut tx, table).await?;
            let rows = page(&mut tx, table, &columns, Some(point), None, EVERYTHING).await?;
            tables.push((columns, rows));
        }
        Ok(PointDump { point, tables })
    }

    /// Puts a copy back in place of what is there now, as an administrator does who restores a backup. With `epoch` the
    /// database begins a new life, as our own restore does it; without, it is as if somebody copied an old file back.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn restore_point(&self, dump: &PointDump, epoch: Option<Epoch>) -> Result<(), StoreError> {
        let mut tx = self.begin_write(dump.point).await?;
        for table in TABLES.iter().rev() {
            let delete = AssertSqlSafe(format!("DELETE FROM {} WHERE point_id = $1", table.name));
            sqlx::query(delete).bind(dump.point.0).execute(&mut *tx).await?;
        }
        for (table, (columns, rows)) in TABLES.iter().zip(&dump.tables) {
            add(&mut tx, table, columns, rows).await?;
        }
        if let Some(Epoch(epoch)) = epoch {
            let update = sqlx::query("UPDATE points SET epoch = $2 WHERE point_id = $1");
            update.bind(dump.point.0).bind(epoch).execute(&mut *tx).await?;
        }
        tx.commit().await
    }
}
