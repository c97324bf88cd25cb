//! 「用手机继续」: the form of this visit goes on on the visitor's phone, and the visit ends here.

use std::time::Duration;

use domain::words::{Bilingual, Text, text};
use leptos::{html, prelude::*, task::spawn_local};
use sync::protocol::{Code, DraftHandoffState};
use uuid::Uuid;

use crate::{
    components::{Icon, NoticeBox, Show, Sign, Tone, qr::Qr},
    device::use_device,
    host::{self, NoAnswer},
    kiosk::DraftLink,
    lang::{say, use_lang},
};

const OPEN: Text = text("用手机继续", "Continue on your phone");
const TITLE: Text = text("用手机接着填", "Continue on your phone");
const LEAD: Text = text(
    "用手机相机或微信“扫一扫”，填好的内容会带到您手机里，接着填就行。",
    "Scan with your phone’s camera: what you have filled in comes along, and you carry on there.",
);
const ONCE: Text = text(
    "10 分钟内有效，只能用一次。手机接上以后，这台机器会清除屏幕。",
    "It works for 10 minutes, and once. When your phone has it, this screen is cleared.",
);
const MAKING: Text = text("正在准备…", "Getting ready…");
const CODE: Text = text("用手机接着填的二维码", "QR code to continue on your phone");
const TAKEN: Text = text("手机已打开，正在存…", "Your phone has opened it, and is saving…");
const KEPT: Text = text("已经在您手机里了", "It is on your phone now");
const KEPT_LEAD: Text =
    text("请在手机上接着填。这台机器马上清除屏幕。", "Please carry on there. This screen is cleared now.");
const STAY: Text = text("不用了，在这里接着填", "No, carry on here");
const AGAIN: Text = text("再出一个码", "Show another code");
const OFFLINE: Text = text(
    "现在没有网络，带不到手机上。请在这里填完提交：提交后会出一个码，手机一扫就能送到。",
    "There is no network now, so it cannot go to your phone. Please finish here: after you submit there is a code by which your phone delivers it.",
);
const FAILED: Text = text(
    "没有准备好，请再试一次，或者在这里接着填。填的内容都还在。",
    "It did not work; please try again, or carry on here. What you wrote is still here.",
);

const LOOK_EVERY: Duration = Duration::from_secs(2);
/// Long enough to read that it is on the phone.
const END_AFTER: Duration = Duration::from_secs(5);

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    Making,
    Shown { fragment: String, taken: bool },
    Kept,
    Failed(Bilingual),
}

/// The button, where there is a form to go on with, and what it opens.
#[component]
pub fn OnPhone() -> impl IntoView {
    let device = use_device();
    let open = RwSignal::new(false);
    let begun = move || !device.drafts.with(Vec::is_empty);
    view! {
        <Show when=begun>
            <button class="btn kiosk-bar__phone" type="button" on:click=move |_| open.set(true)>
                <Icon sign=Sign::Phone />
                {say(OPEN)}
            </button>
        </Show>
        {move || open.get().then(|| view! { <Sheet open /> })}
    }
}

#[component]
fn Sheet(open: RwSignal<bool>) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let stage = RwSignal::new(Stage::Making);
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let waits_for = RwSignal::new(None::<Uuid>);
    let make = move || {
        stage.set(Stage::Making);
        spawn_local(async move {
            let Some(host) = host::kiosk() else { return };
            let (id, next) = match host.hand_draft_off().await {
                Ok(DraftLink { id, fragment }) => (Some(id), Stage::Shown { fragment, taken: false }),
                Err(NoAnswer::Offline) => (None, Stage::Failed(OFFLINE.into())),
                Err(NoAnswer::Problem(problem)) => (None, Stage::Failed(problem.detail)),
                Err(NoAnswer::NoAnswer) => (None, Stage::Failed(FAILED.into())),
            };
            let _ = waits_for.try_set(id);
            let _ = stage.try_set(next);
        });
    };
    make();
    let look = move || {
        let Some(id) = waits_for.try_get_untracked().flatten() else { return };
        spawn_local(async move {
            let Some(host) = host::kiosk() else { return };
            match host.draft_handoff(id).await {
                Ok(DraftHandoffState::Taken) => {
                    let _ = stage.try_update(|stage| {
                        if let Stage::Shown { taken, .. } = stage {
                            *taken = true;
                        }
                    });
                }
                Ok(DraftHandoffState::Kept) => {
                    let _ = waits_for.try_set(None);
                    if stage.try_set(Stage::Kept).is_none() {
                        set_timeout(move || host.end_visit(), END_AFTER);
                    }
                }
                Err(NoAnswer::Problem(problem)) if problem.code == Code::DraftHandoffExpired => {
                    let _ = waits_for.try_set(None);
                    let _ = stage.try_set(Stage::Failed(problem.detail));
                }
                // It is asked again.
                Ok(DraftHandoffState::Waiting) | Err(_) => {}
            }
        });
    };
    if let Ok(looking) = set_interval_with_handle(look, LOOK_EVERY) {
        on_cleanup(move || looking.clear());
    }
    let address = move |fragment: &str| {
        let base = device.notice.with(|notice| notice.as_ref().map(|notice| notice.place.public_url.clone()));
        format!("{}/continue#{fragment}", base.unwrap_or_default().trim_end_matches('/'))
    };
    let kept = Memo::new(move |_| stage.with(|stage| *stage == Stage::Kept));
    let body = move || match stage.get() {
        Stage::Making => view! { <p role="status">{say(MAKING)}</p> }.into_any(),
        Stage::Shown { fragment, taken } => view! {
            <Qr text=address(&fragment) label=CODE />
            <p role="status">{say(if taken { TAKEN } else { LEAD })}</p>
            <p class="small muted">{say(ONCE)}</p>
        }
        .into_any(),
        Stage::Kept => view! { <p role="status">{say(KEPT_LEAD)}</p> }.into_any(),
        Stage::Failed(why) => view! {
            <NoticeBox tone=Tone::Amber><p role="alert">{move || why.in_lang(lang.get()).to_owned()}</p></NoticeBox>
            <button class="btn btn--main" type="button" on:click=move |_| make()>{say(AGAIN)}</button>
        }
        .into_any(),
    };
    view! {
        <div class="kiosk-ask no-print" role="dialog" aria-modal="true" aria-labelledby="kiosk-on-phone">
            <div class="kiosk-ask__sheet kiosk-phone">
                <h2 id="kiosk-on-phone" tabindex="-1" node_ref=heading>{move || if kept.get() { KEPT } else { TITLE }.in_lang(lang.get())}</h2>
                {body}
                <Show when=move || !kept.get()>
                    <button class="btn" type="button" on:click=move |_| open.set(false)>{say(STAY)}</button>
                </Show>
            </div>
        </div>
    }
}
