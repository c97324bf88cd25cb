//! 分析汇总 for whoever supervises or reads for the regulator, and what everybody may know of it.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::analysis::{Charted, Period, PublicMerchants, PublishedFigures, Repeats, Statistics, Unusual};
use domain::moment::Day;
use domain::staff::StaffMember;
use domain::words::Lang;
use serde::Deserialize;
use sync::protocol::{Code, Problem};

use super::Api;
use crate::http::error::ApiError;
use crate::http::staff::extract::{ClientAddress, SignedIn};
use crate::service::{FigureFile, FigureFileError, charted};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv; charset=utf-8";

/// Of when.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfPeriod {
    /// The first day, as `2026-11-01`.
    #[param(format = Date, pattern = r"^\d{4}-\d{2}-\d{2}$")]
    from: String,
    /// The last day.
    #[param(format = Date, pattern = r"^\d{4}-\d{2}-\d{2}$")]
    to: String,
    /// In English.
    #[serde(default)]
    english: bool,
    /// As CSV, where it is a file.
    #[serde(default)]
    csv: bool,
}

impl OfPeriod {
    fn read(asked: Result<Query<Self>, QueryRejection>) -> Result<(Self, Period), ApiError> {
        let Query(asked) = asked.map_err(|_| Code::Malformed)?;
        let days = Day::parse(&asked.from).zip(Day::parse(&asked.to));
        let period = days.and_then(|(from, to)| Period::new(from, to)).ok_or(Code::PeriodUnfit)?;
        Ok((asked, period))
    }

    const fn lang(&self) -> Lang {
        if self.english { Lang::En } else { Lang::Zh }
    }
}

fn reads(who: &StaffMember) -> Result<(), ApiError> {
    if who.role.reads_figures() { Ok(()) } else { Err(Code::Forbidden.into()) }
}

/// There is nothing to report of days that are still to come.
fn has_begun(api: &Api, period: Period) -> Result<(), ApiError> {
    if period.from > api.service.world().now().day() { Err(Code::PeriodAhead.into()) } else { Ok(()) }
}

