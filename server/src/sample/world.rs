//! The outside of a mall that never was: a clock that its story sets, and names that follow from the seed.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};

use domain::moment::Moment;
use uuid::{Builder, Uuid};

use super::dice::Dice;
use crate::service::World;

#[derive(Debug)]
pub(super) struct SampleWorld {
    now: AtomicI64,
    dice: Mutex<Dice>,
}

impl SampleWorld {
    pub(super) const fn new(seed: u64, now: Moment) -> Self {
        Self { now: AtomicI64::new(now.millis()), dice: Mutex::new(Dice::of(seed)) }
    }

    /// Goes to a moment; never back.
    pub(super) fn set(&self, now: Moment) {
        self.now.fetch_max(now.millis(), Ordering::SeqCst);
    }
}

impl World for SampleWorld {
    fn now(&self) -> Moment {
        Moment::from_millis(self.now.load(Ordering::SeqCst))
    }

    /// As devices name things: by time, so that they lie beside each other as they came (`UUIDv7`).
    fn random_id(&self) -> Uuid {
        let bytes = self.dice.lock().unwrap_or_else(PoisonError::into_inner).bytes::<10>();
        let millis = u64::try_from(self.now().millis()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}
