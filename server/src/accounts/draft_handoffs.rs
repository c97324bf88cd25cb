//! A form that was begun at a kiosk goes on on the visitor's phone. The server holds it for a few minutes as it came:
//! encrypted under a key that stands in the fragment of the phone's link, which no server sees. In memory only: after a
//! restart the kiosk shows another link.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use domain::ids::{DeviceId, KioskId};
use domain::moment::Moment;
use sync::protocol::{Code, DraftHandoff, DraftHandoffState};
use uuid::Uuid;

use super::limiter::{Allowance, Limiter};
use super::token::Token;
use super::{AccountError, Accounts, after};

/// As long as it takes to find a phone in a bag and to scan.
const LIVES: Duration = Duration::from_secs(10 * 60);
/// For each kiosk: a visitor who presses a few times, and the next visitor after them.
const FROM_KIOSK: Allowance = Allowance { tries: 10, every: Duration::from_secs(20) };
/// So many are held at once: a few megabytes.
const MOST_HELD: usize = 100;

/// The forms that wait for their phones.
#[derive(Debug)]
pub(super) struct DraftHandoffs {
    held: Mutex<HashMap<Uuid, Held>>,
    limits: Limiter<KioskId>,
}

/// One of them.
struct Held {
    /// Nothing any more once the phone has kept it.
    ciphertext: Option<String>,
    expires_at: Moment,
    /// The phone that came first. Nobody else gets it; it gets it again where an answer was lost.
    taker: Option<DeviceId>,
}

impl Default for DraftHandoffs {
    fn default() -> Self {
        Self { held: Mutex::default(), limits: Limiter::new(FROM_KIOSK) }
    }
}

impl DraftHandoffs {
    /// What has not expired.
    fn living(&self, now: Moment) -> MutexGuard<'_, HashMap<Uuid, Held>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, one| one.expires_at > now);
        held
    }
}

impl Accounts {
    /// Holds the form of a kiosk's visitor until their phone comes for it.
    ///
    /// # Errors
    ///
    /// [`Code::KioskUnknown`], [`Code::KioskRevoked`]; [`Code::RateLimited`] for a kiosk that asks too often, or where too many
    /// are held; a failing store.
    pub async fn hand_draft_off(&self, kiosk: &Token, ciphertext: String) -> Result<DraftHandoff, AccountError> {
        let record = self.store.kiosk(self.point, &kiosk.hash()).await?.ok_or(Code::KioskUnknown)?;
        if record.revoked_at.is_some() {
            return Err(Code::KioskRevoked.into());
        }
        self.draft_handoffs.limits.take(&record.id, Instant::now()).map_err(|_| Code::RateLimited)?;
        let now = self.now();
        let expires_at = after(now, LIVES);
        let mut living = self.draft_handoffs.living(now);
        if living.len() >= MOST_HELD {
            return Err(Code::RateLimited.into());
        }
        let id = self.around.world.random_id();
        living.insert(id, Held { ciphertext: Some(ciphertext), expires_at, taker: None });
        Ok(DraftHandoff { id, expires_at })
    }

    /// Gives a form to the phone that comes first.
    ///
    /// # Errors
    ///
    /// [`Code::DraftHandoffExpired`], also for one that never was; [`Code::DraftHandoffUsed`] for everybody but the first.
    pub fn take_draft(&self, id: Uuid, taker: DeviceId) -> Result<String, AccountError> {
        let mut living = self.draft_handoffs.living(self.now());
        let held = living.get_mut(&id).ok_or(Code::DraftHandoffExpired)?;
        if *held.taker.get_or_insert(taker) != taker {
            return Err(Code::DraftHandoffUsed.into());
        }
        Ok(held.ciphertext.clone().ok_or(Code::DraftHandoffUsed)?)
    }

    /// The phone has it on its disk: nothing of it stays here.
    ///
    /// # Errors
    ///
    /// As [`Accounts::take_draft`].
    pub fn draft_kept(&self, id: Uuid, taker: DeviceId) -> Result<(), AccountError> {
        let mut living = self.draft_handoffs.living(self.now());
        let held = living.get_mut(&id).ok_or(Code::DraftHandoffExpired)?;
        if held.taker != Some(taker) {
            return Err(Code::DraftHandoffUsed.into());
        }
        held.ciphertext = None;
        Ok(())
    }

    /// How it stands, for the kiosk that waits.
    ///
    /// # Errors
    ///
    /// [`Code::DraftHandoffExpired`].
    pub fn draft_handoff(&self, id: Uuid) -> Result<DraftHandoffState, AccountError> {
        let living = self.draft_handoffs.living(self.now());
        let held = living.get(&id).ok_or(Code::DraftHandoffExpired)?;
        Ok(match held {
            Held { ciphertext: None, .. } => DraftHandoffState::Kept,
            Held { taker: Some(_), .. } => DraftHandoffState::Taken,
            Held { .. } => DraftHandoffState::Waiting,
        })
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Held(…)")
    }
}
