//! The panel over a case: first which move, then just what that move needs.

use domain::words::{Text, text};
use leptos::{html::Dialog, prelude::*};

use super::{
    actions::offered,
    asked::{Asked, place},
    asking,
    bar::act_at_once,
    commands::{Missing, commands},
    context::{CaseSignal, use_desk},
    controls,
    deed::Deed,
};
use crate::{
    components::{Icon, Sign},
    device::fresh_name,
    lang::say,
    pages::staff::{focus::focus_soon, paper::Paper},
};

const MORE: Text = text("要做哪一步？", "Which step?");
const BACK: Text = text("先不做", "Not now");

/// What the panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The list of moves.
    More,
    /// What one move asks.
    Do(Deed),
}

/// The panel. A native dialog: focus stays in it, and Escape closes it; what was typed is kept.
#[component]
pub fn Over(
    /// The case.
    case: CaseSignal,
    /// What the panel shows, where it is open.
    panel: RwSignal<Option<Panel>>,
) -> impl IntoView {
    let node = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (panel.get().is_some(), dialog.open()) {
            // Where a browser cannot do it, the attribute shows it without the veil.
            (true, false) if dialog.show_modal().is_err() => dialog.set_open(true),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog class="dialog" aria-labelledby="desk-panel" node_ref=node on:close=move |_| panel.set(None)>
            {move || match panel.get() {
                Some(Panel::More) => view! { <Moves case panel /> }.into_any(),
                Some(Panel::Do(deed)) => view! { <Doing case panel deed /> }.into_any(),
                None => ().into_any(),
            }}
        </dialog>
    }
}

#[component]
fn Moves(case: CaseSignal, panel: RwSignal<Option<Panel>>) -> impl IntoView {
    let desk = use_desk();
    let moves = move || case.with(|on_desk| offered(&on_desk.case, desk.actor()).others);
    let papers = move || {
        let link = |paper: Paper| {
            view! {
                <a class="btn" href=paper.address(case.with(|on_desk| on_desk.case.id))>
                    <Icon sign=Sign::Print />
                    {say(paper.name())}
                </a>
            }
        };
        case.with(|on_desk| Paper::of(&on_desk.case)).into_iter().map(link).collect_view()
    };
    view! {
        <h2 class="dialog__title" id="desk-panel">
            {say(MORE)}
        </h2>
        <div class="dialog__moves">
            {move || {
                moves()
                    .into_iter()
                    .map(|deed| {
                        let press = move |_| {
                            if asking::parts(deed).is_empty() {
                                act_at_once(desk, case, deed);
                                panel.set(None);
                            } else {
                                panel.set(Some(Panel::Do(deed)));
                            }
                        };
                        view! {
                            <button class="btn" type="button" on:click=press>
                                {say(deed.name())}
                            </button>
                        }
                    })
                    .collect_view()
            }}
            {papers}
        </div>
        <div class="dialog__actions">
            <button class="btn btn--quiet" type="button" on:click=move |_| panel.set(None)>
                {say(BACK)}
            </button>
        </div>
    }
}

#[component]
fn Doing(case: CaseSignal, panel: RwSignal<Option<Panel>>, deed: Deed) -> impl IntoView {
    let desk = use_desk();
    let id = case.with_untracked(|on_desk| on_desk.case.id);
    let missing = RwSignal::new(None::<Missing>);
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        let typed = |key: &str| desk.written(id, &place(deed, key));
        match commands(deed, desk.device.now().day(), fresh_name(), typed) {
            Ok(commands) => {
                case.with_untracked(|on_desk| desk.act_on_words(on_desk, commands, place(deed, "")));
                panel.set(None);
            }
            Err(found) => {
                missing.set(Some(found));
                focus_soon(controls::id(found.key));
            }
        }
    };
    let parts = asking::parts(deed);
    view! {
        <h2 class="dialog__title" id="desk-panel">
            {say(deed.name())}
        </h2>
        <form class="dialog__form" novalidate on:submit=submit>
            {parts.iter().map(|part| view! { <Asked part=*part case id deed missing /> }).collect_view()}
            <div class="dialog__actions">
                <button class="btn" type="button" on:click=move |_| panel.set(None)>
                    {say(BACK)}
                </button>
                <button class="btn btn--main" type="submit">
                    {say(deed.name())}
                </button>
            </div>
        </form>
    }
}
