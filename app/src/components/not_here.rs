//! What stands in the place of a page whose file is not on the device and could not be fetched.

use domain::words::{Text, text};
use leptos::prelude::*;

use super::{AppBar, Icon, Page, Sign};
use crate::lang::{say, use_lang};

const AGAIN: Text = text("再试一次", "Try again");
const HOME: Text = text("回首页", "To the start");

/// The page instead.
#[component]
pub fn NotHere(title: Text, lead: Text) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page title=Signal::derive(move || title.in_lang(lang.get()).to_owned()) bar=|| view! { <AppBar back="/" to=HOME /> }>
            <div class="empty">
                <Icon sign=Sign::Offline class="icon empty__icon" />
                <h1 class="empty__title">{say(title)}</h1>
                <p class="empty__text">{say(lead)}</p>
                <div class="empty__actions">
                    // A whole new page: the address is asked for again, and with it the file.
                    <a class="btn btn--main" href="" rel="external">{say(AGAIN)}</a>
                    <a class="btn" href="/">{say(HOME)}</a>
                </div>
            </div>
        </Page>
    }
}
