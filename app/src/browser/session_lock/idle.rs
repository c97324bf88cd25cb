//! A tablet that lies around is locked; one that slept longer than that is locked before anything is shown or touched.

use std::{cell::Cell, rc::Rc};

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::prelude::*;

use super::SessionLock;
use crate::browser::{document::cover, preferences};

/// How often that is looked at.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_secs(10);
/// Touches within this time are noted once.
const NOTE_EVERY_MS: i64 = 5_000;
/// What a touch is made of: the first of them must not reach a page that should be locked.
const TOUCHES: [&str; 6] = ["pointerdown", "keydown", "wheel", "touchmove", "pointerup", "click"];

impl SessionLock {
    pub(super) fn watch_idleness(self: &Rc<Self>) {
        let noted = Rc::new(Cell::new(0));
        let lock = self.clone();
        let touched = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            if lock.opened().is_none() {
                return;
            }
            // It slept: no timer has run meanwhile, and this touch is no sign of life.
            if lock.clone().locks_if_left() {
                event.stop_immediate_propagation();
                event.prevent_default();
                return;
            }
            let now = crate::device::now();
            if (now.millis() - noted.get()).abs() >= NOTE_EVERY_MS {
                noted.set(now.millis());
                // For all tabs: whoever works in one of them has not left the others.
                preferences::remember_desk_open(now);
            }
        });
        for event in TOUCHES {
            // Before any control hears of it. A browser that refuses it locks too early, never too late.
            let heard = touched.as_ref().unchecked_ref();
            let _ = window().add_event_listener_with_callback_and_bool(event, heard, true);
        }
        touched.forget();
        // Nothing is shown by a screen that wakes up before it is known whose it is.
        let lock = self.clone();
        let seen = Closure::<dyn Fn()>::new(move || {
            if document().hidden() {
                cover(lock.opened().is_some());
            } else if !lock.clone().locks_if_left() {
                cover(false);
            }
        });
        let _ = document().add_event_listener_with_callback("visibilitychange", seen.as_ref().unchecked_ref());
        for event in ["pageshow", "focus"] {
            let _ = window().add_event_listener_with_callback(event, seen.as_ref().unchecked_ref());
        }
        seen.forget();
        let lock = self.clone();
        // It lives as long as the tab.
        let _ = set_interval_with_handle(
            move || {
                lock.clone().locks_if_left();
            },
            LOOK_EVERY,
        );
    }

    /// Locks the device where nobody has touched it for too long; true while it does.
    fn locks_if_left(self: Rc<Self>) -> bool {
        if self.opened().is_none() || preferences::desk_goes_on(crate::device::now()) {
            return false;
        }
        cover(true);
        if !self.locking.replace(true) {
            spawn_local(async move {
                self.clone().lock().await;
                self.locking.set(false);
            });
        }
        true
    }
}
