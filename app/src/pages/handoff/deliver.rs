//! Where a code off a kiosk's screen leads: this phone delivers the complaint by its own network.

use domain::{
    claim_code::ClaimCode,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use sync::protocol::OpId;

use super::{NO_SCRIPT, clear_fragment, fragment};
use crate::{
    components::{AppBar, NoticeBox, Page, Tone},
    device::{Delivery, use_device},
    handoff::{Partial, Relayed, Scanned},
    lang::{say, use_lang},
};

const WINDOW: Text = text("替自助机送达", "Deliver for the kiosk");
const HOME: Text = text("首页", "Home");
const NOTHING: Text = text("请扫自助机上的码", "Please scan the code on the kiosk");
const NOTHING_LEAD: Text = text(
    "自助机没有网络时，会在回执上显示一个二维码。用手机的相机或微信“扫一扫”扫它，就能用手机的网络送达。",
    "Where a kiosk has no network its receipt shows a QR code. Scan it with your phone’s camera, and your phone delivers it.",
);
const READING: Text = text("正在读这个码…", "Reading the code…");
const DAMAGED: Text = text("这个码没有扫完整", "The code was not read completely");
const DAMAGED_LEAD: Text = text(
    "请回到自助机，站近一点、手机拿稳，对准整个码再扫一次。您的投诉还在自助机里，没有丢。",
    "Please go back to the kiosk, come closer, hold the phone still and scan the whole code again. Your complaint is still on the kiosk.",
);
const NEWER: Text = text("这一页是旧版本", "This page is an older version");
const NEWER_LEAD: Text = text(
    "请刷新页面，再扫一次。您的投诉还在自助机里，没有丢。",
    "Please reload the page and scan again. Your complaint is still on the kiosk.",
);
const PART: Text = text("扫到了第 {} 个码，共 {} 个", "Code {} of {} is read");
const PART_AGAIN: Text = text("第 {} 个码已经扫过了，共 {} 个", "Code {} of {} was read before");
const MISSING: Text = text(
    "还差第 {} 个。请再打开相机或“扫一扫”，扫自助机上的下一个码。",
    "Still missing: {}. Please open the camera again and scan the next code on the kiosk.",
);
const OTHER: Text = text(
    "这是另一件投诉的码，不会混在一起。刚才那一件还差第 {} 个，要接着送它，请扫它的码。",
    "This code is of another complaint; they do not mix. Of the one before, {} is still missing: to deliver that one, scan its codes.",
);
const KEPT_NOWHERE: Text = text(
    "这个浏览器不让保存（可能是无痕窗口），几个码凑不到一起。请换普通窗口或别的浏览器扫。",
    "This browser keeps nothing (perhaps a private window), so the codes cannot be put together. Please scan with an ordinary window or another browser.",
);
const WAITING: Text = text("已存在这部手机里", "Saved on this phone");
const WAITING_LEAD: Text = text(
    "有网络就自动送给联络点。内容是封存的，这部手机也打不开。",
    "It is sent by itself as soon as there is a network. It is sealed: this phone cannot open it either.",
);
const NOT_SAVED: Text = text("正在送给联络点", "On its way to the contact point");
const NOT_SAVED_LEAD: Text = text(
    "这部手机没有存下来，送到之前请不要关闭这一页。",
    "It could not be saved on this phone; please do not close this page until it has arrived.",
);
const RECEIVED: Text = text("联络点已收到", "The contact point has it");
const RECEIVED_LEAD: Text = text(
    "自助机那边可以按“结束，清除屏幕”了。自助机连上网络也不会重复登记。",
    "You can press “Finish and clear the screen” on the kiosk. It will not be registered twice.",
);
const NUMBER: Text = text("案件号 {}", "Case {}");
const ASIDE: Text = text("没有送成", "Not delivered");
const BEFORE: Text = text(
    "这件投诉已经从这部手机送过了。要查进度，请用自助机上的查询码。",
    "This complaint was delivered from this phone before. To follow it, use the claim code on the kiosk.",
);
const FOLLOW: Text = text("在这部手机上查进度", "Follow it on this phone");
const FOLLOW_HINT: Text = text(
    "不是您自己的手机，就不要按：按了以后，这部手机上能看到这件投诉。",
    "Not your own phone? Then do not press: the complaint can be seen on this phone afterwards.",
);
const BY_CODE: Text = text("凭查询码查", "Use the claim code");

/// The page.
#[component]
pub fn Deliver() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let read = RwSignal::new(None::<Scanned>);
    let begun = RwSignal::new(false);
    // The code that brought the phone here, and every further one: some browsers open it in the same page.
    let take = move || {
        let Some(text) = fragment() else { return };
        begun.set(true);
        spawn_local(async move {
            read.set(Some(device.scanned(&text).await));
            clear_fragment();
        });
    };
    Effect::new(move |_| {
        if device.alive.get() && device.loaded.get() {
            take();
        }
    });
    #[cfg(feature = "hydrate")]
    {
        let again = window_event_listener(leptos::ev::hashchange, move |_| take());
        on_cleanup(move || again.remove());
    }
    let body = move || match read.get() {
        None if begun.get() => view! { <p class="loading" role="status">{say(READING)}</p> }.into_any(),
        // Loaded again: what this phone delivered last.
        None => match device.relayed.with(|relayed| relayed.last().map(|one| one.op)) {
            Some(op) => view! { <OnItsWay op claim=None /> }.into_any(),
            None => said(NOTHING, NOTHING_LEAD),
        },
        Some(Scanned::Damaged) => failed(DAMAGED, DAMAGED_LEAD),
        Some(Scanned::Newer) => failed(NEWER, NEWER_LEAD),
        Some(Scanned::Partial(partial)) => view! { <Parts partial /> }.into_any(),
        Some(Scanned::Whole { op, claim }) => view! { <OnItsWay op claim=Some(claim) /> }.into_any(),
        Some(Scanned::Before { op }) => view! { <OnItsWay op claim=None /> }.into_any(),
    };
    view! {
        <Page class="deliver" title=Signal::derive(move || WINDOW.in_lang(lang.get()).to_owned()) bar=|| view! { <AppBar back="/" to=HOME /> }>
            <noscript><p>{say(NO_SCRIPT)}</p></noscript>
            {body}
        </Page>
    }
}

