//! One line across the top for what concerns the whole application: offline, an update, storage that is refused.

use domain::words::{Text, text};
use leptos::prelude::*;
use sync::{engine::State, protocol::Code};

use super::{Icon, Show, Sign};
use crate::{device::use_device, lang::say};

const OFFLINE: Text = text(
    "现在没有网络。可以照常填写和阅读，内容先存在本机，联网后自动送达，不会丢。",
    "There is no network right now. You can read and write as usual; everything is saved here and sent by itself later.",
);
const CAPTIVE_PORTAL: Text = text(
    "这个网络要先登录才能用（比如商场无线网的登录页）。请另开一个网页登录，或改用手机流量。您写的都存在本机，之后自动送达，不会丢。",
    "This network wants a sign-in first (such as the mall’s Wi-Fi page). Please sign in on another page, or use mobile data. Everything you write is saved here and sent by itself afterwards.",
);
const UPDATE: Text = text(
    "有新版本。您填的内容都已保存，点一下就换新版。",
    "A new version is ready. Everything you wrote is saved; one tap switches over.",
);
const UPDATE_NEEDED: Text = text(
    "需要换新版本才能继续送达。您填的内容都已保存。",
    "A new version is needed before anything can be sent. Everything you wrote is saved.",
);
const NOT_KEPT: Text = text(
    "这台设备暂时存不下最新的进展，关掉这一页后要重新取。您写好提交的内容不受影响。",
    "This device cannot keep the latest progress at the moment; it is fetched again after this page is closed. What you submitted is not affected.",
);
const MAY_BE_CLEARED: Text = text(
    "这台设备空间不够时，还没送出的内容可能被浏览器清掉。请在浏览器设置里允许本站保存数据，或把本站安装到桌面。",
    "The browser has not promised to keep this device’s data: when space runs out, unsent work may be cleared. Please allow this site to store data, or install it on the home screen.",
);
// Three sentences and not the table of all: this part is loaded by every phone.
const PROOF_WANTED: Text = Code::ProofWanted.sentence();
const TOO_MUCH_SENT: Text = Code::TooMuchSent.sentence();
const UNREAD_FULL: Text = Code::UnreadFull.sentence();
const SWITCH: Text = text("换新版", "Update");

/// The lines.
#[component]
pub fn Banners() -> impl IntoView {
    let device = use_device();
    let state = Memo::new(move |_| device.status.get().map(|status| status.state));
    let in_form = leptos_router::hooks::use_location();
    let filling_in = move || in_form.pathname.get().starts_with("/complain/");
    let offline = move || device.alive.get() && state.get().is_some_and(State::is_cut_off);
    let says = move || if state.get() == Some(State::CaptivePortal) { CAPTIVE_PORTAL } else { OFFLINE };
    // Never in the middle of a form.
    let update = move || device.alive.get() && device.update_waits.get() && !filling_in();
    let outdated = move || device.alive.get() && state.get() == Some(State::UpdateNeeded);
    // The engine's own writes; where the device refuses everything the line below says it.
    // What was written waits, and why: a person who is in a hurry calls.
    let held = Memo::new(move |_| {
        let code = device.status.with(|status| status.as_ref().and_then(|status| status.held));
        code.and_then(held).filter(|_| device.alive.get())
    });
    let not_kept = move || {
        device.storage.get().is_none()
            && device.status.with(|status| status.as_ref().is_some_and(|status| status.storage_failed))
    };
    // For staff, who leave unsent work on a tablet for hours.
    let at_the_desk = move || in_form.pathname.get().starts_with("/staff");
    let may_be_cleared = move || {
        let waiting = device.status.with(|status| status.as_ref().is_some_and(|status| status.waiting > 0));
        at_the_desk() && waiting && device.persisted.get() == Some(false)
    };
    view! {
        <div role="status">
            <Show when=offline>
                <div class="banner banner--offline">
                    <Icon sign=Sign::Offline />
                    <p class="banner__text">{move || say(says())()}</p>
                </div>
            </Show>
            <Show when=move || update() || outdated()>
                <div class="banner banner--update">
                    <Icon sign=Sign::Update />
                    <p class="banner__text">{move || if outdated() { say(UPDATE_NEEDED)() } else { say(UPDATE)() }}</p>
                    <button class="btn btn--small" type="button" on:click=move |_| switch_over()>
                        {say(SWITCH)}
                    </button>
                </div>
            </Show>
            <Show when=move || held.with(Option::is_some)>
                <div class="banner banner--offline">
                    <Icon sign=Sign::Alert />
                    <p class="banner__text">{move || held.get().map(|why| say(why)())}</p>
                </div>
            </Show>
            <Show when=move || not_kept() || may_be_cleared()>
                <div class="banner banner--offline">
                    <Icon sign=Sign::Alert />
                    <p class="banner__text">{move || if not_kept() { say(NOT_KEPT)() } else { say(MAY_BE_CLEARED)() }}</p>
                </div>
            </Show>
            {move || {
                device
                    .storage
                    .get()
                    .map(|problem| {
                        view! {
                            <div class="banner banner--offline">
                                <Icon sign=Sign::Alert />
                                <p class="banner__text">{say(problem.sentence())}</p>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

const fn held(code: Code) -> Option<Text> {
    match code {
        Code::ProofWanted => Some(PROOF_WANTED),
        Code::TooMuchSent => Some(TOO_MUCH_SENT),
        Code::UnreadFull => Some(UNREAD_FULL),
        _ => None,
    }
}

fn switch_over() {
    if let Some(host) = crate::host::platform() {
        host.activate_update();
    }
}
