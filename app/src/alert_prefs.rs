//! How a tablet tells that something has come: chosen on the tablet, for whoever works at it.

use domain::moment::Moment;
use serde::{Deserialize, Serialize};

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertPrefs {
    /// With a sound.
    pub sound: bool,
    /// With a notification of the system.
    pub system: bool,
    /// At these hours neither sound nor notification; the badge stays.
    pub quiet: Option<QuietHours>,
}

/// From an hour to an hour, over midnight where the first is later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// 0 to 23, included.
    pub from: u8,
    /// 0 to 23, left out.
    pub to: u8,
}

impl Default for AlertPrefs {
    fn default() -> Self {
        Self { sound: false, system: false, quiet: Some(QuietHours { from: 21, to: 9 }) }
    }
}

impl QuietHours {
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
    use domain::moment::Day;

    #[test]
    fn a_night_is_quiet_over_midnight_and_a_noon_within_its_day() {
        let at = |hour| Day::parse("2026-11-23").expect("a day").at(hour, 30);
        let night = QuietHours { from: 21, to: 9 };
        assert!(night.holds(at(23)) && night.holds(at(8)) && !night.holds(at(9)) && !night.holds(at(20)));
        let noon = QuietHours { from: 12, to: 13 };
        assert!(noon.holds(at(12)) && !noon.holds(at(13)));
        assert!(!QuietHours { from: 8, to: 8 }.holds(at(8)), "no hours at all");
    }
}
