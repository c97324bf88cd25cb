//! 「有进展时提醒我」: asked for where somebody has just received their code, and never before.

use domain::words::{Text, text};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Icon, Show, Sign},
    device::{Delivery, use_device},
    host::{self, CaseAlerts},
    lang::{say, use_lang},
};

const ASK: Text = text("有进展时提醒我", "Tell me when there is news");
const WHAT: Text = text(
    "提醒只说有新进展，不写案情；关着网页也能收到。",
    "The notification says that there is news and nothing of the case; it also comes while this page is closed.",
);
const IS_ON: Text = text("有进展时，这台设备会提醒您。", "This device tells you when there is news.");
const STOP: Text = text("不再提醒", "Do not tell me any more");
const DENIED: Text = text(
    "浏览器不让提醒。想收到提醒，请在浏览器设置里允许本站通知；不提醒也能随时凭查询码查。",
    "The browser does not allow notifications. To get them, please allow them for this site in its settings; the claim code works at any time without.",
);
const FAILED: Text = text(
    "现在没能设好，请联网后再按一次；不提醒也能随时凭查询码查。",
    "It could not be set up now; please press again once online. The claim code works at any time without.",
);

const STILL_ON: Text = text(
    "现在没能关掉，这台设备还会提醒您。请联网后再按一次“不再提醒”。",
    "It could not be switched off now: this device still tells you. Please press “Do not tell me any more” again once online.",
);

/// The card; nothing where the browser cannot be told.
#[component]
pub fn CaseAlertsCard() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let state = RwSignal::new(CaseAlerts::Unavailable);
    let busy = RwSignal::new(false);
    let codes = move || {
        device.mine.with_untracked(|mine| {
            mine.iter()
                .filter(|own| own.delivery == Delivery::Delivered)
                .map(|own| own.claim.clone())
                .collect::<Vec<_>>()
        })
    };
    let set = move |on: bool| {
        busy.set(true);
        spawn_local(async move {
            if let Some(host) = host::device() {
                state.set(host.set_case_alerts(if on { codes() } else { Vec::new() }).await);
            }
            busy.set(false);
        });
    };
    let count = Memo::new(move |_| {
        device.mine.with(|mine| mine.iter().filter(|own| own.delivery == Delivery::Delivered).count())
    });
    Effect::new(move |_| {
        count.track();
        spawn_local(async move {
            let Some(host) = host::device() else { return };
            state.set(host.case_alerts().await);
            // A case that came along since, on a device that is told already.
            if state.get_untracked() == CaseAlerts::On {
                // Offline it stays told of the others, and this is tried again when the page is next opened.
                host.set_case_alerts(codes()).await;
            }
        });
    });
    let told =
        move |words: Text| view! { <p class="case-alerts__said" role="status">{move || words.in_lang(lang.get())}</p> };
    view! {
        <Show when=move || state.get() != CaseAlerts::Unavailable && count.get() != 0 && !device.kiosk.get()>
            <section class="case-alerts no-print" aria-label=say(ASK)>
                {move || match state.get() {
                    on @ (CaseAlerts::On | CaseAlerts::StillOn) => view! {
                        {told(if on == CaseAlerts::On { IS_ON } else { STILL_ON })}
                        <button class="link" type="button" disabled=move || busy.get() on:click=move |_| set(false)>
                            {say(STOP)}
                        </button>
                    }
                    .into_any(),
                    CaseAlerts::Denied => told(DENIED).into_any(),
                    off => view! {
                        <button class="btn" type="button" disabled=move || busy.get() on:click=move |_| set(true)>
                            <Icon sign=Sign::Chat />
                            {say(ASK)}
                        </button>
                        <p class="small muted">{say(WHAT)}</p>
                        {(off == CaseAlerts::Failed).then(|| told(FAILED))}
                    }
                    .into_any(),
                }}
            </section>
        </Show>
    }
}
