//! Web Push for anybody: the key with which a browser subscribes, and where a consumer is told of the cases that they follow.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::claim_code::ClaimCode;
use sync::protocol::{CasePushTarget, Code, Problem, PushKey};

use super::pull::claims;
use super::{Api, ApiError};
use crate::http::staff::body::Body;
use crate::http::staff::extract::ClientAddress;
use crate::web_push::WebPush;

/// `GET /api/v1/push-key`.
#[utoipa::path(
    get,
    path = "/api/v1/push-key",
    tag = "sync",
    responses(
        (status = 200, description = "With what a browser subscribes", body = PushKey),
        (status = "default", description = "Why not; `not_found` where Web Push is switched off", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn key(State(api): State<Api>) -> Result<Json<PushKey>, ApiError> {
    let key = api.staff.web_push.as_ref().and_then(WebPush::public_key).ok_or(Code::NotFound)?;
    Ok(Json(PushKey { key }))
}

/// `PUT /api/v1/case-push`: a consumer's browser is told of the cases of these codes, and of no others any more. No codes: of none.
#[utoipa::path(
    put,
    path = "/api/v1/case-push",
    tag = "sync",
    params(("Authorization" = Option<String>, Header, description = "`Claim CODE[,CODE…]`: the claim codes of the cases, at most 50")),
    request_body = CasePushTarget,
    responses(
        (status = 204, description = "From here on"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn put(
    State(api): State<Api>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Body(CasePushTarget { endpoint }): Body<CasePushTarget>,
) -> Result<StatusCode, ApiError> {
    let web_push = api.staff.web_push.as_ref().ok_or(Code::PushServiceUnknown)?;
    let endpoint = web_push.endpoint(&endpoint).map_err(|_| Code::PushServiceUnknown)?;
    let codes = claims(&headers)?.unwrap_or_default();
    let hash = |code: &ClaimCode| api.service.claim_hash(code);
    let known = api.staff.accounts.tell_consumer(&codes.iter().map(hash).collect::<Vec<_>>(), &endpoint).await?;
    let (right, wrong): (Vec<&ClaimCode>, Vec<&ClaimCode>) = codes.iter().partition(|code| known.contains(&hash(code)));
    // Which codes are right is not told; whoever tries them pays as for a pull all the same.
    let settled = api.guesses.settle(address, right.first().copied(), &wrong);
    settled.map_err(|wait| Problem { retry_after: Some(wait.seconds()), ..Code::RateLimited.problem() })?;
    Ok(StatusCode::NO_CONTENT)
}
