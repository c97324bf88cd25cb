//! Web Push as it is set.

use std::future::pending;
use std::net::SocketAddr;
use std::sync::Arc;

use domain::ids::PointId;
use tracing::warn;

use crate::config::{ClaimSecret, Config};
use crate::service::{Service, World};
use crate::store::PushSubscriptionStore;
use crate::web_push::{AGAIN_AFTER, HttpPushClient, Notifier, VapidKey, WebPush};

/// Who tells tablets of what comes, and what their browsers ask for. None where it is switched off, or cannot be done here: then
/// desks that are open tell by themselves, as ever.
pub(super) struct Telling {
    pub(super) web_push: WebPush,
    client: HttpPushClient,
}

impl Telling {
    pub(super) fn set_up(config: &Config, address: SocketAddr, secret: &ClaimSecret) -> Option<Self> {
        if config.push_services.is_empty() {
            return None;
        }
        let client = HttpPushClient::new().inspect_err(|why| warn!("Web Push is off: {why}")).ok()?;
        let key = VapidKey::derived(secret.bytes(), &config.base_url(address));
        if key.is_none() {
            warn!("Web Push is off: this claim secret gives no key");
        }
        Some(Self { web_push: WebPush::new(key?, config.push_services.clone()), client })
    }
}

/// Tells, for as long as it is polled; waits for ever where nobody is told.
pub(super) async fn run(
    telling: Option<Telling>,
    point: PointId,
    store: Arc<dyn PushSubscriptionStore>,
    world: Arc<dyn World>,
    service: &Service,
) {
    let Some(Telling { web_push, client }) = telling else { return pending().await };
    Notifier { point, store, web_push, world, client: Arc::new(client), again_after: AGAIN_AFTER }
        .run(service.attention())
        .await;
}
