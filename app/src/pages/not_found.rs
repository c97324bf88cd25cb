//! No page of that address.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    components::{AppBar, Icon, Page, Sign},
    lang::{say, use_lang},
};

const TITLE: Text = text("没有这个页面", "There is no such page");
const LEAD: Text = text(
    "可能是地址抄错了，或者页面搬走了。您填的内容都还在。",
    "The address may be mistyped, or the page has moved. Everything you wrote is still here.",
);
const HOME: Text = text("回首页", "To the start");
const MINE: Text = text("我的投诉", "My cases");

/// The page.
#[component]
pub fn NotFound() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page title=Signal::derive(move || TITLE.in_lang(lang.get()).to_owned()) bar=|| view! { <AppBar back="/" to=HOME /> }>
            <div class="empty">
                <Icon sign=Sign::Search class="icon empty__icon" />
                <h1 class="empty__title">{say(TITLE)}</h1>
                <p class="empty__text">{say(LEAD)}</p>
                <div class="empty__actions">
                    <a class="btn btn--main" href="/">{say(HOME)}</a>
                    <a class="btn not-kiosk" href="/mine">{say(MINE)}</a>
                </div>
            </div>
        </Page>
    }
}
