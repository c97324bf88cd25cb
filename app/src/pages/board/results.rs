//! The list of what search found.

use domain::{
    board::{Board, Hit, Place},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use crate::{
    components::{Icon, Sign},
    lang::say,
    links,
};

const COUNT: Text = text("有 {} 处写到“{}”", "“{}”: {} found");
const FIRST: Text = text("写到“{}”的很多，先列最相关的 {} 处", "“{}” is in many places; these {} fit best");
const NEAR: Text = text("没有一模一样的说法，这 {} 处最接近“{}”", "Nothing says exactly “{}”; these {} come closest");
const NONE: Text = text("公示栏里没有写到“{}”", "The notice board does not mention “{}”");
const NONE_TEXT: Text = text(
    "换个说法试试，或者直接问我们，咨询不算投诉。",
    "Try other words, or simply ask us: a question is not a complaint.",
);
const ASK: Text = text("我要咨询", "Ask a question");
const LAW: Text = text("现行法律", "Law in force");
const OURS: Text = text("联络点的提示和常见问题", "From this contact point");
/// As much of the typed words as a sentence bears.
const SHOWN: usize = 20;

/// The typed words, short enough to be repeated in a sentence.
#[must_use]
pub fn shortened(words: &str) -> String {
    let words = words.trim();
    let mut cut: String = words.chars().take(SHOWN).collect();
    if words.chars().nth(SHOWN).is_some() {
        cut.push('…');
    }
    cut
}

/// The sentence above the list; empty where nothing was asked.
#[must_use]
pub fn told(hits: &[Hit], words: &str, most: usize, lang: Lang) -> String {
    if words.trim().is_empty() {
        return String::new();
    }
    let (words, count) = (shortened(words), hits.len().to_string());
    let pattern = match hits {
        [] => return NONE.fill(lang, &[&words]),
        [first, ..] if !first.complete => NEAR,
        _ if hits.len() == most => FIRST,
        _ => COUNT,
    };
    let count_first = lang == Lang::Zh && pattern != FIRST;
    let parts: [&str; 2] = if count_first { [&count, &words] } else { [&words, &count] };
    pattern.fill(lang, &parts)
}

/// The list.
#[must_use]
pub fn list(hits: &[Hit], board: &Board, lang: Lang) -> AnyView {
    let rows = hits.iter().map(|hit| row(hit, board, lang)).collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

fn row(hit: &Hit, board: &Board, lang: Lang) -> impl IntoView + use<> {
    let snippet = hit
        .snippet
        .pieces()
        .into_iter()
        .map(|piece| {
            if piece.found { view! { <mark class="hit">{piece.text}</mark> }.into_any() } else { piece.text.into_any() }
        })
        .collect_view();
    view! {
        <li>
            <a class="row" href=links::place(&hit.place, board)>
                <span class="row__main">
                    <span class="row__title">{hit.heading.in_lang(lang).to_owned()}</span>
                    <span class="row__meta" lang=hit.lang.tag()>{snippet}</span>
                    <span class="row__src">{source(&hit.place, board, lang)}</span>
                </span>
            </a>
        </li>
    }
}

fn source(place: &Place, board: &Board, lang: Lang) -> String {
    match place {
        Place::Document { document } | Place::Section { document, .. } => {
            board.document(document).map_or_else(String::new, |d| d.kind.label().in_lang(lang).to_owned())
        }
        Place::Published { .. } => OURS.in_lang(lang).to_owned(),
        Place::Article { law, .. } => {
            let title = board.law(law).map_or("", |law| law.title.in_lang(lang));
            format!("{} · {title}", LAW.in_lang(lang))
        }
    }
}

/// Nothing found: it is fine, and there is a next step.
#[component]
pub fn Nothing() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon sign=Sign::Search class="icon empty__icon" />
            <p class="empty__text">{say(NONE_TEXT)}</p>
            <a class="btn" href="/complain">{say(ASK)}</a>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absurd_words_are_repeated_in_part_only() {
        assert_eq!(shortened(&"退".repeat(500)).chars().count(), SHOWN + 1);
        assert_eq!(told(&[], "  ", 30, Lang::Zh), "");
        assert_eq!(told(&[], " 发票 ", 30, Lang::Zh), "公示栏里没有写到“发票”");
    }
}
