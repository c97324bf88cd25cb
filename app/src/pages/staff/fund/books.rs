//! Every transaction, the newest first.

use std::{cmp::Reverse, sync::Arc};

use domain::{
    fund::{Movement, Transaction},
    money::Yuan,
    role::Actor,
    words::{Lang, Text, text},
};
use leptos::prelude::*;
use sync::protocol::FundStatement;

use crate::{
    components::Show,
    device::use_device,
    lang::{say, use_lang},
    pages::staff::desk::due::when,
};

const TITLE: Text = text("流水", "Transactions");
const NONE: Text = text("还没有记过账。", "Nothing has been posted yet.");
const WHEN: Text = text("时间", "When");
const WHAT: Text = text("事项", "What");
const WHOSE: Text = text("商家", "Merchant");
const DEBIT: Text = text("借", "Debit");
const CREDIT: Text = text("贷", "Credit");
const AMOUNT: Text = text("金额", "Amount");
const WHO: Text = text("经手", "By");
const SERVER: Text = text("系统", "System");
const MORE: Text = text("显示更多", "Show more");
/// So many at once.
const PAGE: usize = 50;

/// The table.
#[component]
pub fn Books(
    /// The pool.
    statement: Memo<Arc<FundStatement>>,
) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let most = RwSignal::new(PAGE);
    let count = Memo::new(move |_| statement.with(|statement| statement.ledger.transactions.len()));
    let rows = move || {
        let (lang, today) = (lang.get(), device.now());
        statement.with(|statement| {
            let mut all: Vec<&Transaction> = statement.ledger.transactions.iter().collect();
            all.sort_by_key(|transaction| Reverse(transaction.at));
            let row = |transaction: &Transaction| {
                let whose = statement.merchants.iter().find(|account| Some(account.id) == transaction.merchant());
                let by = device.desk.members.with(|members| match transaction.by {
                    Actor::Staff { id, .. } => members.get(&id).map(|member| member.name.clone()),
                    Actor::Server | Actor::Consumer | Actor::Merchant => None,
                });
                let side = |debit: bool| {
                    let posting = transaction.postings.iter().find(|posting| (posting.amount > Yuan::ZERO) == debit);
                    posting.map(|posting| posting.account.name().in_lang(lang)).unwrap_or_default()
                };
                let amount = transaction.postings.iter().map(|posting| posting.amount).max().unwrap_or_default();
                view! {
                    <tr>
                        <td class="tnum">{when(transaction.at, today, lang)}</td>
                        <td>{what(&transaction.movement, lang)}</td>
                        <td>{whose.map(|account| account.name.clone())}</td>
                        <td>{side(true)}</td>
                        <td>{side(false)}</td>
                        <td class="table__num">{amount.to_string()}</td>
                        <td>{by.unwrap_or_else(|| SERVER.in_lang(lang).to_owned())}</td>
                    </tr>
                }
            };
            all.into_iter().take(most.get()).map(row).collect_view()
        })
    };
    let head = [WHEN, WHAT, WHOSE, DEBIT, CREDIT];
    view! {
        <section class="card fund__part" aria-labelledby="fund-books">
            <h2 class="card__title" id="fund-books">
                {say(TITLE)}
            </h2>
            <Show when=move || count.get() != 0 fallback=|| view! { <p class="muted">{say(NONE)}</p> }>
                <div class="table-wrap" tabindex="0" role="region" aria-labelledby="fund-books">
                    <table class="table fund__books">
                        <thead>
                            <tr>
                                {head.map(|name| view! { <th scope="col">{say(name)}</th> }).collect_view()}
                                <th scope="col" class="table__num">
                                    {say(AMOUNT)}
                                </th>
                                <th scope="col">{say(WHO)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <Show when=move || { count.get() > most.get() }>
                    <button class="btn" type="button" on:click=move |_| most.update(|most| *most += PAGE)>
                        {say(MORE)}
                    </button>
                </Show>
            </Show>
        </section>
    }
}

/// What happened, with its receipt.
fn what(movement: &Movement, lang: Lang) -> String {
    let name = movement.name().in_lang(lang);
    match movement.receipt() {
        Some(receipt) => format!("{name} · {receipt}"),
        None => name.to_owned(),
    }
}
