//! Being built.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Privacy() -> impl IntoView {
    view! { <p>"Privacy"</p> }
}
