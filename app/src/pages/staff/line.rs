//! A field for one line, with an example.

use domain::words::Text;
use leptos::prelude::*;

use crate::lang::say;

/// A field for one line.
#[component]
pub fn Line(
    /// Its id.
    id: &'static str,
    /// Its label.
    label: Text,
    /// An example.
    hint: Text,
    /// What is typed.
    value: RwSignal<String>,
    /// What the browser may fill in.
    autocomplete: &'static str,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let described_by = hint_id.clone();
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {say(label)}
            </label>
            <p class="field__hint" id=described_by>
                {say(hint)}
            </p>
            <input
                class="field__input"
                id=id
                name=id
                type="text"
                aria-describedby=hint_id
                autocomplete=autocomplete
                autocapitalize="off"
                spellcheck="false"
                required
                prop:value=move || value.get()
                on:input=move |input| value.set(event_target_value(&input))
            />
        </div>
    }
}
