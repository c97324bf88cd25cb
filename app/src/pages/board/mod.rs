//! Being built.

use leptos::prelude::*;

/// The page.
#[component]
pub fn DocumentPage() -> impl IntoView {
    view! { <p>"DocumentPage"</p> }
}

/// The page.
#[component]
pub fn LawPage() -> impl IntoView {
    view! { <p>"LawPage"</p> }
}

/// The page.
#[component]
pub fn SearchPage() -> impl IntoView {
    view! { <p>"SearchPage"</p> }
}

/// The page.
#[component]
pub fn WorkflowPage() -> impl IntoView {
    view! { <p>"WorkflowPage"</p> }
}

/// The page.
#[component]
pub fn PosterPage() -> impl IntoView {
    view! { <p>"PosterPage"</p> }
}

/// The page.
#[component]
pub fn HandoffPage() -> impl IntoView {
    view! { <p>"HandoffPage"</p> }
}
