//! How this tablet tells that something has come.

use domain::{
    quiet_hours::QuietHours,
    words::{Text, text},
};
use leptos::prelude::*;

use crate::{
    alert_prefs::AlertPrefs,
    components::Show,
    host,
    lang::{say, use_lang},
};

const TITLE: Text = text("这台设备的提醒", "Alerts on this device");
const WHAT: Text = text(
    "新案件、超期、消费者补充时提醒。图标上的数字总在；锁屏上不显示姓名和内容。",
    "For a new case, a late one, and a consumer’s words. The number on the icon is always there; a locked screen shows no name and no matter.",
);
const SOUND: Text = text("响一声", "With a sound");
const SYSTEM: Text = text("系统通知", "With a notification of the system");
const REFUSED: Text = text(
    "浏览器不让发通知。请在浏览器设置里允许本站通知，再打开这一项。",
    "The browser does not allow notifications. Please allow them for this site in its settings, then switch this on again.",
);
const ALSO_CLOSED: Text =
    text("关着工作台时也会收到系统通知。", "The notification also comes while the desk is closed.");
const ONLY_OPEN: Text = text(
    "这个浏览器只在工作台开着时发通知；关着时请自己打开看。",
    "This browser notifies only while the desk is open; while it is closed, please look yourself.",
);
const QUIET: Text = text("安静时段（不响、不通知）", "Quiet hours (no sound, no notification)");
const FROM: Text = text("从", "From");
const TO: Text = text("到", "to");
const HOUR: Text = text("{} 点", "{}:00");
const TRY: Text = text("试一下", "Try it");
const TRIED: Text = text("这是一条试发的提醒", "This is a test");

/// The card.
#[component]
pub fn AlertSettings() -> impl IntoView {
    let lang = use_lang();
    let prefs = RwSignal::new(AlertPrefs::default());
    let refused = RwSignal::new(false);
    // None until the browser and the server have said.
    let also_closed = RwSignal::new(None);
    let settle = move || {
        also_closed.set(None);
        leptos::task::spawn_local(async move {
            let Some(host) = host::staff() else { return };
            also_closed.set(Some(host.settle_web_push().await));
        });
    };
    Effect::new(move |_| {
        if let Some(host) = host::staff() {
            prefs.set(host.alert_prefs());
            settle();
        }
    });
    let change = move |change: &dyn Fn(&mut AlertPrefs)| {
        prefs.update(|prefs| change(prefs));
        if let Some(host) = host::staff() {
            host.remember_alert_prefs(prefs.get_untracked());
            settle();
        }
    };
    let system = move |on: bool| {
        refused.set(false);
        if !on {
            return change(&|prefs| prefs.system = false);
        }
        leptos::task::spawn_local(async move {
            let Some(host) = host::staff() else { return };
            let allowed = host.allow_notifications().await;
            refused.set(!allowed);
            change(&|prefs| prefs.system = allowed);
        });
    };
    let quiet = move || prefs.with(|prefs| prefs.quiet);
    let hours = move |chosen: u8| {
        let hour = move |hour: u8| {
            view! {
                <option value=hour.to_string() selected=hour == chosen>
                    {move || HOUR.fill(lang.get(), &[&hour.to_string()])}
                </option>
            }
        };
        (0..24).map(hour).collect_view()
    };
    let read = |event: &leptos::ev::Event| event_target_value(event).parse::<u8>().unwrap_or_default();
    let test = move |_| {
        if let Some(host) = host::staff() {
            host.alert(TRIED.in_lang(lang.get_untracked()));
        }
    };
    view! {
        <section class="card" aria-labelledby="alerts-title">
            <h2 class="card__title" id="alerts-title">
                {say(TITLE)}
            </h2>
            <p class="small muted">{say(WHAT)}</p>
            <Switch label=SOUND on=Signal::derive(move || prefs.with(|p| p.sound)) turn=Callback::new(move |on| change(&|prefs| prefs.sound = on)) />
            <Switch label=SYSTEM on=Signal::derive(move || prefs.with(|p| p.system)) turn=Callback::new(system) />
            <Show when=move || refused.get()>
                <p class="field__error" role="alert">
                    {say(REFUSED)}
                </p>
            </Show>
            {move || {
                let said = also_closed.get().filter(|_| prefs.with(|prefs| prefs.system));
                said.map(|also| view! { <p class="small muted">{say(if also { ALSO_CLOSED } else { ONLY_OPEN })}</p> })
            }}
            <Switch
                label=QUIET
                on=Signal::derive(move || quiet().is_some())
                turn=Callback::new(move |on: bool| change(&|prefs| prefs.quiet = on.then_some(QuietHours { from: 21, to: 9 })))
            />
            {move || {
                quiet()
                    .map(|QuietHours { from, to }| {
                        view! {
                            <div class="field-row">
                                <div class="field">
                                    <label class="field__label" for="quiet-from">
                                        {say(FROM)}
                                    </label>
                                    <select
                                        class="field__input"
                                        id="quiet-from"
                                        on:change=move |event| {
                                            let from = read(&event);
                                            change(&|prefs| prefs.quiet = Some(QuietHours { from, to }));
                                        }
                                    >
                                        {hours(from)}
                                    </select>
                                </div>
                                <div class="field">
                                    <label class="field__label" for="quiet-to">
                                        {say(TO)}
                                    </label>
                                    <select
                                        class="field__input"
                                        id="quiet-to"
                                        on:change=move |event| {
                                            let to = read(&event);
                                            change(&|prefs| prefs.quiet = Some(QuietHours { from, to }));
                                        }
                                    >
                                        {hours(to)}
                                    </select>
                                </div>
                            </div>
                        }
                    })
            }}
            <Show when=move || prefs.with(|prefs| prefs.sound || prefs.system)>
                <button class="btn" type="button" on:click=test>
                    {say(TRY)}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn Switch(label: Text, on: Signal<bool>, turn: Callback<bool>) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                class="switch__input"
                type="checkbox"
                role="switch"
                prop:checked=move || on.get()
                on:change=move |change| turn.run(event_target_checked(&change))
            />
            <span class="switch__track"></span>
            <span class="switch__text">{say(label)}</span>
        </label>
    }
}
