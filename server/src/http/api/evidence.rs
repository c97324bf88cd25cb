//! 协助查处: evidence packs; and 消保委协助: what goes to the consumer council as data.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::ids::CaseNumber;
use serde::{Deserialize, Serialize};
use sync::protocol::{Code, Problem};
use utoipa::ToSchema;

use super::Api;
use crate::http::error::ApiError;
use crate::http::staff::body::Body;
use crate::http::staff::extract::SignedIn;
use crate::service::{AskedPack, CouncilPacket, EvidenceError, MadePack};

const ZIP: &str = "application/zip";
/// What the pack is called, for whoever saves it.
const EVIDENCE_PACK: HeaderName = HeaderName::from_static("evidence-pack");

/// What is to go into a pack.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct EvidencePackRequest {
    /// Which cases, by their numbers.
    cases: Vec<String>,
    /// For which authority.
    to: String,
    /// On what ground.
    ground: String,
}

/// `POST /api/v1/evidence-packs`: cases, photos and PDFs with their hashes and a signed manifest, as a zip. Who made it stands on
/// each case and in the log of reports.
#[utoipa::path(
    post,
    path = "/api/v1/evidence-packs",
    tag = "evidence",
    request_body = EvidencePackRequest,
    responses(
        (status = 200, description = "For supervisors: the pack. `Evidence-Pack` is its number", content_type = "application/zip", body = Vec<u8>),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn make(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    Body(asked): Body<EvidencePackRequest>,
) -> Result<Response, ApiError> {
    let EvidencePackRequest { cases, to, ground } = asked;
    let MadePack { number, bytes, .. } = api.service.make_evidence_pack(&who, AskedPack { cases, to, ground }).await?;
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{number}.zip\"")).map_err(|_| Code::Internal)?;
    let number = HeaderValue::from_str(&number).map_err(|_| Code::Internal)?;
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(ZIP)), (CONTENT_DISPOSITION, name), (EVIDENCE_PACK, number)];
    Ok((headers, bytes).into_response())
}

/// By what packs are checked.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EvidenceKeyAnswer {
    /// Whose it is.
    contact_point: String,
    /// Ed25519 (RFC 8032).
    algorithm: &'static str,
    /// 64 hexadecimal digits.
    public_key: String,
}

/// `GET /api/v1/open/evidence-key`: the key by which anybody can check a pack of this contact point.
#[utoipa::path(
    get,
    path = "/api/v1/open/evidence-key",
    tag = "evidence",
    responses(
        (status = 200, description = "The public key", body = EvidenceKeyAnswer),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn public_key(State(api): State<Api>) -> Result<Json<EvidenceKeyAnswer>, ApiError> {
    let public_key = api.service.evidence_public_key().ok_or(Code::EvidenceUnavailable)?.to_string();
    Ok(Json(EvidenceKeyAnswer { contact_point: api.service.name().to_owned(), algorithm: "Ed25519", public_key }))
}

/// `POST /api/v1/council-packets/{number}`: a case as the consumer council gets it, as data.
#[utoipa::path(
    post,
    path = "/api/v1/council-packets/{number}",
    tag = "evidence",
    params(("number" = String, Path, description = "The case, such as 2026-0001")),
    responses(
        (status = 200, description = "For whoever receives cases, once the council was asked: who complains about whom, the facts, what was done, and what the council is asked", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn council_packet(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    Path(number): Path<String>,
) -> Result<Json<CouncilPacket>, ApiError> {
    let number = CaseNumber::parse(&number).ok_or(Code::NoSuchNumber)?;
    Ok(Json(api.service.council_packet(&who, number).await?))
}

impl From<EvidenceError> for ApiError {
    fn from(error: EvidenceError) -> Self {
        match error {
            EvidenceError::Unfit(problem) => (*problem).into(),
            EvidenceError::File(error) => {
                tracing::error!(%error, "an evidence pack could not be written");
                Code::Internal.into()
            }
            EvidenceError::Attachment(error) => error.into(),
            EvidenceError::Store(failure) => failure.into(),
        }
    }
}
