//! How a case stands: the question that waits for an answer first, then the promise, then everything that happened.

use domain::{
    case::{PublicWords, State},
    words::{Text, text},
};
use leptos::prelude::*;

use super::{act::Act, ending::Ending, exits::Exits, list::state_of, ticket::Ticket, timeline::Timeline, when};
use crate::{
    components::{Icon, Sign},
    device::{OwnCase, use_device},
    lang::{say, use_lang},
};

const NUMBER: Text = text("案件号 {}", "Case {}");
const ASK: Text = text("还需要您补充", "We need more from you");
const ASK_BY: Text = text(
    "{}补上就行。等您的这几天不计入时限。",
    "Please answer {}. Waiting for you does not count against anybody's time.",
);
const WHERE: Text = text("现在到哪一步", "Where it stands");
const PROMISE: Text = text("我们承诺", "Our promise");
const LEGAL: Text = text("法定时限", "Statutory time");
const LEGAL_TEXT: Text = text("转市场监管后才起算", "begins only with the market regulator");
const OWNER: Text = text("负责人（首问人）", "Responsible");
const NOBODY: Text = text("马上有人负责", "somebody will take it on");
const NONE: Text = text("现在没有在等的时限", "nothing is due now");
const OBJECT_BY: Text = text("没解决？{} 前可以说", "Not solved? You can say so before {}");
const CODE: Text = text("查询码和回执", "Claim code and receipt");

/// The sheet.
#[component]
pub fn Sheet(own: Signal<OwnCase>, filed_now: bool) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let state = Memo::new(move |_| own.with(state_of));
    let today = move || device.now().day();
    let number = move || {
        own.with(|own| own.view.as_ref().and_then(|view| view.number))
            .map(|number| NUMBER.fill(lang.get(), &[&number.to_string()]))
    };
    let due = move || {
        let (due, until) = own.with(|own| own.view.as_ref().map_or((None, None), |view| (view.due, view.object_until)));
        match (due, until) {
            (Some(due), _) => when::due(lang.get(), due, today()),
            (None, Some(until)) => OBJECT_BY.fill(lang.get(), &[&until.day().spoken(lang.get(), today())]),
            (None, None) => NONE.in_lang(lang.get()).to_owned(),
        }
    };
    let owner = move || {
        own.with(|own| own.view.as_ref().and_then(|view| view.first_receiver.clone()))
            .unwrap_or_else(|| NOBODY.in_lang(lang.get()).to_owned())
    };
    let meta = Signal::derive(move || number().unwrap_or_default());
    let stamp = Signal::derive(move || (state.get().name(), "stamp"));
    view! {
        <div class="case__head">
            <div>
                <h1 class="case__title">{move || own.with(|own| own.goods.clone())}</h1>
                <p class="page__lead tnum">{number}</p>
            </div>
            <span class="stamp" role="status">{move || say(state.get().name())}</span>
        </div>
        <p class="page__lead">{move || say(state.get().for_consumer())}</p>
        <Show when=move || state.get() == State::NeedsMore>
            <Question own />
        </Show>
        <Show when=move || own.with(|own| own.view.as_ref().is_some_and(|view| !view.exits.is_empty()))>
            <Exits own />
        </Show>
        <section class="card">
            <h2 class="card__title">{say(WHERE)}</h2>
            <dl class="facts">
                <div class="facts__item"><dt>{say(PROMISE)}</dt><dd class="tnum">{due}</dd></div>
                <div class="facts__item"><dt>{say(LEGAL)}</dt><dd>{say(LEGAL_TEXT)}</dd></div>
                <div class="facts__item"><dt>{say(OWNER)}</dt><dd>{owner}</dd></div>
            </dl>
        </section>
        <Ending own />
        <Timeline own />
        <Act own />
        <details class="wizard__fold" open=filed_now>
            <summary>{say(CODE)}</summary>
            <div>
                <Ticket claim=own.with_untracked(|own| own.claim.clone()) stamp meta />
            </div>
        </details>
    }
}

/// The newest question, large, above everything.
#[component]
fn Question(own: Signal<OwnCase>) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let question = move || {
        own.with(|own| {
            own.view.as_ref()?.timeline.iter().rev().find_map(|entry| match &entry.words {
                Some(PublicWords::Question { words }) => Some(words.clone()),
                _ => None,
            })
        })
    };
    let by = move || {
        own.with(|own| own.view.as_ref().and_then(|view| view.due))
            .map(|due| ASK_BY.fill(lang.get(), &[&when::due(lang.get(), due, device.now().day())]))
    };
    view! {
        <section class="case__ask" aria-labelledby="ask">
            <h2 id="ask">
                <Icon sign=Sign::Wait />
                {say(ASK)}
            </h2>
            <p>{question}</p>
            <p class="muted small tnum">{by}</p>
        </section>
    }
}
