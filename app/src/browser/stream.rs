//! Pokes from the server: there is something new. The data itself always comes by pull.

use sync::protocol::Poke;
use wasm_bindgen::prelude::*;
use web_sys::{EventSource, MessageEvent};

/// Listens as long as the page lives; the browser connects again by itself.
pub fn listen(on_open: impl Fn() + 'static, on_poke: impl Fn(Poke) + 'static) {
    let Ok(source) = EventSource::new("/api/v1/stream") else { return };
    let opened = Closure::<dyn Fn()>::new(on_open);
    source.set_onopen(Some(opened.as_ref().unchecked_ref()));
    opened.forget();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(poke) = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok()) {
            on_poke(poke);
        }
    });
    let listener = heard.as_ref().unchecked_ref();
    source.set_onmessage(Some(listener));
    // Named `poke` where the server names it.
    let _ = source.add_event_listener_with_callback("poke", listener);
    heard.forget();
}
