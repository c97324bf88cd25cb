//! A publication as it will be read: on a phone, at a kiosk, on paper.

use domain::{
    publication::{Block, Category, RichText, Span, Wording},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use crate::{
    components::rich_text::rich_text,
    lang::{say, use_lang},
};

const TITLE: Text = text("挂出来是这样", "As it will hang there");
const AS: Text = text("在哪里看", "Where it is read");
const NOTHING: Text = text("还没有写。", "Nothing is written yet.");

/// Where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum On {
    Phone,
    Kiosk,
    Paper,
}

impl On {
    const ALL: [Self; 3] = [Self::Phone, Self::Kiosk, Self::Paper];

    const fn name(self) -> Text {
        match self {
            Self::Phone => text("手机", "Phone"),
            Self::Kiosk => text("一体机", "Kiosk"),
            Self::Paper => text("打印", "Paper"),
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Phone => "preview__sheet preview__sheet--phone",
            Self::Kiosk => "preview__sheet preview__sheet--kiosk",
            Self::Paper => "preview__sheet preview__sheet--paper",
        }
    }
}

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
    let on = RwSignal::new(On::Phone);
    let ways = On::ALL.map(|one| {
        view! {
            <button
                class="btn btn--small"
                type="button"
                aria-pressed=move || (on.get() == one).to_string()
                on:click=move |_| on.set(one)
            >
                {say(one.name())}
            </button>
        }
    });
    let sheet = move || {
        let (lang, wording) = (lang.get(), wording.get());
        if wording.title.zh.trim().is_empty() && wording.words.zh.trim().is_empty() {
            return view! { <p class="muted">{NOTHING.in_lang(lang)}</p> }.into_any();
        }
        let Wording { category, .. } = wording;
        view! {
            <div class=on.get().class()>
                <p class="board__kind">{Category::name(category).in_lang(lang)}</p>
                <h3 class="serif">{wording.titled(lang).to_owned()}</h3>
                {rich_text(&blocks(&wording, lang), &wording.pictures, on.get() == On::Kiosk)}
            </div>
        }
        .into_any()
    };
    view! {
        <details class="fold preview">
            <summary>{say(TITLE)}</summary>
            <div class="marks" role="group" aria-label=say(AS)>
                {ways.into_iter().collect_view()}
            </div>
            {sheet}
        </details>
    }
}
