//! The panel over a case: first which move, then just what that move needs.

use domain::{
    case::Case,
    money::Amount,
    words::{Text, text},
};
use leptos::{html::Dialog, prelude::*};

use super::{
    action_input::{Asked, place},
    action_inputs,
    actions::offered,
    bar::act_at_once,
    commands::{Missing, commands},
    context::{CaseSignal, use_desk},
    controls,
    desk_action::DeskAction,
    filled_in::{FilledIn, as_promised, fill_in},
};
use crate::{
    components::{Icon, Sign, amount_read::Large},
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
    Do(DeskAction),
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
                Some(Panel::Do(desk_action)) => view! { <Doing case panel desk_action /> }.into_any(),
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
                    .map(|desk_action| {
                        let press = move |_| {
                            if action_inputs::parts(desk_action).is_empty() {
                                act_at_once(desk, case, desk_action);
                                panel.set(None);
                            } else {
                                panel.set(Some(Panel::Do(desk_action)));
                            }
                        };
                        view! {
                            <button class="btn" type="button" on:click=press>
                                {say(desk_action.name())}
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
fn Doing(case: CaseSignal, panel: RwSignal<Option<Panel>>, desk_action: DeskAction) -> impl IntoView {
    let desk = use_desk();
    let id = case.with_untracked(|on_desk| on_desk.case.id);
    let missing = RwSignal::new(None::<Missing>);
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        let typed = |key: &str| desk.written(id, &place(desk_action, key));
        match commands(desk_action, desk.device.now().day(), fresh_name(), typed) {
            Ok(commands) => {
                case.with_untracked(|on_desk| {
                    let commands = as_promised(desk, &on_desk.case, commands);
                    desk.act_on_words(on_desk, commands, place(desk_action, ""));
                });
                panel.set(None);
            }
            Err(found) => {
                missing.set(Some(found));
                focus_soon(controls::id(found.key));
            }
        }
    };
    let parts = action_inputs::parts(desk_action);
    let on_desk = case.get_untracked();
    fill_in(desk, &on_desk.case, desk_action);
    let known = on_desk.case.clone();
    let paid = case.with_untracked(|on_desk| paid(&on_desk.case, desk_action));
    view! {
        <h2 class="dialog__title" id="desk-panel">
            {say(desk_action.name())}
        </h2>
        <FilledIn desk case=known desk_action />
        {paid.map(|amount| view! { <p class="amount-read"><Large amount /></p> })}
        <form class="dialog__form" novalidate on:submit=submit>
            {parts.iter().map(|part| view! { <Asked part=*part case id desk_action missing /> }).collect_view()}
            <div class="dialog__actions">
                <button class="btn" type="button" on:click=move |_| panel.set(None)>
                    {say(BACK)}
                </button>
                <button class="btn btn--main" type="submit">
                    {say(desk_action.name())}
                </button>
            </div>
        </form>
    }
}

/// How much is recorded as handed over.
fn paid(case: &Case, desk_action: DeskAction) -> Option<Amount> {
    let DeskAction::AdvancePaid(id) = desk_action else { return None };
    let payment = case.payments.iter().find(|payment| payment.id == id)?;
    Some(Amount { yuan: payment.amount, about: false })
}
