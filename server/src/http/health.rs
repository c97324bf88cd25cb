//! For whoever watches over the server: `/healthz` says that it runs, `/readyz` that it can be counted on.

use axum::Router;
use axum::extract::State;
use axum::routing::get;

use super::error::ApiError;
use crate::service::Service;

/// Both.
pub fn routes(service: Service) -> Router {
    Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready)).with_state(service)
}

/// A failure is a problem with its code: the store does not answer, or the sums are being repaired (`sums_differ`).
async fn ready(State(service): State<Service>) -> Result<&'static str, ApiError> {
    Ok(service.ready().await.map(|()| "ready")?)
}
