//! One case on the day's screen: what it is, who has it, and how much time is left.

use domain::{
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;

use crate::{
    lang::use_lang,
    pages::staff::desk::{
        context::use_desk,
        due::{due_words, urgency},
        item::{tags, title},
    },
};

const TOLD: Text = text("主管已知", "Supervisor told");
const WITH: Text = text("经办：{}", "With: {}");

/// The line; it opens the case at the desk.
#[component]
pub fn Line(
    /// Whose.
    id: CaseId,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let case = Memo::new(move |_| desk.case(id));
    let line = move || {
        let (lang, now) = (lang.get(), desk.now.get());
        case.get().map(|on_desk| {
            let case = &on_desk.case;
            let told = case.is_escalated().then(|| view! { <span class="tag tag--seal">{TOLD.in_lang(lang)}</span> });
            let who = WITH.fill(lang, &[&desk.owner(case.assignee, lang)]);
            let class = urgency(case.due, case.state, now).class();
            view! {
                <span class="queue__title">
                    {title(&on_desk, lang)} {tags(&on_desk, lang)} {told}
                </span>
                <span class="queue__meta">
                    <span>{who}</span>
                    <span class=class>{due_words(case.due, case.state, now, lang)}</span>
                </span>
            }
        })
    };
    view! {
        <li>
            <a class="queue__item" href=format!("/staff/case/{id}")>
                {line}
            </a>
        </li>
    }
}
