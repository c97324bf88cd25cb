//! Kiosks: enrolled by an administrator with a one-time code, and telling the server how they are.

use domain::{ids::KioskId, moment::Moment};
use serde::{Deserialize, Serialize};

/// `POST /api/v1/kiosk-codes`: a kiosk is to be set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewKiosk {
    /// What people call it, such as where it stands.
    #[cfg_attr(feature = "openapi", schema(min_length = 1))]
    pub name: String,
    /// It shows a keyboard of its own for free text.
    pub keyboard: bool,
}

/// A code to type at the kiosk. Shown once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KioskCode {
    /// Ten digits.
    pub code: String,
    /// Until when it can be used.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub expires_at: Moment,
}

/// `POST /api/v1/kiosk`: this browser is that kiosk from here. Its token is in the cookie.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnrolRequest {
    /// As it was given out; what stands between the digits does not matter.
    pub code: String,
}

/// What a kiosk needs to know of itself, from enrolment on and with each report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KioskSettings {
    /// Which it is.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: KioskId,
    /// What people call it.
    pub name: String,
    /// It shows a keyboard of its own for free text.
    pub keyboard: bool,
    /// To what it seals: an X25519 key in hexadecimal.
    pub seal_key: String,
    /// The server's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub server_time: Moment,
}

/// `POST /api/v1/kiosk/health`: how a kiosk is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KioskHealth {
    /// The application's version.
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub version: String,
    /// Its clock.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub clock: Moment,
    /// So many operations and photos wait to be sent.
    pub queued: u32,
    /// Since when the oldest of them waits, by its clock.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub oldest_queued_at: Option<Moment>,
    /// Bytes that the site uses on its disk.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u64>, maximum = 9007199254740991u64))]
    pub storage_used: Option<u64>,
    /// Bytes that it may use.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u64>, maximum = 9007199254740991u64))]
    pub storage_quota: Option<u64>,
    /// The browser promised not to clear its storage by itself.
    #[serde(default)]
    pub persisted: bool,
}

/// `GET /api/v1/kiosks`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Kiosks {
    /// In the order of enrolment.
    pub kiosks: Vec<KnownKiosk>,
    /// Minutes of silence after which a kiosk counts as silent.
    pub silent_after_minutes: u32,
}

/// A kiosk, for those who manage them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnownKiosk {
    /// Which.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: KioskId,
    /// What people call it.
    pub name: String,
    /// It shows a keyboard of its own.
    pub keyboard: bool,
    /// When it was enrolled.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub enrolled_at: Moment,
    /// When it last told how it is.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub last_seen_at: Moment,
    /// Since when it is no kiosk any more.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub revoked_at: Option<Moment>,
    /// What it last told.
    pub health: Option<KioskHealth>,
    /// Milliseconds by which its clock was ahead of the server's.
    pub clock_ahead: i64,
    /// Nothing was heard of it for longer than is set.
    pub silent: bool,
    /// It holds something for an hour or longer.
    pub holds: bool,
}

/// `PATCH /api/v1/kiosks/{id}`: what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangedKiosk {
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1))]
    pub name: Option<String>,
    /// It shows a keyboard of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keyboard: Option<bool>,
    /// It is no kiosk any more. What it holds is still taken in; to be one again it is enrolled anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<bool>,
}

impl std::fmt::Debug for KioskCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KioskCode(…)")
    }
}

impl std::fmt::Debug for EnrolRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EnrolRequest(…)")
    }
}
