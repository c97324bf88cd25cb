//! A QR code as an SVG path: sharp on any screen and on paper, nothing to load.

use domain::words::Text;
use fast_qr::{ECL, QRBuilder};
use leptos::prelude::*;

use crate::lang::say;

/// White modules around the code that scanners need (ISO/IEC 18004).
const QUIET: usize = 4;

/// The code of a text; nothing where it is longer than a code can be.
#[component]
pub fn Qr(
    text: String,
    label: Text,
    /// Less room for repair, for much text on a screen that nothing lies on.
    #[prop(optional)]
    dense: bool,
) -> impl IntoView {
    modules(&text, if dense { ECL::L } else { ECL::M }).map(|(size, path)| {
        view! {
            <div class="qr">
                <svg viewBox=format!("0 0 {size} {size}") role="img" aria-label=say(label) shape-rendering="crispEdges">
                    <rect width=size height=size fill="#fff"></rect>
                    <path d=path fill="#000"></path>
                </svg>
            </div>
        }
    })
}

/// Width in modules, and the dark modules as a path.
pub(crate) fn path(text: &str) -> Option<(usize, String)> {
    modules(text, ECL::M)
}

fn modules(text: &str, repair: ECL) -> Option<(usize, String)> {
    let code = QRBuilder::new(text).ecl(repair).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        for column in 0..code.size {
            if code[row][column].value() {
                path.push_str(&format!("M{} {}h1v1h-1z", column + QUIET, row + QUIET));
            }
        }
    }
    Some((code.size + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_a_code_with_its_quiet_zone() {
        let (size, path) = path("https://weiquan.example.cn/track#7F4Q2M9XK3TBW6ZD").expect("a code");
        assert!(size >= 21 + 2 * QUIET);
        assert!(path.starts_with("M4 4h1v1h-1z"), "the finder pattern stands in the corner");
    }

    #[test]
    fn what_is_too_long_for_a_code_is_no_code() {
        assert!(path(&"长".repeat(3000)).is_none());
    }
}
