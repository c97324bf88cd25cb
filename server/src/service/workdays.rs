//! Working days of a year that was announced after this release: an administrator enters it, and every clock follows.

use domain::staff::StaffMember;
use std::sync::Arc;

use domain::calendar::{Arrangement, NotAnArrangement};
use domain::ids::PointId;
use domain::role::Role;
use sync::protocol::Code;
use thiserror::Error;

use super::Service;
use crate::content::Content;
use crate::store::{StoreError, SyncStore};

/// The first year that makes sense, and the last.
const YEARS: std::ops::RangeInclusive<i32> = 2024..=2099;

/// Why a year is not taken.
#[derive(Clone, Debug, Error)]
pub enum WorkdaysError {
    /// The request itself is not acceptable.
    #[error("{}", .0.as_str())]
    Unfit(Code),
    /// It cannot be an arrangement of that year.
    #[error(transparent)]
    Wrong(#[from] NotAnArrangement),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Service {
    /// Takes a year of working days. It holds at once, in place of what the release says of that year; promised times
    /// that are marked 暂定 are counted anew with the next step of their case, warnings at once.
    ///
    /// # Errors
    ///
    /// `forbidden`, `not_found` for a year that makes no sense, why it is no arrangement, or when the store fails.
    pub async fn enter_workdays(
        &self,
        by: &StaffMember,
        year: i32,
        arrangement: Arrangement,
    ) -> Result<(), WorkdaysError> {
        if by.role != Role::Administrator {
            return Err(WorkdaysError::Unfit(Code::Forbidden));
        }
        if !YEARS.contains(&year) {
            return Err(WorkdaysError::Unfit(Code::NotFound));
        }
        let arrangement = arrangement.checked(year)?;
        let inner = &self.inner;
        let _turn = inner.turn.lock().await;
        let now = inner.setting.world.now();
        inner.store.keep_workdays(self.point(), (year, &arrangement), by.id, now).await?;
        // Its hash differs, so devices get it, and every clock is looked at again.
        inner.post_board(now.day()).await?;
        Ok(())
    }
}

/// The content with what was entered here.
pub(super) async fn entered(
    store: &dyn SyncStore,
    point: PointId,
    content: &Arc<Content>,
) -> Result<Arc<Content>, StoreError> {
    let years = store.workdays(point).await?;
    if years.is_empty() {
        return Ok(Arc::clone(content));
    }
    let with = Content::clone(content).with_years(years);
    Ok(Arc::new(with.map_err(|why| StoreError::Unreadable(why.to_string()))?))
}
