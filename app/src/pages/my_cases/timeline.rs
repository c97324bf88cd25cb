//! Everything that happened to a case, newest first; what this device has not delivered yet on top.

use domain::{
    case::{Command, PublicEntry, PublicWords, State},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::when;
use crate::{
    components::Show,
    device::{OwnCase, WaitingWords, use_device},
    lang::{say, use_lang},
};

const TITLE: Text = text("经过", "What happened");
const DONE: Text = text("已完成：", "Done: ");
const PAUSED: Text = text("暂停：", "Paused: ");
const ON_ITS_WAY: Text = text("已存在本机，联网后送达", "Saved here; delivered once online");
const REFUSED: Text = text("没有生效", "Not done");
const YOU_WROTE: Text = text("您补充了", "You added");
const REPLIED: Text = text("联络点答复您", "The contact point answers you");
const ASKED: Text = text("还需要您补充", "More is needed from you");
const REASON: Text = text("原因：{}", "Reason: {}");
const SETTLED_BY: Text = text("约定 {} 前兑现", "to be carried out by {}");
const WITHDRAW: Text = text("您要撤回", "You withdraw it");
const CONFIRM: Text = text("您确认已解决", "You say that it is solved");
const SELLER_ASKED: Text = text("您申请提供销售者信息", "You apply for the seller’s information");
const RATE: Text = text("您的评价", "Your rating");
const OBJECT: Text = text("您说还没解决", "You say it is not solved");

const SELLER: Text = text("销售者的名称、地址和联系方式：", "The seller’s name, address and contact:");
const STARS: Text = text("您评了 {} 分（满分 5 分）", "You gave {} of 5");

/// The list.
#[component]
pub fn Timeline(own: Signal<OwnCase>) -> impl IntoView {
    let waiting = move || own.with(|own| own.waiting.iter().rev().cloned().collect::<Vec<_>>());
    let entries = move || {
        own.with(|own| {
            own.view.as_ref().map(|view| view.timeline.iter().rev().cloned().collect::<Vec<_>>()).unwrap_or_default()
        })
    };
    view! {
        <section class="card">
            <h2 class="card__title">{say(TITLE)}</h2>
            <ol class="timeline">
                {move || waiting().into_iter().map(|words| view! { <Waiting words /> }).collect_view()}
                {move || entries().into_iter().map(|entry| view! { <Line entry /> }).collect_view()}
            </ol>
        </section>
    }
}

/// What was written while the filing itself still waits; nothing where nothing was.
#[component]
pub fn OnItsWay(own: Signal<OwnCase>) -> impl IntoView {
    let waiting = Memo::new(move |_| own.with(|own| own.waiting.iter().rev().cloned().collect::<Vec<_>>()));
    view! {
        <Show when=move || waiting.with(|waiting| !waiting.is_empty())>
            <section class="card">
                <ol class="timeline">
                    {move || waiting.get().into_iter().map(|words| view! { <Waiting words /> }).collect_view()}
                </ol>
            </section>
        </Show>
    }
}

#[component]
fn Waiting(words: WaitingWords) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let what = match words.command {
        Command::Withdraw { .. } => WITHDRAW,
        Command::Object { .. } => OBJECT,
        Command::ConfirmSolved => CONFIRM,
        Command::Rate { .. } => RATE,
        Command::RequestSellerInfo { .. } => SELLER_ASKED,
        _ => YOU_WROTE,
    };
    let refused = words.refused.clone();
    let is_refused = refused.is_some();
    let note = move || {
        refused
            .as_ref()
            .map_or_else(|| ON_ITS_WAY.in_lang(lang.get()).to_owned(), |why| why.in_lang(lang.get()).to_owned())
    };
    view! {
        <li class="timeline__item" class=("timeline__item--failed", is_refused) class=("timeline__item--paused", !is_refused)>
            <p class="timeline__what">
                {is_refused.then(|| view! { <span>{say(REFUSED)} "："</span> })} {say(what)}
            </p>
            <p class="timeline__meta tnum">{move || when::moment(lang.get(), words.at, device.now().day())} " · " {note}</p>
            {words.command.written().filter(|text| !text.is_empty()).map(|text| view! { <div class="timeline__say"><p>{text.to_owned()}</p></div> })}
        </li>
    }
}

#[component]
fn Line(entry: PublicEntry) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let paused = matches!(entry.words, Some(PublicWords::Question { .. })) || entry.state == State::Testing;
    let title = title(&entry);
    let (made_at, at) = (entry.made_at, entry.at);
    let meta = move || when::done_and_arrived(lang.get(), made_at, at, device.now().day());
    let words = entry.words;
    let said = move || words.as_ref().map(|words| said(words, lang.get(), device.now().day()));
    view! {
        <li class="timeline__item" class=("timeline__item--paused", paused) class=("timeline__item--done", !paused)>
            <p class="timeline__what">
                <span class="vh">{say(if paused { PAUSED } else { DONE })}</span>
                {say(title)}
            </p>
            <p class="timeline__meta tnum">{meta}</p>
            {move || said().map(|lines| view! { <div class="timeline__say">{lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}</div> })}
        </li>
    }
}

fn title(entry: &PublicEntry) -> Text {
    match &entry.words {
        Some(PublicWords::Reply { .. }) if !matches!(entry.state, State::Transferred) => REPLIED,
        Some(PublicWords::Question { .. }) => ASKED,
        Some(PublicWords::Own { .. }) if entry.state == State::Withdrawn => WITHDRAW,
        Some(PublicWords::Own { .. }) if entry.state == State::Reopened => OBJECT,
        Some(PublicWords::Own { .. }) => YOU_WROTE,
        _ => entry.state.name(),
    }
}

fn said(words: &PublicWords, lang: Lang, today: domain::moment::Day) -> Vec<String> {
    use domain::form::Term;
    match words {
        PublicWords::Question { words } | PublicWords::Reply { words } | PublicWords::Own { words } => {
            vec![words.clone()]
        }
        PublicWords::Closed { outcome, words } => vec![outcome.name().in_lang(lang).to_owned(), words.clone()],
        PublicWords::Ended { reason_zh, reason_en, words } => {
            let reason = match lang {
                Lang::Zh => reason_zh,
                Lang::En => reason_en,
            };
            vec![REASON.fill(lang, &[reason]), words.clone()]
        }
        PublicWords::Settled { words, perform_by } => {
            vec![words.clone(), SETTLED_BY.fill(lang, &[&perform_by.spoken(lang, today)])]
        }
        PublicWords::Told { zh, en } => vec![if lang == Lang::Zh { zh } else { en }.clone()],
        PublicWords::Seller { info } => {
            vec![SELLER.in_lang(lang).to_owned(), info.name.clone(), info.address.clone(), info.contact.clone()]
        }
        PublicWords::Rating { stars, words } => vec![STARS.fill(lang, &[&stars.to_string()]), words.clone()],
    }
}
