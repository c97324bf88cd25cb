//! For whoever runs the server.

use leptos::prelude::*;

use super::ADMINISTRATOR;
use super::administrator_words::GUIDE;
use super::sheet::{Look, Sheet};

/// The page.
#[component]
pub fn AdministratorGuide() -> impl IntoView {
    view! { <Sheet guide=GUIDE look=Look::Book here=ADMINISTRATOR /> }
}
