//! 培训记录 as a file, beside the sync.

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::words::Lang;
use serde::Deserialize;
use sync::protocol::Problem;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Api;
use crate::http::error::ApiError;
use crate::http::staff::body::Body;
use crate::http::staff::extract::SignedIn;
use crate::service::LedgerFile;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv; charset=utf-8";

/// Which trainings, and as which file.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct RecordRequest {
    /// One; without it, all.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = r"^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$")]
    training: Option<Uuid>,
    /// Text with commas rather than a workbook.
    #[serde(default)]
    csv: bool,
    /// In English.
    #[serde(default)]
    english: bool,
}

/// `POST /api/v1/trainings/export`: who came to which training, and who did not.
#[utoipa::path(
    post,
    path = "/api/v1/trainings/export",
    tag = "trainings",
    request_body = RecordRequest,
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
    SignedIn(who): SignedIn,
    Body(RecordRequest { training, csv, english }): Body<RecordRequest>,
) -> Result<Response, ApiError> {
    let kind = if csv { LedgerFile::Csv } else { LedgerFile::Xlsx };
    let lang = if english { Lang::En } else { Lang::Zh };
    let file = api.service.export_trainings(&who, training, kind, lang).await?;
    let (media_type, name) = match kind {
        LedgerFile::Xlsx => (XLSX, "attachment; filename=\"trainings.xlsx\""),
        LedgerFile::Csv => (CSV, "attachment; filename=\"trainings.csv\""),
    };
    let headers =
        [(CONTENT_TYPE, HeaderValue::from_static(media_type)), (CONTENT_DISPOSITION, HeaderValue::from_static(name))];
    Ok((headers, file).into_response())
}
