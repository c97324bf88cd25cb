//! A tablet that lies around is locked.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::SessionLock;
use crate::browser::preferences;

/// How often that is looked at.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_secs(10);
/// Touches within this time are noted once.
const NOTE_EVERY_MS: i64 = 5_000;

impl SessionLock {
    pub(super) fn watch_idleness(self: &Rc<Self>) {
        let noted = Rc::new(Cell::new(0));
        let lock = self.clone();
        let touched = Closure::<dyn Fn()>::new(move || {
            let now = crate::device::now();
            if lock.opened().is_some() && (now.millis() - noted.get()).abs() >= NOTE_EVERY_MS {
                noted.set(now.millis());
                // For all tabs: whoever works in one of them has not left the others.
                preferences::remember_desk_open(now);
            }
        });
        for event in ["pointerdown", "keydown", "wheel", "touchmove"] {
            // A browser that refuses it locks too early, never too late.
            let _ = window().add_event_listener_with_callback(event, touched.as_ref().unchecked_ref());
        }
        touched.forget();
        let lock = self.clone();
        let look = move || {
            if lock.opened().is_some() && !preferences::desk_goes_on(crate::device::now()) {
                leptos::task::spawn_local(lock.clone().lock());
            }
        };
        // It lives as long as the tab.
        let _ = set_interval_with_handle(look, LOOK_EVERY);
    }
}
