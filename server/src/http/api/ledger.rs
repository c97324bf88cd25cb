//! 受理台账 as a file.

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::ledger::PersonalData;
use domain::words::Lang;
use serde::Deserialize;
use sync::protocol::{Code, Problem};
use utoipa::ToSchema;

use super::Api;
use crate::http::error::ApiError;
use crate::http::schemas::CaseFilterOfLedger;
use crate::http::staff::body::Body;
use crate::http::staff::extract::SignedIn;
use crate::service::LedgerError;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Which cases, and what of them.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct LedgerRequest {
    /// Which; without one, all.
    #[serde(default)]
    filter: CaseFilterOfLedger,
    /// Names and telephone numbers in full; for supervisors.
    #[serde(default)]
    personal_data: bool,
    /// In English.
    #[serde(default)]
    english: bool,
}

/// `POST /api/v1/ledger`: a file in Office Open XML. That it was taken is on record.
#[utoipa::path(
    post,
    path = "/api/v1/ledger",
    tag = "ledger",
    request_body = LedgerRequest,
    responses(
        (status = 200, description = "The file", content_type = XLSX, body = Vec<u8>),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn export(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    Body(asked): Body<LedgerRequest>,
) -> Result<Response, ApiError> {
    let data = if asked.personal_data { PersonalData::Full } else { PersonalData::Masked };
    let lang = if asked.english { Lang::En } else { Lang::Zh };
    let filter = asked.filter.read().ok_or(Code::InvalidInput)?;
    let file = api.service.export_ledger(&who, filter, data, lang).await?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(XLSX)),
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"cases.xlsx\"")),
    ];
    Ok((headers, file).into_response())
}

impl From<LedgerError> for ApiError {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Unfit(code) => code.into(),
            LedgerError::File(error) => {
                tracing::error!(%error, "the ledger could not be written");
                Code::Internal.into()
            }
            LedgerError::Store(failure) => failure.into(),
        }
    }
}
