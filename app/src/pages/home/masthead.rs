//! Whose contact point this is.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    components::Tools,
    device::use_device,
    lang::{say, use_lang},
};

const NAME: Text = text("消费维权联络点", "Consumer Rights Contact Point");

/// Name, who helps, text size and language.
#[component]
pub fn Masthead() -> impl IntoView {
    let (lang, device) = (use_lang(), use_device());
    let by = move || device.summary.get().map(|summary| summary.by.in_lang(lang.get()).to_owned());
    view! {
        <header class="masthead">
            <img class="mark" src="/icon.svg" alt="" />
            <div class="masthead__titles">
                <p class="masthead__by">{by}</p>
                <h1 class="masthead__name">{say(NAME)}</h1>
            </div>
            <div class="masthead__tools">
                <Tools />
            </div>
        </header>
    }
}
