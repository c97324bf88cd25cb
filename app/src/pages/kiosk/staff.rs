//! The staff page of a kiosk, behind its PIN: how it is, and the way out of kiosk mode.

use domain::words::{Text, text};
use leptos::{prelude::*, task::spawn_local};

use super::pin_pad::PinPad;
use crate::{
    components::{AppBar, NoticeBox, Page, Show, Tone},
    device::use_device,
    host,
    kiosk::{Health, PinRefused, WAIT_FOR_PIN, WRONG_PIN},
    lang::{say, use_lang},
};

const TITLE: Text = text("工作人员", "Staff");
const HOME: Text = text("首页", "Home");
const ASK: Text = text("请输入这台机器的 PIN", "Please enter this machine’s PIN");
const OPEN: Text = text("打开", "Open");
const CHECKING: Text = text("正在核对…", "Checking…");
const NAME: Text = text("名称", "Name");
const QUEUED: Text = text("还没送出", "Not sent yet");
const COUNT: Text = text("{} 件", "{}");
const SINCE: Text = text("{} 件，最早的 {} 放进来", "{}, the oldest since {}");
const CONTACT: Text = text("最近连上服务器", "Last contact with the server");
const NO_CONTACT: Text = text("这次开机后还没有连上", "None since this page was opened");
const STORAGE: Text = text("存储", "Storage");
const USED: Text = text("用了 {} MB，最多 {} MB", "{} MB used of {} MB");
const UNKNOWN: Text = text("浏览器没有说", "The browser does not say");
const PROMISED: Text = text("浏览器答应不自行清除", "The browser has promised not to clear it by itself");
const NOT_PROMISED: Text = text(
    "浏览器没有答应不清除，空间不够时可能丢掉没送出的内容",
    "The browser has not promised to keep it: when space runs out, what is unsent may go",
);
const VERSION: Text = text("版本", "Version");
const CLOCK: Text = text("时钟", "Clock");
const AGREES: Text = text("和服务器一致", "Agrees with the server’s");
const DIFFERS: Text = text("和服务器相差 {} 分钟", "{} minutes off the server’s");
const HELD: Text = text(
    "有内容放了一个小时以上还没送出。请检查这台机器的网络；内容已封存，不会丢。",
    "Something has waited for an hour or longer. Please check this machine’s network; it is sealed here and will not be lost.",
);
const CLOSE: Text = text("关闭窗口，回到桌面", "Close the window");
const LEAVE: Text = text("停用自助机", "Leave kiosk mode");
const LEAVE_SURE: Text = text(
    "停用以后这台浏览器不再是自助机，要再用得请管理员重新启用。没送出的内容还在，照常送达。",
    "This browser is then no kiosk any more until an administrator enrols it again. What is unsent stays and is sent as usual.",
);
const LEAVE_NOW: Text = text("确定停用", "Yes, leave");
const STAY: Text = text("不停用", "Stay");

/// Off by so much, a clock is wrong.
const CLOCK_OFF_MS: u64 = 120_000;
const HOUR_MS: i64 = 3_600_000;
const MEGABYTE: u64 = 1_000_000;

/// The page.
#[component]
pub fn KioskStaff() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let open = RwSignal::new(false);
    view! {
        <Page
            class="kiosk-staff"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/kiosk" to=HOME /> }
        >
            <div class="page__head">
                <h1>{say(TITLE)}</h1>
            </div>
            <Show when=move || device.alive.get()>
                {move || if open.get() { view! { <Opened /> }.into_any() } else { view! { <Ask open /> }.into_any() }}
            </Show>
        </Page>
    }
}

