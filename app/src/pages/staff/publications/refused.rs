//! What was written of a publication and did not take effect.

use domain::publication::{Command, Publication};
use leptos::prelude::*;

use super::{
    super::{focus::focus_soon, not_saved::NotSavedNotice},
    Editing, EditingContext,
    editor::FIRST_FIELD,
};
use crate::{device::use_device, entities::Refused};

/// Each of them.
#[component]
pub fn NotSaved() -> impl IntoView {
    let all = use_device().desk.entities.of::<Publication>();
    move || all.get().refused.iter().cloned().map(|refused| view! { <One refused /> }).collect_view()
}

#[component]
fn One(refused: Refused<Publication>) -> impl IntoView {
    let device = use_device();
    let EditingContext(editing) = expect_context();
    let Refused { op, id, command, detail, .. } = refused;
    let all = device.desk.entities.of::<Publication>();
    let (wording, written) = match command {
        Command::Write { wording } => (Some((wording, None)), None),
        Command::WriteFaq { wording, case, .. } => (Some((wording, Some(case))), None),
        Command::Return { why } | Command::Withdraw { why } => (None, Some(why)),
        Command::Submit | Command::Approve => (None, None),
    };
    let words = wording.as_ref().map(|(wording, _)| format!("{}：{}", wording.title.zh, wording.words.zh));
    let go_on = wording.map(|(wording, case)| {
        Callback::new(move |()| {
            // On what stands there now: the colleague's words are in the list below.
            let base = all.with_untracked(|list| list.shown.get(&id).map(|shown| shown.state.rev));
            editing.set(Some(Editing::of(id, base, &wording, case)));
            device.dismiss(op);
            focus_soon(FIRST_FIELD.to_owned());
        })
    });
    view! { <NotSavedNotice detail written=words.or(written) go_on drop=Callback::new(move |()| device.dismiss(op)) /> }
}
