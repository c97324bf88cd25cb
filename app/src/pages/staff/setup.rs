//! The first password, by a one-time link. The token stands behind the `#`, so that it reaches no server log.

use domain::words::{Text, text};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use sync::protocol::Code;

use super::{
    line::Line,
    password::{PasswordField, Rules, is_good},
    sign_in::Submit,
    trouble::Trouble,
};
use crate::{
    components::{AppBar, Icon, Page, Sign},
    device::use_device,
    lang::{say, use_lang},
    staff_api::{self, ApiError, Invitation, Purpose, SetUp},
};

const TITLE: Text = text("设置密码", "Set a password");
const HOME: Text = text("首页", "Start");
const CHECKING: Text = text("正在核对链接…", "Checking the link…");
const FIRST: Text = text("设置第一位管理员", "Set up the first administrator");
const FIRST_LEAD: Text = text(
    "只需要做一次。设好以后，再由您添加其他工作人员。",
    "Done once. After that you add the other members of staff.",
);
const INVITED: Text =
    text("您好，{}。请设一个密码，设好就能办案。", "Hello {}. Please set a password, then you can start.");
const RESET: Text = text("您好，{}。请设一个新密码。", "Hello {}. Please set a new password.");
const YOUR_ACCOUNT: Text = text("登录用的账号：{}", "Your account: {}");
const ACCOUNT: Text = text("登录用的账号", "Account for signing in");
const ACCOUNT_HINT: Text = text("例如 mai，以后登录时要填", "For example mai; you type it to sign in");
const NAME: Text = text("称呼", "Name");
const NAME_HINT: Text = text("消费者会看到，例如“麦小姐”", "Consumers see it, for example “Ms Mai”");
const PASSWORD: Text = text("设一个密码", "New password");
const DONE: Text = text("设好了", "Done");
const BUSY: Text = text("正在保存…", "Saving…");
const FAILED: Text = text("还没设好", "Not done yet");
const FOOT: Text =
    text("请记在安全的地方。忘了可以请管理员重设。", "Keep it somewhere safe. An administrator can reset it.");
const FOOT_FIRST: Text = text(
    "请记在安全的地方。丢了只能在服务器上重设。",
    "Keep it somewhere safe. If lost, it can only be reset on the server.",
);
const EXPIRED: Text = text("这个链接不能用了", "This link no longer works");
const EXPIRED_WHY: Text = text(
    "链接只能用一次，而且会过期。请管理员再给您一个；第一位管理员请在服务器上重新生成。",
    "A link works once and expires. Please ask an administrator for another; the first administrator makes a new one on the server.",
);
const AGAIN: Text = text("再试一次", "Try again");
const UNCHECKED: Text = text("链接还没核对", "The link is not checked yet");
const SIGN_IN: Text = text("去登录", "Sign in");

/// What is known about the link.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stand {
    Checking,
    Ready(Invitation),
    Expired,
    Unchecked(ApiError),
}

/// The page.
#[component]
pub fn Setup() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let token = RwSignal::new(String::new());
    let stand = RwSignal::new(Stand::Checking);
    let check = move || {
        stand.set(Stand::Checking);
        spawn_local(async move {
            let known = staff_api::check_link(&token.get_untracked()).await;
            stand.set(match known {
                Ok(invitation) => Stand::Ready(invitation),
                // Somebody was first: that is worth another sentence than an old link.
                Err(why) if why.code() == Code::LinkOpenedElsewhere.as_str() => Stand::Unchecked(why),
                Err(ApiError::Problem(problem)) if problem.status < 500 && problem.retry_after.is_none() => {
                    Stand::Expired
                }
                Err(why) => Stand::Unchecked(why),
            });
        });
    };
    Effect::new(move |asked: Option<bool>| {
        // Whoever asks the server is there once the device has read what it holds.
        let alive = device.alive.get() && device.loaded.get();
        if alive && asked != Some(true) {
            token.set(take_token());
            if token.with_untracked(String::is_empty) {
                stand.set(Stand::Expired);
            } else {
                check();
            }
        }
        alive
    });
    view! {
        <Page
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            main="account"
            bar=|| view! { <AppBar back="/" to=HOME /> }
        >
            <div class="account__card">
                <img class="mark" src="/icon.svg" alt="" width="64" height="64" />
                {move || match stand.get() {
                    Stand::Checking => view! {
                        <h1>{say(TITLE)}</h1>
                        <p class="spin" role="status">
                            {say(CHECKING)}
                        </p>
                    }
                        .into_any(),
                    Stand::Ready(invitation) => view! { <Form invitation token stand /> }.into_any(),
                    Stand::Expired => view! { <Expired /> }.into_any(),
                    Stand::Unchecked(why) => {
                        let error = RwSignal::new(Some(why));
                        view! {
                            <h1>{say(TITLE)}</h1>
                            <Trouble error title=UNCHECKED />
                            <button class="btn btn--main" type="button" on:click=move |_| check()>
                                {say(AGAIN)}
                            </button>
                        }
                            .into_any()
                    }
                }}
            </div>
        </Page>
    }
}

