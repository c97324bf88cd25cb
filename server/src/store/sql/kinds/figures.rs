//! What the cases add up to: changed in the transaction that changes a case, read by few rows, and counted anew from
//! every case where somebody doubts it.

use super::super::tx::Tx;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use async_trait::async_trait;
use domain::analysis::{Cell, Cube, Figures, Grain, Measure, Moved, Span, VERSION, moved};
use domain::case::Case;
use domain::form::Term;
use domain::ids::PointId;
use domain::moment::Day;
use futures::TryStreamExt;
use sqlx::{AssertSqlSafe, QueryBuilder, Row};
use uuid::Uuid;

use super::super::engine::{Db, DbRow};
use super::super::rows::column;
use super::super::rows::read;
use super::super::write::ROWS;
use super::KindRows;
use crate::store::StoreError;
use crate::store::entities::{Along, Changes, FigureSum, FigureWrites, Found, Wanted, WantedFigures};

/// The rows of figures.
#[derive(Debug)]
pub(in super::super) struct FigureRows;

/// So many cases are read at once when all are counted.
const CASES_AT_ONCE: i64 = 2_000;
/// One case changes so many cells; their statement is kept prepared.
const OF_ONE_CASE: usize = 8;

#[async_trait]
impl KindRows for FigureRows {
    async fn find(&self, _: &mut Tx, _: PointId, _: &Wanted, _: &mut Found) -> Result<(), StoreError> {
        Ok(())
    }

    async fn write(&self, tx: &mut Tx, point: PointId, changes: &Changes) -> Result<(), StoreError> {
        let Some(FigureWrites(moved)) = changes.ext.get::<FigureWrites>() else { return Ok(()) };
        add(tx, point, moved).await
    }
}

/// Adds to the cells.
async fn add(tx: &mut Tx, point: PointId, moved: &Moved) -> Result<(), StoreError> {
    let mut rows: Vec<(&Cell, &Figures)> = moved.iter().filter(|(_, figures)| !figures.is_nothing()).collect();
    rows.sort_unstable_by_key(|(cell, _)| *cell);
    for some in rows.chunks(ROWS) {
        // A filing names five measures, not forty: the statement is as long as what it changes.
        let names = |measure: &&Measure| some.iter().any(|(_, figures)| figures.of(**measure) != 0);
        let measures: Vec<Measure> = Measure::ALL.iter().filter(names).copied().collect();
        let mut query =
            QueryBuilder::<Db>::new("INSERT INTO case_figures (point_id, cube, grain, bucket, row_key, col_key");
        for measure in &measures {
            query.push(", ").push(measure.code());
        }
        query.push(") ");
        query.push_values(some, |mut row, (cell, figures)| {
            row.push_bind(point.0)
                .push_bind(cell.cube.code())
                .push_bind(cell.grain.code())
                .push_bind(number(cell.bucket))
                .push_bind(cell.row.clone())
                .push_bind(cell.column.clone());
            for measure in &measures {
                row.push_bind(figures.of(*measure));
            }
        });
        query.push(" ON CONFLICT (point_id, cube, grain, bucket, row_key, col_key) DO UPDATE SET ");
        let mut sets = query.separated(", ");
        for measure in &measures {
            let code = measure.code();
            sets.push(format_args!("{code} = case_figures.{code} + excluded.{code}"));
        }
        query.build().persistent(some.len() <= OF_ONE_CASE).execute(&mut **tx).await?;
    }
    Ok(())
}

/// The sums that were asked for.
pub(in super::super) async fn sums(
    tx: &mut Tx,
    point: PointId,
    wanted: &WantedFigures,
) -> Result<Vec<FigureSum>, StoreError> {
    let mut sums: BTreeMap<(Option<Day>, String, String), Figures> = BTreeMap::new();
    for span in spans(wanted) {
        let sql = AssertSqlSafe(select(wanted));
        let query = sqlx::query(sql).bind(point.0).bind(wanted.cube.code()).bind(span.grain.code());
        for row in query.bind(number(span.from)).bind(number(span.to)).fetch_all(&mut **tx).await? {
            let bucket = match wanted.along {
                Along::Cells => None,
                Along::Days => Some(day(row.try_get("bucket")?)),
                Along::Months => Some(day(row.try_get("bucket")?).first_of_month()),
            };
            let key = match wanted.along {
                Along::Cells => (bucket, row.try_get("row_key")?, row.try_get("col_key")?),
                Along::Days | Along::Months => (bucket, String::new(), String::new()),
            };
            sums.entry(key).or_default().join(&figures(&row, wanted.measures)?);
        }
    }
    let sum = |((bucket, row, column), figures)| FigureSum { bucket, row, column, figures };
    Ok(sums.into_iter().map(sum).collect())
}

fn spans(wanted: &WantedFigures) -> Vec<Span> {
    let period = wanted.period;
    match wanted.along {
        Along::Cells | Along::Months => period.spans(),
        Along::Days => vec![Span { grain: Grain::Day, from: period.from, to: period.to }],
    }
}

/// The statement; its words are codes of ours.
fn select(wanted: &WantedFigures) -> String {
    let keys = if wanted.along == Along::Cells { "row_key, col_key" } else { "bucket" };
    let sums: Vec<String> =
        wanted.measures.iter().map(|measure| format!("CAST(SUM({0}) AS BIGINT) AS {0}", measure.code())).collect();
    format!(
        "SELECT {keys}, {} FROM case_figures WHERE point_id = $1 AND cube = $2 AND grain = $3 \
         AND bucket BETWEEN $4 AND $5 GROUP BY {keys}",
        sums.join(", ")
    )
}

