//! A merchant as everybody may know it: what it promises, how it answers, how it went.

use domain::{
    analysis::{PublicMerchant, PublicMerchants},
    words::{Lang, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use std::sync::Arc;

use super::statistics::TITLE as STATISTICS;
use crate::{
    components::{AppBar, NoticeBox, Page, Tone},
    device::use_device,
    host,
    lang::use_lang,
};

const TITLE: Text = text("商户公开页", "About this merchant");
const OFFLINE: Text = text("联网后显示。", "Shows once online.");
const NOT_HERE: Text = text(
    "没有可以公开的：联络点没有公开商户，或这家商户不在这里经营。",
    "Nothing is published: this contact point does not publish merchants, or the merchant does not sell here.",
);
const WHERE: Text = text("{} · {}", "{} · {}");
const PROMISES: Text = text("它的承诺", "What it promises");
const RETURNS: Text = text("{} 天无理由退货", "Takes goods back within {} days without a reason");
const NO_RETURNS: Text = text("没有承诺无理由退货", "Does not promise to take goods back without a reason");
const SIGNED: Text = text("已签《{}》（{}）", "Signed: {} ({})");
const UNSIGNED: Text = text("还没有签公示的承诺", "Has not signed the commitments on the board yet");
const FIGURES: Text = text("投诉办得怎么样", "How complaints went");
const OF: Text = text("{} 至 {}", "{} to {}");
const NONE_YET: Text =
    text("还没有满一个季度，没有可以公开的数字。", "No whole quarter has gone by yet; there is nothing to publish.");
const COMPLAINTS: Text = text("投诉", "Complaints");
const ANSWERED: Text = text("按时答复率", "Answered in time");
const SETTLED: Text = text("和解率", "Settled");
const STARS: Text = text("满意度（5 分）", "Satisfaction, of 5");
const FEW: Text = text(
    "少于 {} 件时不公开比例，显示为“—”：人太少，会认出来是谁。",
    "Of fewer than {} cases no share is published and “—” shown: with so few one could tell who they were.",
);

/// The page.
#[component]
pub fn MerchantPublic() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let params = use_params_map();
    let found = RwSignal::new(None::<Option<Arc<PublicMerchants>>>);
    Effect::new(move |_| {
        // Only what has been read can ask: on a first visit that is a moment later.
        if !(device.alive.get() && device.loaded.get()) {
            return;
        }
        spawn_local(async move {
            let Some(host) = host::device() else { return };
            let Ok(said) = host.ask_public("open/merchants.json", None).await else { return };
            found.try_set(Some(sync::read_json(&said).ok().map(Arc::new)));
        });
    });
    let shown = move || {
        let lang = lang.get();
        let id = params.with(|params| params.get("merchant").unwrap_or_default());
        match found.get() {
            None => view! {
                <h1>{TITLE.in_lang(lang)}</h1>
                <p class="muted">{OFFLINE.in_lang(lang)}</p>
            }
            .into_any(),
            Some(all) => {
                let one =
                    all.as_ref().and_then(|all| all.merchants.iter().find(|one| one.merchant.id.to_string() == id));
                match all.as_ref().zip(one) {
                    Some((all, one)) => merchant(all, one, lang),
                    None => view! {
                        <h1>{TITLE.in_lang(lang)}</h1>
                        <NoticeBox tone=Tone::Info>
                            <p role="status">{NOT_HERE.in_lang(lang)}</p>
                        </NoticeBox>
                    }
                    .into_any(),
                }
            }
        }
    };
    view! {
        <Page
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            main="board statistics merchant-public"
            bar=|| view! { <AppBar back="/statistics" to=STATISTICS /> }
        >
            {shown}
        </Page>
    }
}

fn merchant(all: &PublicMerchants, one: &PublicMerchant, lang: Lang) -> AnyView {
    let returns = match one.returns_within_days {
        Some(days) => RETURNS.fill(lang, &[&days.to_string()]),
        None => NO_RETURNS.in_lang(lang).to_owned(),
    };
    let signed = one.signed.iter().map(|(title, on)| SIGNED.fill(lang, &[title, &on.to_string()]));
    let signed: Vec<String> =
        if one.signed.is_empty() { vec![UNSIGNED.in_lang(lang).to_owned()] } else { signed.collect() };
    let promises = [returns].into_iter().chain(signed).map(|line| view! { <li>{line}</li> }).collect_view();
    let percent = |share: Option<i64>| share.map_or_else(|| "—".to_owned(), |share| format!("{share}%"));
    let stars = one.stars_in_tenths.map_or_else(|| "—".to_owned(), |tenths| format!("{}.{}", tenths / 10, tenths % 10));
    let tiles = [
        (COMPLAINTS, one.complaints.name().in_lang(lang).to_owned()),
        (ANSWERED, percent(one.answered_in_time)),
        (SETTLED, percent(one.settled)),
        (STARS, stars),
    ];
    let tile = |(name, value): (Text, String)| {
        view! {
            <div>
                <dt>{name.in_lang(lang)}</dt>
                <dd class="tnum">{value}</dd>
            </div>
        }
    };
    let figures = match all.period {
        None => view! { <p class="muted" role="status">{NONE_YET.in_lang(lang)}</p> }.into_any(),
        Some(period) => view! {
            <p class="muted tnum">{OF.fill(lang, &[&period.from.to_string(), &period.to.to_string()])}</p>
            <dl class="fund__totals">{tiles.into_iter().map(tile).collect_view()}</dl>
            <p class="small muted">{FEW.fill(lang, &[&all.least.to_string()])}</p>
        }
        .into_any(),
    };
    view! {
        <div class="page__head">
            <h1>{one.merchant.name.clone()}</h1>
            <p class="board__meta">{WHERE.fill(lang, &[&one.merchant.floor, &one.merchant.stall])}</p>
        </div>
        <section class="card fund__part" aria-labelledby="merchant-promises">
            <h2 class="card__title" id="merchant-promises">{PROMISES.in_lang(lang)}</h2>
            <ul class="merchant-public__promises">{promises}</ul>
        </section>
        <section class="card fund__part" aria-labelledby="merchant-figures">
            <h2 class="card__title" id="merchant-figures">{FIGURES.in_lang(lang)}</h2>
            {figures}
        </section>
    }
    .into_any()
}

/// The way to each merchant, where the house publishes them.
#[component]
pub fn MerchantLinks() -> impl IntoView {
    const ALL: Text = text("各商户公开页", "Each merchant");
    let device = use_device();
    let lang = use_lang();
    let found = RwSignal::new(None::<Arc<PublicMerchants>>);
    Effect::new(move |_| {
        if !(device.alive.get() && device.loaded.get()) {
            return;
        }
        spawn_local(async move {
            let Some(host) = host::device() else { return };
            // Where merchants are not published there is nothing to show.
            let Ok(said) = host.ask_public("open/merchants.json", None).await else { return };
            found.try_set(sync::read_json(&said).ok().map(Arc::new));
        });
    });
    move || {
        let found = found.get().filter(|found| !found.merchants.is_empty())?;
        let lang = lang.get();
        let row = |one: &PublicMerchant| {
            let name = one.merchant.name.clone();
            view! {
                <li>
                    <a class="row" href=format!("/merchants/{}", one.merchant.id)>
                        <span class="row__main">
                            <span class="row__title">{name}</span>
                            <span class="row__meta">
                                {WHERE.fill(lang, &[&one.merchant.floor, &one.merchant.stall])}
                            </span>
                        </span>
                        <span class="row__end tnum">{one.complaints.name().in_lang(lang)}</span>
                    </a>
                </li>
            }
        };
        Some(view! {
            <section class="card card--flush" aria-labelledby="each-merchant">
                <h2 class="card__title" id="each-merchant">{ALL.in_lang(lang)}</h2>
                <ul class="rows">{found.merchants.iter().map(row).collect_view()}</ul>
            </section>
        })
    }
}
