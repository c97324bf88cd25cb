//! Everything of one database into another, of whichever engine: table by table in pages, so that it can be cut off and goes on where
//! it stopped.

use thiserror::Error;

use super::tables::{Column, TABLES, Table, Value};
use super::transfer::Tables;
use super::{StoreError, SyncStore};

/// Rows of one transaction.
const PAGE: u32 = 1_000;

/// Why nothing was copied, or not all of it.
#[derive(Debug, Error)]
pub enum CopyError {
    /// Something is there that is no half of this copy.
    #[error("there is something in {0} already: a copy goes into an empty database only")]
    NotEmpty(&'static str),
    /// Half of another copy, or the source has changed since.
    #[error("it is one half of another copy ({0}), or what is copied was served since: empty it, and begin again")]
    OtherHalf(String),
    /// The databases are of different versions of the program.
    #[error("the column {0} is on one side only: bring both up to date first")]
    OtherColumns(String),
    /// What came out is not what went in.
    #[error("{table} has {copied} rows of {rows}")]
    Missing {
        /// Which table.
        table: &'static str,
        /// There.
        copied: i64,
        /// Here.
        rows: i64,
    },
    /// The copy does not add up.
    #[error("the copy does not add up: {0}")]
    DoesNotAddUp(String),
    /// A store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A database in which everything is kept: its tables, and what they mean.
pub trait Whole: Tables + SyncStore {}

impl<S: Tables + SyncStore> Whole for S {}

/// What the copy of a database says while it is none yet: of which contact points, and up to where.
///
/// # Errors
///
/// When the store fails.
pub async fn half_of(from: &dyn Whole) -> Result<String, StoreError> {
    let mut points = Vec::new();
    for id in from.points().await? {
        let point = from.point(id).await?;
        points.push(format!("{} of {} up to {}", id.0, point.epoch.0, point.head.0));
    }
    Ok(format!("half of a copy of {}", points.join(", ")))
}

/// Copies everything, or what is still missing; `step` is told after each page what was copied.
///
/// # Errors
///
/// When the target is neither empty nor a half of this copy, the copy is not whole in the end, or a store fails.
pub async fn copy(
    from: &dyn Whole,
    to: &dyn Whole,
    step: &mut (dyn FnMut(&'static str, usize) + Send),
) -> Result<(), CopyError> {
    let half = half_of(from).await?;
    match to.moving().await? {
        Some(other) if other != half => return Err(CopyError::OtherHalf(other)),
        Some(_) => {}
        None => {
            for table in TABLES {
                if to.count(table).await? > 0 {
                    return Err(CopyError::NotEmpty(table.name));
                }
            }
            to.begin_move(&half).await?;
        }
    }
    for table in TABLES {
        copy_table(from, to, table, step).await?;
    }
    check(from, to).await
}

async fn copy_table(
    from: &dyn Whole,
    to: &dyn Whole,
    table: &Table,
    step: &mut (dyn FnMut(&'static str, usize) + Send),
) -> Result<(), CopyError> {
    let (theirs, columns) = (to.columns(table).await?, from.columns(table).await?);
    let of = |column: &Column| columns.iter().position(|other| other.name == column.name);
    let only_here = columns.iter().find(|column| theirs.iter().all(|other| other.name != column.name));
    if let Some(column) = only_here.or_else(|| theirs.iter().find(|column| of(column).is_none())) {
        return Err(CopyError::OtherColumns(format!("{}.{}", table.name, column.name)));
    }
    // In the order of the source, so that what is read fits what is written.
    let theirs: Vec<Column> =
        columns.iter().filter_map(|c| theirs.iter().find(|other| other.name == c.name)).cloned().collect();
    let mut after: Option<Vec<Value>> = to.last(table, &theirs).await?;
    loop {
        let rows = from.page(table, &columns, after.as_deref(), PAGE).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        to.add(table, &theirs, &rows).await?;
        after = Some(last.clone());
        step(table.name, rows.len());
    }
}

/// Whether as many rows came as went, and they add up to what is kept of each kind.
async fn check(from: &dyn Whole, to: &dyn Whole) -> Result<(), CopyError> {
    for table in TABLES {
        let (rows, copied) = (from.count(table).await?, to.count(table).await?);
        if rows != copied {
            return Err(CopyError::Missing { table: table.name, copied, rows });
        }
    }
    for point in from.points().await? {
        if let Some(wrong) = to.wrong_sums(point).await?.first() {
            return Err(CopyError::DoesNotAddUp(format!("the running sum of {}", wrong.kind)));
        }
        if !to.figures_hold(point).await? {
            return Err(CopyError::DoesNotAddUp("the figures".to_owned()));
        }
        let ledger = to.fund(point).await?.ledger;
        ledger.reconcile().map_err(|why| CopyError::DoesNotAddUp(format!("the deposit pool: {why:?}")))?;
    }
    Ok(())
}
