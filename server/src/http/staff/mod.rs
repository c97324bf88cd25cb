//! Sign-in and staff over JSON, under `/api/v1`. The shapes are in [`shapes`]; failures are
//! [`Problem`](sync::protocol::Problem)s.

pub(crate) mod body;
mod cookie;
mod devices;
mod draft_handoffs;
pub mod extract;
mod failure;
mod kiosks;
mod members;
mod openapi;
mod push_subscription;
mod session;
mod setup;
pub mod shapes;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::{delete, get, patch, post, put};

use super::client_address::Proxy;
use crate::accounts::Accounts;
use crate::web_push::WebPush;

pub use cookie::SessionCookie;
pub use openapi::openapi;

/// Most bytes of a request; the longest form has a password of 128 characters.
const MOST_BYTES: usize = 16 * 1024;

/// What requests of staff need.
#[derive(Clone, Debug)]
pub struct StaffState {
    /// Who they are.
    pub accounts: Accounts,
    /// How their browsers keep a session.
    pub cookie: SessionCookie,
    /// Where their addresses are read.
    pub proxy: Proxy,
    /// How tablets are told of what comes while no desk is open on them; none where that is switched off.
    pub web_push: Option<WebPush>,
}

/// The endpoints.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    StaffState: FromRef<S>,
{
    let most_of_a_draft = DefaultBodyLimit::max(draft_handoffs::MOST_BYTES);
    Router::new()
        .route("/api/v1/session", get(session::who).post(session::sign_in).delete(session::sign_out))
        .route("/api/v1/session/password", post(session::change_password))
        .route("/api/v1/sessions", get(session::list))
        .route("/api/v1/sessions/{id}", delete(session::end))
        .route("/api/v1/staff/{id}/sessions", delete(session::end_all))
        .route("/api/v1/setup", post(setup::set_up))
        .route("/api/v1/setup/check", post(setup::check))
        .route("/api/v1/device", get(devices::key).post(devices::register))
        .route("/api/v1/device/push", put(push_subscription::put).delete(push_subscription::delete))
        .route("/api/v1/device/session", post(devices::come_back))
        .route("/api/v1/device/standing", post(devices::standing))
        .route("/api/v1/devices", get(devices::list))
        .route("/api/v1/devices/{id}", patch(devices::change))
        .route("/api/v1/kiosk", post(kiosks::enrol))
        .route("/api/v1/kiosk/health", post(kiosks::report))
        .route("/api/v1/kiosk-codes", post(kiosks::new_code))
        .route("/api/v1/kiosks", get(kiosks::list))
        .route("/api/v1/kiosks/{id}", patch(kiosks::change))
        .route("/api/v1/draft-handoffs", post(draft_handoffs::hand_off).layer(most_of_a_draft))
        .route("/api/v1/draft-handoffs/{id}", get(draft_handoffs::standing))
        .route("/api/v1/draft-handoffs/{id}/take", post(draft_handoffs::take))
        .route("/api/v1/draft-handoffs/{id}/kept", post(draft_handoffs::kept))
        .route("/api/v1/staff", get(members::list).post(members::add))
        .route("/api/v1/staff/{id}", patch(members::change))
        .route("/api/v1/staff/{id}/reset-link", post(members::reset_link))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(map_response(never_stored))
}

/// Neither a browser nor a proxy may keep an answer that belongs to a person.
async fn never_stored(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
