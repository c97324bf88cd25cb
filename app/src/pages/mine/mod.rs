//! Being built.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Mine() -> impl IntoView {
    view! { <p>"Mine"</p> }
}

/// The page.
#[component]
pub fn CasePage() -> impl IntoView {
    view! { <p>"CasePage"</p> }
}
