//! Requests to the sync API. Whatever happens becomes an answer the engine understands.

use std::time::Duration;

use domain::claim_code::ClaimCode;
use futures::future::{Either, select};
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use gloo_timers::future::sleep;
use serde::{Serialize, de::DeserializeOwned};
use sync::{
    engine::{Failure, Lane, ScopeRequest},
    proof::{PROOF_HEADER, ProofWanted, Search},
    protocol::{CLAIM_SCHEME, Epoch, KIOSK_HEADER, Problem, PullAnswer, PushAnswer, PushRequest, Seq},
};
use web_sys::{AbortController, RequestCredentials};

use super::{preferences, task::next_task};

/// Longer than a slow mobile network needs, shorter than a person waits.
const TIMEOUT: Duration = Duration::from_secs(20);
/// So many hashes between two looks at the screen: a few milliseconds on a slow phone.
const TRIES_AT_ONCE: u32 = 500;

/// Sends operations.
///
/// # Errors
/// [`Failure`]: nothing is known to be stored then.
pub async fn push(body: &PushRequest, lane: Lane) -> Result<PushAnswer, Failure> {
    let credentials = match lane {
        Lane::Consumer => RequestCredentials::Omit,
        Lane::Staff { .. } => RequestCredentials::SameOrigin,
    };
    let request = || {
        let request = Request::post("/api/v1/push");
        // A kiosk's cookie says that it is one; the header says that it speaks for a visitor, whoever is signed in on it.
        match lane {
            Lane::Consumer if preferences::is_kiosk() => {
                request.credentials(RequestCredentials::SameOrigin).header(KIOSK_HEADER, "1")
            }
            _ => request.credentials(credentials),
        }
    };
    let body = serde_json::to_string(body).map_err(|_| Failure::BadAnswer)?;
    let response = send(request(), Some(body.clone())).await?;
    if response.status() != 429 {
        return read_answer(response).await;
    }
    let problem = read::<Problem>(&response).await;
    match problem.as_ref().and_then(|problem| problem.proof.clone()).filter(ProofWanted::is_bearable) {
        Some(wanted) => {
            let proof = prove(wanted, &body).await;
            answer(request().header(PROOF_HEADER, &proof), Some(body)).await
        }
        None => Err(problem.map_or(Failure::Refused { status: 429, code: None, retry_after: None }, Failure::from)),
    }
}

/// Computes a proof between frames: a touch is answered meanwhile.
async fn prove(wanted: ProofWanted, body: &str) -> String {
    let mut search = Search::new(wanted, body.as_bytes());
    loop {
        if let Some(proof) = search.go_on(TRIES_AT_ONCE) {
            return proof;
        }
        next_task().await;
    }
}

/// Fetches what changed.
///
/// # Errors
/// [`Failure`].
pub async fn pull(since: Seq, epoch: Option<Epoch>, asking: &ScopeRequest) -> Result<PullAnswer, Failure> {
    let epoch = epoch.map_or_else(String::new, |epoch| format!("&epoch={}", epoch.0));
    // Without a session that is refused; the board alone would look as if all cases were gone.
    let scope = if matches!(asking, ScopeRequest::Staff(_)) { "&scope=staff" } else { "" };
    let request = Request::get(&format!("/api/v1/pull?since={}{epoch}{scope}&kinds=*", since.0));
    let request = match asking {
        ScopeRequest::Staff(_) => request.credentials(RequestCredentials::SameOrigin),
        ScopeRequest::Claims(claims) if claims.is_empty() => request.credentials(RequestCredentials::Omit),
        ScopeRequest::Claims(claims) => with_claims(request.credentials(RequestCredentials::Omit), claims),
    };
    let response = send(request, None).await?;
    if !response.ok() {
        return Err(refusal(&response).await);
    }
    // A megabyte at a first fetch: by the browser's own text it would be copied twice.
    let text = String::from_utf8(response.binary().await.map_err(|_| Failure::BadAnswer)?);
    Ok(PullAnswer::read(&text.map_err(|_| Failure::BadAnswer)?)?)
}

/// Asks the server for something else under `/api/v1`, with the session.
///
/// # Errors
/// [`Failure`].
pub async fn ask<T: DeserializeOwned>(request: RequestBuilder, body: Option<&impl Serialize>) -> Result<T, Asked> {
    let body = body.and_then(|body| serde_json::to_string(body).ok());
    let text = ask_text(request, body).await?;
    sync::read_json(&text).map_err(|_| Asked::Failed(Failure::BadAnswer))
}

/// The same; JSON there and back.
///
/// # Errors
/// [`Failure`].
pub async fn ask_text(request: RequestBuilder, body: Option<String>) -> Result<String, Asked> {
    let response = ask_response(request, body).await?;
    // 204 says all there is to say.
    if response.status() == 204 {
        return Ok("null".to_owned());
    }
    response.text().await.map_err(|_| Asked::Failed(Failure::Network))
}

/// The same, where the answer is a file.
///
/// # Errors
/// [`Failure`].
pub async fn ask_file(request: RequestBuilder, body: String) -> Result<Vec<u8>, Asked> {
    let response = ask_response(request, Some(body)).await?;
    response.binary().await.map_err(|_| Asked::Failed(Failure::Network))
}

