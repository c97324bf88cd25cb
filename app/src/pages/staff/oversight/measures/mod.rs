//! 及时制止违法行为: what somebody has to do about measures, and every measure.

mod actions;
mod history;
mod impose;
mod notice;
mod one;

use domain::{
    ids::MerchantId,
    moment::Day,
    oversight::measure::{Found, Measure},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    all,
    frame::{Section, SectionPage},
    merchant_name,
    refused::not_saved,
    sheet::Sheet,
    today, words,
};
use crate::{
    components::{Icon, Show, Sign},
    entities::Shown,
    lang::{say, use_lang},
    pages::staff::desk::context::{DeskContext, use_desk},
};

pub use notice::MeasureNotice;
pub use one::MeasurePage;

const LEAD: Text = text(
    "警告、限期整改、暂停销售、停止服务：一步一步来，写明事实和依据，到期复查。",
    "Warning, a date to put it right, sale stopped, service stopped: step by step, with facts and article, and looked at again.",
);
const IMPOSE: Text = text("采取措施", "Take a measure");
const TODO: Text = text("要办的", "To be done");
const NONE_TODO: Text =
    text("没有要办的：没有到期的整改，没有在等的申诉。", "Nothing: no deadline is due, and no appeal waits.");
const OTHERS: Text = text("其他在执行的", "Others in force");
const NONE_OTHERS: Text = text("没有。", "None.");
const ENDED: Text = text("已了结的", "Ended");
/// As many as one reads on a page.
const MOST: usize = 60;

/// The page.
#[component]
pub fn Measures() -> impl IntoView {
    view! {
        <SectionPage section=Section::Measures lead=LEAD>
            <All />
        </SectionPage>
    }
}

/// In which of the lists a measure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum In {
    Todo,
    Others,
    Ended,
}

impl In {
    fn of(measure: &Measure) -> Self {
        match measure.task() {
            Some(_) => Self::Todo,
            None if measure.is_in_force() => Self::Others,
            None => Self::Ended,
        }
    }
}

#[component]
fn All() -> impl IntoView {
    let desk = use_desk();
    let part = move |which: In| {
        let measures = all::<Measure>(&desk);
        Memo::new(move |_| {
            let today = today(&desk);
            let mut part: Vec<(Uuid, Shown<Measure>)> = measures.with(|measures| {
                let part = measures.shown.iter().filter(|(_, shown)| In::of(&shown.state) == which);
                part.map(|(id, shown)| (*id, shown.clone())).collect()
            });
            // What is late comes first, then what is due first; the rest by how new it is.
            part.sort_by_key(|(_, shown)| {
                let task = shown.state.task();
                let on = shown.state.step().map(|step| step.on);
                let due = task.and_then(domain::oversight::measure::Task::due);
                (!task.is_some_and(|task| task.is_overdue(today)), due.is_none(), due, std::cmp::Reverse(on))
            });
            part.truncate(MOST);
            part
        })
    };
    let (todo, others, ended) = (part(In::Todo), part(In::Others), part(In::Ended));
    view! {
        {not_saved::<Measure>(None, words::on_measure, address)}
        <Show when=move || !desk.reads_only()>
            <div class="actions">
                <a class="btn btn--main" href="/staff/measures/new">
                    <Icon sign=Sign::Plus />
                    {say(IMPOSE)}
                </a>
            </div>
        </Show>
        <Part id="measures-todo" title=TODO none=NONE_TODO lines=todo />
        <Part id="measures-others" title=OTHERS none=NONE_OTHERS lines=others />
        <Show when=move || !ended.with(Vec::is_empty)>
            <Part id="measures-ended" title=ENDED none=NONE_OTHERS lines=ended />
        </Show>
    }
}

#[component]
fn Part(id: &'static str, title: Text, none: Text, lines: Memo<Vec<(Uuid, Shown<Measure>)>>) -> impl IntoView {
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
    let count = move || lines.with(Vec::len).to_string();
    view! {
        <section class="card card--flush" aria-labelledby=id>
            <h2 class="card__title" id=id>
                {say(title)} " " <span class="order__count tnum">{count}</span>
            </h2>
            {rows}
        </section>
    }
}

fn row(desk: &DeskContext, (id, shown): (Uuid, Shown<Measure>), today: Day, lang: Lang) -> impl IntoView + use<> {
    let measure = shown.state;
    let (standing, class) = words::of_measure(&measure);
    let task = measure.task();
    let what = task.map_or_else(
        || measure.step().map(|step| step.ground.clone()).unwrap_or_default(),
        |task| words::task(task, today, lang),
    );
    let late = task
        .is_some_and(|task| task.is_overdue(today))
        .then(|| view! { <span class="tag tag--seal">{words::OVERDUE.in_lang(lang)}</span> });
    let waits = shown.waits.then(|| view! { <span class="tag tag--amber">{words::WAITS.in_lang(lang)}</span> });
    view! {
        <li>
            <a class="row" href=address(id)>
                <span class="row__main">
                    <span class="row__title">{merchant_name(desk, measure.merchant, lang)}</span>
                    <span class="row__meta">{what}</span>
                </span>
                <span class="row__end">{waits} " " {late} " " <span class=class>{standing.in_lang(lang)}</span></span>
            </a>
        </li>
    }
}

/// Where a measure is.
pub fn address(id: Uuid) -> String {
    format!("/staff/measures/{id}")
}

/// The form of a new measure.
fn new_sheet(desk: DeskContext) -> Sheet {
    Sheet::of(desk, Uuid::nil(), "impose")
}

/// Lays what was found into the form of a new measure.
pub fn lay(desk: DeskContext, merchant: MerchantId, found: Found, ground: &str, basis: &str) {
    let sheet = new_sheet(desk);
    sheet.clear();
    sheet.slot("merchant").set(merchant.to_string());
    sheet.slot("ground").set(ground.to_owned());
    sheet.slot("basis").set(basis.to_owned());
    sheet.slot("inspection").set(found.inspection.to_string());
    sheet.slot("visit").set(found.visit.to_string());
}
