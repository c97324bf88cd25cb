//! The marks on the document by which server, application, styles and tests understand each other.

use leptos::prelude::{document, window};

const SHELL: &str = "data-shell";
const READY: &str = "data-ready";

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
