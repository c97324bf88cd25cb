//! Being built.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Track() -> impl IntoView {
    view! { <p>"Track"</p> }
}
