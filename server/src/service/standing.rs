//! How the contact point stands, in numbers, for whoever watches over the server.

use domain::case::{Case, State};
use domain::clock::clocks;
use domain::moment::Moment;

use super::{Integrity, Service};
use crate::content::Content;
use crate::measures::{Measures, Standing};
use crate::store::StoreError;

impl Service {
    /// What is counted.
    #[must_use]
    pub fn measures(&self) -> &Measures {
        &self.inner.measures
    }

    /// Counts what is open now. Reads every open case.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn standing(&self) -> Result<Standing, StoreError> {
        let census = self.inner.store.census(self.point()).await?;
        let (content, now) = (self.board(), self.world().now());
        let sums_differ = matches!(self.integrity(), Integrity::Differs(_));
        let mut standing = Standing { aside: census.aside, sums_differ, ..Standing::default() };
        for case in census.open.iter().filter(|case| case.is_open()) {
            standing.open += 1;
            standing.overdue += i64::from(is_overdue(case, &content, now));
            if let Some(since) = unread_since(case) {
                standing.unread += 1;
                let waits = (now.millis() - since.millis()).max(0) / 1_000;
                standing.oldest_unread_seconds = standing.oldest_unread_seconds.max(waits);
            }
        }
        Ok(standing)
    }
}

fn is_overdue(case: &Case, content: &Content, now: Moment) -> bool {
    let running = clocks(case, &content.calendar);
    running.iter().filter_map(|clock| clock.due(&content.calendar)).any(|due| due.at <= now)
}

/// Since when it has waited for somebody to take it on; none where somebody has.
fn unread_since(case: &Case) -> Option<Moment> {
    let waits = matches!(case.state, State::Received | State::Reopened);
    let here = case.timeline.iter().rev().take_while(|entry| waits && entry.state == case.state);
    here.last().map(|entry| entry.at)
}
