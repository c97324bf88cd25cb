//! What a browser offers on every page and a kiosk must not: a way back into a visit, other windows, other sites, copies.

use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget};

use crate::browser::document::begin_anew;

#[wasm_bindgen]
extern "C" {
    /// `PageTransitionEvent`, of which only this is asked.
    #[wasm_bindgen(extends = Event)]
    type PageTransitionEvent;

    #[wasm_bindgen(method, getter)]
    fn persisted(this: &PageTransitionEvent) -> bool;
}

/// Called once, before anybody touches the screen.
pub fn harden() {
    keep_one_place_in_history();
    let (window, document) = (window(), document());
    for event in ["contextmenu", "copy", "cut", "dragstart"] {
        hear(&document, event, Event::prevent_default);
    }
    hear(&document, "click", |event| {
        if leads_away(event).unwrap_or_default() {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    // The browser keeps a page that it leaves as it was, to show it again on the way back.
    hear(&window, "pagehide", |_| clear_page());
    hear(&window, "pageshow", |event| {
        if event.unchecked_ref::<PageTransitionEvent>().persisted() {
            clear_page();
            begin_anew();
        }
    });
}

/// Nothing is left to see.
pub(super) fn clear_page() {
    if let Some(body) = document().body() {
        body.replace_children_with_node_0();
    }
}

/// Every page takes the place of the one before: the way back leads out of the visit, not into it.
fn keep_one_place_in_history() {
    let Ok(history) = window().history() else { return };
    let name = JsValue::from_str;
    if let Ok(replace) = js_sys::Reflect::get(&history, &name("replaceState")) {
        let _ = js_sys::Reflect::set(&history, &name("pushState"), &replace);
    }
}

/// A link to another site, a telephone, or another window.
fn leads_away(event: &Event) -> Option<bool> {
    let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
    let href = link.get_attribute("href")?;
    let here = href.starts_with('#') || href.starts_with('?') || (href.starts_with('/') && !href.starts_with("//"));
    Some(!here || link.has_attribute("target") || link.has_attribute("download"))
}

fn hear(target: &EventTarget, name: &str, act: impl Fn(&Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| act(&event));
    let _ = target.add_event_listener_with_callback_and_bool(name, heard.as_ref().unchecked_ref(), true);
    heard.forget();
}
