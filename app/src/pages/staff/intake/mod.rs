//! 代录: whoever takes a call, or has somebody before them, files for that person on one dense page, without a network too.

mod channel;
mod filling;
pub mod known;
mod merchant_fields;
mod receipt;
pub mod sheet;
mod side;

use domain::{
    ids::CaseId,
    words::{Text, text},
};
use leptos::prelude::*;
use uuid::Uuid;

use self::{filling::Filling, receipt::Registered, sheet::Sheet};
use super::desk::{
    connection::ConnectionLine,
    context::{DeskContext, use_desk},
    signed_in::SignedIn,
};
use crate::{
    components::{AppBar, Page, Show},
    lang::{say, use_lang},
};

const TITLE: Text = text("代录", "Register for somebody");
const LEAD: Text = text(
    "来电、来访、转办都在这里登记。谁登记，谁就是首问人。没有网络也能登记，联网后自动送出。",
    "Calls, visits and referrals are registered here. Whoever registers is the first receiver. It works without a network and is sent by itself.",
);
const CASES: Text = text("案件", "Cases");
const NOT_YOURS: Text = text("您的角色不接待消费者，不能代录。", "Your role does not receive consumers.");

/// Where the sheet is kept: of no case yet.
const PLACE: &str = "intake";
const NO_CASE: CaseId = CaseId(Uuid::nil());

/// The page.
#[component]
pub fn Intake() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page
            class="intake"
            title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned())
            bar=|| view! { <AppBar back="/staff" to=CASES /> }
        >
            <SignedIn>
                <Inside />
            </SignedIn>
        </Page>
    }
}

#[component]
fn Inside() -> impl IntoView {
    let desk = use_desk();
    let receives = Memo::new(move |_| desk.me.with(|me| me.role.receives_cases()));
    view! {
        <div class="intake__head">
            <h1>{say(TITLE)}</h1>
            <ConnectionLine />
            <p class="muted">{say(LEAD)}</p>
        </div>
        <Show when=move || receives.get() fallback=|| view! { <p role="alert">{say(NOT_YOURS)}</p> }>
            <OneAfterAnother />
        </Show>
    }
}

/// A sheet is filled in, then its code is given away; then comes the next.
#[component]
fn OneAfterAnother() -> impl IntoView {
    let desk = use_desk();
    let slot = desk.slot(NO_CASE, PLACE);
    // What was typed before this page was opened again: a call that was broken off, or a tablet that was restarted.
    let begin = move || Sheet::read(&desk.written(NO_CASE, PLACE)).unwrap_or_else(fresh);
    let sheet = RwSignal::new(begin());
    let case = Memo::new(move |_| sheet.with(|sheet| CaseId(sheet.case)));
    let is_registered = Memo::new(move |_| desk.case(case.get()).is_some());
    Effect::new(move |before: Option<Sheet>| {
        let now = sheet.get();
        if before.is_some_and(|before| before != now) {
            slot.set(if now.is_begun() { now.kept() } else { String::new() });
        }
        now
    });
    let next = Callback::new(move |()| {
        slot.set(String::new());
        sheet.set(fresh());
    });
    move || {
        // Another case is another page: nothing of the last one stays in a control.
        case.track();
        if is_registered.get() {
            view! { <Registered sheet next /> }.into_any()
        } else {
            view! { <Filling sheet next /> }.into_any()
        }
    }
}

/// Lays a sheet onto the page of whoever is signed in.
pub fn keep(desk: DeskContext, sheet: &Sheet) {
    desk.slot(NO_CASE, PLACE).set(sheet.kept());
}

fn fresh() -> Sheet {
    Sheet::new(crate::device::fresh_name(), crate::device::fresh_claim())
}
