//! The form in which a plan is changed.

use domain::{
    ids::StaffId,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    Context,
    draft::{Draft, Wrong},
    exceptions::ExceptionRow,
    shifts::ShiftRow,
};
use crate::{
    components::{For, Icon, NoticeBox, Sign, Tone},
    device::use_device,
    lang::{say, use_lang},
    pages::staff::{sign_in::Submit, trouble::Trouble},
    staff_api::{self, ApiError},
};

const SHIFTS: Text = text("每周的班次", "Shifts of a week");
const EXCEPTIONS: Text = text("请假、外出、加班", "Leave, hours away, extra shifts");
const ADD_SHIFT: Text = text("加一个班次", "Add a shift");
const ADD_EXCEPTION: Text = text("加一条", "Add one");
const SAVE: Text = text("保存排班", "Save the plan");
const SAVING: Text = text("正在保存…", "Saving…");
const CANCEL: Text = text("先不改", "Not now");
const FAILED: Text = text("没有保存", "Not saved");

/// The form.
#[component]
pub fn Editor(
    /// Whose plan.
    id: StaffId,
) -> impl IntoView {
    let context: Context = expect_context();
    let device = use_device();
    let lang = use_lang();
    let today = device.now().day();
    let draft = Draft::of(&untrack(|| context.plan(id)), today);
    let wrong = RwSignal::new(None::<Wrong>);
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let save = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        if busy.get_untracked() {
            return;
        }
        error.set(None);
        let plan = match draft.read() {
            Ok(plan) => plan,
            Err(why) => return wrong.set(Some(why)),
        };
        wrong.set(None);
        busy.set(true);
        spawn_local(async move {
            match staff_api::put_plan(id, &plan).await {
                Ok(()) => context.is_saved(id, plan),
                Err(why) => {
                    error.set(Some(why));
                    busy.set(false);
                }
            }
        });
    };
    let said = move || {
        wrong.get().map(|wrong| {
            let sentence = wrong.sentence().in_lang(lang.get()).to_owned();
            view! {
                <NoticeBox tone=Tone::Error>
                    <p>{sentence}</p>
                </NoticeBox>
            }
        })
    };
    view! {
        <form class="roster__form" novalidate on:submit=save>
            <fieldset>
                <legend class="field__label">{say(SHIFTS)}</legend>
                <For each=move || draft.shifts.get() key=|shift| shift.key let:shift>
                    <ShiftRow shift draft />
                </For>
                <button class="btn btn--small" type="button" on:click=move |_| draft.add_ordinary_shift()>
                    <Icon sign=Sign::Plus />
                    {say(ADD_SHIFT)}
                </button>
            </fieldset>
            <fieldset>
                <legend class="field__label">{say(EXCEPTIONS)}</legend>
                <For each=move || draft.exceptions.get() key=|exception| exception.key let:exception>
                    <ExceptionRow exception draft />
                </For>
                <button class="btn btn--small" type="button" on:click=move |_| draft.add_leave(today.next())>
                    <Icon sign=Sign::Plus />
                    {say(ADD_EXCEPTION)}
                </button>
            </fieldset>
            <div role="alert">{said}</div>
            <Trouble error title=FAILED />
            <div class="actions">
                <Submit busy label=SAVE busy_label=SAVING />
                <button class="btn" type="button" on:click=move |_| context.editing.set(None)>
                    {say(CANCEL)}
                </button>
            </div>
        </form>
    }
}
