//! Slows down whoever tries claim codes, and nobody else.
//!
//! What keeps codes from being guessed is their length, 75 random bits; the count below is a brake on top (decision 0015).
//! So a right code is always answered, whatever others behind the same address did. Only a wrong one costs a try, and the
//! same wrong one only once: a device that asks again and again for a case that has not been delivered yet is not
//! guessing. Who brings a right code along pays with that, and leaves the address's tries alone.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::claim_code::ClaimCode;

use crate::accounts::{Allowance, Limiter, Wait};

/// For one address. After a restored backup every phone of a mall asks for cases that the server has forgotten, until it
/// has offered them again: that must fit.
const AT_ADDRESS: Allowance = Allowance { tries: 300, every: Duration::from_secs(2) };
/// For whoever follows a case: twenty in ten minutes.
const WITH_A_CLAIM: Allowance = Allowance { tries: 20, every: Duration::from_secs(30) };
/// How long a wrong code is remembered as counted, and how many are.
const REMEMBERED: Duration = Duration::from_secs(24 * 3600);
const MOST_REMEMBERED: usize = 20_000;

/// Who pays for a wrong code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Payer {
    Address(IpAddr),
    /// A right code, by its hash under the key of this process.
    Claim(u64),
}

/// Wrong codes that were asked for.
#[derive(Debug)]
pub(super) struct Guesses {
    addresses: Limiter<Payer>,
    claims: Limiter<Payer>,
    /// Codes counted already, by a hash under a key of this process: the codes themselves are not kept.
    counted: Mutex<HashMap<u64, Instant>>,
    hasher: RandomState,
}

impl Default for Guesses {
    fn default() -> Self {
        let (addresses, claims) = (Limiter::new(AT_ADDRESS), Limiter::new(WITH_A_CLAIM));
        Self { addresses, claims, counted: Mutex::default(), hasher: RandomState::new() }
    }
}

impl Guesses {
    /// Whether an answer may be given that tells right codes from wrong ones, once both are known.
    ///
    /// # Errors
    ///
    /// How long to wait, where none of the payer's tries is left for a code that was not counted yet.
    pub(super) fn settle(&self, address: IpAddr, right: Option<&ClaimCode>, wrong: &[&ClaimCode]) -> Result<(), Wait> {
        let now = Instant::now();
        let payer = right.map_or(Payer::Address(address), |code| Payer::Claim(self.hasher.hash_one(code)));
        let stock = if right.is_some() { &self.claims } else { &self.addresses };
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let mut new: Vec<u64> = wrong.iter().map(|code| self.hasher.hash_one((payer, code))).collect();
        new.retain(|code| !counted.contains_key(code));
        if new.is_empty() {
            return Ok(());
        }
        stock.take(&payer, now)?;
        for _ in 1..new.len() {
            // Where none is left, the next request is refused; this one is answered.
            let _ = stock.take(&payer, now);
        }
        make_room(&mut counted, now);
        counted.extend(new.into_iter().map(|code| (code, now)));
        Ok(())
    }
}

fn make_room(counted: &mut HashMap<u64, Instant>, now: Instant) {
    if counted.len() >= MOST_REMEMBERED {
        counted.retain(|_, at| now.duration_since(*at) < REMEMBERED);
    }
    if counted.len() >= MOST_REMEMBERED {
        // Under attack: everybody's codes count again.
        counted.clear();
    }
}
