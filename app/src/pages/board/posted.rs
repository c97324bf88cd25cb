//! Posted words, to the character, with what this contact point configured where the board left a place for it.

use domain::{
    board::{Configured, Document, Piece, Setting, Treatment},
    words::{Bilingual, Lang, Text, text},
};
use leptos::prelude::*;

use super::ORIGINAL;

const HERE: Text = text("（本点：{}）", " (here: {})");
const TRANSLATION: Text = text("非正式译文", "Unofficial translation");

/// One posted text as this contact point shows it.
#[must_use]
pub fn words(document: &Document, text: &Bilingual, lang: Lang, configured: &Configured) -> AnyView {
    document.pieces(text, lang).into_iter().map(|piece| show(piece, lang, configured)).collect_view().into_any()
}

fn show(piece: Piece, lang: Lang, configured: &Configured) -> AnyView {
    let (words, setting) = match piece {
        Piece::Words(words) => return words.into_any(),
        Piece::Slot { words, setting } => (words, setting),
    };
    let Some(value) = configured.get(setting).map(|value| value.in_lang(lang).to_owned()) else {
        return words.into_any();
    };
    match (setting.treatment(), setting) {
        (Treatment::Explain, _) => {
            let here = HERE.fill(lang, &[&value]);
            view! { {words} <span class="board__here">{here}</span> }.into_any()
        }
        (Treatment::Replace, Setting::ContactPhone) => telephone(&value).into_any(),
        (Treatment::Replace, _) => value.into_any(),
    }
}

/// A number that a phone dials when it is touched.
#[must_use]
pub fn telephone(shown: &str) -> impl IntoView + use<> {
    let dialled: String = shown.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    view! { <a class="num" href=format!("tel:{dialled}")>{shown.to_owned()}</a> }
}

/// What a Chinese reader sees as it hangs; an English reader gets the translation, marked as such, and can unfold the
/// Chinese text below it.
pub fn in_both(lang: Lang, face: impl Fn(Lang) -> AnyView) -> AnyView {
    match lang {
        Lang::Zh => view! { <div class="posted">{face(Lang::Zh)}</div> }.into_any(),
        Lang::En => view! {
            <div class="posted posted--translated" lang="en">
                <p class="posted__what">{TRANSLATION.in_lang(lang)}</p>
                {face(Lang::En)}
            </div>
            <details class="fold">
                <summary>{ORIGINAL.in_lang(lang)}</summary>
                <div class="posted" lang="zh-CN">{face(Lang::Zh)}</div>
            </details>
        }
        .into_any(),
    }
}
