//! Plain HTTP, which says where the TLS is and nothing else.

use axum::Router;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, HOST, LOCATION};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use crate::config::PublicUrl;

/// To the public address, or where there is none to the same host on that port.
pub fn routes(public: Option<PublicUrl>, tls_port: u16) -> Router {
    Router::new().fallback(move |request: Request| {
        let to = target(public.as_ref(), tls_port, &request);
        async move { answer(to) }
    })
}

fn target(public: Option<&PublicUrl>, tls_port: u16, request: &Request) -> Option<HeaderValue> {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let base = match public {
        Some(url) => url.to_string(),
        None => {
            let host = request.headers().get(HOST)?.to_str().ok()?;
            let host = format!("http://{host}").parse::<Uri>().ok()?.host()?.to_owned();
            if tls_port == 443 { format!("https://{host}") } else { format!("https://{host}:{tls_port}") }
        }
    };
    format!("{base}{path}").parse().ok()
}

/// A page that was posted is not posted again to another address: 308 keeps the method, and a browser asks nobody.
fn answer(to: Option<HeaderValue>) -> Response {
    match to {
        Some(to) => {
            let headers = [(LOCATION, to), (CACHE_CONTROL, HeaderValue::from_static("no-store"))];
            (StatusCode::PERMANENT_REDIRECT, headers).into_response()
        }
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn to(public: Option<&str>, host: &str, path: &str) -> Option<String> {
        let request = Request::builder().uri(path).header(HOST, host).body(Body::empty()).expect("a request");
        let public = public.map(|url| url.parse::<PublicUrl>().expect("an address"));
        target(public.as_ref(), 8443, &request).map(|to| to.to_str().expect("a word").to_owned())
    }

    #[test]
    fn plain_http_leads_to_the_same_page_over_tls() {
        assert_eq!(
            to(Some("https://315.example.com"), "10.0.0.1", "/track?x=1").as_deref(),
            Some("https://315.example.com/track?x=1")
        );
        assert_eq!(to(None, "192.168.1.20:8080", "/").as_deref(), Some("https://192.168.1.20:8443/"));
        assert_eq!(to(None, "[fd00::1]:80", "/").as_deref(), Some("https://[fd00::1]:8443/"));
        assert_eq!(to(None, "no host", "/"), None);
    }
}
