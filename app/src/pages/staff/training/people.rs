//! Who came, and who of those who must has not.

use domain::{
    training::{Attendance, Command, Training, Who},
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{door::Write, words};
use crate::{
    components::Show,
    lang::{say, use_lang},
    pages::staff::{
        desk::context::use_desk,
        oversight::{
            fields::{Form, Words},
            sheet::Sheet,
        },
    },
};

const CAME: Text = text("签到名单", "Who signed in");
const NOBODY: Text = text("还没有人签到。", "Nobody has signed in yet.");
const ADD: Text = text("登记一位", "Write somebody down");
const STRIKE: Text = text("删去", "Strike");
const STRIKE_THIS: Text = text("删去这一条", "Strike this entry");
const WHY: Text = text("为什么删去？", "Why is it struck?");
const MISSING: Text = text("还没到", "Not here");
const ALL_HERE: Text = text("应到的都到了。", "All who must come are here.");

/// The list, with a way to add and to strike.
#[component]
pub fn Came(id: Uuid, state: Memo<Option<Training>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let (adds, struck) = (RwSignal::new(false), RwSignal::new(None::<Uuid>));
    let count = move || state.with(|state| state.as_ref().map(|one| words::came(one, lang.get())).unwrap_or_default());
    let rows = move || {
        let lang = lang.get();
        let training = state.get()?;
        if training.attendances.is_empty() {
            return Some(view! { <p class="muted">{NOBODY.in_lang(lang)}</p> }.into_any());
        }
        let line = |one: &Attendance| line(&training, one, lang, (!desk.reads_only()).then_some(struck));
        Some(
            view! { <ul class="order__history">{training.attendances.iter().map(line).collect_view()}</ul> }.into_any(),
        )
    };
    let close = Callback::new(move |()| {
        struck.try_set(None);
    });
    view! {
        <section class="card" aria-labelledby="training-came">
            <h2 class="card__title" id="training-came">
                {say(CAME)}
            </h2>
            <p class="order__count" role="status">{count}</p>
            <Show when=move || !desk.reads_only()>
                <button
                    class="btn"
                    type="button"
                    aria-expanded=move || adds.get().to_string()
                    on:click=move |_| adds.update(|adds| *adds = !*adds)
                >
                    {say(ADD)}
                </button>
            </Show>
            <Show when=move || adds.get()>
                <Write id state place="add" />
            </Show>
            {move || struck.get().map(|entry| view! { <Strike id entry state close /> })}
            {rows}
        </section>
    }
}

fn line(
    training: &Training,
    one: &Attendance,
    lang: Lang,
    struck: Option<RwSignal<Option<Uuid>>>,
) -> impl IntoView + use<> {
    let (hour, minute) = one.at.hour_minute();
    let of = training.stands_for(one).and_then(|place| training.plan.invited.get(place));
    let unit = match (one.unit.as_str(), of) {
        ("", Some(of)) if of.name != one.name => format!("{} {}", of.stall, of.name).trim().to_owned(),
        (unit, _) => unit.to_owned(),
    };
    let meta = format!("{hour:02}:{minute:02} · {}", one.way(training).in_lang(lang));
    let (entry, name) = (one.id, one.name.clone());
    let label = format!("{} {name}", STRIKE.in_lang(lang));
    view! {
        <li class="order__entry">
            <p>
                <strong>{name}</strong>
                " "
                {unit}
            </p>
            <p class="small muted tnum">{meta}</p>
            {struck
                .map(|struck| {
                    view! {
                        <button class="link" type="button" aria-label=label on:click=move |_| struck.set(Some(entry))>
                            {STRIKE.in_lang(lang)}
                        </button>
                    }
                })}
        </li>
    }
}

#[component]
fn Strike(id: Uuid, entry: Uuid, state: Memo<Option<Training>>, close: Callback<()>) -> impl IntoView {
    let sheet = Sheet::of(use_desk(), id, format!("strike-{}", entry.simple()));
    let submit = Callback::new(move |()| {
        let command = Command::Strike { entry, why: sheet.text("words") };
        sheet.submit::<Training>(id, state.get_untracked(), vec![command], close);
    });
    let name = state.with_untracked(|state| {
        let entries = state.iter().flat_map(|training| &training.attendances);
        entries.into_iter().find(|one| one.id == entry).map(|one| one.name.clone()).unwrap_or_default()
    });
    view! {
        <Form sheet act=STRIKE_THIS submit cancel=close>
            <p>
                <strong>{name}</strong>
            </p>
            <Words sheet field="words" label=WHY />
        </Form>
    }
}

/// Who of those who must come has not.
#[component]
pub fn Missing(state: Memo<Option<Training>>) -> impl IntoView {
    let lang = use_lang();
    let has_list =
        Memo::new(move |_| state.with(|state| state.as_ref().is_some_and(|one| !one.plan.invited.is_empty())));
    let rows = move || {
        let lang = lang.get();
        let training = state.get()?;
        let missing = training.missing();
        if missing.is_empty() {
            return Some(view! { <p>{ALL_HERE.in_lang(lang)}</p> }.into_any());
        }
        let row = |one: &domain::training::Invited| {
            let name = match one.who {
                Who::Member(_) => one.name.clone(),
                Who::Merchant(_) => format!("{} {}", one.stall, one.name).trim().to_owned(),
            };
            view! { <li>{name}</li> }
        };
        Some(view! { <ul class="training__missing">{missing.into_iter().map(row).collect_view()}</ul> }.into_any())
    };
    view! {
        <Show when=move || has_list.get()>
            <section class="card" aria-labelledby="training-missing">
                <h2 class="card__title" id="training-missing">
                    {say(MISSING)}
                </h2>
                {rows}
            </section>
        </Show>
    }
}
