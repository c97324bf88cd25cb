//! Tells people in time that a clock runs out: at 50, 80 and 100 % of what was promised, and at 100 % a supervisor
//! (升级主管). What is due stands in the database and is raised under the contact point's lock, so that a restart loses no
//! warning and several servers raise none twice.

use std::time::Duration;

use domain::case::Command;
use domain::clock::warnings;
use domain::ids::CaseId;
use tracing::error;

use super::batch::Batch;
use super::{Inner, Service};
use crate::store::StoreError;
use crate::store::cases::Wanted;

/// How often is looked for what is due: warnings are about hours and days.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// The most cases in one transaction; what is left over comes with the next.
const MOST_CASES: u32 = 200;

impl Service {
    /// Does what falls due by itself, for as long as it is polled: warnings, the roster, cases that leave the tablets.
    pub async fn run_scheduler(&self) {
        let mut every = tokio::time::interval(LOOK_EVERY);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            // Nothing is lost by a failure: what is due stays due.
            if let Err(why) = self.raise_warnings().await {
                error!("warnings were not raised: {why}");
            }
            if let Err(why) = self.turn_roster().await {
                error!("people were not put on or off duty as planned: {why}");
            }
            // Also what another server left when it died, or a backup brought back.
            if let Err(why) = self.auto_assign().await {
                error!("waiting cases were not given out: {why}");
            }
            if let Err(why) = self.expire_from_scope().await {
                error!("cases that ended long ago are still in scope: {why}");
            }
        }
    }

    /// Raises every warning that is due, and says how many.
    ///
    /// # Errors
    ///
    /// When the store fails; nothing of the last transaction has happened then.
    pub async fn raise_warnings(&self) -> Result<usize, StoreError> {
        let mut raised = 0;
        while let Some(some) = self.inner.raise_some().await? {
            raised += some;
        }
        Ok(raised)
    }
}

impl Inner {
    /// None where no case is due to be looked at.
    async fn raise_some(&self) -> Result<Option<usize>, StoreError> {
        let _turn = self.turn.lock().await;
        let mut transaction = self.store.begin(self.setting.point).await?;
        let now = self.setting.world.now();
        let cases = transaction.warn_by(now, MOST_CASES).await?;
        if cases.is_empty() {
            return Ok(None);
        }
        let found = transaction.find(&Wanted { cases: cases.clone(), ..Wanted::default() }).await?;
        let content = self.content();
        let mut due: Vec<(CaseId, Command)> = Vec::new();
        for case in cases.iter().filter_map(|case| found.cases.get(case)) {
            let all = warnings(case, &content.calendar, &content.rules, now).into_iter();
            let now_due = all.filter(|warning| warning.at <= now);
            due.extend(now_due.map(|warning| (case.id, Command::RaiseWarning { warning: warning.key })));
        }
        let point = transaction.point();
        let mut batch = Batch::new(&content, now, point.head, found);
        let raised = due.into_iter().filter(|(case, command)| {
            let op = self.by_itself(now, *case, command.clone());
            batch.by_server(&op)
        });
        let raised = raised.count();
        for case in cases {
            batch.reschedule_warning(case);
        }
        let head = batch.changes().head;
        transaction.write(batch.changes()).await?;
        transaction.commit().await?;
        if raised > 0 {
            self.announce(head, Some(point.epoch));
        }
        Ok(Some(raised))
    }
}
