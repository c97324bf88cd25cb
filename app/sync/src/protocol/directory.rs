//! The merchants of the mall, as they hang in its directory: for whoever chooses one by touch.

use serde::{Deserialize, Serialize};

/// `GET /api/v1/merchants`, for anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MerchantDirectory {
    /// In the order in which the mall lists them.
    pub merchants: Vec<ListedMerchant>,
}

/// One of them. What is public, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedMerchant {
    /// What the sign says.
    pub name: String,
    /// Such as `L2`.
    pub floor: String,
    /// Such as `L2-031`.
    pub stall: String,
    /// What is sold there, where the list says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The first letter of the name's pinyin, `A` to `Z`; `#` for any other beginning.
    pub initial: char,
}
