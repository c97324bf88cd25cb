//! What only a browser has.

pub mod document;
pub mod service_worker;
