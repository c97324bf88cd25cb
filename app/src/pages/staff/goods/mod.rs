//! 商品: what must not be sold now, what somebody has to do about goods, and all of them. It works without a network; what waits
//! says so, and a list that is old says how old.

mod as_of;
mod conformity;
mod describe;
mod history;
mod ledger;
mod list;
mod lists;
mod lot_form;
mod of_merchant;
mod one;
mod quality;
mod recall;
mod refused;
mod sale;
mod samples;
mod scan;
mod takedowns;
mod tasks;
mod traced;
mod typed;
mod which;
mod words;

use std::sync::Arc;

use domain::{
    goods::GoodsFile,
    kind::EventSourced,
    moment::Day,
    rules::NearExpiry,
    words::{Text, text},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use self::{as_of::AsOf, list::AllGoods, lists::Lists, refused::NotSaved, sale::Stopped, tasks::Tasks};
use super::desk::{
    connection::ConnectionLine,
    context::{DeskContext, use_desk},
    signed_in::SignedIn,
};
use crate::{
    components::{AppBar, Icon, Page, Show, Sign},
    entities::{List, Shown},
    lang::{say, use_lang},
};

pub use of_merchant::OfMerchant;
pub use one::GoodsPage;
pub use quality::QualityPage;

const TITLE: Text = text("商品", "Goods");
const LEAD: Text = text(
    "哪些不能卖、有什么要办，都在这里。没有网络也能办，联网后自动送出。",
    "What must not be sold, and what has to be done, stands here. It works without a network and is sent by itself.",
);
const PROPOSE: Text = text("登记商品", "Register goods");
const CASES: Text = text("案件", "Cases");

/// The page.
#[component]
pub fn GoodsListPage() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page
            class="merchants goods"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/staff" to=CASES /> }
        >
            <SignedIn>
                <Register />
            </SignedIn>
        </Page>
    }
}

#[component]
fn Register() -> impl IntoView {
    let desk = use_desk();
    let writes = move || !desk.reads_only();
    let query = use_query_map();
    // Who comes for the goods of one merchant, or for some of them, sees those and not everything else first.
    let is_sought =
        Memo::new(move |_| query.with(|query| query.get("merchant").or_else(|| query.get("which")).is_some()));
    view! {
        <div class="merchants__head">
            <h1>{say(TITLE)}</h1>
            <ConnectionLine />
            <Show when=writes>
                <a class="btn btn--main" href="/staff/goods/new">
                    <Icon sign=Sign::Plus />
                    {say(PROPOSE)}
                </a>
            </Show>
            <p class="muted">{say(LEAD)}</p>
        </div>
        <AsOf />
        <NotSaved of=None />
        <Show when=move || !is_sought.get()>
            <div class="merchants__tasks">
                <Stopped />
                <Tasks />
            </div>
        </Show>
        <AllGoods />
        <Lists />
    }
}

/// Every file, as this device sees it.
fn files(desk: &DeskContext) -> ArcRwSignal<Arc<List<GoodsFile>>> {
    desk.device.desk.entities.of::<GoodsFile>()
}

/// One file, followed.
fn file(desk: &DeskContext, id: Uuid) -> Memo<Option<Shown<GoodsFile>>> {
    let files = files(desk);
    Memo::new(move |_| files.with(|files| files.shown.get(&id).cloned()))
}

/// The day by the server's clock; it steps with the page.
fn today(desk: &DeskContext) -> Day {
    desk.now.get().day()
}

/// The same for what goes through all goods: only another day is something new.
fn day(desk: &DeskContext) -> Memo<Day> {
    let desk = *desk;
    Memo::new(move |_| today(&desk))
}

/// From when on goods are 临期 here; as delivered until this device has the mall's own.
fn near_expiry(desk: &DeskContext) -> NearExpiry {
    desk.device.notice.with(|notice| notice.as_ref().map(|notice| notice.rules.near_expiry.clone()).unwrap_or_default())
}

/// Does something about goods, on the revision that is shown.
async fn act(desk: DeskContext, id: Uuid, base: Option<u64>, command: <GoodsFile as EventSourced>::Command) {
    desk.device.act_on::<GoodsFile>(id, base, command).await;
}

fn address(id: Uuid) -> String {
    format!("/staff/goods/{id}")
}
