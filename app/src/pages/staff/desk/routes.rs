//! The five fast mechanisms on a case: which it takes, and why, in the words of the rules.

use domain::{
    form::{Kind, Term},
    mechanism::{Decision, decisions},
    words::{Text, text},
};
use leptos::prelude::*;

use super::context::{CaseSignal, use_desk};
use crate::{
    components::{Icon, Show, Sign},
    lang::{say, use_lang},
};

const TITLE: Text = text("快速机制", "Fast mechanisms");
const OTHERS: Text = text("为什么不适用其他机制", "Why the others do not apply");

/// The card; only a complaint that is still open has one.
#[component]
pub fn Routes(
    /// The case.
    case: CaseSignal,
) -> impl IntoView {
    let desk = use_desk();
    let all = Memo::new(move |_| {
        case.with(|on_desk| {
            let case = &on_desk.case;
            if case.complaint.kind != Kind::Complaint || case.state.is_final() {
                return Vec::new();
            }
            desk.device.notice.with(|notice| {
                notice.as_ref().map(|notice| decisions(case, &notice.calendar, desk.now.get())).unwrap_or_default()
            })
        })
    });
    let some =
        move |takes: bool| all.with(|all| all.iter().filter(|it| it.takes == takes).cloned().collect::<Vec<_>>());
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="card" aria-labelledby="desk-routes">
                <h2 class="card__title" id="desk-routes">
                    {say(TITLE)}
                </h2>
                <ul class="routes">{move || some(true).into_iter().map(way).collect_view()}</ul>
                <Show when=move || !some(false).is_empty()>
                    <details class="routes__others">
                        <summary>{say(OTHERS)}</summary>
                        <ul class="routes">{move || some(false).into_iter().map(way).collect_view()}</ul>
                    </details>
                </Show>
            </section>
        </Show>
    }
}

fn way(decision: Decision) -> impl IntoView {
    let lang = use_lang();
    let sign = if decision.takes { Sign::Check } else { Sign::Close };
    view! {
        <li class="routes__item" class:routes__item--taken=decision.takes>
            <Icon sign />
            <span class="routes__name">{say(decision.mechanism.name())}</span>
            <span class="routes__why">{move || decision.because.in_lang(lang.get()).to_owned()}</span>
        </li>
    }
}
