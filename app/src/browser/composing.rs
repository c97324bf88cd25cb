//! Words that are still being composed with an input method (pinyin, handwriting, kana) are not yet what somebody wrote:
//! no page hears of them before they are chosen, and the Enter that chooses them is no Enter of ours.
//!
//! It stands before all controls, so that none can forget it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventInit, EventTarget, HtmlElement, InputEvent, KeyboardEvent};

/// The key code of whatever an input method keeps for itself.
const OF_INPUT_METHOD: u32 = 229;

#[derive(Debug, Default)]
struct Composing {
    /// Where words are being composed.
    at: RefCell<Option<EventTarget>>,
    /// The Enter that is down chooses words.
    chooses: Cell<bool>,
}

/// From now on pages hear of words once they are chosen.
pub fn hear_words_once_chosen() {
    let composing = Rc::new(Composing::default());
    let on = |name: &str, heard: fn(&Composing, &Event)| {
        let composing = Rc::clone(&composing);
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| heard(&composing, &event));
        // Before anything else on the page. A browser that refuses it has pages that hear every letter, as before.
        let _ = window().add_event_listener_with_callback_and_bool(name, listener.as_ref().unchecked_ref(), true);
        listener.forget();
    };
    on("compositionstart", |composing, event| {
        composing.at.replace(event.target());
    });
    on("input", |_, event| {
        if event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing) {
            event.stop_immediate_propagation();
        }
    });
    on("compositionend", |composing, event| {
        composing.at.take();
        written(event.target());
    });
    on("keydown", |composing, event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let is_enter = key.key() == "Enter" || matches!(key.code().as_str(), "Enter" | "NumpadEnter");
        let chooses = is_enter && (key.is_composing() || key.key_code() == OF_INPUT_METHOD);
        composing.chooses.set(chooses);
        if chooses {
            event.prevent_default();
        }
    });
    for name in ["keyup", "pointerdown"] {
        on(name, |composing, _| composing.chooses.set(false));
    }
    on("submit", |composing, event| {
        if composing.chooses.get() {
            event.prevent_default();
            event.stop_immediate_propagation();
            return;
        }
        // Pressed on a phone, where a button does not take the focus: what stands in the field counts.
        if let Some(at) = composing.at.take() {
            if let Some(field) = at.dyn_ref::<HtmlElement>() {
                let _ = field.blur();
            }
            written(Some(at));
        }
    });
}

/// Tells the page what stands in a field now: browsers do not agree whether they say so after the last word is chosen.
fn written(field: Option<EventTarget>) {
    let init = EventInit::new();
    init.set_bubbles(true);
    if let (Some(field), Ok(event)) = (field, Event::new_with_event_init_dict("input", &init)) {
        let _ = field.dispatch_event(&event);
    }
}
