//! Where a browser is reached.

use std::fmt;

use http::Uri;
use thiserror::Error;

use super::PushServices;

/// Longer ones are no browser's.
const MOST_BYTES: usize = 1024;

/// An address at one of the push services that are spoken to. Whoever has it can send to that browser, so `Debug` does not show
/// it.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint(Uri);

/// Why an address is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BadEndpoint {
    /// Not an address.
    #[error("not an address")]
    Unreadable,
    /// Of a service that is not spoken to.
    #[error("not a push service that is spoken to")]
    UnknownService,
}

impl Endpoint {
    pub(super) fn parse(text: &str, services: &PushServices) -> Result<Self, BadEndpoint> {
        if text.len() > MOST_BYTES {
            return Err(BadEndpoint::Unreadable);
        }
        let uri: Uri = text.parse().map_err(|_| BadEndpoint::Unreadable)?;
        if uri.authority().is_none() {
            return Err(BadEndpoint::Unreadable);
        }
        if services.allow(&uri) { Ok(Self(uri)) } else { Err(BadEndpoint::UnknownService) }
    }

    /// For the store, and for the request itself.
    #[must_use]
    pub fn reveal(&self) -> String {
        self.0.to_string()
    }

    /// Scheme, host and port: the audience of the signature (RFC 8292, section 2).
    #[must_use]
    pub fn origin(&self) -> String {
        let authority = self.0.authority().map_or("", http::uri::Authority::as_str);
        format!("{}://{authority}", self.0.scheme_str().unwrap_or("https"))
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({}/…)", self.origin())
    }
}
