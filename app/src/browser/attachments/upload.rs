//! One upload by tus 1.0.0: begun or found again, then piece after piece from where the server says.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    album::AlbumName,
    case::{ContentHash, Purpose},
    claim_code::ClaimCode,
    ids::CaseId,
};
use futures::future::{Either, select};
use gloo_net::http::{Request, RequestBuilder, Response};
use gloo_timers::future::sleep;
use sync::protocol::{APPLICANT_SCHEME, CLAIM_SCHEME, Code, MERCHANT_SCHEME, Problem};
use web_sys::{Blob, RequestCredentials};

use super::prepare::part;
use crate::attachments::LinkRight;

const UPLOADS: &str = "/api/v1/uploads";
/// What is lost at most where the line is cut, and how often a person sees it go on.
const PIECE: u64 = 256 * 1024;
/// A piece on the slowest line that we wait for.
const WITHIN: Duration = Duration::from_secs(60);
/// So often an upload begins anew within one try.
const MOST_TIMES: u32 = 3;

/// Why it is not with the server yet.
#[derive(Clone, Debug)]
pub(super) enum Stop {
    /// It may be later: after so many seconds, where the server says.
    Later(Option<u64>),
    /// It never will be.
    Refused(Box<Problem>),
}

impl From<Code> for Stop {
    fn from(code: Code) -> Self {
        Self::Refused(Box::new(code.problem()))
    }
}

/// By what something is sent.
#[derive(Debug)]
pub(super) enum Authority {
    /// The code of the case.
    Claim(ClaimCode),
    /// The session of whoever is signed in, for that case and what it is made for.
    Session(CaseId, Option<Purpose>),
    /// The session of whoever is signed in, for what has an album.
    Album(AlbumName),
    /// A merchant's link.
    Link(LinkRight),
    /// The kiosk's cookie: what is sent is sealed, and says inside for which case it is.
    Kiosk,
}

/// Sends a content to the end. Returns once the server has repeated its hash: a bare success is no receipt.
pub(super) async fn send(
    authority: &Authority,
    hash: ContentHash,
    blob: &Blob,
    bytes: u64,
    arrived: impl Fn(u64),
) -> Result<(), Stop> {
    for _ in 0..MOST_TIMES {
        let begin = asks(Request::post(UPLOADS), authority, hash).header("Upload-Length", &bytes.to_string());
        let begun = answer(begin.build()).await?;
        if is_receipt(&begun, hash) {
            return Ok(());
        }
        let address = begun.headers().get("Location").ok_or(Stop::Later(None))?;
        let mut offset = number(&begun).ok_or(Stop::Later(None))?;
        loop {
            arrived(offset);
            let piece = part(blob, offset, (offset + PIECE).min(bytes)).ok_or(Code::AttachmentUnreadable)?;
            let append = asks(Request::patch(&address), authority, hash)
                .header("Upload-Offset", &offset.to_string())
                .header("Content-Type", "application/offset+octet-stream");
            match answer(append.body(piece)).await {
                Ok(appended) if is_receipt(&appended, hash) => return Ok(()),
                Ok(appended) => offset = number(&appended).ok_or(Stop::Later(None))?,
                // It has ended meanwhile, or stands elsewhere: the server says where.
                Err(Stop::Refused(problem)) if matches!(problem.code, Code::UploadUnknown | Code::UploadOffset) => {
                    break;
                }
                Err(stop) => return Err(stop),
            }
        }
    }
    Err(Stop::Later(None))
}

fn asks(request: RequestBuilder, authority: &Authority, hash: ContentHash) -> RequestBuilder {
    let hash = format!("hash {}", STANDARD.encode(hash.to_string()));
    let request = request.header("Tus-Resumable", "1.0.0").header("Accept", "application/json");
    match authority {
        Authority::Claim(code) => request
            .credentials(RequestCredentials::Omit)
            .header("Authorization", &format!("{CLAIM_SCHEME} {}", code.plain()))
            .header("Upload-Metadata", &hash),
        Authority::Link(right) => {
            let (scheme, token) = match right {
                LinkRight::Answer(token) => (MERCHANT_SCHEME, token),
                LinkRight::Application(token) => (APPLICANT_SCHEME, token),
            };
            request
                .credentials(RequestCredentials::Omit)
                .header("Authorization", &format!("{scheme} {token}"))
                .header("Upload-Metadata", &hash)
        }
        Authority::Album(album) => request
            .credentials(RequestCredentials::SameOrigin)
            .header("Upload-Metadata", &format!("{hash},album {}", STANDARD.encode(album.to_string()))),
        Authority::Kiosk => request
            .credentials(RequestCredentials::SameOrigin)
            .header("Upload-Metadata", &format!("{hash},sealed MQ==")),
        Authority::Session(case, purpose) => {
            let purpose = purpose.map(|purpose| format!(",purpose {}", STANDARD.encode(purpose.to_string())));
            let case = STANDARD.encode(case.to_string());
            request
                .credentials(RequestCredentials::SameOrigin)
                .header("Upload-Metadata", &format!("{hash},case {case}{}", purpose.unwrap_or_default()))
        }
    }
}

async fn answer(request: Result<Request, gloo_net::Error>) -> Result<Response, Stop> {
    let request = request.map_err(|_| Stop::Later(None))?;
    let response = match select(Box::pin(request.send()), Box::pin(sleep(WITHIN))).await {
        Either::Left((Ok(response), _)) => response,
        Either::Left((Err(_), _)) | Either::Right(_) => return Err(Stop::Later(None)),
    };
    // Our server's answers carry its version; a page of the mall's network does not.
    if response.ok() && response.headers().get("Tus-Resumable").is_some() {
        return Ok(response);
    }
    let problem: Option<Problem> = match response.text().await {
        Ok(text) => sync::read_json(&text).ok(),
        Err(_) => None,
    };
    let Some(problem) = problem else { return Err(Stop::Later(None)) };
    let is_final = matches!(
        problem.code,
        Code::AttachmentEmpty
            | Code::AttachmentTooLarge
            | Code::AttachmentTypeUnknown
            | Code::AttachmentHeic
            | Code::AttachmentUnreadable
            | Code::AttachmentTooComplex
            | Code::AttachmentMixed
            | Code::AttachmentActive
            | Code::AttachmentLocked
            | Code::AttachmentsFull
            | Code::MerchantLinkEnded
            | Code::MerchantAnswerRefused
            | Code::SealBroken
            | Code::UploadUnknown
            | Code::UploadOffset
    );
    Err(if is_final { Stop::Refused(Box::new(problem)) } else { Stop::Later(problem.retry_after) })
}

fn number(response: &Response) -> Option<u64> {
    response.headers().get("Upload-Offset")?.parse().ok()
}

fn is_receipt(response: &Response, hash: ContentHash) -> bool {
    response.headers().get("Attachment-Receipt").is_some_and(|receipt| receipt == hash.to_string())
}
