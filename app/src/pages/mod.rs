//! What a person sees, a folder for each part of the house.

pub mod board;
pub mod complain;
pub mod home;
pub mod later;
pub mod mine;
pub mod not_found;
pub mod parts;
pub mod privacy;
pub mod staff;
pub mod track;
