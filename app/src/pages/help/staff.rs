//! For staff: a day at the desk.

use leptos::prelude::*;

use super::STAFF;
use super::sheet::{Look, Sheet};
use super::staff_words::GUIDE;

/// The page.
#[component]
pub fn StaffGuide() -> impl IntoView {
    view! { <Sheet guide=GUIDE look=Look::Book here=STAFF /> }
}
