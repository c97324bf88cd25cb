//! What an enrolled kiosk keeps of itself, in `localStorage`: nothing of any visitor.

use domain::moment::Moment;
use serde::{Deserialize, Serialize};
use sync::protocol::{Code, KioskSettings};
use vault::PinGuard;

use crate::{browser::preferences, kiosk::PinRefused};

/// So many wrong PINs cost nothing but their time.
const FREE_TRIES: u32 = 5;
/// The wait after the next; it doubles with each more.
const FIRST_WAIT_MS: i64 = 30_000;
/// It doubles so often: up to an hour and more.
const MOST_DOUBLINGS: u32 = 7;

/// The kiosk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct KioskKept {
    /// As the server last told it.
    pub(super) settings: KioskSettings,
    /// Why it is none any more.
    #[serde(default)]
    pub(super) refused: Option<Code>,
    pin: PinGuard,
    #[serde(default)]
    wrong: u32,
    #[serde(default = "long_ago")]
    wait_until: Moment,
}

const fn long_ago() -> Moment {
    Moment::from_millis(0)
}

impl KioskKept {
    /// Just enrolled; none where this browser gives no randomness.
    pub(super) fn new(settings: KioskSettings, pin: &str) -> Option<Self> {
        let pin = PinGuard::new(pin, &|bytes: &mut [u8]| getrandom::fill(bytes).ok())?;
        Some(Self { settings, refused: None, pin, wrong: 0, wait_until: long_ago() })
    }

    pub(super) fn read() -> Option<Self> {
        sync::read_json(&preferences::kiosk()?).ok()
    }

    /// False where the browser refuses to keep it.
    pub(super) fn write(&self) -> bool {
        serde_json::to_string(self).is_ok_and(|text| preferences::remember_kiosk(Some(&text)))
    }

    /// Whether it is the PIN. Counted before it is known, and kept over a restart.
    pub(super) fn try_pin(&mut self, pin: &str, now: Moment) -> Result<(), PinRefused> {
        let wait = self.wait_until.millis() - now.millis();
        if wait > 0 {
            return Err(PinRefused::Wait(u64::try_from(wait / 1000 + 1).unwrap_or(1)));
        }
        if self.pin.opens(pin) {
            (self.wrong, self.wait_until) = (0, long_ago());
            return Ok(());
        }
        self.wrong = self.wrong.saturating_add(1);
        if self.wrong >= FREE_TRIES {
            let doublings = (self.wrong - FREE_TRIES).min(MOST_DOUBLINGS);
            self.wait_until = now.plus_millis(FIRST_WAIT_MS << doublings);
        }
        Err(PinRefused::Wrong)
    }
}
