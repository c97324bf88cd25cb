//! The mall's merchants, for whoever chooses one by touch.

use axum::Json;
use axum::extract::State;
use sync::protocol::MerchantDirectory;

use super::Api;

/// `GET /api/v1/merchants`: what hangs in the mall's directory, and nothing else of a merchant.
#[utoipa::path(
    get,
    path = "/api/v1/merchants",
    tag = "kiosk",
    responses((status = 200, description = "For anybody; none where no directory is kept", body = MerchantDirectory))
)]
pub(crate) async fn list(State(api): State<Api>) -> Json<MerchantDirectory> {
    Json(api.service.directory().clone())
}
