//! 商户档案: one merchant on one page: what has to be done, who it is, and everything that happened.

use domain::{
    ids::MerchantId,
    merchant::{MerchantFile, Standing},
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use uuid::Uuid;

use super::{
    address,
    application::Application,
    apply_link::ApplyLink,
    decisions::Decisions,
    doubles::Doubles,
    file,
    history::History,
    ledger_keys::LedgerKeys,
    originals::Originals,
    particulars::{About, Permissions},
    promises::Promises,
    record::Record,
    refused::NotSaved,
    sheet::Sheet,
    today, words,
};
use crate::{
    components::{AppBar, NoticeBox, Page, Show, Tone},
    entities::Shown,
    lang::{say, use_lang},
    pages::staff::{
        desk::{connection::ConnectionLine, context::use_desk, signed_in::SignedIn},
        focus::focus_soon,
        goods::OfMerchant,
        oversight::{About as InOrder, InForce},
    },
};

const TITLE: Text = text("商户档案", "Merchant’s file");
const NEW: Text = text("登记入驻申请", "Take an application");
const BACK: Text = text("商户管理", "Merchants");
const MISSING: Text = text("这台设备上没有这份档案", "This file is not on this device");
const MISSING_WHY: Text = text(
    "可能还没取到，联网后会自动出现；也可能链接抄错了。",
    "It may not have arrived yet and shows by itself once online, or the link is mistyped.",
);
const CHANGE: Text = text("变更资料", "Change the particulars");
const WAITS: Text = text("已存在本机，联网后生效", "Saved here; takes effect once there is a network");
const NEXT: Text = text("下一步：", "Next: ");
const WHY: Text = text("原因：", "Because: ");
const GOES_ON: Text = text("到合并后的档案", "To the file in which it goes on");

/// The page: a file by its name, or a new application.
#[component]
pub fn MerchantPage() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|params| params.get("merchant")));
    let title = move || if name.with(Option::is_some) { TITLE } else { NEW }.in_lang(lang.get()).to_owned();
    view! {
        <Page
            class="merchants"
            title=Signal::derive(title)
            bar=|| view! { <AppBar back="/staff/merchants" to=BACK /> }
        >
            <SignedIn>
                {move || match name.get() {
                    Some(id) => view! { <One id=id.parse().unwrap_or_default() /> }.into_any(),
                    None => view! { <New /> }.into_any(),
                }}
            </SignedIn>
        </Page>
    }
}

#[component]
fn New() -> impl IntoView {
    let sheet = Sheet::begin(use_desk());
    let navigate = use_navigate();
    let done = Callback::new(move |id: Option<Uuid>| {
        let to = id.map_or_else(|| "/staff/merchants".to_owned(), |id| address(MerchantId(id)));
        navigate(&to, leptos_router::NavigateOptions::default());
    });
    view! {
        <div class="merchants__head">
            <h1>{say(NEW)}</h1>
            <ConnectionLine />
        </div>
        <ApplyLink of=None />
        <Application sheet done />
    }
}

#[component]
fn One(id: Uuid) -> impl IntoView {
    let desk = use_desk();
    let shown = file(&desk, id);
    // What is being changed does not move under a person's hands when something comes in.
    let is_there = Memo::new(move |_| shown.with(Option::is_some));
    move || {
        if is_there.get() {
            view! { <Whole id shown /> }.into_any()
        } else {
            view! {
                <h1>{say(MISSING)}</h1>
                <p class="muted">{say(MISSING_WHY)}</p>
                <NotSaved of=Some(id) />
            }
            .into_any()
        }
    }
}

