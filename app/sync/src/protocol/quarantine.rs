//! What the server kept aside because it could not decide it: for a person to read.

use domain::{ids::StaffId, moment::Moment};
use serde::{Deserialize, Serialize};

use super::{OpId, Outcome, PayloadHash};

/// Something kept aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuarantinedOp {
    /// The name under which it came.
    pub op: OpId,
    /// The hash of what came; a name may have come with several contents.
    pub hash: PayloadHash,
    /// Its kind as sent.
    pub kind: String,
    /// The member of staff in whose name it came, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub by: Option<StaffId>,
    /// By the device's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub made_at: Moment,
    /// By the server's.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub received_at: Moment,
    /// Why: what the device was told.
    pub outcome: Outcome,
    /// What came, as far as it is text; never the claim code.
    pub text: String,
    /// When a person looked at it, and who.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<(i64, uuid::Uuid)>))]
    #[serde(rename = "looked_at")]
    pub reviewed: Option<(Moment, StaffId)>,
}

/// `GET /api/v1/aside`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quarantine {
    /// The newest first.
    pub kept: Vec<QuarantinedOp>,
    /// What came without an account and nobody has looked at, where that is more than a person looks through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flood: Option<Flood>,
    /// What was discarded, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub discarded: Vec<Discarded>,
}

/// So much of what came without an account nobody has looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Flood {
    /// How many.
    pub ops: u64,
    /// From how many devices, as they call themselves.
    pub devices: u64,
    /// How many bytes.
    pub bytes: u64,
    /// How many bytes there is room for; beyond it nothing of that sort is taken.
    pub room: u64,
    /// When the first came, by the server's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub first: Moment,
    /// When the last came.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub last: Moment,
}

/// Most characters of a reason.
pub const MOST_REASON_CHARS: usize = 200;

/// `POST /api/v1/aside/discard`: what came without an account up to that moment, and nobody has looked at, goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Discard {
    /// What came later was not seen yet.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub until: Moment,
    /// Why; on record.
    pub reason: String,
}

/// What was discarded: the contents are gone, this stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Discarded {
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub at: Moment,
    /// By whom.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub by: StaffId,
    /// Why.
    pub reason: String,
    /// How many operations.
    pub ops: u64,
    /// From how many devices.
    pub devices: u64,
    /// How many bytes.
    pub bytes: u64,
    /// When the first of it had come.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub first: Moment,
    /// When the last had.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub last: Moment,
}

/// `POST /api/v1/aside`: somebody has looked at it. Again, it stays with who was first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// Its name.
    pub op: OpId,
    /// The hash of what came.
    pub hash: PayloadHash,
}
