//! A publication as it will be read.

use domain::{
    publication::{Block, RichText, Span, Wording},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::super::preview_frame::{On, PreviewFrame};
use crate::{components::rich_text::rich_text, lang::use_lang};

const NOTHING: Text = text("还没有写。", "Nothing is written yet.");

/// The words, laid out as far as they can be.
#[must_use]
pub fn blocks(wording: &Wording, lang: Lang) -> Vec<Block> {
    let paragraph = |words: &str| Block::Paragraph { words: vec![Span::Plain { text: words.to_owned() }] };
    match RichText::of(wording) {
        Ok(Some(rich)) => rich.in_lang(lang).to_vec(),
        // What is wrong in it is said when it is saved.
        Ok(None) | Err(_) => wording.paragraphs(lang).map(paragraph).collect(),
    }
}

/// What is written, as it would hang there.
#[component]
pub fn Preview(#[prop(into)] wording: Signal<Wording>) -> impl IntoView {
    let lang = use_lang();
    let sheet = move |on: On| {
        let (lang, wording) = (lang.get(), wording.get());
        if wording.title.zh.trim().is_empty() && wording.words.zh.trim().is_empty() {
            return view! { <p class="muted">{NOTHING.in_lang(lang)}</p> }.into_any();
        }
        view! {
            <p class="board__kind">{wording.category.name().in_lang(lang)}</p>
            <h3 class="serif">{wording.titled(lang).to_owned()}</h3>
            {rich_text(&blocks(&wording, lang), &wording.pictures, on == On::Kiosk)}
        }
        .into_any()
    };
    view! { <PreviewFrame sheet /> }
}
