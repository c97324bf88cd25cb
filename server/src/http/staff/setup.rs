//! Using a one-time link.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use sync::protocol::Problem;

use super::StaffState;
use super::body::Body;
use super::extract::KnownBrowser;
use super::session::signed_in;
use super::shapes::{LinkAnswer, LinkRequest, SessionAnswer, SetUpRequest};
use crate::accounts::SetUp;
use crate::http::error::ApiError;

/// `POST /api/v1/setup/check`. A POST, because a token belongs into a body and never into an address.
#[utoipa::path(
    post,
    path = "/api/v1/setup/check",
    tag = "staff",
    request_body = LinkRequest,
    responses(
        (status = 200, description = "What the link is for", body = LinkAnswer),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn check(
    State(state): State<StaffState>,
    Body(body): Body<LinkRequest>,
) -> Result<Json<LinkAnswer>, ApiError> {
    Ok(Json(state.accounts.open_link(&body.token, body.opener.as_deref()).await?.into()))
}

/// `POST /api/v1/setup`.
#[utoipa::path(
    post,
    path = "/api/v1/setup",
    tag = "staff",
    request_body = SetUpRequest,
    responses(
        (status = 200, description = "The password is set; signed in", body = SessionAnswer),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn set_up(
    State(state): State<StaffState>,
    KnownBrowser(browser): KnownBrowser,
    Body(body): Body<SetUpRequest>,
) -> Result<Response, ApiError> {
    let SetUpRequest { token, opener, account, name, password } = body;
    let sign_in =
        state.accounts.set_up_by(SetUp { token, account, name, password }, opener.as_deref(), browser).await?;
    Ok(signed_in(&state, sign_in))
}
