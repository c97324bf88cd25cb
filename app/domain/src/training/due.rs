//! When the next training is due, and what somebody has to do about it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Audience, Standing, Training};
use crate::moment::Day;

/// How often there is a training: the mall's own, for the board says only 「定期」.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TrainingRules {
    /// For the contact point's staff: at the latest so many months after the one before.
    pub staff_every_months: u32,
    /// For merchants.
    pub merchants_every_months: u32,
    /// So many days before it is due it is a task.
    pub notice_days: u32,
    /// Where this comes from.
    pub source: String,
}

impl Default for TrainingRules {
    fn default() -> Self {
        Self {
            staff_every_months: 3,
            merchants_every_months: 6,
            notice_days: 14,
            source: "商场自定，待复核（公示的职责只写“定期组织培训”）".to_owned(),
        }
    }
}

impl TrainingRules {
    /// Whether they can be worked by.
    #[must_use]
    pub fn fits(&self) -> bool {
        let fits = |months: u32| (1..=36).contains(&months);
        fits(self.staff_every_months) && fits(self.merchants_every_months) && self.notice_days <= 90
    }

    /// Until when there must be a training after one on that day.
    #[must_use]
    pub fn next(&self, audience: Audience, held: Day) -> Day {
        let months = match audience {
            Audience::Staff => self.staff_every_months,
            Audience::Merchants => self.merchants_every_months,
        };
        held.plus_months(i32::try_from(months).unwrap_or(1))
    }
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// There was none yet.
    First,
    /// The next has to be planned.
    PlanNext {
        /// Until when it must be held.
        by: Day,
    },
    /// It is planned for later than it is due.
    PlannedLate {
        /// Which.
        training: Uuid,
        /// Until when it must be held.
        by: Day,
    },
    /// Its day is past: somebody writes down what came of it, or moves it.
    WriteDown {
        /// Which.
        training: Uuid,
        /// Its day.
        day: Day,
    },
}

/// A task of the staff's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// About trainings for whom.
    pub audience: Audience,
    /// What.
    pub what: What,
}

impl Task {
    /// Whether it should have been done before that day.
    #[must_use]
    pub fn is_overdue(&self, today: Day) -> bool {
        match self.what {
            // Nobody says since when a new contact point should have had one.
            What::First => false,
            What::PlanNext { by } | What::PlannedLate { by, .. } => by < today,
            What::WriteDown { day, .. } => day < today,
        }
    }
}

/// What is to be done about all trainings on a day.
#[must_use]
pub fn tasks<'a>(
    all: &(impl Iterator<Item = (Uuid, &'a Training)> + Clone),
    today: Day,
    rules: &TrainingRules,
) -> Vec<Task> {
    Audience::ALL.into_iter().flat_map(|audience| of_audience(audience, all, today, rules)).collect()
}

fn of_audience<'a>(
    audience: Audience,
    all: &(impl Iterator<Item = (Uuid, &'a Training)> + Clone),
    today: Day,
    rules: &TrainingRules,
) -> Vec<Task> {
    let of = || all.clone().filter(move |(_, one)| one.plan.audience == audience);
    let unrecorded = of().filter(|(_, one)| one.is_unrecorded(today));
    let mut tasks: Vec<Task> = unrecorded
        .map(|(training, one)| Task { audience, what: What::WriteDown { training, day: one.plan.day } })
        .collect();
    let held = of().filter(|(_, one)| matches!(one.standing, Standing::Held { .. })).map(|(_, one)| one.plan.day);
    // One whose day is past may have been held: it is asked about first.
    let last = held.chain(of().filter(|(_, one)| one.is_unrecorded(today)).map(|(_, one)| one.plan.day)).max();
    let planned = of().filter(|(_, one)| !one.has_ended() && one.plan.day >= today);
    let planned = planned.map(|(id, one)| (one.plan.day, id)).min();
    let what = match (last.map(|day| rules.next(audience, day)), planned) {
        (None, None) => Some(What::First),
        (None, Some(_)) => None,
        (Some(by), Some((day, _))) if day <= by => None,
        (Some(by), Some((_, training))) => Some(What::PlannedLate { training, by }),
        (Some(by), None) => {
            let is_near = by.days_since(today) <= i64::from(rules.notice_days);
            is_near.then_some(What::PlanNext { by })
        }
    };
    tasks.extend(what.map(|what| Task { audience, what }));
    tasks
}
