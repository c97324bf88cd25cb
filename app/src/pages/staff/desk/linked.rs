//! Cases that belong to this one: the same matter filed twice, and a report split off from a complaint.

use domain::{
    case::{Case, LinkKind},
    form::Term,
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{
    context::{CaseSignal, use_desk},
    item,
};
use crate::{
    components::{Icon, Show, Sign},
    lang::{say, use_lang},
};

const TITLE: Text = text("相关案件", "Cases that belong together");
const INTO: Text = text("本件并入这一件办理", "This case goes on in");
const FROM: Text = text("这一件并入本件办理", "Goes on in this case");
const ELSEWHERE: Text = text("这台设备上没有这一件", "Not on this device");

/// The list; nothing where there is none.
#[component]
pub fn Linked(
    /// The case.
    case: CaseSignal,
) -> impl IntoView {
    let others = Memo::new(move |_| case.with(|on_desk| others(&on_desk.case)));
    view! {
        <Show when=move || others.with(|others| !others.is_empty())>
            <section class="card card--flush" aria-labelledby="desk-linked">
                <h2 class="card__title" id="desk-linked">
                    {say(TITLE)}
                </h2>
                <ul class="rows">
                    {move || others.get().into_iter().map(|(id, is)| view! { <Other id is /> }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Other(id: CaseId, is: Text) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let title = move || {
        let elsewhere = || ELSEWHERE.in_lang(lang.get()).to_owned();
        desk.case(id).map_or_else(elsewhere, |on_desk| item::title(&on_desk, lang.get()))
    };
    view! {
        <li>
            <a class="row" href=format!("/staff/case/{id}")>
                <Icon sign=Sign::Folder />
                <span class="row__main">
                    <span class="row__title">{title}</span>
                    <span class="row__meta">{say(is)}</span>
                </span>
            </a>
        </li>
    }
}

fn others(case: &Case) -> Vec<(CaseId, Text)> {
    let into = case.merged_into.into_iter().map(|id| (id, INTO));
    let from = case.duplicates.iter().map(|id| (*id, FROM));
    let links = LinkKind::ALL.iter().flat_map(|is| case.linked(*is).map(|id| (id, is.name())));
    into.chain(from).chain(links).collect()
}
