//! Kiosks: a one-time code makes a browser one, and each tells how it is.

use std::fmt;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use domain::ids::{KioskId, PointId};
use domain::moment::Moment;
use domain::role::Role;
use domain::staff::StaffMember;
use domain::typed::clean_line;
use sync::protocol::{Code, KioskHealth, KioskSettings, Kiosks, KnownKiosk};
use uuid::Uuid;

use super::limiter::{Allowance, Limiter, Wait};
use super::token::{NoRandomness, Token};
use super::{AccountError, Accounts, after, before};
use crate::store::kiosks::{KioskChange, KioskRecord, NewKiosk, NewKioskCode};

/// Of a code: typed by touch, by somebody who has just read it off another screen.
const DIGITS: usize = 10;
/// As long as it takes to walk from the desk to the kiosk.
const CODE_LIVES: Duration = Duration::from_secs(15 * 60);
/// Most characters of a kiosk's name.
const NAME_CHARS: usize = 40;
/// A kiosk that holds something for so long needs somebody to look.
const HOLDS_AFTER: Duration = Duration::from_secs(3600);

/// For one address: mistyped a few times, then one try a minute.
const FROM_ADDRESS: Allowance = Allowance { tries: 5, every: Duration::from_secs(60) };
/// For a contact point, from anywhere: of 10^10 codes 120 can be tried while one lives, at most.
const FROM_ANYWHERE: Allowance = Allowance { tries: 30, every: Duration::from_secs(10) };

/// The stocks of tries.
#[derive(Debug)]
pub(super) struct KioskLimits {
    address: Limiter<IpAddr>,
    anywhere: Limiter<PointId>,
}

/// A code to type at a kiosk. Shown once: only a hash is kept.
#[derive(Clone)]
pub struct GivenCode {
    /// Ten digits.
    pub code: String,
    /// Until when it can be used.
    pub expires_at: Moment,
}

/// A browser that is a kiosk from here.
#[derive(Clone, Debug)]
pub struct Enrolled {
    /// What it needs to know of itself.
    pub settings: KioskSettings,
    /// By which it is known.
    pub token: Token,
}

impl Default for KioskLimits {
    fn default() -> Self {
        Self { address: Limiter::new(FROM_ADDRESS), anywhere: Limiter::new(FROM_ANYWHERE) }
    }
}

impl KioskLimits {
    fn take(&self, point: PointId, address: IpAddr) -> Result<(), Wait> {
        let now = Instant::now();
        self.address.take(&address, now)?;
        self.anywhere.take(&point, now)
    }

    fn give_back(&self, point: PointId, address: IpAddr) {
        self.address.give_back(&address);
        self.anywhere.give_back(&point);
    }
}

impl Accounts {
    /// A code that makes one browser a kiosk of that name.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] for anybody but administrators; [`Code::KioskNameInvalid`]; a failing store.
    pub async fn kiosk_code(&self, who: &StaffMember, name: &str, keyboard: bool) -> Result<GivenCode, AccountError> {
        administers(who)?;
        let (code, created_at) = (random_code()?, self.now());
        let expires_at = after(created_at, CODE_LIVES);
        let new = NewKioskCode {
            code: self.browsers.hash_of_code(self.point, &code),
            name: kiosk_name(name)?,
            keyboard,
            by: who.id,
            created_at,
            expires_at,
        };
        self.store.put_kiosk_code(self.point, &new).await?;
        Ok(GivenCode { code, expires_at })
    }

    /// Uses a code up: whoever typed it is a kiosk afterwards.
    ///
    /// # Errors
    ///
    /// [`Code::KioskCodeExpired`] for anything that is no usable code; [`Code::KioskCodeLimited`] after too many tries; a
    /// failing store.
    pub async fn enrol_kiosk(&self, typed: &str, from: IpAddr) -> Result<Enrolled, AccountError> {
        self.kiosk_limits.take(self.point, from).map_err(AccountError::TooManyCodes)?;
        let code: String = typed.chars().filter(char::is_ascii_digit).take(DIGITS + 1).collect();
        let token = Token::random()?;
        let new = NewKiosk { id: KioskId(Uuid::now_v7()), token: token.hash(), at: self.now() };
        let hash = self.browsers.hash_of_code(self.point, &code);
        let record = self.store.enrol_kiosk(self.point, &hash, &new).await?.ok_or(Code::KioskCodeExpired)?;
        self.kiosk_limits.give_back(self.point, from);
        Ok(Enrolled { settings: self.settings_of(record), token })
    }

    /// Notes how a kiosk is, and tells it what holds for it now.
    ///
    /// # Errors
    ///
    /// [`Code::KioskUnknown`], [`Code::KioskRevoked`]; a failing store.
    pub async fn kiosk_reports(&self, token: &Token, health: &KioskHealth) -> Result<KioskSettings, AccountError> {
        let record = self.store.kiosk(self.point, &token.hash()).await?.ok_or(Code::KioskUnknown)?;
        self.store.kiosk_reported(self.point, record.id, health, self.now()).await?;
        if record.revoked_at.is_some() {
            return Err(Code::KioskRevoked.into());
        }
        Ok(self.settings_of(record))
    }

