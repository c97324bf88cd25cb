//! The rules of a consumer-rights contact point (消费维权联络点).
//!
//! Everything here is a pure function of its arguments: the same code decides in the browser (at once, on what the
//! device knows) and on the server (for good). Time, identities and the calendar come in through [`case::Context`].

pub mod access;
pub mod album;
pub mod analysis;
pub mod board;
pub mod calendar;
pub mod canned_reply;
pub mod case;
pub mod claim_code;
pub mod clock;
pub mod diagram;
pub mod form;
pub mod fund;
pub mod goods;
pub mod ids;
pub mod kind;
pub mod kinds;
pub mod ledger;
pub mod mechanism;
pub mod merchant;
pub mod moment;
pub mod money;
pub mod oversight;
pub mod place;
pub mod posting;
pub mod publication;
pub mod quiet_hours;
pub mod role;
pub mod roster;
pub mod rules;
pub mod saved_view;
pub mod staff;
pub mod training;
pub mod typed;
pub mod words;
