//! The table `ledger_lines`.

use super::super::tx::Tx;
use async_trait::async_trait;
use domain::goods::LineHash;
use domain::ids::PointId;
use sqlx::{AssertSqlSafe, Row};

use super::super::engine::{EACH_TEXT_OF_THIRD, storable};
use super::KindRows;
use crate::store::StoreError;
use crate::store::entities::{Changes, Found, FoundOfFeed, NewFeedLines, Wanted, WantedOfFeed};

/// The lines that merchants' systems have sent.
#[derive(Debug)]
pub(in super::super) struct FeedRows;

#[async_trait]
impl KindRows for FeedRows {
    async fn find(&self, tx: &mut Tx, point: PointId, wanted: &Wanted, found: &mut Found) -> Result<(), StoreError> {
        const GOODS: &str = "SELECT goods_id FROM goods_index WHERE point_id = $1 AND merchant_id = $2";
        let Some(WantedOfFeed { merchant, lines }) = wanted.ext.get::<WantedOfFeed>() else { return Ok(()) };
        let goods = sqlx::query_scalar(GOODS).bind(point.0).bind(merchant.0).fetch_all(&mut **tx).await?;
        let names: Vec<_> = lines.iter().map(|name| storable(name)).collect();
        let names = serde_json::to_string(&names).unwrap_or_default();
        let sql = AssertSqlSafe(format!(
            "SELECT l.line_id, l.line_hash FROM {EACH_TEXT_OF_THIRD} w JOIN ledger_lines l ON l.line_id = w.value \
             WHERE l.point_id = $1 AND l.merchant_id = $2"
        ));
        let rows = sqlx::query(sql).bind(point.0).bind(merchant.0).bind(names).fetch_all(&mut **tx).await?;
        let mut of_feed = FoundOfFeed { goods, ..FoundOfFeed::default() };
        for row in rows {
            let hash: &[u8] = row.try_get("line_hash")?;
            let hash = hash.try_into().map_err(|_| StoreError::Unreadable("a hash has 32 bytes".to_owned()))?;
            of_feed.lines.insert(row.try_get("line_id")?, LineHash(hash));
        }
        found.ext.insert(of_feed);
        Ok(())
    }

    async fn write(&self, tx: &mut Tx, point: PointId, changes: &Changes) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO ledger_lines (point_id, merchant_id, line_id, line_hash, taken_at) \
                           VALUES ($1, $2, $3, $4, $5)";
        let Some(NewFeedLines { merchant, lines, at }) = changes.ext.get::<NewFeedLines>() else { return Ok(()) };
        for (id, hash) in lines {
            let query = sqlx::query(SQL).bind(point.0).bind(merchant.0).bind(storable(id));
            query.bind(hash.0.to_vec()).bind(at.millis()).execute(&mut **tx).await?;
        }
        Ok(())
    }
}
