//! The panel over a case: first which move, then just what that move needs.

use domain::{
    case::{Action, Command, DeclineReason, FailureReason, Outcome},
    form::{MESSAGE_CHARS, Term},
    ids::CaseId,
    words::{Text, text},
};
use leptos::{html::Dialog, prelude::*};

use super::{
    actions::offered,
    asking::{self, Missing, Part},
    context::{CaseSignal, use_desk},
};
use crate::{
    components::{Icon, Sign},
    lang::{say, use_lang},
    pages::staff::focus::focus_soon,
    typing::Slot,
};

const MORE: Text = text("要做哪一步？", "Which step?");
const BACK: Text = text("先不做", "Not now");
const DAY: Text = text("商家哪天之前兑现？", "By which day is it carried out?");
const OUTCOME: Text = text("结果", "Outcome");
const REASON: Text = text("原因", "Reason");
const PUBLIC: Text = text("消费者会看到这段话。", "The consumer reads these words.");
const INTERNAL: Text = text("只有工作人员看得到。", "Only staff read this.");
const COUNT: Text = text("已写 {} 字，最多 {} 字", "{} of at most {} characters");

/// What the panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The list of moves.
    More,
    /// What one move asks.
    Do(Action),
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
                Some(Panel::Do(action)) => view! { <Doing case panel action /> }.into_any(),
                None => ().into_any(),
            }}
        </dialog>
    }
}

#[component]
fn Moves(case: CaseSignal, panel: RwSignal<Option<Panel>>) -> impl IntoView {
    let desk = use_desk();
    let moves = move || case.with(|on_desk| offered(&on_desk.case, desk.actor()).others);
    view! {
        <h2 class="dialog__title" id="desk-panel">
            {say(MORE)}
        </h2>
        <div class="actions actions--stack">
            {move || {
                moves()
                    .into_iter()
                    .map(|action| {
                        let press = move |_| {
                            if asking::parts(action).is_empty() {
                                case.with_untracked(|on_desk| desk.act(on_desk, Command::Accept));
                                panel.set(None);
                            } else {
                                panel.set(Some(Panel::Do(action)));
                            }
                        };
                        view! {
                            <button class="btn" type="button" on:click=press>
                                {say(action.name())}
                            </button>
                        }
                    })
                    .collect_view()
            }}
            <button class="btn btn--quiet" type="button" on:click=move |_| panel.set(None)>
                {say(BACK)}
            </button>
        </div>
    }
}

#[component]
fn Doing(case: CaseSignal, panel: RwSignal<Option<Panel>>, action: Action) -> impl IntoView {
    let desk = use_desk();
    let id = case.with_untracked(|on_desk| on_desk.case.id);
    let missing = RwSignal::new(None::<Missing>);
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        let typed = |key: &str| desk.typing.text(id, &place(action, key));
        match asking::command(action, desk.device.now().day(), typed) {
            Ok(command) => {
                case.with_untracked(|on_desk| desk.act(on_desk, command));
                desk.typing.clear(id, &place(action, ""));
                panel.set(None);
            }
            Err(found) => {
                missing.set(Some(found));
                focus_soon(control_id(found.key));
            }
        }
    };
    let parts = asking::parts(action);
    view! {
        <h2 class="dialog__title" id="desk-panel">
            {say(action.name())}
        </h2>
        <form class="dialog__form" novalidate on:submit=submit>
            {parts.iter().map(|part| view! { <Asked part=*part id action missing /> }).collect_view()}
            <div class="dialog__actions">
                <button class="btn" type="button" on:click=move |_| panel.set(None)>
                    {say(BACK)}
                </button>
                <button class="btn btn--main" type="submit">
                    {say(action.name())}
                </button>
            </div>
        </form>
    }
}

/// Where a move's text is kept while it is being written.
fn place(action: Action, key: &str) -> String {
    format!("{action:?}.{key}")
}

fn control_id(key: &str) -> String {
    format!("ask-{key}")
}

