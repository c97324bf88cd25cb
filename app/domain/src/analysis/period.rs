//! Periods: any days, read by months where whole ones lie in them.

use serde::{Deserialize, Serialize};

use super::Grain;
use crate::moment::Day;

/// From a day to a day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last.
    pub to: Day,
}

/// Buckets of one length, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// How long they are.
    pub grain: Grain,
    /// The first.
    pub from: Day,
    /// The last.
    pub to: Day,
}

impl Period {
    /// Longer ones are not asked for: twenty years.
    pub const MOST_DAYS: i64 = 20 * 366;

    /// None where it ends before it begins, or is longer than anybody looks.
    #[must_use]
    pub fn new(from: Day, to: Day) -> Option<Self> {
        (from <= to && to.days_since(from) < Self::MOST_DAYS).then_some(Self { from, to })
    }

    /// The month in which a day lies.
    #[must_use]
    pub fn month_of(day: Day) -> Self {
        let from = day.first_of_month();
        Self { from, to: from.plus_months(1).plus_days(-1) }
    }

    /// The quarter in which a day lies.
    #[must_use]
    pub fn quarter_of(day: Day) -> Self {
        let month = day.first_of_month();
        let since = (0..3).map(|back| month.plus_months(-back)).find(|first| (first.month() - 1).is_multiple_of(3));
        let from = since.unwrap_or(month);
        Self { from, to: from.plus_months(3).plus_days(-1) }
    }

    /// How many days it has.
    #[must_use]
    pub fn days(&self) -> i64 {
        self.to.days_since(self.from) + 1
    }

    /// It is made of whole months.
    #[must_use]
    pub fn is_whole_months(&self) -> bool {
        self.from == self.from.first_of_month() && self.to.next() == self.to.next().first_of_month()
    }

    /// The one before, of the same length: as many months before whole months, else as many days.
    #[must_use]
    pub fn before(&self) -> Self {
        let to = self.from.plus_days(-1);
        if self.is_whole_months() {
            let months = (1..=1_000).find(|months| self.from.plus_months(*months) > self.to).unwrap_or(1);
            return Self { from: self.from.plus_months(-months), to };
        }
        Self { from: self.from.plus_days(-self.days()), to }
    }

    /// The same period in buckets: whole months as months, the days before and after them as days.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        let first =
            if self.from == self.from.first_of_month() { self.from } else { self.from.first_of_month().plus_months(1) };
        let behind = self.to.next().first_of_month();
        let days = |from: Day, to: Day| (from <= to).then_some(Span { grain: Grain::Day, from, to });
        if first >= behind {
            return days(self.from, self.to).into_iter().collect();
        }
        let months = Span { grain: Grain::Month, from: first, to: behind.plus_months(-1) };
        let (before, after) = (days(self.from, first.plus_days(-1)), days(behind, self.to));
        before.into_iter().chain([months]).chain(after).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn period(from: &str, to: &str) -> Period {
        Period::new(day(from), day(to)).expect("a period")
    }

    #[test]
    fn the_period_before_is_of_the_same_length() {
        assert_eq!(period("2026-11-01", "2026-11-30").before(), period("2026-10-01", "2026-10-31"));
        assert_eq!(period("2026-07-01", "2026-09-30").before(), period("2026-04-01", "2026-06-30"));
        assert_eq!(period("2026-11-03", "2026-11-09").before(), period("2026-10-27", "2026-11-02"));
        assert_eq!(Period::quarter_of(day("2026-11-29")), period("2026-10-01", "2026-12-31"));
        assert_eq!(Period::month_of(day("2028-02-03")), period("2028-02-01", "2028-02-29"));
        assert_eq!(Period::new(day("2026-11-02"), day("2026-11-01")), None);
    }

    proptest! {
        /// However it is cut, every day is read once.
        #[test]
        fn spans_cover_each_day_once(from in 0_i64..4_000, length in 0_i64..1_200) {
            let from = day("2020-01-01").plus_days(from);
            let period = Period::new(from, from.plus_days(length)).expect("a period");
            let mut next = period.from;
            for span in period.spans() {
                prop_assert_eq!(span.from, next);
                next = match span.grain {
                    Grain::Day => span.to.next(),
                    Grain::Month => span.to.plus_months(1),
                };
            }
            prop_assert_eq!(next, period.to.next());
            let days: i64 = period.spans().iter().filter(|span| span.grain == Grain::Day).map(|s| s.to.days_since(s.from) + 1).sum();
            prop_assert!(days <= 60);
        }
    }
}
