//! Leaving this device: locked at once, also without a network. What is not sent stays, sealed, under the person's name.

use domain::words::{Text, text};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

use crate::{
    components::{NoticeBox, Show, Tone},
    desk::SessionState,
    device::use_device,
    lang::{say, use_lang},
    staff_api,
};

const OUT_TITLE: Text = text("离开这台设备", "Leaving this device");
const OUT: Text = text("锁住并退出", "Lock and sign out");
const OUT_BUSY: Text = text("正在锁住…", "Locking…");
const OUT_HINT: Text = text(
    "离开前请锁住。正在写的文字会留着，您再打开时还在；放着五分钟不碰也会自动锁住。",
    "Please lock it before you leave. What you are writing is kept for you; left alone for five minutes, it locks by itself.",
);
const OUT_WAITING: Text = text(
    "还有 {} 条没送出。它们会加密留在这台设备上，您再打开时自动送出；同事打开不会替您送，也看不到。",
    "{} not sent yet. They stay on this device, sealed, and go out when you open it again; a colleague neither sends nor reads them.",
);

/// The card.
#[component]
pub fn SignOut() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let navigate = use_navigate();
    let busy = RwSignal::new(false);
    let me = move || match device.desk.session.get() {
        SessionState::SignedIn(staff) => Some(staff.id),
        SessionState::SignedOut | SessionState::Locked | SessionState::Unknown => None,
    };
    let waiting = Memo::new(move |_| {
        let me = me();
        device.desk.cases.with(|cases| {
            cases.values().flat_map(|on_desk| &on_desk.pending).filter(|pending| Some(pending.by) == me).count()
        })
    });
    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            staff_api::lock().await;
            navigate("/staff/sign-in", leptos_router::NavigateOptions::default());
        });
    };
    let label = move || if busy.get() { OUT_BUSY.in_lang(lang.get()) } else { OUT.in_lang(lang.get()) };
    view! {
        <section class="card" aria-labelledby="out-title">
            <h2 class="card__title" id="out-title">
                {say(OUT_TITLE)}
            </h2>
            <p>{say(OUT_HINT)}</p>
            <Show when=move || waiting.get() != 0>
                <NoticeBox tone=Tone::Amber>
                    <p>{move || OUT_WAITING.fill(lang.get(), &[&waiting.get().to_string()])}</p>
                </NoticeBox>
            </Show>
            <div class="actions">
                <button class="btn" type="button" aria-busy=move || busy.get().to_string() on:click=press>
                    {label}
                </button>
            </div>
        </section>
    }
}
