//! Goes to the part of a page that the address names.
//!
//! A page from the device's own copy is written after the browser has looked for the part, so it must look again.

use leptos::prelude::*;

use crate::device::use_device;

/// Looks again, once, when the board is there. A person who has scrolled by then is left alone.
pub fn follow() {
    let device = use_device();
    Effect::new(move |done: Option<bool>| {
        let ready = device.alive.get() && device.notice.with(Option::is_some);
        if ready && done != Some(true) {
            request_animation_frame(go);
        }
        ready || done == Some(true)
    });
}

fn go() {
    let untouched = window().scroll_y().is_ok_and(|y| y < 1.0);
    let name = window().location().hash().unwrap_or_default();
    let name = name.trim_start_matches('#');
    if untouched
        && !name.is_empty()
        && let Some(part) = document().get_element_by_id(name)
    {
        part.scroll_into_view();
    }
}
