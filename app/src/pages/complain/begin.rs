//! The beginning: go on with a form that lies here, or take a new one.

use domain::{
    form::{Draft, Field, Step},
    moment::Moment,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

#[cfg(not(feature = "hydrate"))]
use super::plain::PlainForm;
#[cfg(feature = "hydrate")]
use crate::components::PageAsItStands;
use crate::{
    components::{AppBar, For, Icon, Page, Show, Sign},
    device::{DraftRow, use_device},
    lang::{say, use_lang},
    words::OPENING,
};

const TITLE: Text = text("您有没填完的", "You have unfinished forms");
const LEAD: Text = text("只存在这台设备上，还没有提交。", "Only on this device; not submitted yet.");
const HOME: Text = text("首页", "Home");
const GO_ON: Text = text("接着填", "Continue");
const NEW: Text = text("新填一份", "Start a new one");
const DELETE: Text = text("删掉", "Delete");
const SURE: Text = text("删掉这份草稿？删了就找不回来。", "Delete this draft? It cannot be brought back.");
const KEEP: Text = text("先留着", "Keep it");
const UP_TO: Text = text("填到：{} · {}", "Up to: {} · {}");
const UNNAMED: Text = text("还没写买的是什么", "Goods not written yet");

/// The page. Its first rendering is the whole form, which works without WebAssembly.
#[component]
pub fn Begin() -> impl IntoView {
    let device = use_device();
    let typed_before = StoredValue::new(None::<Draft>);
    let rehearsed = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    if let Some(page) = Owner::current() {
        Effect::new(move |_| {
            let page = page.clone();
            if device.alive.get() {
                spawn_local(async move {
                    super::rehearsal::rehearse(page).await;
                    let _ = rehearsed.try_set(true);
                });
            }
        });
    }
    move || {
        if !device.alive.get() {
            return plain_form();
        }
        // Read while the plain form is still there: it is replaced by what this closure returns.
        if let Some(typed) = typed_in_plain_form() {
            typed_before.set_value(Some(typed));
        }
        if device.loaded.get() && rehearsed.get() {
            view! { <Resume typed_before=typed_before.get_value() /> }.into_any()
        } else {
            view! { <p class="loading" role="status">{say(OPENING)}</p> }.into_any()
        }
    }
}

/// Its address in the page, by which a page that comes alive finds what was typed meanwhile.
pub const FORM_ID: &str = "plain-form";

/// What the window shows meanwhile.
pub const FORM_TITLE: Text = text("我要投诉或咨询", "Complaint or question");

/// The whole form. Nothing in it works otherwise than without a script.
#[cfg(not(feature = "hydrate"))]
fn plain_form() -> AnyView {
    view! { <PlainForm /> }.into_any()
}

/// The whole form, until the first step takes its place.
#[cfg(feature = "hydrate")]
fn plain_form() -> AnyView {
    let lang = use_lang();
    let title = Signal::derive(move || FORM_TITLE.in_lang(lang.get()).to_owned());
    view! { <PageAsItStands title /> }.into_any()
}

#[component]
fn Resume(typed_before: Option<Draft>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let navigate = use_navigate();
    let open = move |id: uuid::Uuid, step: Step, replace: bool| {
        navigate(&address(id, step), NavigateOptions { replace, ..NavigateOptions::default() });
    };
    // What was typed before the page came alive is a draft like any other.
    if let Some(row) = new_draft(typed_before.clone())
        .filter(|_| typed_before.is_some() || device.drafts.with_untracked(Vec::is_empty))
    {
        if typed_before.is_some() {
            // In sight at once: the page of the next step looks for it before it is on the disk.
            device.drafts.update(|drafts| drafts.insert(0, row.clone()));
            device.save_draft(row.clone());
        }
        open(row.id, Step::Kind, true);
        return ().into_any();
    }
    let start_new = {
        let open = open.clone();
        move |_| {
            if let Some(row) = new_draft(None) {
                open(row.id, Step::Kind, false);
            }
        }
    };
    view! {
        <Page
            class="wizard"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/" to=HOME /> }
            foot=move || {
                let start_new = start_new.clone();
                view! {
                    <div class="actionbar" role="region" aria-label=say(NEW)>
                        <div class="actionbar__row">
                            <button class="btn btn--main" type="button" on:click=start_new>
                                <Icon sign=Sign::Plus />
                                {say(NEW)}
                            </button>
                        </div>
                    </div>
                }
            }
        >
            <h1 class="wizard__ask">{say(TITLE)}</h1>
            <p class="page__lead">{say(LEAD)}</p>
            <For each=move || device.drafts.get() key=|row| row.id let:row>
                <DraftCard row />
            </For>
        </Page>
    }
    .into_any()
}

/// A draft to go on with or to delete.
#[component]
pub fn DraftCard(
    /// The draft.
    row: DraftRow,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let asking = RwSignal::new(false);
    let id = row.id;
    let goods = row.form.get(Field::Goods).trim().to_owned();
    let named = goods.clone();
    let title = move || if named.is_empty() { UNNAMED.in_lang(lang.get()).to_owned() } else { named.clone() };
    let meta = move || {
        let lang = lang.get();
        let at: Moment = row.updated_at;
        UP_TO.fill(lang, &[row.step.title().in_lang(lang), &at.spoken(lang, device.now().day())])
    };
    let delete = move |_| {
        spawn_local(async move {
            if let Err(problem) = device.delete_draft(id).await {
                device.storage.set(Some(problem));
            }
        });
    };
    view! {
        <section class="card">
            <h2 class="card__title">{title}</h2>
            <p class="muted tnum">{meta}</p>
            <Show
                when=move || asking.get()
                fallback=move || {
                    view! {
                        <div class="actions">
                            <a class="btn" href=address(id, row.step)>{say(GO_ON)}</a>
                            <button class="btn btn--danger" type="button" on:click=move |_| asking.set(true)>
                                <Icon sign=Sign::Trash />
                                {say(DELETE)}
                            </button>
                        </div>
                    }
                }
            >
                <p role="alert">{say(SURE)}</p>
                <div class="actions">
                    <button class="btn" type="button" on:click=move |_| asking.set(false)>{say(KEEP)}</button>
                    <button class="btn btn--danger" type="button" on:click=delete>{say(DELETE)}</button>
                </div>
            </Show>
        </section>
    }
}

/// The address of a step of a draft.
#[must_use]
pub fn address(draft: uuid::Uuid, step: Step) -> String {
    format!("/complain/{draft}/{}", step_name(step))
}

/// The step's word in an address.
pub(super) const fn step_name(step: Step) -> &'static str {
    match step {
        Step::Kind => "kind",
        Step::Purchase => "purchase",
        Step::Facts => "facts",
        Step::Demand => "demand",
        Step::Contact => "contact",
        Step::Review => "review",
    }
}

fn new_draft(form: Option<Draft>) -> Option<DraftRow> {
    let id = crate::host::forms()?.fresh_name();
    Some(DraftRow { id, form: form.unwrap_or_default(), step: Step::Kind, updated_at: crate::device::now() })
}

/// What a quick person typed into the plain form before the page came alive.
fn typed_in_plain_form() -> Option<Draft> {
    crate::host::forms()?.take_typed(FORM_ID).filter(|draft| !draft.is_empty())
}
