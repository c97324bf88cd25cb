//! Nothing of that name on the board.

use domain::words::{Text, text};
use leptos::prelude::*;

use crate::{
    components::{Icon, Sign},
    lang::say,
};

const TITLE: Text = text("公示栏里没有这一篇", "This is not on the notice board");
const LEAD: Text =
    text("可能是地址抄错了，也可能已经换下。", "The address may be mistyped, or it has been taken down.");
const HOME: Text = text("回公示栏", "To the notice board");
const SEARCH: Text = text("查公示内容", "Search the notice board");

/// What stands in the place of a document or law that is not there.
#[component]
pub fn Missing() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon sign=Sign::Search class="icon empty__icon" />
            <h1 class="empty__title">{say(TITLE)}</h1>
            <p class="empty__text">{say(LEAD)}</p>
            <a class="btn btn--main" href="/">{say(HOME)}</a>
            <a class="btn" href="/search">{say(SEARCH)}</a>
        </div>
    }
}
