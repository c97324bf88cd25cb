//! The two documents around the application: rendered by the server, or empty for the service worker to hand out.

use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::{
    App, PatternLibrary,
    visit::{FIRST_PULL, use_visit},
};

/// Where the built files of this version are.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The script that loads the application and starts it.
    pub boot: String,
    /// The application.
    pub wasm: String,
    /// All styles.
    pub css: String,
}

/// A page with its content, for the first visit and for browsers without WebAssembly.
///
/// The answer to a posted form is not taken over by the browser: it stands for itself.
#[must_use]
pub fn page(assets: Assets) -> impl IntoView {
    let visit = use_visit();
    let lang = visit.as_ref().map(|visit| visit.lang).unwrap_or_default().tag();
    let first_pull = visit.as_ref().and_then(|visit| visit.first_pull.clone());
    // No browser runs it, and no text in it ends it early.
    let first_pull = first_pull.map(|json| {
        let json = json.replace('<', "\\u003c");
        view! { <script type="application/json" id=FIRST_PULL inner_html=json></script> }
    });
    let comes_alive = visit.is_none_or(|visit| visit.comes_alive);
    view! {
        <!DOCTYPE html>
        <html lang=lang>
            <head>
                <Head assets comes_alive />
                <MetaTags />
            </head>
            <body>
                <App />
                {first_pull}
            </body>
        </html>
    }
}

/// Every component in every state; without a script.
#[must_use]
pub fn pattern_library(assets: Assets, large: bool) -> impl IntoView {
    let lang = use_visit().map(|visit| visit.lang).unwrap_or_default().tag();
    view! {
        <!DOCTYPE html>
        <html lang=lang data-text=large.then_some("large")>
            <head>
                <Head assets comes_alive=false />
                <MetaTags />
            </head>
            <body>
                <PatternLibrary large />
            </body>
        </html>
    }
}

/// The document that the service worker answers every navigation with. It names no route, so that none can be wrong.
#[must_use]
pub fn empty(assets: Assets) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="zh-CN" data-shell="">
            <head>
                <Head assets comes_alive=true />
                <title>"消费维权联络点"</title>
            </head>
            <body></body>
        </html>
    }
}

#[component]
fn Head(assets: Assets, comes_alive: bool) -> impl IntoView {
    let scripts = comes_alive.then(|| {
        view! {
            <link rel="preload" href=assets.wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
            <script r#type="module" src=assets.boot></script>
        }
    });
    view! {
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href=assets.css />
        <link rel="manifest" href="/manifest.webmanifest" />
        <link rel="icon" href="/icon.svg" r#type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/icon-192.png" />
        {scripts}
    }
}
