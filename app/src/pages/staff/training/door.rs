//! 签到: the code for people's own devices, and a tablet at the door that takes names. It shows nobody's name: whoever comes next stands before it.

use domain::{
    training::{Command, SignLink, Training, Who},
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use super::{address, one::NotThere, words};
use crate::{
    components::{AppBar, NoticeBox, Page, Show, Tone, qr::Qr},
    device::fresh_name,
    entities::Shown,
    lang::{say, use_lang},
    pages::staff::{
        desk::{connection::ConnectionLine, context::use_desk, signed_in::SignedIn},
        members::link::origin,
        oversight::{
            fields::{Form, Line, Pick},
            one,
            sheet::Sheet,
            today,
        },
    },
};

const TITLE: Text = text("培训签到", "Sign in to the training");
const BACK: Text = text("培训", "Training");
const SCAN: Text = text("用手机扫码签到", "Scan to sign in");
const SCAN_HOW: Text = text(
    "没有网络也行：打开过本站的手机先存下，联网后自动送出，不会重复。",
    "Without a network too: a phone that has opened this site keeps it and sends it later, never twice.",
);
const QR: Text = text("签到二维码", "The code to sign in by");
const NOT_TODAY: Text = text("{} 当天才能签到。", "One can sign in on {}, not before.");
const UNSENT: Text = text(
    "这次培训还没送到服务器，手机暂时扫不了；联网后自动好。现在可以在这台平板上登记。",
    "This training has not reached the server yet, so phones cannot sign in; that mends itself once online. Names can be taken on this tablet now.",
);
const OR_HERE: Text = text("或者在这里写", "Or write here");
const WHOSE: Text = text("哪家店 / 哪位", "Which shop, or who");
const OTHER: Text = text("不在名单里，自己写", "Not on the list; written below");
const NAME: Text = text("姓名", "Name");
const UNIT: Text = text("哪家店或哪个部门（名单里选了就不用写）", "Which shop or team (not needed where chosen above)");
const SIGN: Text = text("签到", "Sign in");
const DONE: Text = text("签好了，谢谢。下一位请写。", "Signed in, thank you. Next, please.");

/// The code, where it can be used.
#[component]
pub fn Code(id: Uuid, shown: Memo<Option<Shown<Training>>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let code = Memo::new(move |_| {
        shown.with(|shown| {
            let shown = shown.as_ref().filter(|shown| !shown.state.has_ended())?;
            let link = SignLink::of(id, &shown.state);
            let subject = utf8_percent_encode(&link.subject, NON_ALPHANUMERIC).to_string();
            // One that the server does not know cannot be signed in to.
            let unsent = shown.waits && shown.state.rev == 1;
            let address = format!("{}/training#{}", origin(), SignLink { subject, ..link }.fragment());
            Some((address, shown.state.plan.day, unsent))
        })
    });
    move || {
        let (address, day, unsent) = code.get()?;
        let shown_address = address.clone();
        let (today, lang) = (today(&desk), lang.get());
        let early = (day > today).then(|| view! { <p>{NOT_TODAY.fill(lang, &[&day.spoken(lang, today)])}</p> });
        Some(view! {
            <h2 class="card__title" id="training-code">
                {SCAN.in_lang(lang)}
            </h2>
            {if unsent {
                view! {
                    <NoticeBox tone=Tone::Amber>
                        <p>{UNSENT.in_lang(lang)}</p>
                    </NoticeBox>
                }
                    .into_any()
            } else {
                view! {
                    <div class="training__code" data-address=shown_address>
                        <Qr text=address label=QR />
                    </div>
                    {early}
                    <p class="muted">{SCAN_HOW.in_lang(lang)}</p>
                }
                    .into_any()
            }}
        })
    }
}

/// The form of whoever keeps the door.
#[component]
pub fn Write(id: Uuid, state: Memo<Option<Training>>, place: &'static str) -> impl IntoView {
    let desk = use_desk();
    let sheet = Sheet::of(desk, id, place);
    let done = RwSignal::new(false);
    let invited = Signal::derive(move || {
        state.with(|state| {
            let missing = state.iter().flat_map(Training::missing);
            missing
                .map(|one| (key(one.who), format!("{} {}", one.stall, one.name).trim().to_owned()))
                .collect::<Vec<_>>()
        })
    });
    let submit = Callback::new(move |()| {
        done.set(false);
        let chosen = sheet.text("who");
        let of = state.with_untracked(|state| {
            let invited = state.iter().flat_map(|one| &one.plan.invited);
            invited.into_iter().find(|one| key(one.who) == chosen).cloned()
        });
        let typed = sheet.text("name");
        // A colleague who is chosen has a name already.
        let name = match &of {
            Some(of) if typed.trim().is_empty() && matches!(of.who, Who::Member(_)) => of.name.clone(),
            _ => typed,
        };
        let command = Command::SignIn {
            entry: fresh_name(),
            code: String::new(),
            at: desk.device.now(),
            name,
            unit: sheet.text("unit"),
            who: of.map(|of| of.who),
        };
        let finished = Callback::new(move |()| {
            done.try_set(true);
        });
        sheet.submit::<Training>(id, state.get_untracked(), vec![command], finished);
    });
    view! {
        <Form sheet act=SIGN submit>
            <Show when=move || invited.with(|all| !all.is_empty())>
                <Pick sheet field="who" label=WHOSE options=invited none=OTHER />
            </Show>
            <Line sheet field="name" label=NAME />
            <Line sheet field="unit" label=UNIT />
            <Show when=move || done.get()>
                <NoticeBox tone=Tone::Done>
                    <p role="status">{say(DONE)}</p>
                </NoticeBox>
            </Show>
        </Form>
    }
}

fn key(who: Who) -> String {
    match who {
        Who::Member(id) => id.to_string(),
        Who::Merchant(id) => id.to_string(),
    }
}

/// The page of a tablet at the door.
#[component]
pub fn TrainingDoor() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let id = params.with_untracked(|params| params.get("training")).and_then(|id| id.parse().ok()).unwrap_or_default();
    view! {
        <Page
            class="order"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=move || view! { <AppBar back=address(id) to=BACK /> }
        >
            <SignedIn>
                <Door id />
            </SignedIn>
        </Page>
    }
}

#[component]
fn Door(id: Uuid) -> impl IntoView {
    let lang = use_lang();
    let shown = one::<Training>(&use_desk(), id);
    let state = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.state.clone())));
    let is_there = Memo::new(move |_| shown.with(Option::is_some));
    let subject = move || state.with(|state| state.as_ref().map(|one| one.plan.subject.clone()).unwrap_or_default());
    let count = move || state.with(|state| state.as_ref().map(|one| words::came(one, lang.get())).unwrap_or_default());
    move || {
        if !is_there.get() {
            return view! { <NotThere id /> }.into_any();
        }
        view! {
            <div class="order__head">
                <h1>{subject}</h1>
                <ConnectionLine />
                <p class="muted" role="status">
                    {count}
                </p>
            </div>
            <div class="order__columns">
                <section class="card" aria-labelledby="training-code">
                    <Code id shown />
                </section>
                <section class="card" aria-labelledby="training-write">
                    <h2 class="card__title" id="training-write">
                        {say(OR_HERE)}
                    </h2>
                    <Write id state place="door" />
                </section>
            </div>
        }
        .into_any()
    }
}
