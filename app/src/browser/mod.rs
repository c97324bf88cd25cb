//! What only a browser has.

pub mod document;
pub mod driver;
pub mod house;
pub mod life;
pub mod network;
pub mod preferences;
pub mod random;
pub mod service_worker;
pub mod storage;
pub mod stream;
pub mod tabs;
