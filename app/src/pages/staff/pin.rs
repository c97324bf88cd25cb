//! My account: a PIN for this device.

use domain::staff::StaffMember;
use domain::words::{Text, text};
use leptos::{prelude::*, task::spawn_local};
use vault::{PinProblem, check_pin};

use super::sign_in::Submit;
use crate::{
    components::{NoticeBox, Show, Tone},
    desk::UnlockProblem,
    device::use_device,
    lang::{say, use_lang},
    staff_api,
};

const TITLE: Text = text("这台设备的 PIN", "A PIN for this device");
const WHY: Text = text(
    "设一个 6 到 12 位数字，锁住以后用它打开，不用网络。只在这台设备上有效；输错五次就要联网登录。",
    "Six to twelve digits that open this device after it was locked, without a network. It holds on this device only; wrong five times, it asks you to sign in online.",
);
const HAS: Text = text("您在这台设备上已经设了 PIN。", "You have set a PIN on this device.");
const FIELD: Text = text("新 PIN", "New PIN");
const AGAIN: Text = text("再输一遍", "Once more");
const SET: Text = text("设好 PIN", "Set the PIN");
const BUSY: Text = text("正在设置…", "Setting…");
const DROP: Text = text("不用 PIN 了", "Remove the PIN");
const DONE: Text = text("PIN 设好了。", "The PIN is set.");
const DROPPED: Text = text("PIN 已取消，打开时要输密码。", "The PIN is gone; the password opens this device.");
const NOT_DIGITS: Text = text("请用 6 到 12 位数字。", "Please use six to twelve digits.");
const TOO_EASY: Text = text(
    "这样的数字别人一猜就中，请换一个。",
    "These digits are the first that anyone would try; please choose others.",
);
const DIFFERS: Text = text("两遍不一样，请再输一遍。", "The two differ; please type it again.");

/// What came of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    Nothing,
    Done(Text),
    Wrong(Text),
}

/// The card.
#[component]
pub fn Pin(staff: StaffMember) -> impl IntoView {
    let device = use_device();
    let has = Memo::new(move |_| {
        device.desk.people.with(|people| people.iter().any(|person| person.staff.id == staff.id && person.pin))
    });
    let (pin, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let stand = RwSignal::new(Stand::Nothing);
    let set = move |wanted: Option<String>| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        stand.set(Stand::Nothing);
        spawn_local(async move {
            let done = if wanted.is_some() { DONE } else { DROPPED };
            stand.set(match staff_api::set_pin(wanted.as_deref()).await {
                Ok(()) => {
                    pin.set(String::new());
                    again.set(String::new());
                    Stand::Done(done)
                }
                Err(UnlockProblem::Storage(why)) => Stand::Wrong(why.sentence()),
                Err(_) => Stand::Wrong(crate::words::OPENING),
            });
            busy.set(false);
        });
    };
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        let typed = pin.get_untracked();
        match check_pin(&typed) {
            Err(PinProblem::NotDigits) => stand.set(Stand::Wrong(NOT_DIGITS)),
            Err(PinProblem::TooEasy) => stand.set(Stand::Wrong(TOO_EASY)),
            Ok(()) if again.get_untracked() != typed => stand.set(Stand::Wrong(DIFFERS)),
            Ok(()) => set(Some(typed)),
        }
    };
    view! {
        <section class="card" aria-labelledby="pin-title">
            <h2 class="card__title" id="pin-title">
                {say(TITLE)}
            </h2>
            <p>{say(WHY)}</p>
            <Show when=move || has.get()>
                <p class="muted">{say(HAS)}</p>
            </Show>
            <Said stand />
            <form method="post" on:submit=submit>
                <Digits id="new-pin" label=FIELD value=pin />
                <Digits id="pin-again" label=AGAIN value=again />
                <div class="actions">
                    <Show when=move || has.get()>
                        <button class="btn" type="button" on:click=move |_| set(None)>
                            {say(DROP)}
                        </button>
                    </Show>
                    <Submit busy label=SET busy_label=BUSY />
                </div>
            </form>
        </section>
    }
}

#[component]
fn Said(stand: RwSignal<Stand>) -> impl IntoView {
    view! {
        <div role="status">
            {move || match stand.get() {
                Stand::Nothing => ().into_any(),
                Stand::Done(words) => view! {
                    <NoticeBox tone=Tone::Done>
                        <p>{say(words)}</p>
                    </NoticeBox>
                }
                    .into_any(),
                Stand::Wrong(words) => view! {
                    <NoticeBox tone=Tone::Error>
                        <p>{say(words)}</p>
                    </NoticeBox>
                }
                    .into_any(),
            }}
        </div>
    }
}

#[component]
fn Digits(id: &'static str, label: Text, value: RwSignal<String>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {move || label.in_lang(lang.get())}
            </label>
            <input
                class="field__input tnum"
                id=id
                name=id
                type="password"
                inputmode="numeric"
                autocomplete="off"
                required
                prop:value=move || value.get()
                on:input=move |input| value.set(event_target_value(&input))
            />
        </div>
    }
}
