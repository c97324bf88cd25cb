//! One step of the form.

use domain::{
    form::{Field, Step, check_fields},
    ids::CaseId,
    words::{Text, text},
};
use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};
use uuid::Uuid;

use super::{
    begin::{address, step_name},
    errors::ErrorList,
    form_state::{FormState, today},
    review::Review,
    steps,
};
use crate::{
    components::{AppBar, Icon, NoticeBox, Page, Sign, Tone},
    device::{DraftRow, FileProblem, Saving, use_device},
    lang::{say, use_lang},
    pages::attach::Attach,
    words::OPENING,
};

const STEP_OF: Text = text("第 {} 步，共 {} 步", "Step {} of {}");
const HOME: Text = text("首页", "Home");
const BACK: Text = text("上一步", "Back");
const NEXT: Text = text("下一步", "Next");
const SUBMIT: Text = text("提交", "Submit");
const SUBMITTING: Text = text("正在保存…", "Saving…");
const SAVED: Text = text("草稿已存在这台设备 · {}", "Draft saved on this device · {}");
const NOT_YET: Text = text("您填的会自动存在这台设备上", "What you write is saved on this device by itself");
const MEMORY_ONLY: Text = text(
    "您填的只留在这块屏幕上，提交或结束后就清除",
    "What you write stays on this screen only, and is gone once you submit or end",
);
const SAVING: Text = text("正在存…", "Saving…");
const NO_RULES: Text = text(
    "还没有连上服务器拿到办理规则，请连一次网络再提交。您填的都还在。",
    "The rules have not been fetched yet; please go online once, then submit. What you wrote is still here.",
);

/// The page. It needs the device, so it begins once the page is alive.
#[component]
pub fn Wizard() -> impl IntoView {
    let device = use_device();
    let params = use_params_map();
    let draft = Memo::new(move |_| params.with(|params| params.get("draft")).and_then(|id| Uuid::parse_str(&id).ok()));
    let ready = Memo::new(move |_| device.alive.get() && device.loaded.get());
    move || match (ready.get(), draft.get()) {
        (false, _) => view! { <p class="loading" role="status">{say(OPENING)}</p> }.into_any(),
        (true, None) => view! { <crate::pages::not_found::NotFound /> }.into_any(),
        (true, Some(id)) => view! { <Filling id /> }.into_any(),
    }
}

#[component]
fn Filling(id: Uuid) -> impl IntoView {
    let device = use_device();
    let navigate = use_navigate();
    if device.mine.with_untracked(|mine| mine.iter().any(|own| own.id == CaseId(id))) {
        // Submitted already, perhaps in another tab: there is nothing to fill in any more.
        navigate(&device.address_of(id), NavigateOptions { replace: true, ..NavigateOptions::default() });
        return ().into_any();
    }
    let known = device.drafts.with_untracked(|drafts| drafts.iter().find(|row| row.id == id).cloned());
    let form = FormState::new(known.map(|row| row.form).unwrap_or_default(), Vec::new(), true);
    let params = use_params_map();
    let step = Memo::new(move |_| {
        let name = params.with(|params| params.get("step")).unwrap_or_default();
        Step::ALL.into_iter().find(|step| step_name(*step) == name).unwrap_or(Step::Kind)
    });
    let row = move || DraftRow {
        id,
        form: form.draft.get_untracked(),
        step: step.get_untracked(),
        updated_at: crate::device::now(),
    };
    // Every keystroke, and the step where the person is, once there is something worth keeping.
    Effect::new(move |before: Option<(u32, Step)>| {
        let now = (form.typed.get(), step.get());
        if before.is_some_and(|before| before != now) && !form.draft.with_untracked(domain::form::Draft::is_empty) {
            device.save_draft(row());
        }
        now
    });
    view! { <StepPage id form step row=Callback::new(move |()| row()) /> }.into_any()
}

