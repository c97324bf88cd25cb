//! What was written here and did not take effect: why, and the way to go on with it.

use domain::{
    posting::{Command, Posting},
    words::{Text, text},
};
use leptos::prelude::*;

use super::{super::focus::focus_soon, Editing, EditingContext, editor::FIRST_FIELD, work_on};
use crate::{
    components::{NoticeBox, Show, Tone},
    device::use_device,
    entities::Refused,
    lang::{say, use_lang},
};

const YOURS: Text = text("您写的：", "What you wrote:");
const GO_ON: Text = text("接着改", "Go on with it");
const DROP: Text = text("知道了", "Understood");

/// Each of them.
#[component]
pub fn NotSaved() -> impl IntoView {
    let all = use_device().desk.entities.of::<Posting>();
    move || all.get().refused.iter().cloned().map(|refused| view! { <One refused /> }).collect_view()
}

#[component]
fn One(refused: Refused<Posting>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let EditingContext(editing) = expect_context();
    let Refused { op, id, command, detail, .. } = refused;
    let (wording, written) = match command {
        Command::Write { wording, .. } => {
            let title = wording.paper.title().zh.clone();
            (Some(wording), Some(title))
        }
        Command::Return { why } => (None, Some(why)),
        Command::Submit | Command::Approve | Command::Discard | Command::Confirm { .. } => (None, None),
    };
    let can_go_on = wording.is_some();
    let go_on = move |_| {
        if let Some(wording) = &wording {
            // On what stands there now: the colleague's words are in the list below.
            let base = work_on(&device, id).map(|state| state.rev);
            editing.set(Some(Editing::again(wording, base)));
            device.dismiss(op);
            focus_soon(FIRST_FIELD.to_owned());
        }
    };
    view! {
        <NoticeBox tone=Tone::Error>
            <p>{move || detail.in_lang(lang.get()).to_owned()}</p>
            {written.map(|written| view! { <p class="replies__words">{say(YOURS)} " " {written}</p> })}
            <div class="actions">
                <Show when=move || can_go_on>
                    <button class="btn" type="button" on:click=go_on.clone()>
                        {say(GO_ON)}
                    </button>
                </Show>
                <button class="btn btn--quiet" type="button" on:click=move |_| device.dismiss(op)>
                    {say(DROP)}
                </button>
            </div>
        </NoticeBox>
    }
}
