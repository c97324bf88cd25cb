//! The index of goods in SQLite.

use async_trait::async_trait;
use domain::goods::{Barcode, GoodsFile, KIND};
use domain::ids::{MerchantId, PointId};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::KindRows;
use crate::store::StoreError;
use crate::store::entities::{Changes, Found, FoundOfGoods, Wanted, WantedOfGoods};

/// The rows of the index.
#[derive(Debug)]
pub(in crate::store::sqlite) struct GoodsRows;

#[async_trait]
impl KindRows for GoodsRows {
    async fn find(
        &self,
        tx: &mut SqliteConnection,
        point: PointId,
        wanted: &Wanted,
        found: &mut Found,
    ) -> Result<(), StoreError> {
        const SQL: &str = "SELECT goods_id FROM goods_index WHERE point_id = $1 AND merchant_id = $2 AND barcode = $3";
        let Some(WantedOfGoods(wanted)) = wanted.ext.get::<WantedOfGoods>() else { return Ok(()) };
        let mut of_goods = FoundOfGoods::default();
        for (merchant, barcode) in wanted {
            let query = sqlx::query_scalar(SQL).bind(point.0).bind(merchant.0).bind(barcode.as_str());
            let goods: Option<Uuid> = query.fetch_optional(&mut *tx).await?;
            of_goods.0.extend(goods.map(|goods| ((*merchant, barcode.to_string()), goods)));
        }
        found.ext.insert(of_goods);
        Ok(())
    }

    async fn write(&self, tx: &mut SqliteConnection, point: PointId, changes: &Changes) -> Result<(), StoreError> {
        for (key, change) in changes.entities.iter().filter(|(key, _)| key.kind == KIND.name) {
            if let Some(file) = change.after.as_type::<GoodsFile>() {
                let barcode = file.particulars.barcode.as_ref().filter(|_| !file.has_ended());
                index(tx, point, key.id, file.particulars.merchant, barcode).await?;
            }
        }
        Ok(())
    }
}

async fn index(
    tx: &mut SqliteConnection,
    point: PointId,
    goods: Uuid,
    merchant: MerchantId,
    barcode: Option<&Barcode>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO goods_index (point_id, goods_id, merchant_id, barcode) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (point_id, goods_id) DO UPDATE SET merchant_id = excluded.merchant_id, \
                       barcode = excluded.barcode";
    let query = sqlx::query(SQL).bind(point.0).bind(goods).bind(merchant.0).bind(barcode.map(Barcode::as_str));
    query.execute(tx).await?;
    Ok(())
}
