//! The same journey without a script: a posted form, a rendered page.
//!
//! A claim code is in the body of a POST and in the page that answers it, never in an address: pages are rendered
//! straight from the POST, and reloading one posts the same operation again, which has no second effect.

mod act;
mod attach;
mod case_desk;
mod complain;
mod desk;
mod hidden;
mod posted;
mod render;
mod track;

use std::net::IpAddr;
use std::sync::Arc;
use sync::kinds::board::Notice;

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{DefaultBodyLimit, Form, FromRef, Request, State};
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::post;
use domain::claim_code::ClaimCode;
use sync::protocol::{Code, OpId};
use uuid::Uuid;

use super::assets::Site;
use super::body_time::in_time;
use super::client_address::Proxy;
use super::guesses::Guesses;
use super::intake::Intake;

pub use act::Act;
pub use desk::{ActError, Desk, FileError};
pub use hidden::fresh_claim;
pub use posted::{Page, Posted, Refused};

/// Most bytes of a posted form: 2000 characters of facts are 18 KiB when every one is escaped, and the rest is short.
const MOST_BYTES: usize = 64 * 1024;

/// Name and value of every control.
pub type Pairs = Vec<(String, String)>;

/// What posted forms need.
#[derive(Clone, Debug)]
pub struct FormState {
    desk: Arc<dyn Desk>,
    guesses: Arc<Guesses>,
    intake: Arc<Intake>,
    proxy: Proxy,
}

impl FormState {
    /// Forms for a desk.
    #[must_use]
    pub fn new(desk: Arc<dyn Desk>, proxy: Proxy) -> Self {
        Self { desk, guesses: Arc::default(), intake: Arc::default(), proxy }
    }

    /// `POST /complain`: files the form, or gives it back with what is wrong.
    pub async fn complain(&self, pairs: Pairs, address: IpAddr) -> Page {
        complain::answer(self, pairs, address).await
    }

    /// `POST /track`: shows the case of a code.
    pub async fn track(&self, pairs: &[(String, String)], address: IpAddr) -> Page {
        track::answer(self, pairs, address).await
    }

    /// `POST /case/attach`: takes photos and PDFs for the case of a code, and shows it afterwards.
    pub async fn attach(&self, request: Request, address: IpAddr) -> Page {
        attach::answer(self, request, address).await
    }

    /// `POST /case/…`: does something to the case of a code, and shows it afterwards.
    pub async fn act(&self, act: Act, pairs: &[(String, String)], address: IpAddr) -> Page {
        act::answer(self, act, pairs, address).await
    }
}

/// The addresses that forms are posted to.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    FormState: FromRef<S>,
    Site: FromRef<S>,
    Arc<Notice>: FromRef<S>,
{
    Router::new()
        .route("/complain", post(complain::<S>))
        .route("/track", post(track::<S>))
        .route("/case/supplement", post(|state, request| act::<S>(Act::Supplement, state, request)))
        .route("/case/withdraw", post(|state, request| act::<S>(Act::Withdraw, state, request)))
        .route("/case/object", post(|state, request| act::<S>(Act::Object, state, request)))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .route("/case/attach", post(attach::<S>).layer(DefaultBodyLimit::max(attach::MOST_BYTES_OF_ALL)))
}

async fn complain<S>(State(state): State<S>, request: Request) -> Response
where
    S: Send + Sync,
    FormState: FromRef<S>,
    Site: FromRef<S>,
    Arc<Notice>: FromRef<S>,
{
    let (parts, pairs) = read(request).await;
    let forms = FormState::from_ref(&state);
    let page = match pairs {
        Ok(pairs) => forms.complain(pairs, forms.proxy.client(&parts)).await,
        Err(code) => complain::unreadable(code),
    };
    render::render(page, &Site::from_ref(&state), Arc::from_ref(&state), parts).await
}

async fn track<S>(State(state): State<S>, request: Request) -> Response
where
    S: Send + Sync,
    FormState: FromRef<S>,
    Site: FromRef<S>,
    Arc<Notice>: FromRef<S>,
{
    let (parts, pairs) = read(request).await;
    let forms = FormState::from_ref(&state);
    let page = match pairs {
        Ok(pairs) => forms.track(&pairs, forms.proxy.client(&parts)).await,
        Err(code) => track::unreadable(code),
    };
    render::render(page, &Site::from_ref(&state), Arc::from_ref(&state), parts).await
}

async fn attach<S>(State(state): State<S>, request: Request) -> Response
where
    S: Send + Sync,
    FormState: FromRef<S>,
    Site: FromRef<S>,
    Arc<Notice>: FromRef<S>,
{
    let (parts, body) = request.into_parts();
    let forms = FormState::from_ref(&state);
    let address = forms.proxy.client(&parts);
    let page = forms.attach(Request::from_parts(parts.clone(), body), address).await;
    render::render(page, &Site::from_ref(&state), Arc::from_ref(&state), parts).await
}

async fn act<S>(act: Act, State(state): State<S>, request: Request) -> Response
where
    S: Send + Sync,
    FormState: FromRef<S>,
    Site: FromRef<S>,
    Arc<Notice>: FromRef<S>,
{
    let (parts, pairs) = read(request).await;
    let forms = FormState::from_ref(&state);
    let page = match pairs {
        Ok(pairs) => forms.act(act, &pairs, forms.proxy.client(&parts)).await,
        Err(code) => track::unreadable(code),
    };
    render::render(page, &Site::from_ref(&state), Arc::from_ref(&state), parts).await
}

/// The posted controls. The rest of the request stays, for rendering.
async fn read(request: Request) -> (Parts, Result<Pairs, Code>) {
    use axum::extract::FromRequest;
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    let pairs = match in_time(Form::<Pairs>::from_request(request, &())).await {
        Err(too_slow) => Err(too_slow),
        Ok(Ok(Form(pairs))) => Ok(pairs),
        Ok(Err(FormRejection::InvalidFormContentType(_))) => Err(Code::UnsupportedMediaType),
        Ok(Err(other)) if other.status() == 413 => Err(Code::BodyTooLarge),
        Ok(Err(_)) => Err(Code::Malformed),
    };
    (parts, pairs)
}

/// The name of an operation that nothing has used yet.
pub fn fresh_op() -> OpId {
    OpId(Uuid::now_v7())
}

/// The code of a form, where it was sent whole.
fn claim_of(text: &str) -> Option<ClaimCode> {
    text.parse().ok()
}
