//! The marks on the document by which server, application and tests understand each other.

use leptos::prelude::document;

const SHELL: &str = "data-shell";
const READY: &str = "data-ready";

/// Whether this document came without content.
#[must_use]
pub fn is_shell() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute(SHELL))
}

/// Says, to styles and tests, that controls work from now on.
pub fn mark_ready() {
    if let Some(root) = document().document_element() {
        // Nothing depends on the mark: without it the page still works.
        let _ = root.set_attribute(READY, "");
    }
}
