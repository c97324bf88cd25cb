//! Fields of the forms beside the cases: what is typed lies in a signal of the form.

use domain::words::Text;
use leptos::prelude::*;

use crate::lang::say;

/// One line, in the language that its label names.
#[component]
pub fn OneLine(id: &'static str, label: Text, tag: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {say(label)}
            </label>
            <input
                class="field__input"
                id=id
                name=id
                lang=tag
                type="text"
                autocomplete="off"
                prop:value=move || value.get()
                on:input=move |input| value.set(event_target_value(&input))
            />
        </div>
    }
}

/// Several lines.
#[component]
pub fn Lines(
    id: &'static str,
    label: Text,
    tag: &'static str,
    value: RwSignal<String>,
    #[prop(default = "3")] rows: &'static str,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {say(label)}
            </label>
            <textarea
                class="field__input"
                id=id
                name=id
                lang=tag
                rows=rows
                prop:value=move || value.get()
                on:input=move |input| value.set(event_target_value(&input))
            ></textarea>
        </div>
    }
}

/// A day.
#[component]
pub fn DayField(id: &'static str, label: Text, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {say(label)}
            </label>
            <input
                class="field__input"
                id=id
                name=id
                type="date"
                prop:value=move || value.get()
                on:input=move |input| value.set(event_target_value(&input))
            />
        </div>
    }
}
