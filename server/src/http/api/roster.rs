//! The roster: who is planned to be on duty when.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::ids::StaffId;
use domain::roster::Plan;
use sync::protocol::{Code, MemberPlan, Problem, Roster};
use uuid::Uuid;

use super::Api;
use crate::http::error::ApiError;
use crate::http::staff::body::Body;
use crate::http::staff::extract::SignedIn;
use crate::service::RosterError;

/// `GET /api/v1/roster`.
#[utoipa::path(
    get,
    path = "/api/v1/roster",
    tag = "roster",
    responses(
        (status = 200, description = "For whoever works here", body = Roster),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(State(api): State<Api>, SignedIn(who): SignedIn) -> Result<Json<Roster>, ApiError> {
    let plans = api.service.roster(&who).await?;
    Ok(Json(Roster { plans: plans.into_iter().map(|(staff, plan)| MemberPlan { staff, plan }).collect() }))
}

/// `PUT /api/v1/roster/{staff}`.
#[utoipa::path(
    put,
    path = "/api/v1/roster/{staff}",
    tag = "roster",
    params(("staff" = Uuid, Path, description = "The member")),
    request_body(
        content = Object,
        description = "{\"shifts\": [{\"on\": \"workdays\" or {\"weekdays\": [\"saturday\", …]}, \"from\": \"09:00\", \
                       \"to\": \"17:30\"}], \"exceptions\": [{\"leave\": {\"first\": \"2026-12-01\", \"last\": …}}, \
                       {\"away\": {\"day\": …, \"from\": …, \"to\": …}}, {\"extra\": {…}}]}, for supervisors and \
                       administrators; an empty plan is none"
    ),
    responses(
        (status = 204, description = "It is the plan from now on"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn put(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    staff: Result<Path<Uuid>, PathRejection>,
    Body(plan): Body<Plan>,
) -> Result<StatusCode, ApiError> {
    let Path(staff) = staff.map_err(|_| ApiError::from(Code::NotFound))?;
    api.service.plan(&who, StaffId(staff), plan).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<RosterError> for ApiError {
    fn from(error: RosterError) -> Self {
        match error {
            RosterError::Unfit(code) => code.into(),
            RosterError::Wrong(why) => Problem { detail: why.sentence(), ..Code::PlanInvalid.problem() }.into(),
            RosterError::Store(failure) => failure.into(),
        }
    }
}
