//! What the application is told about a request for a page.

use std::sync::Arc;

use app::pages::bundles::Bundle;
use app::visit::{Brought, FormNames, Visit};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use domain::words::Lang;
use leptos::prelude::use_context;
use sync::kinds::board::Notice;
use sync::protocol::Seq;

use super::forms::{fresh_claim, fresh_op};
use crate::service::{Kinds, PullScope, Service};

/// The answer to the first pull of a device, for the page that a request asks for; none where the store failed.
#[derive(Clone, Debug)]
struct FirstPull(Option<(Arc<str>, Brought)>);

/// Has pages bring along what a device would pull first, so that the board travels once. The first page brings only a summary.
pub(super) async fn bring_first_pull(State(service): State<Service>, mut request: Request, next: Next) -> Response {
    if Bundle::of(request.uri().path()) != Bundle::First {
        let answer = service.pull(Seq(0), None, &PullScope::Claims(Vec::new(), Kinds::All)).await;
        let json = answer.ok().and_then(|answer| {
            let brought = Brought::of(&answer)?;
            Some((Arc::from(serde_json::to_string(&answer).ok()?), brought))
        });
        request.extensions_mut().insert(FirstPull(json));
    }
    next.run(request).await
}

/// Of the request that is being rendered.
pub(super) fn of_request(notice: Arc<Notice>) -> Visit {
    let lang = use_context::<Parts>().map(|parts| lang(&parts)).unwrap_or_default();
    // Without random numbers the form is shown all the same; posting it then gets its names.
    let form = fresh_claim().ok().map(|claim| FormNames { op: fresh_op(), claim });
    let brought = use_context::<Parts>().and_then(|parts| parts.extensions.get::<FirstPull>().cloned());
    // Without what it begins with, the browser would take over another page than this one.
    let comes_alive = !matches!(brought, Some(FirstPull(None)));
    let (first_pull, brought) = brought.and_then(|FirstPull(answer)| answer).unzip();
    let published = brought.unwrap_or_default().published;
    Visit { lang, notice, published, form, posted: None, comes_alive, first_pull }
}

/// `?lang=` first, then the choice kept in the cookie, then what the browser prefers; Chinese where it says nothing.
pub(super) fn lang(parts: &Parts) -> Lang {
    let asked = parts.uri.query().and_then(|query| named(query.split('&'), "lang"));
    let header = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let kept = || header(COOKIE).and_then(|cookies| named(cookies.split(';'), "lang"));
    let preferred = || {
        header(ACCEPT_LANGUAGE).and_then(|list| list.split(',').find_map(|one| Lang::from_tag(one.split(';').next()?)))
    };
    asked.or_else(kept).or_else(preferred).unwrap_or_default()
}

fn named<'a>(pairs: impl Iterator<Item = &'a str>, name: &str) -> Option<Lang> {
    pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .and_then(|(_, value)| Lang::from_tag(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn request(uri: &str, cookie: &str, accept: &str) -> Lang {
        let request = Request::builder().uri(uri).header(COOKIE, cookie).header(ACCEPT_LANGUAGE, accept);
        lang(&request.body(()).expect("a request").into_parts().0)
    }

    #[test]
    fn what_the_person_asked_for_comes_before_what_the_browser_prefers() {
        assert_eq!(request("/?q=%E9%80%80&lang=en", "lang=zh-CN", "zh"), Lang::En);
        assert_eq!(request("/", "session=x; lang=en", "zh-CN,zh;q=0.9"), Lang::En);
        assert_eq!(request("/", "", "fr-FR,en-GB;q=0.8"), Lang::En);
        assert_eq!(request("/", "", "fr-FR"), Lang::Zh);
    }
}
