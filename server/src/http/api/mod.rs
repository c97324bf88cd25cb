//! The sync protocol over HTTP, and the deposit pool. The routes are versioned and plain, because an old cached client will call them.

mod analysis;
mod applicant;
mod attachments;
mod directory;
mod evidence;
mod feed;
mod fund;
mod goods;
mod ledger;
mod ledger_feed;
mod merchant_answer;
mod merchants;
mod numbered;
mod openapi;
mod orphaned_ops;
mod pull;
mod push;
mod quarantine;
mod regulator;
mod roster;
mod stream;
mod trainings;
mod web_push;
mod workdays;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::{get, post, put};
use sync::protocol::Code;

use super::error::ApiError;
use super::guesses::Guesses;
use super::intake::Intake;
use super::public_reads::PublicReads;
use super::staff::StaffState;
use crate::service::Service;
use stream::Listeners;

pub use openapi::openapi;

/// Most bytes of a request that is no push.
const MOST_BYTES: usize = 16 * 1024;
/// Most bytes of a plan: years of exceptions.
const MOST_BYTES_OF_A_PLAN: usize = 64 * 1024;

/// What the API needs.
#[derive(Clone, Debug, FromRef)]
pub struct Api {
    service: Service,
    staff: StaffState,
    guesses: Arc<Guesses>,
    listeners: Arc<Listeners>,
    public_reads: Arc<PublicReads>,
    intake: Arc<Intake>,
}

impl Api {
    /// The API of one contact point.
    #[must_use]
    pub fn new(service: Service, staff: StaffState) -> Self {
        Self {
            service,
            staff,
            guesses: Arc::default(),
            listeners: Arc::default(),
            public_reads: Arc::default(),
            intake: Arc::default(),
        }
    }
}

/// The endpoints.
pub fn routes(api: Api) -> Router {
    let most_of_a_signature = DefaultBodyLimit::max(MOST_BYTES);
    Router::new()
        .route("/api/v1/push", post(push::push))
        .route("/api/v1/pull", get(pull::pull))
        .route("/api/v1/stream", get(stream::stream))
        .route("/api/v1/aside", get(quarantine::list).post(quarantine::review).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/aside/discard", post(quarantine::discard).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/left-behind", post(orphaned_ops::take).layer(DefaultBodyLimit::max(orphaned_ops::MOST_BYTES)))
        .route("/api/v1/fund", get(fund::statement))
        .route("/api/v1/fund/merchants", post(fund::open_account).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/fund/movements", post(fund::move_money).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/workdays/{year}", put(workdays::enter).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/cases/{number}", get(numbered::numbered))
        .route("/api/v1/cases/of-number", post(numbered::of_number).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/ledger", post(ledger::export).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/merchants", get(directory::list))
        .route("/api/v1/merchant-links/{case}", post(merchant_answer::link))
        .route("/api/v1/merchant-answer/view", post(merchant_answer::view).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/merchant-answer", post(merchant_answer::answer).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/merchant-application-links", post(applicant::link).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/merchant-application/view", post(applicant::view).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/merchant-application/commitment", post(applicant::sign).layer(most_of_a_signature))
        .route("/api/v1/merchant-application", post(applicant::apply).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/analysis", get(analysis::overview))
        .route("/api/v1/analysis/unusual", get(analysis::unusual))
        .route("/api/v1/analysis/repeats", get(analysis::repeats))
        .route("/api/v1/analysis/report", get(analysis::report).post(analysis::report_file))
        .route("/api/v1/open/statistics.json", get(analysis::statistics))
        .route("/api/v1/open/merchants.json", get(analysis::merchants))
        .route("/api/v1/open/tips.atom", get(feed::tips))
        .route("/api/v1/open/statistics.csv", get(analysis::statistics_csv))
        .route("/api/v1/open/evidence-key", get(evidence::public_key))
        .route("/api/v1/evidence-packs", post(evidence::make).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/council-packets/{number}", post(evidence::council_packet))
        .route("/api/v1/regulator/cases", get(regulator::list))
        .route("/api/v1/regulator/cases/{number}", get(regulator::one))
        .route("/api/v1/commitments", get(merchants::commitments))
        .route("/api/v1/goods/trace", post(goods::trace).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/goods/ledger/import", post(goods::import))
        .route("/api/v1/goods/ledger/export", post(goods::export))
        .route("/api/v1/merchants/import", post(merchants::import))
        .route("/api/v1/merchants/export", post(merchants::export))
        .route("/api/v1/merchants/{merchant}/record", get(merchants::record))
        .route("/api/v1/trainings/export", post(trainings::export).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/push-key", get(web_push::key))
        .route("/api/v1/case-push", put(web_push::put).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/roster", get(roster::list))
        .route("/api/v1/roster/{staff}", put(roster::put).layer(DefaultBodyLimit::max(MOST_BYTES_OF_A_PLAN)))
        .merge(attachments::routes())
        .merge(ledger_feed::routes())
        .route("/api/v1/openapi.json", get(openapi::document))
        .method_not_allowed_fallback(async || ApiError::from(Code::MethodNotAllowed))
        // The push reads its body itself, to name what is wrong with it.
        .layer(DefaultBodyLimit::disable())
        .layer(map_response(never_stored))
        .with_state(api)
}

/// Neither a browser nor a proxy may keep what belongs to a person.
async fn never_stored(mut response: Response) -> Response {
    // A stream that a proxy packs anew would come in lumps.
    let is_stream =
        response.headers().get(CONTENT_TYPE).is_some_and(|of| of.as_bytes().starts_with(b"text/event-stream"));
    let value = if is_stream { "no-store, no-transform" } else { "no-store" };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(value));
    response
}
