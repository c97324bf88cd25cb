//! What somebody wrote, with its lines, and without letting it push everything else off the page.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::lang::say;

const WHOLE: Text = text("全文，可以滚动", "The whole text; it scrolls");
/// More than this scrolls in its own place.
const LINES: usize = 12;
const CHARS: usize = 800;

/// The text.
#[component]
pub fn LongText(
    /// As written.
    words: String,
    /// More classes.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    if is_long(&words) {
        // Reached by the keyboard, for that scrolls it.
        let class = format!("long-text long-text--scrolls {class}");
        view! {
            <div class=class tabindex="0" role="region" aria-label=say(WHOLE)>
                {words}
            </div>
        }
        .into_any()
    } else {
        view! { <p class=format!("long-text {class}")>{words}</p> }.into_any()
    }
}

fn is_long(words: &str) -> bool {
    words.lines().count() > LINES || words.chars().count() > CHARS
}

/// Its lines run on, where they are more than a sheet of paper has room for.
#[must_use]
pub fn on_paper(words: &str) -> String {
    const MOST: usize = 40;
    if words.lines().count() > MOST { words.lines().collect::<Vec<_>>().join(" ") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_hundred_lines_of_one_letter_scroll_on_the_page_and_run_on_on_paper() {
        let words = "a\n".repeat(900);
        assert!(is_long(&words));
        assert_eq!(on_paper(&words).lines().count(), 1);
        let plain = "第一天坏了。\n第二天又坏了。";
        assert!(!is_long(plain));
        assert_eq!(on_paper(plain), plain);
    }
}
