//! An operation: one thing a person did, named once and sent until it is receipted.

use domain::{claim_code::ClaimCode, ids::DeviceId, moment::Moment};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use uuid::Uuid;

/// The name of an operation (`UUIDv7`), made by the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = Uuid))]
pub struct OpId(pub Uuid);

impl fmt::Display for OpId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// SHA-256 of a payload as sent, in lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
pub struct PayloadHash(pub String);

/// One thing a person did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Op {
    /// Its name. The same name with the same hash is the same operation, however often it arrives.
    pub id: OpId,
    /// The device that made it.
    #[cfg_attr(feature = "openapi", schema(value_type = Uuid))]
    pub device: DeviceId,
    /// A name in a namespace: `case.file`, later `merchant.*`, `notice.*`. An unknown kind is kept, never dropped.
    pub kind: String,
    /// When it was done, by the device's clock (milliseconds since 1970 UTC).
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub made_at: Moment,
    /// SHA-256 of the payload.
    pub hash: PayloadHash,
    /// What was done.
    pub payload: Payload,
    /// The consumer's authority, beside the payload so that the server never stores it; none for staff, who have a session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub claim: Option<ClaimCode>,
    /// Content hashes of attachments that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<PayloadHash>,
}

/// What was done: text that is hashed as it stands, so that no two JSON writers can disagree about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Payload {
    /// The JSON text of the kind's body, for `case.*` a [`crate::kinds::case::CasePayload`], for any other an [`EntityPayload`].
    Plain(String),
    /// The same, sealed to a public key of the server (kiosks).
    Sealed {
        /// Which key.
        key_id: String,
        /// Base64 of the sealed box.
        ciphertext: String,
    },
}

impl Payload {
    /// What is hashed.
    #[must_use]
    pub fn as_sent(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Sealed { ciphertext, .. } => ciphertext,
        }
    }

    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> PayloadHash {
        PayloadHash(hex::encode(Sha256::digest(self.as_sent().as_bytes())))
    }
}

/// What an operation of any kind is about. The name on the wire is `case` for cases, as in the first version, and `id` for
/// every other kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The entity.
    #[serde(alias = "case")]
    pub id: Uuid,
    /// Its revision that the person saw.
    #[serde(default)]
    pub base: Option<u64>,
}

/// The payload of an operation of any kind but `case.*`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityPayload<C> {
    /// The entity; a new one is named by the device.
    pub id: Uuid,
    /// Its revision that the person saw; none for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<u64>,
    /// What to do.
    #[serde(rename = "do")]
    pub command: C,
}

impl Op {
    /// An operation of a kind, such as `case.file`.
    #[must_use]
    pub fn new<P: Serialize>(
        id: OpId,
        device: DeviceId,
        made_at: Moment,
        claim: Option<ClaimCode>,
        kind: &str,
        payload: &P,
    ) -> Self {
        Self::with_payload(id, device, made_at, claim, kind, serde_json::to_string(payload).unwrap_or_default())
    }

    /// The same, of a payload that is JSON already.
    #[must_use]
    pub fn with_payload(
        id: OpId,
        device: DeviceId,
        made_at: Moment,
        claim: Option<ClaimCode>,
        kind: &str,
        payload: String,
    ) -> Self {
        let payload = Payload::Plain(payload);
        let hash = payload.hash();
        Self { id, device, kind: kind.to_owned(), made_at, hash, payload, claim, attachments: Vec::new() }
    }

    /// The entity it is about, of whatever kind, where that can be read here.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        match &self.payload {
            Payload::Plain(text) => crate::read_json(text).ok(),
            Payload::Sealed { .. } => None,
        }
    }
}
