//! 接受社会监督: what the contact point has dealt with, in numbers, for everybody.

use domain::{
    analysis::{Period, Statistics},
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

use super::{board::BOARD, figures::figures, merchant::MerchantLinks};
use crate::{
    components::{AppBar, Page},
    device::use_device,
    host,
    lang::{say, use_lang},
};

/// What the page and the way to it are called.
pub const TITLE: Text = text("受理情况公开", "Our figures");
/// What it is, below the way to it.
pub const META: Text = text("多少投诉、多久办结、和解多少", "How many complaints, how long, how many settled");
const LEAD: Text = text(
    "联络点把每个季度的受理情况公开，接受社会监督。只有数字，没有个人信息；少于 {} 件的数，以及能推算出来的数不公开，显示为“—”。",
    "The contact point publishes what it has dealt with in each quarter. Numbers only, nobody in them: those of fewer than {} cases, and those that would give them away, are not published and shown as “—”.",
);
const OFFLINE: Text = text("联网后显示。", "Shows once online.");
const NONE: Text =
    text("还没有满一个季度，没有可以公开的数字。", "No whole quarter has gone by yet; there is nothing to publish.");
const QUARTER: Text = text("{} 年第 {} 季度", "{}, quarter {}");
const DATA: Text = text("开放数据（CSV、JSON）", "Open data (CSV, JSON)");
const CSV: Text = text("下载 CSV", "Download CSV");
const JSON: Text = text("查看 JSON", "See the JSON");

/// The page.
#[component]
pub fn StatisticsPage() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let found = RwSignal::new(None::<Arc<Statistics>>);
    Effect::new(move |_| {
        // Only what has been read can ask: on a first visit that is a moment later.
        if !(device.alive.get() && device.loaded.get()) {
            return;
        }
        spawn_local(async move {
            let Some(host) = host::device() else { return };
            let Ok(said) = host.ask_public("open/statistics.json", None).await else { return };
            found.try_set(sync::read_json(&said).ok().map(Arc::new));
        });
    });
    let lead = move || LEAD.fill(lang.get(), &[&domain::analysis::suppression::LEAST.to_string()]);
    let all = move || {
        let lang = lang.get();
        let Some(found) = found.get() else { return view! { <p class="muted">{OFFLINE.in_lang(lang)}</p> }.into_any() };
        if found.quarters.is_empty() {
            return view! { <p class="muted" role="status">{NONE.in_lang(lang)}</p> }.into_any();
        }
        let quarter = |of: &domain::analysis::PublishedFigures| {
            view! {
                <h2 class="statistics__quarter">{name(of.period, lang)}</h2>
                {figures(of, lang)}
            }
        };
        found.quarters.iter().map(quarter).collect_view().into_any()
    };
    view! {
        <Page
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            main="board statistics"
            bar=|| view! { <AppBar back="/" to=BOARD /> }
        >
            <div class="page__head">
                <h1>{say(TITLE)}</h1>
                <p class="board__meta">{lead}</p>
            </div>
            {all}
            <MerchantLinks />
            <section class="not-kiosk no-print">
                <h2>{say(DATA)}</h2>
                <p class="statistics__data">
                    <a class="link" href="/api/v1/open/statistics.csv" rel="external">
                        {say(CSV)}
                    </a>
                    <a class="link" href="/api/v1/open/statistics.json" rel="external">
                        {say(JSON)}
                    </a>
                </p>
            </section>
        </Page>
    }
}

fn name(quarter: Period, lang: Lang) -> String {
    let (year, number) = (quarter.from.year(), (quarter.from.month() - 1) / 3 + 1);
    QUARTER.fill(lang, &[&year.to_string(), &number.to_string()])
}
