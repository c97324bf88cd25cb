//! What the four accounts stand at, and whether the books hold.

use std::sync::Arc;

use domain::{
    fund::{Account, Ledger},
    money::Yuan,
    words::{Text, text},
};
use leptos::prelude::*;
use sync::protocol::FundStatement;

use crate::{
    components::{Icon, NoticeBox, Show, Sign, Tone},
    lang::{say, use_lang},
};

const TITLE: Text = text("总账", "Totals");
const IN_BANK: Text = text("银行存款", "In the bank");
const DEPOSITS: Text = text("商家保证金", "Merchants’ deposits");
const PAYOUTS: Text = text("已批准、还没付", "Approved, not paid yet");
const OWED: Text = text("商家还要补缴", "Merchants have to make good");
const HOLDS: Text = text("账目平衡：每一笔都核对过了。", "The books balance: every transaction was checked.");
const FAILS: Text = text("账目不平", "The books do not balance");
const FAILS_WHY: Text = text(
    "这一笔对不上：{}。请先不要再记账，找管理员核对。",
    "This transaction does not agree: {}. Please post nothing more and ask an administrator to check.",
);

/// What all accounts of a kind stand at together.
fn sum(statement: &FundStatement, of: fn(domain::ids::MerchantId) -> Account) -> Yuan {
    let ledger: &Ledger = &statement.ledger;
    let balances = statement.merchants.iter().map(|merchant| ledger.balance(of(merchant.id)).fen());
    Yuan::from_fen(balances.fold(0, i64::saturating_add))
}

fn negated(amount: Yuan) -> Yuan {
    Yuan::from_fen(amount.fen().saturating_neg())
}

/// The card.
#[component]
pub fn Totals(
    /// The pool.
    statement: Memo<Arc<FundStatement>>,
) -> impl IntoView {
    let lang = use_lang();
    let totals = move || {
        statement.with(|statement| {
            [
                (IN_BANK, statement.ledger.balance(Account::Bank)),
                (DEPOSITS, negated(sum(statement, Account::Deposit))),
                (PAYOUTS, negated(sum(statement, Account::Payouts))),
                (OWED, sum(statement, Account::Receivable)),
            ]
            .map(|(name, amount)| {
                view! {
                    <div>
                        <dt>{name.in_lang(lang.get())}</dt>
                        <dd class="tnum">{format!("¥ {amount}")}</dd>
                    </div>
                }
            })
            .collect_view()
        })
    };
    let fault = Memo::new(move |_| statement.with(|statement| statement.ledger.reconcile().err()));
    view! {
        <section class="card fund__part" aria-labelledby="fund-totals">
            <h2 class="card__title" id="fund-totals">
                {say(TITLE)}
            </h2>
            <dl class="fund__totals">{totals}</dl>
            <Show
                when=move || fault.with(Option::is_some)
                fallback=|| {
                    view! {
                        <p class="fund__holds">
                            <Icon sign=Sign::Check />
                            {say(HOLDS)}
                        </p>
                    }
                }
            >
                <NoticeBox tone=Tone::Error>
                    <p class="notice__title">{say(FAILS)}</p>
                    <p>
                        {move || {
                            let fault = fault.get().map(|fault| fault.to_string()).unwrap_or_default();
                            FAILS_WHY.fill(lang.get(), &[&fault])
                        }}
                    </p>
                </NoticeBox>
            </Show>
        </section>
    }
}
