//! Who answers what.

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::{Request, StatusCode};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{body::Body, http::Method};
use leptos::config::LeptosOptions;

use super::assets::{Site, SiteError};
use super::{pages, security_headers};

/// What every request can reach.
#[derive(Clone, Debug, FromRef)]
pub(super) struct AppState {
    pub(super) options: LeptosOptions,
    pub(super) site: Site,
}

/// Everything that this server answers.
///
/// # Errors
///
/// When the site is not built.
pub fn router() -> Result<Router, SiteError> {
    let site = Site::load()?.with_shell(&pages::shell);
    let state = AppState { options: LeptosOptions::builder().output_name("app").build(), site };
    Ok(pages::routes(&state)
        .route("/healthz", get(|| async { "ok" }))
        .fallback(asset_or_page)
        .with_state(state)
        .layer(middleware::map_response(security_headers::add)))
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
    (StatusCode::NOT_FOUND, "not found").into_response()
}