    /// Which kiosk that is. One that was ended is known too: what it holds is still delivered.
    ///
    /// # Errors
    ///
    /// [`Code::KioskUnknown`]; a failing store.
    pub async fn kiosk(&self, token: &Token) -> Result<KioskId, AccountError> {
        let record = self.store.kiosk(self.point, &token.hash()).await?.ok_or(Code::KioskUnknown)?;
        Ok(record.id)
    }

    /// Every kiosk, and which of them need somebody to look.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] for anybody but administrators and supervisors; a failing store.
    pub async fn kiosks(&self, who: &StaffMember) -> Result<Kiosks, AccountError> {
        if !who.role.supervises() {
            return Err(Code::Forbidden.into());
        }
        let kiosks = self.store.kiosks(self.point).await?.into_iter().map(|record| self.known(record)).collect();
        let minutes = self.kiosk_silent_after.as_secs() / 60;
        Ok(Kiosks { kiosks, silent_after_minutes: u32::try_from(minutes).unwrap_or(u32::MAX) })
    }

    /// How many kiosks are in use, and how many of them have been silent for too long.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn kiosks_in_use(&self) -> Result<(i64, i64), AccountError> {
        let all = self.store.kiosks(self.point).await?.into_iter().map(|record| self.known(record));
        Ok(all
            .filter(|kiosk| kiosk.revoked_at.is_none())
            .fold((0, 0), |(all, silent), kiosk| (all + 1, silent + i64::from(kiosk.silent))))
    }

    /// Names a kiosk, gives it a keyboard, or ends it.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] for anybody but administrators; [`Code::KioskNameInvalid`]; [`Code::NotFound`]; a failing store.
    pub async fn change_kiosk(
        &self,
        who: &StaffMember,
        id: KioskId,
        change: KioskChange,
    ) -> Result<KnownKiosk, AccountError> {
        administers(who)?;
        let name = change.name.as_deref().map(kiosk_name).transpose()?;
        let change = KioskChange { name, ..change };
        let changed = self.store.change_kiosk(self.point, id, &change, who.id, self.now()).await?;
        Ok(self.known(changed.ok_or(Code::NotFound)?))
    }

    fn settings_of(&self, record: KioskRecord) -> KioskSettings {
        let KioskRecord { id, name, keyboard, .. } = record;
        let seal_key = self.seal_keys.newest().public().reveal();
        KioskSettings { id, name, keyboard, seal_key, server_time: self.now() }
    }

    fn known(&self, record: KioskRecord) -> KnownKiosk {
        let KioskRecord { id, name, keyboard, enrolled_at, last_seen_at, clock_ahead, health, revoked_at } = record;
        let now = self.now();
        let in_use = revoked_at.is_none();
        let silent = in_use && last_seen_at < before(now, self.kiosk_silent_after);
        // What waits is dated by the kiosk's clock.
        let since = health.as_ref().filter(|health| health.queued > 0).and_then(|health| health.oldest_queued_at);
        let since = since.map(|at| Moment::from_millis(at.millis().saturating_sub(clock_ahead)));
        let holds = since.is_some_and(|since| since <= before(now, HOLDS_AFTER));
        KnownKiosk { id, name, keyboard, enrolled_at, last_seen_at, revoked_at, health, clock_ahead, silent, holds }
    }
}

fn administers(who: &StaffMember) -> Result<(), Code> {
    if who.role == Role::Administrator { Ok(()) } else { Err(Code::Forbidden) }
}

fn kiosk_name(typed: &str) -> Result<String, Code> {
    let name = clean_line(typed);
    let fits = (1..=NAME_CHARS).contains(&name.chars().count());
    if fits { Ok(name) } else { Err(Code::KioskNameInvalid) }
}

/// Every code is as likely as any other.
fn random_code() -> Result<String, NoRandomness> {
    let mut code = String::with_capacity(DIGITS);
    while code.len() < DIGITS {
        let mut byte = [0];
        getrandom::fill(&mut byte).map_err(|_| NoRandomness)?;
        // 250 is the largest multiple of ten in a byte; what lies above would favour some digits.
        if byte[0] < 250 {
            code.push(char::from(b'0' + byte[0] % 10));
        }
    }
    Ok(code)
}

impl fmt::Debug for GivenCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GivenCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_ten_digits_and_another_each_time() {
        let code = random_code().expect("random numbers");
        assert!(code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()));
        assert_ne!(code, random_code().expect("random numbers"));
        let given = GivenCode { code: code.clone(), expires_at: Moment::from_millis(0) };
        assert!(!format!("{given:?}").contains(&code), "it stays out of logs");
    }
}
