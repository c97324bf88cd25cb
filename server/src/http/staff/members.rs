//! The list of staff.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::ids::StaffId;
use sync::protocol::{Code, Problem};
use uuid::Uuid;

use super::StaffState;
use super::body::Body;
use super::extract::SignedIn;
use super::shapes::{
    ChangeRequest, GivenLinkAnswer, Member, MemberAnswer, MembersAnswer, NewMemberAnswer, NewMemberRequest,
};
use crate::accounts::NewMember;
use crate::http::error::ApiError;
use crate::store::accounts::StaffChange;

/// `GET /api/v1/staff`.
#[utoipa::path(
    get,
    path = "/api/v1/staff",
    tag = "staff",
    responses(
        (status = 200, description = "For administrators and supervisors", body = MembersAnswer),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(
    State(state): State<StaffState>,
    SignedIn(who): SignedIn,
) -> Result<Json<MembersAnswer>, ApiError> {
    let staff = state.accounts.members(&who).await?;
    Ok(Json(MembersAnswer { staff: staff.into_iter().map(Member::from).collect() }))
}

/// `POST /api/v1/staff`.
#[utoipa::path(
    post,
    path = "/api/v1/staff",
    tag = "staff",
    request_body = NewMemberRequest,
    responses(
        (status = 201, description = "Added; the link is for them to set a password", body = NewMemberAnswer),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn add(
    State(state): State<StaffState>,
    SignedIn(who): SignedIn,
    Body(body): Body<NewMemberRequest>,
) -> Result<(StatusCode, Json<NewMemberAnswer>), ApiError> {
    let NewMemberRequest { account, name, role } = body;
    let added = state.accounts.add_member(&who, &NewMember { account, name, role }).await?;
    let GivenLinkAnswer { link, link_expires_at } = added.link.into();
    Ok((StatusCode::CREATED, Json(NewMemberAnswer { staff: added.record.into(), link, link_expires_at })))
}

/// `PATCH /api/v1/staff/{id}`.
#[utoipa::path(
    patch,
    path = "/api/v1/staff/{id}",
    tag = "staff",
    params(("id" = Uuid, Path, description = "The member")),
    request_body = ChangeRequest,
    responses(
        (status = 200, description = "As they are now", body = MemberAnswer),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn change(
    State(state): State<StaffState>,
    SignedIn(who): SignedIn,
    id: Result<Path<Uuid>, PathRejection>,
    Body(body): Body<ChangeRequest>,
) -> Result<Json<MemberAnswer>, ApiError> {
    let ChangeRequest { name, role, on_duty, active } = body;
    let change = StaffChange { name, role, on_duty, active };
    let changed = state.accounts.change_member(&who, member(id)?, &change).await?;
    Ok(Json(MemberAnswer { staff: changed.record.into() }))
}

/// `POST /api/v1/staff/{id}/reset-link`.
#[utoipa::path(
    post,
    path = "/api/v1/staff/{id}/reset-link",
    tag = "staff",
    params(("id" = Uuid, Path, description = "The member")),
    responses(
        (status = 201, description = "A link for them to set a new password", body = GivenLinkAnswer),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn reset_link(
    State(state): State<StaffState>,
    SignedIn(who): SignedIn,
    id: Result<Path<Uuid>, PathRejection>,
) -> Result<(StatusCode, Json<GivenLinkAnswer>), ApiError> {
    let given = state.accounts.reset_link(&who, member(id)?).await?;
    Ok((StatusCode::CREATED, Json(given.into())))
}

/// What is no name of a member is one of nobody.
fn member(id: Result<Path<Uuid>, PathRejection>) -> Result<StaffId, ApiError> {
    id.map(|Path(id)| StaffId(id)).map_err(|_| Code::NotFound.into())
}
