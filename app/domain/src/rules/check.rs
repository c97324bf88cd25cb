//! Whether rules that somebody wrote can be worked by.

use super::Rules;
use crate::{moment::Day, money::Yuan};

/// The most working days of a promised time: about a year.
const MOST_DAYS: u32 = 250;

/// What is wrong with rules that somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesFault {
    /// A version is 1, 2, 3, …
    #[error("\"version\" must be 1 or more")]
    Version,
    /// Nobody would know where they come from.
    #[error("\"{0}\" must say where it comes from")]
    Source(&'static str),
    /// They would have to be looked at before they hold.
    #[error("\"review_by\" must not be before the day they hold from")]
    Review,
    /// A promise of no days, or of more than a year.
    #[error("\"{0}\" must be between 1 and {MOST_DAYS} days")]
    Days(&'static str),
    /// No amount for a small claim.
    #[error("\"small_claim_limit\" must be an amount in fen between 0 and {}", Yuan::MAX.fen())]
    Limit,
    /// No hours of a day, or closing before opening.
    #[error("\"opening_time\" and \"closing_time\" must be [hour, minute], the first before the second")]
    Hours,
    /// Steps that do not rise to the end of a clock.
    #[error("\"warn_at\" must be rising percentages of which the last is 100")]
    WarnAt,
    /// A statutory time that is none, or stands there twice.
    #[error("\"statutory\" must name each time once, with a length, an article and a source")]
    Statutory,
    /// A table of goods that are near their last day that leaves goods out, or contradicts itself.
    #[error("\"near_expiry\" must have steps with falling \"keeps\" down to 0 and \"days\" that fit into them")]
    NearExpiry,
    /// Trainings of which nobody knows when the next is due.
    #[error("\"training\" must be every 1 to 36 months, with notice of at most 90 days and a source")]
    Training,
    /// They do not hold yet.
    #[error("they hold from {0}: start the server with them on that day")]
    NotYet(Day),
}

impl Rules {
    /// Whether these can be worked by from `today` on. That somebody should have looked at them again (`review_by`) is no
    /// reason to stop: a contact point does not close because a date has passed.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self, today: Day) -> Result<(), RulesFault> {
        if self.version == 0 {
            return Err(RulesFault::Version);
        }
        if self.source.trim().is_empty() {
            return Err(RulesFault::Source("source"));
        }
        if self.review_by < self.effective_from {
            return Err(RulesFault::Review);
        }
        let desk = &self.desk;
        for (name, days) in [
            ("accept_within", self.accept_within),
            ("supplement_within", self.supplement_within),
            ("merchant_within", self.merchant_within),
            ("mediation_within", self.mediation_within),
            ("decline_within", self.decline_within),
            ("object_within_days", self.object_within_days),
            ("small_claim_within", desk.small_claim_within),
            ("advance_within", desk.advance_within),
            ("green_merchant_within", desk.green_merchant_within),
            ("green_mediation_within", desk.green_mediation_within),
            ("remote_return_days", desk.remote_return_days),
        ] {
            if !(1..=MOST_DAYS).contains(&days) {
                return Err(RulesFault::Days(name));
            }
        }
        if !(Yuan::ZERO..=Yuan::MAX).contains(&self.small_claim_limit) {
            return Err(RulesFault::Limit);
        }
        self.near_expiry.check()?;
        if !self.training.fits() || self.training.source.trim().is_empty() {
            return Err(RulesFault::Training);
        }
        let of_a_day = |(hour, minute): (u8, u8)| hour < 24 && minute < 60;
        if !of_a_day(desk.opening_time) || !of_a_day(self.closing_time) || desk.opening_time >= self.closing_time {
            return Err(RulesFault::Hours);
        }
        let rises = desk.warn_at.windows(2).all(|pair| pair.first() < pair.last());
        if !rises || desk.warn_at.first() == Some(&0) || desk.warn_at.last() != Some(&100) {
            return Err(RulesFault::WarnAt);
        }
        let complete = self.statutory.iter().enumerate().all(|(index, term)| {
            let once = self.statutory.iter().skip(index + 1).all(|other| other.kind != term.kind);
            let sourced = [&term.source, &term.article.zh, &term.article.en].iter().all(|text| !text.trim().is_empty());
            once && sourced && term.length > 0
        });
        if !complete {
            return Err(RulesFault::Statutory);
        }
        if self.effective_from > today { Err(RulesFault::NotYet(self.effective_from)) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mistake_is_named() {
        let good: Rules =
            serde_json::from_str(include_str!("../../../../server/content/rules.json")).expect("the rules read");
        let today = Day::parse("2026-11-23").expect("a day");
        let fault = |change: &dyn Fn(&mut Rules)| {
            let mut rules = good.clone();
            change(&mut rules);
            rules.check(today).err()
        };
        assert_eq!(fault(&|_| {}), None);
        assert_eq!(fault(&|r| r.version = 0), Some(RulesFault::Version));
        assert_eq!(fault(&|r| r.source = " ".into()), Some(RulesFault::Source("source")));
        assert_eq!(fault(&|r| r.review_by = r.effective_from.plus_days(-1)), Some(RulesFault::Review));
        assert_eq!(fault(&|r| r.merchant_within = 0), Some(RulesFault::Days("merchant_within")));
        assert_eq!(fault(&|r| r.desk.advance_within = 251), Some(RulesFault::Days("advance_within")));
        assert_eq!(fault(&|r| r.small_claim_limit = Yuan::from_fen(-1)), Some(RulesFault::Limit));
        assert_eq!(fault(&|r| r.closing_time = (8, 0)), Some(RulesFault::Hours));
        assert_eq!(fault(&|r| r.closing_time = (24, 0)), Some(RulesFault::Hours));
        assert_eq!(fault(&|r| r.desk.warn_at = vec![80, 50, 100]), Some(RulesFault::WarnAt));
        assert_eq!(fault(&|r| r.desk.warn_at = vec![50, 80]), Some(RulesFault::WarnAt));
        assert_eq!(fault(&|r| r.near_expiry.steps.clear()), Some(RulesFault::NearExpiry));
        assert_eq!(fault(&|r| r.training.staff_every_months = 0), Some(RulesFault::Training));
        assert_eq!(fault(&|r| r.training.source.clear()), Some(RulesFault::Training));
        assert_eq!(fault(&|r| r.statutory.push(r.statutory[0].clone())), Some(RulesFault::Statutory));
        let later = today.plus_days(1);
        assert_eq!(fault(&|r| r.effective_from = later), Some(RulesFault::NotYet(later)));
        let overdue = |r: &mut Rules| (r.effective_from, r.review_by) = (today.plus_days(-9), today.plus_days(-1));
        assert_eq!(fault(&|r| overdue(r)), None, "a date that has passed closes no contact point");
    }
}
