//! The marks on the document by which server, application, styles and tests understand each other.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;

const SHELL: &str = "data-shell";
const READY: &str = "data-ready";
const COVERED: &str = "data-covered";

/// What the page brought along for the first pull.
#[must_use]
pub fn first_pull() -> Option<String> {
    document().get_element_by_id(crate::visit::FIRST_PULL)?.text_content()
}

/// Whether this document came without content.
#[must_use]
pub fn is_shell() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute(SHELL))
}

/// The path of the address.
#[must_use]
pub fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Asks the server for the page of an address. Without a network the browser would put a page of its own in the place of ours.
pub fn leave_for(address: &str) {
    if window().navigator().on_line() {
        let _ = window().location().assign(address);
    }
}

/// The first page of a kiosk.
pub const KIOSK: &str = "/kiosk";

/// The first page of a kiosk, in a document of its own that takes the place of this one: nothing in memory goes along, and
/// the way back does not lead here.
pub fn begin_anew() {
    set_attribute(COVERED, "");
    let _ = window().location().replace(KIOSK);
}

/// Says, to styles and tests, that controls work from now on.
pub fn mark_ready() {
    set_attribute(READY, "");
}

/// Hides what is on the page, or shows it again.
pub fn cover(covered: bool) {
    if covered {
        set_attribute(COVERED, "");
    } else {
        remove_attribute(COVERED);
    }
}

/// Sets an attribute of the root. Nothing depends on it that would fail without.
pub fn set_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Removes an attribute of the root.
pub fn remove_attribute(name: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.remove_attribute(name);
    }
}

/// The file that was chosen in a control of the page.
#[must_use]
pub fn chosen_file(input: &str) -> Option<web_sys::File> {
    let input: web_sys::HtmlInputElement = document().get_element_by_id(input)?.dyn_into().ok()?;
    input.files()?.get(0)
}

/// Has the browser save a file under that name; none where it cannot.
pub fn save(file: &[u8], name: &str, media_type: &str) -> Option<()> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(file));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Once it is on its way to the disk.
    gloo_timers::callback::Timeout::new(60_000, move || drop(web_sys::Url::revoke_object_url(&address))).forget();
    Some(())
}
