//! A year of working days, entered by an administrator.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::calendar::Arrangement;
use sync::protocol::{Code, Problem};

use super::Api;
use crate::http::error::ApiError;
use crate::http::schemas::DaysOfYear;
use crate::http::staff::body::Body;
use crate::http::staff::extract::SignedIn;
use crate::service::WorkdaysError;

/// `PUT /api/v1/workdays/{year}`.
#[utoipa::path(
    put,
    path = "/api/v1/workdays/{year}",
    tag = "workdays",
    params(("year" = i32, Path, description = "Such as 2027")),
    request_body(content = DaysOfYear, description = "For administrators"),
    responses(
        (status = 204, description = "It holds from now on"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn enter(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    year: Result<Path<i32>, PathRejection>,
    Body(arrangement): Body<Arrangement>,
) -> Result<StatusCode, ApiError> {
    let Path(year) = year.map_err(|_| ApiError::from(Code::NotFound))?;
    api.service.enter_workdays(&who, year, arrangement).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<WorkdaysError> for ApiError {
    fn from(error: WorkdaysError) -> Self {
        match error {
            WorkdaysError::Unfit(code) => code.into(),
            WorkdaysError::Wrong(why) => Problem { detail: why.sentence(), ..Code::WorkdaysInvalid.problem() }.into(),
            WorkdaysError::Store(failure) => failure.into(),
        }
    }
}
