//! Web Push: where the device of a session is reached.

use axum::extract::State;
use axum::http::StatusCode;
use domain::quiet_hours::QuietHours;
use sync::protocol::{Code, Problem, PushTarget, QuietTime};

use super::StaffState;
use super::body::Body;
use super::extract::Session;
use crate::http::error::ApiError;

/// `PUT /api/v1/device/push`: the device of the session is told there. Asked again, the newest counts.
#[utoipa::path(
    put,
    path = "/api/v1/device/push",
    tag = "staff",
    request_body = PushTarget,
    responses(
        (status = 204, description = "From here on"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn put(
    State(state): State<StaffState>,
    session: Session,
    Body(PushTarget { endpoint, quiet }): Body<PushTarget>,
) -> Result<StatusCode, ApiError> {
    let hours = |QuietTime { from, to }| QuietHours::new(from, to).ok_or(Code::Malformed);
    let quiet = quiet.map(hours).transpose()?;
    let web_push = state.web_push.as_ref().ok_or(Code::PushServiceUnknown)?;
    let endpoint = web_push.endpoint(&endpoint).map_err(|_| Code::PushServiceUnknown)?;
    state.accounts.tell_device(&session.token, &endpoint, quiet).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/v1/device/push`.
#[utoipa::path(
    delete,
    path = "/api/v1/device/push",
    tag = "staff",
    responses(
        (status = 204, description = "Told no more"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn delete(State(state): State<StaffState>, session: Session) -> Result<StatusCode, ApiError> {
    state.accounts.stop_telling_device(&session.token).await?;
    Ok(StatusCode::NO_CONTENT)
}
