//! The amount as it was read, large, in figures and in 大写: what is typed and what is understood are two things, and
//! nobody says yes to money unseen.

use domain::{
    money::{Amount, in_capitals},
    words::{Text, text},
};
use leptos::prelude::*;

use crate::{
    format::said,
    lang::{say, use_lang},
};

const ABOUT: Text = text("按这个整数记，不带“约”。", "This very amount counts, without “about”.");

/// What was read of what is being typed; nothing as long as it is no amount.
#[component]
pub fn AmountRead(
    /// As typed.
    #[prop(into)]
    typed: Signal<String>,
    /// The amount is what moves: 「约」 is said back, and does not count.
    #[prop(optional)]
    moves: bool,
) -> impl IntoView {
    let amount = Memo::new(move |_| typed.with(|typed| Amount::read(typed).ok()));
    view! {
        <div class="amount-read" role="status">
            {move || {
                let amount = amount.get()?;
                let note = (moves && amount.about).then(|| view! { <p class="amount-read__note">{say(ABOUT)}</p> });
                Some(view! { <Large amount /> {note} })
            }}
        </div>
    }
}

/// Figures, and 大写 below.
#[component]
pub fn Large(
    /// How much.
    amount: Amount,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <span class="amount-read__figures tnum">{move || said(amount, lang.get())}</span>
        " "
        <span class="amount-read__capitals" lang="zh-CN">
            {in_capitals(amount.yuan)}
        </span>
    }
}
