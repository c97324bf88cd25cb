//! The roster: what is planned for whom. Read and written online, beside the sync.

use domain::{ids::StaffId, roster::Plan};
use serde::{Deserialize, Serialize};

/// `GET /api/v1/roster`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Roster {
    /// Of every member who has one.
    pub plans: Vec<MemberPlan>,
}

/// One member's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberPlan {
    /// Whose.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub staff: StaffId,
    /// What is planned; times of the day in Asia/Shanghai.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub plan: Plan,
}
