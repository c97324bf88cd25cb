//! Merchants that were named before, to be picked with one touch; whoever is unsure writes what the consumer says.

use domain::{
    form::Field,
    words::{Text, text},
};
use leptos::prelude::*;

use super::known::{self, Named};
use crate::{
    components::Show,
    lang::say,
    pages::{
        complain::{controls::TextField, form_state::FormState},
        staff::desk::context::use_desk,
    },
};

const KNOWN: Text = text("是这一家吗", "Is it this one");

/// Name and stall, with the list; it shows nothing where nothing fits.
#[component]
pub fn MerchantFields(form: FormState) -> impl IntoView {
    let desk = use_desk();
    // Once: who is named while this page is open is on the page already.
    let all = StoredValue::new(desk.device.desk.cases.with_untracked(|cases| {
        let accounts = desk.device.desk.merchants.get_untracked();
        let names: Vec<String> = accounts.values().map(|account| account.name.clone()).collect();
        known::merchants(cases.values().map(|on_desk| &on_desk.case), names.into_iter())
    }));
    let offered = Memo::new(move |_| {
        form.draft.with(|draft| {
            all.with_value(|all| known::suggested(all, draft.get(Field::MerchantName), draft.get(Field::Stall)))
        })
    });
    // The controls are made anew around what was picked.
    let picked = RwSignal::new(0_u32);
    let one = move |named: Named| {
        let label =
            if named.stall.is_empty() { named.name.clone() } else { format!("{} · {}", named.name, named.stall) };
        let pick = move |_| {
            let Named { name, stall } = named.clone();
            form.write(Field::MerchantName, |draft| {
                draft.set(Field::MerchantName, name);
                draft.set(Field::Stall, stall);
                draft.check(Field::MerchantUnsure, false);
            });
            picked.update(|picked| *picked += 1);
        };
        view! {
            <button class="pill" type="button" on:click=pick>
                {label}
            </button>
        }
    };
    let fields = move || {
        picked.track();
        view! {
            <div class="field-row">
                <TextField form field=Field::MerchantName />
                <TextField form field=Field::Stall />
            </div>
        }
    };
    view! {
        {fields}
        <Show when=move || offered.with(|offered| !offered.is_empty())>
            <div class="pills intake__merchants" role="group" aria-label=say(KNOWN)>
                <span class="muted">{say(KNOWN)}</span>
                {move || offered.get().into_iter().map(one).collect_view()}
            </div>
        </Show>
    }
}
