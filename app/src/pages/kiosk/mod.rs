//! A kiosk: everybody's, one visit after the other.

pub mod countdown;
pub mod enrol;
pub mod guard;
pub mod home;
pub mod kiosk_bundle;
pub mod merchants;
pub mod on_phone;
pub mod pin_pad;
pub mod read_aloud;
pub mod receipt;
pub mod staff;
