//! Preferences in `localStorage`, through gloo-storage. Where storage is refused they last as long as the page.

use domain::words::Lang;
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

use crate::prefs::TextSize;

const LANG: &str = "lang";
const TEXT_SIZE: &str = "text-size";
const YEAR_SECONDS: u32 = 365 * 24 * 3600;

/// The language chosen on this device, if ever.
#[must_use]
pub fn lang() -> Option<Lang> {
    LocalStorage::get(LANG).ok()
}

/// The language of the page as the server rendered it.
#[must_use]
pub fn document_lang() -> Option<Lang> {
    Lang::from_tag(&document().document_element()?.get_attribute("lang")?)
}

/// Keeps the language.
pub fn remember_lang(lang: Lang) {
    // Refused storage only means that the choice ends with the page.
    let _ = LocalStorage::set(LANG, lang);
    if let Ok(document) = document().dyn_into::<HtmlDocument>() {
        let _ = document.set_cookie(&format!("lang={}; path=/; max-age={YEAR_SECONDS}; samesite=lax", lang.tag()));
    }
}

/// The text size chosen on this device.
#[must_use]
pub fn text_size() -> TextSize {
    LocalStorage::get(TEXT_SIZE).unwrap_or_default()
}

/// Keeps the text size.
pub fn remember_text_size(size: TextSize) {
    let _ = LocalStorage::set(TEXT_SIZE, size);
}
