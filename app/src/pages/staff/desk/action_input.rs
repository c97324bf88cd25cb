//! One thing that the panel asks: its control, and what is missing in it.

use domain::{
    case::{
        CallDirection, CallResult, CallWith, Case, ConsentWay, DeclineReason, FailureReason, Outcome, Party, Stance,
    },
    form::{Demand, Term},
    ids::CaseId,
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::{
    choice_controls::{choice, named, one_of, several},
    choices::{self, Choice},
    commands::{Missing, NO, YES},
    context::{CaseSignal, DeskContext, use_desk},
    controls::{confirm, day, line, past_day, words},
    desk_action::{DeskAction, outcomes},
    input_key::{INK, Part},
    signature::Signed,
};
use crate::{
    components::{AmountRead, Icon, Show, Sign},
    lang::use_lang,
};

const WHO: Text = text("转交给谁？", "To whom?");
const NOBODY_THERE: Text = text(
    "现在没有别的同事在岗。请先让一位同事上岗，再来转交。",
    "No other colleague is on duty. Have somebody come on duty first.",
);
const WHO_ASIDE: Text = text("谁要回避？", "Who steps aside?");
const WHICH: Text = text("是哪一种？", "Which is it?");
const PERFORMS: Text = text("商家要做什么？可多选", "What does the merchant do? Choose all that apply");
const SIDE: Text = text("哪一方？", "Which side?");
const AGREES: Text = text("同意调解吗？", "Do they agree to mediation?");
const AGREES_YES: Text = text("同意", "Agrees");
const AGREES_NO: Text = text("不同意", "Does not agree");
const PROOF: Text =
    text("凭证（收条、转账编号或当面确认）", "What shows it (a receipt, the number of a transfer, or in person)");
const WHICH_CASE: Text = text("和哪一件是同一件事？", "Which case is the same matter?");
const WHOSE_DEPOSIT: Text = text("从哪个商家的保证金？", "From whose deposit?");
const NO_DEPOSIT: Text = text(
    "还没有商家交保证金。请先在“保证金”里记账，再来先行赔付。",
    "No merchant has left a deposit. Please enter one under “Deposits” first.",
);
const NO_OTHER: Text = text("没有可以选的。", "There is nothing to choose.");
const WHICH_ROUTE: Text = text("怎样决定？", "What do you decide?");
const DIRECTION: Text = text("打出还是打入？", "Outgoing or incoming?");
const WITH: Text = text("和谁通话？", "With whom?");
const RESULT: Text = text("打通了吗？", "Was anybody reached?");
const WHICH_EXCEPTION: Text = text("属于不能退的例外吗？", "Is it an exception?");

/// Where a move's text is kept while it is being written.
#[must_use]
pub fn place(desk_action: DeskAction, key: &str) -> String {
    format!("{desk_action:?}.{key}")
}

/// The control, with what is missing below.
#[component]
pub fn Asked(
    /// What is asked.
    part: Part,
    /// The case.
    case: CaseSignal,
    /// Its name.
    id: CaseId,
    /// For what.
    desk_action: DeskAction,
    /// What is missing.
    missing: RwSignal<Option<Missing>>,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let key = part.key();
    let slot = desk.slot(id, &place(desk_action, key));
    let error = move || missing.get().filter(|missing| missing.key == key).map(|missing| missing.what);
    let of = move |make: fn(DeskContext, &Case, Lang) -> Vec<Choice>| {
        // What is there when the panel opens: a list that moves under the finger is worse than one that is a minute old.
        untrack(|| case.with(|on_desk| make(desk, &on_desk.case, lang.get())))
    };
    let control = match part {
        Part::Words { label, public } => words(slot, label, public, missing).into_any(),
        Part::Outcome => {
            choice(slot, key, WHICH, case.with_untracked(|on_desk| outcomes(&on_desk.case)), missing).into_any()
        }
        Part::Proof => {
            let outcome = desk.slot(id, &place(desk_action, Part::Outcome.key()));
            let asked = Memo::new(move |_| outcome.get() == Outcome::Performed.code());
            view! { <Show when=move || asked.get()>{line(slot, key, PROOF, missing)}</Show> }.into_any()
        }
        Part::Line { label, .. } | Part::MaybeLine { label, .. } | Part::Days { label, .. } => {
            line(slot, key, label, missing).into_any()
        }
        Part::Signature { key, party, label } => {
            let ink = desk.slot(id, &format!("{}{INK}", place(desk_action, key)));
            let terms = desk.slot(id, &place(desk_action, "words"));
            view! { <Signed case=id key party label name=slot ink terms missing /> }.into_any()
        }
        Part::Amount { label } | Part::MaybeAmount { label } => {
            let typed = Signal::derive(move || slot.get());
            view! {
                {line(slot, key, label, missing)}
                <AmountRead typed moves=true />
            }
            .into_any()
        }
        Part::Colleague => one_of(slot, WHO, NOBODY_THERE, of(choices::colleagues), missing).into_any(),
        Part::Whom => one_of(slot, WHO_ASIDE, NO_OTHER, of(choices::may_step_aside), missing).into_any(),
        Part::OtherCase => one_of(slot, WHICH_CASE, NO_OTHER, of(choices::same_matter), missing).into_any(),
        Part::Merchant => one_of(slot, WHOSE_DEPOSIT, NO_DEPOSIT, of(choices::merchants), missing).into_any(),
        Part::Route => one_of(slot, WHICH_ROUTE, NO_OTHER, of(choices::turns), missing).into_any(),
        Part::Exception => one_of(slot, WHICH_EXCEPTION, NO_OTHER, of(choices::exceptions), missing).into_any(),
        Part::Stance => choice(slot, key, WHICH, Stance::ALL.to_vec(), missing).into_any(),
        Part::FailureReason => choice(slot, key, WHICH, FailureReason::ALL.to_vec(), missing).into_any(),
        Part::DeclineReason => choice(slot, key, WHICH, DeclineReason::ALL.to_vec(), missing).into_any(),
        Part::Side => choice(slot, key, SIDE, Party::ALL.to_vec(), missing).into_any(),
        Part::Agrees => named(slot, key, AGREES, vec![(YES, AGREES_YES), (NO, AGREES_NO)], missing).into_any(),
        Part::Way { label, .. } => {
            // That the desk merely attests it is what an older page recorded.
            let ways = ConsentWay::ALL.iter().copied().filter(|way| *way != ConsentWay::Attested).collect();
            choice(slot, key, label, ways, missing).into_any()
        }
        Part::Performs => several(slot, key, PERFORMS, Demand::ALL, missing).into_any(),
        Part::Day { label } | Part::MaybeDay { label } => day(slot, label, missing).into_any(),
        Part::MaybeWords { label } => words(slot, label, false, missing).into_any(),
        Part::CallDirection => choice(slot, key, DIRECTION, CallDirection::ALL.to_vec(), missing).into_any(),
        Part::CallWith => choice(slot, key, WITH, CallWith::ALL.to_vec(), missing).into_any(),
        Part::CallResult => choice(slot, key, RESULT, CallResult::ALL.to_vec(), missing).into_any(),
        Part::PastDay { label, .. } => past_day(slot, key, label, missing).into_any(),
        Part::Confirm { label, .. } | Part::Fact { label, .. } => confirm(slot, key, label, missing).into_any(),
    };
    view! {
        <div class="field" class:field--error=move || error().is_some()>
            {control}
            <div id=format!("ask-{key}-error") aria-live="polite">
                {move || {
                    error()
                        .map(|what| {
                            view! {
                                <p class="field__error">
                                    <Icon sign=Sign::Alert />
                                    <span>{what.in_lang(lang.get())}</span>
                                </p>
                            }
                        })
                }}
            </div>
        </div>
    }
}
