//! How often a password may be tried.
//!
//! A whole mall may stand behind one address, so what an address is allowed bounds strangers only: browsers on which the
//! account has never signed in. A browser that is known has tries of its own (OWASP “device cookies”, decision 0015).

use std::net::IpAddr;
use std::time::{Duration, Instant};

use domain::ids::StaffId;

use super::device_cookie::BrowserName;
use super::limiter::{Allowance, Limiter, Wait};

/// For one account on one known browser, and for whoever is signed in already: who mistypes a few times waits a minute,
/// then gets one try a minute.
const KNOWN: Allowance = Allowance { tries: 5, every: Duration::from_secs(60) };
/// For one account from one address, by strangers together.
const ACCOUNT_AT_ADDRESS: Allowance = Allowance { tries: 5, every: Duration::from_secs(60) };
/// For one account, by strangers from anywhere: 180 tries an hour.
const ACCOUNT: Allowance = Allowance { tries: 60, every: Duration::from_secs(20) };
/// For one address, by strangers together: bounds how many accounts one password is tried on, and the hashing. What one
/// account takes of it is bounded before.
const ADDRESS: Allowance = Allowance { tries: 60, every: Duration::from_secs(5) };

/// Where a try comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TriedFrom {
    /// A browser on which that account has signed in before.
    Known(BrowserName),
    /// Any other, at this address.
    Stranger(IpAddr),
}

/// The stocks of tries.
#[derive(Debug)]
pub(super) struct SignInLimits {
    known: Limiter<(String, BrowserName)>,
    signed_in: Limiter<StaffId>,
    account_at_address: Limiter<(String, IpAddr)>,
    account: Limiter<String>,
    address: Limiter<IpAddr>,
}

impl Default for SignInLimits {
    fn default() -> Self {
        Self {
            known: Limiter::new(KNOWN),
            signed_in: Limiter::new(KNOWN),
            account_at_address: Limiter::new(ACCOUNT_AT_ADDRESS),
            account: Limiter::new(ACCOUNT),
            address: Limiter::new(ADDRESS),
        }
    }
}

impl SignInLimits {
    /// Takes one try. The narrowest stock comes first, so that somebody who is stopped there does not use up what others
    /// share.
    pub(super) fn take(&self, account_key: &str, from: TriedFrom) -> Result<(), Wait> {
        let now = Instant::now();
        let account = account_key.to_owned();
        match from {
            TriedFrom::Known(browser) => self.known.take(&(account, browser), now),
            TriedFrom::Stranger(address) => {
                self.account_at_address.take(&(account.clone(), address), now)?;
                self.address.take(&address, now)?;
                self.account.take(&account, now)
            }
        }
    }

    /// The password was right: nothing was guessed.
    pub(super) fn give_back(&self, account_key: &str, from: TriedFrom) {
        let account = account_key.to_owned();
        match from {
            TriedFrom::Known(browser) => self.known.give_back(&(account, browser)),
            TriedFrom::Stranger(address) => {
                self.account_at_address.give_back(&(account.clone(), address));
                self.address.give_back(&address);
                self.account.give_back(&account);
            }
        }
    }

    /// Takes one try of somebody who is signed in and says their password again. Nobody else can use these up.
    pub(super) fn take_signed_in(&self, staff: StaffId) -> Result<(), Wait> {
        self.signed_in.take(&staff, Instant::now())
    }

    /// The password was right.
    pub(super) fn give_back_signed_in(&self, staff: StaffId) {
        self.signed_in.give_back(&staff);
    }
}
