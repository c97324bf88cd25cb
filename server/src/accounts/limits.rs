//! How often a password may be tried.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use super::limiter::{Allowance, Limiter, Wait};

/// For one account from one address: who mistypes a few times waits a minute, then gets one try a minute.
const ACCOUNT_AT_ADDRESS: Allowance = Allowance { tries: 5, every: Duration::from_secs(60) };
/// For one account from anywhere: a guesser with many addresses gets 180 tries an hour, and the owner at another
/// address is not kept out by them.
const ACCOUNT: Allowance = Allowance { tries: 60, every: Duration::from_secs(20) };
/// For one address: a whole desk behind one address may mistype at the start of a shift.
const ADDRESS: Allowance = Allowance { tries: 30, every: Duration::from_secs(20) };

/// The stocks of tries.
#[derive(Debug)]
pub(super) struct SignInLimits {
    account_at_address: Limiter<(String, IpAddr)>,
    account: Limiter<String>,
    address: Limiter<IpAddr>,
}

impl Default for SignInLimits {
    fn default() -> Self {
        Self {
            account_at_address: Limiter::new(ACCOUNT_AT_ADDRESS),
            account: Limiter::new(ACCOUNT),
            address: Limiter::new(ADDRESS),
        }
    }
}

impl SignInLimits {
    /// Takes one try from each stock. The narrowest comes first, so that somebody who is stopped there does not use up
    /// what others share.
    pub(super) fn take(&self, account_key: &str, address: IpAddr) -> Result<(), Wait> {
        let now = Instant::now();
        let account = account_key.to_owned();
        self.account_at_address.take(&(account.clone(), address), now)?;
        self.address.take(&address, now)?;
        self.account.take(&account, now)
    }

    /// The password was right: nothing was guessed.
    pub(super) fn give_back(&self, account_key: &str, address: IpAddr) {
        let account = account_key.to_owned();
        self.account_at_address.give_back(&(account.clone(), address));
        self.address.give_back(&address);
        self.account.give_back(&account);
    }

    /// Takes one try from the address's stock, for secrets that belong to no account: links.
    pub(super) fn take_for_address(&self, address: IpAddr) -> Result<(), Wait> {
        self.address.take(&address, Instant::now())
    }

    /// The secret was right.
    pub(super) fn give_back_for_address(&self, address: IpAddr) {
        self.address.give_back(&address);
    }
}
