//! What the regulator has looked at, for supervisors.

use domain::{
    oversight::look::{RegulatorLook, Seen},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use crate::{
    device::use_device,
    lang::{say, use_lang},
};

const TITLE: Text = text("查阅记录", "What was looked at");
const NONE: Text = text("还没有查阅过。", "Nothing was looked at yet.");
const LIST: Text = text("看了案件目录（{} 件）", "Looked at the list ({} case{s})");
const WHOLE: Text = text("看了案件 {} 全部", "Read case {} in whole");
const PART: Text = text("看了案件 {} 的进度", "Looked at how case {} went");
const FILE: Text = text("打开了案件 {} 的照片或 PDF", "Opened a photo or PDF of case {}");
const LINE: Text = text("{} · {}", "{} · {}");
/// As many as one reads on a page.
const MOST: usize = 40;

/// The log, the newest first.
#[component]
pub fn Looks() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let looks = device.desk.entities.of::<RegulatorLook>();
    let rows = move || {
        let (lang, today) = (lang.get(), device.now().day());
        let mut all = looks.with(|looks| looks.shown.values().map(|shown| shown.state.clone()).collect::<Vec<_>>());
        all.sort_by_key(|look| std::cmp::Reverse(look.at));
        all.truncate(MOST);
        if all.is_empty() {
            return view! { <p class="muted">{NONE.in_lang(lang)}</p> }.into_any();
        }
        let name = |look: &RegulatorLook| {
            device
                .desk
                .members
                .with(|members| members.get(&look.what.by).map(|one| one.name.clone()))
                .unwrap_or_default()
        };
        let line = |look: RegulatorLook| {
            let head = LINE.fill(lang, &[&look.at.spoken(lang, today), &name(&look)]);
            view! {
                <li class="order__entry">
                    <p class="small muted tnum">{head}</p>
                    <p>{said(&look.what.seen, lang)}</p>
                </li>
            }
        };
        view! { <ol class="order__history">{all.into_iter().map(line).collect_view()}</ol> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="regulator-looks">
            <h2 class="card__title" id="regulator-looks">
                {say(TITLE)}
            </h2>
            {rows}
        </section>
    }
}

fn said(seen: &Seen, lang: Lang) -> String {
    match seen {
        Seen::List { cases } => LIST.fill(lang, &[&cases.to_string()]),
        Seen::Case { number, whole: true } => WHOLE.fill(lang, &[&number.to_string()]),
        Seen::Case { number, whole: false } => PART.fill(lang, &[&number.to_string()]),
        Seen::Attachment { number } => FILE.fill(lang, &[&number.to_string()]),
    }
}
