//! The devices on which staff sign in: a key for what each keeps sealed, a token by which it comes back after a lock or
//! an outage, and the end of a device that is lost.

use domain::staff::StaffMember;
use std::fmt;

use domain::ids::{DeviceId, StaffId};
use domain::typed::clean_line;
use sync::protocol::Code;

use super::device_cookie::DeviceCookie;
use super::names::AccountName;
use super::sign_in::SignIn;
use super::token::Token;
use super::{AccountError, Accounts};
use crate::store::devices::{DeviceChange, DeviceRecord, NewDevice, Registration, Standing};

const KEY_BYTES: usize = 32;
/// Most characters of what people call a device.
const LABEL_CHARS: usize = 40;

/// 256 random bits that open what a device keeps sealed. The server keeps them for whoever signs in there; a thief of
/// the device has them no more than a thief of the database has the device.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceKey([u8; KEY_BYTES]);

impl DeviceKey {
    /// From a column of the store; `None` where the column does not hold a key.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// For a column of the store, and for the device itself.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    fn random() -> Result<Self, AccountError> {
        let mut bytes = [0; KEY_BYTES];
        getrandom::fill(&mut bytes).map_err(|_| super::token::NoRandomness)?;
        Ok(Self(bytes))
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceKey(…)")
    }
}

/// What a device keeps, sealed by its key, of whoever signed in on it.
#[derive(Clone, Debug)]
pub struct OnDevice {
    /// Opens what the device keeps.
    pub key: DeviceKey,
    /// By which this member comes back on this device.
    pub token: Token,
}

/// A token on a device, and whom it speaks for.
#[derive(Clone, Copy, Debug)]
pub struct DeviceToken<'a> {
    /// The device.
    pub device: DeviceId,
    /// The member.
    pub staff: StaffId,
    /// As it was given out.
    pub token: &'a str,
}

impl Accounts {
    /// The member of a session works on that device from here.
    ///
    /// # Errors
    ///
    /// [`Code::DeviceRevoked`], and the session has ended then; [`Code::SignInNeeded`]; a failing store.
    pub async fn register_device(&self, session: &Token, device: DeviceId) -> Result<OnDevice, AccountError> {
        let token = Token::random()?;
        let new = NewDevice { id: device, key: DeviceKey::random()?, token: token.hash(), at: self.now() };
        match self.store.register_device(self.point, &session.hash(), &new).await? {
            Registration::Known(key) => Ok(OnDevice { key, token }),
            Registration::Revoked => Err(Code::DeviceRevoked.into()),
            Registration::NoSession => Err(Code::SignInNeeded.into()),
        }
    }

    /// The key of the device to which a session belongs.
    ///
    /// # Errors
    ///
    /// [`Code::NotFound`] where it belongs to none; a failing store.
    pub async fn device_key(&self, session: &Token) -> Result<DeviceKey, AccountError> {
        Ok(self.store.device_key(self.point, &session.hash()).await?.ok_or(Code::NotFound)?)
    }

    /// Opens a session for whoever unlocked a device that they had signed in on before.
    ///
    /// # Errors
    ///
    /// [`Code::DeviceRevoked`], [`Code::AccountClosed`], [`Code::SignInNeeded`] where a password is asked for; a failing
    /// store.
    pub async fn return_to_device(
        &self,
        from: DeviceToken<'_>,
        cookie: Option<DeviceCookie>,
    ) -> Result<SignIn, AccountError> {
        let standing = self.standing(from).await?;
        if let Some(ended) = ended(&standing) {
            return Err(ended.into());
        }
        if !standing.opens {
            return Err(Code::SignInNeeded.into());
        }
        let record = self.store.staff_member(self.point, from.staff).await?.ok_or(Code::AccountClosed)?;
        let device_cookie = self.browsers.marked(cookie, self.point, AccountName::new(&record.account)?.key())?;
        let (token, mut session) = self.new_session("")?;
        session.device_id = Some(from.device);
        let staff = self.store.open_session(self.point, from.staff, &session).await?;
        let staff = staff.ok_or(Code::AccountClosed)?;
        Ok(SignIn { staff, expires_at: session.expires_at, token, device_cookie })
    }

    /// Who may hand over what was left unsent on a device, and why nothing of it can be done in their name any more.
    ///
    /// # Errors
    ///
    /// [`Code::SignInNeeded`] for an unknown token, and where the member can still sign in there and send it as usual; a
    /// failing store.
    pub async fn leaves_behind(&self, from: DeviceToken<'_>) -> Result<(StaffMember, Code), AccountError> {
        let standing = self.standing(from).await?;
        let why = ended(&standing).ok_or(Code::SignInNeeded)?;
        Ok((standing.staff, why))
    }

    /// Whether nobody may work on a device any more.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn is_revoked(&self, device: DeviceId) -> Result<bool, AccountError> {
        Ok(self.store.is_revoked(self.point, device).await?)
    }

    /// Every device, the one used last first.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] for anybody but administrators and supervisors; a failing store.
    pub async fn devices(&self, who: &StaffMember) -> Result<Vec<DeviceRecord>, AccountError> {
        supervises(who)?;
        Ok(self.store.devices(self.point).await?)
    }

    /// Names a device, ends it, or lets it be used again.
    ///
    /// # Errors
    ///
    /// [`Code::Forbidden`] for anybody but administrators and supervisors; [`Code::NotFound`]; a failing store.
    pub async fn change_device(
        &self,
        who: &StaffMember,
        id: DeviceId,
        change: DeviceChange,
    ) -> Result<DeviceRecord, AccountError> {
        supervises(who)?;
        let short = |label: String| clean_line(&label).chars().take(LABEL_CHARS).collect();
        let change = DeviceChange { label: change.label.map(short), ..change };
        let changed = self.store.change_device(self.point, id, &change, who.id, self.now()).await?;
        let (changed, seq) = changed.ok_or(Code::NotFound)?;
        self.committed(seq);
        Ok(changed)
    }

    async fn standing(&self, from: DeviceToken<'_>) -> Result<Standing, AccountError> {
        let token = Token::parse(from.token).ok_or(Code::SignInNeeded)?;
        let standing = self.store.standing(self.point, from.device, from.staff, &token.hash()).await?;
        Ok(standing.ok_or(Code::SignInNeeded)?)
    }
}

fn ended(standing: &Standing) -> Option<Code> {
    match standing {
        Standing { revoked: true, .. } => Some(Code::DeviceRevoked),
        Standing { staff: StaffMember { active: false, .. }, .. } => Some(Code::AccountClosed),
        _ => None,
    }
}

fn supervises(who: &StaffMember) -> Result<(), Code> {
    if who.role.supervises() { Ok(()) } else { Err(Code::Forbidden) }
}
