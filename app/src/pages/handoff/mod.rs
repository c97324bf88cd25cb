//! A phone before a kiosk.

mod deliver;
mod go_on;

use domain::words::{Text, text};

pub use deliver::Deliver;
pub use go_on::GoOn;

/// What stands in a fragment never reaches the server, so that nothing works here without a script.
const NO_SCRIPT: Text = text(
    "这一页要用到浏览器的脚本（JavaScript）。请打开它再扫，或者在自助机上接着办。",
    "This page needs JavaScript. Please switch it on and scan again, or carry on at the kiosk.",
);

/// What stands in the address's fragment. It stays there until [`clear_fragment`]: a page that is loaded again goes on.
fn fragment() -> Option<String> {
    #[cfg(feature = "hydrate")]
    {
        let fragment = leptos::prelude::window().location().hash().ok()?;
        fragment.strip_prefix('#').filter(|text| !text.is_empty()).map(str::to_owned)
    }
    #[cfg(not(feature = "hydrate"))]
    None
}

/// It leaves the address bar and the history.
fn clear_fragment() {
    #[cfg(feature = "hydrate")]
    {
        let window = leptos::prelude::window();
        let path = window.location().pathname().unwrap_or_default();
        // An address bar that keeps it is no reason to stop.
        if let Ok(history) = window.history() {
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path));
        }
    }
}
