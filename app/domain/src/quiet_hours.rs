//! Hours of the day at which nobody is disturbed.

use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// From an hour to an hour, over midnight where the first is later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// 0 to 23, included.
    pub from: u8,
    /// 0 to 23, left out.
    pub to: u8,
}

impl QuietHours {
    /// Hours as they were written down; none where one is no hour of the day.
    #[must_use]
    pub const fn new(from: u8, to: u8) -> Option<Self> {
        if from < 24 && to < 24 { Some(Self { from, to }) } else { None }
    }

    /// Whether it is quiet then, by the clock of Shanghai.
    #[must_use]
    pub fn holds(self, now: Moment) -> bool {
        let (hour, _) = now.hour_minute();
        if self.from <= self.to { (self.from..self.to).contains(&hour) } else { hour >= self.from || hour < self.to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Day;

    #[test]
    fn a_night_is_quiet_over_midnight_and_a_noon_within_its_day() {
        let at = |hour| Day::parse("2026-11-23").expect("a day").at(hour, 30);
        let night = QuietHours { from: 21, to: 9 };
        assert!(night.holds(at(23)) && night.holds(at(8)) && !night.holds(at(9)) && !night.holds(at(20)));
        let noon = QuietHours { from: 12, to: 13 };
        assert!(noon.holds(at(12)) && !noon.holds(at(13)));
        assert!(!QuietHours { from: 8, to: 8 }.holds(at(8)), "no hours at all");
        assert_eq!(QuietHours::new(9, 24), None);
    }
}
