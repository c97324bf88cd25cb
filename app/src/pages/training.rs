//! 培训签到: whoever stands at the door of a training signs in by its code, on a device of their own, without an account and without a network.

use std::cmp::Ordering;

use domain::{
    kind::Refusal,
    training::{Command, Rejection, SignLink},
    typed::is_filled,
    words::{Bilingual, Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use percent_encoding::percent_decode_str;

use crate::{
    components::{AppBar, NoticeBox, Page, Show, Tone},
    device::{fresh_name, use_device},
    lang::{say, use_lang},
    signed_in::{OwnSignIn, SignInState},
    tab_storage,
};

const TITLE: Text = text("培训签到", "Sign in to a training");
const HOME: Text = text("公示栏", "Notice board");
const OPENING: Text = text("正在打开…", "Opening…");
const NO_CODE: Text = text(
    "二维码不完整，请重新扫现场的那一张，或请门口的同事登记。",
    "The code is not complete. Please scan the one at the door again, or ask whoever keeps it.",
);
const NAME: Text = text("姓名", "Name");
const UNIT: Text = text("哪家店或哪个部门", "Which shop or team");
const UNIT_HINT: Text =
    text("写招牌名称或铺位号，例如“鲜果小铺”或“L1-008”", "The name on the sign or the stall, such as “L1-008”");
const SIGN: Text = text("签到", "Sign in");
const ANOTHER: Text = text("替另一位签到", "Sign in somebody else");
const TAKEN: Text = text("签到好了：{}（{}）", "Signed in: {} ({})");
const WAITING: Text = text(
    "已存在这台设备上，联网后自动送出，不会重复：{}（{}）",
    "Kept on this device; it is sent by itself once there is a network, and never twice: {} ({})",
);
const REFUSED: Text = text("没有签上：{}（{}）", "Not signed in: {} ({})");
const AGAIN: Text = text("重新写", "Write it again");
const NOTICE: Text = text(
    "姓名和单位只用来记录谁参加了培训，联络点的工作人员看得到；写错了或想删去，找联络点。",
    "Name and shop are kept only as a record of who took part, seen by the contact point’s staff; to correct or strike them, ask the contact point.",
);

/// The page.
#[component]
pub fn SignInAtTraining() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let link = RwSignal::new(None::<Option<SignLink>>);
    Effect::new(move |_| {
        // Only what has been read can keep: on a first visit that is a moment later.
        if device.alive.get() && device.loaded.get() {
            let typed = tab_storage::fragment();
            link.set(Some(SignLink::read(&percent_decode_str(&typed).decode_utf8_lossy())));
        }
    });
    let body = move || match link.get() {
        None => view! { <p role="status">{say(OPENING)}</p> }.into_any(),
        Some(None) => view! {
            <NoticeBox tone=Tone::Error>
                <p role="alert">{say(NO_CODE)}</p>
            </NoticeBox>
        }
        .into_any(),
        Some(Some(link)) => view! { <Read link /> }.into_any(),
    };
    view! {
        <Page
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/" to=HOME /> }
        >
            <div class="page__head">
                <h1>{say(TITLE)}</h1>
            </div>
            {body}
        </Page>
    }
}

#[component]
fn Read(link: SignLink) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let (training, day) = (link.training, link.day);
    let own = Memo::new(move |_| {
        device.sign_ins.with(|all| all.iter().filter(|one| one.training == training).cloned().collect::<Vec<_>>())
    });
    // Somebody who has signed in is told so before anything is asked.
    let is_signed =
        Memo::new(move |_| own.with(|own| own.iter().any(|one| !matches!(one.state, SignInState::Refused { .. }))));
    let more = RwSignal::new(false);
    let when = move || day.spoken(lang.get(), device.now().day());
    let subject = link.subject.clone();
    let link = StoredValue::new(link);
    view! {
        <section class="card">
            <h2 class="card__title">{subject}</h2>
            <p class="muted tnum">{when}</p>
        </section>
        {move || own.get().into_iter().map(|one| view! { <Stands one more /> }).collect_view()}
        <Show
            when=move || !is_signed.get() || more.get()
            fallback=move || {
                view! {
                    <div class="actions">
                        <button class="btn" type="button" on:click=move |_| more.set(true)>
                            {say(ANOTHER)}
                        </button>
                    </div>
                }
            }
        >
            <Sheet link=link.get_value() more />
        </Show>
    }
}