fn figures(row: &DbRow, measures: &[Measure]) -> Result<Figures, StoreError> {
    let mut figures = Figures::default();
    for measure in measures {
        figures.add(*measure, row.try_get(measure.code())?);
    }
    Ok(figures)
}

/// The first day of which there are any.
pub(in super::super) async fn since(tx: &mut Tx, point: PointId) -> Result<Option<Day>, StoreError> {
    const SQL: &str = "SELECT bucket FROM case_figures WHERE point_id = $1 AND cube = 'hour' AND grain = 'day' AND cases > 0 \
                       ORDER BY bucket LIMIT 1";
    let first: Option<i64> = sqlx::query_scalar(SQL).bind(point.0).fetch_optional(&mut **tx).await?;
    Ok(first.map(day))
}

/// Calls with every case that this version reads.
async fn each_case(tx: &mut Tx, point: PointId, mut take: impl FnMut(&Case) + Send) -> Result<(), StoreError> {
    const SQL: &str = "SELECT snapshot FROM entities WHERE point_id = $1 AND kind = 'case'";
    let codec = tx.codec().clone();
    let mut rows = sqlx::query(SQL).bind(point.0).fetch(&mut **tx);
    while let Some(row) = rows.try_next().await? {
        if let Ok(case) = read::<Case>(&column(&codec, &row, "snapshot")?) {
            take(&case);
        }
    }
    Ok(())
}

/// Whether what is kept is what the cases add up to, by a sum that takes no memory: each cell counts with a weight of its own, so
/// that two sets of cells with one sum are the same set, but for a chance of one in 2^64.
pub(in super::super) async fn hold(tx: &mut Tx, point: PointId) -> Result<bool, StoreError> {
    let mut kept = 0_u64;
    {
        let mut rows = sqlx::query("SELECT * FROM case_figures WHERE point_id = $1").bind(point.0).fetch(&mut **tx);
        while let Some(row) = rows.try_next().await? {
            kept = kept.wrapping_add(weighed(&cell(&row)?, &figures(&row, Measure::ALL)?));
        }
    }
    let mut counted = 0_u64;
    each_case(tx, point, |case| {
        let mut of_case = Moved::new();
        moved(None, Some(case), &mut of_case);
        counted = of_case.iter().fold(counted, |sum, (cell, figures)| sum.wrapping_add(weighed(cell, figures)));
    })
    .await?;
    Ok(kept == counted)
}

fn weighed(cell: &Cell, figures: &Figures) -> u64 {
    let mut hasher = DefaultHasher::new();
    cell.hash(&mut hasher);
    let of_cell = hasher.finish();
    (1_u64..).zip(Measure::ALL).fold(0, |sum, (place, measure)| {
        // Mixed as SplitMix64 does.
        let mixed = (of_cell ^ place.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let weight = (mixed ^ (mixed >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB) | 1;
        sum.wrapping_add(weight.wrapping_mul(figures.of(*measure).cast_unsigned()))
    })
}

/// Counts everything anew where an earlier version of the rules counted, or none.
pub(in super::super) async fn count_once(tx: &mut Tx, point: PointId) -> Result<(), StoreError> {
    const SQL: &str = "SELECT figures_version FROM points WHERE point_id = $1";
    let version: i64 = sqlx::query_scalar(SQL).bind(point.0).fetch_one(&mut **tx).await?;
    if version == VERSION { Ok(()) } else { count_anew(tx, point).await }
}

/// Puts what all cases add up to in place of what is kept.
pub(in super::super) async fn count_anew(tx: &mut Tx, point: PointId) -> Result<(), StoreError> {
    const PAGE: &str = "SELECT entity_id, snapshot FROM entities WHERE point_id = $1 AND kind = 'case' AND entity_id > $2 \
                        ORDER BY entity_id LIMIT $3";
    sqlx::query("DELETE FROM case_figures WHERE point_id = $1").bind(point.0).execute(&mut **tx).await?;
    let mut after = Uuid::nil();
    loop {
        // A page at a time: a million cases do not fit into memory.
        let page = sqlx::query(PAGE).bind(point.0).bind(after).bind(CASES_AT_ONCE).fetch_all(&mut **tx).await?;
        let mut counted = Moved::new();
        for row in &page {
            after = row.try_get("entity_id")?;
            // One that only a later version reads is counted by that version.
            if let Ok(case) = read::<Case>(&column(tx.codec(), row, "snapshot")?) {
                moved(None, Some(&case), &mut counted);
            }
        }
        if page.is_empty() {
            break;
        }
        add(tx, point, &counted).await?;
    }
    let query = sqlx::query("UPDATE points SET figures_version = $2 WHERE point_id = $1");
    query.bind(point.0).bind(VERSION).execute(&mut **tx).await?;
    Ok(())
}

fn cell(row: &DbRow) -> Result<Cell, StoreError> {
    let unknown = |what: &str| StoreError::Unreadable(format!("no figures are kept by {what}"));
    let (cube, grain): (String, String) = (row.try_get("cube")?, row.try_get("grain")?);
    Ok(Cell {
        cube: Cube::from_code(&cube).ok_or_else(|| unknown(&cube))?,
        grain: Grain::from_code(&grain).ok_or_else(|| unknown(&grain))?,
        bucket: day(row.try_get("bucket")?),
        row: row.try_get("row_key")?,
        column: row.try_get("col_key")?,
    })
}

/// Days since 1 January 1970.
fn number(day: Day) -> i64 {
    day.days_since(epoch())
}

fn day(number: i64) -> Day {
    epoch().plus_days(number)
}

fn epoch() -> Day {
    domain::moment::Moment::from_millis(0).day()
}
