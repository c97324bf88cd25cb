//! What single kinds keep besides their entities: a module for each, registered once.

pub(super) mod case;
pub(super) mod feed;
pub(super) mod figures;
pub(super) mod fund;
pub(super) mod goods;
pub(crate) mod staff;

use super::tx::Tx;
use async_trait::async_trait;
use domain::ids::PointId;

use crate::store::StoreError;
use crate::store::entities::{Changes, Found, Wanted};

/// Rows of one kind.
#[async_trait]
pub(super) trait KindRows: Sync {
    /// Reads what this kind wants besides entities.
    async fn find(&self, tx: &mut Tx, point: PointId, wanted: &Wanted, found: &mut Found) -> Result<(), StoreError>;

    /// Writes what this kind writes besides entities.
    async fn write(&self, tx: &mut Tx, point: PointId, changes: &Changes) -> Result<(), StoreError>;
}

/// The kinds that have rows of their own.
pub(super) const ALL: &[&dyn KindRows] =
    &[&case::CaseRows, &figures::FigureRows, &fund::FundRows, &goods::GoodsRows, &feed::FeedRows];
