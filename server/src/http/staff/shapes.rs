//! What is sent and answered. Times are milliseconds since 1970 UTC.

use std::fmt;

use domain::moment::Moment;
use domain::role::Role;
use domain::staff::StaffMember;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::accounts::password::Password;
use crate::accounts::{CheckedLink, GivenLink, LinkFor, SignedInOn};
use crate::http::schemas::RoleWord;
use crate::store::accounts::StaffRecord;

/// `POST /api/v1/session`.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SignInRequest {
    /// Account name, in any case.
    #[schema(example = "mai")]
    pub account: String,
    /// The password.
    #[schema(value_type = String, format = Password)]
    pub password: Password,
    /// What the person calls this device, if they do.
    #[serde(default)]
    pub device: String,
}

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionAnswer {
    /// As colleagues see them.
    #[schema(value_type = Object)]
    pub staff: StaffMember,
    /// When they must sign in again, whatever happens.
    #[schema(value_type = i64)]
    pub expires_at: Moment,
}

/// `GET /api/v1/sessions`.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionsAnswer {
    /// The one that asks first, then the one used last.
    pub sessions: Vec<SessionPlace>,
}

/// A device, or a browser, on which somebody is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionPlace {
    /// Its name for ending it.
    pub id: String,
    /// What people call the device; empty where nobody calls it anything.
    pub device: String,
    /// Since when.
    #[schema(value_type = i64)]
    pub since: Moment,
    /// The last request, to the minute.
    #[schema(value_type = i64)]
    pub last_seen_at: Moment,
    /// When they must sign in again there, whatever happens.
    #[schema(value_type = i64)]
    pub expires_at: Moment,
    /// It is the one that asks.
    pub current: bool,
}

impl From<SignedInOn> for SessionPlace {
    fn from(SignedInOn { name, label, since, last_seen_at, expires_at, current }: SignedInOn) -> Self {
        Self { id: name, device: label, since, last_seen_at, expires_at, current }
    }
}

/// `POST /api/v1/session/password`.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PasswordRequest {
    /// The present password.
    #[schema(value_type = String, format = Password)]
    pub current: Password,
    /// The new one.
    #[schema(value_type = String, format = Password)]
    pub password: Password,
}

/// `POST /api/v1/setup/check`.
#[derive(Deserialize, ToSchema)]
pub struct LinkRequest {
    /// What stands after `#` in the link.
    pub token: String,
    /// A random name that the browser gave itself, 256 bits as the token: the link is that browser's from here.
    #[serde(default)]
    pub opener: Option<String>,
}

/// What a link is for.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkAnswer {
    /// What for.
    pub purpose: LinkPurposeWord,
    /// Whose account; null for the first administrator, who chooses.
    pub account: Option<String>,
    /// Their name; null for the first administrator, who chooses.
    pub name: Option<String>,
    /// Until when it can be used.
    #[schema(value_type = i64)]
    pub expires_at: Moment,
}

/// What a link is for, as a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurposeWord {
    /// To set up the first administrator: asks for account, name and password.
    FirstAdministrator,
    /// To set a first password.
    Invitation,
    /// To set a new password.
    Reset,
}

/// `POST /api/v1/setup`.
#[derive(Deserialize, ToSchema)]
pub struct SetUpRequest {
    /// What stands after `#` in the link.
    pub token: String,
    /// As when it was checked.
    #[serde(default)]
    pub opener: Option<String>,
    /// For the first administrator.
    #[serde(default)]
    pub account: String,
    /// For the first administrator.
    #[serde(default)]
    pub name: String,
    /// The password.
    #[schema(value_type = String, format = Password)]
    pub password: Password,
}

/// `GET /api/v1/staff`.
#[derive(Debug, Serialize, ToSchema)]
pub struct MembersAnswer {
    /// In the order in which they were added.
    pub staff: Vec<Member>,
}

/// A member of staff, for those who manage them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Member {
    /// Who.
    pub id: Uuid,
    /// With what they sign in.
    pub account: String,
    /// Under which name they answer; consumers read it.
    pub name: String,
    /// In which role.
    #[schema(value_type = RoleWord)]
    pub role: Role,
    /// Receives new cases now.
    pub on_duty: bool,
    /// May sign in.
    pub active: bool,
    /// Counted up with every change.
    pub rev: u64,
    /// Has set a password.
    pub can_sign_in: bool,
    /// The last request under a session that still lives.
    #[schema(value_type = Option<i64>)]
    pub last_seen_at: Option<Moment>,
}

/// `POST /api/v1/staff`.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewMemberRequest {
    /// With what they will sign in.
    #[schema(min_length = 2)]
    pub account: String,
    /// Under which name they answer.
    #[schema(min_length = 1)]
    pub name: String,
    /// In which role.
    #[schema(value_type = RoleWord)]
    pub role: Role,
}

/// A member was added.
#[derive(Serialize, ToSchema)]
pub struct NewMemberAnswer {
    /// Who.
    pub staff: Member,
    /// For them to set a password; shown once.
    #[schema(example = "/staff/setup#…")]
    pub link: String,
    /// Until when it can be used.
    #[schema(value_type = i64)]
    pub link_expires_at: Moment,
}

/// `PATCH /api/v1/staff/{id}`: what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRequest {
    /// Under which name they answer.
    pub name: Option<String>,
    /// In which role.
    #[schema(value_type = Option<RoleWord>)]
    pub role: Option<Role>,
    /// Receives new cases.
    pub on_duty: Option<bool>,
    /// May sign in.
    pub active: Option<bool>,
}

/// A member after a change.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberAnswer {
    /// As they are now.
    pub staff: Member,
}

/// `POST /api/v1/staff/{id}/reset-link`.
#[derive(Serialize, ToSchema)]
pub struct GivenLinkAnswer {
    /// Shown once.
    #[schema(example = "/staff/setup#…")]
    pub link: String,
    /// Until when it can be used.
    #[schema(value_type = i64)]
    pub link_expires_at: Moment,
}

impl From<StaffRecord> for Member {
    fn from(record: StaffRecord) -> Self {
        let StaffRecord { member, account, rev, can_sign_in, last_seen_at } = record;
        let StaffMember { id, name, role, on_duty, active, absent: _ } = member;
        Self { id: id.0, account, name, role, on_duty, active, rev, can_sign_in, last_seen_at }
    }
}

impl From<CheckedLink> for LinkAnswer {
    fn from(link: CheckedLink) -> Self {
        let purpose = match link.purpose {
            LinkFor::FirstAdministrator => LinkPurposeWord::FirstAdministrator,
            LinkFor::Invitation => LinkPurposeWord::Invitation,
            LinkFor::Reset => LinkPurposeWord::Reset,
        };
        let (account, name) = link.member.unzip();
        Self { purpose, account, name, expires_at: link.expires_at }
    }
}

impl From<GivenLink> for GivenLinkAnswer {
    fn from(given: GivenLink) -> Self {
        Self { link: given.path(), link_expires_at: given.expires_at }
    }
}

/// Shapes that carry a token do not show it.
macro_rules! debug_without_token {
    ($($shape:ident),+) => {
        $(impl fmt::Debug for $shape {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($shape), "(…)"))
            }
        })+
    };
}

debug_without_token!(LinkRequest, SetUpRequest, NewMemberAnswer, GivenLinkAnswer);
