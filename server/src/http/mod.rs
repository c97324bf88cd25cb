//! What answers over HTTP.

pub mod api;
pub mod assets;
mod body_time;
pub mod client_address;
mod compression;
pub mod error;
pub mod forms;
mod guesses;
pub mod health;
mod intake;
pub mod metrics;
pub mod pages;
mod public_reads;
pub mod redirect;
mod router;
pub mod same_origin;
pub mod schemas;
pub mod security_headers;
pub mod staff;
mod visit;

pub use api::openapi;
pub use router::router;
