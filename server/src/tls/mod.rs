//! TLS without a proxy: rustls with the certificate of two files, HTTP/2 by ALPN, and a new certificate without a restart.
//!
//! tokio-rustls under axum's own listener, and no server crate beside it: what ends gracefully, and how, stays one code for both.

mod certificate;
mod listener;
mod reload;

pub use certificate::{CertificateError, Validity, load, names, validity};
pub use listener::{Peer, TlsListener, name_peer};
pub use reload::Reloading;
