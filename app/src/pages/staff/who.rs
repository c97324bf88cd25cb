//! Who has this device, asked by every page of staff.

use leptos::{prelude::*, task::spawn_local};

use crate::{desk::SessionState, device::use_device, staff_api};

/// Asks where nobody has asked yet, as soon as the device has read what it holds. A consumer's page never asks: nobody
/// signs in there.
pub fn ask_who() {
    let device = use_device();
    Effect::new(move |asked: Option<bool>| {
        let asks = device.loaded.get() && device.desk.session.get() == SessionState::Unknown;
        if asks && asked != Some(true) {
            spawn_local(staff_api::ask_session());
        }
        asks || asked == Some(true)
    });
}
