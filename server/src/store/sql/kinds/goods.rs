//! The index of goods: by barcode, and the lines by which a ledger is searched.

use super::super::tx::Tx;
use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::goods::{Barcode, Event, GoodsFile, KIND, SoughtLine, Traced, TracedLot};
use domain::ids::{MerchantId, PointId};
use sqlx::{QueryBuilder, Row};
use uuid::Uuid;

use super::super::engine::{Db, storable};
use super::super::entities;
use super::super::rows::column;
use super::super::rows::{run, signed, unsigned};
use super::super::write::ROWS;
use super::KindRows;
use crate::store::StoreError;
use crate::store::entities::{Changes, Entity, EntityKey, Found, FoundOfGoods, Wanted, WantedOfGoods};

/// Of a search that finds many lines, so many are looked at.
const MOST_LINES: u32 = 400;
/// And so many files are read.
const MOST_FILES: usize = 24;

/// The rows of the index.
#[derive(Debug)]
pub(in super::super) struct GoodsRows;

#[async_trait]
impl KindRows for GoodsRows {
    async fn find(&self, tx: &mut Tx, point: PointId, wanted: &Wanted, found: &mut Found) -> Result<(), StoreError> {
        const SQL: &str = "SELECT goods_id FROM goods_index WHERE point_id = $1 AND merchant_id = $2 AND barcode = $3";
        let Some(WantedOfGoods(wanted)) = wanted.ext.get::<WantedOfGoods>() else { return Ok(()) };
        let mut of_goods = FoundOfGoods::default();
        for (merchant, barcode) in wanted {
            let query = sqlx::query_scalar(SQL).bind(point.0).bind(merchant.0).bind(barcode.as_str());
            let goods: Option<Uuid> = query.fetch_optional(&mut **tx).await?;
            of_goods.0.extend(goods.map(|goods| ((*merchant, barcode.to_string()), goods)));
        }
        found.ext.insert(of_goods);
        Ok(())
    }

    async fn write(&self, tx: &mut Tx, point: PointId, changes: &Changes) -> Result<(), StoreError> {
        for (key, change) in changes.entities.iter().filter(|(key, _)| key.kind == KIND.name) {
            if let Some(file) = change.after.as_type::<GoodsFile>() {
                let barcode = file.particulars.barcode.as_ref().filter(|_| !file.has_ended());
                index(tx, point, key.id, file.particulars.merchant, barcode).await?;
            }
            let events = change.events.iter().map(|(_, new)| (new.rev, new.event.as_str()));
            write_lines(tx, point, key.id, &lines_of(events)).await?;
        }
        Ok(())
    }
}

/// The lines that events add or change, by revision; what goods are stands once, as revision 0.
fn lines_of<'a>(events: impl Iterator<Item = (u64, &'a str)>) -> BTreeMap<u64, SoughtLine> {
    let mut lines = BTreeMap::new();
    for (rev, event) in events {
        // One that only a later version reads is searched by that.
        let line = serde_json::from_str::<Event>(event).ok().and_then(|event| event.sought_line());
        lines.extend(line.map(|line| (if line.lot.is_some() { rev } else { 0 }, line)));
    }
    lines
}

async fn write_lines(
    tx: &mut Tx,
    point: PointId,
    goods: Uuid,
    lines: &BTreeMap<u64, SoughtLine>,
) -> Result<(), StoreError> {
    let rows: Vec<_> = lines.iter().collect();
    for some in rows.chunks(ROWS) {
        let mut query = QueryBuilder::<Db>::new("INSERT INTO goods_lines (point_id, goods_id, rev, lot_id, words) ");
        query.push_values(some, |mut row, (rev, line)| {
            row.push_bind(point.0)
                .push_bind(goods)
                .push_bind(signed(**rev))
                .push_bind(line.lot)
                .push_bind(storable(&line.words).into_owned());
        });
        query.push(
            " ON CONFLICT (point_id, goods_id, rev) DO UPDATE SET lot_id = excluded.lot_id, words = excluded.words",
        );
        run(tx, query, some.len()).await?;
    }
    Ok(())
}

