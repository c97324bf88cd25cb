//! What falls due by itself.

use std::time::Duration;

use tracing::error;

use super::{Integrity, Service};

/// How often is looked for what is due: warnings are about hours and days.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// The running sums are counted anew so many looks apart: once a day.
const CHECK_EVERY: u32 = 24 * 60 * 2;
/// Every case is read for it: not at a start, when everybody waits, but an hour later, and then once a day.
const FIGURES_AT: u32 = 60 * 2;

impl Service {
    /// Does what falls due by itself, for as long as it is polled: warnings, the roster, merchants that are
    /// overdue, cases that leave the tablets.
    pub async fn run_scheduler(&self) {
        let mut every = tokio::time::interval(LOOK_EVERY);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        for look in (0..CHECK_EVERY).cycle() {
            every.tick().await;
            self.do_what_is_due().await;
            if (look == 0 || matches!(self.integrity(), Integrity::Differs(_)))
                && let Err(why) = self.check_integrity().await
            {
                error!("what is kept was not checked: {why}");
            }
            if look == FIGURES_AT
                && let Err(why) = self.check_figures().await
            {
                error!("the figures were not checked: {why}");
            }
        }
    }

    /// One look at what falls due by itself.
    pub async fn do_what_is_due(&self) {
        // A clock that is wrong for a minute must not make everything due.
        if !self.world().is_settled() {
            return;
        }
        // Nothing is lost by a failure: what is due stays due.
        if let Err(why) = self.raise_warnings().await {
            error!("warnings were not raised: {why}");
        }
        if let Err(why) = self.turn_roster().await {
            error!("people were not put on or off duty as planned: {why}");
        }
        if let Err(why) = self.suspend_overdue_merchants().await {
            error!("merchants that are overdue were not suspended: {why}");
        }
        if let Err(why) = self.post_what_is_due().await {
            error!("papers whose day has come do not hang on the board: {why}");
        }
        // Also what another server left when it died, or a backup brought back.
        if let Err(why) = self.auto_assign().await {
            error!("waiting cases were not given out: {why}");
        }
        if let Err(why) = self.reseal_some().await {
            error!("what is kept was not put under the newest data key: {why}");
        }
        if let Err(why) = self.clear_abandoned_uploads().await {
            error!("uploads that nobody goes on with are still here: {why}");
        }
        if let Err(why) = self.expire_from_scope().await {
            error!("cases that ended long ago are still in scope: {why}");
        }
    }
}