/// The same, with a file as it lies on the device. A list over a slow line takes longer than a question.
///
/// # Errors
/// [`Failure`].
pub async fn ask_with_file(request: RequestBuilder, file: web_sys::File) -> Result<String, Asked> {
    let request = request.credentials(RequestCredentials::SameOrigin).header("Accept", "application/json");
    let request = request.header("Content-Type", "application/octet-stream").body(file);
    let response = request.map_err(|_| Asked::Failed(Failure::BadAnswer))?.send().await;
    let response = response.map_err(|_| Asked::Failed(Failure::Network))?;
    if response.ok() {
        return response.text().await.map_err(|_| Asked::Failed(Failure::Network));
    }
    Err(match read::<Problem>(&response).await {
        Some(problem) => Asked::Problem(Box::new(problem)),
        None => Asked::Failed(Failure::BadAnswer),
    })
}

/// What the server tells anybody, with no session.
///
/// # Errors
/// Why not, where the server says it.
pub async fn ask_public(path: &str, body: Option<String>) -> Result<String, Option<Problem>> {
    let request = RequestBuilder::new(&format!("/api/v1/{path}")).credentials(RequestCredentials::Omit);
    let request = request.method(if body.is_some() { Method::POST } else { Method::GET });
    match answered(request, body).await {
        Ok(response) => response.text().await.map_err(|_| None),
        Err(Asked::Problem(problem)) => Err(Some(*problem)),
        Err(Asked::Failed(_)) => Err(None),
    }
}

/// The same, with no session and for no answer but yes.
///
/// # Errors
/// [`Failure`].
pub async fn ask_anonymously(request: RequestBuilder, body: Option<String>) -> Result<(), Asked> {
    answered(request.credentials(RequestCredentials::Omit), body).await.map(drop)
}

/// With the codes of a consumer's cases.
#[must_use]
pub fn with_claims(request: RequestBuilder, claims: &[ClaimCode]) -> RequestBuilder {
    if claims.is_empty() {
        return request;
    }
    let codes: Vec<_> = claims.iter().map(ClaimCode::plain).collect();
    request.header("Authorization", &format!("{CLAIM_SCHEME} {}", codes.join(",")))
}

async fn ask_response(request: RequestBuilder, body: Option<String>) -> Result<Response, Asked> {
    answered(request.credentials(RequestCredentials::SameOrigin), body).await
}

async fn answered(request: RequestBuilder, body: Option<String>) -> Result<Response, Asked> {
    let response = send(request, body).await.map_err(Asked::Failed)?;
    if response.ok() {
        return Ok(response);
    }
    Err(match read::<Problem>(&response).await {
        Some(problem) => Asked::Problem(Box::new(problem)),
        None => Asked::Failed(Failure::BadAnswer),
    })
}

/// Why a question was not answered as asked.
#[derive(Clone, Debug)]
pub enum Asked {
    /// The server says why.
    Problem(Box<Problem>),
    /// There is no answer that counts.
    Failed(Failure),
}

async fn answer<T: DeserializeOwned>(request: RequestBuilder, body: Option<String>) -> Result<T, Failure> {
    read_answer(send(request, body).await?).await
}

async fn read_answer<T: DeserializeOwned>(response: Response) -> Result<T, Failure> {
    if response.ok() {
        // A cut answer is no answer.
        return read(&response).await.ok_or(Failure::BadAnswer);
    }
    Err(refusal(&response).await)
}

async fn refusal(response: &Response) -> Failure {
    let status = response.status();
    let header = response.headers().get("Retry-After").and_then(|value| value.trim().parse().ok());
    let problem = read::<Problem>(response).await;
    Failure::Refused {
        status,
        code: problem.as_ref().map(|problem| problem.code),
        retry_after: header.or(problem.and_then(|problem| problem.retry_after)),
    }
}

/// Every answer is read from text, as what is stored is: a second kind of reader for the same shapes would cost each
/// phone tens of kilobytes.
async fn read<T: DeserializeOwned>(response: &Response) -> Option<T> {
    sync::read_json(&response.text().await.ok()?).ok()
}

/// A page where only JSON is answered, or the status for it (RFC 6585, 6).
fn is_of_network(response: &Response) -> bool {
    let is_page = || response.headers().get("Content-Type").is_some_and(|kind| kind.starts_with("text/html"));
    response.status() == 511 || (response.ok() && is_page())
}

async fn send(request: RequestBuilder, body: Option<String>) -> Result<Response, Failure> {
    let abort = AbortController::new().ok();
    let signal = abort.as_ref().map(AbortController::signal);
    let request = request.header("Accept", "application/json").abort_signal(signal.as_ref());
    let request = match body {
        Some(body) => request.header("Content-Type", "application/json").body(body),
        None => request.build(),
    }
    .map_err(|_| Failure::BadAnswer)?;
    match select(Box::pin(request.send()), Box::pin(sleep(TIMEOUT))).await {
        Either::Left((Ok(response), _)) if is_of_network(&response) => Err(Failure::CaptivePortal),
        Either::Left((response, _)) => response.map_err(|_| Failure::Network),
        Either::Right(((), _)) => {
            if let Some(abort) = abort {
                abort.abort();
            }
            Err(Failure::Timeout)
        }
    }
}