#[component]
fn Whole(id: Uuid, shown: Memo<Option<Shown<MerchantFile>>>) -> impl IntoView {
    let desk = use_desk();
    let changing = RwSignal::new(None::<Sheet>);
    let state = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.state.clone())));
    // What is typed lives as long as the page, not as long as the button that began it.
    let owner = StoredValue::new(Owner::current());
    let begin = move || {
        if let (Some(file), Some(owner)) = (state.get_untracked(), owner.get_value()) {
            let sheet = owner.with(|| Sheet::change(desk, id, file.rev, file.application.as_form()));
            changing.set(Some(sheet));
            focus_soon(super::controls::id_of(domain::merchant::Field::Name));
        }
    };
    // What was typed before the tablet was locked or restarted is on the page again.
    if state.with_untracked(|file| file.as_ref().is_some_and(|file| Sheet::is_begun(desk, id, file.rev))) {
        begin();
    }
    let done = Callback::new(move |_| changing.set(None));
    let may_change =
        move || !desk.reads_only() && state.with(|file| file.as_ref().is_some_and(|file| !file.has_ended()));
    // Whoever was admitted still signs by it.
    let waits_for_it =
        move || !desk.reads_only() && state.with(|file| file.as_ref().is_some_and(|file| !file.has_ended()));
    view! {
        <Head id shown />
        <NotSaved of=Some(id) laid=Callback::new(move |()| begin()) />
        {move || match changing.get() {
            Some(sheet) => view! { <Application sheet done /> }.into_any(),
            None => {
                view! {
                    <Next shown />
                    <div class="merchants__columns">
                        <div>
                            <About state />
                            <Show when=may_change>
                                <button class="btn merchants__change" type="button" on:click=move |_| begin()>
                                    {say(CHANGE)}
                                </button>
                            </Show>
                            <Permissions id state />
                            <Promises id state />
                        </div>
                        <div>
                            <Originals id state />
                            <Show when=waits_for_it>
                                <ApplyLink of=Some(id) />
                            </Show>
                            <Record id />
                            <LedgerKeys id />
                            <OfMerchant id />
                            <InOrder id />
                            <Doubles id state />
                            <Decisions id state />
                            <History state />
                        </div>
                    </div>
                }
                .into_any()
            }
        }}
    }
}

#[component]
fn Head(id: Uuid, shown: Memo<Option<Shown<MerchantFile>>>) -> impl IntoView {
    let words = move |of: fn(&MerchantFile) -> String| {
        move || shown.with(|shown| shown.as_ref().map(|shown| of(&shown.state)).unwrap_or_default())
    };
    let stamp = move || {
        shown.with(|shown| {
            let standing = &shown.as_ref()?.state.standing;
            Some(view! { <span class=words::tag(standing)>{say(words::standing(standing))}</span> })
        })
    };
    let waits = move || shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.waits));
    view! {
        <div class="merchants__head">
            <h1>{words(|file| file.application.name.clone())}</h1>
            {stamp}
            <InForce id />
            <Show when=waits>
                <span class="tag tag--amber" role="status">
                    {say(WAITS)}
                </span>
            </Show>
            <ConnectionLine />
            <p class="muted tnum">{words(words::place)}</p>
        </div>
    }
}

/// What comes next, in words; and why it stands still.
#[component]
fn Next(shown: Memo<Option<Shown<MerchantFile>>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    move || {
        let (today, lang) = (today(&desk), lang.get());
        let file = shown.with(|shown| shown.as_ref().map(|shown| shown.state.clone()))?;
        let why = match &file.standing {
            Standing::Returned { reason } | Standing::Refused { reason } | Standing::Left { reason } => {
                Some(reason.clone())
            }
            Standing::Suspended { why } => Some(words::suspension(why, today, lang)),
            _ => None,
        };
        let task = file.task(today);
        let tone = if task.as_ref().is_some_and(|task| task.is_overdue(today)) { Tone::Error } else { Tone::Amber };
        let next = task.map(|task| format!("{}{}", NEXT.in_lang(lang), words::task(&task, today, lang)));
        let why = why.map(|why| format!("{}{why}", WHY.in_lang(lang)));
        let elsewhere =
            words::goes_on_in(&file).map(|into| view! { <a class="link" href=address(into)>{say(GOES_ON)}</a> });
        (next.is_some() || why.is_some() || elsewhere.is_some()).then(|| {
            view! {
                <NoticeBox tone>
                    {next.map(|next| view! { <p class="notice__title">{next}</p> })} {why.map(|why| view! { <p>{why}</p> })}
                    {elsewhere}
                </NoticeBox>
            }
        })
    }
}
