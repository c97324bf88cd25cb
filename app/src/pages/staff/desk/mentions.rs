//! Colleagues who are to read a note: it shows on their day until they tick it off.

use domain::{
    ids::{CaseId, StaffId},
    role::Role,
    words::{Text, text},
};
use leptos::prelude::*;

use super::context::{DeskContext, use_desk};
use crate::{components::Show, lang::say};

const WHO: Text = text("提醒谁看（会出现在对方的今日一览）", "Who is to read it (it shows on their day)");

/// Beside the note's own place, so that both are cleared together.
const PLACE: &str = "note.to";

/// Who was chosen for the note that is being written.
#[must_use]
pub fn named(desk: DeskContext, case: CaseId) -> Vec<StaffId> {
    desk.written(case, PLACE).split(',').filter_map(|id| id.parse().ok()).collect()
}

/// One toggle for each colleague who can write here.
#[component]
pub fn Mentions(
    /// The case.
    id: CaseId,
) -> impl IntoView {
    let desk = use_desk();
    let slot = desk.slot(id, PLACE);
    let colleagues = Memo::new(move |_| {
        let me = desk.me.with(|me| me.id);
        let members = desk.device.desk.members;
        let mut all: Vec<(String, StaffId)> = members.with(|members| {
            let others = members.values().filter(|one| one.id != me && one.role != Role::Regulator);
            others.map(|one| (one.name.clone(), one.id)).collect()
        });
        all.sort();
        all
    });
    let toggle = move |who: StaffId| {
        let mut chosen = named(desk, id);
        if chosen.contains(&who) {
            chosen.retain(|one| *one != who);
        } else {
            chosen.push(who);
        }
        slot.set(chosen.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
    };
    let one = move |(name, who): (String, StaffId)| {
        let is_chosen = move || slot.get().split(',').any(|id| id == who.to_string());
        view! {
            <button
                class="pill"
                type="button"
                aria-pressed=move || is_chosen().to_string()
                on:click=move |_| toggle(who)
            >
                {format!("@{name}")}
            </button>
        }
    };
    view! {
        <Show when=move || colleagues.with(|all| !all.is_empty())>
            <div class="pills composer__mentions" role="group" aria-label=say(WHO)>
                <span class="muted small">{say(WHO)}</span>
                {move || colleagues.get().into_iter().map(one).collect_view()}
            </div>
        </Show>
    }
}
