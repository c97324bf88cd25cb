//! The controls of the panel by which something is chosen.

use domain::{form::Term, words::Text};
use leptos::prelude::*;

use super::{commands::Missing, controls::id};
use crate::{lang::say, typing::Slot};

/// One of a closed list.
pub fn choice<T: Term>(
    slot: Slot,
    key: &'static str,
    legend: Text,
    terms: Vec<T>,
    missing: RwSignal<Option<Missing>>,
) -> impl IntoView {
    named(slot, key, legend, terms.into_iter().map(|term| (term.code(), term.name())).collect(), missing)
}

/// One of several words.
pub fn named(
    slot: Slot,
    key: &'static str,
    legend: Text,
    words: Vec<(&'static str, Text)>,
    missing: RwSignal<Option<Missing>>,
) -> impl IntoView {
    let choose = move |code: &'static str| {
        missing.set(None);
        slot.set(code.to_owned());
    };
    view! {
        <fieldset aria-describedby=format!("ask-{key}-error")>
            <legend class="field__label">{say(legend)}</legend>
            {words
                .into_iter()
                .enumerate()
                .map(|(place, (code, name))| {
                    view! {
                        <label class="check">
                            <input
                                class="check__input"
                                type="radio"
                                name=id(key)
                                id=place_id(key, place)
                                prop:checked=move || slot.get() == code
                                on:change=move |_| choose(code)
                            />
                            <span class="check__text">{say(name)}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}

/// Several of a closed list; kept as their codes, one after the other.
pub fn several<T: Term>(
    slot: Slot,
    key: &'static str,
    legend: Text,
    terms: &'static [T],
    missing: RwSignal<Option<Missing>>,
) -> impl IntoView {
    let chosen = move |code: &str| slot.get().split(',').any(|known| known == code);
    let turn = move |code: &'static str, on: bool| {
        missing.set(None);
        let before = untrack(move || slot.get());
        let kept = |known: &&'static str| if *known == code { on } else { before.split(',').any(|it| it == *known) };
        let codes: Vec<&'static str> = terms.iter().map(|term| term.code()).filter(kept).collect();
        slot.set(codes.join(","));
    };
    let tick = move |(place, term): (usize, &T)| {
        let (code, name) = (term.code(), term.name());
        view! {
            <label class="check">
                <input
                    class="check__input"
                    type="checkbox"
                    id=place_id(key, place)
                    prop:checked=move || chosen(code)
                    on:change=move |change| turn(code, event_target_checked(&change))
                />
                <span class="check__text">{say(name)}</span>
            </label>
        }
    };
    view! {
        <fieldset aria-describedby=format!("ask-{key}-error")>
            <legend class="field__label">{say(legend)}</legend>
            <div class="ask__several">{terms.iter().enumerate().map(tick).collect_view()}</div>
        </fieldset>
    }
}

/// The first has the key's own id, so that what is missing can be focused.
fn place_id(key: &str, place: usize) -> String {
    if place == 0 { id(key) } else { format!("{}-{place}", id(key)) }
}

/// One of what is there at the moment; `none` says what to do where nothing is.
pub fn one_of(
    slot: Slot,
    legend: Text,
    none: Text,
    choices: Vec<(String, String)>,
    missing: RwSignal<Option<Missing>>,
) -> impl IntoView {
    let is_empty = choices.is_empty();
    let choose = move |code: String| {
        missing.set(None);
        slot.set(code);
    };
    view! {
        <fieldset aria-describedby="ask-reason-error">
            <legend class="field__label">{say(legend)}</legend>
            {is_empty.then(|| view! { <p class="field__hint">{say(none)}</p> })}
            {choices
                .into_iter()
                .enumerate()
                .map(|(place, (code, name))| {
                    let (checked, chosen) = (code.clone(), code);
                    view! {
                        <label class="check">
                            <input
                                class="check__input"
                                type="radio"
                                name="ask-reason"
                                id=place_id("reason", place)
                                prop:checked=move || slot.get() == checked
                                on:change=move |_| choose(chosen.clone())
                            />
                            <span class="check__text">{name}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}
