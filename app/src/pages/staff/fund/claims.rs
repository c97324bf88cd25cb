//! What the mall paid for merchants and has not got back.

use std::sync::Arc;

use domain::{
    fund::Movement,
    ids::{CaseId, MerchantId, PaymentId},
    money::Yuan,
    words::{Text, text},
};
use leptos::prelude::*;
use sync::protocol::FundStatement;

use super::{
    Context,
    posting_form::{PostingForm, What},
};
use crate::{
    components::{For, Show},
    device::use_device,
    lang::{say, use_lang},
};

const TITLE: Text = text("等商家补缴的赔付", "Payments to be made good");
const NONE: Text = text("没有。商场先赔的都收回来了。", "None. Everything that the mall paid has come back.");
const CASE: Text = text("案件 {}", "Case {}");
const OWES: Text = text("赔了 {} 元，还差 {} 元", "{} yuan paid, {} still owed");
const NOT_PAID: Text = text("已批准 {} 元，还没付给消费者", "{} yuan approved, not paid to the consumer yet");

/// A payment that is not made good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Claim {
    case: CaseId,
    payment: PaymentId,
    merchant: MerchantId,
    amount: Yuan,
    owed: Yuan,
    is_paid: bool,
}

fn claims(statement: &FundStatement) -> Vec<Claim> {
    let ledger = &statement.ledger;
    let approved = ledger.transactions.iter().filter_map(|transaction| match transaction.movement {
        Movement::Approve { case, payment, merchant, amount } => {
            let owed = ledger.owed(case, payment)?;
            let paid = Movement::HandOver { case, payment }.key();
            let is_paid = ledger.transactions.iter().any(|known| known.key == paid);
            (owed > Yuan::ZERO).then_some(Claim { case, payment, merchant, amount, owed, is_paid })
        }
        _ => None,
    });
    approved.collect()
}

/// The list.
#[component]
pub fn Claims(
    /// The pool.
    statement: Memo<Arc<FundStatement>>,
) -> impl IntoView {
    let open = Memo::new(move |_| statement.with(|statement| claims(statement)));
    view! {
        <section class="card card--flush fund__part" aria-labelledby="fund-claims">
            <h2 class="card__title fund__title" id="fund-claims">
                {say(TITLE)}
            </h2>
            <Show when=move || open.with(Vec::is_empty)>
                <p class="fund__none">{say(NONE)}</p>
            </Show>
            <ul class="rows">
                <For each=move || open.get() key=|claim| *claim let:claim>
                    <Row claim statement />
                </For>
            </ul>
        </section>
    }
}

#[component]
fn Row(claim: Claim, statement: Memo<Arc<FundStatement>>) -> impl IntoView {
    let context: Context = expect_context();
    let device = use_device();
    let lang = use_lang();
    let Claim { case, payment, merchant, amount, owed, is_paid } = claim;
    let name = statement.with_untracked(|statement| {
        let account = statement.merchants.iter().find(|account| account.id == merchant);
        account.map(|account| account.name.clone()).unwrap_or_default()
    });
    // The number people say, where the case is on this device.
    let number = move || {
        let number = device.desk.cases.with(|cases| cases.get(&case).and_then(|on_desk| on_desk.case.number));
        CASE.fill(lang.get(), &[&number.map(|number| number.to_string()).unwrap_or_default()])
    };
    let meta = move || {
        let (amount, owed) = (amount.to_string(), owed.to_string());
        if is_paid { OWES.fill(lang.get(), &[&amount, &owed]) } else { NOT_PAID.fill(lang.get(), &[&amount]) }
    };
    let button = |what: What| {
        let asked = PostingForm { what, of: name.clone(), most: Some(owed) };
        view! {
            <button class="btn btn--small" type="button" on:click=move |_| context.asked.set(Some(asked.clone()))>
                {say(what.name())}
            </button>
        }
    };
    let buttons = (context.moves && is_paid)
        .then(|| (button(What::Recover { case, payment }), button(What::SetOff { case, payment })));
    view! {
        <li class="row row--plain">
            <span class="row__main">
                <span class="row__title">
                    <a class="link" href=format!("/staff/case/{case}")>
                        {number}
                    </a>
                    " · "
                    {name.clone()}
                </span>
                <span class="row__meta tnum">{meta}</span>
            </span>
            <span class="row__end">{buttons}</span>
        </li>
    }
}
