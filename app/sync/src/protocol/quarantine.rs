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
