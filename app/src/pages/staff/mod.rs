//! Being built.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Desk() -> impl IntoView {
    view! { <p>"Desk"</p> }
}

/// The page.
#[component]
pub fn SignIn() -> impl IntoView {
    view! { <p>"SignIn"</p> }
}

/// The page.
#[component]
pub fn Setup() -> impl IntoView {
    view! { <p>"Setup"</p> }
}

/// The page.
#[component]
pub fn Members() -> impl IntoView {
    view! { <p>"Members"</p> }
}

/// The page.
#[component]
pub fn Account() -> impl IntoView {
    view! { <p>"Account"</p> }
}
