//! What the panel finds written already: an accepted proposal is what both sign, and a merchant's own promise of taking goods back is what
//! its file says.

use domain::{
    case::{Action, Case, Command, Stance},
    form::Term,
    mechanism::{Grounds, ReturnPromise},
    merchant::MerchantFile,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{action_input::place, context::DeskContext, desk_action::DeskAction, input_key::PROMISED_DAYS};
use crate::lang::use_lang;

const ACCEPTED: Text = text(
    "商家已接受和解方案，内容已照方案填好，请核对。",
    "The merchant has accepted the proposal. It is filled in as proposed; please check it.",
);
const PROMISED: Text = text(
    "商户档案里承诺 {} 天无理由退货，天数已填好；它的例外也按档案算。",
    "The merchant’s file promises no-reason return within {} day{s}. The days are filled in; its exceptions count as filed.",
);
const NOT_PROMISED: Text = text(
    "商户档案里，这件商品购买时没有无理由退货承诺。",
    "By the merchant’s file nothing was promised when this was bought.",
);

/// Writes it where nothing is written yet.
pub fn fill_in(desk: DeskContext, case: &Case, desk_action: DeskAction) {
    let write = |key: &str, words: String| {
        let place = place(desk_action, key);
        if desk.written(case.id, &place).is_empty() {
            desk.slot(case.id, &place).set(words);
        }
    };
    let is_empty = |key: &str| desk.written(case.id, &place(desk_action, key)).is_empty();
    match desk_action {
        DeskAction::Move(Action::Settle) if ["words", "performs", "amount"].into_iter().all(is_empty) => {
            let Some(accepted) = case.proposed().filter(|proposed| proposed.answer == Some(Stance::Agrees)) else {
                return;
            };
            let performs: Vec<_> = accepted.proposal.performs.iter().map(|what| what.code()).collect();
            write("performs", performs.join(","));
            write("words", accepted.proposal.terms.clone());
            write("amount", accepted.proposal.amount.map(|amount| amount.to_string()).unwrap_or_default());
            write("day", accepted.proposal.perform_by.to_string());
        }
        DeskAction::NoReasonReturn { .. } => {
            if let Some(known) = promise_of(desk, case) {
                write(PROMISED_DAYS, known.map_or(0, |promise| promise.days).to_string());
            }
        }
        _ => {}
    }
}

/// What the merchant had promised when this was bought, by its file: none where no file is known here; then staff ask.
fn promise_of(desk: DeskContext, case: &Case) -> Option<Option<ReturnPromise>> {
    let merchant = case.merchant?;
    let bought = case.complaint.purchased_on.unwrap_or_else(|| case.filed_at.day());
    desk.device.desk.entities.of::<MerchantFile>().with_untracked(|files| {
        let file = &files.shown.get(&merchant.0)?.state;
        Some(file.promised_returns(bought).cloned())
    })
}

/// The commands, with the promise as it stands in the file: what it covers and excepts is not asked at the desk.
pub fn as_promised(desk: DeskContext, case: &Case, mut commands: Vec<Command>) -> Vec<Command> {
    let Some(Some(known)) = promise_of(desk, case) else { return commands };
    for command in &mut commands {
        if let Command::TakeRoute { grounds: Grounds::NoReasonReturn { promise: Some(promise), .. } } = command
            && promise.days == known.days
        {
            promise.clone_from(&known);
        }
    }
    commands
}

/// Where it comes from.
#[component]
pub fn FilledIn(desk: DeskContext, case: Case, desk_action: DeskAction) -> impl IntoView {
    let lang = use_lang();
    let accepted = case.proposed().is_some_and(|proposed| proposed.answer == Some(Stance::Agrees));
    let promise = promise_of(desk, &case);
    let words = move || match (desk_action, &promise) {
        (DeskAction::Move(Action::Settle), _) if accepted => Some(ACCEPTED.in_lang(lang.get()).to_owned()),
        (DeskAction::NoReasonReturn { .. }, Some(Some(promise))) => {
            Some(PROMISED.fill(lang.get(), &[&promise.days.to_string()]))
        }
        (DeskAction::NoReasonReturn { .. }, Some(None)) => Some(NOT_PROMISED.in_lang(lang.get()).to_owned()),
        _ => None,
    };
    move || words().map(|words| view! { <p class="dialog__text">{words}</p> })
}
