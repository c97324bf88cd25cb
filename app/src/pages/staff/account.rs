//! My account: on duty or not, the password, signing out.

use domain::staff::StaffMember;
use domain::{
    role::Role,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    alert_settings::AlertSettings,
    password::{PasswordField, Rules, is_good},
    pin::Pin,
    sessions::Sessions,
    sign_in::Submit,
    sign_out::SignOut,
    trouble::Trouble,
    unlock::Unlock,
    who::ask_who,
};
use crate::{
    components::{AppBar, NoticeBox, Page, Show, Tone},
    desk::SessionState,
    device::use_device,
    lang::{say, use_lang},
    staff_api::{self, ApiError, MemberChange},
    words::OPENING,
};

const TITLE: Text = text("我的账号", "My account");
const BACK: Text = text("案件", "Cases");
const SIGN_IN_FIRST: Text = text("请先登录。", "Please sign in first.");
const SIGN_IN: Text = text("去登录", "Sign in");
const DUTY: Text = text("今天当班", "On duty");
const DUTY_HINT: Text = text("当班时，新案件会分给您。", "New cases are given to you while you are on duty.");
const PASSWORD_TITLE: Text = text("换密码", "Change the password");
const CURRENT: Text = text("现在的密码", "Present password");
const NEW: Text = text("新密码", "New password");
const CHANGE: Text = text("换成新密码", "Change it");
const BUSY: Text = text("正在保存…", "Saving…");
const CHANGED: Text =
    text("新密码已生效。您在其他设备上要重新登录。", "The new password holds. On other devices you sign in again.");
const FAILED: Text = text("没有改成", "Not changed");

/// The page.
#[component]
pub fn Account() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let session = device.desk.session;
    ask_who();
    // Who it is decides what is shown; switching one's duty must not draw the page anew under one's finger.
    let who = Memo::new(move |_| match (device.alive.get(), session.get()) {
        (true, SessionState::SignedIn(staff)) => Some(Some(staff.id)),
        (true, SessionState::SignedOut | SessionState::Locked) => Some(None),
        _ => None,
    });
    view! {
        <Page
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            main="members stack"
            bar=|| view! { <AppBar back="/staff" to=BACK /> }
        >
            <h1>{say(TITLE)}</h1>
            {move || match (who.get(), session.get_untracked()) {
                (Some(Some(_)), SessionState::SignedIn(staff)) => view! { <Mine staff /> }.into_any(),
                (Some(None), _) => view! { <SignInFirst /> }.into_any(),
                _ => view! {
                    <p class="spin" role="status">
                        {say(OPENING)}
                    </p>
                }
                    .into_any(),
            }}
        </Page>
    }
}

/// For pages that need somebody signed in: the lock, where somebody is known here.
#[component]
pub fn SignInFirst() -> impl IntoView {
    let device = use_device();
    let locked = Memo::new(move |_| device.desk.session.get() == SessionState::Locked);
    move || {
        if locked.get() {
            view! { <Unlock /> }.into_any()
        } else {
            view! {
                <NoticeBox tone=Tone::Info>
                    <p>{say(SIGN_IN_FIRST)}</p>
                    <div class="notice__actions">
                        <a class="btn" href="/staff/sign-in">
                            {say(SIGN_IN)}
                        </a>
                    </div>
                </NoticeBox>
            }
            .into_any()
        }
    }
}

#[component]
fn Mine(staff: StaffMember) -> impl IntoView {
    let lang = use_lang();
    let role = staff.role;
    let has_duty = role != Role::Regulator;
    let name = staff.name.clone();
    let pin_of = staff.clone();
    view! {
        <p class="muted">{move || format!("{name} · {}", role.name().in_lang(lang.get()))}</p>
        {has_duty.then(|| view! { <Duty staff /> })}
        <SignOut />
        <AlertSettings />
        <Pin staff=pin_of />
        <Sessions />
        <Password />
    }
}

#[component]
fn Duty(staff: StaffMember) -> impl IntoView {
    let device = use_device();
    let on = RwSignal::new(staff.on_duty);
    let error = RwSignal::new(None::<ApiError>);
    let switch = move |change: leptos::ev::Event| {
        let wanted = event_target_checked(&change);
        on.set(wanted);
        error.set(None);
        let staff = staff.clone();
        spawn_local(async move {
            match staff_api::change_member(staff.id, MemberChange { on_duty: Some(wanted), active: None }).await {
                Ok(member) => {
                    let staff = StaffMember { on_duty: member.on_duty, ..staff };
                    device.desk.session.set(SessionState::SignedIn(staff));
                }
                Err(why) => {
                    on.set(!wanted);
                    error.set(Some(why));
                }
            }
        });
    };
    view! {
        <section class="card">
            <label class="switch">
                <input
                    class="switch__input"
                    type="checkbox"
                    role="switch"
                    aria-describedby="duty-hint"
                    prop:checked=move || on.get()
                    on:change=switch
                />
                <span class="switch__track"></span>
                <span class="switch__text">{say(DUTY)}</span>
            </label>
            <p class="small muted" id="duty-hint">
                {say(DUTY_HINT)}
            </p>
            <Trouble error title=FAILED />
        </section>
    }
}

#[component]
fn Password() -> impl IntoView {
    let current = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let done = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        if busy.get_untracked() || !password.with_untracked(|password| is_good(password, "")) {
            super::focus::focus("new-password");
            return;
        }
        busy.set(true);
        done.set(false);
        error.set(None);
        spawn_local(async move {
            match staff_api::change_password(&current.get_untracked(), &password.get_untracked()).await {
                Ok(()) => {
                    current.set(String::new());
                    password.set(String::new());
                    done.set(true);
                }
                Err(why) => error.set(Some(why)),
            }
            busy.set(false);
        });
    };
    view! {
        <section class="card" aria-labelledby="password-title">
            <h2 class="card__title" id="password-title">
                {say(PASSWORD_TITLE)}
            </h2>
            <div role="status">
                <Show when=move || done.get()>
                    <NoticeBox tone=Tone::Done>
                        <p>{say(CHANGED)}</p>
                    </NoticeBox>
                </Show>
            </div>
            <Trouble error title=FAILED />
            <form method="post" on:submit=submit>
                <PasswordField id="current-password" label=CURRENT value=current autocomplete="current-password" />
                <PasswordField id="new-password" label=NEW value=password autocomplete="new-password" />
                <Rules password account=String::new() />
                <div class="actions">
                    <Submit busy label=CHANGE busy_label=BUSY />
                </div>
            </form>
        </section>
    }
}
