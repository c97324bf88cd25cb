//! Devices on which staff work: what each keeps of its own, how it comes back, and how what is left on it is handed over.

use std::fmt;

use domain::{
    ids::{DeviceId, StaffId},
    moment::Moment,
};
use serde::{Deserialize, Serialize};

use super::PushRequest;

/// 256 bits that open what a device keeps sealed, in hexadecimal as sent.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceKey(pub [u8; 32]);

/// `POST /api/v1/device` and `/device/standing`: the name that the device gave itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceName {
    /// The device.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub device: DeviceId,
}

/// What a device keeps of whoever signed in on it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OnDevice {
    /// Opens what is kept there.
    pub key: DeviceKey,
    /// By which this member comes back there.
    pub token: String,
}

/// `POST /api/v1/device/session`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReturningTo {
    /// The device.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub device: DeviceId,
    /// Who unlocked it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub staff: StaffId,
    /// As it was given to them there.
    pub token: String,
}

/// Whether a device was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StandingOfDevice {
    /// Nobody may work on it.
    pub revoked: bool,
}

/// `GET /api/v1/push-key`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushKey {
    /// The contact point's key as browsers take it (`applicationServerKey`): 65 bytes, base64url.
    pub key: String,
}

/// `PUT /api/v1/device/push`: where the browser of this device is reached when no desk is open on it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushTarget {
    /// The subscription's address at the browser's push service.
    #[cfg_attr(feature = "openapi", schema(max_length = 1024))]
    pub endpoint: String,
    /// When it is not to be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet: Option<QuietTime>,
}

/// `PUT /api/v1/case-push`, with the claim codes in the header: where a consumer's browser is told of those cases.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CasePushTarget {
    /// The subscription's address at the browser's push service.
    #[cfg_attr(feature = "openapi", schema(max_length = 1024))]
    pub endpoint: String,
}

/// From an hour to an hour of the day, over midnight where the first is later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuietTime {
    /// Included.
    #[cfg_attr(feature = "openapi", schema(maximum = 23))]
    pub from: u8,
    /// Left out.
    #[cfg_attr(feature = "openapi", schema(maximum = 23))]
    pub to: u8,
}

/// `POST /api/v1/left-behind`: what somebody did on a device and can no longer send. Nothing of it takes effect; it is
/// kept aside for a supervisor, with a receipt for each.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrphanedOps {
    /// On whose authority.
    pub from: ReturningTo,
    /// What was done.
    pub push: PushRequest,
}

/// `GET /api/v1/devices`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Devices {
    /// The one used last first.
    pub devices: Vec<KnownDevice>,
}

/// A device, for those who manage them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnownDevice {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: DeviceId,
    /// What people call it; empty until somebody does.
    pub label: String,
    /// When somebody first signed in there.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub first_seen_at: Moment,
    /// When somebody last signed in there.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub last_seen_at: Moment,
    /// Since when nobody works on it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub revoked_at: Option<Moment>,
    /// Who has signed in there, the latest first.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>))]
    pub people: Vec<StaffId>,
}

/// `PATCH /api/v1/devices/{id}`: what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangedDevice {
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether nobody may work on it. True ends every session there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<bool>,
}

impl Serialize for DeviceKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(self.0))
    }
}

impl<'de> Deserialize<'de> for DeviceKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut key = [0; 32];
        hex::decode_to_slice(text, &mut key).map_err(|_| serde::de::Error::custom("not a key"))?;
        Ok(Self(key))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for DeviceKey {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        let string = utoipa::openapi::schema::Type::String;
        utoipa::openapi::ObjectBuilder::new().schema_type(string).pattern(Some("^[0-9a-f]{64}$")).into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for DeviceKey {}

/// Secrets stay out of logs.
macro_rules! debug_without_secret {
    ($($shape:ident),+) => {
        $(impl fmt::Debug for $shape {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($shape), "(…)"))
            }
        })+
    };
}

debug_without_secret!(DeviceKey, OnDevice, ReturningTo, OrphanedOps, PushTarget, CasePushTarget);
