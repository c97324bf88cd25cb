//! What only a browser has.

pub mod alerts;
pub mod attachments;
pub mod composing;
pub mod document;
pub mod draft_cipher;
pub mod driver;
pub mod first_pull;
pub mod forms;
pub mod handoff;
pub mod kinds;
pub mod kiosk;
pub mod network;
pub mod picture;
pub mod preferences;
pub mod push_subscription;
pub mod random;
pub mod service_worker;
pub mod session_lock;
pub mod startup;
pub mod storage;
pub mod stream;
pub mod tabs;
pub mod taking_over;
pub mod task;
pub mod turns;
