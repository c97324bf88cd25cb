//! 常用答复: supervisors keep the words that the desk writes every day. It works without a network; what waits says so.

mod editor;
mod list;
mod refused;

use domain::{
    canned_reply::Reader,
    role::Role,
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use self::{editor::Editor, list::List, refused::NotSaved};
use super::staff_frame::StaffFrame;
use crate::lang::say;

const TITLE: Text = text("常用答复", "Common replies");
const LEAD: Text = text(
    "每天要写的话，写好放在这里，办案时点一下就能用。没有网络也能改，联网后同事就看得到。",
    "Words that are written every day: keep them here, and one tap writes them in a case. You can change them without a network; colleagues see it once there is one.",
);
const NOT_YOURS: Text = text("常用答复由主管修改。", "Supervisors keep the common replies.");

/// What is being edited: an existing reply at a revision, or a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Editing {
    id: Uuid,
    /// None for a new one.
    base: Option<u64>,
    reader: Reader,
    title: [String; 2],
    words: [String; 2],
}

/// What is being edited on this page, if anything.
#[derive(Clone, Copy, Debug)]
struct EditingContext(RwSignal<Option<Editing>>);

/// The page.
#[component]
pub fn Replies() -> impl IntoView {
    view! { <StaffFrame title=TITLE main="members replies" not_yours=NOT_YOURS shows=shown /> }
}

fn shown(role: Role) -> Option<AnyView> {
    let page = || {
        let editing = RwSignal::new(None);
        provide_context(EditingContext(editing));
        view! {
            <p class="fund__lead">{say(LEAD)}</p>
            <NotSaved />
            {move || editing.get().map(|begun| view! { <Editor begun /> })}
            <List reader=Reader::Consumer />
            <List reader=Reader::Staff />
        }
        .into_any()
    };
    role.supervises().then(page)
}
