//! Slows down whoever tries claim codes.
//!
//! Only a wrong code costs a try, and the same wrong code only once: a device that asks again and again for a case that
//! has not been delivered yet is not guessing, and a whole mall may stand behind one address.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::claim_code::ClaimCode;
use sync::protocol::{Code, Problem};

use crate::accounts::{Allowance, Limiter};

/// Twenty wrong codes in ten minutes.
const WRONG_CODES: Allowance = Allowance { tries: 20, every: Duration::from_secs(30) };
/// How long a wrong code is remembered as counted, and how many are.
const REMEMBERED: Duration = Duration::from_secs(24 * 3600);
const MOST_REMEMBERED: usize = 20_000;

#[derive(Debug)]
pub(super) struct Guesses {
    limiter: Limiter<IpAddr>,
    /// Codes counted already, by a hash under a key of this process: the codes themselves are not kept.
    counted: Mutex<HashMap<u64, Instant>>,
    hasher: RandomState,
}

impl Default for Guesses {
    fn default() -> Self {
        Self { limiter: Limiter::new(WRONG_CODES), counted: Mutex::default(), hasher: RandomState::new() }
    }
}

/// A try that is taken before it is known whether the codes are right.
#[derive(Debug)]
#[must_use]
pub(super) struct Guess<'a> {
    guesses: &'a Guesses,
    address: IpAddr,
}

impl Guesses {
    /// Takes a try, so that many at the same time are counted as well.
    pub(super) fn take(&self, address: IpAddr) -> Result<Guess<'_>, Problem> {
        match self.limiter.take(&address, Instant::now()) {
            Ok(()) => Ok(Guess { guesses: self, address }),
            Err(wait) => Err(Problem { retry_after: Some(wait.seconds()), ..Code::RateLimited.problem() }),
        }
    }

    fn is_new(&self, address: IpAddr, code: &ClaimCode, now: Instant) -> bool {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.len() >= MOST_REMEMBERED {
            counted.retain(|_, at| now.duration_since(*at) < REMEMBERED);
        }
        if counted.len() >= MOST_REMEMBERED {
            // Under attack: everybody's codes count again.
            counted.clear();
        }
        counted.insert(self.hasher.hash_one((address, code)), now).is_none()
    }
}

impl Guess<'_> {
    /// Gives the try back, or takes one for each wrong code that was not counted yet.
    pub(super) fn settle<'c>(self, unknown: impl Iterator<Item = &'c ClaimCode>) {
        let now = Instant::now();
        let wrong = unknown.filter(|code| self.guesses.is_new(self.address, code, now)).count();
        if wrong == 0 {
            self.guesses.limiter.give_back(&self.address);
        }
        for _ in 1..wrong {
            // Where none is left, the next request is refused; this one is answered already.
            let _ = self.guesses.limiter.take(&self.address, now);
        }
    }
}
