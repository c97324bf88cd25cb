//! What is kept and served.

pub mod accounts;
pub mod attachments;
pub mod cli;
pub mod config;
pub mod content;
pub mod data_keys;
pub mod directory;
pub mod evidence;
pub mod http;
mod keyed_hash;
mod kinds;
mod limits;
pub mod measures;
mod open_files;
pub mod pokes;
pub mod sample;
pub mod seal_keys;
pub mod service;
pub mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod tls;
pub mod upkeep;
pub mod version;
pub mod web_push;
mod whole_numbers;
