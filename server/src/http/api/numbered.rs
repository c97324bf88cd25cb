//! A case by its number, for staff: also one that ended so long ago that no device holds it.

use axum::Json;
use axum::extract::{Path, State};
use domain::case::Case;
use domain::ids::CaseNumber;
use sync::protocol::{Code, Problem};

use super::Api;
use crate::http::error::ApiError;
use crate::http::staff::extract::SignedIn;

/// `GET /api/v1/cases/{number}`.
#[utoipa::path(
    get,
    path = "/api/v1/cases/{number}",
    tag = "sync",
    params(("number" = String, Path, description = "Such as 2026-0001")),
    responses(
        (status = 200, description = "The case as staff see it", content_type = "application/json"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn numbered(
    State(api): State<Api>,
    SignedIn(_who): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<Case>, ApiError> {
    let number = CaseNumber::parse(&number).ok_or(Code::NoSuchNumber)?;
    let case = api.service.numbered(number).await?;
    Ok(Json(case.ok_or(Code::NoSuchNumber)?))
}
