//! `GET /metrics`, for a program that watches over the server. There is none unless it is set where: at an address of this machine's
//! own, or for whoever brings a token.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures::future::BoxFuture;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use sync::protocol::Code;

use super::error::ApiError;
use crate::accounts::Accounts;
use crate::measures::{CONTENT_TYPE as TEXT, Machine};
use crate::service::Service;
use crate::store::StoreError;
use crate::upkeep::{disk, last_backup};

/// Where no route matched: files of the site, and addresses that are none.
const OTHER: &str = "other";

/// What a program that watches brings along: 256 bits, as hexadecimal digits.
#[derive(Clone)]
pub struct MetricsToken(Arc<[u8; 32]>);

impl MetricsToken {
    /// That secret.
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(Arc::new(Sha256::digest(hex::encode(secret)).into()))
    }

    fn is_brought(&self, headers: &HeaderMap) -> bool {
        let brought = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let hash = |token: &str| -> [u8; 32] { Sha256::digest(token.trim()).into() };
        brought.is_some_and(|token| bool::from(hash(token).ct_eq(&*self.0)))
    }
}

impl fmt::Debug for MetricsToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MetricsToken(…)")
    }
}

/// Asks a database for its size.
pub type SizeAsked = Arc<dyn Fn() -> BoxFuture<'static, Result<Option<u64>, StoreError>> + Send + Sync>;

/// What is looked at for it.
#[derive(Clone)]
pub struct Watch {
    /// What is kept.
    pub service: Service,
    /// Who knows the kiosks.
    pub accounts: Accounts,
    /// The folder with the data.
    pub data_dir: PathBuf,
    /// The database in it.
    pub database: PathBuf,
    /// How large the database says that it is; a file is measured by its name.
    pub bytes: SizeAsked,
    /// What has to be brought along; none at an address that only this machine reaches.
    pub token: Option<MetricsToken>,
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch(…)")
    }
}

/// The endpoint.
pub fn routes(watch: Watch) -> Router {
    Router::new().route("/metrics", get(metrics)).with_state(watch)
}

async fn metrics(State(watch): State<Watch>, headers: HeaderMap) -> Result<Response, ApiError> {
    if watch.token.as_ref().is_some_and(|token| !token.is_brought(&headers)) {
        // As if there were nothing here: whoever has no token learns nothing.
        return Err(Code::NotFound.into());
    }
    let standing = watch.service.standing().await?;
    let machine = watch.machine().await?;
    let text = watch.service.measures().text(&standing, &machine).map_err(|_| Code::Internal)?;
    let headers =
        [(CONTENT_TYPE, HeaderValue::from_static(TEXT)), (CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((StatusCode::OK, headers, text).into_response())
}

impl Watch {
    async fn machine(&self) -> Result<Machine, ApiError> {
        let (kiosks, silent_kiosks) = self.accounts.kiosks_in_use().await.map_err(|why| {
            tracing::warn!("kiosks were not counted: {why}");
            Code::Internal
        })?;
        let of_database = (self.bytes)().await.map_err(|why| ApiError::from(why.code()))?;
        Ok(Machine {
            kiosks,
            silent_kiosks,
            last_backup: last_backup::of(&self.database).map(|last| last.at.millis() / 1_000),
            // A disk that does not say how full it is counts as full: somebody has to look.
            disk_free_bytes: disk::free_bytes(&self.data_dir).unwrap_or(0),
            database_bytes: of_database.unwrap_or_else(|| disk::database_bytes(&self.database)),
        })
    }
}

/// The middleware: counts every answer by the route that gave it. What stands in an address is never part of it.
pub(super) async fn count(State(service): State<Service>, request: Request<Body>, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or(OTHER, MatchedPath::as_str);
    service.measures().answered(method.as_str(), route, response.status().as_u16());
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_token_is_the_token() {
        let token = MetricsToken::new(&[7; 32]);
        let headers = |value: &str| HeaderMap::from_iter([(AUTHORIZATION, value.parse().expect("a header value"))]);
        assert!(token.is_brought(&headers(&format!("Bearer {}", "07".repeat(32)))));
        for wrong in ["", "Bearer ", "Bearer 07", &format!("Basic {}", "07".repeat(32)), &"07".repeat(32)] {
            assert!(!token.is_brought(&headers(wrong)), "{wrong}");
        }
        assert!(!token.is_brought(&HeaderMap::new()));
        assert_eq!(format!("{token:?}"), "MetricsToken(…)");
    }
}
