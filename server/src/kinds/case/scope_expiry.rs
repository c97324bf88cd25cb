//! Lets cases that ended long ago leave the tablets: these hold what is open, and what ended within the last 90 days.
//!
//! That a case has left stands in the database, at a place in the history of its own, taken under the contact point's
//! lock. What a device holds therefore follows from its cursor alone, as with every change: no answer depends on the
//! moment at which it is asked for, and both sides always count the same checksum. Whole days count, so that the tablets
//! of a mall change together once a day; an older page, which does not know of leaving, then fetches everything once.

use domain::moment::Moment;
use sync::protocol::{SCOPE_DAYS, Seq};

use super::key;
use crate::service::{Inner, Service};
use crate::store::StoreError;
use crate::store::entities::Changes;

/// The most cases in one transaction; what is left over comes with the next.
const MOST_CASES: u32 = 500;

impl Service {
    /// Takes what ended more than 90 days ago out of the scope of staff, and says how many.
    ///
    /// # Errors
    ///
    /// When the store fails; nothing of the last transaction has happened then.
    pub async fn expire_from_scope(&self) -> Result<usize, StoreError> {
        let mut left = 0;
        loop {
            let some = self.inner.expire_batch().await?;
            left += some;
            if some == 0 {
                return Ok(left);
            }
        }
    }
}

impl Inner {
    async fn expire_batch(&self) -> Result<usize, StoreError> {
        let _turn = self.turn.lock().await;
        let mut transaction = self.store.begin(self.setting.point).await?;
        let gone = transaction.ended_before(first_kept(self.setting.world.now()), MOST_CASES).await?;
        if gone.is_empty() {
            return Ok(0);
        }
        let (count, point) = (gone.len(), transaction.point());
        let head = Seq(point.head.0 + 1);
        let gone = gone.into_iter().map(key).collect();
        let changes = Changes { head, gone, ..Changes::default() };
        transaction.write(&changes).await?;
        transaction.commit().await?;
        self.committed(point, &changes);
        Ok(count)
    }
}

/// The beginning of the first day whose ended cases are still kept.
fn first_kept(now: Moment) -> Moment {
    now.day().plus_days(-SCOPE_DAYS).at(0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::moment::Day;

    #[test]
    fn the_day_changes_at_midnight_in_shanghai() {
        let today = Day::new(2026, 11, 23).expect("a day");
        let kept = Day::new(2026, 8, 25).expect("a day").at(0, 0);
        for (hour, minute) in [(0, 0), (12, 0), (23, 59)] {
            assert_eq!(first_kept(today.at(hour, minute)), kept);
        }
        assert_eq!(first_kept(today.next().at(0, 0)), kept.plus_millis(24 * 3_600_000));
    }
}
