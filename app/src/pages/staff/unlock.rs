//! A locked tablet: who is it, and what opens it for them. It needs no network.

use std::sync::Arc;

use domain::{
    ids::StaffId,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use sync::protocol::Code;
use vault::Way;

use super::{focus::focus_soon, sign_in::Submit};
use crate::{
    components::{For, Icon, NoticeBox, Show, Sign, Tone},
    desk::{Ended, KnownPerson, UnlockProblem},
    device::use_device,
    lang::{say, use_lang},
    staff_api,
};

const TITLE: Text = text("已锁住", "Locked");
const LEAD: Text = text(
    "请选您的名字打开。不用网络；没送出的内容都还在，本人打开后自动送出。",
    "Choose your name to open it. No network is needed; what was not sent is still here and goes out once its author opens it.",
);
const WHO: Text = text("您是哪一位？", "Who are you?");
const UNSENT: Text = text("{} 条没送出", "{} not sent");
const PIN: Text = text("PIN", "PIN");
const PASSWORD: Text = text("密码", "Password");
const OPEN: Text = text("打开", "Open");
const BUSY: Text = text("正在打开…", "Opening…");
const BY_PASSWORD: Text = text("改用密码", "Use the password instead");
const BY_PIN: Text = text("改用 PIN", "Use the PIN instead");
const WRONG: Text = text("不对，还可以再试 {} 次。", "That is not it; {} more tries.");
const ASK_SERVER: Text = text(
    "试错五次了，这里打不开了。请连上网络，用账号和密码登录；没送出的内容都还在。",
    "Wrong five times: it no longer opens here. Please connect and sign in with account and password; what was not sent is still here.",
);
const ONLY_SERVER: Text = text(
    "这里打不开，要联网用账号和密码登录。没送出的内容都还在。",
    "It does not open here: please connect and sign in with account and password. What was not sent is still here.",
);
const SIGN_IN: Text = text("用账号和密码登录（要联网）", "Sign in with account and password (needs a network)");
const HANDED_OVER: Text = text("没送出的 {} 条已交给主管查看。", "{} that were not sent are with a supervisor now.");
const LEFT: Text = text(
    "还有 {} 条没送出，存在这里，本人打开并联网后会交给主管。",
    "{} are still here, not sent; they go to a supervisor once their author opens this device with a network.",
);
const ENDED_COPY: Text = text("案件资料已从这台设备清除。", "The copy of the cases has been taken off this device.");

/// The lock.
#[component]
pub fn Unlock(
    /// Whether the way to the account form is shown; on its own page it is below.
    #[prop(default = true)]
    offers_sign_in: bool,
) -> impl IntoView {
    let device = use_device();
    let people = device.desk.people;
    let chosen = RwSignal::new(None::<StaffId>);
    // One person alone need not choose.
    let who = Memo::new(move |_| {
        let only = people.with(|people| if people.len() == 1 { people.first().map(|p| p.staff.id) } else { None });
        chosen.get().or(only)
    });
    let person = move || who.get().and_then(|id| people.get().iter().find(|p| p.staff.id == id).cloned());
    view! {
        <section class="unlock" aria-labelledby="unlock-title">
            <Icon sign=Sign::Lock class="icon empty__icon" />
            <h1 class="unlock__title" id="unlock-title">{say(TITLE)}</h1>
            <p class="unlock__lead">{say(LEAD)}</p>
            <EndedNote />
            <People people chosen who />
            {move || person().map(|person| view! { <Secret person /> })}
            <Show when=move || offers_sign_in>
                <a class="link" href="/staff/sign-in">
                    {say(SIGN_IN)}
                </a>
            </Show>
        </section>
    }
}

#[component]
fn People(
    people: RwSignal<Arc<[KnownPerson]>>,
    chosen: RwSignal<Option<StaffId>>,
    who: Memo<Option<StaffId>>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <fieldset class="unlock__people">
            <legend>{say(WHO)}</legend>
            <For
                each=move || people.get().to_vec()
                key=|person| (person.staff.id, person.staff.name.clone(), person.unsent)
                let:person
            >
                <label class="unlock__person">
                    <input
                        type="radio"
                        name="person"
                        prop:checked=move || who.get() == Some(person.staff.id)
                        on:change=move |_| {
                            chosen.set(Some(person.staff.id));
                            focus_soon("secret".to_owned());
                        }
                    />
                    <span class="unlock__name">{person.staff.name.clone()}</span>
                    <span class="muted">{move || person.staff.role.name().in_lang(lang.get())}</span>
                    <Show when=move || person.unsent != 0>
                        <span class="tag tag--amber tnum">
                            {move || UNSENT.fill(lang.get(), &[&person.unsent.to_string()])}
                        </span>
                    </Show>
                </label>
            </For>
        </fieldset>
    }
}

