//! What is kept about staff: accounts, sessions, one-time links.

use async_trait::async_trait;
use domain::ids::{DeviceId, PointId, StaffId};
use domain::moment::Moment;
use domain::role::Role;
use domain::staff::StaffMember;
use sync::protocol::Seq;
use thiserror::Error;

use super::ledger_keys::LedgerKeyStore;
use super::{DeviceStore, KioskStore, PushSubscriptionStore, SessionStore, StoreError};
use crate::accounts::hasher::PasswordHash;
use crate::accounts::names::AccountName;
use crate::accounts::token::TokenHash;

/// A member of staff as stored, without the password's hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRecord {
    /// As colleagues see them.
    pub member: StaffMember,
    /// The account name as first written.
    pub account: String,
    /// Counted up with every change that colleagues see.
    pub rev: u64,
    /// Has set a password.
    pub can_sign_in: bool,
    /// The last request under a session that still lives.
    pub last_seen_at: Option<Moment>,
}

/// Who tries to sign in.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Who.
    pub staff: StaffId,
    /// The account name as first written.
    pub account: String,
    /// None until they have set a password.
    pub password: Option<PasswordHash>,
    /// May sign in.
    pub active: bool,
}

/// A member to be added.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// Who.
    pub id: StaffId,
    /// With what they sign in.
    pub account: AccountName,
    /// Under which name they answer.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// None until they have set one through their link.
    pub password: Option<PasswordHash>,
    /// Receives cases from the start.
    pub on_duty: bool,
}

/// What changes about a member; `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffChange {
    /// Under which name they answer.
    pub name: Option<String>,
    /// In which role.
    pub role: Option<Role>,
    /// Receives new cases now.
    pub on_duty: Option<bool>,
    /// May sign in. Where false, every session of theirs ends and they go off duty.
    pub active: Option<bool>,
}

/// What a one-time link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// To set up the first administrator.
    FirstAdministrator,
    /// To set the first password of a new member.
    Invitation(StaffId),
    /// To set a new password.
    Reset(StaffId),
}

/// A one-time link, by its hash.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// Of the token in the link.
    pub token: TokenHash,
    /// What for.
    pub purpose: LinkPurpose,
    /// When it was made.
    pub created_at: Moment,
    /// Until when it can be used.
    pub expires_at: Moment,
}

/// A link that can still be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLink {
    /// What for.
    pub purpose: LinkPurpose,
    /// Until when.
    pub expires_at: Moment,
    /// Account and name of the member it is for; none for the first administrator.
    pub member: Option<(String, String)>,
}

/// A session to be opened.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Of the token in the cookie.
    pub token: TokenHash,
    /// When it begins.
    pub created_at: Moment,
    /// When it ends, whatever happens.
    pub expires_at: Moment,
    /// What the person calls the device; empty where they do not.
    pub device: String,
    /// Which device, where it is known already.
    pub device_id: Option<DeviceId>,
}

/// A session that lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// Whose.
    pub staff: StaffMember,
    /// When it ends, whatever happens.
    pub expires_at: Moment,
}

/// A member after a write, and its place in the point's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenStaff {
    /// As they are now.
    pub record: StaffRecord,
    /// The place at which devices learn of it.
    pub seq: Seq,
    /// Was off duty before and can receive cases now.
    pub came_on_duty: bool,
}

/// Why nothing was written.
#[derive(Debug, Error)]
pub enum StaffWriteError {
    /// Another member has that account name.
    #[error("the account name is taken")]
    NameTaken,
    /// No such member.
    #[error("no such member")]
    NotFound,
    /// Nobody could manage accounts any more.
    #[error("the last active administrator")]
    LastAdministrator,
    /// The link was used, replaced, or is too old.
    #[error("the link has expired")]
    LinkExpired,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps accounts. Each method is one transaction: a guard rail and what it guards can never be split by another write.
#[async_trait]
pub trait AccountStore: DeviceStore + KioskStore + LedgerKeyStore + PushSubscriptionStore + SessionStore {
    /// Every member, in the order in which they were added.
    async fn staff(&self, point: PointId) -> Result<Vec<StaffRecord>, StoreError>;

    /// One member.
    async fn staff_member(&self, point: PointId, id: StaffId) -> Result<Option<StaffRecord>, StoreError>;

    /// Whoever signs in with that [`AccountName::key`].
    async fn credentials(&self, point: PointId, account_key: &str) -> Result<Option<Credentials>, StoreError>;

    /// Whether somebody active with a password can manage accounts.
    async fn has_administrator(&self, point: PointId) -> Result<bool, StoreError>;

    /// Adds a member together with the link by which they set their password.
    async fn add_staff(
        &self,
        point: PointId,
        new: &NewStaff,
        link: &NewLink,
        at: Moment,
    ) -> Result<WrittenStaff, StaffWriteError>;

    /// Changes a member. Keeps one active administrator.
    async fn change_staff(
        &self,
        point: PointId,
        id: StaffId,
        change: &StaffChange,
        at: Moment,
    ) -> Result<WrittenStaff, StaffWriteError>;

    /// Keeps a link in place of every unused one for the same purpose and member.
    async fn put_link(&self, point: PointId, link: &NewLink) -> Result<(), StoreError>;

    /// What a link is for, while it can be used.
    async fn open_link(&self, point: PointId, token: &TokenHash, at: Moment) -> Result<Option<OpenLink>, StoreError>;

    /// Uses up the first administrator's link: adds them, signed in.
    async fn set_up(
        &self,
        point: PointId,
        link: &TokenHash,
        first: &NewStaff,
        session: &NewSession,
    ) -> Result<WrittenStaff, StaffWriteError>;

    /// Uses up a member's link: sets the password, ends their sessions, signs them in. Answers who it is.
    async fn set_password_by_link(
        &self,
        point: PointId,
        link: &TokenHash,
        password: &PasswordHash,
        session: &NewSession,
    ) -> Result<StaffMember, StaffWriteError>;

    /// Sets a password, and ends every session of that member but one.
    async fn set_password(
        &self,
        point: PointId,
        id: StaffId,
        password: &PasswordHash,
        keep: &TokenHash,
    ) -> Result<(), StoreError>;

    /// Opens a session, and clears away those that have ended. None where the member may no longer sign in.
    async fn open_session(
        &self,
        point: PointId,
        id: StaffId,
        session: &NewSession,
    ) -> Result<Option<StaffMember>, StoreError>;

    /// The session of a token if it lives at that moment and was last used at `idle_since` or later; notes that it is
    /// used now.
    async fn session(
        &self,
        point: PointId,
        token: &TokenHash,
        at: Moment,
        idle_since: Moment,
    ) -> Result<Option<OpenSession>, StoreError>;

    /// Ends a session.
    async fn close_session(&self, point: PointId, token: &TokenHash) -> Result<(), StoreError>;

    /// Ends every session, takes back every link, and lets no device's token open one: after a restore, what was ended
    /// must not live again.
    async fn close_all(&self, point: PointId) -> Result<(), StoreError>;
}
