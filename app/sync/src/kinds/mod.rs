//! What each kind of [`domain::kinds`] sends: a module for each.

pub mod board;
pub mod canned_reply;
pub mod case;
pub mod merchant;
pub mod staff;
