//! The ledger of lots as a file, beside the sync.

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::goods::{LedgerReport, Traced};
use domain::words::Lang;
use serde::Deserialize;
use sync::protocol::{Code, MAX_LIST_BYTES, Problem};
use utoipa::ToSchema;

use super::Api;
use crate::http::error::ApiError;
use crate::http::staff::body::Body as JsonBody;
use crate::http::staff::extract::SignedIn;
use crate::service::LedgerFile;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv; charset=utf-8";

/// What is looked for.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Sought {
    /// A batch, a supplier, a voucher, a receipt, or goods; as typed.
    sought: String,
}

/// `POST /api/v1/goods/trace`: from a batch to its supplier and its sales, and back. What is looked for stands in no address.
#[utoipa::path(
    post,
    path = "/api/v1/goods/trace",
    tag = "goods",
    request_body = Sought,
    responses(
        (status = 200, description = "Lots, the newest first, each with its supplier and where it went", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn trace(
    State(api): State<Api>,
    SignedIn(_who): SignedIn,
    JsonBody(Sought { sought }): JsonBody<Sought>,
) -> Result<Json<Traced>, ApiError> {
    Ok(Json(api.service.trace_goods(&sought).await?))
}

/// What is to become of a ledger.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HowLedgerTaken {
    /// It is only looked at.
    #[serde(default)]
    check_only: bool,
}

/// `POST /api/v1/goods/ledger/import`: lots as XLSX or CSV, taken in whole or not at all. The same ledger again doubles no lot.
#[utoipa::path(
    post,
    path = "/api/v1/goods/ledger/import",
    tag = "goods",
    params(HowLedgerTaken),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, description = "How many lines there were, how many were taken in, and what is wrong with which", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn import(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    how: Result<Query<HowLedgerTaken>, QueryRejection>,
    body: Body,
) -> Result<Json<LedgerReport>, ApiError> {
    let Query(HowLedgerTaken { check_only }) = how.map_err(|_| Code::Malformed)?;
    let file = to_bytes(body, MAX_LIST_BYTES).await.map_err(|_| Code::TableTooLong)?;
    Ok(Json(api.service.import_goods_ledger(&who, file.to_vec(), check_only).await?))
}

/// As which file, and in which language.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HowLedgerGiven {
    /// Text with commas rather than a workbook.
    #[serde(default)]
    csv: bool,
    /// In English.
    #[serde(default)]
    english: bool,
}

/// `POST /api/v1/goods/ledger/export`: every lot as a file that can be taken in again.
#[utoipa::path(
    post,
    path = "/api/v1/goods/ledger/export",
    tag = "goods",
    params(HowLedgerGiven),
    responses(
        (status = 200, description = "The file", content(
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (Vec<u8> = "text/csv"),
        )),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn export(
    State(api): State<Api>,
    SignedIn(_who): SignedIn,
    how: Result<Query<HowLedgerGiven>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Query(HowLedgerGiven { csv, english }) = how.map_err(|_| Code::Malformed)?;
    let kind = if csv { LedgerFile::Csv } else { LedgerFile::Xlsx };
    let file = api.service.export_goods_ledger(kind, if english { Lang::En } else { Lang::Zh }).await?;
    let (media_type, name) = match kind {
        LedgerFile::Xlsx => (XLSX, "attachment; filename=\"goods-ledger.xlsx\""),
        LedgerFile::Csv => (CSV, "attachment; filename=\"goods-ledger.csv\""),
    };
    let headers =
        [(CONTENT_TYPE, HeaderValue::from_static(media_type)), (CONTENT_DISPOSITION, HeaderValue::from_static(name))];
    Ok((headers, file).into_response())
}
