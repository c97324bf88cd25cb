//! What goes to and fro between staff pages and the server, beside the cases.

use domain::staff::StaffMember;
use domain::{
    ids::StaffId,
    moment::Moment,
    role::Role,
    words::{Bilingual, Text, text},
};
use serde::{Deserialize, Serialize};
use sync::protocol::Problem;

const NO_NETWORK: Text = text(
    "现在没有网络，这一步要联网才能做。请连上网络再试；您填的还在。",
    "There is no network right now, and this step needs one. Please connect and try again; what you typed is still here.",
);
const NO_ANSWER: Text = text(
    "服务器没有回应，请过一会儿再试。您填的还在。",
    "The server did not answer. Please try again in a moment; what you typed is still here.",
);

/// Who is signed in, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Session {
    /// Who.
    pub staff: StaffMember,
    /// Until when without signing in again.
    pub expires_at: Moment,
}

/// A device, or a browser, on which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SessionPlace {
    /// Its name for ending it.
    pub id: String,
    /// What people call the device; empty where nobody calls it anything.
    pub device: String,
    /// Since when.
    pub since: Moment,
    /// The last request, to the minute.
    pub last_seen_at: Moment,
    /// It is this one.
    pub current: bool,
}

/// A member of staff as those see them who manage accounts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Member {
    /// Who.
    pub id: StaffId,
    /// What they type to sign in.
    pub account: String,
    /// The name under which they answer.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// Receives new cases now.
    pub on_duty: bool,
    /// May sign in.
    pub active: bool,
    /// Has set a password.
    pub can_sign_in: bool,
    /// When they last did something here.
    pub last_seen_at: Option<Moment>,
}

/// What a one-time link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The first person of a new contact point.
    FirstAdministrator,
    /// A new colleague's first password.
    Invitation,
    /// A forgotten password.
    Reset,
}

/// What the server says about a one-time link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Invitation {
    /// What it is for.
    pub purpose: Purpose,
    /// Whose account; none for the first administrator, who chooses it.
    pub account: Option<String>,
    /// Their name.
    pub name: Option<String>,
}

/// A one-time link, shown once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Link {
    /// Path and token, without the host.
    pub link: String,
    /// Until when it works.
    pub link_expires_at: Moment,
}

/// A new member with their link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Added {
    /// The member.
    pub staff: Member,
    /// The link by which they set their password: path and token, without the host.
    pub link: String,
    /// Until when it works.
    pub link_expires_at: Moment,
}

/// What the form for a first password sends.
#[derive(Clone, Debug, Serialize)]
pub struct SetUp {
    /// The one-time token.
    pub token: String,
    /// For the first administrator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// For the first administrator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The new password.
    pub password: String,
}

/// A change of a member; what is none stays.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct MemberChange {
    /// Receives new cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_duty: Option<bool>,
    /// May sign in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The server says why.
    Problem(Box<Problem>),
    /// No network.
    Offline,
    /// Nothing that counts as an answer.
    NoAnswer,
}

impl ApiError {
    /// What happened and what to do.
    #[must_use]
    pub fn sentence(&self) -> Bilingual {
        match self {
            Self::Problem(problem) => problem.detail.clone(),
            Self::Offline => NO_NETWORK.into(),
            Self::NoAnswer => NO_ANSWER.into(),
        }
    }

    /// The stable word of the problem; empty where the server said nothing.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Problem(problem) => problem.code.as_str(),
            Self::Offline | Self::NoAnswer => "",
        }
    }

    /// Seconds to wait before trying again, where the server asks for it.
    #[must_use]
    pub fn wait(&self) -> Option<u64> {
        match self {
            Self::Problem(problem) => problem.retry_after,
            Self::Offline | Self::NoAnswer => None,
        }
    }
}
