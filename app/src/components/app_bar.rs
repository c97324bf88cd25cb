//! The bar above a page: one way back, text size and language.

use domain::words::{Text, text};
use leptos::prelude::*;

use super::{Icon, Sign, in_turn};
use crate::{
    device::use_device,
    lang::{say, use_lang},
    prefs::{self, TextSize, use_text_size},
};

const LARGE: Text = text("长辈版", "Larger text");
const OTHER_LANGUAGE: Text = text("English", "中文");

/// The bar. `back` is the address and `to` the name of where it leads.
#[component]
pub fn AppBar(
    /// Address of the way back.
    #[prop(into)]
    back: Signal<String>,
    /// Name of the way back.
    to: Text,
) -> impl IntoView {
    in_turn(move || {
        view! {
            <header class="appbar">
                <a class="appbar__back" href=move || back.get()>
                    <Icon sign=Sign::Back />
                    <span>{say(to)}</span>
                </a>
                <div class="appbar__tools">
                    <Tools />
                </div>
            </header>
        }
        .into_any()
    })
}

/// Text size and language. Without WebAssembly the language is a link and the text size is the browser's.
#[component]
pub fn Tools() -> impl IntoView {
    let lang = use_lang();
    let size = use_text_size();
    let device = use_device();
    let large = move || size.get() == TextSize::Large;
    view! {
        <button
            class="chip"
            type="button"
            aria-pressed=move || large().to_string()
            disabled=move || !device.alive.get()
            on:click=move |_| prefs::choose_text_size(size, if large() { TextSize::Normal } else { TextSize::Large })
        >
            {say(LARGE)}
        </button>
        <a
            class="chip"
            href=move || format!("?lang={}", lang.get().other().tag())
            lang=move || lang.get().other().tag()
            hreflang=move || lang.get().other().tag()
            on:click=move |click| {
                if device.alive.get_untracked() {
                    click.prevent_default();
                    prefs::choose_lang(lang, lang.get_untracked().other());
                }
            }
        >
            {say(OTHER_LANGUAGE)}
        </a>
    }
}
