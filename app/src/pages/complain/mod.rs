//! Being built.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Begin() -> impl IntoView {
    view! { <p>"Begin"</p> }
}

/// The page.
#[component]
pub fn Wizard() -> impl IntoView {
    view! { <p>"Wizard"</p> }
}
