//! What was written of a reply and did not take effect.

use domain::{
    canned_reply::{CannedReply, Command},
    words::Bilingual,
};
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
    let replies = use_device().desk.entities.of::<CannedReply>();
    move || replies.get().refused.iter().cloned().map(|refused| view! { <One refused /> }).collect_view()
}

#[component]
fn One(refused: Refused<CannedReply>) -> impl IntoView {
    let device = use_device();
    let EditingContext(editing) = expect_context();
    let Refused { op, id, command, detail, .. } = refused;
    let replies = device.desk.entities.of::<CannedReply>();
    let (written, go_on) = match command {
        Command::Write { reader, title, words } => {
            let written = format!("{}：{}", title.zh, words.zh);
            let go_on = Callback::new(move |()| {
                // On what stands there now: the colleague's words are in the list below.
                let base = Editing::now(&replies.get_untracked(), id);
                let both = |text: &Bilingual| [text.zh.clone(), text.en.clone()];
                editing.set(Some(Editing { id, base, reader, title: both(&title), words: both(&words) }));
                device.dismiss(op);
                focus_soon(FIRST_FIELD.to_owned());
            });
            (Some(written), Some(go_on))
        }
        Command::Retire | Command::Restore => (None, None),
    };
    view! { <NotSavedNotice detail written go_on drop=Callback::new(move |()| device.dismiss(op)) /> }
}
