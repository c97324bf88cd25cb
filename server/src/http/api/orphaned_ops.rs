//! `POST /api/v1/left-behind`.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use sync::protocol::{MAX_PUSH_BYTES, OrphanedOps, Problem, PushAnswer, RawJson, ReturningTo};

use super::Api;
use crate::accounts::DeviceToken;
use crate::http::error::ApiError;
use crate::http::staff::body::Body;
use crate::service::{Caller, IncomingPush};

/// A push, and on whose authority.
pub(super) const MOST_BYTES: usize = MAX_PUSH_BYTES + 1024;

/// Takes what somebody did before their account was closed or their device was ended, for a supervisor to look at. Safe
/// to repeat, and what had arrived before keeps its receipt.
#[utoipa::path(
    post,
    path = "/api/v1/left-behind",
    tag = "sync",
    request_body = OrphanedOps,
    responses(
        (status = 200, description = "A receipt for each operation, in the same order", body = PushAnswer),
        (status = "default", description = "Nothing was stored", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn take(
    State(api): State<Api>,
    Body(Left { from, push }): Body<Left>,
) -> Result<Json<PushAnswer>, ApiError> {
    let token = DeviceToken { device: from.device, staff: from.staff, token: &from.token };
    let (staff, why) = api.staff.accounts.leaves_behind(token).await?;
    let caller = Caller::Former { id: staff.id, role: staff.role, why };
    // As in a push, one operation that cannot be read does not hold up the others.
    let push = IncomingPush::read(push.as_text().as_bytes())?;
    Ok(Json(api.service.push_incoming(push, caller).await?))
}

/// [`OrphanedOps`] as it arrives.
#[derive(Deserialize)]
pub(crate) struct Left {
    from: ReturningTo,
    push: RawJson,
}
