//! 临期: from when on goods are near their last day, by how long they keep. No law says it; a mall decides it for itself.

use serde::{Deserialize, Serialize};

use super::RulesFault;
use crate::moment::Day;

/// The longest that any goods are near their last day.
const MOST_DAYS: u32 = 366;

/// When goods are 临期. What is the case by the law, that nothing is sold after its last day, is no rule that a mall can change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NearExpiry {
    /// By how long goods keep, the longest first; the last is for everything that keeps for less.
    pub steps: Vec<NearStep>,
    /// Where it is not known when they were made: so many days.
    pub unknown_days: u32,
    /// Where this comes from.
    pub source: String,
}

/// Of goods that keep for at least so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NearStep {
    /// From the day of production to the last day, in days.
    pub keeps: u32,
    /// So many days are near, the last among them.
    pub days: u32,
}

impl Default for NearExpiry {
    fn default() -> Self {
        let steps = [(365, 45), (180, 20), (90, 15), (30, 10), (15, 5), (0, 1)];
        Self {
            steps: steps.into_iter().map(|(keeps, days)| NearStep { keeps, days }).collect(),
            unknown_days: 30,
            source: "商场自定，待复核".to_owned(),
        }
    }
}

impl NearExpiry {
    /// For how many days goods are near a last day, the last day among them.
    #[must_use]
    pub fn days(&self, made: Option<Day>, last: Day) -> i64 {
        let days = made.map_or(self.unknown_days, |made| {
            let keeps = last.days_since(made);
            self.steps.iter().find(|step| keeps >= i64::from(step.keeps)).map_or(1, |step| step.days)
        });
        i64::from(days)
    }

    pub(super) fn check(&self) -> Result<(), RulesFault> {
        if self.source.trim().is_empty() {
            return Err(RulesFault::Source("near_expiry.source"));
        }
        let fits = |days: u32| (1..=MOST_DAYS).contains(&days);
        let falls = self.steps.windows(2).all(|pair| pair[0].keeps > pair[1].keeps && pair[0].days >= pair[1].days);
        let whole = self.steps.last().is_some_and(|step| step.keeps == 0);
        let all_fit = self.steps.iter().all(|step| fits(step.days) && (step.keeps == 0 || step.days < step.keeps));
        if falls && whole && all_fit && fits(self.unknown_days) { Ok(()) } else { Err(RulesFault::NearExpiry) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn 临期_by_how_long_goods_keep_to_the_day() {
        let (rules, made) = (NearExpiry::default(), day("2026-01-01"));
        let of = |keeps: i64| rules.days(Some(made), made.plus_days(keeps));
        // At each edge of the table, and a day before it.
        let table = [
            (1_000, 45),
            (365, 45),
            (364, 20),
            (180, 20),
            (179, 15),
            (90, 15),
            (89, 10),
            (30, 10),
            (29, 5),
            (15, 5),
            (14, 1),
            (0, 1),
        ];
        for (keeps, near) in table {
            assert_eq!(of(keeps), near, "keeps {keeps} days");
        }
        assert_eq!(rules.days(None, made), 30, "nobody knows when it was made");
    }

    #[test]
    fn a_table_that_cannot_be_worked_by_is_refused() {
        let fault = |change: &dyn Fn(&mut NearExpiry)| {
            let mut rules = NearExpiry::default();
            change(&mut rules);
            rules.check().err()
        };
        assert_eq!(fault(&|_| {}), None);
        assert_eq!(fault(&|r| r.source.clear()), Some(RulesFault::Source("near_expiry.source")));
        for change in [
            (&|r: &mut NearExpiry| r.steps.clear()) as &dyn Fn(&mut NearExpiry),
            &|r| r.steps.reverse(),
            &|r| r.steps.truncate(5),
            &|r| r.steps[0].days = 0,
            &|r| r.steps[4].days = 15,
            &|r| r.steps[0].days = 400,
            &|r| r.unknown_days = 0,
        ] {
            assert_eq!(fault(change), Some(RulesFault::NearExpiry));
        }
    }
}
