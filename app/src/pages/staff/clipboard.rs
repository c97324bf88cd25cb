//! The clipboard of whoever works here.

/// Copies a text. Where the browser refuses, the text stands beside it to be selected.
#[cfg(feature = "hydrate")]
pub fn write_clipboard(text: &str) {
    let _ = leptos::prelude::window().navigator().clipboard().write_text(text);
}

/// On the server there is none.
#[cfg(not(feature = "hydrate"))]
pub fn write_clipboard(text: &str) {
    let _ = text;
}
