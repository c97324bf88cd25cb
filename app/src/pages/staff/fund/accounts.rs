//! The merchants, what is held for each and what it still secures.

use domain::fund::MerchantAccount;
use std::sync::Arc;

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::components::{For, Show};
use sync::protocol::FundStatement;

use super::{
    Context,
    posting_form::{PostingForm, What},
};
use crate::lang::{say, use_lang};

const TITLE: Text = text("商家账户", "Merchants’ accounts");
const NONE: Text = text(
    "还没有商家。请先添加商家，再记它交的保证金。",
    "There is no merchant yet. Please add one, and then enter the deposit it left.",
);
const HELD: Text = text("保证金 {} 元 · 待补缴 {} 元", "Deposit {} yuan · to be made good {} yuan");
const FREE: Text = text("可用 {} 元", "{} yuan free");

/// The list.
#[component]
pub fn Accounts(
    /// The pool.
    statement: Memo<Arc<FundStatement>>,
) -> impl IntoView {
    let is_empty = move || statement.with(|statement| statement.merchants.is_empty());
    view! {
        <section class="card card--flush fund__part" aria-labelledby="fund-accounts">
            <h2 class="card__title fund__title" id="fund-accounts">
                {say(TITLE)}
            </h2>
            <Show when=is_empty>
                <p class="fund__none">{say(NONE)}</p>
            </Show>
            <ul class="rows">
                <For
                    each=move || statement.with(|statement| statement.merchants.clone())
                    key=|account| (account.id, account.deposit, account.owed)
                    let:account
                >
                    <Row account />
                </For>
            </ul>
        </section>
    }
}

#[component]
fn Row(account: MerchantAccount) -> impl IntoView {
    let context: Context = expect_context();
    let lang = use_lang();
    let (deposit, owed, free) =
        (account.deposit.to_string(), account.owed.to_string(), account.available().to_string());
    let button = |what: What| {
        let asked = PostingForm { what, of: account.name.clone(), most: None };
        let whose = account.name.clone();
        view! {
            <button class="btn btn--small" type="button" on:click=move |_| context.asked.set(Some(asked.clone()))>
                {say(what.name())}
                <span class="vh">" "{whose}</span>
            </button>
        }
    };
    let buttons = context.moves.then(|| {
        (button(What::TakeDeposit { merchant: account.id }), button(What::ReturnDeposit { merchant: account.id }))
    });
    view! {
        <li class="row row--plain">
            <span class="row__main">
                <span class="row__title">{account.name.clone()}</span>
                <span class="row__meta tnum">{move || HELD.fill(lang.get(), &[&deposit, &owed])}</span>
            </span>
            <span class="row__end">
                <strong class="tnum">{move || FREE.fill(lang.get(), &[&free])}</strong>
                {buttons}
            </span>
        </li>
    }
}
