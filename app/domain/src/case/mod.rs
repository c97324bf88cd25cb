//! A case's life: `decide` says what a command leads to, `evolve` applies what happened.
//!
//! Both run in the browser (on what the device knows) and on the server (for good).

mod action;
mod command;
mod decide;
mod event;
mod evolve;
mod rejection;
mod state;
mod transition;
mod view;

pub use action::Action;
pub use command::Command;
pub use decide::{Context, Registration, decide};
pub use event::{Event, Record};
pub use evolve::{Case, Entry, begin, evolve, replay};
pub use rejection::Rejection;
pub use state::{DeclineReason, FailureReason, Outcome, State};
pub use transition::{Mover, TRANSITIONS, Target, Transition, moves_from};
pub use view::{CaseView, PublicEntry, PublicWords};
