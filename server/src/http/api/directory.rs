//! The mall's merchants, for whoever chooses one by touch.

use axum::Json;
use axum::extract::State;
use sync::protocol::{MerchantDirectory, Problem};

use super::Api;
use crate::directory::with_register;
use crate::http::error::ApiError;
use crate::http::staff::extract::ClientAddress;

/// `GET /api/v1/merchants`: what hangs in the mall's directory, and nothing else of a merchant.
#[utoipa::path(
    get,
    path = "/api/v1/merchants",
    tag = "kiosk",
    responses(
        (status = 200, description = "For anybody; who is admitted by the register, and who stands in the operator's file", body = MerchantDirectory),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(api): State<Api>,
    ClientAddress(address): ClientAddress,
) -> Result<Json<MerchantDirectory>, ApiError> {
    api.public_reads.take(address)?;
    let admitted = api.service.merchant_directory().await?;
    Ok(Json(with_register(api.service.directory(), &admitted)))
}
