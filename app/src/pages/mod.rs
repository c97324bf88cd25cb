//! What a person sees, a folder for each part of staff.

pub mod answer;
pub mod attach;
pub mod board;
pub mod bundles;
pub mod complain;
pub mod figures;
pub mod handoff;
pub mod help;
pub mod home;
pub mod kiosk;
pub mod lazy_bundle;
pub mod merchant;
pub mod my_cases;
pub mod not_found;
pub mod on_the_way;
#[cfg(feature = "ssr")]
pub mod pattern_library;
pub mod privacy;
pub mod staff;
pub mod statistics;
pub mod tips;
pub mod track;
pub mod training;
