//! The frame of the pages beside the cases: whoever they are for sees them, everybody else reads why not or signs in.

use domain::{
    role::Role,
    words::{Text, text},
};
use leptos::prelude::*;

use super::{account::SignInFirst, who::ask_who};
use crate::{
    components::{AppBar, NoticeBox, Page, Tone},
    desk::SessionState,
    device::use_device,
    lang::{say, use_lang},
    words::OPENING,
};

const BACK: Text = text("案件", "Cases");

/// Who looks at the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Looks {
    /// Not known yet.
    Opening,
    Nobody,
    Somebody(Role),
}

/// The page.
#[component]
pub fn StaffFrame(
    title: Text,
    /// The class of `<main>`.
    main: &'static str,
    /// Whose it is instead.
    not_yours: Text,
    /// What somebody in that role sees, below the heading; none where the page is not for them.
    shows: fn(Role) -> Option<AnyView>,
    /// What is shown begins with the heading itself.
    #[prop(optional)]
    with_heading: bool,
) -> impl IntoView {
    let device = use_device();
    let lang = use_lang();
    ask_who();
    let looks = Memo::new(move |_| match (device.alive.get(), device.desk.session.get()) {
        (true, SessionState::SignedIn(staff)) => Looks::Somebody(staff.role),
        (true, SessionState::SignedOut | SessionState::Locked) => Looks::Nobody,
        _ => Looks::Opening,
    });
    let heading = move || view! { <h1>{say(title)}</h1> };
    let body = move || {
        let instead = match looks.get() {
            Looks::Somebody(role) => match shows(role) {
                Some(shown) if with_heading => return shown,
                Some(shown) => shown,
                None => view! {
                    <NoticeBox tone=Tone::Info>
                        <p>{say(not_yours)}</p>
                    </NoticeBox>
                }
                .into_any(),
            },
            Looks::Nobody => view! { <SignInFirst /> }.into_any(),
            Looks::Opening => view! { <Loading what=OPENING /> }.into_any(),
        };
        view! { {heading()} {instead} }.into_any()
    };
    view! {
        <Page
            title=Signal::derive(move || title.in_lang(lang.get()).to_owned())
            main=main
            bar=|| view! { <AppBar back="/staff" to=BACK /> }
        >
            {body}
        </Page>
    }
}

/// While something is on its way.
#[component]
pub fn Loading(what: Text) -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <span class="vh">{say(what)}</span>
            <div class="skeleton skeleton--card"></div>
            <div class="skeleton skeleton--card"></div>
        </div>
    }
}
