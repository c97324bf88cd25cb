//! A date by touch: wherever the field is touched, the browser's own calendar opens, not only at its small sign.

use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlInputElement};

#[wasm_bindgen]
extern "C" {
    /// `HTMLInputElement`, of which only this is asked.
    #[wasm_bindgen(extends = HtmlInputElement)]
    type DateInput;

    #[wasm_bindgen(method, catch, js_name = showPicker)]
    fn show_picker(this: &DateInput) -> Result<(), JsValue>;
}

/// Called once.
pub fn open_calendars_by_touch() {
    let heard = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let touched = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(field) = touched.filter(|field| field.type_() == "date") {
            // A browser without it has its own way.
            let _ = field.unchecked_ref::<DateInput>().show_picker();
        }
    });
    let _ = document().add_event_listener_with_callback("click", heard.as_ref().unchecked_ref());
    heard.forget();
}
