//! The register of merchants, beside the sync: what needs every case, not only those that a tablet holds.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::board::DocumentId;
use domain::ids::MerchantId;
use domain::merchant::{ImportReport, MerchantRecord, Signers};
use domain::words::Lang;
use serde::Deserialize;
use sync::protocol::{Code, MAX_LIST_BYTES, Problem};

use super::Api;
use crate::http::error::ApiError;
use crate::http::staff::extract::{ClientAddress, SignedIn};
use crate::service::ListError;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET /api/v1/merchants/{merchant}/record`.
#[utoipa::path(
    get,
    path = "/api/v1/merchants/{merchant}/record",
    tag = "merchants",
    params(("merchant" = Uuid, Path, description = "The merchant's file")),
    responses(
        (status = 200, description = "What its file counts, over all linked cases; nothing where there is no such file", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn record(
    State(api): State<Api>,
    SignedIn(_who): SignedIn,
    Path(merchant): Path<String>,
) -> Result<Json<MerchantRecord>, ApiError> {
    let merchant = merchant.parse().map_err(|_| Code::NotFound)?;
    Ok(Json(api.service.merchant_record(MerchantId(merchant)).await?))
}

/// `GET /api/v1/commitments`: who has signed the commitments on the board, for anybody. Signs and stalls; nobody is named.
#[utoipa::path(
    get,
    path = "/api/v1/commitments",
    tag = "merchants",
    responses(
        (status = 200, description = "By document: its version, who has signed it and since when, and who has not", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn commitments(
    State(api): State<Api>,
    ClientAddress(address): ClientAddress,
) -> Result<Json<Arc<BTreeMap<DocumentId, Signers>>>, ApiError> {
    api.public_reads.take(address)?;
    Ok(Json(api.service.commitment_signers().await?))
}

/// What is to become of a list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HowTaken {
    /// It is only looked at.
    #[serde(default)]
    check_only: bool,
}

/// `POST /api/v1/merchants/import`: a list as XLSX or CSV, taken in whole or not at all. The same list again doubles nobody.
#[utoipa::path(
    post,
    path = "/api/v1/merchants/import",
    tag = "merchants",
    params(HowTaken),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, description = "How many lines there were, how many were taken in, and what is wrong with which", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn import(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    how: Result<Query<HowTaken>, QueryRejection>,
    body: Body,
) -> Result<Json<ImportReport>, ApiError> {
    let Query(HowTaken { check_only }) = how.map_err(|_| Code::Malformed)?;
    let file = to_bytes(body, MAX_LIST_BYTES).await.map_err(|_| Code::TableTooLong)?;
    Ok(Json(api.service.import_merchants(&who, file.to_vec(), check_only).await?))
}

/// In which language.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct InLanguage {
    /// In English.
    #[serde(default)]
    english: bool,
}

/// `POST /api/v1/merchants/export`: the register as a file that can be taken in again.
#[utoipa::path(
    post,
    path = "/api/v1/merchants/export",
    tag = "merchants",
    params(InLanguage),
    responses(
        (status = 200, description = "The file", content_type = XLSX, body = Vec<u8>),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn export(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    lang: Result<Query<InLanguage>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Query(InLanguage { english }) = lang.map_err(|_| Code::Malformed)?;
    let file = api.service.export_merchants(&who, if english { Lang::En } else { Lang::Zh }).await?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(XLSX)),
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"merchants.xlsx\"")),
    ];
    Ok((headers, file).into_response())
}

impl From<ListError> for ApiError {
    fn from(error: ListError) -> Self {
        match error {
            ListError::Unfit(code) => code.into(),
            ListError::Table(problem) => (*problem).into(),
            ListError::File(error) => {
                tracing::error!(%error, "the list of merchants could not be written");
                Code::Internal.into()
            }
            ListError::Store(failure) => failure.into(),
        }
    }
}