#[component]
fn Asked(part: Part, id: CaseId, action: Action, missing: RwSignal<Option<Missing>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let key = part.key();
    let slot = desk.typing.slot(id, &place(action, key));
    let error = move || missing.get().filter(|missing| missing.key == key).map(|missing| missing.what);
    let control = match part {
        Part::Words { label, public } => words(slot, label, public, missing).into_any(),
        Part::Outcome => choice::<Outcome>(slot, OUTCOME, missing).into_any(),
        Part::FailureReason => choice::<FailureReason>(slot, REASON, missing).into_any(),
        Part::DeclineReason => choice::<DeclineReason>(slot, REASON, missing).into_any(),
        Part::Day => day(slot, missing).into_any(),
        Part::Confirm { label, .. } => confirm(slot, key, label, missing).into_any(),
    };
    view! {
        <div class="field" class:field--error=move || error().is_some()>
            {control}
            <div id=format!("ask-{key}-error") aria-live="polite">
                {move || {
                    error()
                        .map(|what| {
                            view! {
                                <p class="field__error">
                                    <Icon sign=Sign::Alert />
                                    <span>{what.in_lang(lang.get())}</span>
                                </p>
                            }
                        })
                }}
            </div>
        </div>
    }
}

fn words(slot: Slot, label: Text, public: bool, missing: RwSignal<Option<Missing>>) -> impl IntoView {
    let lang = use_lang();
    let count = move || {
        let written = slot.get().chars().count().to_string();
        COUNT.fill(lang.get(), &[&written, &MESSAGE_CHARS.to_string()])
    };
    view! {
        <label class="field__label" for="ask-words">
            {say(label)}
        </label>
        <p class="field__hint field__hint--readers" class:field__hint--internal=!public id="ask-words-readers">
            <Icon sign=if public { Sign::Chat } else { Sign::Lock } />
            {say(if public { PUBLIC } else { INTERNAL })}
        </p>
        <textarea
            class="field__input"
            id="ask-words"
            aria-describedby="ask-words-readers ask-words-error"
            prop:value=move || slot.get()
            on:input=move |input| {
                missing.set(None);
                slot.set(event_target_value(&input));
            }
        ></textarea>
        <p class="field__foot">
            <span class="field__count num">{count}</span>
        </p>
    }
}

fn choice<T: Term + Send + Sync>(slot: Slot, label: Text, missing: RwSignal<Option<Missing>>) -> impl IntoView {
    let choose = move |code: &'static str| {
        missing.set(None);
        slot.set(code.to_owned());
    };
    view! {
        <fieldset aria-describedby="ask-reason-error">
            <legend class="field__label">{say(label)}</legend>
            {T::ALL
                .iter()
                .enumerate()
                .map(|(place, term)| {
                    let code = term.code();
                    view! {
                        <label class="check">
                            <input
                                class="check__input"
                                type="radio"
                                name="ask-reason"
                                id=if place == 0 { "ask-reason".to_owned() } else { format!("ask-reason-{place}") }
                                prop:checked=move || slot.get() == code
                                on:change=move |_| choose(code)
                            />
                            <span class="check__text">{say(term.name())}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}

fn day(slot: Slot, missing: RwSignal<Option<Missing>>) -> impl IntoView {
    let today = use_desk().device.now().day().to_string();
    view! {
        <label class="field__label" for="ask-day">
            {say(DAY)}
        </label>
        <input
            class="field__input"
            id="ask-day"
            type="date"
            min=today
            aria-describedby="ask-day-error"
            prop:value=move || slot.get()
            on:input=move |input| {
                missing.set(None);
                slot.set(event_target_value(&input));
            }
        />
    }
}

fn confirm(slot: Slot, key: &'static str, label: Text, missing: RwSignal<Option<Missing>>) -> impl IntoView {
    view! {
        <label class="check">
            <input
                class="check__input"
                type="checkbox"
                id=control_id(key)
                aria-describedby=format!("ask-{key}-error")
                prop:checked=move || !slot.get().is_empty()
                on:change=move |change| {
                    missing.set(None);
                    slot.set(if event_target_checked(&change) { "yes".to_owned() } else { String::new() });
                }
            />
            <span class="check__text">{say(label)}</span>
        </label>
    }
}
