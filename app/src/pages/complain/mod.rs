//! The complaint form: one calm step at a time in a living page, one long form without WebAssembly.

pub mod begin;
pub mod beside_merchant;
pub mod controls;
pub mod errors;
pub mod form_state;
#[cfg(not(feature = "hydrate"))]
pub mod plain;
#[cfg(feature = "hydrate")]
mod rehearsal;
pub mod review;
pub mod steps;
mod suggestions;
pub mod wizard;

pub use begin::Begin;
pub use beside_merchant::set_beside_merchant;
pub use wizard::Wizard;
