//! 商户答复: a link for a merchant, and what it does there. The token is in bodies only.

use axum::Json;
use axum::extract::{Path, State};
use domain::case::{MerchantQuestion, Stance};
use domain::form::Term;
use domain::ids::CaseId;
use domain::moment::Moment;
use serde::{Deserialize, Serialize};
use sync::protocol::{Code, OpId, Problem};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Api;
use crate::http::error::ApiError;
use crate::http::staff::body::Body;
use crate::http::staff::extract::SignedIn;
use crate::service::{MerchantLink, MerchantSaid};

/// A link, shown to whoever asked for it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LinkForMerchant {
    /// The path, with the token behind `#`.
    path: String,
    /// Until when it can be used, in milliseconds since 1970.
    #[schema(value_type = i64)]
    expires_at: Moment,
}

/// `POST /api/v1/merchant-links/{case}`.
#[utoipa::path(
    post,
    path = "/api/v1/merchant-links/{case}",
    tag = "merchants",
    params(("case" = Uuid, Path, description = "The case")),
    responses(
        (status = 200, description = "The link", body = LinkForMerchant),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn link(
    State(api): State<Api>,
    SignedIn(who): SignedIn,
    Path(case): Path<String>,
) -> Result<Json<LinkForMerchant>, ApiError> {
    let case = case.parse().map_err(|_| Code::NotFound)?;
    let MerchantLink { token, expires_at } = api.service.merchant_link(&who, CaseId(case)).await?;
    Ok(Json(LinkForMerchant { path: format!("/answer#{token}"), expires_at }))
}

/// By which link.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ByLink {
    /// What stands behind `#`.
    token: String,
}

/// `POST /api/v1/merchant-answer/view`: what the merchant sees. With no session.
#[utoipa::path(
    post,
    path = "/api/v1/merchant-answer/view",
    tag = "merchants",
    request_body = ByLink,
    responses(
        (status = 200, description = "What is asked; nobody who filed it, no telephone number", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn view(
    State(api): State<Api>,
    Body(ByLink { token }): Body<ByLink>,
) -> Result<Json<MerchantQuestion>, ApiError> {
    Ok(Json(api.service.merchant_question(&token).await?))
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct AnswerByLink {
    /// What stands behind `#`.
    token: String,
    /// Its name: the same again has no second effect.
    op: Uuid,
    /// `agrees`, `offers` or `refuses`.
    stance: String,
    /// What the merchant says.
    words: String,
    /// Which proposed settlement it answers, by its `rev`; without one it answers the question.
    #[serde(default)]
    proposal: Option<u64>,
    /// How many of its answers it has seen: where there are more by now, it is asked to read them first.
    #[serde(default)]
    seen: Option<usize>,
}

/// `POST /api/v1/merchant-answer`: the merchant answers. With no session.
#[utoipa::path(
    post,
    path = "/api/v1/merchant-answer",
    tag = "merchants",
    request_body = AnswerByLink,
    responses(
        (status = 200, description = "What is asked, with the answer", body = Object),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn answer(
    State(api): State<Api>,
    Body(AnswerByLink { token, op, stance, words, proposal, seen }): Body<AnswerByLink>,
) -> Result<Json<MerchantQuestion>, ApiError> {
    let stance = Stance::from_code(&stance).ok_or(Code::MerchantAnswerRefused)?;
    let said = MerchantSaid { op: OpId(op), stance, words, proposal, seen };
    Ok(Json(api.service.merchant_answer(&token, said).await?))
}
