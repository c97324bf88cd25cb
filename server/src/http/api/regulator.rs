//! Cases as the regulator sees them. Each look is on record.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use domain::ids::CaseNumber;
use domain::moment::Day;
use domain::oversight::{RegulatorCase, RegulatorLine};
use serde::{Deserialize, Serialize};
use sync::protocol::{Code, Problem};
use utoipa::ToSchema;

use super::Api;
use crate::http::error::ApiError;
use crate::http::staff::extract::SignedIn;

/// Of which days.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfDays {
    /// The first, as `2026-11-01`.
    #[param(format = Date, pattern = r"^\d{4}-\d{2}-\d{2}$")]
    from: String,
    /// The last.
    #[param(format = Date, pattern = r"^\d{4}-\d{2}-\d{2}$")]
    to: String,
}

/// The list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RegulatorList {
    /// The newest first.
    #[schema(value_type = Vec<Object>)]
    cases: Vec<RegulatorLine>,
}

/// `GET /api/v1/regulator/cases`: what cases there were, without names of consumers.
#[utoipa::path(
    get,
    path = "/api/v1/regulator/cases",
    tag = "regulator",
    params(OfDays),
    responses(
        (status = 200, description = "For the regulator, and for supervisors who want to see what it sees", body = RegulatorList),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    asked: Result<Query<OfDays>, QueryRejection>,
) -> Result<Json<RegulatorList>, ApiError> {
    let Query(OfDays { from, to }) = asked.map_err(|_| Code::Malformed)?;
    let days = Day::parse(&from).zip(Day::parse(&to)).filter(|(from, to)| from <= to);
    let (from, to) = days.ok_or(Code::PeriodUnfit)?;
    if from > api.service.world().now().day() {
        return Err(Code::PeriodAhead.into());
    }
    Ok(Json(RegulatorList { cases: api.service.regulator_list(&who, from, to).await? }))
}

/// `GET /api/v1/regulator/cases/{number}`: one case, all of it where it was passed on.
#[utoipa::path(
    get,
    path = "/api/v1/regulator/cases/{number}",
    tag = "regulator",
    params(("number" = String, Path, description = "Such as 2026-0001")),
    responses(
        (status = 200, description = "The case as the regulator sees it", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn one(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<RegulatorCase>, ApiError> {
    let number = CaseNumber::parse(&number).ok_or(Code::NoSuchNumber)?;
    Ok(Json(api.service.regulator_case(&who, number).await?))
}
