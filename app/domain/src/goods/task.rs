//! What somebody has to do about goods.

use super::{Freshness, GoodsFile, RecallStep, Standing, Unsaleable};
use crate::{
    moment::{Day, Moment},
    rules::NearExpiry,
};

/// What somebody has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// 上架查验.
    Check,
    /// 品控确认下架.
    ConfirmTakedown {
        /// Which.
        takedown: usize,
        /// Since when it waits.
        since: Moment,
    },
    /// 下架后通知监管.
    NotifyRegulator {
        /// Of which taking down.
        takedown: usize,
        /// Since when they are down.
        since: Moment,
    },
    /// The next task of a delisting.
    Recall {
        /// Which.
        step: RecallStep,
    },
    /// Every task of a delisting is done.
    CloseRecall,
    /// They were stopped: delisted, or sold again.
    Decide {
        /// Why they were.
        why: Unsaleable,
    },
    /// 送检: a laboratory has not answered.
    Await {
        /// Whose result is awaited.
        laboratory: String,
        /// Since when.
        sent_on: Day,
    },
    /// A lot is past its last day and still here.
    Expired {
        /// The lot, as people call it.
        lot: String,
        /// Its last day.
        last: Day,
    },
    /// 临期.
    Near {
        /// The lot, as people call it.
        lot: String,
        /// Its last day.
        last: Day,
    },
}

impl Task {
    /// Quality control does it, or a supervisor.
    #[must_use]
    pub const fn is_for_quality(&self) -> bool {
        matches!(
            self,
            Self::Check | Self::ConfirmTakedown { .. } | Self::CloseRecall | Self::Decide { .. } | Self::Await { .. }
        )
    }

    /// It cannot wait.
    #[must_use]
    pub const fn is_urgent(&self) -> bool {
        !matches!(self, Self::Check | Self::Near { .. } | Self::CloseRecall | Self::Await { .. })
    }
}

impl GoodsFile {
    /// What somebody has to do about them on that day, the most pressing first.
    #[must_use]
    pub fn tasks(&self, today: Day, rules: &NearExpiry) -> Vec<Task> {
        let mut tasks = Vec::new();
        for (takedown, one) in self.takedowns.iter().enumerate() {
            if one.waits() {
                tasks.push(Task::ConfirmTakedown { takedown, since: one.asked.at });
            }
            if let Some(since) = one.in_force.filter(|_| one.is_to_be_notified()) {
                tasks.push(Task::NotifyRegulator { takedown, since: since.at });
            }
        }
        let awaited = self.samples.iter().filter(|sample| sample.result.is_none());
        let awaited =
            awaited.map(|sample| Task::Await { laboratory: sample.laboratory.clone(), sent_on: sample.sent_on });
        let recall = self.open_recall();
        tasks.extend(recall.map(|recall| recall.next().map_or(Task::CloseRecall, |step| Task::Recall { step })));
        if self.has_ended() {
            tasks.extend(awaited);
            return tasks;
        }
        if recall.is_none() {
            tasks.extend(self.stops.first().map(|stop| Task::Decide { why: stop.why }));
        }
        let here = self.lots.iter().filter(|lot| !lot.left().is_zero() && !self.is_recalled(lot.id));
        let mut near = Vec::new();
        for lot in here {
            match lot.freshness(today, rules) {
                Freshness::Expired { last } => tasks.push(Task::Expired { lot: lot.name(), last }),
                Freshness::Near { last } => near.push(Task::Near { lot: lot.name(), last }),
                Freshness::NoEnd | Freshness::Good { .. } => {}
            }
        }
        if self.standing == Standing::Proposed {
            tasks.push(Task::Check);
        }
        tasks.extend(awaited);
        tasks.extend(near);
        tasks
    }
}
