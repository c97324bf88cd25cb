//! Who is signed in, for a staff page that was opened from one of the consumers' pages.

use leptos::{prelude::*, task::spawn_local};

use crate::{desk::SessionState, device::use_device, staff_api};

/// Asks where nobody has asked yet: a tab that began on a consumer's page did not. One that begins here asks by itself,
/// once it has read what the device holds.
pub fn ask_who() {
    let device = use_device();
    if device.loaded.get_untracked() && device.desk.session.get_untracked() == SessionState::Unknown {
        spawn_local(staff_api::ask_session());
    }
}
