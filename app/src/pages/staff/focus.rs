//! Brings a place of the page to the person, for eyes and screen readers alike.

/// Moves the focus to the element of that id, where there is one.
pub fn focus(id: &str) {
    #[cfg(feature = "hydrate")]
    {
        use leptos::prelude::document;
        use wasm_bindgen::JsCast;
        let found = document().get_element_by_id(id);
        if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            // An element that refuses focus is still on the page.
            let _ = element.focus();
        }
    }
    let _ = id;
}

/// The same once the page has drawn what was just switched on.
pub fn focus_soon(id: String) {
    leptos::prelude::request_animation_frame(move || focus(&id));
}