/// Fills in the lines of goods that are older than those; true while there may be more.
pub(in super::super) async fn fill_lines(tx: &mut Tx, point: PointId, most: u32) -> Result<bool, StoreError> {
    const GOODS: &str = "SELECT e.entity_id FROM entities e WHERE e.point_id = $1 AND e.kind = 'goods' AND NOT EXISTS \
                         (SELECT 1 FROM goods_lines l WHERE l.point_id = e.point_id AND l.goods_id = e.entity_id \
                         AND l.rev = 0) LIMIT $2";
    const EVENTS: &str =
        "SELECT rev, event FROM events WHERE point_id = $1 AND kind = 'goods' AND entity_id = $2 ORDER BY rev";
    let goods: Vec<Uuid> = sqlx::query_scalar(GOODS).bind(point.0).bind(i64::from(most)).fetch_all(&mut **tx).await?;
    for id in &goods {
        let mut events = Vec::new();
        for row in sqlx::query(EVENTS).bind(point.0).bind(*id).fetch_all(&mut **tx).await? {
            events.push((unsigned(row.try_get("rev")?), column(tx.codec(), &row, "event")?));
        }
        let mut lines = lines_of(events.iter().map(|(rev, event)| (*rev, event.as_str())));
        // Also where nothing could be read: it is not looked at again at each start.
        lines.entry(0).or_insert_with(|| SoughtLine { lot: None, words: String::new() });
        write_lines(tx, point, *id, &lines).await?;
    }
    Ok(!goods.is_empty())
}

/// Lots that are found by those words, or of which the goods are, the newest first.
pub(in super::super) async fn trace(
    tx: &mut Tx,
    point: PointId,
    sought: &str,
    most: usize,
) -> Result<Traced, StoreError> {
    const SQL: &str = "SELECT goods_id, lot_id FROM goods_lines WHERE point_id = $1 AND words LIKE $2 ESCAPE '!' \
                       ORDER BY goods_id DESC, rev DESC LIMIT $3";
    let plain = sought.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let found: Vec<(Uuid, Option<Uuid>)> = sqlx::query_as(SQL)
        .bind(point.0)
        .bind(storable(&format!("%{plain}%")).into_owned())
        .bind(i64::from(MOST_LINES))
        .fetch_all(&mut **tx)
        .await?;
    let mut more = found.len() >= MOST_LINES as usize;
    let mut by_goods: BTreeMap<Uuid, Vec<Option<Uuid>>> = BTreeMap::new();
    for (goods, lot) in found {
        if by_goods.len() >= MOST_FILES && !by_goods.contains_key(&goods) {
            more = true;
            continue;
        }
        let lots = by_goods.entry(goods).or_default();
        if !lots.contains(&lot) {
            lots.push(lot);
        }
    }
    let keys: Vec<EntityKey> = by_goods.keys().map(|id| EntityKey { kind: KIND.name, id: *id }).collect();
    let files = entities::find(tx, point, &keys).await?;
    let mut lots = Vec::new();
    for (key, entity) in &files {
        let Some(file) = Entity::as_type::<GoodsFile>(entity) else { continue };
        let wanted = by_goods.get(&key.id).map(Vec::as_slice).unwrap_or_default();
        let all = wanted.contains(&None);
        let of = file.lots.iter().filter(|lot| all || wanted.contains(&Some(lot.id)));
        lots.extend(of.filter_map(|lot| -> Option<TracedLot> { file.traced(key.id, lot.id) }));
    }
    let traced = Traced::of(lots, most);
    Ok(Traced { more: traced.more || more, ..traced })
}

async fn index(
    tx: &mut Tx,
    point: PointId,
    goods: Uuid,
    merchant: MerchantId,
    barcode: Option<&Barcode>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO goods_index (point_id, goods_id, merchant_id, barcode) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (point_id, goods_id) DO UPDATE SET merchant_id = excluded.merchant_id, \
                       barcode = excluded.barcode";
    let query = sqlx::query(SQL).bind(point.0).bind(goods).bind(merchant.0).bind(barcode.map(Barcode::as_str));
    query.execute(&mut **tx).await?;
    Ok(())
}
