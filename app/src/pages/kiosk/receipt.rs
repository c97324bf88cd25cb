//! What a kiosk adds to a receipt: the way over a phone while it has no network, and the code read aloud.

use std::time::Duration;

use domain::words::{Text, text};
use leptos::prelude::*;

use super::read_aloud::ReadAloud;
use crate::{
    components::{Icon, Show, Sign, qr::Qr},
    device::{Delivery, OwnCase, use_device},
    host,
    lang::{say, use_lang},
    pages::my_cases::page::BesideTicket,
};

const TITLE: Text = text("想马上送到？用手机扫一扫", "To deliver it now, scan this");
const LEAD: Text = text(
    "这台机器现在没有网络。用您手机的相机或微信“扫一扫”，手机就替它送到，不用再填一遍。",
    "This machine has no network now. Scan it with your phone’s camera and your phone delivers it; nothing to fill in again.",
);
const SAFE: Text = text("内容是封存的，只有联络点打得开。", "It is sealed: only the contact point can open it.");
const CODE: Text = text("投诉的二维码", "QR code of the complaint");
const ONE_OF: Text = text("第 {} 个码，共 {} 个，请一个一个扫", "Code {} of {}: please scan one after the other");
const BACK: Text = text("上一个", "Previous");
const NEXT: Text = text("下一个", "Next");
const PAUSE: Text = text("停一停", "Pause");
const GO_ON: Text = text("接着轮换", "Carry on");

/// With a network a complaint is there before anybody could scan.
const SHOWN_AFTER: Duration = Duration::from_secs(2);
/// Long enough to scan one and to tap what the camera offers.
const TURN_EVERY: Duration = Duration::from_secs(8);

/// Above the ticket, where nobody has to look for it, the way over a phone; below it, the code read aloud.
pub const BESIDE_TICKET: BesideTicket = BesideTicket { above: hand_off, below: read_aloud };

fn hand_off(own: Signal<OwnCase>) -> AnyView {
    view! { <HandOff own /> }.into_any()
}

fn read_aloud(own: Signal<OwnCase>) -> AnyView {
    let claim = own.with_untracked(|own| own.claim.clone());
    view! { <ReadAloud claim /> }.into_any()
}

#[component]
fn HandOff(own: Signal<OwnCase>) -> impl IntoView {
    let device = use_device();
    let waited = RwSignal::new(false);
    set_timeout(
        move || {
            let _ = waited.try_set(true);
        },
        SHOWN_AFTER,
    );
    let waiting = Memo::new(move |_| own.with(|own| own.delivery == Delivery::Waiting) && waited.get());
    let address = Memo::new(move |_| {
        let base = device.notice.with(|notice| notice.as_ref().map(|notice| notice.place.public_url.clone()))?;
        Some(format!("{}/deliver", base.trim_end_matches('/')))
    });
    move || {
        let case = own.with_untracked(|own| own.id);
        let parts = if waiting.get() { host::kiosk().map(|host| host.handoff(case)) } else { None };
        let links = parts.unwrap_or_default().into_iter().filter_map(|part| Some(format!("{}#{part}", address.get()?)));
        let links: Vec<_> = links.collect();
        (!links.is_empty()).then(|| view! { <Codes links /> })
    }
}

/// One code, or several in turn.
#[component]
fn Codes(links: Vec<String>) -> impl IntoView {
    let lang = use_lang();
    let of = links.len();
    let links = StoredValue::new(links);
    let place = RwSignal::new(0_usize);
    let paused = RwSignal::new(false);
    let turn = move |by: usize| {
        let _ = place.try_update(|place| *place = (*place + by) % of);
    };
    if of > 1
        && let Ok(turning) = set_interval_with_handle(
            move || {
                if paused.try_get_untracked() == Some(false) {
                    turn(1);
                }
            },
            TURN_EVERY,
        )
    {
        on_cleanup(move || turning.clear());
    }
    let by_hand = move |by: usize| {
        paused.set(true);
        turn(by);
    };
    view! {
        <section class="card kiosk-handoff no-print" aria-labelledby="kiosk-handoff">
            <h2 id="kiosk-handoff">{say(TITLE)}</h2>
            <p>{say(LEAD)}</p>
            {move || view! { <Qr text=links.with_value(|links| links[place.get()].clone()) label=CODE dense=true /> }}
            <Show when=move || { of > 1 }>
                <p class="kiosk-handoff__place tnum" role="status">
                    {move || ONE_OF.fill(lang.get(), &[&(place.get() + 1).to_string(), &of.to_string()])}
                </p>
                <div class="kiosk-handoff__turn">
                    <button class="btn" type="button" on:click=move |_| by_hand(of - 1)><Icon sign=Sign::Back />{say(BACK)}</button>
                    <button class="btn" type="button" aria-pressed=move || paused.get().to_string() on:click=move |_| paused.update(|paused| *paused = !*paused)>
                        {move || if paused.get() { GO_ON } else { PAUSE }.in_lang(lang.get())}
                    </button>
                    <button class="btn" type="button" on:click=move |_| by_hand(1)>{say(NEXT)}<Icon sign=Sign::Next /></button>
                </div>
            </Show>
            <p class="small muted">{say(SAFE)}</p>
        </section>
    }
}
