//! How a case stands: the question that waits for an answer first, then the promise, then everything that happened.

use domain::{
    case::{PublicWords, State},
    words::{Text, text},
};
use leptos::prelude::*;

use super::{
    act::{Act, use_objecting},
    attached::Attached,
    case_alerts::CaseAlertsCard,
    ending::Ending,
    exits::Exits,
    keep::Keep,
    standing::{Objecting, is_merged, stands_as, state_of},
    statutory,
    ticket::Ticket,
    timeline::Timeline,
    when,
};
use crate::{
    components::{Icon, Show, Sign},
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
const LEGAL: Text = text("市场监管的法定时限", "Statutory times of the regulator");
const OWNER: Text = text("负责人（首问人）", "Responsible");
const NOBODY: Text = text("马上有人负责", "somebody will take it on");
const NONE: Text = text("现在没有在等的时限", "nothing is due now");
const MERGED: Text =
    text("和同一事项的另一件合并办理。现在：{}", "Worked on together with another case of the same matter. Now: {}");
const MERGED_ONLY: Text = text(
    "和同一事项的另一件合并办理，有进展会写在这里。",
    "Worked on together with another case of the same matter; you will read here how it goes.",
);
const MERGED_PROMISE: Text = text("随合并的那件一起办", "together with the case it goes on in");
const OBJECT_BY: Text = text("没解决？{} 前可以说", "Not solved? You can say so before {}");
const CODE: Text = text("查询码和回执", "Claim code and receipt");

/// The sheet, with what can be done below it.
#[component]
pub fn Sheet(own: Signal<OwnCase>) -> impl IntoView {
    view! {
        <Standing own />
        <Attached own />
        <Act own />
        <Code own />
    }
}

/// Where it stands, and what happened.
#[component]
pub fn Standing(own: Signal<OwnCase>) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let state = Memo::new(move |_| own.with(stands_as));
    let merged = Memo::new(move |_| own.with(is_merged));
    let today = move || device.now().day();
    let number = move || {
        own.with(|own| own.view.as_ref().and_then(|view| view.number))
            .map(|number| NUMBER.fill(lang.get(), &[&number.to_string()]))
    };
    let lead = move || {
        let (state, lang) = (state.get().for_consumer().in_lang(lang.get()), lang.get());
        let told = own.with(|own| own.view.as_ref().is_some_and(|view| view.merged_state.is_some()));
        match (merged.get(), told) {
            (false, _) => state.to_owned(),
            (true, true) => MERGED.fill(lang, &[state]),
            (true, false) => MERGED_ONLY.in_lang(lang).to_owned(),
        }
    };
    let objecting = use_objecting(own);
    let due = move || {
        let due = own.with(|own| own.view.as_ref().and_then(|view| view.due));
        match (due, objecting.get()) {
            (Some(due), _) => when::due(lang.get(), due, today()),
            (None, Objecting::Until(Some(until))) => {
                OBJECT_BY.fill(lang.get(), &[&until.day().spoken(lang.get(), today())])
            }
            (None, _) if merged.get() && !state.get().is_final() => MERGED_PROMISE.in_lang(lang.get()).to_owned(),
            (None, _) => NONE.in_lang(lang.get()).to_owned(),
        }
    };
    let legal = move || {
        let notice = device.notice.get();
        own.with(|own| statutory::lines(own.view.as_ref(), notice.as_deref(), lang.get()))
    };
    let owner = move || {
        own.with(|own| own.view.as_ref().and_then(|view| view.first_receiver.clone()))
            .unwrap_or_else(|| NOBODY.in_lang(lang.get()).to_owned())
    };
    view! {
        <div class="case__head">
            <div>
                <h1 class="case__title">{move || own.with(|own| own.goods.clone())}</h1>
                <p class="page__lead tnum">{number}</p>
            </div>
            <span class="stamp" role="status">{move || state.get().name().in_lang(lang.get())}</span>
        </div>
        <p class="page__lead">{lead}</p>
        <Show when=move || own.with(state_of) == State::NeedsMore>
            <Question own />
        </Show>
        <Show when=move || own.with(|own| own.view.as_ref().is_some_and(|view| !view.exits.is_empty()))>
            <Exits own />
        </Show>
        <section class="card">
            <h2 class="card__title">{say(WHERE)}</h2>
            <dl class="facts">
                <div class="facts__item"><dt>{say(PROMISE)}</dt><dd class="tnum">{due}</dd></div>
                <div class="facts__item"><dt>{say(LEGAL)}</dt><dd class="tnum">{move || legal().into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}</dd></div>
                <div class="facts__item"><dt>{say(OWNER)}</dt><dd>{owner}</dd></div>
            </dl>
        </section>
        <Ending own />
        <Timeline own />
    }
}

/// The code to keep, folded away.
#[component]
pub fn Code(own: Signal<OwnCase>) -> impl IntoView {
    let lang = use_lang();
    let meta = Signal::derive(move || {
        own.with(|own| own.view.as_ref().and_then(|view| view.number))
            .map(|number| NUMBER.fill(lang.get(), &[&number.to_string()]))
            .unwrap_or_default()
    });
    let stamp = Signal::derive(move || (own.with(stands_as).name(), "stamp"));
    view! {
        <details class="wizard__fold">
            <summary>{say(CODE)}</summary>
            <div>
                <Ticket claim=own.with_untracked(|own| own.claim.clone()) stamp meta />
                <Keep own />
            </div>
        </details>
        <CaseAlertsCard />
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
