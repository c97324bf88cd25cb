//! 定期组织培训: which are due, which were held, and who came. Planning and signing in work without a network; what waits says so.

mod door;
mod end;
mod export;
mod one;
mod people;
mod plan;
mod tasks;
mod words;

use domain::{
    moment::Day,
    training::{Task, Training, TrainingRules},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    desk::{
        connection::ConnectionLine,
        context::{DeskContext, use_desk},
        signed_in::SignedIn,
    },
    oversight::{all, refused::not_saved, today},
};
use crate::{
    components::{AppBar, Icon, Page, Show, Sign},
    entities::Shown,
    lang::{say, use_lang},
};

pub use door::TrainingDoor;
pub use one::TrainingPage;
pub use tasks::TrainingsDue;

use export::Export;
use tasks::Tasks;

const CASES: Text = text("案件", "Cases");
const TITLE: Text = text("培训", "Trainings");
const LEAD: Text = text(
    "安排培训，扫码签到，到场情况自动成表。没有网络也能签到，联网后自动送出。",
    "Plan trainings, have people sign in by a code, and the record writes itself. Signing in works without a network and is sent by itself.",
);
const PLAN: Text = text("安排培训", "Plan a training");
const COMING: Text = text("要办的", "To be held");
const NONE_COMING: Text = text("没有安排。点“安排培训”排下一次。", "None is planned. Press “Plan a training”.");
const HELD: Text = text("办过的", "Held");
const NONE_HELD: Text = text("还没有办过。", "None was held yet.");
const META: Text = text("{} {} · {} · {}", "{} {} · {} · {}");
/// As many as one reads on a page.
const MOST: usize = 40;

/// The mall's own times.
fn rules(desk: &DeskContext) -> TrainingRules {
    desk.device.notice.with(|notice| notice.as_ref().map(|notice| notice.rules.training.clone()).unwrap_or_default())
}

/// What is to be done about trainings; nothing before they have come.
fn due(desk: &DeskContext) -> Vec<Task> {
    if desk.is_coming() || desk.reads_only() {
        return Vec::new();
    }
    let (today, rules) = (today(desk), rules(desk));
    all::<Training>(desk).with(|all| {
        let all = all.shown.iter().map(|(id, shown)| (*id, &shown.state));
        domain::training::tasks(&all, today, &rules)
    })
}

/// How much of it is late.
#[must_use]
pub fn overdue(desk: &DeskContext) -> usize {
    let today = today(desk);
    due(desk).iter().filter(|task| task.is_overdue(today)).count()
}

/// The page.
#[component]
pub fn Trainings() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page
            class="order"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/staff" to=CASES /> }
        >
            <SignedIn>
                <div class="order__head">
                    <h1>{say(TITLE)}</h1>
                    <ConnectionLine />
                    <p class="muted">{say(LEAD)}</p>
                </div>
                <All />
            </SignedIn>
        </Page>
    }
}

#[component]
fn All() -> impl IntoView {
    let desk = use_desk();
    let trainings = all::<Training>(&desk);
    let part = move |ended: bool| {
        let trainings = trainings.clone();
        Memo::new(move |_| {
            let mut part: Vec<(Uuid, Shown<Training>)> = trainings.with(|all| {
                let part = all.shown.iter().filter(|(_, shown)| shown.state.has_ended() == ended);
                part.map(|(id, shown)| (*id, shown.clone())).collect()
            });
            part.sort_by_key(|(id, shown)| (shown.state.plan.day, shown.state.plan.time, *id));
            if ended {
                part.reverse();
                part.truncate(MOST);
            }
            part
        })
    };
    let (coming, held) = (part(false), part(true));
    view! {
        {not_saved::<Training>(None, words::written, address)}
        <Tasks />
        <Show when=move || !desk.reads_only()>
            <div class="actions">
                <a class="btn btn--main" href="/staff/trainings/new">
                    <Icon sign=Sign::Plus />
                    {say(PLAN)}
                </a>
            </div>
        </Show>
        <Part id="trainings-coming" title=COMING none=NONE_COMING lines=coming />
        <Part id="trainings-held" title=HELD none=NONE_HELD lines=held />
        <Export of=None />
    }
}

#[component]
fn Part(id: &'static str, title: Text, none: Text, lines: Memo<Vec<(Uuid, Shown<Training>)>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let rows = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p class="order__none muted">{say(none)}</p> }.into_any();
        }
        let (today, lang) = (today(&desk), lang.get());
        view! { <ul class="rows">{lines.into_iter().map(|line| row(line, today, lang)).collect_view()}</ul> }.into_any()
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

fn row((id, shown): (Uuid, Shown<Training>), today: Day, lang: Lang) -> impl IntoView {
    let training = shown.state;
    let (day, time) = (training.plan.day.spoken(lang, today), training.plan.time.to_string());
    let meta =
        META.fill(lang, &[&day, &time, training.plan.audience.name().in_lang(lang), &words::came(&training, lang)]);
    let (standing, class) = words::standing(&training.standing);
    let late = training
        .is_unrecorded(today)
        .then(|| view! { <span class="tag tag--seal">{words::OVERDUE.in_lang(lang)}</span> });
    let waits = shown.waits.then(|| view! { <span class="tag tag--amber">{words::WAITS.in_lang(lang)}</span> });
    view! {
        <li>
            <a class="row" href=address(id)>
                <span class="row__main">
                    <span class="row__title">{training.plan.subject}</span>
                    <span class="row__meta">{meta}</span>
                </span>
                <span class="row__end">{waits} " " {late} " " <span class=class>{standing.in_lang(lang)}</span></span>
            </a>
        </li>
    }
}

fn address(id: Uuid) -> String {
    format!("/staff/trainings/{id}")
}
