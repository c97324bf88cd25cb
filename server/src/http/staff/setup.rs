//! Using a one-time link.

use axum::Json;
use axum::extract::State;
use axum::response::Response;

use super::StaffState;
use super::body::Body;
use super::extract::ClientAddress;
use super::session::signed_in;
use super::shapes::{LinkAnswer, LinkRequest, SetUpRequest};
use crate::accounts::SetUp;
use crate::http::error::ApiError;

/// `POST /api/v1/setup/check`. A POST, because a token belongs into a body and never into an address.
pub(super) async fn check(
    State(state): State<StaffState>,
    ClientAddress(address): ClientAddress,
    Body(body): Body<LinkRequest>,
) -> Result<Json<LinkAnswer>, ApiError> {
    Ok(Json(state.accounts.check_link(&body.token, address).await?.into()))
}

/// `POST /api/v1/setup`.
pub(super) async fn set_up(
    State(state): State<StaffState>,
    ClientAddress(address): ClientAddress,
    Body(body): Body<SetUpRequest>,
) -> Result<Response, ApiError> {
    let SetUpRequest { token, account, name, password } = body;
    let sign_in = state.accounts.set_up(SetUp { token, account, name, password }, address).await?;
    Ok(signed_in(&state, sign_in))
}
