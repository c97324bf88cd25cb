//! One line about the connection: never more than is true, and what waits with it.

use domain::words::{Lang, Text, text};
use leptos::prelude::*;
use sync::engine::{State, Status};

use super::{context::use_desk, list::Filter};
use crate::{
    components::{Icon, Show, Sign},
    lang::use_lang,
};

const CONNECTING: Text = text("正在连接…", "Connecting…");
const ONLINE: Text = text("在线 · 已是最新", "Online · up to date");
const CHECKING: Text = text("在线 · 正在核对", "Online · checking");
const SENDING: Text = text("在线 · {} 条待送出", "Online · {} to send");
const REFUSED: Text = text("在线", "Online");
const OFFLINE: Text = text("离线 · 内容先存本机", "Offline · kept on this device");
const CAPTIVE_PORTAL: Text = text("网络要先登录 · {} 条待送出", "Network wants a sign-in · {} to send");
const OFFLINE_WAITING: Text = text("离线 · {} 条待送出", "Offline · {} to send");
const REFUSED_TOO: Text = text("{} 条没有生效，去看看", "{} not done: look");
const SIGN_IN: Text = text("请重新登录 · {} 条待送出", "Please sign in · {} to send");
const UPDATE: Text = text("要换新版本 · {} 条待送出", "Update needed · {} to send");

/// The line.
#[component]
pub fn ConnectionLine() -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let status = desk.device.status;
    let is_online = move || status.with(|status| status.as_ref().is_some_and(|status| is_online(status.state)));
    let words = move || status.with(|status| line(status.as_ref(), lang.get()));
    // Whatever the connection is like, what did not take effect can be found.
    let refused = Memo::new(move |_| status.with(|status| status.as_ref().map_or(0, |status| status.set_aside)));
    let told = move || REFUSED_TOO.fill(lang.get(), &[&refused.get().to_string()]);
    view! {
        <p class="desk__net" class:desk__net--off=move || !is_online() role="status">
            {move || if is_online() { view! { <Icon sign=Sign::Check /> } } else { view! { <Icon sign=Sign::Offline /> } }}
            <span>{words}</span>
            <Show when=move || { refused.get() > 0 }>
                <a
                    class="link desk__refused"
                    href=Filter::Refused.address()
                    on:click=move |_| desk.filter.set(Filter::Refused)
                >
                    {told}
                </a>
            </Show>
        </p>
    }
}

const fn is_online(state: State) -> bool {
    matches!(state, State::Waiting { .. } | State::Attention | State::Differs | State::AllDelivered)
}

fn line(status: Option<&Status>, lang: Lang) -> String {
    let Some(status) = status else { return CONNECTING.in_lang(lang).to_owned() };
    let waiting = status.waiting.to_string();
    match status.state {
        State::Offline if status.waiting == 0 => OFFLINE.in_lang(lang).to_owned(),
        State::Offline => OFFLINE_WAITING.fill(lang, &[&waiting]),
        State::CaptivePortal => CAPTIVE_PORTAL.fill(lang, &[&waiting]),
        State::SignInNeeded => SIGN_IN.fill(lang, &[&waiting]),
        State::UpdateNeeded => UPDATE.fill(lang, &[&waiting]),
        State::Waiting { .. } => SENDING.fill(lang, &[&waiting]),
        // How many did not take effect stands beside, as a link.
        State::Attention => REFUSED.in_lang(lang).to_owned(),
        _ if status.last_contact.is_none() => CONNECTING.in_lang(lang).to_owned(),
        State::Differs => CHECKING.in_lang(lang).to_owned(),
        State::AllDelivered => ONLINE.in_lang(lang).to_owned(),
    }
}
