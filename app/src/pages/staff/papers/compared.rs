//! What a version says otherwise than another one, to the character.

use domain::{
    board::{Paper, Side, Span, marked},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

const SAME: Text = text("文字没有变。", "The words are the same.");

/// The Chinese text with what is gone and what is new.
#[must_use]
pub fn compared(title: String, before: &Paper, after: &Paper, open: bool, lang: Lang) -> AnyView {
    let (before, after) = (before.whole(), after.whole());
    let body = if before == after {
        view! { <p class="muted">{SAME.in_lang(lang)}</p> }.into_any()
    } else {
        let spans = marked(&before, &after).into_iter().map(|span| match &span {
            Span::Same { .. } => shortened(span.on(Side::InForce)).into_any(),
            Span::OnlyPosted { text } => view! { <del>{text.clone()}</del> }.into_any(),
            Span::OnlyInForce { text } => view! { <ins>{text.clone()}</ins> }.into_any(),
        });
        view! { <p class="replies__words" lang="zh-CN">{spans.collect_view()}</p> }.into_any()
    };
    view! {
        <details class="fold" open=open>
            <summary>{title}</summary>
            {body}
        </details>
    }
    .into_any()
}

/// So much of what did not change stands on each side of a change.
const AROUND: usize = 60;

/// What did not change, without its middle: whoever looks a statute through looks for what did.
fn shortened(words: &str) -> String {
    let chars: Vec<char> = words.chars().collect();
    if chars.len() <= 3 * AROUND {
        return words.to_owned();
    }
    let (first, last) = (&chars[..AROUND], &chars[chars.len() - AROUND..]);
    first.iter().chain(&['\n', '…', '…', '\n']).chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_did_not_change_the_two_ends_are_read() {
        assert_eq!(shortened("短"), "短");
        let long = shortened(&format!("头{}尾", "中".repeat(500)));
        assert!(
            long.starts_with('头') && long.ends_with('尾') && long.contains("\n……\n") && long.chars().count() < 130
        );
    }
}
