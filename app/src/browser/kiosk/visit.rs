//! One visit: how long nobody has touched the screen, and its end.

use std::{cell::Cell, rc::Rc, time::Duration};

use futures::future::select;
use gloo_timers::future::sleep;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{hardened::clear_page, speech::be_silent};
use crate::{
    browser::{document::begin_anew, driver::Driver},
    device::Device,
};

/// Without a touch for so long, the page asks whether anybody is there.
const ASK_AFTER_MS: f64 = 60_000.0;
/// So long it counts down, visibly, before all is gone.
const COUNT_MS: f64 = 20_000.0;

/// Seconds left while the page counts down; none while somebody is there. It lives as long as the page.
pub fn follow_visit(device: Device) -> RwSignal<Option<u32>> {
    let left = RwSignal::new(None);
    let touched = Rc::new(Cell::new(clock()));
    for name in ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] {
        let touched = touched.clone();
        let heard = Closure::<dyn Fn()>::new(move || touched.set(clock()));
        let _ = window().add_event_listener_with_callback_and_bool(name, heard.as_ref().unchecked_ref(), true);
        heard.forget();
    }
    let tick = move || {
        if at_rest(device) {
            touched.set(clock());
        }
        let over = clock() - touched.get() - ASK_AFTER_MS;
        let now = (over >= 0.0).then(|| seconds(COUNT_MS - over));
        if over >= COUNT_MS {
            end_visit();
        }
        left.maybe_update(|left| std::mem::replace(left, now) != now);
    };
    let _ = set_interval_with_handle(tick, Duration::from_millis(500));
    left
}

/// The first page, and nothing begun.
fn at_rest(device: Device) -> bool {
    let empty = device.drafts.with_untracked(Vec::is_empty) && device.mine.with_untracked(Vec::is_empty);
    empty && crate::browser::document::path() == crate::browser::document::KIOSK
}

/// Of a clock that nobody sets.
fn clock() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of seconds between 0 and 20")]
fn seconds(millis: f64) -> u32 {
    (millis / 1000.0).ceil().clamp(0.0, 3600.0) as u32
}

/// Ends the visit. What is on the screen goes at once; memory goes with the document, which another takes the place of.
pub fn end_visit() {
    clear_page();
    be_silent();
    spawn_local(async {
        // There is none where the address is not secure; and a browser that refuses has not let anything be copied either.
        if window().is_secure_context() {
            let emptied = JsFuture::from(window().navigator().clipboard().write_text(""));
            let _ = select(Box::pin(emptied), Box::pin(sleep(Duration::from_millis(300)))).await;
        }
        begin_anew();
    });
    // Also where something above never ends.
    set_timeout(begin_anew, Duration::from_secs(1));
}

/// Takes whatever could be a visitor's off the disk. A kiosk never writes any; this is for what was done on the browser
/// before it became one.
pub async fn wipe(driver: &Rc<Driver>) {
    if let Err(problem) = driver.forget_visitors().await {
        driver.device.storage.set(Some(problem));
    }
}
