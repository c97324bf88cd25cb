//! `POST /api/v1/push`.

use std::time::{Duration, Instant};

use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use sync::proof::PROOF_HEADER;
use sync::protocol::{Code, KIOSK_HEADER, MAX_PUSH_BYTES, Problem, PushAnswer, PushRequest};
use tokio::time::timeout;

use super::{Api, ApiError};
use crate::http::body_time::in_time;
use crate::http::intake::Anonymous;
use crate::http::staff::extract::{ClientAddress, MaybeSignedIn};
use crate::service::{Caller, IncomingPush};

/// How long what has arrived may take to be stored.
const STORED_WITHIN: Duration = Duration::from_secs(30);

/// Stores operations, each with its receipt. Safe to repeat: the same operation has one effect and one receipt.
#[utoipa::path(
    post,
    path = "/api/v1/push",
    tag = "sync",
    params(
        ("Contact-Point-Proof" = Option<String>, Header, description = "After `proof_wanted`: the challenge and the numbers found, `CHALLENGE N,N,…`"),
        ("Contact-Point-Kiosk" = Option<String>, Header, description = "An enrolled kiosk sends, known by its cookie"),
    ),
    request_body = PushRequest,
    responses(
        (status = 200, description = "A receipt for each operation, in the same order", body = PushAnswer),
        (status = "default", description = "Nothing was stored", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn push(
    State(api): State<Api>,
    ClientAddress(address): ClientAddress,
    MaybeSignedIn(staff): MaybeSignedIn,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<PushAnswer>, ApiError> {
    if !is_json(&headers) {
        return Err(Code::UnsupportedMediaType.into());
    }
    let body = read(&headers, body).await?;
    let push = IncomingPush::read(&body)?;
    // What a kiosk sends is its visitors’, whoever is signed in on it.
    let is_kiosk = headers.contains_key(KIOSK_HEADER) && api.staff.kiosk(&headers).await.is_ok();
    let caller = match staff {
        Some(member) if !is_kiosk => Caller::Staff { id: member.id, role: member.role },
        _ if is_kiosk => Caller::Kiosk,
        _ => {
            let proof = headers.get(PROOF_HEADER).and_then(|value| value.to_str().ok());
            let anonymous = Anonymous { address, push: &push, body: &body, proof };
            if !api.service.takes_without_limit() {
                api.intake.admit(anonymous, Instant::now())?;
            }
            Caller::Public
        }
    };
    // Whoever gives up waiting asks again; what was stored by then is found again.
    let stored = timeout(STORED_WITHIN, api.service.push_incoming(push, caller)).await;
    Ok(Json(stored.map_err(|_| Code::TimedOut)??))
}

fn is_json(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    media_type.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Code> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|bytes| bytes > MAX_PUSH_BYTES) {
        let_come(body).await;
        return Err(Code::BodyTooLarge);
    }
    let limited = http_body_util::Limited::new(body, MAX_PUSH_BYTES);
    match in_time(to_bytes(Body::new(limited), usize::MAX)).await? {
        Ok(bytes) => Ok(bytes),
        Err(error) if is_too_long(&error) => Err(Code::BodyTooLarge),
        // The connection broke: nobody is left to read this, but the log names it rightly.
        Err(_) => Err(Code::NotJson),
    }
}

/// Whoever still writes when the answer comes and the line closes never reads why. What is only a little too large is let
/// come, and thrown away.
async fn let_come(body: Body) {
    const MOST_BYTES: usize = 4 * MAX_PUSH_BYTES;
    const WITHIN: Duration = Duration::from_secs(5);
    // Longer or slower than that, the line closes.
    let _ = timeout(WITHIN, to_bytes(body, MOST_BYTES)).await;
}

fn is_too_long(error: &axum::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<http_body_util::LengthLimitError>() {
            return true;
        }
        cause = error.source();
    }
    false
}
