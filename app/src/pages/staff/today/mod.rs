//! 今日一览: what is mine, what runs out, and for whom the rest waits, on one screen.

pub mod columns;
pub mod day;
pub mod line;
pub mod numbers;

use domain::words::{Text, text};
use leptos::prelude::*;

use self::{columns::Columns, day::Day, numbers::Numbers};
use super::{
    analysis::{ReportDue, UnusualToday},
    desk::{
        connection::ConnectionLine, context::use_desk, kiosk_alerts::KioskAlerts, reminders::RemindersOfToday,
        signed_in::SignedIn,
    },
    papers::PapersOfToday,
    staff_frame::Loading,
    training::TrainingsDue,
};
use crate::{
    components::{AppBar, Icon, Page, Show, Sign},
    lang::{say, use_lang},
};

const TITLE: Text = text("今日一览", "Today");
const BACK: Text = text("案件", "Cases");
const NOTHING: Text = text("现在没有案件", "No cases now");
const NOTHING_WHY: Text = text("新案件来了会自动出现在这里。", "New cases appear here by themselves.");
const COMING: Text = text("正在取案件…", "Fetching the cases…");

/// The page.
#[component]
pub fn Today() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page
            class="today"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/staff" to=BACK /> }
        >
            <SignedIn>
                <Overview />
            </SignedIn>
        </Page>
    }
}

#[component]
fn Overview() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let viewer = Memo::new(move |_| desk.viewer());
    let day = Memo::new(move |_| desk.index.with(|index| Day::of(index, viewer.get(), desk.now.get())));
    let is_empty = Memo::new(move |_| desk.index.with(|index| index.is_empty()));
    let date = move || {
        let today = desk.now.get().day();
        today.spoken(lang.get(), today)
    };
    view! {
        <div class="today__head">
            <h1>{say(TITLE)}</h1>
            <p class="muted tnum">{date}</p>
            <ConnectionLine />
        </div>
        <KioskAlerts />
        <UnusualToday />
        <ReportDue />
        <PapersOfToday />
        <TrainingsDue />
        <Show when=move || !is_empty.get() fallback=Nothing>
            <RemindersOfToday />
            <Columns day />
            <Numbers day />
        </Show>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let desk = use_desk();
    view! {
        <Show when=move || !desk.is_coming() fallback=|| view! { <Loading what=COMING /> }>
            <div class="empty">
                <Icon sign=Sign::Check class="icon empty__icon" />
                <p class="empty__title">{say(NOTHING)}</p>
                <p class="empty__text">{say(NOTHING_WHY)}</p>
            </div>
        </Show>
    }
}
