//! What is kept and served.

pub mod accounts;
pub mod cases;
pub mod cli;
pub mod config;
pub mod content;
pub mod http;
pub mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
