//! Pages and data are compressed as they are sent; the built files were compressed when they were built.

use axum::http::header::CONTENT_TYPE;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use tower_http::CompressionLevel;
use tower_http::compression::predicate::{And, SizeAbove};
use tower_http::compression::{CompressionLayer, Predicate};

/// What a page of text needs on the way is less than what it costs to press the last bytes out of it.
const QUALITY: i32 = 5;
/// Below this an answer fits into one packet anyway.
const WORTH_IT: u16 = 512;

type ForType = fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool;

/// Brotli or gzip for whoever accepts it.
pub(super) fn layer() -> CompressionLayer<And<SizeAbove, ForType>> {
    let worth_it = SizeAbove::new(WORTH_IT).and(is_text_at_once as ForType);
    CompressionLayer::new().quality(CompressionLevel::Precise(QUALITY)).compress_when(worth_it)
}

/// Pages and JSON. A stream of events is text as well, but each event must leave at once.
fn is_text_at_once(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    matches!(essence, "text/html" | "application/json")
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::Request;
    use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    async fn encoding_of(media_type: &'static str, bytes: usize, accepted: &str) -> Option<String> {
        let answer = move || async move { ([(CONTENT_TYPE, media_type)], "字".repeat(bytes / 3)) };
        let router = Router::new().route("/", get(answer)).layer(layer());
        let request = Request::builder().uri("/").header(ACCEPT_ENCODING, accepted).body(Body::empty());
        let response = router.oneshot(request.expect("a request")).await.expect("an answer");
        response.headers().get(CONTENT_ENCODING).map(|value| value.to_str().expect("text").to_owned())
    }

    #[tokio::test]
    async fn pages_and_data_are_compressed_and_streams_are_not() {
        let accepted = "gzip, deflate, br";
        assert_eq!(encoding_of("text/html; charset=utf-8", 9_000, accepted).await.as_deref(), Some("br"));
        assert_eq!(encoding_of("application/json", 9_000, "gzip").await.as_deref(), Some("gzip"));
        assert_eq!(encoding_of("application/json", 9_000, "identity").await, None);
        assert_eq!(encoding_of("text/event-stream", 9_000, accepted).await, None);
        assert_eq!(encoding_of("image/png", 9_000, accepted).await, None);
        assert_eq!(encoding_of("application/json", 90, accepted).await, None);
    }
}
