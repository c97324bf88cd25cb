//! One case in the queue.

use std::sync::Arc;

use domain::{
    case::{Case, State},
    form::Category,
    ids::CaseId,
    mechanism::is_green,
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::{
    bulk::Ticked,
    context::use_desk,
    due::{due_words, urgency},
    index::NEARLY_PERCENT,
    words::merchant,
};
use crate::{components::Show, desk::CaseOnDesk, format::said, lang::use_lang};

const PENDING: Text = text("待送出", "To send");
const REFUSED: Text = text("没有生效", "Not done");
const GREEN: Text = text("绿色通道", "Priority");
const SAFETY: Text = text("安全", "Safety");
const NEARLY: Text = text("时限已用 {}%", "{} % of its time used");
const NO_NUMBER: Text = text("还没有编号", "No number yet");

/// The line of a case.
#[component]
pub fn Item(
    /// Whose.
    id: CaseId,
    /// The case that is open.
    open: Memo<Option<CaseId>>,
    /// The cases that are ticked, while somebody ticks.
    ticked: Ticked,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let case = Memo::new(move |_| desk.case(id));
    let is_open = Memo::new(move |_| open.get() == Some(id));
    let ticking = Memo::new(move |_| ticked.with(Option::is_some));
    let is_ticked = move || ticked.with(|ticked| ticked.as_ref().is_some_and(|ticked| ticked.contains(&id)));
    let tick = move |on: bool| {
        ticked.update(|ticked| {
            let Some(ticked) = ticked else { return };
            if on {
                ticked.insert(id);
            } else {
                ticked.remove(&id);
            }
        });
    };
    let line = move || {
        let lang = lang.get();
        case.get().map(|on_desk| {
            view! {
                <span class="queue__title">
                    {title(&on_desk, lang)} {tags(&on_desk, lang)}
                </span>
                <span class="queue__meta">
                    <span>{place(&on_desk, lang)}</span>
                    <Due on_desk=on_desk.clone() />
                </span>
            }
        })
    };
    view! {
        <li>
            <Show
                when=move || ticking.get()
                fallback=move || {
                    view! {
                        <a
                            class="queue__item"
                            href=format!("/staff/case/{id}")
                            aria-current=move || is_open.get().then_some("true")
                        >
                            {line}
                        </a>
                    }
                }
            >
                <label class="queue__item queue__item--tick">
                    <input
                        class="check__input"
                        type="checkbox"
                        prop:checked=is_ticked
                        on:change=move |change| tick(event_target_checked(&change))
                    />
                    <span>{line}</span>
                </label>
            </Show>
        </li>
    }
}

/// `2026-0042 电饭煲`.
#[must_use]
pub fn title(on_desk: &CaseOnDesk, lang: Lang) -> String {
    let number = on_desk.case.number.map_or_else(|| NO_NUMBER.in_lang(lang).to_owned(), |number| number.to_string());
    format!("{number} {}", on_desk.case.complaint.title())
}

fn place(on_desk: &CaseOnDesk, lang: Lang) -> String {
    let filing = &on_desk.case.complaint;
    let merchant = merchant(&filing.merchant, lang);
    filing.concerned().map_or_else(|| merchant.clone(), |amount| format!("{merchant} · {}", said(amount, lang)))
}

/// What a colleague should see from afar; the case's own page says the same.
pub fn tags(on_desk: &CaseOnDesk, lang: Lang) -> impl IntoView + use<> {
    let case = &on_desk.case;
    let tag = |shown: bool, class: &'static str, words: Text| {
        shown.then(|| view! { <span class=class>{words.in_lang(lang)}</span> })
    };
    let state = match case.state {
        State::Received | State::Reopened => "tag tag--amber",
        _ => "tag",
    };
    view! {
        <span class=state>{case.state.name().in_lang(lang)}</span>
        {tag(is_green(case), "tag tag--pine", GREEN)}
        {tag(case.complaint.category == Category::Safety, "tag tag--seal", SAFETY)}
        {nearly(case).map(|percent| view! { <span class="tag tag--amber">{NEARLY.fill(lang, &[&percent.to_string()])}</span> })}
        {tag(!on_desk.refused.is_empty(), "tag tag--seal", REFUSED)}
        {tag(!on_desk.pending.is_empty(), "tag tag--amber", PENDING)}
    }
}

/// The share of its time at which somebody was told, while there is still time. What is late says so itself.
fn nearly(case: &Case) -> Option<u8> {
    case.warned_at().filter(|percent| !case.state.is_final() && (NEARLY_PERCENT..100).contains(percent))
}

#[component]
fn Due(on_desk: Arc<CaseOnDesk>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let (due, state) = (on_desk.case.due, on_desk.case.state);
    let words = Memo::new(move |_| due_words(due, state, desk.now.get(), lang.get()));
    let class = Memo::new(move |_| urgency(due, state, desk.now.get()).class());
    view! { <span class=move || class.get()>{move || words.get()}</span> }
}
