//! What a measure asks of somebody by a day, and how strong the next one is.

use super::{Level, Measure};
use crate::{ids::MerchantId, moment::Day, oversight::RULES};

/// What somebody has to do about a measure, the most pressing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// 申诉待定: a supervisor who did not impose it decides.
    DecideAppeal {
        /// Since when it waits.
        since: Day,
    },
    /// 复查没通过: somebody decides what comes next.
    DecideNext,
    /// 复查: by that day it has to be put right; then somebody looks.
    Recheck {
        /// When.
        due: Day,
    },
    /// Something is stopped and nobody said until when.
    Stopped,
}

impl Task {
    /// 逾期: it is late on that day.
    #[must_use]
    pub fn is_overdue(self, today: Day) -> bool {
        match self {
            Self::Recheck { due } => due < today,
            Self::DecideNext => true,
            Self::DecideAppeal { since } => today.days_since(since) > RULES.receipt_days,
            Self::Stopped => false,
        }
    }

    /// The day by which things are sorted; none comes last.
    #[must_use]
    pub const fn due(self) -> Option<Day> {
        match self {
            Self::Recheck { due } | Self::DecideAppeal { since: due } => Some(due),
            Self::DecideNext | Self::Stopped => None,
        }
    }
}

impl Measure {
    /// What somebody has to do about it.
    #[must_use]
    pub fn task(&self) -> Option<Task> {
        if let Some(appeal) = self.open_appeal() {
            return Some(Task::DecideAppeal { since: appeal.on });
        }
        if !self.is_in_force() {
            return None;
        }
        if self.failed_recheck && self.level() != Level::ServiceStopped {
            return Some(Task::DecideNext);
        }
        match self.step()?.due {
            Some(due) => Some(Task::Recheck { due }),
            None if self.level().stops() => Some(Task::Stopped),
            None => None,
        }
    }

    /// It had to be put right before that day, and nobody has seen that it was.
    #[must_use]
    pub fn is_overdue(&self, today: Day) -> bool {
        self.is_in_force() && self.step().and_then(|step| step.due).is_some_and(|due| due < today)
    }
}

/// The strongest measure that holds against that merchant.
#[must_use]
pub fn in_force<'a>(merchant: MerchantId, measures: impl IntoIterator<Item = &'a Measure>) -> Option<Level> {
    let of = measures.into_iter().filter(|measure| measure.merchant == merchant && measure.is_in_force());
    of.map(Measure::level).max()
}

/// How strong the next measure is to be: one grade above the strongest of the last year. Whoever decides may choose another.
#[must_use]
pub fn suggested<'a>(merchant: MerchantId, measures: impl IntoIterator<Item = &'a Measure>, today: Day) -> Level {
    let of = measures.into_iter().filter(|measure| measure.merchant == merchant);
    let counts = of.filter(|measure| measure.is_in_force() || matches!(measure.standing, super::Standing::Rectified));
    let steps = counts.filter_map(Measure::step).filter(|step| today.days_since(step.on) <= RULES.repeat_days);
    match steps.map(|step| step.level).max() {
        None => Level::Warning,
        Some(Level::Warning) => Level::Rectification,
        Some(Level::Rectification) => Level::SaleStopped,
        Some(Level::SaleStopped | Level::ServiceStopped) => Level::ServiceStopped,
    }
}
