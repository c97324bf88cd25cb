//! Everything that happened, newest first. What the consumer reads and what stays among staff look different.

use domain::{
    case::{Entry, Event},
    ids::{CaseId, StaffId},
    words::{Lang, Text, text},
};
use leptos::prelude::*;

use super::{
    context::{CaseSignal, DeskContext, use_desk},
    due::when,
    timeline_entry::{EntryView, Readers, happened},
};
use crate::{
    components::{Icon, LongText, Sign},
    desk::CaseOnDesk,
    lang::{say, use_lang},
};

const TITLE: Text = text("办理过程", "What happened");
const LOCKED: Text = text("消费者看不到", "The consumer cannot read this");
const OPEN: Text = text("消费者看得到", "The consumer can read this");
const GIVEN_TO: Text = text("{}：{}", "{}: {}");
const TO_SEND: Text = text("待送出", "to be sent");
const OFFLINE: Text = text("离线填写 {}，{} 送达", "written offline {}, delivered {}");
const DONE: Text = text("已完成：", "Done: ");
const PAUSED: Text = text("时钟暂停：", "Clock paused: ");
const INTERNAL: Text = text("内部：", "Internal: ");
const ATTEMPT: Text = text("没有生效：", "Did not take effect: ");

/// Longer than the way to the server takes: then it waited on the device.
const ON_THE_WAY_MS: i64 = 2 * 60_000;

/// The id of the heading, for links and focus.
#[must_use]
pub fn heading_id(case: CaseId) -> String {
    format!("timeline-{case}")
}

/// The timeline.
#[component]
pub fn Timeline(
    /// The case.
    case: CaseSignal,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let id = case.with_untracked(|case| heading_id(case.case.id));
    let heading = id.clone();
    let lines = move || {
        case.with(|on_desk| {
            let entries = on_desk.case.timeline.iter().rev();
            entries.map(|entry| line(desk, on_desk, entry, lang.get())).collect_view()
        })
    };
    view! {
        <section class="desk__section" aria-labelledby=id>
            <h2 class="desk__subtitle" id=heading tabindex="-1">
                {say(TITLE)}
            </h2>
            {move || waiting(desk, case, lang.get())}
            <ol class="timeline">{lines}</ol>
        </section>
    }
}

/// What was done here but cannot be laid on top of the case, because the rules here would refuse it: the server decides.
fn waiting(desk: DeskContext, case: CaseSignal, lang: Lang) -> impl IntoView {
    case.with(|on_desk| {
        let on_top = |at| on_desk.case.timeline.iter().any(|entry| entry.at == at);
        let pending = on_desk.pending.iter().filter(|pending| !on_top(pending.at));
        pending
            .map(|pending| {
                let name = pending.command.name().in_lang(lang);
                let at = when(pending.at, desk.now.get(), lang);
                view! {
                    <p class="small muted">
                        {format!("{at} {name} · {}", TO_SEND.in_lang(lang))}
                    </p>
                }
            })
            .collect_view()
    })
}

fn line(desk: DeskContext, on_desk: &CaseOnDesk, entry: &Entry, lang: Lang) -> impl IntoView + use<> {
    let EntryView { what, words, readers, class } = happened(entry, lang);
    let what = match given_to(entry) {
        Some(to) => GIVEN_TO.fill(lang, &[&what, &desk.name_of(to, lang)]),
        None => what,
    };
    let pending = on_desk.pending.iter().any(|pending| pending.at == entry.at);
    let heard = match class {
        "timeline__item--paused" => PAUSED,
        "timeline__item--internal" => INTERNAL,
        "timeline__item--failed" => ATTEMPT,
        _ => DONE,
    };
    let at = when(entry.at, desk.now.get(), lang);
    let by = desk.who(entry.by, lang);
    let meta = match offline(desk, entry, pending, lang) {
        Some(offline) => format!("{by} · {offline}"),
        None => by,
    };
    let say = words.map(|words| {
        let class =
            if readers == Readers::Internal { "timeline__say timeline__say--internal" } else { "timeline__say" };
        view! {
            <div class=class>
                {lock(readers, lang)} <LongText words />
            </div>
        }
    });
    view! {
        <li class=format!("timeline__item {class}")>
            <p class="timeline__what">
                <span class="vh">{heard.in_lang(lang)}</span>
                {format!("{at} {what} ")}
                {pending.then(|| view! { <span class="tag tag--amber">{TO_SEND.in_lang(lang)}</span> })}
            </p>
            <p class="timeline__meta tnum">{meta}</p>
            {say}
        </li>
    }
}

/// Who has the case from here on.
const fn given_to(entry: &Entry) -> Option<StaffId> {
    match &entry.event {
        Some(Event::HandedOver { to, .. } | Event::Assigned { to, .. }) => Some(*to),
        _ => None,
    }
}

fn lock(readers: Readers, lang: Lang) -> Option<impl IntoView> {
    match readers {
        Readers::Internal => Some(
            view! {
                <p class="timeline__lock">
                    <Icon sign=Sign::Lock />
                    {LOCKED.in_lang(lang)}
                </p>
            }
            .into_any(),
        ),
        Readers::Public => Some(
            view! {
                <p class="timeline__open">
                    <Icon sign=Sign::Chat />
                    {OPEN.in_lang(lang)}
                </p>
            }
            .into_any(),
        ),
        Readers::Own => None,
    }
}

fn offline(desk: DeskContext, entry: &Entry, pending: bool, lang: Lang) -> Option<String> {
    let waited = entry.at.millis() - entry.made_at.millis();
    let now = desk.now.get();
    (!pending && waited > ON_THE_WAY_MS)
        .then(|| OFFLINE.fill(lang, &[&when(entry.made_at, now, lang), &when(entry.at, now, lang)]))
}
