//! What each kind of [`domain::kinds`] sends: a module for each.

pub mod board;
pub mod case;
pub mod merchant;
pub mod staff;
