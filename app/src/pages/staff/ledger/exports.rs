//! What left the house: each export, for supervisors.

use domain::{
    ledger::LedgerExport,
    words::{Text, text},
};
use leptos::prelude::*;

use crate::{
    components::{For, Show},
    lang::{say, use_lang},
    pages::staff::desk::{context::use_desk, due::when},
};

const TITLE: Text = text("导出记录", "Exports on record");
const NONE: Text = text("还没有人导出过。", "Nobody has exported anything yet.");
const LINE: Text = text("{} 导出 {} 件", "{} exported {} case{s}");
const FULL: Text = text("含姓名和电话", "with names and numbers");
const MASKED: Text = text("已隐去姓名和电话", "names and numbers masked");
/// The latest.
const MOST: usize = 20;

/// The list, the latest first.
#[component]
pub fn Exports() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let list = desk.device.desk.entities.of::<LedgerExport>();
    let latest = Memo::new(move |_| {
        list.with(|list| {
            let mut all: Vec<_> = list.shown.iter().map(|(id, export)| (export.state.at, *id)).collect();
            all.sort_unstable_by(|one, other| other.cmp(one));
            all.into_iter().take(MOST).map(|(_, id)| id).collect::<Vec<_>>()
        })
    });
    let list = desk.device.desk.entities.of::<LedgerExport>();
    let line = move |id| {
        let list = list.clone();
        let words = move || {
            let (lang, now) = (lang.get(), desk.now.get());
            list.with(|list| {
                list.shown.get(&id).map(|export| {
                    let what = &export.state.what;
                    let who = LINE.fill(lang, &[&desk.name_of(what.by, lang), &what.cases.to_string()]);
                    let how = if what.personal_data { FULL } else { MASKED }.in_lang(lang);
                    format!("{} {who} · {how}", when(export.state.at, now, lang))
                })
            })
        };
        view! { <li class="tnum">{words}</li> }
    };
    view! {
        <section class="card no-print" aria-labelledby="ledger-exports">
            <h2 class="card__title" id="ledger-exports">
                {say(TITLE)}
            </h2>
            <Show
                when=move || latest.with(|latest| !latest.is_empty())
                fallback=|| view! { <p class="muted">{say(NONE)}</p> }
            >
                <ul class="ledger__exports">
                    <For each=move || latest.get() key=|id| *id children=line.clone() />
                </ul>
            </Show>
        </section>
    }
}
