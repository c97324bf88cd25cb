//! How a tablet tells that something has come: chosen on the tablet, for whoever works at it.

use domain::quiet_hours::QuietHours;
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

impl Default for AlertPrefs {
    fn default() -> Self {
        Self { sound: false, system: false, quiet: Some(QuietHours { from: 21, to: 9 }) }
    }
}
