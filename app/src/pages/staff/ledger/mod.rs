//! 受理台账: every case as a table, filtered, printed, and exported by the server as a file.

mod address;
mod exports;
mod filters;
mod table;
mod views;

use domain::{
    ledger::PersonalData,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};

pub use self::address::address;
use self::{exports::Exports, filters::Filters, table::Table, views::Views};
use super::{
    desk::{connection::ConnectionLine, context::use_desk, signed_in::SignedIn},
    trouble::Trouble,
};
use crate::{
    components::{AppBar, Icon, Page, Show, Sign},
    lang::{say, use_lang},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("受理台账", "Register of cases");
const BACK: Text = text("案件", "Cases");
const COUNT: Text = text("{} 件", "{} case{s}");
const KEPT: Text = text(
    "屏幕和打印按这台设备上存着的案件（在办的和近 90 天的）；导出的文件包括全部案件。",
    "The screen and the print show what this device keeps: what is open, and the last 90 days. An exported file has every case.",
);
const PRINT: Text = text("打印", "Print");
const EXPORT: Text = text("导出 Excel", "Export to Excel");
const EXPORTING: Text = text("正在导出…", "Exporting…");
const FULL: Text =
    text("显示姓名和电话全文（导出会记录在案）", "Show names and numbers in full (each export is on record)");
const MASKED: Text = text("姓名和电话已隐去一部分。", "Names and numbers are masked in part.");
const FAILED: Text = text("没有导出", "Not exported");

/// The page.
#[component]
pub fn LedgerPage() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page
            class="ledger"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/staff" to=BACK /> }
        >
            <SignedIn>
                <Ledger />
            </SignedIn>
        </Page>
    }
}

#[component]
fn Ledger() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let filter = RwSignal::new(address::asked());
    let full = RwSignal::new(false);
    let all_rows = RwSignal::new(false);
    let supervises = Memo::new(move |_| desk.me.with(|me| me.role.supervises()));
    let data =
        Signal::derive(move || if supervises.get() && full.get() { PersonalData::Full } else { PersonalData::Masked });
    let shown = Memo::new(move |_| {
        desk.device.desk.cases.with(|cases| {
            filter.with(|filter| {
                let fits = cases.values().filter(|on_desk| filter.shows(&on_desk.case));
                let mut fits: Vec<_> = fits.map(|on_desk| (on_desk.case.received_at, on_desk.case.id)).collect();
                fits.sort_unstable_by(|one, other| other.cmp(one));
                fits.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
            })
        })
    });
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let export = move |_| {
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let full = data.get_untracked() == PersonalData::Full;
            let asked = staff_api::export_ledger(&filter.get_untracked(), full, lang.get_untracked()).await;
            error.set(asked.err());
            busy.set(false);
        });
    };
    let print = move |_| {
        all_rows.set(true);
        // The rows have to stand in the page first.
        set_timeout(move || drop(window().print()), std::time::Duration::from_millis(200));
    };
    view! {
        <div class="ledger__head">
            <h1>{say(TITLE)}</h1>
            <ConnectionLine />
        </div>
        <Views filter />
        <Filters filter />
        <div class="ledger__tools">
            <p class="tnum" role="status">
                {move || COUNT.fill(lang.get(), &[&shown.with(Vec::len).to_string()])}
            </p>
            <div class="actions no-print">
                <button class="btn" type="button" on:click=print>
                    <Icon sign=Sign::Print />
                    {say(PRINT)}
                </button>
                <button class="btn btn--main" type="button" disabled=move || busy.get() on:click=export>
                    <Icon sign=Sign::Out />
                    {move || if busy.get() { say(EXPORTING)() } else { say(EXPORT)() }}
                </button>
            </div>
        </div>
        <Trouble title=FAILED error />
        <Show when=move || supervises.get() fallback=move || view! { <p class="small muted">{say(MASKED)}</p> }>
            <label class="check no-print">
                <input
                    class="check__input"
                    type="checkbox"
                    prop:checked=move || full.get()
                    on:change=move |event| full.set(event_target_checked(&event))
                />
                <span class="check__text">{say(FULL)}</span>
            </label>
        </Show>
        <p class="small muted">{say(KEPT)}</p>
        <Table shown data all_rows />
        <Show when=move || supervises.get()>
            <Exports />
        </Show>
    }
}