/// What opens it for one person.
#[component]
fn Secret(person: KnownPerson) -> impl IntoView {
    let lang = use_lang();
    let KnownPerson { staff, pin, password, .. } = person;
    let way = RwSignal::new(if pin { Way::Pin } else { Way::Password });
    let secret = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<UnlockProblem>);
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        if busy.get_untracked() || secret.with_untracked(String::is_empty) {
            return;
        }
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let opened = staff_api::unlock(staff.id, way.get_untracked(), &secret.get_untracked()).await;
            // Opened, the page under this one has taken its place.
            if let Err(why) = opened {
                busy.set(false);
                secret.set(String::new());
                problem.set(Some(why));
                focus_soon("secret".to_owned());
            }
        });
    };
    let says = move || {
        problem.get().map(|problem| match problem {
            UnlockProblem::Wrong { left } => WRONG.fill(lang.get(), &[&left.to_string()]),
            UnlockProblem::AskServer => ASK_SERVER.in_lang(lang.get()).to_owned(),
            UnlockProblem::Storage(why) => why.sentence().in_lang(lang.get()).to_owned(),
        })
    };
    let other = move || way.update(|way| *way = if *way == Way::Pin { Way::Password } else { Way::Pin });
    if !(pin || password) {
        return view! {
            <NoticeBox tone=Tone::Amber>
                <p>{say(ONLY_SERVER)}</p>
            </NoticeBox>
        }
        .into_any();
    }
    let (pin_label, password_label) = (say(PIN), say(PASSWORD));
    view! {
        <form class="unlock__form" method="post" on:submit=submit>
            <div role="alert">
                {move || says().map(|says| view! { <p class="field__error">{says}</p> })}
            </div>
            <div class="field">
                <label class="field__label" for="secret">
                    {move || if way.get() == Way::Pin { pin_label() } else { password_label() }}
                </label>
                <input
                    class="field__input unlock__secret"
                    id="secret"
                    name="secret"
                    type="password"
                    inputmode=move || if way.get() == Way::Pin { "numeric" } else { "text" }
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    prop:value=move || secret.get()
                    on:input=move |input| secret.set(event_target_value(&input))
                />
            </div>
            <Submit busy label=OPEN busy_label=BUSY />
            <Show when=move || pin && password>
                <button class="btn btn--quiet" type="button" on:click=move |_| other()>
                    {move || if way.get() == Way::Pin { BY_PASSWORD } else { BY_PIN }.in_lang(lang.get())}
                </button>
            </Show>
        </form>
    }
    .into_any()
}

/// An account or the device was ended a moment ago.
#[component]
pub fn EndedNote() -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    move || {
        device.desk.ended.get().map(|Ended { why, handed_over, left }| {
            let counted = move |words: Text, count: usize| {
                (count > 0).then(|| view! { <p>{move || words.fill(lang.get(), &[&count.to_string()])}</p> })
            };
            let copy = (why == Code::DeviceRevoked).then(|| view! { <p>{say(ENDED_COPY)}</p> });
            view! {
                <div role="status">
                    <NoticeBox tone=Tone::Amber>
                        <p class="notice__title">{say(why.sentence())}</p>
                        {copy}
                        {counted(HANDED_OVER, handed_over)}
                        {counted(LEFT, left)}
                    </NoticeBox>
                </div>
            }
        })
    }
}
