//! Which addresses exist on a kiosk.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

use crate::device::use_device;

/// Leads a kiosk from pages that do not exist there to its first page. Elsewhere it does nothing.
#[component]
pub fn KioskGuard() -> impl IntoView {
    let device = use_device();
    let path = use_location().pathname;
    let navigate = use_navigate();
    Effect::new(move |_| {
        if device.kiosk.get() && !path.with(|path| exists(path)) {
            navigate("/kiosk", NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
}

/// A kiosk has its own first page, no cases of its own, and no desk.
fn exists(path: &str) -> bool {
    let first = path.split('/').nth(1).unwrap_or_default();
    !matches!(first, "" | "mine" | "staff" | "poster" | "deliver" | "continue" | "help")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kiosk_has_no_cases_of_its_own_and_no_desk() {
        for path in ["/", "/mine", "/mine/x", "/staff", "/staff/sign-in", "/poster", "/deliver", "/continue", "/help"] {
            assert!(!exists(path), "{path}");
        }
        for path in ["/kiosk", "/kiosk/staff", "/kiosk/case/x", "/complain", "/complain/x/facts", "/track", "/board/x"]
        {
            assert!(exists(path), "{path}");
        }
    }
}
