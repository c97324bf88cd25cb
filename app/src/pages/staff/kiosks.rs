//! Kiosks, beside the devices of staff: a code to enrol one, how each is, and the end of one.

use domain::{
    ids::KioskId,
    role::Role,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use sync::protocol::{ChangedKiosk, KioskCode, Kiosks as All, KnownKiosk, NewKiosk};

use super::{desk::due::when, trouble::Trouble};
use crate::{
    components::{For, Icon, NoticeBox, Show, Sign, Tone},
    device::use_device,
    lang::{say, use_lang},
    staff_api::{self, ApiError},
};

const TITLE: Text = text("自助机", "Kiosks");
const LEAD: Text = text(
    "放在公共区域、大家都能用的机器。每次用完自动清除，投诉封存后送达。",
    "Machines for everybody in a public place. Each is cleared after every visit; complaints are sealed and delivered.",
);
const NONE: Text = text("还没有自助机。", "There is no kiosk yet.");
const NOT_LOADED: Text = text("没读到自助机", "The kiosks were not loaded");
const NOT_CHANGED: Text = text("没有改成", "Not changed");
const ADD: Text = text("启用一台新的", "Set up a new one");
const NAME: Text = text("放在哪里，怎么叫它", "Where it stands, its name");
const KEYBOARD: Text = text(
    "屏幕上显示键盘（拼音），没有实体键盘时用",
    "Show a keyboard (pinyin) on the screen, for a machine without one",
);
const MAKE: Text = text("生成启用码", "Make a code");
const CODE: Text = text("启用码", "Code");
const CODE_HOW: Text = text(
    "在那台机器的浏览器里打开 {}/kiosk，输入这个码。{} 前有效，只能用一次。",
    "Open {}/kiosk in that machine’s browser and enter this code. It works once, until {}.",
);
const SILENT: Text =
    text("{} 没有消息了，请去看看机器和网络。", "Nothing heard since {}; please look at the machine and its network.");
const HOLDS: Text = text(
    "有 {} 件放了一个小时以上还没送出，请检查它的网络。",
    "{} waiting for an hour or longer; please check its network.",
);
const WELL: Text = text("正常", "Well");
const LAST: Text = text("最近联系 {}", "Last heard of {}");
const QUEUED: Text = text("没送出 {} 件", "{} unsent");
const STORAGE: Text = text("存储用了 {} / {} MB", "Storage {} of {} MB");
const NOT_PERSISTED: Text = text("浏览器没有答应保留存储", "the browser has not promised to keep it");
const VERSION: Text = text("版本 {}", "Version {}");
const CLOCK: Text = text("时钟快 {} 分钟", "Clock {} minutes ahead");
const NOT_YET: Text = text("还没有报告", "Has not reported yet");
const ENDED: Text = text("{} 停用", "Ended {}");
const WITH_KEYBOARD: Text = text("屏幕键盘：开", "On-screen keyboard: on");
const WITHOUT_KEYBOARD: Text = text("屏幕键盘：关", "On-screen keyboard: off");
const SWITCH_ON: Text = text("打开屏幕键盘", "Switch the keyboard on");
const SWITCH_OFF: Text = text("关掉屏幕键盘", "Switch the keyboard off");
const END: Text = text("停用这台自助机", "End this kiosk");
const END_SURE: Text = text(
    "停用后它不再收投诉；里面没送出的照常送达。要再用得重新启用。",
    "It then takes no more complaints; what it holds is still delivered. To use it again, set it up anew.",
);
const END_NOW: Text = text("确定停用", "Yes, end it");
const KEEP: Text = text("不停用", "Keep it");

const MEGABYTE: u64 = 1_000_000;
const MINUTE_MS: i64 = 60_000;

type Change = Callback<(KioskId, ChangedKiosk)>;

/// The part of the page; administrators also change.
#[component]
pub fn Kiosks(role: Role) -> impl IntoView {
    let kiosks = RwSignal::new(None::<All>);
    let unread = RwSignal::new(None::<ApiError>);
    let error = RwSignal::new(None::<ApiError>);
    let read = move || {
        spawn_local(async move {
            match staff_api::kiosks().await {
                Ok(all) => {
                    unread.set(None);
                    kiosks.set(Some(all));
                }
                Err(why) => unread.set(Some(why)),
            }
        });
    };
    Effect::new(move |_| read());
    let change = Change::new(move |(id, change)| {
        error.set(None);
        spawn_local(async move {
            match staff_api::change_kiosk(id, &change).await {
                Ok(_) => read(),
                Err(why) => error.set(Some(why)),
            }
        });
    });
    let administers = role == Role::Administrator;
    view! {
        <section class="page__section" aria-labelledby="kiosks">
            <h2 id="kiosks">{say(TITLE)}</h2>
            <p class="fund__lead">{say(LEAD)}</p>
            <Trouble error=unread title=NOT_LOADED />
            <Trouble error title=NOT_CHANGED />
            <Show when=move || kiosks.with(|all| all.as_ref().is_some_and(|all| all.kiosks.is_empty()))>
                <p class="muted">{say(NONE)}</p>
            </Show>
            <For
                each=move || kiosks.get().map(|all| all.kiosks).unwrap_or_default()
                key=|one| (one.id, one.name.clone(), one.keyboard, one.revoked_at, one.last_seen_at, one.silent, one.holds)
                let:one
            >
                <One one change administers />
            </For>
            {administers.then(|| view! { <Add error /> })}
        </section>
    }
}

#[component]
fn One(one: KnownKiosk, change: Change, administers: bool) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let KnownKiosk { id, name, keyboard, last_seen_at, revoked_at, health, clock_ahead, silent, holds, .. } = one;
    let asks = RwSignal::new(false);
    let said = move |at| when(at, device.now(), lang.get());
    let queued = health.as_ref().map_or(0, |health| health.queued);
    let warnings = [silent.then_some((SILENT, None)), holds.then_some((HOLDS, Some(queued)))];
    let warnings = warnings.into_iter().flatten().map(|(words, count)| {
        let words = move || {
            let filled = count.map_or_else(|| said(last_seen_at), |count| count.to_string());
            words.fill(lang.get(), &[&filled])
        };
        view! { <NoticeBox tone=Tone::Amber><p class="tnum">{words}</p></NoticeBox> }
    });
    let facts = move || {
        let lang = lang.get();
        let Some(health) = &health else { return NOT_YET.in_lang(lang).to_owned() };
        let mega = |bytes: u64| (bytes / MEGABYTE).to_string();
        let storage = health
            .storage_used
            .zip(health.storage_quota)
            .map(|(used, most)| STORAGE.fill(lang, &[&mega(used), &mega(most)]));
        let kept = (!health.persisted).then(|| NOT_PERSISTED.in_lang(lang).to_owned());
        let ahead = clock_ahead / MINUTE_MS;
        let clock = (ahead != 0).then(|| CLOCK.fill(lang, &[&ahead.to_string()]));
        let facts = [
            Some(QUEUED.fill(lang, &[&health.queued.to_string()])),
            storage,
            kept,
            Some(VERSION.fill(lang, &[&health.version])),
            clock,
        ];
        facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let keyboard_now = if keyboard { WITH_KEYBOARD } else { WITHOUT_KEYBOARD };
    let switch = if keyboard { SWITCH_OFF } else { SWITCH_ON };
    let well = !silent && !holds && revoked_at.is_none();
    view! {
        <article class="card fund__part" class:aside--seen=revoked_at.is_some() data-kiosk=id.to_string()>
            <h3 class="card__title">{name} {well.then(|| view! { <span class="tag">{say(WELL)}</span> })}</h3>
            {warnings.collect_view()}
            <p class="muted tnum">{move || LAST.fill(lang.get(), &[&said(last_seen_at)])}</p>
            <p class="tnum">{facts}</p>
            <p>{say(keyboard_now)}</p>
            <p class="field__error">{move || revoked_at.map(|at| ENDED.fill(lang.get(), &[&said(at)]))}</p>
            {(administers && revoked_at.is_none())
                .then(|| {
                    view! {
                        <div class="actions">
                            <button class="btn" type="button" on:click=move |_| change.run((id, ChangedKiosk { keyboard: Some(!keyboard), ..ChangedKiosk::default() }))>
                                {say(switch)}
                            </button>
                            {move || {
                                if asks.get() {
                                    view! {
                                        <p>{say(END_SURE)}</p>
                                        <button class="btn btn--danger" type="button" on:click=move |_| change.run((id, ChangedKiosk { revoked: Some(true), ..ChangedKiosk::default() }))>
                                            {say(END_NOW)}
                                        </button>
                                        <button class="btn" type="button" on:click=move |_| asks.set(false)>
                                            {say(KEEP)}
                                        </button>
                                    }
                                        .into_any()
                                } else {
                                    view! {
                                        <button class="btn" type="button" on:click=move |_| asks.set(true)>
                                            <Icon sign=Sign::Lock />
                                            {say(END)}
                                        </button>
                                    }
                                        .into_any()
                                }
                            }}
                        </div>
                    }
                })}
        </article>
    }
}

/// A code for a new one. Shown once.
#[component]
fn Add(error: RwSignal<Option<ApiError>>) -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let name = RwSignal::new(String::new());
    let keyboard = RwSignal::new(false);
    let given = RwSignal::new(None::<KioskCode>);
    let make = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        error.set(None);
        spawn_local(async move {
            let new = NewKiosk { name: name.get_untracked(), keyboard: keyboard.get_untracked() };
            match staff_api::kiosk_code(&new).await {
                Ok(code) => given.set(Some(code)),
                Err(why) => error.set(Some(why)),
            }
        });
    };
    let code = move || {
        given.get().map(|KioskCode { code, expires_at }| {
            let (first, second) = code.split_at(code.len() / 2);
            let address = device
                .notice
                .with(|notice| notice.as_ref().map(|notice| notice.place.public_url.clone()))
                .unwrap_or_default();
            let until = when(expires_at, device.now(), lang.get());
            let how = CODE_HOW.fill(lang.get(), &[address.trim_end_matches('/'), &until]);
            view! {
                <div class="kiosk-code" role="status">
                    <p class="muted">{CODE.in_lang(lang.get())}</p>
                    <p class="code num" translate="no" data-code=code.clone()>{format!("{first} {second}")}</p>
                    <p class="tnum">{how}</p>
                </div>
            }
        })
    };
    view! {
        <form class="card fund__part" method="post" on:submit=make>
            <h3 class="card__title">{say(ADD)}</h3>
            <div class="field">
                <label class="field__label" for="kiosk-name">{say(NAME)}</label>
                <input
                    class="field__input"
                    id="kiosk-name"
                    type="text"
                    maxlength="40"
                    autocomplete="off"
                    prop:value=move || name.get()
                    on:input=move |input| name.set(event_target_value(&input))
                />
            </div>
            <label class="check">
                <input
                    class="check__input"
                    type="checkbox"
                    id="kiosk-keyboard"
                    prop:checked=move || keyboard.get()
                    on:change=move |change| keyboard.set(event_target_checked(&change))
                />
                <span class="check__text">{say(KEYBOARD)}</span>
            </label>
            <div class="actions">
                <button class="btn" type="submit">{say(MAKE)}</button>
            </div>
            {code}
        </form>
    }
}
