//! What a browser is told not to do.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::response::Response;

/// What stands on every answer, whatever it is. The two that depend on something are the content security policy and HSTS, below.
pub const FIXED: [(HeaderName, &str); 7] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    // `no-referrer` would make browsers send `Origin: null` with our own posted forms (Fetch Standard, “append a request
    // `Origin` header”), which could then not be told from a stranger's.
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    // Nothing is embedded from elsewhere, so nothing breaks by it; a worker's script needs it as much as its page.
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    // The camera reads barcodes and codes at the door. Everything else is switched off, whether it is asked for or not.
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
         idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), \
         screen-wake-lock=(), serial=(), sync-xhr=(), usb=(), xr-spatial-tracking=()",
    ),
];

/// The content security policy. A string becomes markup or a worker only through the policy `default`, which
/// `app/site/src/trusted_types.js` makes once, before anything else runs. Only a page that leptos writes data into needs a nonce for its inline scripts.
#[must_use]
pub fn content_security_policy(nonce: Option<&str>) -> String {
    let nonce = nonce.map(|nonce| format!(" 'nonce-{nonce}'")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{nonce}; style-src 'self'; img-src 'self' data: blob:; \
         connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
    )
}

/// For a year. Not for the names below this one, which may be somebody else's.
const TLS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds every header that the answer does not bring itself. Where people reach the server over TLS, browsers are told never to try
/// without.
#[must_use]
pub fn add(mut response: Response, over_tls: bool) -> Response {
    let headers = response.headers_mut();
    if over_tls {
        headers.entry(STRICT_TRANSPORT_SECURITY).or_insert(TLS_ONLY);
    }
    for (name, value) in FIXED {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if let Ok(policy) = content_security_policy(None).parse() {
        headers.entry(CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse;

    #[test]
    fn browsers_are_told_to_come_by_tls_only_where_there_is_some() {
        let header =
            |over_tls| add("a page".into_response(), over_tls).headers().get(STRICT_TRANSPORT_SECURITY).cloned();
        assert_eq!(header(true), Some(TLS_ONLY));
        assert_eq!(header(false), None, "at a mall's own address without TLS nobody would get in any more");
    }

    #[test]
    fn every_answer_says_what_a_browser_must_not_do() {
        let answer = add("a page".into_response(), false);
        for name in FIXED.map(|(name, _)| name).iter().chain([&CONTENT_SECURITY_POLICY]) {
            assert!(answer.headers().contains_key(name), "{name}");
        }
        let policy = content_security_policy(None);
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'") && !policy.contains("http"),
            "{policy}"
        );
    }
}
