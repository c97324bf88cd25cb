//! Years of working days.

use super::tx::Tx;
use domain::calendar::Arrangement;
use domain::ids::{PointId, StaffId};
use domain::moment::Moment;

use super::rows::{json, read};
use crate::store::StoreError;

pub(super) async fn all(tx: &mut Tx, point: PointId) -> Result<Vec<(i32, Arrangement)>, StoreError> {
    const SQL: &str = "SELECT year, arrangement FROM workdays WHERE point_id = $1 ORDER BY year";
    let rows: Vec<(i64, String)> = sqlx::query_as(SQL).bind(point.0).fetch_all(&mut **tx).await?;
    let unreadable = |_| StoreError::Unreadable("a year".to_owned());
    rows.into_iter().map(|(year, text)| Ok((i32::try_from(year).map_err(unreadable)?, read(&text)?))).collect()
}

pub(super) async fn keep(
    tx: &mut Tx,
    point: PointId,
    (year, arrangement): (i32, &Arrangement),
    by: StaffId,
    at: Moment,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO workdays (point_id, year, arrangement, at, staff_id) VALUES ($1, $2, $3, $4, $5) \
                       ON CONFLICT (point_id, year) DO UPDATE SET arrangement = excluded.arrangement, \
                       at = excluded.at, staff_id = excluded.staff_id";
    let query = sqlx::query(SQL).bind(point.0).bind(year).bind(json(arrangement)?).bind(at.millis()).bind(by.0);
    query.execute(&mut **tx).await?;
    Ok(())
}
