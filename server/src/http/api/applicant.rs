//! 入驻申请: a link for an applicant, and what it does there. The token is in bodies only.

use axum::Json;
use axum::extract::State;
use domain::board::DocumentId;
use domain::case::ContentHash;
use domain::ids::MerchantId;
use domain::merchant::{ApplicationForm, Applied, Command, SigningWay};
use domain::moment::Moment;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sync::protocol::{Code, OpId, Problem};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Api;
use crate::http::error::ApiError;
use crate::http::staff::body::Body;
use crate::http::staff::extract::SignedIn;
use crate::service::MerchantLink;

/// For whom.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ForApplicant {
    /// The file that waits; without one, one begins by the link.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = r"^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$")]
    merchant: Option<Uuid>,
}

/// A link, shown to whoever asked for it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LinkForApplicant {
    /// The path, with the token behind `#`.
    path: String,
    /// Until when it can be used, in milliseconds since 1970.
    #[schema(value_type = i64)]
    expires_at: Moment,
}

/// `POST /api/v1/merchant-application-links`.
#[utoipa::path(
    post,
    path = "/api/v1/merchant-application-links",
    tag = "merchants",
    request_body = ForApplicant,
    responses(
        (status = 200, description = "The link", body = LinkForApplicant),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn link(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    Body(ForApplicant { merchant }): Body<ForApplicant>,
) -> Result<Json<LinkForApplicant>, ApiError> {
    let MerchantLink { token, expires_at } = api.service.application_link(&who, merchant.map(MerchantId)).await?;
    Ok(Json(LinkForApplicant { path: format!("/apply#{token}"), expires_at }))
}

/// By which link.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ByApplicantsLink {
    /// What stands behind `#`.
    token: String,
}

/// What an applicant sees.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppliedByLink {
    /// Its application; none where it has filled nothing in yet.
    #[schema(value_type = Option<Object>)]
    applied: Option<Applied>,
    /// The pictures that have arrived, as they were sent.
    #[schema(value_type = Vec<String>)]
    pictures: Vec<ContentHash>,
}

/// `POST /api/v1/merchant-application/view`: what the applicant sees. With no session.
#[utoipa::path(
    post,
    path = "/api/v1/merchant-application/view",
    tag = "merchants",
    request_body = ByApplicantsLink,
    responses(
        (status = 200, description = "Its own words, and how the application stands", body = AppliedByLink),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn view(
    State(api): State<Api>,
    Body(ByApplicantsLink { token }): Body<ByApplicantsLink>,
) -> Result<Json<AppliedByLink>, ApiError> {
    let applied = api.service.applied(&token).await?;
    Ok(Json(by_link(&api, &token, applied).await?))
}

/// An application.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ApplyByLink {
    /// What stands behind `#`.
    token: String,
    /// Its name: the same again has no second effect.
    op: Uuid,
    /// The revision that is changed; without one it is the first.
    #[serde(default)]
    #[schema(minimum = 0)]
    base: Option<i64>,
    /// What it says of itself, as a device keeps it.
    #[schema(value_type = Object)]
    form: Map<String, Value>,
}

/// `POST /api/v1/merchant-application`: the applicant applies, or changes what waits. With no session.
#[utoipa::path(
    post,
    path = "/api/v1/merchant-application",
    tag = "merchants",
    request_body = ApplyByLink,
    responses(
        (status = 200, description = "The application as it is kept", body = AppliedByLink),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn apply(
    State(api): State<Api>,
    Body(ApplyByLink { token, op, base, form }): Body<ApplyByLink>,
) -> Result<Json<AppliedByLink>, ApiError> {
    let base = base.map(u64::try_from).transpose().map_err(|_| Code::Malformed)?;
    let form: ApplicationForm = serde_json::from_value(Value::Object(form)).map_err(|_| Code::ApplicationRefused)?;
    let applied = api.service.apply(&token, OpId(op), base, form).await?;
    Ok(Json(by_link(&api, &token, applied).await?))
}

/// A signature.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SignByLink {
    /// What stands behind `#`.
    token: String,
    /// Its name: the same again has no second effect.
    op: Uuid,
    /// The revision that was seen.
    #[schema(minimum = 0)]
    base: i64,
    /// The document of the board.
    document: String,
    /// Its version.
    #[schema(minimum = 0, maximum = 4_294_967_295_i64)]
    version: u32,
    /// Who signs for the merchant.
    signatory: String,
    /// How: `on_screen` and `stamp` need a picture, which is uploaded by the same link; `typed` needs none.
    #[schema(value_type = String, pattern = r"^(on_screen|stamp|typed)$")]
    way: SigningWay,
    /// The picture, by SHA-256 of what is sent.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = r"^[0-9a-f]{64}$")]
    picture: Option<ContentHash>,
}

/// `POST /api/v1/merchant-application/commitment`: the merchant signs the commitments on the board. With no session.
#[utoipa::path(
    post,
    path = "/api/v1/merchant-application/commitment",
    tag = "merchants",
    request_body = SignByLink,
    responses(
        (status = 200, description = "The application, and what is signed", body = AppliedByLink),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn sign(
    State(api): State<Api>,
    Body(SignByLink { token, op, base, document, version, signatory, way, picture }): Body<SignByLink>,
) -> Result<Json<AppliedByLink>, ApiError> {
    let base = u64::try_from(base).map_err(|_| Code::Malformed)?;
    let document: DocumentId = document.parse().map_err(|_| Code::ApplicationRefused)?;
    let signed = Command::SignCommitment { document, version, signatory, way, picture };
    let applied = api.service.sign_by_link(&token, OpId(op), base, signed).await?;
    Ok(Json(by_link(&api, &token, applied).await?))
}

async fn by_link(api: &Api, token: &str, applied: Option<Applied>) -> Result<AppliedByLink, ApiError> {
    let id = api.service.applicant(token)?;
    Ok(AppliedByLink { applied, pictures: api.service.pictures_sent(id.0).await? })
}
