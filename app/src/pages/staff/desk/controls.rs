//! The controls of the panel. What is typed goes straight to where it outlives them.

use domain::{
    form::MESSAGE_CHARS,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{commands::Missing, context::use_desk};
use crate::{
    components::{Icon, Sign},
    lang::{say, use_lang},
    typing::Slot,
};

const PUBLIC: Text = text("消费者会看到这段话。", "The consumer reads these words.");
const INTERNAL: Text = text("只有工作人员看得到。", "Only staff read this.");
const COUNT: Text = text("已写 {} 字，最多 {} 字", "{} of at most {} characters");

/// The id of the control of a key.
#[must_use]
pub fn id(key: &str) -> String {
    format!("ask-{key}")
}

/// Words, with who reads them.
pub fn words(slot: Slot, label: Text, public: bool, missing: RwSignal<Option<Missing>>) -> impl IntoView {
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

/// One line, which the consumer reads.
pub fn line(slot: Slot, key: &'static str, label: Text, missing: RwSignal<Option<Missing>>) -> impl IntoView {
    view! {
        <label class="field__label" for=id(key)>
            {say(label)}
        </label>
        <input
            class="field__input"
            id=id(key)
            type="text"
            autocomplete="off"
            aria-describedby=format!("ask-{key}-error")
            prop:value=move || slot.get()
            on:input=move |input| {
                missing.set(None);
                slot.set(event_target_value(&input));
            }
        />
    }
}

/// A day, today or later.
pub fn day(slot: Slot, label: Text, missing: RwSignal<Option<Missing>>) -> impl IntoView {
    let today = use_desk().device.now().day().to_string();
    view! {
        <label class="field__label" for="ask-day">
            {say(label)}
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

/// A day that is past.
pub fn past_day(slot: Slot, key: &'static str, label: Text, missing: RwSignal<Option<Missing>>) -> impl IntoView {
    let today = use_desk().device.now().day().to_string();
    view! {
        <label class="field__label" for=id(key)>
            {say(label)}
        </label>
        <input
            class="field__input"
            id=id(key)
            type="date"
            max=today
            aria-describedby=format!("ask-{key}-error")
            prop:value=move || slot.get()
            on:input=move |input| {
                missing.set(None);
                slot.set(event_target_value(&input));
            }
        />
    }
}

/// Something that holds.
pub fn confirm(slot: Slot, key: &'static str, label: Text, missing: RwSignal<Option<Missing>>) -> impl IntoView {
    view! {
        <label class="check">
            <input
                class="check__input"
                type="checkbox"
                id=id(key)
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
