//! What was kept aside, for a person to read.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use sync::protocol::{Discard, Discarded, Problem, Quarantine, Review};

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
        (status = 200, description = "For supervisors and administrators, the newest first", body = Quarantine),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(State(api): State<Api>, SignedIn(who): SignedIn) -> Result<Json<Quarantine>, ApiError> {
    Ok(Json(api.service.quarantine(&who).await?))
}

/// `POST /api/v1/aside`: somebody has looked at it.
#[utoipa::path(
    post,
    path = "/api/v1/aside",
    tag = "sync",
    request_body = Review,
    responses(
        (status = 204, description = "Noted"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn review(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    Body(what): Body<Review>,
) -> Result<StatusCode, ApiError> {
    api.service.review(&who, &what).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/aside/discard`: a flood goes at once; who did it, when and why stays.
#[utoipa::path(
    post,
    path = "/api/v1/aside/discard",
    tag = "sync",
    request_body = Discard,
    responses(
        (status = 200, description = "What was discarded", body = Discarded),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn discard(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    Body(what): Body<Discard>,
) -> Result<Json<Discarded>, ApiError> {
    Ok(Json(api.service.discard(&who, &what).await?))
}
