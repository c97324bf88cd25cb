//! What was done here and did not take effect, told as a sentence: what the colleague did, and what to do next.

use std::sync::Arc;

use domain::{
    case::{Command, Rejection},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::{
    context::{CaseSignal, DeskContext, use_desk},
    due::when,
    timeline::heading_id,
    timeline_entry::{happened, last_move_of_another},
};
use crate::{
    components::{For, NoticeBox, Tone},
    desk::{CaseOnDesk, RefusedCommand},
    lang::{say, use_lang},
    pages::staff::focus::focus,
};

const TITLE: Text = text("您的“{}”没有生效", "Your “{}” did not take effect");
const TITLE_LATER: Text = text("您离线时的“{}”没有生效", "What you did offline, “{}”, did not take effect");
const COLLEAGUE: Text =
    text("{} 已在 {} 先办了：{}。案件现在是“{}”。", "{} was first, at {}: {}. The case now stands at “{}”.");
const KEPT: Text = text("您写的内容没有丢，还在这里：“{}”", "What you wrote is not lost; it is still here: “{}”");
const PAYMENT: Text = text("先赔 {} 元，{}，签字人 {}", "{} yuan in advance, {}, signed by {}");
const LOOK: Text = text("看看现在的情况", "See how it stands now");
const AS_NOTE: Text = text("把我写的存为内部备注", "Keep my words as an internal note");
const UNDERSTOOD: Text = text("知道了", "Understood");

/// The notices, one for each.
#[component]
pub fn Conflicts(
    /// The case.
    case: CaseSignal,
) -> impl IntoView {
    let refused = Memo::new(move |_| case.with(|on_desk| on_desk.refused.clone()));
    view! {
        <For each=move || refused.get() key=|refused| refused.op let:refused>
            <Conflict case refused />
        </For>
    }
}

#[component]
fn Conflict(case: CaseSignal, refused: RefusedCommand) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let written = refused.command.written().filter(|words| !words.trim().is_empty()).map(str::to_owned);
    let written = written.or_else(|| payment(desk, &refused.command, lang.get_untracked()));
    let kept = written.clone();
    let op = refused.op;
    let refused = Arc::new(refused);
    let told = refused.clone();
    let title = move || title(&refused, lang.get());
    let story = move || case.with(|on_desk| story(desk, on_desk, &told, lang.get()));
    let keep = written.map(|words| {
        let save = move |_| {
            case.with_untracked(|on_desk| {
                desk.act(on_desk, Command::Note { words: words.clone(), mentions: Vec::new() });
            });
            desk.device.dismiss(op);
        };
        view! {
            <button class="btn btn--note" type="button" on:click=save>
                {say(AS_NOTE)}
            </button>
        }
    });
    let look = move |_| focus(&case.with_untracked(|on_desk| heading_id(on_desk.case.id)));
    view! {
        <div role="status">
            <NoticeBox tone=Tone::Amber>
                <p class="notice__title">{title}</p>
                <p>{story}</p>
                {kept.map(|words| view! { <p>{move || KEPT.fill(lang.get(), &[&words])}</p> })}
                <div class="notice__actions">
                    <button class="btn" type="button" on:click=look>
                        {say(LOOK)}
                    </button>
                    {keep}
                    <button class="btn" type="button" on:click=move |_| desk.device.dismiss(op)>
                        {say(UNDERSTOOD)}
                    </button>
                </div>
            </NoticeBox>
        </div>
    }
}

/// What was approved, in words.
fn payment(desk: DeskContext, command: &Command, lang: Lang) -> Option<String> {
    let Command::PayInAdvance { amount, merchant, agreement, .. } = command else { return None };
    let name = |id| desk.device.desk.merchants.with_untracked(|all| all.get(&id).map(|account| account.name.clone()));
    let merchant = merchant.and_then(name).unwrap_or_default();
    let signer = agreement.as_ref().map_or_else(String::new, |signature| signature.name.clone());
    Some(PAYMENT.fill(lang, &[&amount.to_string(), &merchant, &signer]))
}

fn title(refused: &RefusedCommand, lang: Lang) -> String {
    // A rule of the case's state is broken only by what came from elsewhere meanwhile.
    let title = if matches!(refused.why, Some(Rejection::WrongState { .. } | Rejection::MovedSince { .. })) {
        TITLE_LATER
    } else {
        TITLE
    };
    title.fill(lang, &[refused.command.name().in_lang(lang)])
}

/// What stood in the way: a colleague's move, where there is one; else the reason as the server gave it.
fn story(desk: DeskContext, on_desk: &CaseOnDesk, refused: &RefusedCommand, lang: Lang) -> String {
    let case = &on_desk.case;
    let by_other = last_move_of_another(&case.timeline, desk.actor());
    match (&refused.why, by_other) {
        (Some(Rejection::WrongState { .. } | Rejection::MovedSince { .. }), Some(entry)) => COLLEAGUE.fill(
            lang,
            &[
                &desk.who(entry.by, lang),
                &when(entry.at, desk.now.get(), lang),
                &happened(entry, lang).what,
                case.state.name().in_lang(lang),
            ],
        ),
        _ => refused.detail.in_lang(lang).to_owned(),
    }
}
