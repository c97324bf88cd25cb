//! Sends what people should be told of.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::ids::{CaseId, PointId};
use futures::stream::{self, StreamExt};
use http::StatusCode;
use http::header::{AUTHORIZATION, CONTENT_LENGTH};
use thiserror::Error;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::sleep;
use tracing::warn;

use super::{Endpoint, WebPush};
use crate::service::{Attention, Why, World};
use crate::store::StoreError;
use crate::store::push_subscriptions::{PushSubscription, PushSubscriptionStore};

/// What comes within this time is one message: a queue that was offline brings thirty cases at once.
const GATHERED_FOR: Duration = Duration::from_secs(1);
/// A tablet that is off when its message comes gets it until then: what is older the next shift sees on the desk.
const KEPT_FOR_SECONDS: u32 = 12 * 3600;
/// A newer message takes the place of one that still waits (RFC 8030, section 5.4).
const TOPIC: &str = "news";
/// How long a service may take to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// So many cases are looked up in one question.
const CASES_AT_ONCE: usize = 100;
/// So many messages are on their way at once.
const AT_ONCE: usize = 8;
/// After these times, where nothing speaks against it.
pub const AGAIN_AFTER: [Duration; 2] = [Duration::from_secs(2), Duration::from_secs(15)];

/// Carries messages to push services.
#[async_trait]
pub trait PushClient: fmt::Debug + Send + Sync {
    /// Posts a message without content, and answers the status.
    ///
    /// # Errors
    ///
    /// When there is no answer.
    async fn post(&self, endpoint: &Endpoint, authorization: &str) -> Result<StatusCode, Unreached>;
}

/// A push service did not answer. Which, and why, is for a log: it names no tablet.
#[derive(Clone, Debug, Error)]
#[error("{0}")]
pub struct Unreached(String);

/// Follows what happens at one contact point.
#[derive(Debug)]
pub struct Notifier {
    /// The contact point.
    pub point: PointId,
    /// Who is told.
    pub store: Arc<dyn PushSubscriptionStore>,
    /// As whom.
    pub web_push: WebPush,
    /// The clock of quiet hours and signatures.
    pub world: Arc<dyn World>,
    /// How.
    pub client: Arc<dyn PushClient>,
    /// When a service that is busy is asked again.
    pub again_after: [Duration; 2],
}

impl Notifier {
    /// Tells, for as long as it is polled.
    pub async fn run(&self, mut attention: Receiver<Attention>) {
        loop {
            let first = match attention.recv().await {
                Ok(first) => vec![first],
                // So much has happened that it does not matter what was missed: more is waiting.
                Err(RecvError::Lagged(_)) => Vec::new(),
                Err(RecvError::Closed) => return,
            };
            sleep(GATHERED_FOR).await;
            self.tell(&gathered(first, &mut attention)).await;
        }
    }

    /// One message to every browser that any of this concerns and that is not quiet now.
    pub async fn tell(&self, news: &[Attention]) {
        let endpoints = match self.addressees(news).await {
            Ok(endpoints) => endpoints,
            Err(why) => return warn!("nobody was told by Web Push: {why}"),
        };
        stream::iter(endpoints).for_each_concurrent(AT_ONCE, |to| async move { self.send(&to).await }).await;
    }

    /// A browser that belongs to staff and follows a case as a consumer is told once.
    async fn addressees(&self, news: &[Attention]) -> Result<BTreeSet<String>, StoreError> {
        let now = self.world.now();
        let concerns = |to: &PushSubscription| news.iter().any(|of| of.concerns(to.staff, to.role));
        let tablets = self.store.push_subscriptions(self.point).await?.into_iter();
        let tablets = tablets.filter(|to| !to.quiet.is_some_and(|quiet| quiet.holds(now)) && concerns(to));
        let mut endpoints: BTreeSet<String> = tablets.map(|to| to.endpoint).collect();
        let answered: Vec<CaseId> = news.iter().filter(|of| of.why == Why::Answered).map(|of| of.case).collect();
        for cases in answered.chunks(CASES_AT_ONCE) {
            endpoints.extend(self.store.case_push_subscriptions(self.point, cases).await?);
        }
        Ok(endpoints)
    }

    async fn send(&self, to: &str) {
        // Of a service that is not spoken to any more.
        let Ok(endpoint) = self.web_push.endpoint(to) else { return self.forget(to).await };
        for again in self.again_after.into_iter().map(Some).chain([None]) {
            let authorization = self.web_push.key.authorization(&endpoint, self.world.now());
            let why = match self.client.post(&endpoint, &authorization).await {
                Ok(status) if status.is_success() => return,
                Ok(StatusCode::NOT_FOUND | StatusCode::GONE) => return self.forget(to).await,
                Ok(status) if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() => status.to_string(),
                Ok(status) => return warn!("{} takes no message: {status}", endpoint.origin()),
                Err(why) => why.to_string(),
            };
            match again {
                Some(again) => sleep(again).await,
                None => warn!("{} was not reached: {why}", endpoint.origin()),
            }
        }
    }

    async fn forget(&self, endpoint: &str) {
        if let Err(why) = self.store.forget_endpoint(self.point, endpoint).await {
            warn!("a subscription that has ended was not taken away: {why}");
        }
    }
}

fn gathered(mut news: Vec<Attention>, attention: &mut Receiver<Attention>) -> Vec<Attention> {
    loop {
        match attention.try_recv() {
            Ok(more) => news.push(more),
            Err(TryRecvError::Lagged(_)) => {}
            Err(TryRecvError::Empty | TryRecvError::Closed) => return news,
        }
    }
}

/// Over TLS, trusting whom the operating system trusts.
#[derive(Clone, Debug)]
pub struct HttpPushClient(reqwest::Client);

impl HttpPushClient {
    /// A client that follows no redirect: an endpoint speaks for itself only.
    ///
    /// # Errors
    ///
    /// When the operating system trusts nobody, or TLS cannot be set up.
    pub fn new() -> Result<Self, Unreached> {
        // A second time it is there already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(ANSWER_WITHIN)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .build();
        client.map(Self).map_err(unreached)
    }
}

#[async_trait]
impl PushClient for HttpPushClient {
    async fn post(&self, endpoint: &Endpoint, authorization: &str) -> Result<StatusCode, Unreached> {
        let message = self.0.post(endpoint.reveal());
        let message = message
            .header(AUTHORIZATION, authorization)
            .header(CONTENT_LENGTH, 0)
            .header("TTL", KEPT_FOR_SECONDS)
            .header("Topic", TOPIC)
            .header("Urgency", "normal");
        Ok(message.send().await.map_err(unreached)?.status())
    }
}

/// Without the address, by which the tablet could be seen.
fn unreached(why: reqwest::Error) -> Unreached {
    let why = why.without_url();
    let cause = std::error::Error::source(&why).map(|cause| format!(": {cause}")).unwrap_or_default();
    Unreached(format!("{why}{cause}"))
}
