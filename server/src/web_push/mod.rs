//! Web Push (RFC 8030): tells staff's tablets and consumers' phones on which no page of ours is open that there is something to
//! look at.
//!
//! A message has no content. Which case, and whose, stands on the page only: the browsers' makers, who carry the message,
//! learn that something happened at this contact point and nothing else. It is a hint: what nobody was told of is on the
//! page all the same.

mod endpoint;
mod notifier;
mod services;
mod vapid;

use std::sync::Arc;

pub use endpoint::{BadEndpoint, Endpoint};
pub use notifier::{AGAIN_AFTER, HttpPushClient, Notifier, PushClient, Unreached};
pub use services::{NotAPushService, OF_THE_BROWSERS, PushServices};
pub use vapid::VapidKey;

/// What browsers are told, and which of their services are spoken to.
#[derive(Clone, Debug)]
pub struct WebPush {
    key: Arc<VapidKey>,
    services: Arc<PushServices>,
}

impl WebPush {
    /// Signs with a key, and speaks to these services only.
    #[must_use]
    pub fn new(key: VapidKey, services: PushServices) -> Self {
        Self { key: Arc::new(key), services: Arc::new(services) }
    }

    /// What a browser needs to subscribe; none where Web Push is switched off.
    #[must_use]
    pub fn public_key(&self) -> Option<String> {
        (!self.services.is_empty()).then(|| self.key.public())
    }

    /// Reads an endpoint that a browser gave.
    ///
    /// # Errors
    ///
    /// Where it is no address, or of a service that is not spoken to: this server sends requests to nobody else.
    pub fn endpoint(&self, text: &str) -> Result<Endpoint, BadEndpoint> {
        Endpoint::parse(text, &self.services)
    }
}
