//! One training: its plan, the code at its door, who came and who did not, and its end.

use domain::{
    training::{Plan, Standing, Training},
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::{
    address,
    door::Code,
    end::End,
    export::Export,
    people::{Came, Missing},
    plan::New,
    words,
};
use crate::{
    components::{AppBar, Icon, Page, Show, Sign},
    entities::Shown,
    lang::{say, use_lang},
    pages::staff::{
        desk::{connection::ConnectionLine, context::use_desk, signed_in::SignedIn},
        oversight::{one, refused::not_saved, today},
    },
};

const LIST: Text = text("培训", "Trainings");
const TITLE: Text = text("培训", "Training");
const MISSING: Text = text("这台设备上没有这次培训", "This training is not on this device");
const MISSING_WHY: Text = text(
    "可能还没取到，联网后会自动出现；也可能链接抄错了。",
    "It may not have arrived yet and shows by itself once online, or the link is mistyped.",
);
const META: Text = text("{} {} · {} · {}", "{} {} · {} · {}");
const TEACHER: Text = text("讲师：{}", "Taught by {}");
const DOOR: Text = text("把这台平板放在门口登记", "Use this tablet at the door");
const MATERIALS: Text = text("材料", "Materials");

/// The page: a training by its name, or a new one.
#[component]
pub fn TrainingPage() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|params| params.get("training")));
    view! {
        <Page
            class="order"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/staff/trainings" to=LIST /> }
        >
            <SignedIn>
                {move || match name.get() {
                    Some(id) => view! { <One id=id.parse().unwrap_or_default() /> }.into_any(),
                    None => view! { <New /> }.into_any(),
                }}
            </SignedIn>
        </Page>
    }
}

#[component]
fn One(id: Uuid) -> impl IntoView {
    let shown = one::<Training>(&use_desk(), id);
    let is_there = Memo::new(move |_| shown.with(Option::is_some));
    move || {
        if is_there.get() { view! { <Whole id shown /> }.into_any() } else { view! { <NotThere id /> }.into_any() }
    }
}

/// Where this device does not have it.
#[component]
pub fn NotThere(id: Uuid) -> impl IntoView {
    view! {
        <h1>{say(MISSING)}</h1>
        <p class="muted">{say(MISSING_WHY)}</p>
        {not_saved::<Training>(Some(id), words::written, address)}
    }
}

#[component]
fn Whole(id: Uuid, shown: Memo<Option<Shown<Training>>>) -> impl IntoView {
    let desk = use_desk();
    let state = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.state.clone())));
    let is_open = Memo::new(move |_| state.with(|state| state.as_ref().is_some_and(|one| !one.has_ended())));
    let is_cancelled = Memo::new(move |_| {
        state.with(|state| state.as_ref().is_some_and(|one| matches!(one.standing, Standing::Cancelled { .. })))
    });
    let writes = move || !desk.reads_only();
    view! {
        <Head shown />
        {not_saved::<Training>(Some(id), words::written, address)}
        <Show when=move || writes() && is_open.get()>
            <End id state />
        </Show>
        <div class="order__columns">
            <Show when=move || writes() && is_open.get()>
                <section class="card" aria-labelledby="training-code">
                    <Code id shown />
                    <div class="actions">
                        <a class="btn btn--main" href=format!("{}/door", address(id))>
                            <Icon sign=Sign::Person />
                            {say(DOOR)}
                        </a>
                    </div>
                </section>
            </Show>
            <Show when=move || !is_cancelled.get()>
                <Came id state />
                <Missing state />
            </Show>
        </div>
        <Export of=Some(id) />
    }
}

#[component]
fn Head(shown: Memo<Option<Shown<Training>>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let head = move || {
        let (today, lang) = (today(&desk), lang.get());
        let Shown { state: training, waits } = shown.get()?;
        let Plan { subject, day, time, place, audience, teacher, materials, .. } = training.plan.clone();
        let (standing, class) = words::standing(&training.standing);
        let meta =
            META.fill(lang, &[&day.spoken(lang, today), &time.to_string(), &place, audience.name().in_lang(lang)]);
        let why = match &training.standing {
            Standing::Held { words: said, .. } | Standing::Cancelled { reason: said } if !said.is_empty() => {
                Some(said.clone())
            }
            _ => None,
        };
        let waits = waits.then(|| {
            view! {
                <span class="tag tag--amber" role="status">
                    {words::WAITS.in_lang(lang)}
                </span>
            }
        });
        let teacher = (!teacher.is_empty()).then(|| view! { <p class="muted">{TEACHER.fill(lang, &[&teacher])}</p> });
        let material = |one: domain::training::Material| match one.link.as_str() {
            "" => view! { <li>{one.title}</li> }.into_any(),
            _ => view! {
                <li>
                    <a class="link" href=one.link rel="noreferrer" target="_blank">
                        {one.title}
                    </a>
                </li>
            }
            .into_any(),
        };
        let materials = (!materials.is_empty()).then(|| {
            view! {
                <h2 class="h3">{MATERIALS.in_lang(lang)}</h2>
                <ul>{materials.into_iter().map(material).collect_view()}</ul>
            }
        });
        Some(view! {
            <h1>{subject}</h1>
            <span class=class>{standing.in_lang(lang)}</span>
            {waits}
            <p class="muted">{meta}</p>
            {teacher}
            {why.map(|why| view! { <p class="order__words">{why}</p> })}
            <div class="training__materials">{materials}</div>
        })
    };
    view! { <div class="order__head">{head} <ConnectionLine /></div> }
}
