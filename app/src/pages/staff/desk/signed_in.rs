//! The door of the pages that work on cases: who is signed in, what time it is, and what stands here for nobody.

use std::{collections::BTreeSet, time::Duration};

use domain::staff::StaffMember;
use domain::{
    moment::Moment,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{alerts::Alerts, context::DeskContext, index::Index, list::Viewer};
use crate::{
    components::{Icon, Sign, Tools},
    desk::SessionState,
    device::use_device,
    lang::say,
    pages::staff::{
        unlock::{EndedNote, Unlock},
        who::ask_who,
    },
};

const OPENING: Text = text("正在打开案件…", "Opening the cases…");
const SIGN_IN_FIRST: Text = text("请先登录", "Please sign in");
const SIGN_IN_WHY: Text = text(
    "登录以后才看得到案件。没送出的内容都还在这台设备上，本人登录后自动送出，不会丢。",
    "Cases show once you are signed in. Everything not yet sent is still on this device; it goes out by itself when the same person signs in.",
);
const SIGN_IN: Text = text("去登录", "Sign in");

/// A step of the clock on the page; the words count in minutes.
const TICK: Duration = Duration::from_secs(30);

/// Shows what is inside to whoever is signed in; `use_desk` works there.
#[component]
pub fn SignedIn(
    /// What only staff see.
    children: ChildrenFn,
) -> impl IntoView {
    let device = use_device();
    let session = device.desk.session;
    let me = Memo::new(move |_| match (device.alive.get(), session.get()) {
        (true, SessionState::SignedIn(staff)) => Some(staff),
        _ => None,
    });
    let who = Memo::new(move |_| me.with(|me| me.as_ref().map(|staff| staff.id)));
    let asks_sign_in = Memo::new(move |_| device.alive.get() && session.with(SessionState::is_out));
    let now = RwSignal::new(device.now());
    keep_time(now);
    ask_who();
    move || match who.get().and_then(|_| me.get_untracked()) {
        Some(staff) => {
            let children = children.clone();
            view! { <Inside staff now children /> }.into_any()
        }
        None if asks_sign_in.get() => view! { <SignedOut /> }.into_any(),
        None => view! { <Opening /> }.into_any(),
    }
}

/// Runs in the browser only; the server's clock is not looked at twice.
fn keep_time(now: RwSignal<Moment>) {
    let device = use_device();
    Effect::new(move |_| {
        // Again once the server's clock is known.
        device.clock_offset.track();
        now.set(device.now());
        if let Ok(ticking) = set_interval_with_handle(move || now.set(device.now()), TICK) {
            on_cleanup(move || ticking.clear());
        }
    });
}

#[component]
fn Inside(staff: StaffMember, now: RwSignal<Moment>, children: ChildrenFn) -> impl IntoView {
    let device = use_device();
    let session = device.desk.session;
    let me = Memo::new(move |_| {
        let staff = match session.get() {
            SessionState::SignedIn(staff) => staff,
            SessionState::SignedOut | SessionState::Locked | SessionState::Unknown => staff.clone(),
        };
        // The server's news of a colleague reach the one who is signed in, too.
        device.desk.members.with(|members| members.get(&staff.id).cloned()).unwrap_or(staff)
    });
    let typing = device.desk.typing;
    let cases = device.desk.cases;
    let members = device.desk.members;
    // Cases of colleagues on leave wait for somebody else.
    let absent = Memo::new(move |_| {
        members.with(|members| members.values().filter(|m| m.absent).map(|m| m.id).collect::<BTreeSet<_>>())
    });
    let index = Memo::new_owning(move |before: Option<Index>| {
        (before.unwrap_or_default().renewed(cases.get(), absent.get()), true)
    });
    let filter = RwSignal::new(me.with_untracked(Viewer::of).first_filter());
    provide_context(DeskContext { device, me, now, typing, index, filter });
    view! {
        <Alerts />
        {children()}
    }
}

#[component]
fn SignedOut() -> impl IntoView {
    let device = use_device();
    let locked = Memo::new(move |_| device.desk.session.get() == SessionState::Locked);
    move || if locked.get() { view! { <Locked /> }.into_any() } else { view! { <Nobody /> }.into_any() }
}

#[component]
fn Locked() -> impl IntoView {
    view! {
        <div class="desk__alone">
            <Unlock />
            <div class="desk__tools">
                <Tools />
            </div>
        </div>
    }
}

#[component]
fn Nobody() -> impl IntoView {
    view! {
        <div class="desk__alone">
            <EndedNote />
            <div class="empty">
                <Icon sign=Sign::Lock class="icon empty__icon" />
                <h1 class="empty__title">{say(SIGN_IN_FIRST)}</h1>
                <p class="empty__text">{say(SIGN_IN_WHY)}</p>
                <a class="btn btn--main" href="/staff/sign-in">
                    {say(SIGN_IN)}
                </a>
                <div class="desk__tools">
                    <Tools />
                </div>
            </div>
        </div>
    }
}

#[component]
fn Opening() -> impl IntoView {
    view! {
        <div class="desk__alone">
            <div class="loading" role="status">
                <span class="vh">{say(OPENING)}</span>
                <div class="skeleton skeleton--title"></div>
                <div class="skeleton skeleton--short"></div>
                <div class="skeleton skeleton--card"></div>
                <div class="skeleton skeleton--card"></div>
            </div>
        </div>
    }
}
