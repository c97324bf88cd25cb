//! Who answers what.

use std::sync::Arc;
use sync::kinds::board::Notice;

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRef, State};
use axum::http::{Method, Request};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use leptos::config::LeptosOptions;
use sync::protocol::Code;

use super::api::{self, Api};
use super::assets::{Site, SiteError};
use super::error::ApiError;
use super::forms::{self, FormState};
use super::same_origin::{self, OwnOrigin};
use super::staff::{self, StaffState};
use super::{compression, health, metrics, pages, security_headers};
use crate::config::PublicUrl;
use crate::service::Service;

/// What every request can reach.
#[derive(Clone, Debug, FromRef)]
pub(super) struct AppState {
    pub(super) options: LeptosOptions,
    pub(super) site: Site,
    pub(super) staff: StaffState,
    pub(super) forms: FormState,
    pub(super) service: Service,
}

/// What hangs here now.
impl FromRef<AppState> for Arc<Notice> {
    fn from_ref(state: &AppState) -> Self {
        state.service.notice()
    }
}

/// Everything that this server answers.
///
/// # Errors
///
/// When the site is not built.
pub fn router(service: Service, staff: StaffState, own: OwnOrigin) -> Result<Router, SiteError> {
    let site = Site::load()?.with_shell(&pages::shell);
    let options = LeptosOptions::builder().output_name("app").build();
    let forms = FormState::new(Arc::new(service.clone()), staff.proxy);
    let api = api::routes(Api::new(service.clone(), staff.clone()));
    let health = health::routes(service.clone());
    let counted = service.clone();
    let over_tls = own.0.as_ref().is_some_and(PublicUrl::is_https);
    let state = AppState { options, site, staff, forms, service };
    Ok(pages::routes(&state)
        .merge(staff::routes())
        .merge(forms::routes())
        .fallback(asset_or_page)
        .with_state(state)
        .merge(api)
        .merge(health)
        .layer(from_fn_with_state(own, same_origin::guard))
        .layer(compression::layer())
        .layer(map_response(move |response: Response| async move { security_headers::add(response, over_tls) }))
        .layer(from_fn_with_state(counted, metrics::count)))
}

async fn asset_or_page(State(state): State<AppState>, request: Request<Body>) -> Response {
    let path = request.uri().path();
    if let Some(response) = state.site.answer(path, request.method(), request.headers()) {
        return response;
    }
    // A program that asked for a file or for data must never be handed a page instead.
    let is_page = !path.starts_with("/api/") && !path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if is_page && request.method() == Method::GET {
        return pages::not_found(&state, request).await;
    }
    ApiError::from(Code::NotFound).into_response()
}
