//! What each kind of [`domain::kinds`] sends: a module for each.

pub mod album;
pub mod board;
pub mod canned_reply;
pub mod case;
pub mod goods;
pub mod ledger_export;
pub mod merchant;
pub mod merchant_file;
pub mod oversight;
pub mod posting;
pub mod publication;
pub mod regulator_look;
pub mod saved_view;
pub mod staff;
pub mod training;
