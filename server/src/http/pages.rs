//! Pages, rendered by the application itself.

use app::App;
use app::shell::{self, Assets};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderValue};
use axum::http::{Request, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::nonce::use_nonce;
use leptos::prelude::{Owner, RenderHtml, provide_context, use_context};
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list};

use super::router::AppState;
use super::security_headers::content_security_policy;
use super::visit;

/// One route for each page of the application.
pub(super) fn routes(state: &AppState) -> Router<AppState> {
    let assets = state.site.entries();
    let page = move || shell::page(assets.clone());
    let service = state.service.clone();
    let context = move || {
        set_headers();
        provide_context(visit::of_request(service.notice()));
    };
    Router::new()
        .leptos_routes_with_context(state, generate_route_list(App), context, page)
        .layer(from_fn_with_state(state.clone(), visit::bring_first_pull))
        .route("/components", get(pattern_library))
}

/// Every component in every state; `?text=large` for 长辈版.
async fn pattern_library(State(state): State<AppState>, request: Request<Body>) -> Response {
    let assets = state.site.entries();
    let service = state.service.clone();
    let large = request.uri().query().is_some_and(|query| query.split('&').any(|pair| pair == "text=large"));
    let context = move || {
        set_headers();
        provide_context(visit::of_request(service.notice()));
    };
    let render =
        leptos_axum::render_app_async_with_context(context, move || shell::pattern_library(assets.clone(), large));
    render(request).await
}

/// The application's own page for an address that is none.
pub(super) async fn not_found(state: &AppState, request: Request<Body>) -> Response {
    let assets = state.site.entries();
    let service = state.service.clone();
    let context = move || {
        set_headers();
        provide_context(visit::of_request(service.notice()));
    };
    let render = leptos_axum::render_app_to_stream_with_context(context, move || shell::page(assets.clone()));
    (StatusCode::NOT_FOUND, render(request).await).into_response()
}

/// The empty document. It is the same for everyone, so it is rendered once.
pub(super) fn shell(assets: Assets) -> String {
    Owner::new().with(|| shell::empty(assets).to_html())
}

/// What every page is sent with.
pub(super) fn set_headers() {
    let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else { return };
    response.insert_header(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(policy) = content_security_policy(Some(&nonce)).parse() {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}
