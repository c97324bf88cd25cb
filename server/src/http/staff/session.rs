//! Signing in and out.

use std::time::Duration;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::ids::StaffId;
use domain::moment::Moment;
use sync::protocol::{Code, Problem};
use uuid::Uuid;

use super::StaffState;
use super::body::Body;
use super::extract::{Session, TriesFrom};
use super::shapes::{PasswordRequest, SessionAnswer, SessionPlace, SessionsAnswer, SignInRequest};
use crate::accounts::SignIn;
use crate::http::error::ApiError;

/// `POST /api/v1/session`.
#[utoipa::path(
    post,
    path = "/api/v1/session",
    tag = "staff",
    request_body = SignInRequest,
    responses(
        (status = 200, description = "Signed in; the session is in the cookie", body = SessionAnswer),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn sign_in(
    State(state): State<StaffState>,
    TriesFrom(from): TriesFrom,
    Body(body): Body<SignInRequest>,
) -> Result<Response, ApiError> {
    let sign_in = state.accounts.sign_in(&body.account, body.password, &body.device, from).await?;
    Ok(signed_in(&state, sign_in))
}

/// `GET /api/v1/session`.
#[utoipa::path(
    get,
    path = "/api/v1/session",
    tag = "staff",
    responses(
        (status = 200, description = "Who is signed in", body = SessionAnswer),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn who(session: Session) -> Json<SessionAnswer> {
    Json(SessionAnswer { staff: session.open.staff, expires_at: session.open.expires_at })
}

/// `DELETE /api/v1/session`. Answers the same where nobody was signed in: the browser has no session afterwards.
#[utoipa::path(
    delete,
    path = "/api/v1/session",
    tag = "staff",
    responses(
        (status = 204, description = "Nobody is signed in any more"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn sign_out(State(state): State<StaffState>, headers: HeaderMap) -> Result<Response, ApiError> {
    if let Some(token) = state.cookie.token(&headers) {
        state.accounts.sign_out(&token).await?;
    }
    Ok(with_cookie(StatusCode::NO_CONTENT.into_response(), state.cookie.forget()))
}

/// `POST /api/v1/session/password`.
#[utoipa::path(
    post,
    path = "/api/v1/session/password",
    tag = "staff",
    request_body = PasswordRequest,
    responses(
        (status = 204, description = "Changed; every other device of this person is signed out"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn change_password(
    State(state): State<StaffState>,
    session: Session,
    Body(body): Body<PasswordRequest>,
) -> Result<StatusCode, ApiError> {
    let staff = session.open.staff.id;
    state.accounts.change_password(staff, body.current, body.password, &session.token).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/sessions`.
#[utoipa::path(
    get,
    path = "/api/v1/sessions",
    tag = "staff",
    responses(
        (status = 200, description = "Where whoever asks is signed in, the one that asks first", body = SessionsAnswer),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(State(state): State<StaffState>, session: Session) -> Result<Json<SessionsAnswer>, ApiError> {
    let places = state.accounts.signed_in_on(session.open.staff.id, &session.token).await?;
    Ok(Json(SessionsAnswer { sessions: places.into_iter().map(SessionPlace::from).collect() }))
}

/// `DELETE /api/v1/sessions/{id}`.
#[utoipa::path(
    delete,
    path = "/api/v1/sessions/{id}",
    tag = "staff",
    params(("id" = String, Path, description = "As the list names it")),
    responses(
        (status = 204, description = "Ended; there, a password is asked for"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn end(
    State(state): State<StaffState>,
    session: Session,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    state.accounts.end_own_sessions(session.open.staff.id, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/v1/staff/{id}/sessions`.
#[utoipa::path(
    delete,
    path = "/api/v1/staff/{id}/sessions",
    tag = "staff",
    params(("id" = Uuid, Path, description = "The member")),
    responses(
        (status = 204, description = "For administrators: the member is signed in nowhere any more"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn end_all(
    State(state): State<StaffState>,
    session: Session,
    id: Result<Path<Uuid>, PathRejection>,
) -> Result<StatusCode, ApiError> {
    let Path(id) = id.map_err(|_| Code::NotFound)?;
    state.accounts.end_sessions_of(&session.open.staff, &session.token, StaffId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The answer to somebody who has just signed in.
pub(super) fn signed_in(state: &StaffState, sign_in: SignIn) -> Response {
    let SignIn { staff, expires_at, token, device_cookie } = sign_in;
    let session = state.cookie.keep(&token, time_until(expires_at, state.accounts.now()));
    let answer = with_cookie(Json(SessionAnswer { staff, expires_at }).into_response(), session);
    with_cookie(answer, state.cookie.keep_device(&device_cookie))
}

fn time_until(then: Moment, now: Moment) -> Duration {
    Duration::from_millis(u64::try_from(then.millis().saturating_sub(now.millis())).unwrap_or_default())
}

fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
