//! One member: who, how they stand now, their week, and the way to change it.

use domain::{
    ids::StaffId,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{Context, editor::Editor, week::Week};
use crate::{
    components::{NoticeBox, Show, Tone},
    device::use_device,
    lang::{say, use_lang},
};

const ON_DUTY: Text = text("在岗", "On duty");
const OFF_DUTY: Text = text("不在岗", "Off duty");
const ABSENT: Text = text("请假中", "On leave");
const CHANGE: Text = text("改排班", "Change the plan");
const SAVED: Text =
    text("{} 的排班已保存，到点自动上岗下岗。", "The plan of {} is saved; it puts them on and off duty by itself.");

/// The member.
#[component]
pub fn MemberPlan(
    /// Whose.
    id: StaffId,
) -> impl IntoView {
    let context: Context = expect_context();
    let device = use_device();
    let lang = use_lang();
    let member = Memo::new(move |_| device.desk.members.with(|members| members.get(&id).cloned()));
    let name = Memo::new(move |_| member.with(|member| member.as_ref().map(|m| m.name.clone()).unwrap_or_default()));
    let role = move || member.with(|member| member.as_ref().map(|m| m.role.name().in_lang(lang.get())));
    let standing = move || {
        member.with(|member| {
            let member = member.as_ref();
            let (word, class) = if member.is_some_and(|member| member.absent) {
                (ABSENT, "tag tag--amber")
            } else if member.is_some_and(|member| member.on_duty) {
                (ON_DUTY, "tag tag--pine")
            } else {
                (OFF_DUTY, "tag")
            };
            view! { <span class=class>{word.in_lang(lang.get())}</span> }
        })
    };
    let title = format!("roster-{id}");
    let labelled_by = title.clone();
    let edits = move || context.editing.get() == Some(id);
    view! {
        <li class="roster__member">
            <section aria-labelledby=labelled_by>
                <div class="roster__head">
                    <h2 class="roster__name" id=title>
                        {move || name.get()}
                    </h2>
                    <span class="muted">{role}</span>
                    {standing}
                    <Show when=move || context.manages && !edits()>
                        <button class="btn btn--small" type="button" on:click=move |_| context.edit(id)>
                            {say(CHANGE)}
                            <span class="vh">" "{move || name.get()}</span>
                        </button>
                    </Show>
                </div>
                <div role="status">
                    <Show when=move || context.saved.get() == Some(id)>
                        <NoticeBox tone=Tone::Done>
                            <p>{move || SAVED.fill(lang.get(), &[&name.get()])}</p>
                        </NoticeBox>
                    </Show>
                </div>
                <Week id />
                <Show when=edits>
                    <Editor id />
                </Show>
            </section>
        </li>
    }
}
