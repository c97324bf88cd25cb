//! A QR code, drawn here: the link goes to no drawing service.

use std::fmt::Write as _;

use domain::words::Text;
use fast_qr::QRBuilder;
use leptos::prelude::*;

use crate::lang::say;

/// The quiet zone that readers need, in modules.
const QUIET: usize = 4;

/// The code.
#[component]
pub fn Qr(
    /// What it carries.
    content: String,
    /// What it is, for those who do not see it.
    label: Text,
) -> impl IntoView {
    drawn(&content).map(|(side, path)| {
        view! {
            <div class="qr">
                <svg role="img" aria-label=say(label) viewBox=format!("0 0 {side} {side}") shape-rendering="crispEdges">
                    <path d=path fill="currentColor"></path>
                </svg>
            </div>
        }
    })
}

/// The side in modules and the dark modules as one path; none where it is too long for a code.
fn drawn(content: &str) -> Option<(usize, String)> {
    let code = QRBuilder::new(content).build().ok()?;
    let mut path = String::new();
    for y in 0..code.size {
        for x in 0..code.size {
            if code[y][x].value() {
                // Writing to a text cannot fail.
                let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
    }
    Some((code.size + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_fits_with_its_quiet_zone() {
        let (side, path) =
            drawn("https://weiquan.example.cn/staff/setup#0123456789abcdef0123456789abcdef").expect("a code");
        assert!(side > 21 + 2 * QUIET);
        assert!(path.starts_with("M4 4h1"), "the first finder pattern begins inside the quiet zone");
    }
}
