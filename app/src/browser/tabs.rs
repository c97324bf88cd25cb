//! The tabs of one browser among themselves: one of them sends, and all of them show the same.

use js_sys::{Function, JsString, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::BroadcastChannel;

const SENDER: &str = "contact-point-sender";
const CHANNEL: &str = "contact-point";
const WROTE: &str = "wrote";

/// Calls `won` once this tab is the one that sends. The lock is held until the tab is gone, however it goes.
pub fn when_leader(won: impl FnOnce() + 'static) {
    let held = Closure::once_into_js(move || {
        won();
        // Never settled: the browser gives the lock to the next tab when this one dies.
        Promise::new(&mut |_, _| {})
    });
    let locks = Reflect::get(&leptos::prelude::window().navigator(), &JsString::from("locks")).ok();
    let request = locks.as_ref().and_then(|locks| Reflect::get(locks, &JsString::from("request")).ok());
    let held: &Function = held.unchecked_ref();
    let asked = locks.zip(request).and_then(|(locks, request)| {
        let request: Function = request.dyn_into().ok()?;
        request.call2(&locks, &JsValue::from_str(SENDER), held).ok()
    });
    if asked.is_none() {
        // A browser without Web Locks: every tab sends; the server takes each operation once all the same.
        let _ = held.call0(&JsValue::NULL);
    }
}

/// The line between the tabs.
#[derive(Debug)]
pub struct Tabs(Option<BroadcastChannel>);

impl Tabs {
    /// Listens: `on_wrote` is called when another tab has written to the storage.
    #[must_use]
    pub fn listen(on_wrote: impl Fn() + 'static) -> Self {
        let channel = BroadcastChannel::new(CHANNEL).ok();
        if let Some(channel) = &channel {
            let heard = Closure::<dyn Fn()>::new(on_wrote);
            channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
            heard.forget();
        }
        Self(channel)
    }

    /// Tells the others that something was written.
    pub fn wrote(&self) {
        if let Some(channel) = &self.0 {
            // Nobody listening is fine.
            let _ = channel.post_message(&JsValue::from_str(WROTE));
        }
    }
}
