//! 报告与配合: what the regulator asks, with its deadline; and what was reported, with what proves it.

mod directive;
mod report;
mod words;

use domain::{
    moment::Day,
    oversight::{directive::Directive, report::Report},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    all,
    frame::{Section, SectionPage},
    refused::not_saved,
    today,
    words::{OVERDUE, WAITS},
};
use crate::{
    components::{Icon, Show, Sign},
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

pub use directive::DirectivePage;
pub use report::{ReportPage, address as report_address};
pub use words::of_report as report_stands;

const LEAD: Text = text(
    "监管要什么、哪天要，在这里办；报了什么、凭据和回执，在这里存。",
    "What the regulator asks and by when is dealt with here; what was reported is kept here with proof and receipt.",
);
const PACKS: Text = text("证据包", "Evidence packs");
const LOOKS: Text = text("监管查阅", "What the regulator looks at");
const TAKE_DOWN: Text = text("登记监管要求", "Take down a request");
const WRITE: Text = text("写报告", "Write a report");
const ASKED: Text = text("监管要求", "What the regulator asks");
const NONE_ASKED: Text = text("没有在办的要求。", "Nothing is asked.");
const OPEN: Text = text("报告：要送的、等回执的", "Reports to be sent, or without a receipt");
const NONE_OPEN: Text = text("没有要送的，也没有在等回执的。", "None is to be sent, and no receipt is missing.");
const DONE: Text = text("已办结的", "Done");
const NONE_DONE: Text = text("还没有。", "None yet.");
/// As many as one reads on a page.
const MOST: usize = 60;

/// The page.
#[component]
pub fn Regulator() -> impl IntoView {
    view! {
        <SectionPage section=Section::Regulator lead=LEAD>
            <All />
        </SectionPage>
    }
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// By which the list is sorted.
    sort: (bool, Day),
    title: String,
    what: String,
    address: String,
    is_late: bool,
    waits: bool,
}

#[component]
fn All() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let asked = move |done: bool| {
        let all = all::<Directive>(&desk);
        let (today, lang) = (today(&desk), lang.get());
        all.with(|all| {
            let of = all.shown.iter().filter(|(_, shown)| shown.state.done.is_some() == done);
            of.map(|(id, shown)| asked_line(*id, &shown.state, shown.waits, today, lang)).collect::<Vec<_>>()
        })
    };
    let reported = move |done: bool| {
        let all = all::<Report>(&desk);
        let (today, lang) = (today(&desk), lang.get());
        all.with(|all| {
            let of = all.shown.iter().filter(|(_, shown)| shown.state.task().is_none() == done);
            of.map(|(id, shown)| reported_line(*id, &shown.state, shown.waits, today, lang)).collect::<Vec<_>>()
        })
    };
    let sorted = |mut lines: Vec<Line>| {
        lines.sort_by_key(|line| line.sort);
        lines
    };
    let open_asked = Memo::new(move |_| sorted(asked(false)));
    let open_reports = Memo::new(move |_| sorted(reported(false)));
    let done = Memo::new(move |_| {
        let mut done = sorted(asked(true).into_iter().chain(reported(true)).collect());
        done.reverse();
        done.truncate(MOST);
        done
    });
    view! {
        {not_saved::<Directive>(None, words::on_directive, directive::address)}
        {not_saved::<Report>(None, words::on_report, report::address)}
        <Show when=move || !desk.reads_only()>
            <div class="actions">
                <Show when=move || desk.me.with(|me| me.role.supervises())>
                    <a class="btn" href="/staff/evidence">
                        <Icon sign=Sign::Lock />
                        {say(PACKS)}
                    </a>
                    <a class="btn" href="/staff/regulator/cases">
                        <Icon sign=Sign::Search />
                        {say(LOOKS)}
                    </a>
                </Show>
                <a class="btn btn--main" href="/staff/regulator/directives/new">
                    <Icon sign=Sign::Plus />
                    {say(TAKE_DOWN)}
                </a>
                <a class="btn" href="/staff/regulator/reports/new">
                    <Icon sign=Sign::Pen />
                    {say(WRITE)}
                </a>
            </div>
        </Show>
        <Part id="regulator-asked" title=ASKED none=NONE_ASKED lines=open_asked />
        <Part id="regulator-reports" title=OPEN none=NONE_OPEN lines=open_reports />
        <Part id="regulator-done" title=DONE none=NONE_DONE lines=done />
    }
}

fn asked_line(id: Uuid, of: &Directive, waits: bool, today: Day, lang: Lang) -> Line {
    let is_late = of.is_overdue(today);
    let day = of.done.as_ref().map_or(of.due, |done| done.on);
    let (what, address) = (words::of_directive(of, today, lang), directive::address(id));
    Line { sort: (false, day), title: words::first_line(&of.content.words), what, address, is_late, waits }
}

fn reported_line(id: Uuid, of: &Report, waits: bool, today: Day, lang: Lang) -> Line {
    let task = of.task();
    let is_late = task.is_some_and(|task| task.is_overdue(today));
    let day = of.receipt.as_ref().map(|receipt| receipt.on).or(of.content.due).unwrap_or(of.written_on);
    let (what, address) = (words::of_report(of, today, lang), report::address(id));
    Line { sort: (!is_late && task.is_some(), day), title: of.content.subject.clone(), what, address, is_late, waits }
}

#[component]
fn Part(id: &'static str, title: Text, none: Text, lines: Memo<Vec<Line>>) -> impl IntoView {
    let lang = use_lang();
    let row = move |line: Line| {
        let lang = lang.get();
        let Line { title, what, address, is_late, waits, .. } = line;
        view! {
            <li>
                <a class="row" href=address>
                    <span class="row__main">
                        <span class="row__title">{title}</span>
                        <span class="row__meta">{what}</span>
                    </span>
                    <span class="row__end">
                        {waits.then(|| view! { <span class="tag tag--amber">{WAITS.in_lang(lang)}</span> })} " "
                        {is_late.then(|| view! { <span class="tag tag--seal">{OVERDUE.in_lang(lang)}</span> })}
                    </span>
                </a>
            </li>
        }
    };
    let rows = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p class="order__none muted">{say(none)}</p> }.into_any();
        }
        view! { <ul class="rows">{lines.into_iter().map(row).collect_view()}</ul> }.into_any()
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
