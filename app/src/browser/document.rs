//! The marks on the document by which server, application, styles and tests understand each other.

use leptos::prelude::{document, window};

const SHELL: &str = "data-shell";
const READY: &str = "data-ready";

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

/// Says, to styles and tests, that controls work from now on.
pub fn mark_ready() {
    set_attribute(READY, "");
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
