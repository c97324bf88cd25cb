//! Tells people in time that a clock runs out: at 50, 80 and 100 % of what was promised, and at 100 % a supervisor
//! (升级主管). What is due stands in the database and is raised under the contact point's lock, so that a restart loses no
//! warning and several servers raise none twice.

use domain::case::{Case, Command};
use domain::clock::warnings;
use domain::ids::CaseId;

use super::index::reschedule_warning;
use super::key;
use crate::service::{Batch, Inner, Service};
use crate::store::StoreError;
use crate::store::entities::{Entity, Wanted};

/// The most cases in one transaction; what is left over comes with the next.
const MOST_CASES: u32 = 200;

impl Service {
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
        let keys = cases.iter().copied().map(key).collect();
        let found = transaction.find(&Wanted { entities: keys, ..Wanted::default() }).await?;
        let content = self.content();
        let mut due: Vec<(CaseId, Command)> = Vec::new();
        for case in cases.iter().filter_map(|case| found.entities.get(&key(*case)).and_then(Entity::as_type::<Case>)) {
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
            reschedule_warning(&mut batch, case);
        }
        transaction.write(batch.changes()).await?;
        transaction.commit().await?;
        self.committed(point, batch.changes());
        Ok(Some(raised))
    }
}
