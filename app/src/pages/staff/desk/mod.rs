//! The desk: the queue on the left, one case on the right; on a phone one of the two.

pub mod actions;
pub mod asking;
pub mod bar;
pub mod bulk;
pub mod canned;
pub mod case;
pub mod choices;
pub mod commands;
pub mod composer;
pub mod conflict;
pub mod context;
pub mod controls;
pub mod deed;
pub mod due;
pub mod filing;
pub mod frame;
pub mod happened;
pub mod history;
pub mod index;
pub mod item;
pub mod linked;
pub mod list;
pub mod lost;
pub mod me;
pub mod net;
pub mod panel;
pub mod part;
pub mod queue;
pub mod routes;
pub mod signed_in;
pub mod timeline;
pub mod waits;
pub mod words;

pub use frame::Desk;
