//! The deposit pool, for those who supervise it. Money itself moves online only: what is promised must be there.

use domain::{
    fund::{Ledger, MerchantAccount},
    ids::MerchantId,
};
use serde::{Deserialize, Serialize};

/// `GET /api/v1/fund`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FundStatement {
    /// Every merchant, by name.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub merchants: Vec<MerchantAccount>,
    /// Every transaction, oldest first.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub ledger: Ledger,
}

/// `POST /api/v1/fund/merchants`: again with the same name and id, it is the same account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewMerchant {
    /// Made by the device.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: MerchantId,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(min_length = 1))]
    pub name: String,
}
