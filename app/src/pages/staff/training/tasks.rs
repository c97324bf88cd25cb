//! What somebody has to do about trainings: on their own page, and on the day's.

use domain::{
    moment::Day,
    training::{Task, What},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::{address, due, words};
use crate::{
    components::{NoticeBox, Tone},
    lang::use_lang,
    pages::staff::{desk::context::use_desk, oversight::today},
};

const OPEN: Text = text("打开", "Open it");
const PLAN: Text = text("去安排", "Plan one");

/// Each of them.
#[component]
pub fn Tasks(
    /// Only those of the day: that there never was one is no news.
    #[prop(optional)]
    day: bool,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let tasks = Memo::new(move |_| due(&desk));
    move || {
        let (today, lang) = (today(&desk), lang.get());
        tasks
            .get()
            .into_iter()
            .filter(|task| !day || task.what != What::First)
            .map(|task| one(task, today, lang))
            .collect_view()
    }
}

/// Those that somebody should know of today: what is late, and what is due soon.
#[component]
pub fn TrainingsDue() -> impl IntoView {
    view! { <Tasks day=true /> }
}

fn one(task: Task, today: Day, lang: Lang) -> impl IntoView {
    let tone = if task.is_overdue(today) { Tone::Error } else { Tone::Amber };
    let (to, way) = match task.what {
        What::WriteDown { training, .. } | What::PlannedLate { training, .. } => (address(training), OPEN),
        What::First | What::PlanNext { .. } => (format!("/staff/trainings/new?for={}", task.audience.code()), PLAN),
    };
    let late =
        task.is_overdue(today).then(|| view! { <span class="tag tag--seal">{words::OVERDUE.in_lang(lang)}</span> " " });
    view! {
        <NoticeBox tone>
            <p>
                {late} {words::task(&task, today, lang)} " "
                <a class="link" href=to>
                    {way.in_lang(lang)}
                </a>
            </p>
        </NoticeBox>
    }
}
