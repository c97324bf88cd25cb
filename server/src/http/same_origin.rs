//! Whatever changes something must come from our own pages.
//!
//! The session cookie is `SameSite=Strict` already; this is the second lock, and the only one against pages on a
//! sibling domain. Browsers say where a request comes from in `Sec-Fetch-Site` (on https and on localhost) and in
//! `Origin` (on every request that is not a GET). A program such as `curl` says neither: it may go on where it carries
//! no cookie, because then there is no authority that it could have been lent.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{COOKIE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sync::protocol::Code;

use super::error::ApiError;
use crate::config::PublicUrl;

const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// The address under which browsers know this server, where one is set; otherwise the one that they asked for.
#[derive(Clone, Debug)]
pub struct OwnOrigin(pub Option<PublicUrl>);

/// The middleware: answers [`Code::ForeignOrigin`] to anything from elsewhere.
pub async fn guard(State(own): State<OwnOrigin>, request: Request<Body>, next: Next) -> Response {
    let reads_only = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads_only || own.is_ours(request.headers()) {
        next.run(request).await
    } else {
        ApiError::from(Code::ForeignOrigin).into_response()
    }
}

impl OwnOrigin {
    fn is_ours(&self, headers: &HeaderMap) -> bool {
        let word = |name| headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or_default());
        match (word(SEC_FETCH_SITE), word(ORIGIN.as_str())) {
            // `none`: a person did it in the browser's own surface, no page was involved.
            (Some(site), _) => matches!(site, "same-origin" | "none"),
            (None, Some(origin)) => self.is_own(origin, word(HOST.as_str())),
            (None, None) => !headers.contains_key(COOKIE),
        }
    }

    /// `null` is the origin of sandboxed and local pages, never of ours.
    fn is_own(&self, origin: &str, host: Option<&str>) -> bool {
        let Ok(origin) = origin.parse::<PublicUrl>() else { return false };
        match &self.0 {
            Some(own) if own.is_same_host(&origin) => *own == origin,
            // Reached in another way than by the public address, such as 127.0.0.1 on the machine itself.
            _ => host.is_some_and(|host| origin.has_authority(host)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;

    fn is_ours(headers: &[(&'static str, &'static str)]) -> bool {
        let own = OwnOrigin("https://315.example.com".parse().ok());
        let headers =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        own.is_ours(&headers.collect())
    }

    #[test]
    fn our_own_pages_may() {
        assert!(is_ours(&[("sec-fetch-site", "same-origin"), ("cookie", "session=x")]));
        assert!(is_ours(&[("origin", "https://315.example.com"), ("host", "localhost:3000"), ("cookie", "session=x")]));
        assert!(is_ours(&[("origin", "http://192.168.1.20:3000"), ("host", "192.168.1.20:3000")]));
    }

    #[test]
    fn other_sites_may_not_even_without_a_cookie() {
        for site in ["cross-site", "same-site", ""] {
            assert!(!is_ours(&[("sec-fetch-site", site)]), "{site}");
        }
        for origin in ["https://evil.example", "null", "https://315.example.com.evil.example"] {
            assert!(!is_ours(&[("origin", origin), ("host", "315.example.com")]), "{origin}");
        }
        let in_the_clear = [("origin", "http://315.example.com"), ("host", "315.example.com")];
        assert!(!is_ours(&in_the_clear), "whoever is on the line could have written that page");
    }

    #[test]
    fn what_the_browser_says_first_hand_outweighs_the_origin() {
        assert!(!is_ours(&[("sec-fetch-site", "cross-site"), ("origin", "https://315.example.com")]));
    }

    #[test]
    fn a_program_without_a_cookie_may_and_with_one_may_not() {
        assert!(is_ours(&[]));
        assert!(!is_ours(&[("cookie", "session=x")]));
    }
}