/// `GET /api/v1/analysis`: figures of a period beside those of the one before, with charts.
#[utoipa::path(
    get,
    path = "/api/v1/analysis",
    tag = "analysis",
    params(OfPeriod),
    responses(
        (status = 200, description = "For supervisors, administrators and the regulator: figures by day, category, goods, merchant and hour, with charts as SVG", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn overview(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    asked: Result<Query<OfPeriod>, QueryRejection>,
) -> Result<Json<Charted>, ApiError> {
    reads(&who)?;
    let (asked, period) = OfPeriod::read(asked)?;
    let overview = api.service.overview(period).await?;
    let charted = charted(overview, asked.lang()).map_err(|why| {
        tracing::error!("{why}");
        ApiError::from(Code::Internal)
    })?;
    Ok(Json(charted))
}

/// `GET /api/v1/analysis/unusual`: issues that come up more often than usual (集中问题), as of today.
#[utoipa::path(
    get,
    path = "/api/v1/analysis/unusual",
    tag = "analysis",
    responses(
        (status = 200, description = "What was looked at, and what is unusual", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn unusual(State(api): State<Api>, SignedIn(who): SignedIn) -> Result<Json<Unusual>, ApiError> {
    reads(&who)?;
    let today = api.service.world().now().day();
    Ok(Json(api.service.unusual(today).await?))
}

/// `GET /api/v1/analysis/repeats`: numbers that filed several times, and complaints that say the same, of the last 90 days.
#[utoipa::path(
    get,
    path = "/api/v1/analysis/repeats",
    tag = "analysis",
    responses(
        (status = 200, description = "For supervisors and administrators: facts, with numbers masked", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn repeats(State(api): State<Api>, SignedIn(who): SignedIn) -> Result<Json<Repeats>, ApiError> {
    // What people wrote is in it: for the house.
    if !who.role.supervises() {
        return Err(Code::Forbidden.into());
    }
    let today = api.service.world().now().day();
    Ok(Json(api.service.repeats(today).await?))
}

/// `GET /api/v1/analysis/report`: what is said to the regulator of a period. Small cells are left out.
#[utoipa::path(
    get,
    path = "/api/v1/analysis/report",
    tag = "analysis",
    params(OfPeriod),
    responses(
        (status = 200, description = "The figures, de-identified", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn report(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    asked: Result<Query<OfPeriod>, QueryRejection>,
) -> Result<Json<PublishedFigures>, ApiError> {
    reads(&who)?;
    let (_, period) = OfPeriod::read(asked)?;
    has_begun(&api, period)?;
    Ok(Json(api.service.published_figures(period, true).await?))
}

/// `POST /api/v1/analysis/report`: the same as a file.
#[utoipa::path(
    post,
    path = "/api/v1/analysis/report",
    tag = "analysis",
    params(OfPeriod),
    responses(
        (status = 200, description = "The file", content(
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (Vec<u8> = "text/csv"),
        )),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn report_file(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    asked: Result<Query<OfPeriod>, QueryRejection>,
) -> Result<Response, ApiError> {
    reads(&who)?;
    let (asked, period) = OfPeriod::read(asked)?;
    has_begun(&api, period)?;
    let figures = api.service.published_figures(period, true).await?;
    let FigureFile { bytes } = FigureFile::of(&[figures], asked.csv, asked.lang())?;
    let (media, name) = if asked.csv {
        (CSV, "attachment; filename=\"figures.csv\"")
    } else {
        (XLSX, "attachment; filename=\"figures.xlsx\"")
    };
    let headers =
        [(CONTENT_TYPE, HeaderValue::from_static(media)), (CONTENT_DISPOSITION, HeaderValue::from_static(name))];
    Ok((headers, bytes).into_response())
}

/// `GET /api/v1/open/statistics.json`: open data for everybody, without anything about a person. `version` counts up when what
/// is there changes; fields are only added within one.
#[utoipa::path(
    get,
    path = "/api/v1/open/statistics.json",
    tag = "open",
    responses(
        (status = 200, description = "Whole quarters, the latest first. `null` is a number that is not published because it, or what would follow from it, is of fewer than `least` cases. Tables have their sums last", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn statistics(State(api): State<Api>) -> Result<Json<Statistics>, ApiError> {
    Ok(Json(api.service.statistics().await?))
}

/// `GET /api/v1/open/statistics.csv`: the same, a line for each number.
#[utoipa::path(
    get,
    path = "/api/v1/open/statistics.csv",
    tag = "open",
    responses(
        (status = 200, description = "Columns: from, to, table, row, column, number. An empty number is not published", content_type = "text/csv", body = String),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn statistics_csv(State(api): State<Api>) -> Result<Response, ApiError> {
    let quarters = api.service.statistics().await?.quarters;
    let FigureFile { bytes } = FigureFile::of(&quarters, true, Lang::Zh)?;
    let name = HeaderValue::from_static("attachment; filename=\"statistics.csv\"");
    Ok(([(CONTENT_TYPE, HeaderValue::from_static(CSV)), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

/// `GET /api/v1/open/merchants.json`: what everybody may know of each merchant, where the house publishes them.
#[utoipa::path(
    get,
    path = "/api/v1/open/merchants.json",
    tag = "open",
    responses(
        (status = 200, description = "Promises, and over whole quarters that have ended: complaints in bands, answers in time, settled, satisfaction. `null` where fewer than `least` cases stand behind it", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn merchants(
    State(api): State<Api>,
    ClientAddress(address): ClientAddress,
) -> Result<Json<PublicMerchants>, ApiError> {
    api.public_reads.take(address)?;
    Ok(Json(api.service.public_merchants().await?))
}

impl From<FigureFileError> for ApiError {
    fn from(error: FigureFileError) -> Self {
        tracing::error!("figures could not be written: {error}");
        Code::Internal.into()
    }
}
