//! What answers over HTTP.

pub mod assets;
pub mod pages;
mod router;
pub mod security_headers;

pub use router::router;
