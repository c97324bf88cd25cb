//! Resumable uploads: the core of tus 1.0.0 with `creation`, `termination` and `expiration` (<https://tus.io/protocols/resumable-upload>).
//! Why not a library: decision 0017.

use std::time::Instant;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::case::{ContentHash, Purpose};
use futures::StreamExt;
use sync::protocol::{Code, Problem};
use uuid::Uuid;

use super::owner::{Asking, To};
use crate::attachments::{Announced, Begun, inspect::MOST_BYTES};
use crate::http::api::Api;
use crate::http::body_time::in_time;
use crate::http::error::ApiError;
use crate::http::staff::extract::{ClientAddress, MaybeSignedIn};

const VERSION: &str = "1.0.0";
const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
/// The hash under which the content was announced, once it is kept: a bare success is no receipt.
const ATTACHMENT_RECEIPT: HeaderName = HeaderName::from_static("attachment-receipt");
const PIECE: &str = "application/offset+octet-stream";

/// What is spoken here.
#[utoipa::path(
    options,
    path = "/api/v1/uploads",
    tag = "attachments",
    responses((status = 204, description = "Versions, extensions and the most bytes, in headers"))
)]
pub(crate) async fn capabilities() -> Response {
    let most = MOST_BYTES.to_string();
    let headers = [
        ("tus-resumable", VERSION),
        ("tus-version", VERSION),
        ("tus-extension", "creation,termination,expiration"),
        ("tus-max-size", &most),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Begins an upload, or finds the one of the same content that was cut off. Its authority is the case's claim code, or a
/// session.
#[utoipa::path(
    post,
    path = "/api/v1/uploads",
    tag = "attachments",
    params(
        ("Tus-Resumable" = String, Header, pattern = r"^1\.0\.0$", description = "`1.0.0`"),
        ("Upload-Length" = u64, Header, minimum = 1, maximum = 20_971_520, description = "Bytes of the whole"),
        ("Upload-Metadata" = String, Header, description = "`hash` and, with a session, `case` or `album` (`merchant_file:UUID` or `visit:UUID`): each a word and its value in base64. The hash is SHA-256 in hexadecimal. With a session also `purpose`: `redaction:HASH` for a copy of that photo in which parts are covered, `signature:consumer` or `signature:merchant`. With `sealed` an enrolled kiosk sends what it has sealed to the server's key, and the case stands inside"),
        ("Authorization" = Option<String>, Header, description = "`Claim CODE`, `Merchant TOKEN` or `Applicant TOKEN` with what stands behind `#` of such a link"),
    ),
    responses(
        (status = 201, description = "`Location` says where the pieces go; `Upload-Offset` from where; `Attachment-Receipt` is there where the case has it already"),
        (status = "default", description = "Nothing was begun", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn begin(
    State(api): State<Api>,
    address: ClientAddress,
    MaybeSignedIn(staff): MaybeSignedIn,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    same_version(&headers)?;
    let metadata = metadata(&headers).ok_or(Code::InvalidInput)?;
    let Metadata { hash, to, purpose } = metadata;
    let length = number(&headers, &UPLOAD_LENGTH).ok_or(Code::Malformed)?;
    let asking = Asking { api: &api, address, staff, headers: &headers };
    let sender = asking.sender(to, is_sealed(&headers)).await?;
    if asking.is_anonymous(sender) && !api.service.takes_without_limit() {
        api.intake.admit_bytes(address.0, length, Instant::now())?;
    }
    let begun = api.service.begin_upload(sender, Announced { hash, length, purpose }).await?;
    let (id, offset, receipt) = match begun {
        Begun::Upload(upload) => (upload.id, upload.offset(), None),
        // Nothing is left to be sent; the name leads nowhere.
        Begun::Known(_) => (Uuid::nil(), length, Some(hash)),
    };
    let mut response = answer(StatusCode::CREATED, Some(offset), receipt);
    let location = HeaderValue::from_str(&format!("/api/v1/uploads/{id}")).map_err(|_| Code::Internal)?;
    response.headers_mut().insert(LOCATION, location);
    Ok(response)
}

/// How much of an upload has arrived.
#[utoipa::path(
    head,
    path = "/api/v1/uploads/{id}",
    tag = "attachments",
    params(
        ("id" = Uuid, Path),
        ("Tus-Resumable" = String, Header, pattern = r"^1\.0\.0$", description = "`1.0.0`"),
        ("Authorization" = Option<String>, Header, description = "`Claim CODE`"),
        ("Upload-Metadata" = Option<String>, Header, description = "With a session: `case` or `album`; of a kiosk: `sealed`"),
    ),
    responses(
        (status = 200, description = "In `Upload-Offset` and `Upload-Length`"),
        (status = "default", description = "No such upload"),
    )
)]
pub(crate) async fn standing(
    State(api): State<Api>,
    address: ClientAddress,
    MaybeSignedIn(staff): MaybeSignedIn,
    headers: HeaderMap,
    Path(id): Path<Name>,
) -> Result<Response, ApiError> {
    same_version(&headers)?;
    let asking = Asking { api: &api, address, staff, headers: &headers };
    let sender = asking.sender(to(&headers), is_sealed(&headers)).await?;
    let upload = api.service.upload(sender, id.uuid()?).await?;
    let mut response = answer(StatusCode::OK, Some(upload.offset()), None);
    response.headers_mut().insert(UPLOAD_LENGTH, upload.length.into());
    Ok(response)
}

/// Takes the next piece. With the last one, the answer says whether the whole is kept.
#[utoipa::path(
    patch,
    path = "/api/v1/uploads/{id}",
    tag = "attachments",
    params(
        ("id" = Uuid, Path),
        ("Tus-Resumable" = String, Header, pattern = r"^1\.0\.0$", description = "`1.0.0`"),
        ("Upload-Offset" = u64, Header, minimum = 0, maximum = 20_971_520, description = "Where the piece begins"),
        ("Authorization" = Option<String>, Header, description = "`Claim CODE`"),
        ("Upload-Metadata" = Option<String>, Header, description = "With a session: `case` or `album`; of a kiosk: `sealed`"),
    ),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses(
        (status = 204, description = "`Upload-Offset` says how much has arrived; `Attachment-Receipt` repeats the announced hash once the whole is kept"),
        (status = "default", description = "Why not; what arrived before stays", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn append(
    State(api): State<Api>,
    address: ClientAddress,
    MaybeSignedIn(staff): MaybeSignedIn,
    headers: HeaderMap,
    Path(id): Path<Name>,
    body: Body,
) -> Result<Response, ApiError> {
    same_version(&headers)?;
    if headers.get(CONTENT_TYPE).is_none_or(|of| of.as_bytes() != PIECE.as_bytes()) {
        return Err(Code::UnsupportedMediaType.into());
    }
    let offset = number(&headers, &UPLOAD_OFFSET).ok_or(Code::Malformed)?;
    let asking = Asking { api: &api, address, staff, headers: &headers };
    let sender = asking.sender(to(&headers), is_sealed(&headers)).await?;
    let progress = api.service.append(sender, id.uuid()?, offset, |most| read(body, most)).await?;
    Ok(answer(StatusCode::NO_CONTENT, Some(progress.offset), progress.receipt))
}

/// Ends an upload; what arrived of it is deleted.
#[utoipa::path(
    delete,
    path = "/api/v1/uploads/{id}",
    tag = "attachments",
    params(
        ("id" = Uuid, Path),
        ("Tus-Resumable" = String, Header, pattern = r"^1\.0\.0$", description = "`1.0.0`"),
        ("Authorization" = Option<String>, Header, description = "`Claim CODE`"),
        ("Upload-Metadata" = Option<String>, Header, description = "With a session: `case` or `album`; of a kiosk: `sealed`"),
    ),
    responses(
        (status = 204, description = "It is gone"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn end(
    State(api): State<Api>,
    address: ClientAddress,
    MaybeSignedIn(staff): MaybeSignedIn,
    headers: HeaderMap,
    Path(id): Path<Name>,
) -> Result<Response, ApiError> {
    same_version(&headers)?;
    let asking = Asking { api: &api, address, staff, headers: &headers };
    let sender = asking.sender(to(&headers), is_sealed(&headers)).await?;
    api.service.end_upload(sender, id.uuid()?).await?;
    Ok(answer(StatusCode::NO_CONTENT, None, None))
}

/// The name of an upload; one that is no name is of none.
#[derive(Debug, serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct Name(String);

impl Name {
    fn uuid(&self) -> Result<Uuid, Code> {
        self.0.parse().map_err(|_| Code::UploadUnknown)
    }
}

/// Reads a piece. What came before it was cut off is worth keeping.
async fn read(body: Body, most: u64) -> (Bytes, Option<Code>) {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut stream = body.into_data_stream();
    let mut piece = Vec::new();
    loop {
        match in_time(stream.next()).await {
            Ok(Some(Ok(bytes))) if piece.len() + bytes.len() > most => {
                return (Bytes::new(), Some(Code::AttachmentTooLarge));
            }
            Ok(Some(Ok(bytes))) => piece.extend_from_slice(&bytes),
            Ok(None) => return (piece.into(), None),
            // The connection broke: nobody reads this answer.
            Ok(Some(Err(_))) => return (piece.into(), Some(Code::BodyTooSlow)),
            Err(too_slow) => return (piece.into(), Some(too_slow)),
        }
    }
}

fn answer(status: StatusCode, offset: Option<u64>, receipt: Option<ContentHash>) -> Response {
    let mut response = status.into_response();
    let headers = response.headers_mut();
    headers.insert(TUS_RESUMABLE, HeaderValue::from_static(VERSION));
    if let Some(offset) = offset {
        headers.insert(UPLOAD_OFFSET, offset.into());
    }
    if let Some(receipt) = receipt.and_then(|hash| HeaderValue::from_str(&hash.to_string()).ok()) {
        headers.insert(ATTACHMENT_RECEIPT, receipt);
    }
    response
}

fn same_version(headers: &HeaderMap) -> Result<(), Code> {
    let is_ours = headers.get(TUS_RESUMABLE).is_some_and(|version| version == VERSION);
    if is_ours { Ok(()) } else { Err(Code::UploadVersion) }
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

struct Metadata {
    hash: ContentHash,
    to: To,
    purpose: Option<Purpose>,
}

fn metadata(headers: &HeaderMap) -> Option<Metadata> {
    let purpose = match word(headers, "purpose") {
        Some(text) => Some(text.parse().ok()?),
        None => None,
    };
    Some(Metadata { hash: word(headers, "hash")?.parse().ok()?, to: to(headers), purpose })
}

fn to(headers: &HeaderMap) -> To {
    let case = word(headers, "case").and_then(|case| case.parse().ok());
    To { case, album: word(headers, "album").and_then(|album| album.parse().ok()) }
}

/// A kiosk sends what it cannot read.
fn is_sealed(headers: &HeaderMap) -> bool {
    word(headers, "sealed").is_some()
}

/// A value of `Upload-Metadata`: words and base64, with commas.
fn word(headers: &HeaderMap, name: &str) -> Option<String> {
    let pairs = headers.get(UPLOAD_METADATA)?.to_str().ok()?;
    let value = pairs.split(',').find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix(' '))?;
    String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()
}
