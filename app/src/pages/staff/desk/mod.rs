//! The desk: the queue on the left, one case on the right; on a phone one of the two.

mod actions;
mod asking;
mod bar;
mod case;
mod composer;
mod conflict;
mod context;
mod due;
mod filing;
mod frame;
mod happened;
mod item;
mod list;
mod net;
mod panel;
mod queue;
mod timeline;
mod words;

pub(crate) use frame::Desk;
