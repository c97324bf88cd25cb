//! A case that ended so long ago that it is not on this device any more: found by its number, with a network.

use std::sync::Arc;

use domain::{
    ids::CaseNumber,
    words::{Text, text},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

use super::context::use_desk;
use crate::{
    components::{Icon, NoticeBox, Show, Sign, Tone},
    desk::CaseOnDesk,
    lang::{say, use_lang},
    pages::staff::trouble::Trouble,
    staff_api::{self, ApiError},
};

const LOOK: Text = text("到服务器上找 {}", "Look for {} on the server");
const LOOKING: Text = text("正在找…", "Looking…");
const WHY: Text = text(
    "结束超过 90 天的案件不在这台设备上，联网可以按案号查看。",
    "Cases that ended more than 90 days ago are not on this device; with a network they can be read by their number.",
);
const FAILED: Text = text("没有取到", "Not found");
const ONLY_READ: Text = text(
    "这件早已结束，不在这台设备上，这里只能查看。",
    "This case ended long ago and is not on this device; here it can only be read.",
);

/// The way to it, where what is searched for is a number.
#[component]
pub fn ArchivedCase(
    /// What is searched for.
    query: RwSignal<String>,
) -> impl IntoView {
    let desk = use_desk();
    let lang = use_lang();
    let navigate = use_navigate();
    let number = Memo::new(move |_| query.with(|query| CaseNumber::parse(query)));
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    Effect::new(move |_| {
        number.track();
        error.set(None);
    });
    let look = move |_| {
        let Some(number) = number.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        error.set(None);
        let (navigate, me) = (navigate.clone(), desk.me.with_untracked(|me| me.id));
        spawn_local(async move {
            match staff_api::numbered(number).await {
                Ok(case) => {
                    let id = case.id;
                    let found = CaseOnDesk { case, pending: Vec::new(), refused: Vec::new() };
                    desk.device.desk.looked_up.set(Some((me, Arc::new(found))));
                    navigate(&format!("/staff/case/{id}"), leptos_router::NavigateOptions::default());
                }
                Err(why) => error.set(Some(why)),
            }
            busy.set(false);
        });
    };
    let words = move || {
        let number = number.get().map(|number| number.to_string()).unwrap_or_default();
        if busy.get() { LOOKING.in_lang(lang.get()).to_owned() } else { LOOK.fill(lang.get(), &[&number]) }
    };
    view! {
        <Show when=move || number.get().is_some()>
            <div class="desk__older">
                <p class="small muted">{say(WHY)}</p>
                <Trouble error title=FAILED />
                <button class="btn" type="button" aria-busy=move || busy.get().to_string() on:click=look.clone()>
                    <Icon sign=Sign::Search />
                    {words}
                </button>
            </div>
        </Show>
    }
}

/// Said where nothing can be done any more.
#[component]
pub fn OnlyRead() -> impl IntoView {
    view! {
        <NoticeBox tone=Tone::Info>
            <p>{say(ONLY_READ)}</p>
        </NoticeBox>
    }
}
