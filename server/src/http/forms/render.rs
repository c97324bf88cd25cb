//! From what happened to the page that says so.

use std::sync::Arc;
use sync::kinds::board::Notice;

use app::shell;
use app::visit::{FormNames, Visit};
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::uri::Uri;
use axum::http::{Method, Request, StatusCode};
use axum::response::Response;
use leptos::prelude::provide_context;

use sync::protocol::Problem;

use super::fresh_op;
use super::posted::{Page, Posted};
use crate::http::assets::Site;
use crate::http::pages;

/// Renders the page that answers a posted form. The application finds the [`Posted`] as context and takes its content
/// from it; the page is kept by nobody, for it shows a claim code.
pub(super) async fn render(page: Page, site: &Site, notice: Arc<Notice>, mut parts: Parts) -> Response {
    let Page { posted, lang, status } = page;
    let retry_after = match &posted {
        Posted::TrackFailed { retry_after, .. } => *retry_after,
        _ => None,
    };
    // The router of the application knows pages, which are read with GET.
    parts.method = Method::GET;
    parts.uri = Uri::from_static(posted.path());
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.remove(CONTENT_TYPE);
    let assets = site.entries();
    let context = move || {
        pages::set_headers();
        let (posted, form) = shown(posted.clone());
        let notice = Arc::clone(&notice);
        provide_context(Visit {
            lang,
            notice,
            published: Arc::default(),
            form,
            posted: Some(posted),
            comes_alive: false,
            first_pull: None,
        });
    };
    let render = leptos_axum::render_app_async_with_context(context, move || shell::page(assets.clone()));
    let mut response = render(Request::from_parts(parts, Body::empty())).await;
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// In the application's terms, with the names of the next operation on the page.
fn shown(posted: Posted) -> (app::visit::Posted, Option<FormNames>) {
    use app::visit::Posted as Shown;
    match posted {
        Posted::Complaint { draft, errors, claim, op } => {
            (Shown::Complaint { draft, errors, names: FormNames { op, claim }, problem: None }, None)
        }
        Posted::Failed { draft, code, claim, op } => {
            let names = FormNames { op, claim };
            (Shown::Complaint { draft, errors: Vec::new(), names, problem: Some(code.problem()) }, None)
        }
        Posted::Receipt { view, claim } => {
            let form = FormNames { op: fresh_op(), claim: claim.clone() };
            (Shown::Case { view, claim, filed_now: true, refused: None }, Some(form))
        }
        Posted::Tracked { view, claim, op, refused } => {
            let refused =
                refused.map(|it| app::visit::Refused { address: it.act.address(), words: it.words, detail: it.detail });
            let form = FormNames { op, claim: claim.clone() };
            (Shown::Case { view, claim, filed_now: false, refused }, Some(form))
        }
        Posted::TrackFailed { typed, code, retry_after } => {
            (Shown::NotTracked { typed, problem: Problem { retry_after, ..code.problem() } }, None)
        }
    }
}
