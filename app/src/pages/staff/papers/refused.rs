//! What was written of a paper of the board and did not take effect.

use domain::posting::{Command, Posting};
use leptos::prelude::*;

use super::{
    super::{focus::focus_soon, not_saved::NotSavedNotice},
    Editing, EditingContext,
    editor::FIRST_FIELD,
    work_on,
};
use crate::{device::use_device, entities::Refused};

/// Each of them.
#[component]
pub fn NotSaved() -> impl IntoView {
    let all = use_device().desk.entities.of::<Posting>();
    move || all.get().refused.iter().cloned().map(|refused| view! { <One refused /> }).collect_view()
}

#[component]
fn One(refused: Refused<Posting>) -> impl IntoView {
    let device = use_device();
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
    let go_on = wording.map(|wording| {
        Callback::new(move |()| {
            // On what stands there now: the colleague's words are in the list below.
            let base = work_on(&device, id).map(|state| state.rev);
            editing.set(Some(Editing::again(&wording, base)));
            device.dismiss(op);
            focus_soon(FIRST_FIELD.to_owned());
        })
    });
    view! { <NotSavedNotice detail written go_on drop=Callback::new(move |()| device.dismiss(op)) /> }
}
