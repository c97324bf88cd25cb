//! Whether the browser trusts the connection (<https://w3c.github.io/webappsec-secure-contexts/>).

/// Over plain http on a network, a browser keeps no session of staff and runs no service worker. On the server: yes.
#[must_use]
pub fn is_secure_context() -> bool {
    #[cfg(feature = "hydrate")]
    return leptos::prelude::window().is_secure_context();
    #[cfg(not(feature = "hydrate"))]
    true
}
