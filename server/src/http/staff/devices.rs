//! Devices: a key and a token for the one that somebody works on, and the list for those who manage them.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::{DeviceId, StaffId};
use sync::protocol::{ChangedDevice, DeviceKey};
use sync::protocol::{Code, DeviceName, Devices, KnownDevice, OnDevice, Problem, ReturningTo, StandingOfDevice};
use uuid::Uuid;

use super::StaffState;
use super::body::Body;
use super::extract::{KnownBrowser, Session, SignedIn};
use super::session::signed_in;
use super::shapes::SessionAnswer;
use crate::accounts::{self, DeviceToken};
use crate::http::error::ApiError;
use crate::store::devices::{DeviceChange, DeviceRecord};

/// `POST /api/v1/device`: the session is of this device from here. Asked again, the key is the same and the token is new.
#[utoipa::path(
    post,
    path = "/api/v1/device",
    tag = "staff",
    request_body = DeviceName,
    responses(
        (status = 200, description = "What the device keeps, sealed", body = OnDevice),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn register(
    State(state): State<StaffState>,
    session: Session,
    Body(DeviceName { device }): Body<DeviceName>,
) -> Result<Json<OnDevice>, ApiError> {
    let accounts::OnDevice { key, token } = state.accounts.register_device(&session.token, device).await?;
    Ok(Json(OnDevice { key: DeviceKey(*key.bytes()), token: token.reveal() }))
}

/// `GET /api/v1/device`: the key again, for a page that was loaded again while the session lives.
#[utoipa::path(
    get,
    path = "/api/v1/device",
    tag = "staff",
    responses(
        (status = 200, description = "The key of the device to which the session belongs", body = DeviceKey),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn key(State(state): State<StaffState>, session: Session) -> Result<Json<DeviceKey>, ApiError> {
    Ok(Json(DeviceKey(*state.accounts.device_key(&session.token).await?.bytes())))
}

/// `POST /api/v1/device/session`: signs in whoever has unlocked the device.
#[utoipa::path(
    post,
    path = "/api/v1/device/session",
    tag = "staff",
    request_body = ReturningTo,
    responses(
        (status = 200, description = "Signed in; the session is in the cookie", body = SessionAnswer),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn come_back(
    State(state): State<StaffState>,
    KnownBrowser(browser): KnownBrowser,
    Body(ReturningTo { device, staff, token }): Body<ReturningTo>,
) -> Result<Response, ApiError> {
    let from = DeviceToken { device, staff, token: &token };
    let sign_in = state.accounts.return_to_device(from, browser).await?;
    Ok(signed_in(&state, sign_in))
}

/// `POST /api/v1/device/standing`: whether the device was ended; for one on which nobody is signed in.
#[utoipa::path(
    post,
    path = "/api/v1/device/standing",
    tag = "staff",
    request_body = DeviceName,
    responses(
        (status = 200, description = "Whether nobody may work on it", body = StandingOfDevice),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn standing(
    State(state): State<StaffState>,
    Body(DeviceName { device }): Body<DeviceName>,
) -> Result<Json<StandingOfDevice>, ApiError> {
    Ok(Json(StandingOfDevice { revoked: state.accounts.is_revoked(device).await? }))
}

/// `GET /api/v1/devices`.
#[utoipa::path(
    get,
    path = "/api/v1/devices",
    tag = "staff",
    responses(
        (status = 200, description = "For supervisors and administrators, the one used last first", body = Devices),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(State(state): State<StaffState>, SignedIn(who): SignedIn) -> Result<Json<Devices>, ApiError> {
    let devices = state.accounts.devices(&who).await?;
    Ok(Json(Devices { devices: devices.into_iter().map(KnownDevice::from).collect() }))
}

/// `PATCH /api/v1/devices/{id}`: what is left out stays.
#[utoipa::path(
    patch,
    path = "/api/v1/devices/{id}",
    tag = "staff",
    params(("id" = Uuid, Path, description = "The device")),
    request_body = ChangedDevice,
    responses(
        (status = 200, description = "As it is now", body = KnownDevice),
        (status = "default", description = "Why not", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn change(
    State(state): State<StaffState>,
    SignedIn(who): SignedIn,
    id: Result<Path<Uuid>, PathRejection>,
    Body(ChangedDevice { label, revoked }): Body<ChangedDevice>,
) -> Result<Json<KnownDevice>, ApiError> {
    let Path(id) = id.map_err(|_| Code::NotFound)?;
    let changed = state.accounts.change_device(&who, DeviceId(id), DeviceChange { label, revoked }).await?;
    Ok(Json(changed.into()))
}

impl From<DeviceRecord> for KnownDevice {
    fn from(record: DeviceRecord) -> Self {
        let DeviceRecord { id, label, first_seen_at, last_seen_at, revoked_at, people } = record;
        let people: Vec<StaffId> = people;
        Self { id, label, first_seen_at, last_seen_at, revoked_at, people }
    }
}
