//! The list of mistakes above a form: how many, which, and a way to each.

use domain::words::{Text, text};
use leptos::{html, prelude::*};

use super::form_state::FormState;
use crate::lang::use_lang;

const HOW_MANY: Text = text("还有 {} 处要改", "{} thing{s} to correct");
const WHICH: Text = text("{}：{}", "{}: {}");

/// The list. It takes the focus when mistakes appear, so that a screen reader hears them.
#[component]
pub fn ErrorList(
    form: FormState,
    /// Where a field is: its address, with the step where the list stands on another.
    #[prop(into)]
    at: Callback<domain::form::Field, String>,
) -> impl IntoView {
    let lang = use_lang();
    let list = NodeRef::<html::Div>::new();
    Effect::new(move |before: Option<usize>| {
        let count = form.errors.with(Vec::len);
        if count > 0
            && before.is_some_and(|before| before == 0)
            && let Some(list) = list.get()
        {
            // Without focus the list is still read as an alert.
            let _ = list.focus();
        }
        count
    });
    let items = move || {
        form.errors
            .get()
            .into_iter()
            .map(|error| {
                let sentence = move || {
                    let lang = lang.get();
                    WHICH.fill(lang, &[error.field.label().in_lang(lang), error.sentence().in_lang(lang)])
                };
                let href = at.run(error.field);
                // On this page the way is left to the browser, which moves the focus there; the router only scrolls.
                let rel = href.starts_with('#').then_some("external");
                view! {
                    <li>
                        <a href=href rel=rel>{sentence}</a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div node_ref=list class="errors" role="alert" tabindex="-1" hidden=move || form.errors.with(Vec::is_empty)>
            <h2 class="errors__title">
                {move || HOW_MANY.fill(lang.get(), &[&form.errors.with(Vec::len).to_string()])}
            </h2>
            <ul class="errors__list">{items}</ul>
        </div>
    }
}
