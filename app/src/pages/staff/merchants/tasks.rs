//! What somebody has to do about merchants: who waits for an examination, and whose file is due.

use domain::{
    ids::MerchantId,
    merchant::{MerchantFile, Task},
    moment::{Day, Moment},
    words::{Text, text},
};
use leptos::prelude::*;

use super::{address, files, today, words};
use crate::{
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const WAITING: Text = text("谁在等审核", "Who waits to be examined");
const NONE_WAITS: Text = text("没有人在等审核。", "Nobody waits.");
const DUE: Text = text("谁该核实了", "Whose file is due");
const NONE_DUE: Text = text(
    "没有到期的：证照有效，核实都在半年内。",
    "None: permits hold, and every file was verified within half a year.",
);
const SINCE: Text = text("{} · {} 登记", "{} · filed {}");
const OVERDUE: Text = text("逾期", "Overdue");

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    id: MerchantId,
    name: String,
    place: String,
    task: Task,
    since: Moment,
    overdue: bool,
}

impl Line {
    fn of(id: MerchantId, file: &MerchantFile, today: Day) -> Option<Self> {
        let task = file.task(today)?;
        let overdue = task.is_overdue(today);
        let (name, place, since) = (file.application.name.clone(), words::place(file), file.since);
        Some(Self { id, name, place, task, since, overdue })
    }

    const fn waits(&self) -> bool {
        matches!(self.task, Task::Examine | Task::ExamineChange | Task::Complete)
    }
}

/// Both lists.
#[component]
pub fn Tasks() -> impl IntoView {
    let desk = use_desk();
    let files = files(&desk);
    let lines = Memo::new(move |_| {
        let today = today(&desk);
        let mut lines: Vec<Line> = files.with(|files| {
            let lines = files.shown.iter().filter_map(|(id, shown)| Line::of(MerchantId(*id), &shown.state, today));
            lines.collect()
        });
        // Applications by how long they wait, the rest by how long they are overdue.
        lines.sort_by_key(|line| (line.task.due(), line.since));
        lines
    });
    let part = move |waits: bool| lines.get().into_iter().filter(|line| line.waits() == waits).collect::<Vec<_>>();
    view! {
        <div class="merchants__tasks">
            <Part title=WAITING none=NONE_WAITS id="merchants-waiting" lines=Signal::derive(move || part(true)) />
            <Part title=DUE none=NONE_DUE id="merchants-due" lines=Signal::derive(move || part(false)) />
        </div>
    }
}

#[component]
fn Part(title: Text, none: Text, id: &'static str, lines: Signal<Vec<Line>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let rows = move || {
        let today = today(&desk);
        let row = |line: Line| {
            let (to, title) = (address(line.id), format!("{} · {}", line.name, line.place));
            let overdue = line.overdue.then(|| view! { <span class="tag tag--seal">{say(OVERDUE)}</span> });
            let what = move || {
                let said = words::task(&line.task, today, lang.get());
                let since = line.since.day().spoken(lang.get(), today);
                if line.waits() { SINCE.fill(lang.get(), &[&said, &since]) } else { said }
            };
            view! {
                <li>
                    <a class="row" href=to>
                        <span class="row__main">
                            <span class="row__title">{title}</span>
                            <span class="row__meta">{what}</span>
                        </span>
                        <span class="row__end">{overdue}</span>
                    </a>
                </li>
            }
        };
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p class="merchants__none muted">{say(none)}</p> }.into_any();
        }
        view! { <ul class="rows">{lines.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    let count = move || lines.with(Vec::len).to_string();
    view! {
        <section class="card card--flush" aria-labelledby=id>
            <h2 class="card__title" id=id>
                {say(title)} " " <span class="merchants__count tnum">{count}</span>
            </h2>
            {rows}
        </section>
    }
}
