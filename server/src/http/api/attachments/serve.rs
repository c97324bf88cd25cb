//! What is kept, for whoever has a right to it.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Response};
use domain::case::{ContentHash, Media};
use domain::ids::CaseId;
use sync::protocol::{Code, Problem};

use super::owner::Asking;
use crate::http::api::Api;
use crate::http::error::ApiError;
use crate::http::staff::extract::{ClientAddress, MaybeSignedIn};

/// A page that somebody made of a picture all the same can do nothing.
const SANDBOX: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'";

/// A photo or PDF of a case, or of what has an album.
#[utoipa::path(
    get,
    path = "/api/v1/attachments/{case}/{hash}",
    tag = "attachments",
    params(
        ("case" = uuid::Uuid, Path, description = "The case, or what the album is of"),
        ("hash" = String, Path, description = "As the case names it"),
        ("Authorization" = Option<String>, Header, description = "`Claim CODE`; not needed with a session"),
    ),
    responses(
        (status = 200, description = "The content", content((Vec<u8> = "image/jpeg"), (Vec<u8> = "application/pdf"))),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn content(
    state: State<Api>,
    address: ClientAddress,
    staff: MaybeSignedIn,
    headers: HeaderMap,
    path: Path<(String, String)>,
) -> Result<Response, ApiError> {
    serve(state, address, staff, &headers, path, false).await
}

/// A small picture of a photo.
#[utoipa::path(
    get,
    path = "/api/v1/attachments/{case}/{hash}/thumbnail",
    tag = "attachments",
    params(
        ("case" = uuid::Uuid, Path, description = "The case, or what the album is of"),
        ("hash" = String, Path, description = "As the case names it"),
        ("Authorization" = Option<String>, Header, description = "`Claim CODE`; not needed with a session"),
    ),
    responses(
        (status = 200, description = "The picture", body = Vec<u8>, content_type = "image/jpeg"),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn thumbnail(
    state: State<Api>,
    address: ClientAddress,
    staff: MaybeSignedIn,
    headers: HeaderMap,
    path: Path<(String, String)>,
) -> Result<Response, ApiError> {
    serve(state, address, staff, &headers, path, true).await
}

async fn serve(
    State(api): State<Api>,
    address: ClientAddress,
    MaybeSignedIn(staff): MaybeSignedIn,
    headers: &HeaderMap,
    Path((case, hash)): Path<(String, String)>,
    small: bool,
) -> Result<Response, ApiError> {
    let case: CaseId = case.parse().map_err(|_| Code::NoSuchAttachment)?;
    let hash: ContentHash = hash.parse().map_err(|_| Code::NoSuchAttachment)?;
    if let Some(member) = &staff {
        api.service.may_open_attachment(member, case, hash).await?;
    }
    let owner = Asking { api: &api, address, staff, headers }.reader(Some(case)).await?;
    let (attachment, bytes) = api.service.attachment(owner, hash, small).await?;
    let media = if small { Media::Jpeg } else { attachment.media };
    let headers: [(HeaderName, &str); 3] = [
        (CONTENT_TYPE, media.essence()),
        (CONTENT_SECURITY_POLICY, SANDBOX),
        (CONTENT_DISPOSITION, &disposition(media, &attachment.hash)),
    ];
    Ok((headers, bytes).into_response())
}

/// A photo is shown; a PDF, whose readers can do more than show, is saved.
fn disposition(media: Media, hash: &ContentHash) -> String {
    let name = &hash.to_string()[..12];
    let how = if media == Media::Jpeg { "inline" } else { "attachment" };
    format!("{how}; filename=\"{name}.{}\"", media.ending())
}