#[component]
fn Ask(open: RwSignal<bool>) -> impl IntoView {
    let lang = use_lang();
    let typed = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<PinRefused>);
    let busy = RwSignal::new(false);
    let check = move |_| {
        busy.set(true);
        refused.set(None);
        // The guess takes a second, and says so before.
        set_timeout(
            move || {
                let tried = host::kiosk().map(|host| host.try_pin(&typed.get_untracked()));
                typed.set(String::new());
                busy.set(false);
                match tried {
                    Some(Ok(())) => open.set(true),
                    Some(Err(why)) => refused.set(Some(why)),
                    None => {}
                }
            },
            std::time::Duration::from_millis(50),
        );
    };
    let why = move || {
        refused.get().map(|why| match why {
            PinRefused::Wrong => WRONG_PIN.in_lang(lang.get()).to_owned(),
            PinRefused::Wait(seconds) => WAIT_FOR_PIN.fill(lang.get(), &[&seconds.to_string()]),
        })
    };
    view! {
        <h2 id="kiosk-pin">{say(ASK)}</h2>
        <div role="alert">{move || why().map(|why| view! { <NoticeBox tone=Tone::Error><p>{why}</p></NoticeBox> })}</div>
        <output class="pin-pad__shown num" aria-labelledby="kiosk-pin">{move || "●".repeat(typed.with(String::len))}</output>
        <PinPad typed most=12 />
        <div class="actions actions--stack">
            <button class="btn btn--main" type="button" disabled=move || busy.get() on:click=check>
                {move || if busy.get() { CHECKING } else { OPEN }.in_lang(lang.get())}
            </button>
        </div>
    }
}

#[component]
fn Opened() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let health = RwSignal::new(None::<Health>);
    let sure = RwSignal::new(false);
    spawn_local(async move {
        if let Some(host) = host::kiosk() {
            health.set(Some(host.health().await));
        }
    });
    let name = host::kiosk().and_then(host::KioskHost::kiosk).map(|kiosk| kiosk.settings.name);
    let now = device.now();
    let spoken = move |at: domain::moment::Moment| at.spoken(lang.get(), now.day());
    let held = move || {
        health.with(|health| {
            let since = health.as_ref().and_then(|health| health.told.oldest_queued_at);
            since.is_some_and(|since| crate::device::now().millis() - since.millis() >= HOUR_MS)
        })
    };
    let facts = move || {
        health.get().map(|Health { told, last_contact }| {
            let lang_now = lang.get();
            let count = told.queued.to_string();
            let queued = told.oldest_queued_at.map_or_else(|| COUNT.fill(lang_now, &[&count]), |at| SINCE.fill(lang_now, &[&count, &spoken(at)]));
            let contact = last_contact.map_or_else(|| NO_CONTACT.in_lang(lang_now).to_owned(), spoken);
            let mega = |bytes: u64| (bytes / MEGABYTE).to_string();
            let storage = told.storage_used.zip(told.storage_quota);
            let storage = storage.map_or_else(|| UNKNOWN.in_lang(lang_now).to_owned(), |(used, most)| USED.fill(lang_now, &[&mega(used), &mega(most)]));
            let promised = if told.persisted { PROMISED } else { NOT_PROMISED }.in_lang(lang_now);
            let off = device.clock_offset.get().unsigned_abs();
            let clock = if off < CLOCK_OFF_MS { AGREES.in_lang(lang_now).to_owned() } else { DIFFERS.fill(lang_now, &[&(off / 60_000).to_string()]) };
            let fact = |label: Text, value: String| view! { <div class="facts__item"><dt>{label.in_lang(lang_now)}</dt><dd class="tnum">{value}</dd></div> };
            view! {
                <dl class="facts">
                    {fact(NAME, name.clone().unwrap_or_default())}
                    {fact(QUEUED, queued)}
                    {fact(CONTACT, contact)}
                    {fact(STORAGE, format!("{storage}；{promised}"))}
                    {fact(VERSION, told.version)}
                    {fact(CLOCK, clock)}
                </dl>
            }
        })
    };
    let leave = |_| {
        if let Some(host) = host::kiosk() {
            host.leave();
        }
    };
    let close = |_| {
        if let Some(host) = host::kiosk() {
            host.close_window();
        }
    };
    view! {
        <Show when=held>
            <NoticeBox tone=Tone::Amber><p role="alert">{say(HELD)}</p></NoticeBox>
        </Show>
        <section class="card">{facts}</section>
        <div class="actions actions--stack">
            <button class="btn" type="button" on:click=close>{say(CLOSE)}</button>
            <Show
                when=move || sure.get()
                fallback=move || view! { <button class="btn" type="button" on:click=move |_| sure.set(true)>{say(LEAVE)}</button> }
            >
                <p role="alert">{say(LEAVE_SURE)}</p>
                <button class="btn btn--danger" type="button" on:click=leave>{say(LEAVE_NOW)}</button>
                <button class="btn" type="button" on:click=move |_| sure.set(false)>{say(STAY)}</button>
            </Show>
        </div>
    }
}
