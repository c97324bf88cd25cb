//! A supervisor gives the cases of somebody who is not there to the colleagues who are: each to whoever has the fewest.

use domain::{
    case::{Case, Command, OnDuty, assignments},
    ids::{CaseId, StaffId},
    words::{Text, text},
};
use leptos::{html::Dialog, prelude::*, task::spawn_local};

use crate::{
    components::Show,
    device::{Device, use_device},
    lang::{say, use_lang},
};

const GIVE: Text = text("分出名下 {} 件", "Give out {} case{s}");
const ASK: Text = text("把 {} 名下的 {} 件案件分给在岗同事？", "From {}: give {} case{s} to colleagues on duty?");
const WHAT: Text = text(
    "每件都分给手上最少的同事，首问人不变。没有网络也可以先分，联网后自动送达。",
    "Each goes to whoever has the fewest; the first receivers stay. Without a network it is sent later by itself.",
);
const NOBODY: Text = text(
    "现在没有别的同事在岗。请先让一位同事上岗，再来分。",
    "No other colleague is on duty. Have somebody come on duty first.",
);
const YES: Text = text("分给同事", "Give them out");
const BACK: Text = text("先不分", "Not now");

/// The button, where there is something to give out.
#[component]
pub fn HandOut(
    /// Of whom.
    id: StaffId,
    /// Their name.
    name: Memo<String>,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let asking = NodeRef::<Dialog>::new();
    let count = Memo::new(move |_| theirs(device, id).len());
    let gives = Memo::new(move |_| shared_out(device, id).len());
    let numbers = move || count.get().to_string();
    let close = move || {
        if let Some(dialog) = asking.get_untracked() {
            dialog.close();
        }
    };
    let ask = move |_| {
        if let Some(dialog) = asking.get_untracked()
            && dialog.show_modal().is_err()
        {
            dialog.set_open(true);
        }
    };
    let give = move |_| {
        close();
        let shared_out = untrack(|| shared_out(device, id));
        spawn_local(async move {
            for (case, rev, command) in shared_out {
                device.act_as_staff(case, rev, command).await;
            }
        });
    };
    let title = format!("give-{id}");
    let labelled_by = title.clone();
    view! {
        <Show when=move || { count.get() > 0 }>
            <button class="btn btn--small" type="button" on:click=ask>
                {move || GIVE.fill(lang.get(), &[&numbers()])}
                <span class="vh">" "{move || name.get()}</span>
            </button>
        </Show>
        <dialog class="dialog" aria-labelledby=labelled_by node_ref=asking>
            <h2 class="dialog__title" id=title>
                {move || ASK.fill(lang.get(), &[&name.get(), &numbers()])}
            </h2>
            <p class="dialog__text">{move || if gives.get() > 0 { say(WHAT)() } else { say(NOBODY)() }}</p>
            <div class="dialog__actions">
                <button class="btn" type="button" on:click=move |_| close()>
                    {say(BACK)}
                </button>
                <Show when=move || { gives.get() > 0 }>
                    <button class="btn btn--main" type="button" on:click=give>
                        {say(YES)}
                    </button>
                </Show>
            </div>
        </dialog>
    }
}

fn theirs(device: Device, id: StaffId) -> Vec<Case> {
    let is_theirs = |case: &Case| case.assignee == Some(id) && case.is_open();
    device.desk.cases.with(|cases| {
        cases.values().filter(|on_desk| is_theirs(&on_desk.case)).map(|on_desk| on_desk.case.clone()).collect()
    })
}

/// The commands by which their cases go to others, each with the revision of its case.
fn shared_out(device: Device, id: StaffId) -> Vec<(CaseId, u64, Command)> {
    let theirs = theirs(device, id);
    let open_cases = |staff: StaffId| {
        device.desk.cases.with(|cases| {
            let is_open = |case: &Case| case.assignee == Some(staff) && case.is_open();
            u32::try_from(cases.values().filter(|on_desk| is_open(&on_desk.case)).count()).unwrap_or(u32::MAX)
        })
    };
    let on_duty: Vec<OnDuty> = device.desk.members.with(|members| {
        let there = members.values().filter(|member| member.active && member.on_duty);
        there
            .map(|member| OnDuty {
                staff: member.id,
                role: member.role,
                open_cases: open_cases(member.id),
                last_given: 0,
            })
            .collect()
    });
    let rev = |case: CaseId| theirs.iter().find(|known| known.id == case).map_or(0, |known| known.rev);
    assignments(&theirs, &on_duty, &[id]).into_iter().map(|(case, command)| (case, rev(case), command)).collect()
}
