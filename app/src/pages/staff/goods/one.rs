//! One file of goods on one page: what has to be done, what they are, where their lots went, and everything that happened.

use domain::{
    form::Term,
    goods::{Field, GoodsFile},
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use uuid::Uuid;

use super::{
    address,
    as_of::AsOf,
    conformity::Conformity,
    describe::{self, Describe},
    file,
    history::History,
    ledger::Ledger,
    list, near_expiry,
    recall::RecallPanel,
    refused::NotSaved,
    sale::SalePanel,
    samples::Samples,
    takedowns::Takedowns,
    today,
    typed::Typed,
    words,
};
use crate::{
    components::{AppBar, NoticeBox, Page, Show, Tone},
    device::fresh_name,
    entities::Shown,
    lang::{say, use_lang},
    pages::staff::desk::{connection::ConnectionLine, context::use_desk, signed_in::SignedIn},
};

const TITLE: Text = text("商品档案", "File of goods");
const NEW: Text = text("登记商品", "Register goods");
const BACK: Text = text("商品", "Goods");
const MISSING: Text = text("这台设备上没有这件商品", "These goods are not on this device");
const MISSING_WHY: Text = text(
    "可能还没取到，联网后会自动出现；也可能链接抄错了。",
    "They may not have arrived yet and show by themselves once online, or the link is mistyped.",
);
const PARTICULARS: Text = text("资料", "Particulars");
const CHANGE: Text = text("变更资料", "Change the particulars");
const WAITS: Text = text("已存在本机，联网后生效", "Saved here; takes effect once there is a network");
const NEXT: Text = text("要办：", "To be done: ");
/// Where the name of goods that are being registered is kept.
const NAME: &str = "goods_id";
const PLACE: &str = "describe";

/// The page: goods by their name, or new ones.
#[component]
pub fn GoodsPage() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let name = Memo::new(move |_| params.with(|params| params.get("goods")));
    let title = move || if name.with(Option::is_some) { TITLE } else { NEW }.in_lang(lang.get()).to_owned();
    view! {
        <Page
            class="merchants goods"
            title=Signal::derive(title)
            bar=|| view! { <AppBar back="/staff/goods" to=BACK /> }
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
    let desk = use_desk();
    // The name is kept with what is typed: a tablet that is restarted in between registers the same goods.
    let draft = Typed::at(desk, Uuid::nil(), PLACE);
    let id = draft.now(NAME).parse().unwrap_or_else(|_| fresh_name());
    draft.set(NAME, id.to_string());
    let navigate = use_navigate();
    let state = Memo::new(move |_| None::<GoodsFile>);
    let done = Callback::new(move |saved: bool| {
        let to = if saved { address(id) } else { "/staff/goods".to_owned() };
        navigate(&to, leptos_router::NavigateOptions::default());
    });
    view! {
        <div class="merchants__head">
            <h1>{say(NEW)}</h1>
            <ConnectionLine />
        </div>
        <Describe typed=draft.for_goods(id) state done />
    }
}

#[component]
fn One(id: Uuid) -> impl IntoView {
    let desk = use_desk();
    let shown = file(&desk, id);
    // What is being written does not move under a person's hands when something comes in.
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
fn Whole(id: Uuid, shown: Memo<Option<Shown<GoodsFile>>>) -> impl IntoView {
    let desk = use_desk();
    let state = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.state.clone())));
    let typed = Typed::at(desk, id, PLACE);
    let changing = RwSignal::new(!typed.is_empty());
    let begin = move |_| {
        if let Some(file) = state.get_untracked() {
            describe::lay(typed, &file.particulars);
            changing.set(true);
        }
    };
    let done = Callback::new(move |_| changing.set(false));
    let may_change =
        move || !desk.reads_only() && state.with(|file| file.as_ref().is_some_and(|file| !file.has_ended()));
    view! {
        <Head shown />
        <AsOf />
        <NotSaved of=Some(id) />
        <Show
            when=move || !changing.get()
            fallback=move || view! { <Describe typed state done /> }
        >
            <Next state />
            <div class="merchants__columns">
                <div>
                    <About state />
                    <Show when=may_change>
                        <button class="btn merchants__change" type="button" on:click=begin>
                            {say(CHANGE)}
                        </button>
                    </Show>
                    <Ledger id state />
                </div>
                <div>
                    <Conformity id state />
                    <Takedowns id state />
                    <RecallPanel id state />
                    <SalePanel id state />
                    <Samples id state />
                    <History state />
                </div>
            </div>
        </Show>
    }
}

#[component]
fn Head(shown: Memo<Option<Shown<GoodsFile>>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let name = move || shown.with(|shown| shown.as_ref().map(|shown| words::name(&shown.state)).unwrap_or_default());
    let stamp = move || {
        shown.with(|shown| {
            let (standing, class) = words::standing(&shown.as_ref()?.state, today(&desk));
            Some(view! { <span class=class>{standing.in_lang(lang.get()).to_owned()}</span> })
        })
    };
    let waits = move || shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.waits));
    view! {
        <div class="merchants__head">
            <h1>{name}</h1>
            {stamp}
            <Show when=waits>
                <span class="tag tag--amber" role="status">
                    {say(WAITS)}
                </span>
            </Show>
            <ConnectionLine />
        </div>
    }
}

/// Everything that has to be done, in words.
#[component]
fn Next(state: Memo<Option<GoodsFile>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    move || {
        let (today, lang) = (today(&desk), lang.get());
        let tasks =
            state.with(|file| file.as_ref().map(|file| file.tasks(today, &near_expiry(&desk))).unwrap_or_default());
        let urgent = tasks.iter().any(domain::goods::Task::is_urgent);
        let said = tasks.iter().map(|task| format!("{}{}", NEXT.in_lang(lang), words::task(task, today, lang)));
        let lines = said.map(|said| view! { <p class="notice__title">{said}</p> }).collect_view();
        (!tasks.is_empty()).then(|| {
            view! { <NoticeBox tone=if urgent { Tone::Error } else { Tone::Amber }>{lines}</NoticeBox> }
        })
    }
}

#[component]
fn About(state: Memo<Option<GoodsFile>>) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let merchants = list::merchants(&desk);
    let rows = move || {
        let lang = lang.get();
        let of = state.get()?.particulars;
        let seller = merchants.with(|all| all.get(&of.merchant).cloned()).unwrap_or_default();
        let rows = [
            (Field::Merchant, seller),
            (Field::Name, of.name),
            (Field::Spec, of.spec),
            (Field::Kind, of.kind.name().in_lang(lang).to_owned()),
            (Field::Barcode, of.barcode.map(|code| code.to_string()).unwrap_or_default()),
            (Field::Maker, of.maker),
        ];
        let row = |(field, said): (Field, String)| {
            view! {
                <div class="review__row">
                    <dt>{field.name().in_lang(lang)}</dt>
                    <dd>{if said.is_empty() { "—".to_owned() } else { said }}</dd>
                </div>
            }
        };
        Some(rows.into_iter().map(row).collect_view())
    };
    view! {
        <section class="card" aria-labelledby="goods-about">
            <h2 class="card__title" id="goods-about">
                {say(PARTICULARS)}
            </h2>
            <dl class="review">{rows}</dl>
        </section>
    }
}
