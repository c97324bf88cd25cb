//! The frame of a page: title, way past the header, main part.

use domain::words::Text;
use leptos::{prelude::*, text_prop::TextProp};
use leptos_meta::Title;

use super::in_turn;
use crate::lang::{say, use_lang};
use domain::words::text;

const SKIP: Text = text("跳到正文", "Skip to content");
const PLACE: Text = text("消费维权联络点", "Consumer Rights Contact Point");

/// A page. `class` is its own class beside `page`; `bar` stands above the main part and `foot` below it.
#[component]
pub fn Page(
    /// What the window and the history show.
    #[prop(into)]
    title: Signal<String>,
    /// The page's own class.
    #[prop(default = "")]
    class: &'static str,
    /// The class of the main part beside `page__main`.
    #[prop(default = "")]
    main: &'static str,
    /// Above the main part.
    #[prop(optional, into)]
    bar: Option<ViewFn>,
    /// Below the main part.
    #[prop(optional, into)]
    foot: Option<ViewFn>,
    /// The main part.
    children: Children,
) -> impl IntoView {
    let class = format!("page {class}");
    let main = move || {
        view! { <main class=format!("page__main {main}") id="main" tabindex="-1">{children()}</main> }.into_any()
    };
    view! {
        <Title text=full_title(title) />
        {in_turn(move || {
            view! {
                <div class=class>
                    // Left to the browser, which moves the focus there; the router only scrolls.
                    <a class="skip" href="#main" rel="external">{say(SKIP)}</a>
                    {bar.map(|bar| bar.run())}
                    {in_turn(main)}
                    {foot.map(|foot| foot.run())}
                </div>
            }
            .into_any()
        })}
    }
}

/// A page that works without a script, as the server rendered it. A browser leaves it as it is, and never makes one of its own.
#[cfg(feature = "hydrate")]
#[component]
pub fn PageAsItStands(
    /// What the window and the history show.
    #[prop(into)]
    title: Signal<String>,
) -> impl IntoView {
    // As many parts as `Page` has: that is how they are found.
    view! {
        <Title text=full_title(title) />
        {leptos::tachys::html::InertElement::new("<div></div>")}
    }
}

#[cfg(not(feature = "hydrate"))]
fn full_title(title: Signal<String>) -> TextProp {
    let lang = use_lang();
    // On the server the head is written after the page is gone: what it says must not depend on it any more.
    format!("{} · {}", title.get_untracked(), PLACE.in_lang(lang.get_untracked())).into()
}

#[cfg(feature = "hydrate")]
fn full_title(title: Signal<String>) -> TextProp {
    let (lang, device) = (use_lang(), crate::device::use_device());
    // The browser writes every title into its history: on a kiosk none says what a visitor did.
    let title = move || match device.kiosk.get() {
        true => PLACE.in_lang(lang.get()).to_owned(),
        false => format!("{} · {}", title.get(), PLACE.in_lang(lang.get())),
    };
    title.into()
}
