//! Slows guessing down, and never shuts anybody out for good.
//!
//! Each key has a small stock of tries that fills up again by itself with time. The stock is in memory only: a restart
//! forgives, which costs a guesser nothing worth having.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many keys are remembered; beyond it those that have waited longest are forgotten, so that a flood from many
/// addresses cannot eat memory.
const MOST_KEYS: usize = 20_000;

/// More than this is never owed at once.
const MOST_AT_ONCE: u32 = 1_000;

/// How many tries, and how fast they come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Tries at once.
    pub tries: u32,
    /// Time until one more is allowed.
    pub every: Duration,
}

/// Wait for this long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("wait for {} seconds", .0.as_secs())]
pub struct Wait(pub Duration);

impl Wait {
    /// Whole seconds, at least one: for `Retry-After`.
    #[must_use]
    pub fn seconds(self) -> u64 {
        self.0.as_secs() + 1
    }
}

/// A stock of tries for each key. A key is stored as the moment at which its stock is full again (a leaky bucket in
/// one number; the ATM Forum's GCRA).
#[derive(Debug)]
pub struct Limiter<K> {
    allowance: Allowance,
    full_again: Mutex<HashMap<K, Instant>>,
}

impl<K: Eq + Hash + Clone> Limiter<K> {
    /// With a full stock for everybody.
    #[must_use]
    pub fn new(allowance: Allowance) -> Self {
        Self { allowance, full_again: Mutex::new(HashMap::new()) }
    }

    /// Takes one try, before it is known whether it succeeds: many at the same time are then counted as well.
    ///
    /// # Errors
    ///
    /// When none is left: how long to wait for the next. A refused try costs nothing.
    pub fn take(&self, key: &K, now: Instant) -> Result<(), Wait> {
        self.take_many(key, 1, now)
    }

    /// Takes several at once, as long as one is left: what is more than the stock is owed, and the next one waits the longer. So no
    /// number is too large to be taken ever.
    ///
    /// # Errors
    ///
    /// As [`Limiter::take`].
    pub fn take_many(&self, key: &K, tries: u32, now: Instant) -> Result<(), Wait> {
        let mut full_again = self.full_again.lock().unwrap_or_else(PoisonError::into_inner);
        let before = full_again.get(key).copied().map_or(now, |at| at.max(now));
        let whole_stock = self.allowance.every * self.allowance.tries;
        let missing = (before + self.allowance.every).saturating_duration_since(now);
        if missing > whole_stock {
            return Err(Wait(missing.saturating_sub(whole_stock)));
        }
        let full = before + self.allowance.every.saturating_mul(tries.min(MOST_AT_ONCE));
        if full_again.len() >= MOST_KEYS && !full_again.contains_key(key) {
            forget_some(&mut full_again, now);
        }
        full_again.insert(key.clone(), full);
        Ok(())
    }

    /// Gives a try back that turned out to be right.
    pub fn give_back(&self, key: &K) {
        self.give_many_back(key, 1);
    }

    /// Gives several back.
    pub fn give_many_back(&self, key: &K, tries: u32) {
        let mut full_again = self.full_again.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(full) = full_again.get_mut(key) {
            let given = self.allowance.every.saturating_mul(tries.min(MOST_AT_ONCE));
            *full = full.checked_sub(given).unwrap_or(*full);
        }
    }
}

/// Drops the keys whose stock is full, and where that is not enough the half that is nearest to it.
fn forget_some<K: Eq + Hash + Clone>(full_again: &mut HashMap<K, Instant>, now: Instant) {
    full_again.retain(|_, full| *full > now);
    if full_again.len() >= MOST_KEYS {
        let mut moments: Vec<Instant> = full_again.values().copied().collect();
        let (_, &mut middle, _) = moments.select_nth_unstable(MOST_KEYS / 2);
        full_again.retain(|_, full| *full > middle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn three_then_one_a_minute() -> Limiter<&'static str> {
        Limiter::new(Allowance { tries: 3, every: MINUTE })
    }

    #[test]
    fn after_the_stock_is_used_up_one_try_comes_back_at_a_time() {
        let limiter = three_then_one_a_minute();
        let start = Instant::now();
        for _ in 0..3 {
            assert_eq!(limiter.take(&"mai", start), Ok(()));
        }
        assert_eq!(limiter.take(&"mai", start), Err(Wait(MINUTE)));
        assert_eq!(limiter.take(&"mai", start + MINUTE), Ok(()));
        assert_eq!(limiter.take(&"mai", start + MINUTE), Err(Wait(MINUTE)));
        assert_eq!(limiter.take(&"someone else", start), Ok(()));
    }

    #[test]
    fn nobody_is_shut_out_for_longer_however_often_they_try() {
        let limiter = three_then_one_a_minute();
        let start = Instant::now();
        for _ in 0..10_000 {
            let _ = limiter.take(&"mai", start);
        }
        assert_eq!(limiter.take(&"mai", start + MINUTE), Ok(()));
        assert!((0..3).all(|_| limiter.take(&"mai", start + 10 * MINUTE).is_ok()));
    }

    #[test]
    fn who_gets_it_right_has_lost_nothing() {
        let limiter = three_then_one_a_minute();
        let start = Instant::now();
        for _ in 0..100 {
            assert_eq!(limiter.take(&"mai", start), Ok(()));
            limiter.give_back(&"mai");
        }
    }

    #[test]
    fn more_than_the_stock_at_once_is_taken_and_owed() {
        let limiter = three_then_one_a_minute();
        let start = Instant::now();
        assert_eq!(limiter.take_many(&"mai", 10, start), Ok(()));
        assert_eq!(limiter.take(&"mai", start), Err(Wait(8 * MINUTE)));
        limiter.give_many_back(&"mai", 10);
        assert_eq!(limiter.take_many(&"mai", 3, start), Ok(()));
        assert_eq!(limiter.take(&"mai", start), Err(Wait(MINUTE)));
    }

    #[test]
    fn a_flood_of_keys_does_not_eat_memory() {
        let limiter = Limiter::new(Allowance { tries: 1, every: MINUTE });
        let start = Instant::now();
        for key in 0..(3 * MOST_KEYS) {
            let _ = limiter.take(&key, start + Duration::from_millis(key as u64));
        }
        assert!(limiter.full_again.lock().expect("the map").len() <= MOST_KEYS);
    }
}