fn said(title: Text, lead: Text) -> AnyView {
    view! {
        <div class="page__head">
            <h1>{say(title)}</h1>
            <p class="page__lead" role="status">{say(lead)}</p>
        </div>
    }
    .into_any()
}

fn failed(title: Text, lead: Text) -> AnyView {
    view! {
        <div class="page__head">
            <h1>{say(title)}</h1>
        </div>
        <NoticeBox tone=Tone::Error><p role="alert">{say(lead)}</p></NoticeBox>
    }
    .into_any()
}

#[component]
fn Parts(partial: Partial) -> impl IntoView {
    let lang = use_lang();
    let Partial { number, of, missing, again, other, kept } = partial;
    let named = |numbers: &[u8]| numbers.iter().map(u8::to_string).collect::<Vec<_>>().join("、");
    let (missing, other) = (named(&missing), other.map(|other| named(&other)));
    let title = if again { PART_AGAIN } else { PART };
    view! {
        <div class="page__head">
            <h1>{move || title.fill(lang.get(), &[&number.to_string(), &of.to_string()])}</h1>
            <p class="page__lead" role="status">{move || MISSING.fill(lang.get(), &[&missing])}</p>
        </div>
        {other.map(|other| view! { <NoticeBox tone=Tone::Amber><p>{move || OTHER.fill(lang.get(), &[&other])}</p></NoticeBox> })}
        {(!kept).then(|| view! { <NoticeBox tone=Tone::Error><p role="alert">{say(KEPT_NOWHERE)}</p></NoticeBox> })}
    }
}

/// From here it is like anything that this phone sends.
#[component]
fn OnItsWay(
    op: OpId,
    /// Where this page knows it.
    claim: Option<ClaimCode>,
) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let now = Memo::new(move |_| device.relayed.with(|relayed| relayed.iter().find(|one| one.op == op).cloned()));
    let words = move || match now.get() {
        Some(Relayed { delivery: Delivery::Delivered, .. }) => (RECEIVED, RECEIVED_LEAD.into()),
        Some(Relayed { delivery: Delivery::SetAside { detail }, .. }) => (ASIDE, detail),
        Some(Relayed { saved: false, .. }) => (NOT_SAVED, NOT_SAVED_LEAD.into()),
        _ => (WAITING, domain::words::Bilingual::from(WAITING_LEAD)),
    };
    let number = move || now.get().and_then(|relayed| relayed.number);
    let delivered =
        Memo::new(move |_| now.with(|now| now.as_ref().is_some_and(|one| one.delivery == Delivery::Delivered)));
    let claim = StoredValue::new(claim);
    view! {
        <div class="page__head">
            <h1>{move || words().0.in_lang(lang.get())}</h1>
            {move || number().map(|number| view! { <p class="deliver__number num">{NUMBER.fill(lang.get(), &[&number.to_string()])}</p> })}
            <p class="page__lead" role="status">{move || words().1.in_lang(lang.get()).to_owned()}</p>
        </div>
        {move || delivered.get().then(|| claim.get_value().map_or_else(
            || view! {
                <p>{say(BEFORE)}</p>
                <div class="actions actions--stack"><a class="btn" href="/track">{say(BY_CODE)}</a></div>
            }.into_any(),
            |claim| view! { <Follow claim /> }.into_any(),
        ))}
    }
}

/// Only where the visitor wants it: the phone may be a friend's, or a member of staff's.
#[component]
fn Follow(claim: ClaimCode) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let navigate = use_navigate();
    let problem = RwSignal::new(None);
    let follow = move |_| {
        let (claim, navigate) = (claim.clone(), navigate.clone());
        problem.set(None);
        spawn_local(async move {
            match device.track(claim).await {
                Ok(case) => {
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&device.address_of(case), options);
                }
                Err(why) => problem.set(Some(why.detail)),
            }
        });
    };
    view! {
        <div class="actions actions--stack">
            <button class="btn btn--main" type="button" on:click=follow>{say(FOLLOW)}</button>
        </div>
        <p class="small muted">{say(FOLLOW_HINT)}</p>
        {move || problem.get().map(|why: domain::words::Bilingual| view! {
            <NoticeBox tone=Tone::Error><p role="alert">{why.in_lang(lang.get()).to_owned()}</p></NoticeBox>
        })}
    }
}
