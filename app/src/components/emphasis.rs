//! Strong words within a fixed sentence: written `*like this*`, so that both languages can place them as they need.

use leptos::prelude::*;

/// The sentence with what stands between asterisks made strong.
#[must_use]
pub fn emphasis(sentence: &'static str) -> AnyView {
    let part = |(index, words): (usize, &'static str)| {
        if index % 2 == 1 { view! { <strong>{words}</strong> }.into_any() } else { words.into_any() }
    };
    sentence.split('*').enumerate().map(part).collect_view().into_any()
}
