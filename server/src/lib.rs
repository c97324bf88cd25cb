//! What is kept and served.

pub mod config;
pub mod http;
