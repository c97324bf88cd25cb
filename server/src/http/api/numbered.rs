//! Cases by their number or by a telephone number, for staff: also those that ended so long ago that no device holds them.

use axum::Json;
use axum::extract::{Path, State};
use domain::case::Case;
use domain::ids::CaseNumber;
use domain::staff::StaffMember;
use serde::{Deserialize, Serialize};
use sync::protocol::{Code, Problem};
use utoipa::ToSchema;

use super::Api;
use crate::http::error::ApiError;
use crate::http::staff::body::Body;
use crate::http::staff::extract::SignedIn;

/// The regulator has its own view of cases, of which each look is on record.
fn reads_cases(who: &StaffMember) -> Result<(), ApiError> {
    if domain::access::may(who.role, "cases") { Ok(()) } else { Err(Code::Forbidden.into()) }
}

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
    SignedIn(who): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<Case>, ApiError> {
    reads_cases(&who)?;
    let number = CaseNumber::parse(&number).ok_or(Code::NoSuchNumber)?;
    let case = api.service.numbered(number).await?;
    Ok(Json(case.ok_or(Code::NoSuchNumber)?))
}

/// A telephone number, however it is written.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct OfNumber {
    /// As typed.
    phone: String,
}

/// What has left the tablets of that number.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ArchivedCases {
    /// The cases as staff see them, the newest first.
    #[schema(value_type = Vec<Object>)]
    cases: Vec<Case>,
}

/// `POST /api/v1/cases/of-number`: what a caller filed so long ago that no tablet holds it. A number stands in no address.
#[utoipa::path(
    post,
    path = "/api/v1/cases/of-number",
    tag = "sync",
    request_body = OfNumber,
    responses(
        (status = 200, description = "The cases; none where it is no number", body = ArchivedCases),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn of_number(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    Body(OfNumber { phone }): Body<OfNumber>,
) -> Result<Json<ArchivedCases>, ApiError> {
    reads_cases(&who)?;
    Ok(Json(ArchivedCases { cases: api.service.archived_of(&phone).await? }))
}
