//! Kiosks: a one-time code makes a browser one, and each tells how it is.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::ids::KioskId;
use sync::protocol::{
    ChangedKiosk, Code, EnrolRequest, KioskCode, KioskHealth, KioskSettings, Kiosks, KnownKiosk, NewKiosk, Problem,
};
use uuid::Uuid;

use super::StaffState;
use super::body::Body;
use super::extract::{ClientAddress, SignedIn};
use crate::accounts::token::Token;
use crate::accounts::{Enrolled, GivenCode};
use crate::http::error::ApiError;
use crate::store::kiosks::KioskChange;

/// `POST /api/v1/kiosk-codes`: a code to type at a browser that is to become a kiosk.
#[utoipa::path(
    post,
    path = "/api/v1/kiosk-codes",
    tag = "kiosk",
    request_body = NewKiosk,
    responses(
        (status = 201, description = "For administrators; the code works once, for a quarter of an hour", body = KioskCode),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn new_code(
    State(state): State<StaffState>,
    SignedIn(who): SignedIn,
    Body(NewKiosk { name, keyboard }): Body<NewKiosk>,
) -> Result<(StatusCode, Json<KioskCode>), ApiError> {
    let GivenCode { code, expires_at } = state.accounts.kiosk_code(&who, &name, keyboard).await?;
    Ok((StatusCode::CREATED, Json(KioskCode { code, expires_at })))
}

/// `POST /api/v1/kiosk`: this browser is a kiosk from here. Its token is in the cookie.
#[utoipa::path(
    post,
    path = "/api/v1/kiosk",
    tag = "kiosk",
    request_body = EnrolRequest,
    responses(
        (status = 200, description = "Enrolled", body = KioskSettings),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn enrol(
    State(state): State<StaffState>,
    ClientAddress(from): ClientAddress,
    Body(EnrolRequest { code }): Body<EnrolRequest>,
) -> Result<Response, ApiError> {
    let Enrolled { settings, token } = state.accounts.enrol_kiosk(&code, from).await?;
    Ok(known_by(&state, &token, Json(settings).into_response()))
}

/// `POST /api/v1/kiosk/health`: how a kiosk is; answers what holds for it now.
#[utoipa::path(
    post,
    path = "/api/v1/kiosk/health",
    tag = "kiosk",
    request_body = KioskHealth,
    responses(
        (status = 200, description = "Noted", body = KioskSettings),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn report(
    State(state): State<StaffState>,
    headers: HeaderMap,
    Body(health): Body<KioskHealth>,
) -> Result<Response, ApiError> {
    let token = state.cookie.kiosk(&headers).ok_or(Code::KioskUnknown)?;
    let settings = state.accounts.kiosk_reports(&token, &health).await?;
    Ok(known_by(&state, &token, Json(settings).into_response()))
}

/// `GET /api/v1/kiosks`.
#[utoipa::path(
    get,
    path = "/api/v1/kiosks",
    tag = "kiosk",
    responses(
        (status = 200, description = "For supervisors and administrators, in the order of enrolment", body = Kiosks),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(State(state): State<StaffState>, SignedIn(who): SignedIn) -> Result<Json<Kiosks>, ApiError> {
    Ok(Json(state.accounts.kiosks(&who).await?))
}

/// `PATCH /api/v1/kiosks/{id}`: what is left out stays. One that was ended stays ended: to be a kiosk again, the browser is
/// enrolled anew.
#[utoipa::path(
    patch,
    path = "/api/v1/kiosks/{id}",
    tag = "kiosk",
    params(("id" = Uuid, Path, description = "The kiosk")),
    request_body = ChangedKiosk,
    responses(
        (status = 200, description = "As it is now", body = KnownKiosk),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn change(
    State(state): State<StaffState>,
    SignedIn(who): SignedIn,
    id: Result<Path<Uuid>, PathRejection>,
    Body(ChangedKiosk { name, keyboard, revoked }): Body<ChangedKiosk>,
) -> Result<Json<KnownKiosk>, ApiError> {
    let Path(id) = id.map_err(|_| Code::NotFound)?;
    let change = KioskChange { name, keyboard, revoked: revoked.unwrap_or_default() };
    Ok(Json(state.accounts.change_kiosk(&who, KioskId(id), change).await?))
}

impl StaffState {
    /// The kiosk that sends a request.
    pub(in crate::http) async fn kiosk(&self, headers: &HeaderMap) -> Result<KioskId, ApiError> {
        let token = self.cookie.kiosk(headers).ok_or(Code::KioskUnknown)?;
        Ok(self.accounts.kiosk(&token).await?)
    }
}

fn known_by(state: &StaffState, token: &Token, mut response: Response) -> Response {
    if let Some(cookie) = state.cookie.keep_kiosk(token) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
