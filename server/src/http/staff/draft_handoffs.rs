//! A form goes from a kiosk to the visitor's phone, encrypted under a key that only the two have.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use sync::protocol::{Code, DraftHandoff, DraftHandoffStanding, DraftTaker, EncryptedDraft, MOST_DRAFT_CHARS, Problem};
use uuid::Uuid;

use super::StaffState;
use super::body::Body;
use crate::http::error::ApiError;

/// Most bytes of a request with a form.
pub(super) const MOST_BYTES: usize = 2 * MOST_DRAFT_CHARS;

/// `POST /api/v1/draft-handoffs`: a kiosk's visitor goes on on their phone.
#[utoipa::path(
    post,
    path = "/api/v1/draft-handoffs",
    tag = "kiosk",
    request_body = EncryptedDraft,
    responses(
        (status = 201, description = "Held for ten minutes, in memory only; for kiosks", body = DraftHandoff),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn hand_off(
    State(state): State<StaffState>,
    headers: HeaderMap,
    Body(EncryptedDraft { ciphertext }): Body<EncryptedDraft>,
) -> Result<(StatusCode, Json<DraftHandoff>), ApiError> {
    let kiosk = state.cookie.kiosk(&headers).ok_or(Code::KioskUnknown)?;
    let is_base64 = ciphertext.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if !is_base64 {
        return Err(Code::Malformed.into());
    }
    if ciphertext.len() > MOST_DRAFT_CHARS {
        return Err(Code::BodyTooLarge.into());
    }
    Ok((StatusCode::CREATED, Json(state.accounts.hand_draft_off(&kiosk, ciphertext).await?)))
}

/// `GET /api/v1/draft-handoffs/{id}`: whether the phone has come.
#[utoipa::path(
    get,
    path = "/api/v1/draft-handoffs/{id}",
    tag = "kiosk",
    params(("id" = Uuid, Path, description = "As the kiosk was told; it cannot be guessed")),
    responses(
        (status = 200, description = "How it stands", body = DraftHandoffStanding),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn standing(
    State(state): State<StaffState>,
    id: Result<Path<Uuid>, PathRejection>,
) -> Result<Json<DraftHandoffStanding>, ApiError> {
    Ok(Json(DraftHandoffStanding { state: state.accounts.draft_handoff(known(id)?)? }))
}

/// `POST /api/v1/draft-handoffs/{id}/take`: the phone that comes first gets it, and nobody else. No `GET`: programs that look at
/// a link before a person does take nothing.
#[utoipa::path(
    post,
    path = "/api/v1/draft-handoffs/{id}/take",
    tag = "kiosk",
    params(("id" = Uuid, Path, description = "As it stood in the link")),
    request_body = DraftTaker,
    responses(
        (status = 200, description = "The form", body = EncryptedDraft),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn take(
    State(state): State<StaffState>,
    id: Result<Path<Uuid>, PathRejection>,
    Body(DraftTaker { taker }): Body<DraftTaker>,
) -> Result<Json<EncryptedDraft>, ApiError> {
    Ok(Json(EncryptedDraft { ciphertext: state.accounts.take_draft(known(id)?, taker)? }))
}

/// `POST /api/v1/draft-handoffs/{id}/kept`: it is on the phone's disk. Nothing of it stays here, and the kiosk's visit ends.
#[utoipa::path(
    post,
    path = "/api/v1/draft-handoffs/{id}/kept",
    tag = "kiosk",
    params(("id" = Uuid, Path, description = "As it stood in the link")),
    request_body = DraftTaker,
    responses(
        (status = 204, description = "Forgotten here"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn kept(
    State(state): State<StaffState>,
    id: Result<Path<Uuid>, PathRejection>,
    Body(DraftTaker { taker }): Body<DraftTaker>,
) -> Result<StatusCode, ApiError> {
    state.accounts.draft_kept(known(id)?, taker)?;
    Ok(StatusCode::NO_CONTENT)
}

fn known(id: Result<Path<Uuid>, PathRejection>) -> Result<Uuid, Code> {
    id.map(|Path(id)| id).map_err(|_| Code::NotFound)
}
