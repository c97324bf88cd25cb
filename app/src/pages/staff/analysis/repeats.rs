//! What comes again: numbers that filed several times, and complaints that say the same. Facts beside which no verdict stands.

use domain::{
    analysis::{Caller, Cited, Matter, REPEATS_DAYS, Repeats},
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    lang::{say, use_lang},
    staff_api,
};

const TITLE: Text = text("反复出现的", "What comes again");
const HOW: Text = text(
    "近 {} 天（{} 起）收到的 {} 件。这里只列事实：来得多不是过错，每一件照常办理，不因此拒绝任何人。",
    "Of the last {} days (since {}), {} case{s}. These are facts: filing often is no fault, each case is worked as any other, and nobody is refused for it.",
);
const CALLERS: Text = text("同一号码", "The same number");
const CALLER: Text = text("{}：{} 件，涉及 {} 家商户", "{}: {} cases about {} merchant{s}");
const NO_CALLER: Text = text("没有来过 3 次以上的号码。", "No number filed three times or more.");
const MATTERS: Text = text(
    "说的是同一件事（按文字相近归在一起，请自己看过）",
    "The same matter (put together by similar words; please read them)",
);
const MATTER: Text =
    text("“{}”等 {} 件，{} 个号码，{} 家商户", "“{}” and others: {} cases, {} number{s}, {} merchants");
const NO_MATTER: Text = text("没有 3 件以上说法相近的投诉。", "No three complaints say the same.");

/// The card; nothing where it cannot be read now.
#[component]
pub(super) fn RepeatsCard() -> impl IntoView {
    let lang = use_lang();
    let found = RwSignal::new(None::<Repeats>);
    Effect::new(move |_| {
        spawn_local(async move {
            if let Ok(said) = staff_api::repeats().await {
                found.try_set(Some(said));
            }
        });
    });
    move || {
        let said = found.get()?;
        let lang = lang.get();
        let how = HOW.fill(lang, &[&REPEATS_DAYS.to_string(), &said.period.from.to_string(), &said.read.to_string()]);
        Some(view! {
            <section class="card fund__part" aria-labelledby="analysis-repeats">
                <h2 class="card__title" id="analysis-repeats">
                    {say(TITLE)}
                </h2>
                <p class="small muted tnum">{how}</p>
                <h3>{CALLERS.in_lang(lang)}</h3>
                {list(&said.callers, |caller| of_caller(caller, lang), NO_CALLER, lang)}
                <h3>{MATTERS.in_lang(lang)}</h3>
                {list(&said.matters, |matter| of_matter(matter, lang), NO_MATTER, lang)}
            </section>
        })
    }
}

fn list<T>(all: &[T], line: impl Fn(&T) -> (String, Vec<Cited>), none: Text, lang: Lang) -> AnyView {
    if all.is_empty() {
        return view! { <p class="muted">{none.in_lang(lang)}</p> }.into_any();
    }
    let lines = all.iter().map(|one| {
        let (said, cases) = line(one);
        let links = cases.into_iter().map(|Cited { case, number }| {
            view! {
                <a class="link tnum" href=format!("/staff/case/{case}")>
                    {number.to_string()}
                </a>
                " "
            }
        });
        view! {
            <li class="analysis__alert">
                <p class="tnum">{said}</p>
                <p class="analysis__steps">{links.collect_view()}</p>
            </li>
        }
    });
    view! { <ul class="analysis__alerts">{lines.collect_view()}</ul> }.into_any()
}

fn of_caller(caller: &Caller, lang: Lang) -> (String, Vec<Cited>) {
    let Caller { phone, cases, merchants } = caller;
    (CALLER.fill(lang, &[phone, &cases.len().to_string(), &merchants.to_string()]), cases.clone())
}

fn of_matter(matter: &Matter, lang: Lang) -> (String, Vec<Cited>) {
    let Matter { says, cases, merchants, callers } = matter;
    let said = MATTER.fill(lang, &[says, &cases.len().to_string(), &callers.to_string(), &merchants.to_string()]);
    (said, cases.clone())
}
