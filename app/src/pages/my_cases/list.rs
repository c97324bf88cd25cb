//! 「我的投诉」: what was begun and what was submitted on this device.

use domain::{
    case::State,
    form::{Field, Kind, Term},
    words::{Text, text},
};
use leptos::prelude::*;

use super::{standing::stands_as, when};
use crate::{
    components::{AppBar, Icon, Page, Sign},
    device::{Delivery, DraftRow, OwnCase, use_device},
    lang::{say, use_lang},
    pages::complain::begin::address,
    words::OPENING,
};

const TITLE: Text = text("我的投诉", "My cases");
const HOME: Text = text("首页", "Home");
const LEAD: Text = text("只列这台设备上办的。别处办的，", "Only what was done on this device. For others, ");
const TRACK: Text = text("凭查询码查", "use the claim code");
const UNFINISHED: Text = text("还没提交", "Not submitted yet");
const SUBMITTED: Text = text("已提交", "Submitted");
const EMPTY: Text = text("这台设备上还没有投诉", "No cases on this device yet");
const EMPTY_TEXT: Text =
    text("在别处办过的，凭查询码也能查到。", "Cases filed elsewhere can be found by their claim code.");
const NEW: Text = text("我要投诉或咨询", "Complaint or question");
const UNNAMED: Text = text("还没写买的是什么", "Goods not written yet");
const UP_TO: Text = text("填到第 {} 步 · {}", "Up to step {} · {}");
const NO_SCRIPT: Text =
    text("这个浏览器不保存记录，请凭查询码查进度。", "This browser keeps no records; please use the claim code.");
const SAVED_HERE: Text = text("已存在本机，联网后自动送达", "Saved here; sent by itself once there is a network");
const LOOK: Text = text("没有送成，请看说明", "Not delivered; please see why");

/// The page.
#[component]
pub fn Mine() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let body = move || {
        if !device.alive.get() {
            return view! {
                <noscript>
                    <p>{say(NO_SCRIPT)} " " <a href="/track">{say(TRACK)}</a></p>
                </noscript>
                <p class="loading" role="status">{say(OPENING)}</p>
            }
            .into_any();
        }
        let (drafts, mine) = (device.drafts.get(), device.mine.get());
        if !device.loaded.get() {
            return view! { <p class="loading" role="status">{say(OPENING)}</p> }.into_any();
        }
        if drafts.is_empty() && mine.is_empty() {
            return view! { <Empty /> }.into_any();
        }
        view! {
            <Section title=UNFINISHED shown=!drafts.is_empty()>
                {drafts.into_iter().map(|row| view! { <li><DraftRowView row /></li> }).collect_view()}
            </Section>
            <Section title=SUBMITTED shown=!mine.is_empty()>
                {mine.into_iter().map(|own| view! { <li><OwnRow own /></li> }).collect_view()}
            </Section>
        }
        .into_any()
    };
    view! {
        <Page
            main="mine"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/" to=HOME /> }
            foot=|| {
                view! {
                    <div class="actionbar" role="region" aria-label=say(NEW)>
                        <div class="actionbar__row">
                            <a class="btn btn--main" href="/complain">
                                <Icon sign=Sign::Plus />
                                {say(NEW)}
                            </a>
                        </div>
                    </div>
                }
            }
        >
            <div class="page__head">
                <h1>{say(TITLE)}</h1>
                <p class="page__lead">{say(LEAD)} <a href="/track">{say(TRACK)}</a></p>
            </div>
            {body}
        </Page>
    }
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon sign=Sign::Folder class="icon empty__icon" />
            <p class="empty__title">{say(EMPTY)}</p>
            <p class="empty__text">{say(EMPTY_TEXT)}</p>
            <a class="btn" href="/track">{say(TRACK)}</a>
        </div>
    }
}

#[component]
fn Section(title: Text, shown: bool, children: Children) -> impl IntoView {
    shown.then(|| {
        view! {
            <section class="page__section">
                <h2>{say(title)}</h2>
                <div class="card card--flush">
                    <ul class="rows">{children()}</ul>
                </div>
            </section>
        }
    })
}

#[component]
fn DraftRowView(row: DraftRow) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let goods = row.form.get(Field::Goods).trim().to_owned();
    let title = move || if goods.is_empty() { UNNAMED.in_lang(lang.get()).to_owned() } else { goods.clone() };
    let meta = move || {
        let at = when::moment(lang.get(), row.updated_at, device.now().day());
        UP_TO.fill(lang.get(), &[&row.step.number().to_string(), &at])
    };
    view! {
        <a class="row" href=address(row.id, row.step)>
            <span class="row__main">
                <span class="row__title">{title}</span>
                <span class="row__meta tnum">{meta}</span>
            </span>
            <span class="row__end">
                <span class="tag">{say(State::Draft.name())}</span>
            </span>
        </a>
    }
}

#[component]
fn OwnRow(own: OwnCase) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let state = stands_as(&own);
    let kind: Kind = own.kind;
    let number = own.view.as_ref().and_then(|view| view.number);
    let filed_at = own.view.as_ref().map_or(own.filed_at, |view| view.filed_at);
    let (delivery, due) = (own.delivery.clone(), own.view.as_ref().and_then(|view| view.due));
    let meta = move || {
        let (lang, today) = (lang.get(), device.now().day());
        let what = match (&delivery, due) {
            (Delivery::Waiting, _) => SAVED_HERE.in_lang(lang).to_owned(),
            (Delivery::SetAside { .. }, _) => LOOK.in_lang(lang).to_owned(),
            (Delivery::Delivered, Some(due)) => when::due(lang, due, today),
            (Delivery::Delivered, None) => when::moment(lang, filed_at, today),
        };
        match number {
            Some(number) => format!("{number} · {what}"),
            None => format!("{} · {what}", kind.name().in_lang(lang)),
        }
    };
    view! {
        <a class="row" href=format!("/mine/{}", own.id)>
            <span class="row__main">
                <span class="row__title">{own.goods}</span>
                <span class="row__meta tnum">{meta}</span>
            </span>
            <span class="row__end">
                <span class=tag_class(state)>{say(state.name())}</span>
            </span>
        </a>
    }
}

/// The colour of a state's tag; the words say the same.
#[must_use]
pub const fn tag_class(state: State) -> &'static str {
    match state {
        State::Queued | State::NeedsMore | State::Testing => "tag tag--amber",
        State::MediationFailed | State::Declined => "tag tag--seal",
        State::Draft | State::Withdrawn | State::Closed | State::Transferred => "tag",
        _ => "tag tag--pine",
    }
}
