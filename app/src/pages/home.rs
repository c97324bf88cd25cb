//! Being built.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    view! { <p>"Home"</p> }
}
