//! Pokes from the server: there is something new. What it is comes along where it is little, and by pull otherwise.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::Timeout;
use sync::protocol::Poke;
use wasm_bindgen::prelude::*;
use web_sys::{EventSource, MessageEvent};

use super::random;

/// Between these many milliseconds after the server has closed the line it is opened again: a restarted server must not
/// be met by every device at once.
const AGAIN_MS: (u32, u32) = (2_000, 10_000);

/// Listens as long as the page lives.
///
/// A browser connects again by itself only after a network error; an answer of a gateway, or ours to too many
/// listeners, closes the line for good, so it is opened anew here.
pub fn listen(on_open: impl Fn() + 'static, on_poke: impl Fn(Poke) + 'static) -> Stream {
    let listener =
        Rc::new(Listener { on_open: Box::new(on_open), on_poke: Box::new(on_poke), line: RefCell::default() });
    listener.clone().connect();
    Stream(listener)
}

/// The stream that this tab listens to.
pub struct Stream(Rc<Listener>);

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stream(…)")
    }
}

impl Stream {
    /// Opens it for whoever is signed in now: the server gives what changed to the session with which it was opened.
    pub fn reopen(&self) {
        self.0.clone().connect();
    }
}

struct Listener {
    on_open: Box<dyn Fn()>,
    on_poke: Box<dyn Fn(Poke)>,
    line: RefCell<Option<Line>>,
}

/// An open line with what listens on it; dropped together.
struct Line {
    source: EventSource,
    _opened: Closure<dyn Fn()>,
    _heard: Closure<dyn Fn(MessageEvent)>,
    _failed: Closure<dyn Fn()>,
}

impl Listener {
    fn connect(self: Rc<Self>) {
        let Ok(source) = EventSource::new("/api/v1/stream?kinds=*") else { return };
        let this = self.clone();
        let opened = Closure::<dyn Fn()>::new(move || (this.on_open)());
        source.set_onopen(Some(opened.as_ref().unchecked_ref()));
        let this = self.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(poke) = event.data().as_string().and_then(|text| sync::read_json(&text).ok()) {
                (this.on_poke)(poke);
            }
        });
        source.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        // Named `poke` where the server names it.
        let _ = source.add_event_listener_with_callback("poke", heard.as_ref().unchecked_ref());
        let this = self.clone();
        let failed = Closure::<dyn Fn()>::new(move || this.clone().failed());
        source.set_onerror(Some(failed.as_ref().unchecked_ref()));
        self.line.replace(Some(Line { source, _opened: opened, _heard: heard, _failed: failed }));
    }

    fn failed(self: Rc<Self>) {
        let closed = self.line.borrow().as_ref().is_some_and(|line| line.source.ready_state() == EventSource::CLOSED);
        if closed {
            let spread = u64::from(AGAIN_MS.1 - AGAIN_MS.0);
            let wait = AGAIN_MS.0 + u32::try_from(random::seed() % spread).unwrap_or_default();
            Timeout::new(wait, move || self.connect()).forget();
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.source.close();
    }
}
