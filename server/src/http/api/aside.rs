//! What was kept aside, for a person to read.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use sync::protocol::{Aside, LookedAt, Problem};

use super::Api;
use crate::http::error::ApiError;
use crate::http::staff::body::Body;
use crate::http::staff::extract::SignedIn;

/// `GET /api/v1/aside`.
#[utoipa::path(
    get,
    path = "/api/v1/aside",
    tag = "sync",
    responses(
        (status = 200, description = "For supervisors and administrators, the newest first", body = Aside),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(State(api): State<Api>, SignedIn(who): SignedIn) -> Result<Json<Aside>, ApiError> {
    Ok(Json(Aside { kept: api.service.aside(&who).await? }))
}

/// `POST /api/v1/aside`: somebody has looked at it.
#[utoipa::path(
    post,
    path = "/api/v1/aside",
    tag = "sync",
    request_body = LookedAt,
    responses(
        (status = 204, description = "Noted"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn looked_at(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    Body(what): Body<LookedAt>,
) -> Result<StatusCode, ApiError> {
    api.service.looked_at(&who, &what).await?;
    Ok(StatusCode::NO_CONTENT)
}
