//! One filter above the queue, with how many cases it stands for.

use std::sync::Arc;

use domain::ids::CaseId;
use leptos::prelude::*;

use super::{list::Filter, queue::PAGE};
use crate::{desk::RefusedCommand, lang::say};

/// One filter with its count.
#[component]
pub fn Pill(
    /// Which.
    each: Filter,
    /// What is shown.
    filter: RwSignal<Filter>,
    /// What is searched for; a filter ends a search.
    query: RwSignal<String>,
    /// How many cases are shown at most.
    most: RwSignal<usize>,
    /// How many cases each stands for.
    counts: Memo<Vec<(Filter, usize)>>,
    /// What was refused without a case here.
    lost: RwSignal<Arc<Vec<(CaseId, RefusedCommand)>>>,
) -> impl IntoView {
    let pressed = move || query.with(|query| query.trim().is_empty()) && filter.get() == each;
    let count = move || {
        let of_cases =
            counts.with(|counts| counts.iter().find(|(pill, _)| *pill == each).map_or(0, |(_, count)| *count));
        if each == Filter::Refused { of_cases + lost.with(|lost| lost.len()) } else { of_cases }
    };
    view! {
        <button
            class="pill"
            type="button"
            aria-pressed=move || pressed().to_string()
            on:click=move |_| {
                query.set(String::new());
                most.set(PAGE);
                filter.set(each);
            }
        >
            {say(each.name())}
            <span class="pill__n num">{count}</span>
        </button>
    }
}
