//! Everything that happened to a measure, the newest first.

use domain::{
    oversight::measure::Measure,
    words::{Text, text},
};
use leptos::prelude::*;

use super::super::{today, words};
use crate::{
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("历史", "History");
const LINE: Text = text("{} · {}", "{} · {}");

/// The list.
#[component]
pub fn History(state: Memo<Option<Measure>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let lines = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let line = |entry: domain::oversight::Entry<domain::oversight::measure::Event>| {
            let head = LINE.fill(lang, &[&entry.at.spoken(lang, today), &desk.who(entry.by, lang)]);
            view! {
                <li class="order__entry">
                    <p class="small muted tnum">{head}</p>
                    <p>{words::event(&entry.event, today, lang)}</p>
                </li>
            }
        };
        state.get().map(|measure| measure.history.into_iter().rev().map(line).collect_view())
    };
    view! {
        <section class="card" aria-labelledby="measure-history">
            <h2 class="card__title" id="measure-history">
                {say(TITLE)}
            </h2>
            <ol class="order__history">{lines}</ol>
        </section>
    }
}
