//! Where the code of a kiosk's form leads: it goes on here.

use domain::words::{Bilingual, Text, text};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{NO_SCRIPT, clear_fragment, fragment};
use crate::{
    components::{AppBar, NoticeBox, Page, Tone},
    device::use_device,
    handoff::NotTaken,
    lang::{say, use_lang},
    pages::complain::begin::address,
};

const WINDOW: Text = text("接着填", "Carry on");
const HOME: Text = text("首页", "Home");
const TAKING: Text = text("正在把您填的内容取到手机里…", "Fetching what you wrote…");
const NOTHING: Text = text("请扫自助机上的码", "Please scan the code on the kiosk");
const NOTHING_LEAD: Text = text(
    "在自助机上填到一半，按“用手机继续”，用手机扫屏幕上的码，就能在手机上接着填。",
    "In the middle of a form on the kiosk press “Continue on your phone”, and scan the code with your phone.",
);
const NOT_TAKEN: Text = text("没有取到", "Not fetched");
const OFFLINE: Text = text(
    "手机没有网络。连上以后再按一次“再取一次”，10 分钟内都可以。",
    "Your phone has no network. Connect it and press “Try again”; it works for 10 minutes.",
);
const WRONG_KEY: Text = text(
    "这个码没有扫完整，打不开。请对准自助机上的码再扫一次，填的内容还在那台机器上。",
    "The code was not read completely and does not open. Please scan it again; what you wrote is still on the kiosk.",
);
const NO_CIPHER: Text = text(
    "这个浏览器打不开加密的内容。请换手机自带的浏览器再扫，或者在自助机上接着填。",
    "This browser cannot open what is encrypted. Please scan with your phone’s own browser, or carry on at the kiosk.",
);
const LATER: Text = text(
    "没有连上联络点，请再试一次。填的内容还在自助机上。",
    "No answer; please try again. What you wrote is still on the kiosk.",
);
const AGAIN: Text = text("再取一次", "Try again");
const HERE: Text = text("看看这部手机上没填完的", "Forms that were begun on this phone");

/// The page.
#[component]
pub fn GoOn() -> impl IntoView {
    let lang = use_lang();
    let device = use_device();
    let navigate = use_navigate();
    let problem = RwSignal::new(None::<NotTaken>);
    let nothing = RwSignal::new(false);
    let take = Callback::new(move |()| {
        let Some(link) = fragment() else { return nothing.set(true) };
        nothing.set(false);
        problem.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            match device.take_draft(&link).await {
                Ok(row) => {
                    // Only now: a page that was closed before can be loaded again.
                    clear_fragment();
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&address(row.id, row.step), options);
                }
                Err(why) => problem.set(Some(why)),
            }
        });
    });
    Effect::new(move |_| {
        if device.alive.get() && device.loaded.get() {
            take.run(());
        }
    });
    #[cfg(feature = "hydrate")]
    {
        let again = window_event_listener(leptos::ev::hashchange, move |_| take.run(()));
        on_cleanup(move || again.remove());
    }
    let body = move || match problem.get() {
        Some(why) => {
            let again = matches!(why, NotTaken::Offline | NotTaken::NoAnswer);
            let sentence: Bilingual = match why {
                NotTaken::Offline => OFFLINE.into(),
                NotTaken::NoAnswer => LATER.into(),
                NotTaken::WrongKey => WRONG_KEY.into(),
                NotTaken::NoCipher => NO_CIPHER.into(),
                NotTaken::Problem(problem) => problem.detail,
            };
            view! {
                <div class="page__head"><h1>{say(NOT_TAKEN)}</h1></div>
                <NoticeBox tone=Tone::Error><p role="alert">{move || sentence.in_lang(lang.get()).to_owned()}</p></NoticeBox>
                <div class="actions actions--stack">
                    {again.then(|| view! { <button class="btn btn--main" type="button" on:click=move |_| take.run(())>{say(AGAIN)}</button> })}
                    <a class="btn" href="/complain">{say(HERE)}</a>
                </div>
            }
            .into_any()
        }
        None if nothing.get() => view! {
            <div class="page__head">
                <h1>{say(NOTHING)}</h1>
                <p class="page__lead">{say(NOTHING_LEAD)}</p>
            </div>
        }
        .into_any(),
        None => view! { <p class="loading" role="status">{say(TAKING)}</p> }.into_any(),
    };
    view! {
        <Page class="deliver" title=Signal::derive(move || WINDOW.in_lang(lang.get()).to_owned()) bar=|| view! { <AppBar back="/" to=HOME /> }>
            <noscript><p>{say(NO_SCRIPT)}</p></noscript>
            {body}
        </Page>
    }
}
