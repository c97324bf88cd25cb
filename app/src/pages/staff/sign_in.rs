//! 工作人员登录.

use domain::words::{Text, text};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

use super::{
    focus::focus_soon,
    password::PasswordField,
    trouble::Trouble,
    unlock::{EndedNote, Unlock},
    who::ask_who,
};
use crate::{
    components::{AppBar, NoticeBox, Page, Show, Sign, Tone},
    desk::SessionState,
    device::use_device,
    lang::{say, use_lang},
    secure::is_secure_context,
    staff_api::{self, ApiError},
};

const TITLE: Text = text("工作人员登录", "Staff sign-in");
const HOME: Text = text("首页", "Start");
const LEAD: Text = text("消费者办事不用登录。", "Consumers need not sign in.");
const ACCOUNT: Text = text("账号", "Account");
const PASSWORD: Text = text("密码", "Password");
const SIGN_IN: Text = text("登录", "Sign in");
const BUSY: Text = text("正在登录…", "Signing in…");
const FAILED: Text = text("没登录上", "Not signed in");
const FORGOTTEN: Text = text("忘了密码？请管理员给您重设。", "Forgotten the password? An administrator can reset it.");
const OFFLINE: Text = text("现在没有网络", "There is no network right now");
const OFFLINE_WHY: Text = text(
    "用账号和密码登录需要网络。在这台设备上登录过的人，可以用密码或 PIN 直接打开，不用网络。",
    "Signing in with account and password needs one. Whoever has signed in on this device before opens it with their password or PIN, without a network.",
);
const SIGNED_IN: Text = text("您已登录：{}", "You are signed in: {}");
const NOT_SECURE: Text = text("这个地址不能登录", "You cannot sign in at this address");
const NOT_SECURE_WHY: Text = text(
    "工作人员页面要用 https 打开：里面有消费者的个人信息，普通 http 在路上会被别人看到，浏览器也不让保存。请用联络点的 https 地址；消费者提交和查进度不受影响。",
    "The staff pages need https: they hold personal data, which others could read on plain http, and the browser refuses to keep it. Please use the contact point’s https address. Filing and following a complaint work here.",
);
const TO_DESK: Text = text("去案件", "To the cases");

/// The page.
#[component]
pub fn SignIn() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let secure = Memo::new(move |_| !device.alive.get() || is_secure_context());
    view! {
        <Page
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            main="account"
            bar=|| view! { <AppBar back="/" to=HOME /> }
        >
            <div class="account__card">
                <img class="mark" src="/icon.svg" alt="" width="64" height="64" />
                <h1>{say(TITLE)}</h1>
                <p>{say(LEAD)}</p>
                <Already />
                <Lock />
                <Show when=move || secure.get() fallback=NotSecure>
                    <Form />
                </Show>
                <p class="account__foot">{say(FORGOTTEN)}</p>
            </div>
        </Page>
    }
}

/// Over plain http a browser keeps no session: a form would only lead back to itself.
#[component]
fn NotSecure() -> impl IntoView {
    view! {
        <NoticeBox tone=Tone::Amber sign=Sign::Lock>
            <p class="notice__title">{say(NOT_SECURE)}</p>
            <p>{say(NOT_SECURE_WHY)}</p>
        </NoticeBox>
    }
}

/// Who came here by mistake goes on from here.
#[component]
fn Already() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let name = Memo::new(move |_| match (device.alive.get(), device.desk.session.get()) {
        (true, SessionState::SignedIn(staff)) => Some(staff.name),
        _ => None,
    });
    move || {
        name.get().map(|name| {
            view! {
                <NoticeBox tone=Tone::Done>
                    <p class="notice__title">{move || SIGNED_IN.fill(lang.get(), &[&name])}</p>
                    <div class="notice__actions">
                        <a class="btn" href="/staff">
                            {say(TO_DESK)}
                        </a>
                    </div>
                </NoticeBox>
            }
        })
    }
}

/// Whoever is known on this device opens it without a network.
#[component]
fn Lock() -> impl IntoView {
    let device = use_device();
    ask_who();
    let state =
        Memo::new(move |_| (device.alive.get(), device.desk.session.with(|session| *session == SessionState::Locked)));
    move || match state.get() {
        (true, true) => view! { <Unlock offers_sign_in=false /> }.into_any(),
        _ => view! { <EndedNote /> }.into_any(),
    }
}

#[component]
fn Form() -> impl IntoView {
    let device = use_device();
    let navigate = use_navigate();
    let account = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let offline = Memo::new(move |_| {
        device.alive.get()
            && device.status.with(|status| status.as_ref().is_some_and(|status| status.state.is_cut_off()))
    });
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            match staff_api::sign_in(account.get_untracked().trim(), &password.get_untracked()).await {
                Ok(()) => navigate("/staff", leptos_router::NavigateOptions::default()),
                Err(why) => {
                    error.set(Some(why));
                    focus_soon("password".to_owned());
                }
            }
            busy.set(false);
        });
    };
    view! {
        <Show when=move || offline.get()>
            <div role="status">
                <NoticeBox tone=Tone::Amber sign=Sign::Offline>
                    <p class="notice__title">{say(OFFLINE)}</p>
                    <p>{say(OFFLINE_WHY)}</p>
                </NoticeBox>
            </div>
        </Show>
        <Trouble error title=FAILED />
        <form method="post" on:submit=submit>
            <div class="field">
                <label class="field__label" for="account">
                    {say(ACCOUNT)}
                </label>
                <input
                    class="field__input"
                    id="account"
                    name="account"
                    type="text"
                    autocomplete="username"
                    autocapitalize="off"
                    spellcheck="false"
                    required
                    prop:value=move || account.get()
                    on:input=move |input| account.set(event_target_value(&input))
                />
            </div>
            <PasswordField id="password" label=PASSWORD value=password autocomplete="current-password" />
            <Submit busy label=SIGN_IN busy_label=BUSY />
        </form>
    }
}

/// The one main button of a form that asks the server.
#[component]
pub fn Submit(
    /// Waiting for the server.
    busy: RwSignal<bool>,
    /// What it says.
    label: Text,
    /// What it says meanwhile.
    busy_label: Text,
) -> impl IntoView {
    let device = use_device();
    let (label, busy_label) = (say(label), say(busy_label));
    view! {
        <button
            class="btn btn--main"
            type="submit"
            aria-busy=move || busy.get().to_string()
            disabled=move || !device.alive.get()
        >
            {move || if busy.get() { busy_label() } else { label() }}
        </button>
    }
}
