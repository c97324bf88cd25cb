//! What can be done to what is looked at: a button each, and the form of the one that was pressed.

use domain::words::Text;
use leptos::prelude::*;

use crate::lang::say;

/// The buttons and the form. What is not offered any more closes by itself.
pub(in crate::pages::staff) fn acts<A: Copy + PartialEq + Send + Sync + 'static>(
    offered: Memo<Vec<A>>,
    chosen: RwSignal<Option<A>>,
    name: fn(A) -> Text,
    form: impl Fn(A) -> AnyView + Send + 'static,
) -> AnyView {
    let button = move |act: A| {
        view! {
            <button
                class="btn"
                type="button"
                aria-pressed=move || (chosen.get() == Some(act)).to_string()
                on:click=move |_| chosen.set(Some(act))
            >
                {say(name(act))}
            </button>
        }
    };
    let buttons = move || {
        let all = offered.get();
        (!all.is_empty()).then(|| view! { <div class="actions">{all.into_iter().map(button).collect_view()}</div> })
    };
    view! {
        {buttons}
        {move || {
            let act = chosen.get().filter(|act| offered.with(|offered| offered.contains(act)));
            act.map(&form)
        }}
    }
    .into_any()
}
