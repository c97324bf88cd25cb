//! What comes from outside: the clock and random names. Tests bring their own.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use domain::moment::Moment;
use uuid::Uuid;

/// The clock, and names that nobody else has.
pub trait World: fmt::Debug + Send + Sync {
    /// Now.
    fn now(&self) -> Moment;

    /// A fresh random name.
    fn random_id(&self) -> Uuid;
}

/// The operating system's clock and randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemWorld;

impl World for SystemWorld {
    fn now(&self) -> Moment {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment::from_millis(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
    }

    fn random_id(&self) -> Uuid {
        Uuid::new_v4()
    }
}
