//! What comes from outside: the clock and random names. Tests bring their own.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use domain::moment::Moment;
use uuid::Uuid;

/// The clock, and names that nobody else has.
pub trait World: fmt::Debug + Send + Sync {
    /// Now.
    fn now(&self) -> Moment;

    /// Whether the clock may be believed. What falls due by itself waits until it may.
    fn is_settled(&self) -> bool {
        true
    }

    /// A fresh random name.
    fn random_id(&self) -> Uuid;
}

/// The operating system's clock and randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemWorld;

impl World for SystemWorld {
    fn now(&self) -> Moment {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = Moment::from_millis(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX));
        #[cfg(feature = "testing")]
        let now = now.plus_millis(wrong_by());
        now
    }

    fn random_id(&self) -> Uuid {
        Uuid::new_v4()
    }
}

/// By how much the clock of a running program is wrong in a test.
#[cfg(feature = "testing")]
fn wrong_by() -> i64 {
    static MILLIS: std::sync::LazyLock<i64> = std::sync::LazyLock::new(|| {
        std::env::var("TEST_CLOCK_WRONG_BY").ok().and_then(|ms| ms.parse().ok()).unwrap_or(0)
    });
    *MILLIS
}
