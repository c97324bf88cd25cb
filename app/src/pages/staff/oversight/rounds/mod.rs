//! 监督检查: which rounds are due, which were made, and the checklists.

mod check;
mod checklists;
mod end;
mod one;
mod plan;
mod visits;

use domain::{
    moment::Day,
    oversight::{checklist::said, inspection::Inspection},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    all,
    frame::{Section, SectionPage},
    refused::not_saved,
    today, words,
};
use crate::{
    components::{Icon, Show, Sign},
    entities::Shown,
    lang::{say, use_lang},
    pages::staff::desk::context::{DeskContext, use_desk},
};

pub use checklists::Checklists;
pub use one::InspectionPage;

const LEAD: Text = text(
    "照清单到铺位上查，查到什么当场记下。没有网络也能记，联网后自动送出。",
    "Walk through the checklist at the stalls and write down what you find. It works without a network and is sent by itself.",
);
const PLAN: Text = text("安排巡查", "Plan a round");
const LISTS: Text = text("检查清单", "Checklists");
const DUE: Text = text("要去的", "To be made");
const NONE_DUE: Text = text("没有安排。点“安排巡查”排下一次。", "None is planned. Press “Plan a round” for the next.");
const MADE: Text = text("查过的", "Made");
const NONE_MADE: Text = text("还没有查过。", "None was made yet.");
const FOR: Text = text("{} · {}", "{} · {}");
/// As many as one reads on a page.
const MOST: usize = 40;

/// The page.
#[component]
pub fn Inspections() -> impl IntoView {
    view! {
        <SectionPage section=Section::Rounds lead=LEAD>
            <All />
        </SectionPage>
    }
}

#[component]
fn All() -> impl IntoView {
    let desk = use_desk();
    let rounds = all::<Inspection>(&desk);
    let part = move |ended: bool| {
        let rounds = rounds.clone();
        Memo::new(move |_| {
            let mut part: Vec<(Uuid, Shown<Inspection>)> = rounds.with(|rounds| {
                let part = rounds.shown.iter().filter(|(_, shown)| shown.state.has_ended() == ended);
                part.map(|(id, shown)| (*id, shown.clone())).collect()
            });
            part.sort_by_key(|(_, shown)| shown.state.day);
            if ended {
                part.reverse();
                part.truncate(MOST);
            }
            part
        })
    };
    let (due, made) = (part(false), part(true));
    view! {
        {not_saved::<Inspection>(None, words::on_round, address)}
        <div class="actions">
            <Show when=move || !desk.reads_only()>
                <a class="btn btn--main" href="/staff/inspections/new">
                    <Icon sign=Sign::Plus />
                    {say(PLAN)}
                </a>
            </Show>
            <a class="btn" href="/staff/checklists">
                <Icon sign=Sign::List />
                {say(LISTS)}
            </a>
        </div>
        <Part id="rounds-due" title=DUE none=NONE_DUE lines=due />
        <Part id="rounds-made" title=MADE none=NONE_MADE lines=made />
    }
}

#[component]
fn Part(id: &'static str, title: Text, none: Text, lines: Memo<Vec<(Uuid, Shown<Inspection>)>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let rows = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p class="order__none muted">{say(none)}</p> }.into_any();
        }
        let (today, lang) = (today(&desk), lang.get());
        view! { <ul class="rows">{lines.into_iter().map(|line| row(&desk, line, today, lang)).collect_view()}</ul> }
            .into_any()
    };
    view! {
        <section class="card card--flush" aria-labelledby=id>
            <h2 class="card__title" id=id>
                {say(title)}
            </h2>
            {rows}
        </section>
    }
}

fn row(desk: &DeskContext, (id, shown): (Uuid, Shown<Inspection>), today: Day, lang: Lang) -> impl IntoView {
    let round = shown.state;
    let day = round.day.spoken(lang, today);
    let what = match &round.by_list {
        Some(list) if !round.visits.is_empty() => {
            format!("{} · {}", said(&list.title, lang), words::findings(&round, lang))
        }
        _ => desk.name_of(round.inspector, lang),
    };
    let (standing, class) = words::of_round(&round.standing);
    let late =
        round.is_overdue(today).then(|| view! { <span class="tag tag--seal">{words::OVERDUE.in_lang(lang)}</span> });
    let waits = shown.waits.then(|| view! { <span class="tag tag--amber">{words::WAITS.in_lang(lang)}</span> });
    view! {
        <li>
            <a class="row" href=address(id)>
                <span class="row__main">
                    <span class="row__title">{round.title}</span>
                    <span class="row__meta">{FOR.fill(lang, &[&day, &what])}</span>
                </span>
                <span class="row__end">{waits} " " {late} " " <span class=class>{standing.in_lang(lang)}</span></span>
            </a>
        </li>
    }
}

fn address(id: Uuid) -> String {
    format!("/staff/inspections/{id}")
}
