//! The cases on this device: the list, the receipt, and how each stands.

pub mod act;
pub mod attached;
pub mod calendar_file;
pub mod case_alerts;
pub mod ending;
pub mod exits;
pub mod keep;
pub mod list;
pub mod page;
pub mod picture;
pub mod receipt;
pub mod sheet;
pub mod standing;
pub mod statutory;
pub mod ticket;
pub mod timeline;
pub mod when;

pub use list::Mine;
pub use page::CasePage;
