//! The table; a line opens its case.

use domain::{
    ids::CaseId,
    ledger::{Cell, PersonalData, cells, columns},
    words::{Text, text},
};
use leptos::prelude::*;

use crate::{
    components::{For, Icon, Show, Sign},
    lang::{say, use_lang},
    pages::staff::desk::context::use_desk,
};

const NAME: Text = text("案件一览", "Cases");
const NONE: Text = text("没有符合条件的案件", "No case fits");
const NONE_WHY: Text = text("放宽一个条件再看看。", "Take one filter away and look again.");
const MORE: Text = text("再看 {} 件", "{} more");
/// As many as a person looks through; more on request, so that thousands stay fluid.
const PAGE: usize = 100;

/// The table.
#[component]
pub fn Table(shown: Memo<Vec<CaseId>>, data: Signal<PersonalData>, all_rows: RwSignal<bool>) -> impl IntoView {
    let lang = use_lang();
    let most = RwSignal::new(PAGE);
    let rows = move || {
        let most = if all_rows.get() { usize::MAX } else { most.get() };
        shown.with(|ids| ids.iter().take(most).copied().collect::<Vec<_>>())
    };
    let hidden = move || if all_rows.get() { 0 } else { shown.with(Vec::len).saturating_sub(most.get()) };
    view! {
        <Show when=move || shown.with(|ids| !ids.is_empty()) fallback=Nothing>
            <div class="ledger__scroll" tabindex="0" role="region" aria-label=say(NAME)>
                <table class="ledger__table">
                    <thead>
                        <tr>{move || columns(lang.get()).map(|name| view! { <th scope="col">{name}</th> }).into_iter().collect_view()}</tr>
                    </thead>
                    <tbody>
                        <For each=rows key=|id| *id let:id>
                            <Row id data />
                        </For>
                    </tbody>
                </table>
            </div>
            <Show when=move || hidden() != 0>
                <button class="btn no-print" type="button" on:click=move |_| most.update(|most| *most += PAGE)>
                    {move || MORE.fill(lang.get(), &[&hidden().min(PAGE).to_string()])}
                </button>
            </Show>
        </Show>
    }
}

#[component]
fn Row(id: CaseId, data: Signal<PersonalData>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let line = move || {
        let lang = lang.get();
        desk.case(id).map(|on_desk| {
            let cells = cells(&on_desk.case, data.get(), lang, |staff| desk.name_of(staff, lang));
            let cell = |(place, cell): (usize, Cell)| match cell {
                Cell::Words(words) if place == 0 => {
                    let words = if words.is_empty() { "—".to_owned() } else { words };
                    let address = format!("/staff/case/{id}");
                    view! {
                        <th scope="row" class="tnum">
                            <a class="link" href=address>
                                {words}
                            </a>
                        </th>
                    }
                    .into_any()
                }
                Cell::Words(words) => view! { <td>{words}</td> }.into_any(),
                Cell::Money(amount) => view! { <td class="tnum ledger__money">{amount.to_string()}</td> }.into_any(),
            };
            cells.into_iter().enumerate().map(cell).collect_view()
        })
    };
    view! { <tr>{line}</tr> }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon sign=Sign::List class="icon empty__icon" />
            <p class="empty__title">{say(NONE)}</p>
            <p class="empty__text">{say(NONE_WHY)}</p>
        </div>
    }
}
