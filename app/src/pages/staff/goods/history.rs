//! Everything that happened to goods, the newest first.

use domain::{
    goods::{Entry, GoodsFile},
    words::{Text, text},
};
use leptos::prelude::*;

use super::{today, words};
use crate::{
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const TITLE: Text = text("历史", "History");
const LINE: Text = text("{} · {}", "{} · {}");

/// The list.
#[component]
pub fn History(state: Memo<Option<GoodsFile>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let lines = move || {
        let (lang, today) = (lang.get(), today(&desk));
        let line = |entry: Entry| {
            let head = LINE.fill(lang, &[&entry.by.at.spoken(lang, today), &desk.who(entry.by.by, lang)]);
            view! {
                <li class="merchants__entry">
                    <p class="small muted tnum">{head}</p>
                    <p>{words::event(&entry.event, lang)}</p>
                </li>
            }
        };
        state.get().map(|file| file.history.into_iter().rev().map(line).collect_view())
    };
    view! {
        <section class="card" aria-labelledby="goods-history">
            <h2 class="card__title" id="goods-history">
                {say(TITLE)}
            </h2>
            <ol class="merchants__history">{lines}</ol>
        </section>
    }
}
