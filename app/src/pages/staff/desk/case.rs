//! The right half of the desk: one case.

use std::sync::Arc;

use domain::{
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{
    answer_link::AnswerLink,
    archived_case::OnlyRead,
    assistance::{Assistance, HeldNotice},
    attachments::Attachments,
    bar::Bar,
    composer::Composer,
    conflict::Conflicts,
    connection::ConnectionLine,
    context::use_desk,
    faq::ToFaq,
    filing::{Facts, Filing},
    history::MerchantHistory,
    item,
    linked::Linked,
    merchant_link::MerchantLink,
    panel::Over,
    reminders::RemindersOfCase,
    routes::Routes,
    timeline::Timeline,
};
use crate::{
    components::{Icon, Show, Sign},
    desk::CaseOnDesk,
    lang::{say, use_lang},
};

const CASE: Text = text("案件", "Case");
const BACK: Text = text("案件", "Cases");
const CHOOSE: Text = text("选一件案子看看", "Choose a case");
const CHOOSE_WHY: Text = text("在左边点一件，内容会出现在这里。", "Tap one on the left; it shows here.");
const MISSING: Text = text("这台设备上没有这个案件", "This case is not on this device");
const MISSING_WHY: Text = text(
    "可能还没取到，联网后会自动出现；结束超过 90 天的，请在列表里按案号查找；也可能链接抄错了。",
    "It may not have arrived yet and shows by itself once online. One that ended more than 90 days ago is found in the list by its number. Or the link is mistyped.",
);
const TO_QUEUE: Text = text("回案件列表", "Back to the list");
const OPENING: Text = text("正在打开案件…", "Opening the case…");

/// The right half.
#[component]
pub fn CasePane(
    /// The case that is open.
    open: Memo<Option<CaseId>>,
) -> impl IntoView {
    view! {
        <section class="desk__case" aria-label=say(CASE)>
            <header class="appbar desk__back">
                <a class="appbar__back" href="/staff">
                    <Icon sign=Sign::Back />
                    {say(BACK)}
                </a>
                <ConnectionLine />
            </header>
            {move || match open.get() {
                Some(id) => view! { <OpenCase id /> }.into_any(),
                None => view! { <Hint title=CHOOSE why=CHOOSE_WHY back=false /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn OpenCase(id: CaseId) -> impl IntoView {
    let desk = use_desk();
    let found = Memo::new(move |_| desk.case(id));
    let is_here = Memo::new(move |_| found.with(Option::is_some));
    let may_come = move || {
        let status = desk.device.status;
        status.with(|status| {
            status.as_ref().is_none_or(|status| status.last_contact.is_none() && !status.state.is_cut_off())
        })
    };
    move || match found.get_untracked() {
        Some(first) if is_here.get() => view! { <Shown found first /> }.into_any(),
        _ if is_here.get() || may_come() => view! { <Opening /> }.into_any(),
        _ => view! { <Hint title=MISSING why=MISSING_WHY back=true /> }.into_any(),
    }
}

/// Made once for each case that is opened. What changes in the case flows through the signal; what is being written stays.
#[component]
fn Shown(found: Memo<Option<Arc<CaseOnDesk>>>, first: Arc<CaseOnDesk>) -> impl IntoView {
    let lang = use_lang();
    let case = Memo::new(move |before: Option<&Arc<CaseOnDesk>>| {
        found.get().unwrap_or_else(|| before.unwrap_or(&first).clone())
    });
    let composing = RwSignal::new(None);
    let panel = RwSignal::new(None);
    let desk = use_desk();
    let id = case.with_untracked(|on_desk| on_desk.case.id);
    let holds = Memo::new(move |_| desk.holds(id));
    // What was being written when the case was left is open again.
    for (mode, place) in [(super::composer::Mode::Internal, "note"), (super::composer::Mode::Public, "reply")] {
        if !desk.written(id, place).is_empty() {
            composing.set(Some(mode));
        }
    }
    view! {
        <div class="desk__body">
            <div class="desk__heading">
                <h1 class="desk__title">{move || case.with(|on_desk| item::title(on_desk, lang.get()))}</h1>
                <p class="desk__tags">{move || case.with(|on_desk| item::tags(on_desk, lang.get()))}</p>
            </div>
            <Show when=move || !holds.get()>
                <OnlyRead />
            </Show>
            <HeldNotice case />
            <Facts case />
            <Conflicts case />
            <RemindersOfCase case />
            <ToFaq case />
            <Show when=move || holds.get()>
                <Composer case composing />
            </Show>
            <AnswerLink case />
            <Assistance case />
            <Linked case />
            <Filing case />
            <Attachments case holds />
            <Routes case />
            <MerchantLink case holds />
            <MerchantHistory case />
            <Timeline case />
        </div>
        <Show when=move || holds.get() && composing.get().is_none()>
            <Bar case composing panel />
        </Show>
        <Over case panel />
    }
}

#[component]
fn Hint(title: Text, why: Text, back: bool) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon sign=Sign::List class="icon empty__icon" />
            <p class="empty__title">{say(title)}</p>
            <p class="empty__text">{say(why)}</p>
            {back
                .then(|| {
                    view! {
                        <a class="btn" href="/staff">
                            {say(TO_QUEUE)}
                        </a>
                    }
                })}
        </div>
    }
}

#[component]
fn Opening() -> impl IntoView {
    view! {
        <div class="desk__body">
            <div class="loading" role="status">
                <span class="vh">{say(OPENING)}</span>
                <div class="skeleton skeleton--title"></div>
                <div class="skeleton skeleton--short"></div>
                <div class="skeleton skeleton--card"></div>
                <div class="skeleton"></div>
            </div>
        </div>
    }
}