#[component]
fn StepPage(id: Uuid, form: FormState, step: Memo<Step>, row: Callback<(), DraftRow>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let navigate = use_navigate();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<Text>);
    let heading = NodeRef::<html::H1>::new();
    // A new step begins at its question, for eyes and for screen readers.
    Effect::new(move |before: Option<Step>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            form.errors.set(Vec::new());
            failed.set(None);
            if let Some(heading) = heading.get() {
                let _ = heading.focus();
            }
            #[cfg(feature = "hydrate")]
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        now
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let errors = check_fields(&form.draft.get_untracked(), step.get_untracked(), today());
        let fine = errors.is_empty();
        form.errors.set(Vec::new());
        form.errors.set(errors);
        if !fine || busy.get_untracked() {
            return;
        }
        if let Some(next) = step.get_untracked().next() {
            navigate(&address(id, next), NavigateOptions::default());
            return;
        }
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            match device.file(row.run(())).await {
                Ok(case) => navigate(
                    &format!("{}?new", device.address_of(case)),
                    NavigateOptions { replace: true, ..NavigateOptions::default() },
                ),
                Err(FileProblem::Form(errors)) => form.errors.set(errors),
                Err(FileProblem::Storage(problem)) => failed.set(Some(problem.sentence())),
                Err(FileProblem::NoRules) => failed.set(Some(NO_RULES)),
            }
            busy.set(false);
        });
    };
    let back = Signal::derive(move || step.get().previous().map_or_else(|| "/".to_owned(), |step| address(id, step)));
    view! {
        <Page
            class="wizard"
            title=Signal::derive(move || step.get().title().in_lang(lang.get()).to_owned())
            bar=move || view! { {move || { let to = if step.get() == Step::Kind { HOME } else { BACK }; view! { <AppBar back to /> } }} }
            foot=move || view! { <Foot step busy /> }
        >
            <Progress step />
            <ErrorList form at=Callback::new(move |field: Field| {
                if step.get_untracked() == Step::Review { format!("{}#{}", address(id, field.step()), field.name()) } else { format!("#{}", field.name()) }
            }) />
            {move || failed.get().map(|sentence| view! { <NoticeBox tone=Tone::Error><p role="alert">{say(sentence)}</p></NoticeBox> })}
            <h1 class="wizard__ask" tabindex="-1" node_ref=heading>{move || step.get().title().in_lang(lang.get())}</h1>
            <form id="step" novalidate autocomplete=move || device.kiosk.get().then_some("off") on:submit=submit>
                {move || match step.get() {
                    Step::Review => view! { <Review id form /> }.into_any(),
                    step => steps::fields(form, step),
                }}
            </form>
            {move || (step.get() == Step::Facts).then(|| view! { <Attach case=CaseId(id) kept=Signal::stored(Vec::new()) /> })}
        </Page>
    }
}

#[component]
pub(super) fn Progress(step: Memo<Step>) -> impl IntoView {
    let lang = use_lang();
    let words = move || STEP_OF.fill(lang.get(), &[&step.get().number().to_string(), &Step::ALL.len().to_string()]);
    let bar = Step::ALL
        .into_iter()
        .map(|one| {
            let class = move || match one.cmp(&step.get()) {
                std::cmp::Ordering::Less => "steps__done",
                std::cmp::Ordering::Equal => "steps__now",
                std::cmp::Ordering::Greater => "steps__todo",
            };
            view! { <i class=class></i> }
        })
        .collect_view();
    view! {
        <div class="steps">
            <p class="steps__text num">{words}</p>
            <div class="steps__bar" aria-hidden="true">{bar}</div>
        </div>
    }
}

#[component]
pub(super) fn Foot(step: Memo<Step>, busy: RwSignal<bool>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let label = move || match (step.get(), busy.get()) {
        (Step::Review, true) => SUBMITTING.in_lang(lang.get()),
        (Step::Review, false) => SUBMIT.in_lang(lang.get()),
        _ => NEXT.in_lang(lang.get()),
    };
    let saved = move || match device.saving.get() {
        Saving::Failed(problem) => problem.sentence().in_lang(lang.get()).to_owned(),
        _ if device.kiosk.get() => MEMORY_ONLY.in_lang(lang.get()).to_owned(),
        Saving::Untouched => NOT_YET.in_lang(lang.get()).to_owned(),
        Saving::Pending => SAVING.in_lang(lang.get()).to_owned(),
        Saving::Saved(at) => {
            let (hour, minute) = at.hour_minute();
            SAVED.fill(lang.get(), &[&format!("{hour:02}:{minute:02}")])
        }
    };
    let not_saved = move || matches!(device.saving.get(), Saving::Failed(_));
    view! {
        <div class="actionbar" role="region" aria-label=label>
            <div class="actionbar__row">
                <button class="btn btn--main" type="submit" form="step" aria-busy=move || busy.get().then_some("true") disabled=move || busy.get()>
                    {label}
                </button>
            </div>
            <p class="saved" class=("saved--failed", not_saved) role="status">
                {move || if not_saved() { view! { <Icon sign=Sign::Alert /> } } else { view! { <Icon sign=Sign::Saved /> } }}
                <span class="tnum">{saved}</span>
            </p>
        </div>
    }
}
