//! What devices and server say to each other ([`protocol`]), and what a device decides about sending ([`engine`]).
//!
//! Sans-I/O: nothing here touches a network, a disk, a clock or a random source, so that thousands of devices with
//! lost, doubled and reordered messages run in a test in seconds.

pub mod engine;
pub mod handoff;
pub mod kinds;
mod platform;
pub mod proof;
pub mod protocol;
mod reader;
pub mod segments;

pub use platform::platform_categories;
pub use reader::read_json;
