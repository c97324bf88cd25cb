//! The search field: a plain form that any browser can send, and that searches as one types where the page is alive.

use domain::words::{Text, text};
use leptos::{ev::SubmitEvent, html::Input, prelude::*};

use crate::{
    components::{Icon, Sign},
    lang::say,
};

const LABEL: Text = text("查公示内容", "Search the notice board");
const EXAMPLE: Text = text("例如：退货、七天、赔偿", "return, refund");
const FIND: Text = text("查找", "Search");

/// The field. The browser keeps what is typed, so that nothing typed before the page came alive is lost.
#[component]
pub fn SearchBox(
    /// What stands in it at first.
    #[prop(optional, into)]
    value: String,
    /// Called with the words while one types.
    #[prop(optional, into)]
    on_type: Option<Callback<String>>,
    /// Called with the words, instead of sending the form.
    #[prop(optional, into)]
    on_find: Option<Callback<String>>,
    /// The field itself, for a page that has to look into it.
    #[prop(optional)]
    field: NodeRef<Input>,
) -> impl IntoView {
    let typed = move |_| {
        if let (Some(on_type), Some(input)) = (on_type, field.get_untracked()) {
            on_type.run(input.value());
        }
    };
    let sent = move |event: SubmitEvent| {
        if let (Some(on_find), Some(input)) = (on_find, field.get_untracked()) {
            event.prevent_default();
            on_find.run(input.value());
        }
    };
    view! {
        <form class="search" role="search" method="get" action="/search" on:submit=sent>
            <label class="vh" for="q">{say(LABEL)}</label>
            <Icon sign=Sign::Search class="icon search__icon" />
            <input
                class="search__input"
                id="q"
                name="q"
                type="search"
                maxlength="200"
                enterkeyhint="search"
                autocomplete="off"
                value=value
                placeholder=say(EXAMPLE)
                node_ref=field
                on:input=typed
            />
            <button class="btn search__btn" type="submit">{say(FIND)}</button>
        </form>
    }
}
