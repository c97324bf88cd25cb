//! 商户管理: who waits for an examination, whose file is due again, and the register by floor and stall. It works without a
//! network; what waits says so.

mod application;
mod apply_link;
mod by_link;
mod controls;
mod decisions;
mod doubles;
mod floors;
mod history;
mod ledger_keys;
mod lists;
mod one;
mod originals;
mod particulars;
mod permit_picture;
mod permits;
mod promises;
mod record;
mod refused;
mod sheet;
mod sign_by_link;
mod signing;
mod tasks;
mod words;

use std::sync::Arc;

use domain::{
    ids::MerchantId,
    kind::EventSourced,
    merchant::MerchantFile,
    moment::Day,
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use self::{floors::Floors, lists::Lists, refused::NotSaved, tasks::Tasks};
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

pub use by_link::ApplyByLink;
pub use one::MerchantPage;

const TITLE: Text = text("商户管理", "Merchants");
const LEAD: Text = text(
    "谁在等审核、谁该核实了，都在这里。没有网络也能办，联网后自动送出。",
    "Who waits for an examination, and whose file is due, stands here. It works without a network and is sent by itself.",
);
const APPLY: Text = text("登记入驻申请", "Take an application");
const CASES: Text = text("案件", "Cases");

/// The page.
#[component]
pub fn Merchants() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page
            class="merchants"
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
    view! {
        <div class="merchants__head">
            <h1>{say(TITLE)}</h1>
            <ConnectionLine />
            <Show when=writes>
                <a class="btn btn--main" href="/staff/merchants/new">
                    <Icon sign=Sign::Plus />
                    {say(APPLY)}
                </a>
            </Show>
            <p class="muted">{say(LEAD)}</p>
        </div>
        <NotSaved of=None />
        <Tasks />
        <Floors />
        <Lists />
    }
}

/// Every file, as this device sees it.
fn files(desk: &DeskContext) -> ArcRwSignal<Arc<List<MerchantFile>>> {
    desk.device.desk.entities.of::<MerchantFile>()
}

/// One file, followed.
fn file(desk: &DeskContext, id: Uuid) -> Memo<Option<Shown<MerchantFile>>> {
    let files = files(desk);
    Memo::new(move |_| files.with(|files| files.shown.get(&id).cloned()))
}

/// The day by the server's clock; it steps with the page.
fn today(desk: &DeskContext) -> Day {
    desk.now.get().day()
}

/// Does something on a file, on the revision that is shown.
async fn act(desk: DeskContext, id: Uuid, base: Option<u64>, command: <MerchantFile as EventSourced>::Command) {
    desk.device.act_on::<MerchantFile>(id, base, command).await;
}

fn address(id: MerchantId) -> String {
    format!("/staff/merchants/{id}")
}
