//! One-time links: how a person comes by their first password, or by a new one.

use std::time::Duration;

use domain::ids::StaffId;
use domain::moment::Moment;
use domain::role::Role;
use sync::protocol::Code;
use uuid::Uuid;

use super::device_cookie::DeviceCookie;
use super::names::{AccountName, display_name};
use super::password::Password;
use super::sign_in::SignIn;
use super::token::Token;
use super::{AccountError, Accounts, after};
use crate::store::accounts::{LinkPurpose, NewLink, NewStaff};

/// The page that a link opens. The token stands after `#`, which browsers never send: it reaches no log.
const PAGE: &str = "/staff/setup#";
/// For whoever reads it off the server's screen, or stands at the desk.
const SHORT: Duration = Duration::from_secs(24 * 3600);
/// For a new colleague, over a weekend.
const INVITATION: Duration = Duration::from_secs(72 * 3600);

/// A link to hand over to a person. Shown once: only a hash is kept.
#[derive(Clone, Debug)]
pub struct GivenLink {
    token: Token,
    /// Until when it can be used.
    pub expires_at: Moment,
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkFor {
    /// To set up the first administrator.
    FirstAdministrator,
    /// To set a first password.
    Invitation,
    /// To set a new password.
    Reset,
}

/// A link that can be used, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedLink {
    /// What for.
    pub purpose: LinkFor,
    /// Account and name of the member it is for; none for the first administrator.
    pub member: Option<(String, String)>,
    /// Until when.
    pub expires_at: Moment,
}

/// What a person fills in on a link's page.
#[derive(Clone, Debug)]
pub struct SetUp {
    /// From the link.
    pub token: String,
    /// For the first administrator.
    pub account: String,
    /// For the first administrator.
    pub name: String,
    /// The password.
    pub password: Password,
}

impl GivenLink {
    /// The path to open, with the token.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{PAGE}{}", self.token.reveal())
    }
}

impl Accounts {
    /// A link for the first administrator, in place of the one before; `None` where there is an administrator.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn first_administrator_link(&self) -> Result<Option<GivenLink>, AccountError> {
        if self.store.has_administrator(self.point).await? {
            return Ok(None);
        }
        let (given, link) = self.new_link(LinkPurpose::FirstAdministrator)?;
        self.store.put_link(self.point, &link).await?;
        Ok(Some(given))
    }

    /// A link for a member to set a new password, in place of the one before. The old password works until then.
    ///
    /// # Errors
    ///
    /// When there is no such member, or they may not sign in, or the store fails.
    pub async fn member_link(&self, id: StaffId) -> Result<GivenLink, AccountError> {
        let record = self.store.staff_member(self.point, id).await?.ok_or(Code::NotFound)?;
        if !record.member.active {
            return Err(Code::MemberInactive.into());
        }
        let purpose = if record.can_sign_in { LinkPurpose::Reset(id) } else { LinkPurpose::Invitation(id) };
        let (given, link) = self.new_link(purpose)?;
        self.store.put_link(self.point, &link).await?;
        Ok(given)
    }

    /// What a link is for. Tries are not counted: a link has 256 random bits, and a count would only keep somebody out who
    /// holds the right one.
    ///
    /// # Errors
    ///
    /// [`Code::LinkExpired`] for anything that is no usable link, or a failing store.
    pub async fn check_link(&self, token: &str) -> Result<CheckedLink, AccountError> {
        let token = Token::parse(token).ok_or(Code::LinkExpired)?;
        let link = self.store.open_link(self.point, &token.hash(), self.now()).await?.ok_or(Code::LinkExpired)?;
        let purpose = match link.purpose {
            LinkPurpose::FirstAdministrator => LinkFor::FirstAdministrator,
            LinkPurpose::Invitation(_) => LinkFor::Invitation,
            LinkPurpose::Reset(_) => LinkFor::Reset,
        };
        Ok(CheckedLink { purpose, member: link.member, expires_at: link.expires_at })
    }

    /// The same, for a browser that names itself: whichever opens a link first keeps it. Whoever reads it later, over a shoulder or in
    /// a chat, gets nothing by it, and its owner notices where somebody was first.
    ///
    /// # Errors
    ///
    /// As [`Accounts::check_link`]; [`Code::LinkOpenedElsewhere`].
    pub async fn open_link(&self, token: &str, opener: Option<&str>) -> Result<CheckedLink, AccountError> {
        let checked = self.check_link(token).await?;
        let link = Token::parse(token).ok_or(Code::LinkExpired)?.hash();
        let opener = opener.and_then(Token::parse).map(|opener| opener.hash());
        let is_theirs = self.store.bind_link(self.point, &link, opener.as_ref()).await?;
        if is_theirs { Ok(checked) } else { Err(Code::LinkOpenedElsewhere.into()) }
    }

    /// As [`Accounts::set_up`], by a browser that names itself.
    ///
    /// # Errors
    ///
    /// As both.
    pub async fn set_up_by(
        &self,
        filled: SetUp,
        opener: Option<&str>,
        cookie: Option<DeviceCookie>,
    ) -> Result<SignIn, AccountError> {
        self.open_link(&filled.token, opener).await?;
        self.set_up(filled, cookie).await
    }

    /// Uses a link up: the person has a password afterwards and is signed in.
    ///
    /// # Errors
    ///
    /// When the link cannot be used, a name or the password breaks a rule (the link can then be tried again), or when
    /// the store fails.
    pub async fn set_up(&self, filled: SetUp, cookie: Option<DeviceCookie>) -> Result<SignIn, AccountError> {
        // The link is looked at first: nobody without one makes this machine hash passwords.
        let link = self.check_link(&filled.token).await?;
        let hash = Token::parse(&filled.token).ok_or(Code::LinkExpired)?.hash();
        match link.member {
            None => {
                let account = AccountName::new(&filled.account)?;
                let device_cookie = self.browsers.marked(cookie, self.point, account.key())?;
                let name = display_name(&filled.name)?;
                filled.password.check(account.shown())?;
                let password = Some(self.hasher.hash(filled.password).await?);
                let id = StaffId(Uuid::now_v7());
                let role = Role::Administrator;
                // On duty from the start, so that the first case finds somebody.
                let first = NewStaff { id, account, name, role, password, on_duty: true };
                let (token, session) = self.new_session("")?;
                let written = self.store.set_up(self.point, &hash, &first, &session).await?;
                self.committed(written.seq);
                Ok(SignIn { staff: written.record.member, expires_at: session.expires_at, token, device_cookie })
            }
            Some((account, _)) => {
                filled.password.check(&account)?;
                let device_cookie = self.browsers.marked(cookie, self.point, AccountName::new(&account)?.key())?;
                let password = self.hasher.hash(filled.password).await?;
                let (token, session) = self.new_session("")?;
                let staff = self.store.set_password_by_link(self.point, &hash, &password, &session).await?;
                Ok(SignIn { staff, expires_at: session.expires_at, token, device_cookie })
            }
        }
    }

    pub(super) fn new_link(&self, purpose: LinkPurpose) -> Result<(GivenLink, NewLink), AccountError> {
        let token = Token::random()?;
        let created_at = self.now();
        let lives = if matches!(purpose, LinkPurpose::Invitation(_)) { INVITATION } else { SHORT };
        let expires_at = after(created_at, lives);
        let link = NewLink { token: token.hash(), purpose, created_at, expires_at };
        Ok((GivenLink { token, expires_at }, link))
    }
}