#[component]
fn Expired() -> impl IntoView {
    view! {
        <div class="empty" role="status">
            <Icon sign=Sign::Lock class="icon empty__icon" />
            <h1 class="empty__title">{say(EXPIRED)}</h1>
            <p class="empty__text">{say(EXPIRED_WHY)}</p>
            <a class="btn" href="/staff/sign-in">
                {say(SIGN_IN)}
            </a>
        </div>
    }
}

#[component]
fn Form(invitation: Invitation, token: RwSignal<String>, stand: RwSignal<Stand>) -> impl IntoView {
    let lang = use_lang();
    let navigate = use_navigate();
    let first = invitation.purpose == Purpose::FirstAdministrator;
    let account = RwSignal::new(invitation.account.clone().unwrap_or_default());
    let name = RwSignal::new(invitation.name.clone().unwrap_or_default());
    let password = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        let good = password.with_untracked(|password| account.with_untracked(|account| is_good(password, account)));
        if busy.get_untracked() || !good {
            super::focus::focus("password");
            return;
        }
        busy.set(true);
        error.set(None);
        let body = SetUp {
            token: token.get_untracked(),
            account: first.then(|| account.get_untracked().trim().to_owned()),
            name: first.then(|| name.get_untracked().trim().to_owned()),
            password: password.get_untracked(),
        };
        let navigate = navigate.clone();
        spawn_local(async move {
            match staff_api::set_up(&body).await {
                Ok(()) => navigate("/staff", leptos_router::NavigateOptions::default()),
                Err(why) if why.code() == "link_expired" => stand.set(Stand::Expired),
                Err(why) => error.set(Some(why)),
            }
            busy.set(false);
        });
    };
    let known = invitation.name.clone().or_else(|| invitation.account.clone()).unwrap_or_default();
    let lead = move || match invitation.purpose {
        Purpose::FirstAdministrator => FIRST_LEAD.in_lang(lang.get()).to_owned(),
        Purpose::Invitation => INVITED.fill(lang.get(), &[&known]),
        Purpose::Reset => RESET.fill(lang.get(), &[&known]),
    };
    view! {
        <h1>{say(if first { FIRST } else { TITLE })}</h1>
        <p>{lead}</p>
        <Trouble error title=FAILED />
        <form method="post" on:submit=submit>
            {if first {
                view! {
                    <Line id="account" label=ACCOUNT hint=ACCOUNT_HINT value=account autocomplete="username" />
                    <Line id="name" label=NAME hint=NAME_HINT value=name autocomplete="name" />
                }
                    .into_any()
            } else {
                view! {
                    <p class="account__who">
                        {move || account.with(|account| YOUR_ACCOUNT.fill(lang.get(), &[account]))}
                    </p>
                    // For the browser's own keeper of passwords.
                    <input class="vh" type="text" autocomplete="username" tabindex="-1" aria-hidden="true" readonly prop:value=move || account.get() />
                }
                    .into_any()
            }}
            <PasswordField id="password" label=PASSWORD value=password autocomplete="new-password" />
            <Rules password account />
            <Submit busy label=DONE busy_label=BUSY />
        </form>
        <p class="account__foot">{say(if first { FOOT_FIRST } else { FOOT })}</p>
    }
}

/// Takes the token out of the address, so that it neither stays in the history nor is seen over a shoulder.
#[cfg(feature = "hydrate")]
fn take_token() -> String {
    let location = window().location();
    let token = location.hash().unwrap_or_default().trim_start_matches('#').to_owned();
    if let (Ok(history), Ok(path)) = (window().history(), location.pathname()) {
        // An address that cannot be replaced still works once only.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path));
    }
    token
}

#[cfg(not(feature = "hydrate"))]
fn take_token() -> String {
    String::new()
}
