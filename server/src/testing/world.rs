//! A clock that stands still until it is told to go on, and random names that are the same in every run.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use domain::moment::Moment;
use uuid::Uuid;

use crate::service::World;

/// Ten o'clock on Monday, 23 November 2026 in Shanghai.
const MONDAY_MORNING_MS: i64 = 1_795_399_200_000;

/// The outside of a test.
#[derive(Debug)]
pub struct TestWorld {
    now: AtomicI64,
    seed: u64,
    drawn: AtomicU64,
}

impl TestWorld {
    /// On a Monday morning. Worlds of different seeds never draw the same name.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { now: AtomicI64::new(MONDAY_MORNING_MS), seed, drawn: AtomicU64::new(0) }
    }

    /// Goes on (or back).
    pub fn advance_millis(&self, millis: i64) {
        self.now.fetch_add(millis, Ordering::SeqCst);
    }

    /// Goes to a moment.
    pub fn set(&self, now: Moment) {
        self.now.store(now.millis(), Ordering::SeqCst);
    }
}

impl World for TestWorld {
    fn now(&self) -> Moment {
        Moment::from_millis(self.now.load(Ordering::SeqCst))
    }

    fn random_id(&self) -> Uuid {
        Uuid::from_u64_pair(self.seed, self.drawn.fetch_add(1, Ordering::SeqCst))
    }
}