/// How one name on this device stands.
#[component]
fn Stands(one: OwnSignIn, more: RwSignal<bool>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    let OwnSignIn { op, name, unit, state, .. } = one;
    let said = move |text: Text| {
        let (name, unit) = (name.clone(), unit.clone());
        move || text.fill(lang.get(), &[&name, &unit])
    };
    match state {
        SignInState::Taken => view! {
            <NoticeBox tone=Tone::Done>
                <p role="status">{said(TAKEN)}</p>
            </NoticeBox>
        }
        .into_any(),
        SignInState::Waiting => view! {
            <NoticeBox tone=Tone::Amber>
                <p role="status">{said(WAITING)}</p>
            </NoticeBox>
        }
        .into_any(),
        SignInState::Refused { why } => view! {
            <NoticeBox tone=Tone::Error>
                <p>{said(REFUSED)}</p>
                <p role="alert">{move || why.in_lang(lang.get()).to_owned()}</p>
                <div class="actions">
                    <button
                        class="btn"
                        type="button"
                        on:click=move |_| {
                            more.set(true);
                            device.dismiss(op);
                        }
                    >
                        {say(AGAIN)}
                    </button>
                </div>
            </NoticeBox>
        }
        .into_any(),
    }
}

#[component]
fn Sheet(link: SignLink, more: RwSignal<bool>) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    // Thrown out of memory by the phone, it is still there.
    let kept = |field: &str| {
        let key = format!("training/{}/{field}", link.training.simple());
        (RwSignal::new(tab_storage::kept(&key)), key)
    };
    let ((name, name_key), (unit, unit_key)) = (kept("name"), kept("unit"));
    let (wrong, busy) = (RwSignal::new(None::<Bilingual>), RwSignal::new(false));
    let keys = (name_key.clone(), unit_key.clone());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let today = device.now().day();
        let refused = match today.cmp(&link.day) {
            Ordering::Less => Some(Rejection::TooEarly),
            Ordering::Greater => Some(Rejection::Ended),
            Ordering::Equal if !is_filled(&name.get_untracked()) => Some(Rejection::NameMissing),
            Ordering::Equal if !is_filled(&unit.get_untracked()) => Some(Rejection::UnitMissing),
            Ordering::Equal => None,
        };
        wrong.set(refused.map(|why| why.sentence()));
        if refused.is_some() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        let command = Command::SignIn {
            entry: fresh_name(),
            code: link.code.clone(),
            at: device.now(),
            name: name.get_untracked(),
            unit: unit.get_untracked(),
            who: None,
        };
        let (training, keys) = (link.training, keys.clone());
        spawn_local(async move {
            device.sign_in_at(training, command).await;
            tab_storage::keep(&keys.0, "");
            tab_storage::keep(&keys.1, "");
            name.try_set(String::new());
            unit.try_set(String::new());
            busy.try_set(false);
            more.try_set(false);
        });
    };
    let field = move |id: &'static str, label: Text, hint: Option<Text>, value: RwSignal<String>, key: String| {
        view! {
            <div class="field">
                <label class="field__label" for=id>
                    {say(label)}
                </label>
                {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{say(hint)}</p> })}
                <input
                    class="field__input"
                    id=id
                    type="text"
                    autocomplete="off"
                    aria-describedby=hint.map(|_| format!("{id}-hint"))
                    prop:value=move || value.get()
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        tab_storage::keep(&key, &typed);
                        value.set(typed);
                    }
                />
            </div>
        }
    };
    let said = move || {
        wrong.get().map(|why| {
            view! {
                <NoticeBox tone=Tone::Error>
                    <p role="alert">{move || why.in_lang(lang.get()).to_owned()}</p>
                </NoticeBox>
            }
        })
    };
    view! {
        <form class="card" method="post" novalidate on:submit=submit>
            {field("training-name", NAME, None, name, name_key)}
            {field("training-unit", UNIT, Some(UNIT_HINT), unit, unit_key)}
            {said}
            <p class="small muted">{say(NOTICE)}</p>
            <div class="actions">
                <button class="btn btn--main" type="submit" disabled=move || busy.get()>
                    {say(SIGN)}
                </button>
            </div>
        </form>
    }
}
