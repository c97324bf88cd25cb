//! Signing in and out.

use domain::staff::StaffMember;
use std::fmt;
use std::net::IpAddr;

use domain::ids::StaffId;
use domain::moment::Moment;
use domain::typed::clean_line;
use sync::protocol::Code;

use super::device_cookie::DeviceCookie;
use super::limits::TriedFrom;
use super::names::AccountName;
use super::password::Password;
use super::token::Token;
use super::{AccountError, Accounts, after, before};
use crate::store::accounts::{NewSession, OpenSession};

/// Most characters of what a person calls their device.
const DEVICE_CHARS: usize = 60;

/// Somebody has just signed in.
pub struct SignIn {
    /// Who.
    pub staff: StaffMember,
    /// When the session ends, whatever happens.
    pub expires_at: Moment,
    /// For the cookie, and for nothing else.
    pub token: Token,
    /// For the browser to keep: it is known for this account from here.
    pub device_cookie: DeviceCookie,
}

/// Where a request comes from, for limits.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The address.
    pub address: IpAddr,
    /// The device cookie that it brings.
    pub cookie: Option<DeviceCookie>,
}

/// A browser on which nobody has signed in.
impl From<IpAddr> for Origin {
    fn from(address: IpAddr) -> Self {
        Self { address, cookie: None }
    }
}

impl Accounts {
    /// Signs in. What is wrong – the account, the password, or that the member is no longer active – is not said, and
    /// takes the same time.
    ///
    /// # Errors
    ///
    /// [`Code::WrongCredentials`], too many tries, or a failing store.
    pub async fn sign_in(
        &self,
        account: &str,
        password: Password,
        device: &str,
        from: impl Into<Origin> + Send,
    ) -> Result<SignIn, AccountError> {
        let from = from.into();
        let account = AccountName::new(account).ok();
        // All names that can be no account share one stock.
        let key = account.as_ref().map_or("", AccountName::key);
        let tried_from = self.tried_from(&from, key);
        self.limits.take(key, tried_from)?;
        let known = match &account {
            Some(account) => self.store.credentials(self.point, account.key()).await?,
            None => None,
        };
        let known = known.filter(|known| known.active);
        let stored = known.as_ref().and_then(|known| known.password.clone());
        let fits = self.hasher.verify(password, stored).await?;
        let (true, Some(known)) = (fits, known) else { return Err(Code::WrongCredentials.into()) };
        self.limits.give_back(key, tried_from);
        let (token, session) = self.new_session(device)?;
        let device_cookie = self.browsers.marked(from.cookie, self.point, key)?;
        let staff = self.store.open_session(self.point, known.staff, &session).await?;
        let staff = staff.ok_or(Code::WrongCredentials)?;
        Ok(SignIn { staff, expires_at: session.expires_at, token, device_cookie })
    }

    /// Who a cookie's token belongs to, if its session lives; it then lives on.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn session(&self, token: &Token) -> Result<Option<OpenSession>, AccountError> {
        let now = self.now();
        let idle_since = before(now, self.times.idle);
        Ok(self.store.session(self.point, &token.hash(), now, idle_since).await?)
    }

    /// Ends the session of a token. Nothing happens where there is none.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn sign_out(&self, token: &Token) -> Result<(), AccountError> {
        Ok(self.store.close_session(self.point, &token.hash()).await?)
    }

    /// Sets one's own password, and ends one's sessions on all other devices.
    ///
    /// # Errors
    ///
    /// When the present password is wrong, the new one breaks a rule, after too many tries, or when the store fails.
    pub async fn change_password(
        &self,
        staff: StaffId,
        current: Password,
        new: Password,
        keep: &Token,
    ) -> Result<(), AccountError> {
        let record = self.store.staff_member(self.point, staff).await?.ok_or(Code::SignInNeeded)?;
        let account = AccountName::new(&record.account)?;
        new.check(account.shown())?;
        self.limits.take_signed_in(staff)?;
        let known = self.store.credentials(self.point, account.key()).await?;
        if !self.hasher.verify(current, known.and_then(|known| known.password)).await? {
            return Err(Code::CurrentPasswordWrong.into());
        }
        self.limits.give_back_signed_in(staff);
        let password = self.hasher.hash(new).await?;
        Ok(self.store.set_password(self.point, staff, &password, &keep.hash()).await?)
    }

    fn tried_from(&self, from: &Origin, account: &str) -> TriedFrom {
        let known = from.cookie.as_ref().and_then(|cookie| self.browsers.knows(cookie, self.point, account));
        known.map_or(TriedFrom::Stranger(from.address), TriedFrom::Known)
    }

    pub(super) fn new_session(&self, device: &str) -> Result<(Token, NewSession), AccountError> {
        let token = Token::random()?;
        let created_at = self.now();
        let expires_at = after(created_at, self.times.longest);
        let device = clean_line(device).chars().take(DEVICE_CHARS).collect();
        let session = NewSession { token: token.hash(), created_at, expires_at, device, device_id: None };
        Ok((token, session))
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").field("staff", &self.staff.id).field("expires_at", &self.expires_at).finish()
    }
}
