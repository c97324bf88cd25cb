//! Staff: who they are, how they sign in, and how they come by a password.
//!
//! No password exists before a person has set one: the first administrator and every new member do so through a
//! one-time link. Nothing here knows HTTP; cookies, addresses and status codes are in [`crate::http::staff`].

pub mod device_cookie;
pub mod devices;
mod draft_handoffs;
mod error;
pub mod hasher;
mod kiosks;
mod ledger_keys;
mod limiter;
mod limits;
mod links;
mod living_sessions;
mod members;
pub mod names;
pub mod password;
mod push_subscriptions;
mod sign_in;
pub mod token;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use domain::ids::PointId;
use domain::moment::Moment;
use sync::protocol::Seq;

use crate::seal_keys::SealKeys;
use crate::service::World;
use crate::store::accounts::AccountStore;
use device_cookie::DeviceCookieKey;
use draft_handoffs::DraftHandoffs;
use hasher::{Hasher, HashingFailed};
use kiosks::KioskLimits;
use ledger_keys::LedgerKeyLimits;
use limits::SignInLimits;

pub use device_cookie::DeviceCookie;
pub use devices::{DeviceToken, OnDevice};
pub use error::AccountError;
pub use kiosks::{Enrolled, GivenCode};
pub use ledger_keys::GivenLedgerKey;
pub use limiter::{Allowance, Limiter, Wait};
pub use links::{CheckedLink, GivenLink, LinkFor, SetUp};
pub use living_sessions::SignedInOn;
pub use members::{Added, Changed, NewMember};
pub use sign_in::{Origin, SignIn};

/// Where nothing else is set.
const KIOSK_SILENT_AFTER: Duration = Duration::from_secs(15 * 60);

/// How long a session lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionTimes {
    /// At most, whatever happens.
    pub longest: Duration,
    /// Without a request.
    pub idle: Duration,
}

/// What the accounts need from around them.
#[derive(Clone)]
pub struct Surroundings {
    /// The clock.
    pub world: Arc<dyn World>,
    /// Told after each commit that other devices must learn of, with its place in the history.
    pub committed: Arc<dyn Fn(Seq) + Send + Sync>,
}

/// The staff of one contact point. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Accounts {
    point: PointId,
    store: Arc<dyn AccountStore>,
    hasher: Hasher,
    limits: Arc<SignInLimits>,
    kiosk_limits: Arc<KioskLimits>,
    ledger_key_limits: Arc<LedgerKeyLimits>,
    draft_handoffs: Arc<DraftHandoffs>,
    kiosk_silent_after: Duration,
    seal_keys: SealKeys,
    browsers: DeviceCookieKey,
    times: SessionTimes,
    around: Surroundings,
}

impl Accounts {
    /// The accounts that are kept in a store. Browsers are known until the process ends; see [`Accounts::knowing_browsers`].
    ///
    /// # Errors
    ///
    /// When passwords cannot be hashed on this machine, which also takes random numbers.
    pub fn new(
        point: PointId,
        store: Arc<dyn AccountStore>,
        times: SessionTimes,
        around: Surroundings,
    ) -> Result<Self, HashingFailed> {
        let browsers = DeviceCookieKey::random().map_err(|_| HashingFailed)?;
        let seal_keys = SealKeys::random().map_err(|_| HashingFailed)?;
        Ok(Self {
            point,
            store,
            hasher: Hasher::new()?,
            limits: Arc::default(),
            kiosk_limits: Arc::default(),
            ledger_key_limits: Arc::default(),
            draft_handoffs: Arc::default(),
            kiosk_silent_after: KIOSK_SILENT_AFTER,
            seal_keys,
            browsers,
            times,
            around,
        })
    }

    /// As these, with browsers that stay known after a restart.
    #[must_use]
    pub fn knowing_browsers(self, browsers: DeviceCookieKey) -> Self {
        Self { browsers, ..self }
    }

    /// As these, whose kiosks seal to those keys.
    #[must_use]
    pub fn sealing_to(self, seal_keys: SealKeys) -> Self {
        Self { seal_keys, ..self }
    }

    /// As these, where a kiosk counts as silent after so long.
    #[must_use]
    pub fn missing_kiosks_after(self, kiosk_silent_after: Duration) -> Self {
        Self { kiosk_silent_after, ..self }
    }

    /// The time by which sessions and links are counted.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.around.world.now()
    }

    fn committed(&self, seq: Seq) {
        (self.around.committed)(seq);
    }
}

/// Later by a duration.
fn after(at: Moment, time: Duration) -> Moment {
    at.plus_millis(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

/// Earlier by a duration.
fn before(at: Moment, time: Duration) -> Moment {
    at.plus_millis(i64::try_from(time.as_millis()).map_or(i64::MIN, |millis| -millis))
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Surroundings")
    }
}
