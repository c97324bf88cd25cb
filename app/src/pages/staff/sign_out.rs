//! Signing out. What is not sent stays on the device, under the person's own name.

use domain::words::{Text, text};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

use super::trouble::Trouble;
use crate::{
    components::{NoticeBox, Tone},
    desk::SessionState,
    device::use_device,
    lang::{say, use_lang},
    staff_api::{self, ApiError},
};

const OUT_TITLE: Text = text("退出登录", "Sign out");
const OUT: Text = text("退出", "Sign out");
const OUT_BUSY: Text = text("正在退出…", "Signing out…");
const OUT_HINT: Text = text("离开这台设备前请退出。", "Please sign out before you leave this device.");
const OUT_WAITING: Text = text(
    "还有 {} 条没送出。它们会留在这台设备上，您再登录时自动送出；同事登录不会替您送。",
    "{} not sent yet. They stay on this device and go out when you sign in again; a colleague’s sign-in does not send them.",
);
const OUT_FAILED: Text = text("还没退出", "Still signed in");
const OUT_TYPING: Text = text("正在写、还没发出的文字会清掉。", "Text you are writing and have not sent is cleared.");

/// The card.
#[component]
pub fn SignOut() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let navigate = use_navigate();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let me = device.desk.session.with_untracked(|session| match session {
        SessionState::SignedIn(staff) => Some(staff.id),
        SessionState::SignedOut | SessionState::Unknown => None,
    });
    let waiting =
        move || device.desk.cases.with(|cases| cases.values().map(|on_desk| on_desk.pending.len()).sum::<usize>());
    let leaves_something = move || waiting() > 0;
    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            match staff_api::sign_out().await {
                Ok(()) => {
                    if let Some(me) = me {
                        device.desk.typing.forget(me);
                    }
                    navigate("/staff/sign-in", leptos_router::NavigateOptions::default());
                }
                Err(why) => error.set(Some(why)),
            }
            busy.set(false);
        });
    };
    let label = move || if busy.get() { OUT_BUSY.in_lang(lang.get()) } else { OUT.in_lang(lang.get()) };
    view! {
        <section class="card" aria-labelledby="out-title">
            <h2 class="card__title" id="out-title">
                {say(OUT_TITLE)}
            </h2>
            <p>{say(OUT_HINT)}</p>
            <Show when=leaves_something>
                <NoticeBox tone=Tone::Amber>
                    <p>{move || OUT_WAITING.fill(lang.get(), &[&waiting().to_string()])}</p>
                </NoticeBox>
            </Show>
            <Show when=move || me.is_some_and(|me| device.desk.typing.is_some(me))>
                <p class="small muted">{say(OUT_TYPING)}</p>
            </Show>
            <Trouble error title=OUT_FAILED />
            <div class="actions">
                <button class="btn" type="button" aria-busy=move || busy.get().to_string() on:click=press>
                    {label}
                </button>
            </div>
        </section>
    }
}
